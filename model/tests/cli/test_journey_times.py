"""A journey tells work, waiting and the hours in which everything is closed apart."""

from __future__ import annotations

from tongban.cli.door import run
from tongban.cli.journey_page import lines_of, middle_case
from tongban.cli.journey_times import Times, took
from tongban.cli.reading import read_scenario
from tongban.experiments.replication import replicate
from tongban.levers.regime import Regime
from tongban_spec.cli.console.talk import Talk

ENGLISH, CHINESE = Talk("en"), Talk("zh")


def test_a_wait_over_lunch_says_so():
    times = Times(waited=6000, worked=480, lasted=480, closed="lunch")
    assert took(times, ENGLISH) == "8 min (waited 1.7 h, incl. lunch break)"
    assert took(times, CHINESE) == "8 分钟（等 1.7 小时，含午休）"


def test_work_that_pauses_over_night_is_told_as_work_first():
    times = Times(waited=0, worked=1800, lasted=59_400, closed="night")
    assert took(times, ENGLISH) == "30 min (16.5 h from begin to end, incl. closing hours)"


def test_what_was_not_interrupted_has_no_remark():
    assert took(Times(0, 600, 600, ""), ENGLISH) == "10 min"
    assert took(Times(0, 600, 600, "lunch"), ENGLISH) == "10 min"
    assert took(Times(1200, 0, 0, ""), ENGLISH) == "waited 20 min"


def sample_of(small):
    world = read_scenario(str(small))
    sample = replicate(world, Regime("siloed", world.regimes["siloed"]), 1, 0, keep=True).sample
    assert sample is not None
    return world, sample


def test_who_goes_to_the_counter_goes_home_again(small):
    _, sample = sample_of(small)
    case = middle_case(sample, 0)
    assert case is not None
    acts = [line.meanings[0].act for line in lines_of(sample, case)]
    assert acts.count("trip") == acts.count("way_home") > 0
    assert acts[-1] == "way_home"


def test_reviewers_work_no_longer_than_their_office_is_open(small):
    _, sample = sample_of(small)
    reviews = [
        line
        for case in range(len(sample.compiled.needs))
        for line in lines_of(sample, case)
        if line.meanings[0].act in ("review", "circulation")
    ]
    overnight = [line for line in reviews if line.times.closed == "night"]
    assert overnight
    for line in reviews:
        assert 0 <= line.times.worked <= line.times.lasted
        assert line.times.waited + line.times.lasted == line.end - line.begin
    assert any(line.times.lasted > line.times.worked for line in overnight)


def test_another_seed_shows_another_applicant(capsys):
    pages = []
    for seed in ("1", "3"):
        assert run(["show", "one_counter", "--seed", seed, "--lang", "en"]) == 0
        pages.append(capsys.readouterr().out)
        assert f"seed {seed}." in pages[-1]
    assert pages[0] != pages[1]
