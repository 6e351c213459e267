"""How much a scenario asks of machines and of people is told before and after a run."""

from __future__ import annotations

import json

import pytest

from cli.conftest import shortened
from tongban.cli import load_estimate
from tongban.cli.door import run
from tongban.cli.reading import read_scenario


@pytest.fixture
def crowded(tmp_path):
    """One reviewer and far too many needs, for three days."""
    return shortened(tmp_path / "crowded", arrival=3, needs=150)


def test_expected_cases_are_needs_a_day_times_working_days(tmp_path):
    # 3 March 2025 is a Monday: eight days have six working days
    world = read_scenario(str(shortened(tmp_path / "s", arrival=8, needs=5)))
    assert load_estimate.expected_cases(world) == 30


def test_the_load_of_reviewers_is_their_work_over_their_office_time(small):
    world = read_scenario(str(small))
    [load] = load_estimate.reviewer_loads(world)
    [item] = world.catalogue.items.values()
    [(_, heads)] = world.departments["SAMR"].reviewers
    expected = 6 * item.steps[0].work.mean_seconds / (heads * 7 * 3600)
    assert load.share == pytest.approx(expected)


def test_a_check_as_a_document_has_cases_load_and_warnings(crowded, capfdbinary):
    assert run(["check", str(crowded), "--json"]) == 0
    document = json.loads(capfdbinary.readouterr().out)
    assert document["expected_cases"] == 450
    assert document["reviewer_load_estimate"][0]["department"] == "SAMR"
    [warning] = document["warnings"]
    assert "市场监管" in warning["zh"]
    assert "estimate" in warning["en"]


@pytest.mark.parametrize(("language", "words"), [("zh", "预计 18 件"), ("en", "replication: 18")])
def test_a_check_tells_the_cases_and_warns_of_nothing_that_is_well(small, language, words, capsys):
    assert run(["check", str(small), "--lang", language]) == 0
    said = capsys.readouterr().out
    assert words in said
    assert {"zh": "提醒", "en": "warning"}[language] not in said


@pytest.mark.parametrize(("language", "word"), [("zh", "可能要很久"), ("en", "may take long")])
def test_very_many_cases_are_told_before_a_run_and_by_a_check(
    small, language, word, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setattr("tongban.cli.load_estimate.MANY_CASES", 10)
    assert run(["check", str(small), "--lang", language]) == 0
    assert word in capsys.readouterr().out
    words = ["run", str(small), "--json", "--workers", "1", "--replications", "2"]
    assert run([*words, "--lang", language]) == 0
    said = capsys.readouterr()
    assert word in said.err
    assert "18" in said.err
    assert "36" in said.err
    json.loads(said.out)


def test_a_run_of_ordinary_size_is_begun_without_a_warning(small, capsys):
    assert run(["run", str(small), "--json", "--workers", "1", "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("各自为政", "市场监管", "最后一项需求")),
        ("en", ("siloed", "market reg", "last need")),
    ],
)
def test_a_pool_that_fell_behind_is_named_after_the_run(crowded, language, words, capsys):
    assert run(["run", str(crowded), "--json", "--workers", "1", "--lang", language]) == 0
    warnings = [line for line in capsys.readouterr().err.splitlines() if words[0] in line]
    assert len(warnings) == 1
    assert all(word in warnings[0] for word in words)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_lever_without_what_it_needs_is_told_by_a_check(small, language, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    file = small / "scenario.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("regimes: {}", "regimes: {m: [{lever: no_visit}]}"), "utf-8")
    assert run(["check", str(small), "--lang", language]) == 0
    said = capsys.readouterr().out
    assert {"zh": "“不必到场”所需的“网上可办”没有到位", "en": "without “online coverage”"}[
        language
    ] in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_run_in_which_no_case_arises_says_so_before_and_after(small, language, capsys, tmp_path):
    file = small / "scenario.yaml"
    file.write_text(file.read_text("utf-8").replace("needs: {value: 6,", "needs: {value: 0.0001,"))
    assert run(["check", str(small), "--lang", language]) == 0
    assert {"zh": "预计不到一件", "en": "less than one case"}[language] in capsys.readouterr().out
    words = ["run", str(small), "--out", str(tmp_path / "o"), "--workers", "1", "--no-events"]
    assert run([*words, "--lang", language]) == 0
    assert {"zh": "结果是空的", "en": "not one case"}[language] in capsys.readouterr().err.lower()
