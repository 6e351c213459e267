"""Levers with dates: who is under way when one comes is carried over, not lost, not doubled."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metamorphic.observed import FEW, SHAPES, observe, patient, same_trace, seeds, shapes
from tongban.journeys.assemble import compile_regime
from tongban.journeys.program import Outcome
from tongban.levers.regime import LEVER_IDS, LEVERS, Regime, full
from tongban.measures.staffing import heads_at, staff_seconds
from tongban.quantities import DAY
from tongban.scenario.world import LeverSetting, World
from worlds import world

ROOMY = [shape for shape in SHAPES if shape["needs"] < 10]


@st.composite
def plans(draw, days: int = 25) -> tuple[tuple[str, int, int | None, float], ...]:
    """Draw a migration: levers with the day on which each comes, and perhaps goes again."""
    levers = draw(st.lists(st.sampled_from(LEVER_IDS), min_size=1, max_size=8))
    begins = draw(st.lists(st.integers(0, days), min_size=len(levers), max_size=len(levers)))
    lasts = draw(st.lists(st.one_of(st.none(), st.integers(1, 20)), min_size=len(levers),
                          max_size=len(levers)))  # fmt: skip
    strengths = draw(st.lists(st.sampled_from([1.0, 0.5]), min_size=len(levers),
                              max_size=len(levers)))  # fmt: skip
    return tuple(
        (lever, begin, None if LEVERS[lever].for_good else last, strength)
        for lever, begin, last, strength in zip(levers, begins, lasts, strengths, strict=True)
    )


def dated(small: World, plan) -> tuple[LeverSetting, ...]:
    def day(number: int):
        return small.start + timedelta(days=number)

    return tuple(
        LeverSetting(lever, strength, since=day(begin), until=last and day(begin + last))
        for lever, begin, last, strength in plan
    )


@FEW
@given(shapes, seeds, plans())
def test_no_case_is_lost_or_doubled_by_a_migration(shape, seed, plan):
    small = world(**shape)
    seen, siloed = observe(small, dated(small, plan), seed), observe(small, (), seed)
    assert seen.errors() == []
    assert np.array_equal(seen.compiled.needs.bits, siloed.compiled.needs.bits)
    ended = seen.trace.outcome != Outcome.OPEN
    assert np.array_equal(ended, seen.count("end") == 1)
    assert seen.count("end").max(initial=0) <= 1


@FEW
@given(st.sampled_from(ROOMY), seeds, plans())
def test_a_migration_accepts_and_decides_every_item_of_every_case_once(shape, seed, plan):
    small = patient(**shape)
    seen = observe(small, dated(small, plan), seed)
    assert (seen.trace.outcome == Outcome.DELIVERED).all()
    matters = list(small.catalogue.matters.values())
    wanted = [(n, i) for n, m in enumerate(seen.compiled.needs.matter) for i in matters[m].items]
    items = seen.spans.meaning(seen.compiled, "item")
    for act in ("submitted", "accepted", "decide", "deliver"):
        did = seen.spans.did(act)
        done = sorted(zip(seen.spans.case[did].tolist(), items[did].tolist(), strict=True))
        # a result that the applicant carried to the next desk may come electronically as well
        assert (done if act != "deliver" else sorted(set(done))) == sorted(wanted), act


@FEW
@given(shapes, seeds, st.sampled_from([(lever,) for lever in LEVER_IDS] + [LEVER_IDS]))
def test_dates_that_span_the_run_are_no_dates(shape, seed, levers):
    small = world(**shape)
    end = small.start + timedelta(days=small.horizon_days)
    spanning = tuple(LeverSetting(lever, since=small.start, until=end) for lever in levers)
    with_dates = compile_regime(small, Regime("dated", spanning), seed)
    without = compile_regime(small, Regime("dated", full(levers)), seed)
    assert with_dates.given.same_as(without.given)


@FEW
@given(shapes, seeds, st.integers(1, 20))
def test_before_its_date_a_lever_changes_nothing(shape, seed, begin):
    small = world(**shape)
    siloed = observe(small, (), seed)
    later = observe(small, dated(small, [(lever, begin, None, 1.0) for lever in LEVER_IDS]), seed)
    ended = (siloed.trace.ended_at >= 0) & (siloed.trace.ended_at < begin * DAY)
    assert np.array_equal(siloed.trace.ended_at[ended], later.trace.ended_at[ended])
    assert np.array_equal(siloed.trace.outcome[ended], later.trace.outcome[ended])


@FEW
@given(shapes, seeds, plans())
def test_a_migration_gives_the_same_bytes_again(shape, seed, plan):
    small = world(**shape)
    one, two = (observe(small, dated(small, plan), seed) for _ in range(2))
    assert one.compiled.given.same_as(two.compiled.given)
    assert same_trace(one.trace, two.trace)


@FEW
@given(shapes, plans(), st.integers(0, 40))
def test_heads_are_conserved_on_every_day_of_a_migration(shape, plan, day):
    small = world(**shape)
    compiled = compile_regime(small, Regime("dated", dated(small, plan)), 1)
    siloed = compile_regime(small, Regime("siloed", ()), 1)
    assert heads_at(compiled.given, day * DAY).sum() == siloed.given.pool_servers.sum()
    assert staff_seconds(compiled, 0).sum() == staff_seconds(siloed, 0).sum()


def test_who_is_under_way_when_a_lever_comes_goes_on_in_the_new_way_at_the_next_stage():
    """Items accepted after the date are issued electronically, also in cases that began before."""
    small, date = patient(**SHAPES[1]), 12 * DAY
    seen = observe(small, dated(small, [("e_licences", 12, None, 1.0)]), 3)
    at = acts_by_item(seen)
    began = seen.compiled.needs.at
    registered = set(at["register"])
    new_way = {key for key, moment in at["accepted"].items() if moment >= date}
    assert {key for key in new_way if began[key[0]] < date}, "somebody must be under way"
    assert new_way <= registered
    assert min(at["register"].values()) >= date
    handled_before = {key for key, moment in at["decide"].items() if moment < date}
    late = handled_before & registered  # decided on paper, delivered after the date
    assert all(at["register"][key] >= date for key in late)
    assert handled_before - registered


def acts_by_item(seen) -> dict[str, dict[tuple[int, str], int]]:
    """Return for each act the second at which it was done for each case and item."""
    items = seen.spans.meaning(seen.compiled, "item")
    return {
        act: dict(
            zip(
                zip(seen.spans.case[did].tolist(), items[did].tolist(), strict=True),
                seen.spans.end[did].tolist(),
                strict=True,
            )
        )
        for act in ("accepted", "decide", "register")
        for did in (seen.spans.did(act),)
    }
