"""What each stage of a run costs (各阶段的开销): load, compile, simulate, measure."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine_cost import Made, cpu_seconds

from tongban.engines.reference import simulate
from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.levers.regime import LEVER_IDS, Regime
from tongban.measures.accounts import account_errors
from tongban.measures.cases import cases
from tongban.measures.summary import summarise
from tongban.scenario.load import load_world
from tongban.scenario.world import World
from tongban.trace.spans import spans

TURNS = 3


@dataclass(frozen=True)
class Stages:
    """Median CPU seconds of the stages of one run (各阶段)."""

    scenario: str
    regime: str
    cases: int
    records: int
    load: float
    compile: float
    simulate: float
    measure: float


def measured(world: World, compiled: Compiled, trace: TraceArrays):
    """Return the summary of a run, its accounts checked as in an experiment."""
    found = spans(compiled, trace)
    assert not account_errors(compiled, trace, found)
    return summarise(world, compiled, found, cases(world, compiled, trace, found))


def stages(path: Path, name: str, seed: int = 1, turns: int = TURNS) -> Stages:
    """Measure the stages of one regime of a scenario."""
    seconds: dict[str, list[float]] = {s: [] for s in ("load", "compile", "simulate", "measure")}

    def timed(stage: str, act: Callable[[], Made]) -> Made:
        spent, result = cpu_seconds(act)
        seconds[stage].append(spent)
        return result

    def turn() -> tuple[str, int, int]:
        world = timed("load", lambda: load_world(path, LEVER_IDS))
        regime = Regime(name, world.regimes[name])
        compiled = timed("compile", lambda: compile_regime(world, regime, seed))
        trace = timed("simulate", lambda: simulate(compiled.given))
        timed("measure", lambda: measured(world, compiled, trace))
        return world.name, len(compiled.needs), len(trace.records)

    title, cases_count, records_count = [turn() for _ in range(turns)][-1]
    medians = {stage: statistics.median(spent) for stage, spent in seconds.items()}
    return Stages(title, name, cases_count, records_count, **medians)


def table(found: list[Stages]) -> str:
    """Return the stages as lines of text."""
    head = (
        f"{'scenario':18}{'regime':12}{'cases':>7}{'records':>9}"
        f"{'load s':>9}{'compile s':>11}{'simulate s':>12}{'measure s':>11}"
    )
    rows = [
        f"{s.scenario:18}{s.regime:12}{s.cases:>7}{s.records:>9}"
        f"{s.load:>9.3f}{s.compile:>11.3f}{s.simulate:>12.3f}{s.measure:>11.3f}"
        for s in found
    ]
    return "\n".join([head, *rows])
