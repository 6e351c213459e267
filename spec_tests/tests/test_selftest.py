"""The test of the tests: known faults are caught, near misses and right worlds are not accused."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from defusedxml import ElementTree

from tongban_spec.check import judge
from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.evidence.rows import evidence_of_tables
from tongban_spec.registry import all_requirements, by_id
from tongban_spec.selftest.kill_matrix import kill_matrix
from tongban_spec.selftest.simulator import (
    Fault,
    RightWorld,
    Simulator,
    Tables,
    load_simulator,
)
from tongban_spec.selftest.writing import document_of, lines_of

SIMULATOR = load_simulator()
PUBLISHED = Path(__file__).parents[2] / "results" / "selftest"
KNOWN = by_id()
FAULTS = [f for f in SIMULATOR.faults if set(f.requirements) <= set(KNOWN)]
BOUNDARIES = [f for f in FAULTS if f.near_miss]


def verdicts(tables: Tables, requirements) -> dict[str, str]:
    evidence = evidence_of_tables(tables)
    try:
        return {r: judge(evidence, KNOWN[r], examples=1).verdict for r in requirements}
    finally:
        evidence.connection.close()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.id)
def test_a_known_fault_is_caught_by_its_own_requirement(fault: Fault):
    found = verdicts(fault.tables(), fault.requirements)
    assert set(found.values()) == {"breached"}, found


@pytest.mark.parametrize("fault", BOUNDARIES, ids=lambda f: f.id)
def test_what_is_just_right_is_not_accused(fault: Fault):
    assert fault.near_miss
    found = verdicts(fault.near_miss(), fault.requirements)
    assert "breached" not in found.values(), found


@pytest.mark.parametrize("world", SIMULATOR.right, ids=lambda w: w.id)
def test_a_platform_that_is_right_but_different_is_accused_of_nothing(world):
    found = verdicts(world.tables(), KNOWN)
    assert [r for r, v in found.items() if v == "breached"] == []
    if world.id == "base":
        assert set(found.values()) == {"holds"}, "the base world exercises every requirement"


def test_random_worlds_are_the_same_for_the_same_number_and_differ_otherwise():
    events = [SIMULATOR.random_world(n).tables()["events"] for n in (1, 1, 2)]
    assert events[0].equals(events[1])
    assert not events[0].equals(events[2])


def test_every_fault_has_an_id_of_its_own_and_names_what_it_breaks():
    assert [i for i, n in Counter(f.id for f in SIMULATOR.faults).items() if n > 1] == []
    for fault in SIMULATOR.faults:
        assert fault.requirements and fault.title.zh != fault.title.en


def test_the_matrix_shows_who_else_catches_a_fault_and_says_what_was_missed():
    fault = next(f for f in SIMULATOR.faults if f.id == "CAT-1/gross")
    blind = Fault("CAT-5/blind", ("CAT-5",), "gross", "log", fault.title, fault.tables)
    few = [KNOWN[r] for r in ("CAT-1", "CAT-5", "CAT-7")]
    found = kill_matrix(Simulator((fault, blind), (), SIMULATOR.random_world), few)
    seen, missed = found.rows
    assert (seen.missed, seen.also) == ((), ("CAT-7",))
    assert (missed.missed, missed.also) == (("CAT-5",), ("CAT-1", "CAT-7"))
    assert not found.strong


def test_a_right_world_that_is_accused_makes_the_suite_weak():
    fault = next(f for f in SIMULATOR.faults if f.id == "CAT-5/rare")
    wrong = Simulator((), (), lambda n: RightWorld(f"bad-{n}", fault.title, fault.tables))
    found = kill_matrix(wrong, [KNOWN["CAT-5"]], worlds=2)
    assert [a.world for a in found.accusations] == ["bad-0", "bad-1"]
    assert not found.strong
    assert found.exercised == {"CAT-5": 2}


def test_the_command_writes_its_results_whole(tmp_path, capsys):
    words = ["selftest", "--only", "CAT-5", "--worlds", "2", "--json", "--lang", "en"]
    assert run(PROGRAM, [*words, "--out", str(tmp_path / "out")]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document == json.loads((tmp_path / "out" / "selftest.json").read_text("utf-8"))
    assert document["strong"] and len(document["faults"]) == 3
    assert document["random_worlds"] == {"number": 2, "judged": {"CAT-5": 2}}
    names = {p.name for p in (tmp_path / "out").iterdir()}
    pages = {f"matrix.{lang}.{form}" for lang in ("zh", "en") for form in ("md", "svg")}
    assert names == {"selftest.json", "manifest.json", "matrix.csv"} | pages
    for language in ("zh", "en"):
        drawn = ElementTree.parse(tmp_path / "out" / f"matrix.{language}.svg").getroot()
        assert drawn is not None and len(drawn.findall(".//{*}g")) >= 3, "a mark for each catch"


def test_a_false_accusation_is_told_in_both_languages():
    fault = next(f for f in SIMULATOR.faults if f.id == "CAT-5/rare")
    wrong = RightWorld("wrong", fault.title, fault.tables)
    found = kill_matrix(Simulator((), (wrong,), SIMULATOR.random_world), [KNOWN["CAT-5"]])
    for language in ("zh", "en"):
        lines = [line.say(language) for line in lines_of(found)]
        assert "CAT-5" in lines[0] and found.accusations[0].sentence.say(language) in lines[0]
    assert document_of(found)["accusations"][0]["world"] == "wrong"


def test_several_processes_find_the_same(tmp_path):
    words = ["selftest", "--only", "CAT-5", "--worlds", "3", "--lang", "en", "--out"]
    for workers in ("1", "2"):
        assert run(PROGRAM, [*words, str(tmp_path / workers), "--workers", workers]) == 0
    for one in (tmp_path / "1").iterdir():
        assert one.read_bytes() == (tmp_path / "2" / one.name).read_bytes()


def test_a_simulator_that_is_not_there_is_a_usage_error(capsys):
    assert run(PROGRAM, ["selftest", "--simulator", "no.such.module", "--lang", "en"]) == 2
    assert "no.such.module" in capsys.readouterr().err
    assert run(PROGRAM, ["selftest", "--simulator", "json", "--lang", "en"]) == 2


def test_the_published_matrix_is_of_these_faults_and_requirements_and_nothing_is_missed():
    text = (PUBLISHED / "selftest.json").read_text("utf-8")
    document = json.loads(text)
    stale = "run `python results/publish.py selftest`"
    assert [f["id"] for f in document["faults"]] == [f.id for f in SIMULATOR.faults], stale
    assert document["requirements"] == list(KNOWN), stale
    assert document["strong"] and document["accusations"] == []
    assert document["random_worlds"]["number"] >= 1000
    assert set(document["right_worlds"]) == {w.id for w in SIMULATOR.right}


def test_all_requirements_are_put_to_the_test_in_three_sizes():
    given = {(r, f.size) for f in SIMULATOR.faults for r in f.requirements}
    wanted = {(r.id, size) for r in all_requirements() for size in ("gross", "rare", "boundary")}
    assert wanted - given == set()
