"""A department that works overtime: the same work, other hours, and what they cost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metamorphic.observed import FEW, FEWER, SHAPES, Observed, observe, patient, same_trace, seeds
from tongban.actors.departments import Overtime
from tongban.levers.regime import LEVER_IDS, full
from tongban.measures.summary import ALL, summarise
from tongban.quantities import HOUR
from tongban.scenario.costs import Costs
from tongban.scenario.world import World
from worlds import minutes, world

LATE = Overtime(2 * HOUR, above=0, rate=1.5)
WAYS = ((), full())


def working_late(small: World, overtime: Overtime | None = LATE, work: float = 240) -> World:
    """Return a world with more work, whose departments work overtime."""
    departments = {k: replace(d, overtime=overtime) for k, d in small.departments.items()}
    items = {
        k: replace(i, steps=tuple(replace(s, work=minutes(work)) for s in i.steps))
        for k, i in small.catalogue.items.items()
    }
    catalogue = replace(small.catalogue, items=items)
    return replace(small, departments=departments, catalogue=catalogue)


def figures(seen: Observed) -> dict[str, float]:
    """Return the measures of a run that it has only one of."""
    summary = summarise(seen.world, seen.compiled, seen.spans, seen.cases())
    return {name: found.mean for (name, group), found in summary.items() if group == ALL}


@FEWER
@given(st.sampled_from(SHAPES), seeds)
def test_no_case_is_lost_and_the_accounts_add_up_with_overtime(shape, seed):
    for levers in (*WAYS, full(["reception_apart"]), full(LEVER_IDS[:9])):
        seen = observe(working_late(world(**shape)), levers, seed)
        assert seen.errors() == []


@FEW
@given(st.sampled_from(SHAPES[:2]), seeds, st.sampled_from(WAYS))
def test_the_work_is_the_same_and_only_its_hours_are_others(shape, seed, levers):
    """All cases are delivered, so that all work is done, with the same luck."""
    without = figures(observe(working_late(patient(**shape), None), levers, seed))
    with_it = figures(observe(working_late(patient(**shape)), levers, seed))
    assert without["overtime_hours"] == 0
    assert with_it["overtime_hours"] > 0
    done = with_it["reviewer_hours"] + with_it["overtime_hours"]
    assert done == pytest.approx(without["reviewer_hours"])


@FEW
@given(st.sampled_from(SHAPES[:3]), seeds)
def test_overtime_hours_are_what_lies_between_closing_and_going_home(shape, seed):
    seen = observe(working_late(patient(**shape)), full(), seed)
    s, late = seen.spans, 0
    for pool, begin, until in s.overtime.tolist():
        mine = (s.asked == pool) & (s.start >= 0)
        inside = np.minimum(s.end[mine], until) - np.maximum(s.start[mine], begin)
        late += int(np.maximum(inside, 0).sum())
    assert figures(seen)["overtime_hours"] == pytest.approx(late / HOUR)
    assert (s.overtime[:, 2] - s.overtime[:, 1] == LATE.most_seconds).all()


def test_nobody_works_overtime_who_may_not_or_need_not():
    small = patient(**SHAPES[0])
    usual = observe(working_late(small, None), full(), 1)
    patient_desks = replace(LATE, above=10_000)
    unwatched = [lever for lever in full() if lever.lever != "limit_supervision"]
    assert same_trace(
        observe(working_late(small, None), unwatched, 1).trace,
        observe(working_late(small, patient_desks), unwatched, 1).trace,
    )
    assert len(usual.trace.overtime) == 0


def test_an_hour_of_overtime_costs_its_rate():
    small = replace(patient(**SHAPES[0]), costs=Costs(60.0, 0.0, 5.0))
    usual, dear = (
        observe(working_late(small, replace(LATE, rate=rate)), full(), 1) for rate in (1.0, 2.5)
    )
    assert same_trace(usual.trace, dear.trace)
    extra = figures(dear)["staff_cost"] - figures(usual)["staff_cost"]
    hours = figures(usual)["overtime_hours"]
    assert hours > 0
    assert extra == pytest.approx(1.5 * hours * 60.0 / len(usual.compiled.needs))


def test_overtime_makes_more_be_in_time_where_staff_are_short():
    def in_time(overtime: Overtime | None) -> float:
        small = working_late(world(**SHAPES[0]), overtime, work=160)
        return float(np.nanmean(observe(small, full(), 1).cases().values["in_time"]))

    assert in_time(LATE) > in_time(None)
