"""Keying in again what another department sends is counted as work of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tongban.engines.reference import simulate
from tongban.journeys.assemble import compile_regime
from tongban.levers.regime import Regime, full
from tongban.measures.cases import cases
from tongban.measures.figures import Summary
from tongban.measures.summary import summarise
from tongban.quantities import MINUTE, Spread
from tongban.trace.spans import spans
from worlds import PROCESS, world


def summary_of(minutes: float, *levers: str) -> tuple[Summary, int]:
    """Return the measures of a run, and how many steps were done for another department."""
    rekeying = Spread("constant", minutes * MINUTE)
    small = world(needs=5.0, horizon=200, process=replace(PROCESS, rekeying=rekeying))
    compiled = compile_regime(small, Regime("tried", full(levers)), 1)
    trace = simulate(compiled.given)
    s = spans(compiled, trace)
    department = s.meaning(compiled, "department")
    item = s.meaning(compiled, "item")
    home = {i.id: i.department for i in small.catalogue.items.values()}
    away = [home.get(i, d) != d for i, d in zip(item, department, strict=True)]
    steps = int((s.did("review") & away).sum())
    return summarise(small, compiled, s, cases(small, compiled, trace, s)), steps


def test_every_step_of_another_department_is_keyed_in_once():
    found, steps = summary_of(12)
    assert steps > 50
    assert found["rekeying_hours", "all"].mean == pytest.approx(steps * 12 / 60)


def test_one_standard_or_the_platform_alone_does_not_spare_it():
    siloed, _ = summary_of(12)
    for lever in ("one_standard", "platform_handover"):
        found, steps = summary_of(12, lever)
        assert found["rekeying_hours", "all"].mean == pytest.approx(steps * 12 / 60), lever
        assert steps > 50
    assert siloed["rekeying_hours", "all"].mean > 0


def test_what_the_platform_carries_by_one_standard_is_not_keyed_in_again():
    found, steps = summary_of(12, "one_standard", "platform_handover")
    assert steps > 50
    assert found["rekeying_hours", "all"].mean == 0


@pytest.mark.parametrize("lever", ["comprehensive_windows", "one_acceptance"])
def test_what_is_received_for_another_department_is_keyed_in_again_without_the_platform(lever):
    apart, steps = summary_of(12)
    received, steps_then = summary_of(12, lever)
    more = received["rekeying_hours", "all"].mean - steps_then * 12 / 60
    assert apart["rekeying_hours", "all"].mean == pytest.approx(steps * 12 / 60)
    assert more > 5, lever
    carried, _ = summary_of(12, lever, "one_standard", "platform_handover")
    assert carried["rekeying_hours", "all"].mean == 0


def test_who_applied_at_the_own_portal_of_a_department_is_not_keyed_in_again():
    hall, _ = summary_of(12, "comprehensive_windows")
    both, _ = summary_of(12, "comprehensive_windows", "online_coverage")
    assert both["rekeying_hours", "all"].mean < hall["rekeying_hours", "all"].mean
