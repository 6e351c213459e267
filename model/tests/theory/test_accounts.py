"""Little's law to the last second, on whole worlds, and that a false record is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tongban.engines.reference import simulate
from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.journeys.program import Column, Op
from tongban.levers.regime import Regime
from tongban.measures.accounts import account_errors
from tongban.trace.spans import spans
from worlds import world


def run(seed: int, regime: str, **shape) -> tuple[Compiled, TraceArrays]:
    small = world(**shape)
    compiled = compile_regime(small, Regime(regime, small.regimes[regime]), seed)
    return compiled, simulate(compiled.given)


def errors(compiled: Compiled, trace: TraceArrays) -> list[str]:
    return account_errors(compiled, trace, spans(compiled, trace))


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"departments": 5, "regions": 3, "needs": 12.0, "days": 5},
        {"needs": 60.0, "days": 8, "horizon": 9},  # crowded, and cut in the middle
        {"departments": 2, "regions": 1, "needs": 3.0, "dispersion": 1.0, "windows": 3},
    ],
    ids=["plain", "long", "cut", "small"],
)
def test_the_accounts_of_a_run_add_up_exactly(shape, regime):
    for seed in range(3):
        assert errors(*run(seed, regime, **shape)) == []


def test_the_crowded_run_has_people_waiting_served_and_open_at_the_horizon():
    """Else the accounts above would not have tried what is still open."""
    _, trace = run(0, "siloed", needs=60.0, days=8, horizon=9)
    assert len(trace.still_waiting) > 0
    assert len(trace.still_served) > 0
    assert (trace.outcome == 0).any()


def changed(trace: TraceArrays, row: int, field: Field, by: int) -> TraceArrays:
    records = trace.records.copy()
    records[row, field] += by
    return replace(trace, records=records)


def rows_of(compiled: Compiled, trace: TraceArrays, op: Op) -> np.ndarray:
    return np.flatnonzero(compiled.given.ops[trace.records[:, Field.OP], Column.CODE] == op)


@pytest.fixture(scope="module")
def good() -> tuple[Compiled, TraceArrays]:
    return run(1, "siloed", needs=40.0, days=8, horizon=9)


@pytest.mark.parametrize("field", [Field.BEGIN, Field.START, Field.END])
@pytest.mark.parametrize("by", [-1, 1])
def test_a_queue_record_that_is_wrong_by_a_second_is_found(good, field, by):
    compiled, trace = good
    rows = rows_of(compiled, trace, Op.QUEUE)
    served = rows[trace.records[rows, Field.START] >= 0]
    for row in served[:: max(len(served) // 7, 1)]:
        assert errors(compiled, changed(trace, int(row), field, by)), row


@pytest.mark.parametrize("op", [Op.QUEUE, Op.END])
def test_a_lost_record_is_found(good, op):
    compiled, trace = good
    for row in rows_of(compiled, trace, op)[:5]:
        lost = replace(trace, records=np.delete(trace.records, row, axis=0))
        assert errors(compiled, lost), row


def test_a_lost_beginning_a_second_ending_and_a_forged_outcome_are_found(good):
    compiled, trace = good
    assert errors(compiled, replace(trace, records=trace.records[1:]))
    end = rows_of(compiled, trace, Op.END)[0]
    assert errors(compiled, replace(trace, records=np.vstack([trace.records, trace.records[end]])))
    forged = trace.outcome.copy()
    forged[np.flatnonzero(forged > 0)[0]] = 0
    assert errors(compiled, replace(trace, outcome=forged))


def test_a_false_count_of_the_engine_is_found(good):
    compiled, trace = good
    for name in ("pool_waiting", "pool_busy"):
        watched = getattr(trace, name).copy()
        watched[0] += 1
        assert errors(compiled, replace(trace, **{name: watched}))


def test_a_forgotten_person_in_the_queue_at_the_end_is_found(good):
    compiled, trace = good
    assert errors(compiled, replace(trace, still_waiting=trace.still_waiting[1:]))
    assert errors(compiled, replace(trace, still_served=trace.still_served[1:]))
