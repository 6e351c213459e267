"""Keying in again what another department sends is counted as work of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tongban.engines.reference import simulate
from tongban.journeys.assemble import compile_regime
from tongban.levers.regime import Regime, full
from tongban.measures.cases import cases
from tongban.measures.summary import Summary, summarise
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


def test_with_one_standard_nothing_is_keyed_in_again():
    found, steps = summary_of(12, "one_standard")
    assert steps > 50
    assert found["rekeying_hours", "all"].mean == 0
