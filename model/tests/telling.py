"""Small runs with their evidence, for the tests of the trace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from tongban.engines.reference import simulate
from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.levers.regime import LEVER_IDS, Regime, full
from tongban.scenario.world import World
from tongban.trace.context import evidence_tables
from tongban.trace.spans import Spans, spans
from worlds import world

REGIMES = {"siloed": (), "integrated": full(), **{lever: full([lever]) for lever in LEVER_IDS}}


@dataclass(frozen=True)
class Telling:
    """A run and what its package says."""

    world: World
    compiled: Compiled
    trace: TraceArrays
    spans: Spans
    tables: dict[str, pa.Table]

    def events(self, *kinds: str) -> list[dict]:
        rows = self.tables["events"].to_pylist()
        return [r for r in rows if r["kind"] in kinds] if kinds else rows


def tell(small: World, regime: str, seed: int = 1) -> Telling:
    """Return a run of a world under one of the regimes."""
    compiled = compile_regime(small, Regime(regime, REGIMES[regime]), seed)
    trace = simulate(compiled.given)
    s = spans(compiled, trace)
    return Telling(small, compiled, trace, s, evidence_tables(small, compiled, trace, s))


@lru_cache(maxsize=20)
def small_run(regime: str) -> Telling:
    """Return the same small run under a regime."""
    return tell(world(needs=4.0), regime)
