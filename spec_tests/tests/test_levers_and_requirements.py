"""Worlds and levers against the requirements: all levers on breach nothing, one off its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.known_bad.right_worlds import random_shape, random_world
from tongban.known_bad.running import evidence_of_world
from tongban.known_bad.small_world import Shape, integrated, small_world
from tongban.levers.regime import LEVER_IDS, LEVERS, full
from tongban.quantities import DAY, HOUR, Spread
from tongban.scenario.world import LeverSetting, World
from tongban_spec.check import judge
from tongban_spec.evidence.rows import evidence_of_tables
from tongban_spec.registry import by_id
from tongban_spec.selftest.simulator import Tables
from tongban_spec.verdicts import Verdict

KNOWN = by_id()
PAIRS = [(lever.id, r) for lever in LEVERS.values() for r in lever.requirements]
OF_RECORD = ("CAT-1", "CAT-5", "CAT-6", "CAT-7", "CAT-8", "HAL-9", "SRV-2")  # no lever is for them
WORKING_DAY = 7 * HOUR
Settings = tuple[LeverSetting, ...]


def every_lever(*without: str) -> Settings:
    return full([lever for lever in LEVER_IDS if lever not in without])


def in_half_of_the_counties(world: World, lever: str, *without: str) -> Settings:
    """One lever in every second county only, the others everywhere: who has it not, could."""
    some = tuple(list(world.regions)[::2])
    others = integrated(*without)
    return tuple(replace(s, regions=some) if s.lever == lever else s for s in others)


def whose_files_lie(world: World, days: float) -> World:
    """Every file lies between two desks for some working days, and some for long."""
    lies = Spread("exponential", days * WORKING_DAY, 1.0)
    items = {
        k: replace(i, steps=tuple(replace(s, circulation=lies) for s in i.steps))
        for k, i in world.catalogue.items.items()
    }
    return replace(world, catalogue=replace(world.catalogue, items=items))


def with_results_on_paper(world: World, *on_paper: str) -> World:
    """Some results have no electronic form, others of the same matter have one."""
    materials = {
        k: replace(m, electronic=k not in on_paper and m.electronic)
        for k, m in world.catalogue.materials.items()
    }
    return replace(world, catalogue=replace(world.catalogue, materials=materials))


ORDINARY = small_world(Shape(counties=4, needs=4.0, missing=0.8))
SLOW = whose_files_lie(small_world(Shape(counties=4, needs=3.0)), 16)
CROWDED = small_world(
    Shape(counties=1, needs=140.0, heads=6, digital=0.2, missing=0.1, elsewhere=0.0)
)
ON_PAPER = with_results_on_paper(small_world(Shape(counties=4, needs=3.0)), "STAMP", "PERMIT")
WORLDS = (ORDINARY, SLOW, CROWDED, ON_PAPER)


@dataclass(frozen=True)
class Trial:
    """A world in which it shows, the regime with the lever and the one without it."""

    world: World
    with_it: Settings
    without: Settings


def ordinary(lever: str) -> Trial:
    return Trial(ORDINARY, integrated(), integrated(lever))


TRIALS: dict[tuple[str, str], Callable[[str], Trial]] = {
    # what no county connects no county could have asked: one does, and its neighbour does not;
    # and what the library holds no link is asked for
    ("data_sharing", "DAT-1"): lambda lever: Trial(
        ORDINARY,
        integrated("e_licences"),
        in_half_of_the_counties(ORDINARY, lever, "e_licences"),
    ),
    # where every result is electronic none has to be handed over: here some are on paper
    ("one_outlet", "HAL-6"): lambda lever: Trial(ON_PAPER, every_lever(), every_lever(lever)),
    # who has time enough is never late: one world of slow files, and one of crowded halls
    ("limit_supervision", "DAT-7"): lambda lever: Trial(SLOW, every_lever(), every_lever(lever)),
    ("limit_supervision", "SRV-1"): lambda lever: Trial(CROWDED, every_lever(), every_lever(lever)),
}


def verdicts(tables: Tables, *requirements: str) -> dict[str, Verdict]:
    evidence = evidence_of_tables(tables)
    try:
        return {r: judge(evidence, KNOWN[r], examples=1).verdict for r in requirements or KNOWN}
    finally:
        evidence.connection.close()


def breached(tables: Tables) -> set[str]:
    return {r for r, verdict in verdicts(tables).items() if verdict == "breached"}


@cache
def in_world(number: int, regime: Settings) -> dict[str, Verdict]:
    return verdicts(evidence_of_world(WORLDS[number], regime))


def shown(trial: Trial, regime: Settings) -> dict[str, Verdict]:
    """Return the verdicts on a trial; each world and regime is run once."""
    return in_world(next(n for n, w in enumerate(WORLDS) if w is trial.world), regime)


@pytest.mark.parametrize(("lever", "requirement"), PAIRS)
def test_a_lever_switched_off_alone_breaches_its_own_requirement(lever, requirement):
    trial = TRIALS.get((lever, requirement), ordinary)(lever)
    assert shown(trial, trial.with_it)[requirement] != "breached"
    assert shown(trial, trial.without)[requirement] == "breached"


@pytest.mark.parametrize("world", [ORDINARY, SLOW, CROWDED], ids=["ordinary", "slow", "crowded"])
def test_the_worlds_of_these_trials_breach_nothing_with_every_lever_on(world):
    found = shown(Trial(world, every_lever(), ()), every_lever())
    assert [r for r, verdict in found.items() if verdict == "breached"] == []


def test_every_lever_but_pledges_has_a_requirement_of_its_own_and_each_exists():
    """The law allows pledges and demands them of nobody: ``strict`` is a right world."""
    assert [lever.id for lever in LEVERS.values() if not lever.requirements] == ["pledge"]
    assert {r for _, r in PAIRS} <= set(KNOWN)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_with_every_lever_on_and_all_links_up_no_world_breaches_anything(number):
    assert breached(random_world(number).tables()) == set()


@settings(max_examples=8, deadline=None, derandomize=True)
@given(st.integers(0, 10**9), st.sampled_from((2.0, 8.0, 20.0)))
def test_however_long_files_lie_nothing_is_late_where_limits_are_watched(number, days):
    world = whose_files_lie(small_world(random_shape(number)), days)
    assert breached(evidence_of_world(world, every_lever(), seed=number)) == set()


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 10**9), st.sampled_from((1, 6, 24, 72)))
def test_on_bad_days_people_may_have_to_come_again_and_nothing_else_is_breached(number, hours):
    """Links fail and somebody pays: what they were to fetch is asked for, and told at once.

    Licences of a few days are left out: one that lapses and is fetched anew later is one licence in
    the log (see ``tongban.trace.licences``), which then seems to have been in force between.
    """
    world = small_world(replace(random_shape(number), validity_days=3650))
    up, down = Spread("exponential", 2.0 * DAY, 1.0), Spread("exponential", hours * HOUR, 1.0)
    links = {k: replace(link, up=up, down=down) for k, link in world.links.items()}
    found = breached(evidence_of_world(replace(world, links=links), every_lever(), seed=number))
    assert found <= {"HAL-10"}


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 10**9), st.sets(st.sampled_from(sorted(LEVERS))))
def test_whatever_levers_are_off_what_is_recorded_is_right(number, off):
    """A bad regime treats people badly; it invents no items, numbers, sources or decisions."""
    world = small_world(random_shape(number))
    found = verdicts(evidence_of_world(world, integrated(*sorted(off)), seed=number), *OF_RECORD)
    assert [r for r, verdict in found.items() if verdict == "breached"] == []


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    st.integers(0, 10**9),
    st.sampled_from([p for p in PAIRS if p not in TRIALS]),
    st.sampled_from((0.3, 0.5)),
)
def test_in_any_world_with_all_sorts_of_people_a_lever_off_breaches_its_own(number, pair, missing):
    lever, requirement = pair
    people = {"digital": 0.5, "elsewhere": 0.3, "returning": 0.3, "missing": missing, "post": 0.5}
    shape = replace(random_shape(number), counties=3, needs=4.0, days=10, **people)
    tables = evidence_of_world(small_world(shape), integrated(lever), seed=number)
    assert verdicts(tables, requirement) == {requirement: "breached"}
