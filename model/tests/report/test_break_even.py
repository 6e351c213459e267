"""Beside the verdict stands on what it rests: assumed prices, the break-even, hours as money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparisons import usual
from tongban.experiments.intervals import Interval
from tongban.report.break_even import break_even, rests_on
from tongban.scenario.world import Figure
from tongban_spec.language import Text


@pytest.mark.parametrize(
    ("society", "built", "en"),
    [
        (1555.5, 1807.0, "cost 13.9 % of"),
        (-100.0, 50.0, "cost 3.0 times"),
        (60.0, 50.0, "Even if links and levers cost nothing"),
    ],
)
def test_at_the_factor_told_the_step_costs_nothing(society, built, en):
    said = break_even(society, built)
    assert said is not None and en in said.en and said.zh


def test_where_nothing_is_built_there_is_nothing_to_break_even():
    assert break_even(-5.0, 0.0) is None


def with_costs(**steps: float):
    """Return the usual comparison with differences of cost, and one of two prices assumed."""
    found, rows = usual(), []
    some = found.row("travel_cost")
    for measure, x in steps.items():
        named = replace(some.measure, id=measure)
        rows.append(replace(some, measure=named, difference=Interval(x, x, x, 3)))
    prices = (
        Figure("costs.head_hour", "60 CNY_per_hour", "assumption", Text("估", "a guess"), "s:1"),
        Figure("groups.all.time_value", "9 CNY_per_hour", "source", Text("报告", "told"), "s:2"),
    )
    others = [r for r in found.rows if r.measure.id not in steps]
    return replace(found, rows=(*others, *rows), world=replace(found.world, figures=prices))


def test_assumed_prices_and_hours_that_nobody_is_dismissed_for_are_told():
    said = rests_on(with_costs(society_cost=10, link_cost=8, lever_cost=32, staff_cost=-5))
    assert said is not None
    assert "Of the 2 prices used here 1 are assumptions" in said.en
    assert "cost 75.0 % of what is taken here" in said.en
    assert "−5" in said.en and "−5" in said.zh and "no regime dismisses anybody" in said.en


def test_hours_that_grow_are_not_called_saved():
    said = rests_on(with_costs(society_cost=10, link_cost=8, lever_cost=32, staff_cost=5))
    assert said is not None and "dismisses" not in said.en


def test_without_prices_nothing_is_said():
    assert rests_on(usual()) is None
