"""A lever with a scope does inside all that it does without one, and outside nothing at all."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from metamorphic.observed import observe, patient
from tongban.experiments.pilot import empty_province
from tongban.levers.lever import SCOPES
from tongban.levers.regime import LEVER_IDS, LEVERS, Regime, full
from tongban.levers.scopes import kinds_of_scope
from tongban.quantities import DAY
from tongban.scenario.world import LeverSetting, World
from worlds import group, world

OLD = "old"
SEED = 7
# what brings nothing where nobody waits, needs a paper at once, or logs in twice in a session
QUIET_HERE = ("reception_apart", "one_outlet", "single_sign_on")


@cache
def roomy() -> World:
    """Return a world of two groups where nobody ever waits, so that nobody is in another's way."""
    small = empty_province(patient(departments=3, regions=2, needs=16.0, days=6))
    groups = {OLD: group(OLD, share=0.5), "young": group("young", share=0.5)}
    return replace(small, groups={k: replace(g, trips_patience=10_000) for k, g in groups.items()})


@cache
def lives(settings: tuple[LeverSetting, ...]) -> dict[int, Counter]:
    """Return all that happened to each case, and when."""
    seen = observe(roomy(), settings, SEED)
    s = seen.spans
    columns = (s.case, s.begin, s.start, s.end, s.meaning(seen.compiled, "item"))
    rows = zip(*(c.tolist() for c in columns), [s.acts[a] for a in s.act], strict=True)
    found: dict[int, Counter] = {case: Counter() for case in range(len(seen.compiled.needs))}
    for case, *what in rows:
        found[case][tuple(what)] += 1
    return found


@cache
def needs():
    return observe(roomy(), (), SEED).compiled.needs


def inside_of(scope: str) -> tuple[tuple[str, ...], np.ndarray]:
    """Return a part of the world as a scope names it, and which cases are in it."""
    found, w = needs(), roomy()
    if scope == "groups":
        return (OLD,), found.group == 0
    if scope == "regions":
        return (next(iter(w.halls)),), found.home == 0
    names = w.catalogue.matters["M"].items if scope == "items" else ("M",)
    return names, found.matter == list(w.catalogue.matters).index("M")


DEPARTMENTS = ("single_sign_on", "reception_apart")  # work in one way for all their matters
CASES = [
    (lever.id, scope)
    for lever in LEVERS.values()
    for scope in kinds_of_scope(lever, list(lever.members(world())))
    if scope != "materials" and (lever.id not in DEPARTMENTS or scope in ("groups", "regions"))
]


@pytest.mark.parametrize(("lever", "scope"), CASES)
def test_a_lever_with_a_scope_changes_all_inside_and_nothing_outside(lever, scope):
    found = LEVERS[lever]
    names, inside = inside_of(scope)
    beside = full(found.effect.beside)
    without, everywhere = lives(beside), lives((*beside, LeverSetting(lever)))
    here = lives((*beside, replace(LeverSetting(lever), **{scope: names})))
    assert {c for c in here if not inside[c] and here[c] != without[c]} == set()
    assert {c for c in here if inside[c] and here[c] != everywhere[c]} == set()
    if lever not in QUIET_HERE:
        assert any(here[c] != without[c] for c in here), "the lever has done nothing at all"


def test_levers_that_are_the_same_for_everybody_are_those_of_places_and_lists():
    assert {id for id in LEVER_IDS if not LEVERS[id].by_group} == {
        "one_standard", "platform_handover", "comprehensive_windows", "reception_apart",
    }  # fmt: skip


def test_settings_for_two_groups_add_up_to_the_whole():
    apart = tuple(LeverSetting("one_notice", groups=(g,)) for g in roomy().groups)
    assert lives(apart) == lives((LeverSetting("one_notice"),))


def test_a_scope_of_several_kinds_is_what_all_of_them_name():
    w, region = roomy(), next(iter(roomy().halls))
    setting = LeverSetting("one_notice", regions=(region,), groups=(OLD,), matters=("M",))
    regime = Regime("some", (setting,))
    for code in w.halls:
        for name, history in regime.histories_of_groups(w, code).items():
            covered = history[0].practice.one_notice
            expected = set(w.catalogue.matters["M"].items) if (code, name) == (region, OLD) else ()
            assert covered == set(expected)


def test_a_lever_for_a_group_from_a_day_on_begins_that_day_for_these_alone():
    w = roomy()
    since = w.start + datetime.timedelta(days=3)
    regime = Regime("wave", (LeverSetting("one_notice", groups=(OLD,), since=since),))
    histories = regime.histories_of_groups(w, next(iter(w.halls)))
    assert [e.since // DAY for e in histories[OLD]] == [0, 3]
    assert [e.since for e in histories["young"]] == [0]
    assert not histories[OLD][0].practice.one_notice


def test_every_scope_has_a_lever_that_it_can_limit():
    kinds = {k for x in LEVERS.values() for k in kinds_of_scope(x, list(x.members(roomy())))}
    assert kinds == {*SCOPES, "groups"}


@pytest.mark.parametrize("lever", LEVER_IDS)
def test_a_lever_from_a_day_on_changes_nothing_before_it_and_is_whole_for_who_comes_after(lever):
    """But for e_licences: what is held on paper gets into the library only when next seen."""
    beside, day = full(LEVERS[lever].effect.beside), 3
    dated = LeverSetting(lever, since=roomy().start + datetime.timedelta(days=day))
    without, always = lives(beside), lives((*beside, LeverSetting(lever)))
    found, arose = lives((*beside, dated)), needs().at

    def before(life: Counter) -> set:
        return {what for what in life if max(what[:3]) < day * DAY}

    assert all(before(found[case]) == before(without[case]) for case in found)
    if lever != "e_licences":
        assert all(found[c] == always[c] for c in found if arose[c] >= day * DAY)
