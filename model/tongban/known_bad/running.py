"""Running small worlds (运行小世界): a world, a regime and maybe slips become evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

import pyarrow as pa

from tongban.engines.reference import simulate
from tongban.journeys.assemble import compile_regime
from tongban.journeys.writer import Writer
from tongban.journeys.written import write_regime
from tongban.known_bad.scribe import Scribe, Slip
from tongban.known_bad.small_world import Shape, integrated, small_world
from tongban.levers.regime import Regime
from tongban.scenario.world import LeverSetting, World
from tongban.trace.context import evidence_tables
from tongban.trace.spans import spans

SEED = 1


def evidence_of_world(
    world: World,
    settings: Sequence[LeverSetting],
    seed: int = SEED,
    slips: tuple[Slip, ...] = (),
) -> dict[str, pa.Table]:
    """Return the evidence of a run (运行所得证据).

    Parameters
    ----------
    world : World
    settings : sequence of LeverSetting
        The regime.
    seed : int
    slips : tuple of Slip
        What goes wrong when the journeys are written.
    """
    scribe = partial(Scribe, slips) if slips else Writer
    regime = Regime("known bad", tuple(settings))
    compiled = compile_regime(world, regime, seed, written=write_regime(world, regime, scribe))
    trace = simulate(compiled.given)
    return evidence_tables(world, compiled, trace, spans(compiled, trace))


@cache
def base_world() -> World:
    """Return the world in which every fault is put (底本世界)."""
    return small_world(Shape())


@cache
def base_tables() -> dict[str, pa.Table]:
    """Return the evidence of the right regime in the base world (底本证据): nothing is wrong."""
    return evidence_of_world(base_world(), integrated())
