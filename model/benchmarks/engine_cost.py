"""What the reference engine costs beside bare SimPy (参考引擎的开销): target at most 2.

Both run in one process, turn by turn, so that a busy machine slows both alike; CPU time, medians.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bare_simpy import bare_run, script

from tongban.engines.reference import ReferenceRun
from tongban.journeys.assemble import compile_regime
from tongban.levers.regime import Regime
from tongban.scenario.world import World

TURNS = 7
RATIO_MAX = 2.0
Made = TypeVar("Made")


@dataclass(frozen=True)
class Cost:
    """CPU seconds of one regime's run (开销).

    Parameters
    ----------
    scenario, regime : str
    waits : int
        Waits of the run: trips, desks, time that passes, questions to links.
    engine, bare : float
        Median CPU seconds.
    ratio : float
        Median over the turns of engine by bare.
    engine_events, bare_events : int
        Events that SimPy was given.
    bytes_a_case : float
        Most memory that a run held at any time, records included and its input not, by case.
    """

    scenario: str
    regime: str
    waits: int
    engine: float
    bare: float
    ratio: float
    engine_events: int
    bare_events: int
    bytes_a_case: float


def cpu_seconds(act: Callable[[], Made]) -> tuple[float, Made]:
    """Return the CPU seconds of ``act()``, and what it returned; rubbish is collected before."""
    gc.collect()
    begin = time.process_time()
    result = act()
    return time.process_time() - begin, result


def events(env) -> int:
    """Return how many events an environment was given so far."""
    return next(env._eid)


def peak_bytes(act: Callable[[], object]) -> int:
    """Return the most memory that ``act()`` held beyond what was there before."""
    gc.collect()
    tracemalloc.start()
    act()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def engine_cost(world: World, regime: Regime, seed: int = 1, turns: int = TURNS) -> Cost:
    """Measure the engine, records included, against the bare program."""
    given = compile_regime(world, regime, seed).given
    plan = script(given)

    def engine() -> ReferenceRun:
        run = ReferenceRun(given)
        run.result()
        return run

    gc.collect()
    gc.freeze()  # neither side pays for walking through the other's plan
    found = [(cpu_seconds(engine), cpu_seconds(lambda: bare_run(plan))) for _ in range(turns + 1)]
    gc.unfreeze()
    (_, run), (_, env) = found[0]
    times = [(e, b) for (e, _), (b, _) in found[1:]]  # the first turn warms up
    return Cost(
        world.name,
        regime.name,
        plan.waits,
        statistics.median(e for e, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(e / b for e, b in times),
        events(run.env),
        events(env),
        peak_bytes(engine) / max(len(given.case_at), 1),
    )


def table(costs: list[Cost]) -> str:
    """Return the costs as lines of text."""
    head = (
        f"{'scenario':33}{'regime':12}{'waits':>8}{'engine s':>10}{'bare s':>9}{'ratio':>7}"
        f"{'engine waits/s':>16}{'events':>9}{'events/s':>10}{'bare events':>13}{'events/s':>10}"
        f"{'kB a case':>11}"
    )
    rows = [
        f"{c.scenario:33}{c.regime:12}{c.waits:>8}{c.engine:>10.3f}{c.bare:>9.3f}{c.ratio:>7.2f}"
        f"{c.waits / c.engine:>16,.0f}{c.engine_events:>9}{c.engine_events / c.engine:>10,.0f}"
        f"{c.bare_events:>13}{c.bare_events / c.bare:>10,.0f}{c.bytes_a_case / 1000:>11.1f}"
        for c in costs
    ]
    return "\n".join([head, *rows])
