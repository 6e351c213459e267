"""Heads are conserved unless a regime buys more; then there are more, and they are paid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metamorphic.observed import observe, same_trace
from tongban.engines.reference import simulate
from tongban.experiments.replication import replicate
from tongban.journeys.assemble import compile_regime
from tongban.levers.regime import Regime, full, named
from tongban.scenario.costs import Costs
from tongban.scenario.more_staff import MoreStaff
from worlds import world

TARIFFS = Costs(head_hour=60.0, link_year=0.0, lever_life_years=5.0)
HIRED = MoreStaff(windows=(("330401", "D0", 2),), reviewers=(("D1", "any", 1),))
OFFICE_HOURS = 7.0  # a working day of the test world: 3 in the morning, 4 in the afternoon


def hiring(regime: str = "siloed"):
    base = world(needs=20.0, days=10)
    regimes = {**base.regimes, "hired": base.regimes[regime]}
    return replace(base, costs=TARIFFS, regimes=regimes, more_staff={"hired": HIRED})


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
def test_a_regime_has_the_heads_that_it_buys_wherever_they_stand(regime):
    w = hiring(regime)
    before, after = (compile_regime(w, named(w, name), 1) for name in (regime, "hired"))
    bought = 2 + 2  # two at windows of one county, and one reviewer in each of two counties
    assert after.more_heads == bought and before.more_heads == 0
    assert after.layout.heads() == before.layout.heads() + bought
    assert after.given.pool_servers.sum() == before.given.pool_servers.sum() + bought


def test_whoever_is_bought_shortens_the_wait_and_is_paid_whether_busy_or_not():
    w = hiring()
    before, after = (replicate(w, named(w, n), 1, 0, False).summary for n in ("siloed", "hired"))
    assert after["wait_minutes", "all"].mean < before["wait_minutes", "all"].mean
    n = after["needs", "all"].mean
    days = 8  # of ten days from a Monday on
    paid = 4 * days * OFFICE_HOURS * TARIFFS.head_hour / n
    assert after["more_staff_cost", "all"].mean == pytest.approx(paid, abs=0.005)
    assert before["more_staff_cost", "all"].mean == 0.0
    parts = ("staff_cost", "more_staff_cost", "link_cost", "lever_cost")
    whole = sum(after[part, "all"].mean for part in parts)
    assert after["administration_cost", "all"].mean == pytest.approx(whole)


def test_nobody_bought_changes_no_byte():
    small = world(needs=8.0)
    plain = observe(small, full(), 1).trace
    empty = compile_regime(small, Regime("tried", full(), more_staff=MoreStaff()), 1)
    assert same_trace(plain, simulate(empty.given))
