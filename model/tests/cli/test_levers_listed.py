"""All levers are listed, with all that there is to say of each, in both languages."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from tongban.cli.door import run
from tongban.cli.manifest import manifest
from tongban.levers.regime import LEVER_IDS, LEVERS, Regime
from tongban.measures.names import BY_ID
from tongban.scenario.world import LeverSetting
from worlds import world


def test_the_document_has_every_lever_whole(capfdbinary):
    assert run(["levers", "--json"]) == 0
    listed = json.loads(capfdbinary.readouterr().out)["levers"]
    assert [lever["id"] for lever in listed] == list(LEVER_IDS)
    for lever in listed:
        for words in ("title", "point", "changes", "unit", "costs"):
            assert lever[words]["zh"] != lever[words]["en"]
        assert lever["source"]
        assert lever["requirements"] or lever["id"] == "pledge"  # no law demands it
        assert lever["effect"]["measure"] in BY_ID
        assert set(lever["needs"]) | set(lever["effect"]["beside"]) <= set(LEVERS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_read_all_of_them_in_their_language(language, capsys):
    assert run(["levers", "--lang", language]) == 0
    said = capsys.readouterr().out
    for lever in LEVERS.values():
        assert lever.id in said
        assert lever.title.say(language) in said


def test_with_a_scenario_their_costs_and_dates_are_listed(capfdbinary):
    assert run(["levers", "migration", "--json"]) == 0
    document = json.loads(capfdbinary.readouterr().out)
    (moves,) = [x for x in document["levers"] if x["id"] == "platform_handover"]
    waves = [x for x in moves["settings"] if x["regime"] == "integrated"]
    assert [(x["from"], x["matters"]) for x in waves] == [
        ("2024-04-01", ["R08"]), ("2024-09-02", ["E01"]),
        ("2025-02-05", ["R01"]), ("2025-07-01", ["R10"]),
    ]  # fmt: skip
    assert moves["cost"] is None, "this scenario prices nothing"
    assert run(["levers", "small_county", "--json"]) == 0
    (moves,) = [x for x in json.loads(capfdbinary.readouterr().out)["levers"]
                if x["id"] == "platform_handover"]  # fmt: skip
    assert moves["cost"] == {"build": 800_000.0, "run_per_year": 160_000.0, "training_hours": 8.0}


@pytest.mark.parametrize(
    ("language", "cost", "dates"),
    [("zh", "建设 800,000 元", "integrated：自一开始至结束"),
     ("en", "800,000 CNY to build", "integrated: from the start to the end")],
)  # fmt: skip
def test_people_read_costs_and_dates_in_their_language(language, cost, dates, capsys):
    assert run(["levers", "small_county", "--lang", language]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert cost in said and dates in said


def test_an_unknown_scenario_is_a_usage_error(capsys):
    assert run(["levers", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_page_is_there(language, capsys):
    assert run(["levers", "--help", "--lang", language]) == 0
    assert "tongban levers" in capsys.readouterr().out


def test_a_manifest_says_all_that_limits_a_lever():
    limits = {"matters", "items", "regions", "materials", "groups", "level", "since", "until"}
    others = {"lever", "strength", "because", "source"}
    assert {f.name for f in fields(LeverSetting)} == limits | others
    setting = LeverSetting("accept_anywhere", level="county", groups=("firm",), items=("E01.1",))
    said = manifest(world(), (), [Regime("m", (setting,))], 1, 1, "")["regimes"]["m"][0]
    assert said == {
        "lever": "accept_anywhere", "strength": 1.0, "items": ["E01.1"], "groups": ["firm"],
        "level": "county",
    }  # fmt: skip
