"""Runs of small worlds, with what the metamorphic tests look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from tongban.engines.reference import Case, ReferenceRun, simulate
from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.levers.regime import LEVER_IDS, Regime, full
from tongban.measures.accounts import account_errors
from tongban.measures.cases import Cases, cases
from tongban.scenario.world import LeverSetting, World
from tongban.trace.spans import Spans, spans
from worlds import PROCESS, world

# One shape and one seed are drawn, whole: shrinking then stays within what a province looks like.
SHAPES = (
    {"departments": 2, "regions": 1, "needs": 8.0, "days": 6},
    {"departments": 3, "regions": 2, "needs": 5.0, "days": 6},
    {"departments": 4, "regions": 3, "needs": 3.0, "days": 6, "windows": 2},
    {"departments": 3, "regions": 2, "needs": 20.0, "days": 4, "horizon": 20},
)
shapes = st.sampled_from(SHAPES)
seeds = st.integers(0, 2**32 - 1)
lever_ids = st.sampled_from(LEVER_IDS)
FEW = settings(max_examples=10, deadline=None, derandomize=True, database=None)
FEWER = settings(FEW, max_examples=5)  # for tests that run every regime


def all_regimes(w: World) -> list[Regime]:
    """Return the regimes of a world and every lever alone."""
    named = [Regime(name, s) for name, s in w.regimes.items()]
    return named + [Regime(lever, full([lever])) for lever in LEVER_IDS]


def patient(**shape) -> World:
    """Return a world where links never fail, nobody comes twice and nobody gives up."""
    process = replace(PROCESS, returning_applicant=0.0)
    small = world(**{**shape, "horizon": 200}, process=process, link_down_hours=0.0)
    groups = {k: replace(g, trips_patience=10_000) for k, g in small.groups.items()}
    return replace(small, groups=groups)


@dataclass(frozen=True)
class Observed:
    """A run with its meaning (一次仿真)."""

    world: World
    compiled: Compiled
    trace: TraceArrays
    spans: Spans

    def errors(self) -> list[str]:
        return account_errors(self.compiled, self.trace, self.spans)

    def cases(self) -> Cases:
        return cases(self.world, self.compiled, self.trace, self.spans)

    def count(self, *acts: str) -> np.ndarray:
        """Return for each case how often it did one of the acts."""
        found = self.spans.case[self.spans.did(*acts)]
        return np.bincount(found, minlength=len(self.compiled.needs))


def observe(w: World, settings: Sequence[LeverSetting], seed: int, name: str = "tried") -> Observed:
    compiled = compile_regime(w, Regime(name, tuple(settings)), seed)
    trace = simulate(compiled.given)
    return Observed(w, compiled, trace, spans(compiled, trace))


def same_trace(a: TraceArrays, b: TraceArrays) -> bool:
    """Return whether two runs are equal to the last bit, records and all."""
    return all(
        getattr(a, n).tobytes() == getattr(b, n).tobytes() for n in TraceArrays.__annotations__
    )


class Watched(ReferenceRun):
    """A run that keeps every draw: (case bits, key bits, visit) → its upper 32 bits."""

    def __init__(self, given) -> None:
        super().__init__(given)
        self.drawn: dict[tuple[int, int, int], int] = {}

    def luck(self, case: Case, which: int) -> int:
        visit = max(-case.draws[which], 0)
        value = super().luck(case, which)
        self.drawn[case.bits, case.keys[which], visit] = value
        return value


def draws(shape: int, seed: int, settings: tuple[LeverSetting, ...]) -> dict:
    """Return every draw of a run of one of the ``SHAPES``."""
    compiled = compile_regime(world(**SHAPES[shape]), Regime("tried", settings), seed)
    run = Watched(compiled.given)
    run.result()
    return run.drawn
