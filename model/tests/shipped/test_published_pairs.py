"""The published pairs that ship: each has its line in the document, its source and its reasons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tongban.cli.validation import worlds_with_pairs
from tongban.levers.regime import LEVERS
from tongban.measures.names import BY_ID
from tongban.scenario.world import PublishedPair, World

DOCUMENT = Path(__file__).parents[3] / "scenarios" / "PUBLISHED.md"
WORLDS = worlds_with_pairs()
PAIRS = {p.id: p for w in WORLDS for p in w.published}
NO_REFORM = {"siloed", "integrated"}
ASSUMED = {("one_network_2021", "platform_handover")}  # a fitted pair's; the table says so


def lines() -> list[list[str]]:
    table = DOCUMENT.read_text("utf-8").split("## 每一行")[1]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def reforms(world: World) -> dict[str, tuple]:
    sides = {side for p in world.published for side in (p.before_regime, p.after_regime)}
    return {name: world.regimes[name] for name in sides - NO_REFORM}


def documents(words: str) -> set[str]:
    """Return the documents that a source names behind its status: （已查到；A; B） → {A, B}."""
    named = [part for where in re.findall(r"；([^）]*)）", words) for part in where.split(";")]
    return {part.strip() for part in named if re.search(r"[a-z]{2}|日报|社", part)}


def documents_of_parameters(world: World) -> set[str]:
    figures = [f for f in world.figures if not f.path.startswith("published")]
    return {d for f in figures if f.kind == "source" for d in documents(f.words.zh)}


def test_every_line_of_the_document_names_its_pairs_or_says_why_there_is_none():
    named = [name for _, _, pairs, _ in lines() for name in re.findall(r"`(\w+)`", pairs)]
    assert sorted(named) == sorted(PAIRS), "a pair without a line, or a line without its pair"
    for figure, status, pairs, note in lines():
        assert status, figure
        assert "`" in pairs or len(note) > 10, f"no pair and no reason: {figure}"


def test_a_pair_is_one_and_the_same_wherever_it_stands():
    for world in WORLDS:
        assert all(p == PAIRS[p.id] for p in world.published)


def test_a_pair_stands_in_the_scenario_of_its_matter_and_in_the_prefecture():
    where = {
        pair: {w.name for w in WORLDS if pair in {p.id for p in w.published}} for pair in PAIRS
    }
    homes = {"E01": {"business_startup", "jiaxing"}, "E05": {"construction_permit", "jiaxing"}}
    for id, pair in PAIRS.items():
        assert where[id] == homes.get(pair.matter, {"jiaxing"}), id


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_a_pair_has_a_measure_two_sides_and_a_source(pair: PublishedPair):
    assert pair.source.zh.strip() and pair.source.en.strip()
    assert pair.before > 0 and pair.after > 0
    assert BY_ID[pair.measure].unit == "share" or not pair.remainder


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: w.name)
def test_every_lever_of_a_reform_has_its_reason_and_its_source(world: World):
    for name, settings in reforms(world).items():
        assert settings, f"{name} has no lever"
        for setting in settings:
            assert setting.because and setting.because.zh and setting.because.en, (name, setting)
            assert setting.source or (name, setting.lever) in ASSUMED, (name, setting.lever)
            needed = set(LEVERS[setting.lever].needs)
            assert needed <= {s.lever for s in settings}, (name, setting.lever)


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: w.name)
def test_no_parameter_comes_from_the_document_of_a_predicted_pair(world: World):
    parameters = documents_of_parameters(world)
    assert parameters, "the scenario has parameters with documents"
    for pair in world.published:
        shared = documents(pair.source.zh) & parameters
        if pair.use == "predicted":
            assert not shared, pair.id
            assert "上海" not in pair.title.zh, "parameters are Shanghai's"
        if pair.use == "fitted":
            assert shared, f"{pair.id}: fitted to what?"


def test_no_reform_is_compared_with_every_lever_on():
    assert {p.after_regime for p in PAIRS.values()}.isdisjoint(NO_REFORM)
