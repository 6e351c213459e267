"""One replication (一次重复): compile, simulate, check the accounts, summarise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.engines.reference import simulate
from tongban.experiments.compliance import compliance
from tongban.experiments.sample import Sample
from tongban.journeys.assemble import compile_regime, replication_seed
from tongban.journeys.needs import needs
from tongban.journeys.written import Written, write_regime
from tongban.levers.regime import Regime
from tongban.measures.accounts import account_errors
from tongban.measures.cases import cases
from tongban.measures.figures import Summary
from tongban.measures.summary import summarise
from tongban.scenario.world import World
from tongban.trace.spans import spans
from tongban_spec.verdicts import Judgement

_LAST: list[tuple[World, Regime, Written]] = []  # what was written last, here or in this worker


@dataclass(frozen=True)
class Replication:
    """What is left of one replication under one regime (一次重复的结果).

    Parameters
    ----------
    regime : str
    number : int
        From 0.
    summary : Summary
    sample : Sample or None
        Kept only where it was asked for.
    judgements : tuple of Judgement
        What the specification says of the run's log; empty where that was not asked for.
    """

    regime: str
    number: int
    summary: Summary
    sample: Sample | None
    judgements: tuple[Judgement, ...] = ()


def replicate(
    world: World,
    regime: Regime,
    seed: int,
    number: int,
    keep: bool,
    factor: NDArray[np.float64] | None = None,
    judge: bool = False,
    of_people_only: bool = False,
) -> Replication:
    """Run one replication of a scenario under a regime.

    Parameters
    ----------
    world : World
    regime : Regime
    seed, number : int
    keep : bool
        Whether the run is kept whole.
    factor : (n_matters, n_groups) float64 or None
        Demand over that under the reference regime, of :func:`tongban.experiments.pilot`; None: 1.
    judge : bool
        Whether the run's log is judged by the specification.
    of_people_only : bool
        As in :func:`tongban.measures.summary.summarise`.

    Raises
    ------
    AssertionError
        If the accounts of the run do not add up: that is a fault of the program.
    """
    arising = needs(world, replication_seed(seed, number), factor)
    compiled = compile_regime(world, regime, seed, number, arising, _journeys(world, regime))
    trace = simulate(compiled.given)
    found = spans(compiled, trace)
    errors = account_errors(compiled, trace, found)
    assert not errors, f"{regime.name}, replication {number}: " + "; ".join(errors[:3])
    table = cases(world, compiled, trace, found)
    summary = summarise(world, compiled, found, table, of_people_only)
    whole = Sample(compiled, trace, found, table)
    judgements = compliance(world, regime.name, whole) if judge else ()
    return Replication(regime.name, number, summary, whole if keep else None, judgements)


def _journeys(world: World, regime: Regime) -> Written:
    """Return the regime's journeys (体制的旅程): those written last, if it is the same regime.

    Experiments do all runs of a regime one after another, and a quarter of a run is writing. More
    than one regime is not kept: each takes tens of megabytes.
    """
    for of, under, written in _LAST[:]:
        if under == regime and of == world:
            return written
    written = write_regime(world, regime)
    _LAST[:] = [(world, regime, written)]
    return written
