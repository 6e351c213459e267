"""Comparing regimes (体制比较): the same luck in each, and paired differences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from tongban.experiments.intervals import CONFIDENCE, Interval, interval, pairing_gain
from tongban.experiments.jobs import Progress, all_done, silent
from tongban.experiments.pilot import demand_factors
from tongban.experiments.replication import Replication, replicate
from tongban.experiments.sample import Sample
from tongban.levers.regime import Regime
from tongban.measures.names import BY_ID, HEADLINES, Measure
from tongban.measures.summary import ALL, NONE
from tongban.scenario.world import World
from tongban_spec.verdicts import Judgement


@dataclass(frozen=True)
class Estimate:
    """A measure under one regime (估计): mean, median, 90th percentile, over replications."""

    mean: Interval
    p50: float
    p90: float


@dataclass(frozen=True)
class Row:
    """One measure of one group under all regimes (比较行).

    Parameters
    ----------
    measure : Measure
    group : str
        ``all``, ``group:ID``, ``matter:ID`` or ``region:CODE``.
    estimates : tuple of Estimate
        In the order of the regimes.
    difference, ratio : Interval
        Last regime against the first, pair by pair; the ratio is NaN where the first is 0.
    together : bool
        Whether the difference's interval belongs to the family that holds together.
    pairing_gain : float
    """

    measure: Measure
    group: str
    estimates: tuple[Estimate, ...]
    difference: Interval
    ratio: Interval
    together: bool
    pairing_gain: float


@dataclass(frozen=True)
class Comparison:
    """A finished comparison (比较结果).

    Parameters
    ----------
    world : World
    regimes : tuple of Regime
    seed, replications : int
    rows : tuple of Row
    runs : tuple of Replication
        By number, then regime.
    samples : dict of str to Sample
        Replication 0 of each regime, whole.
    compliance : mapping of str to tuple of Judgement
        What the specification says of replication 0 of each regime; empty if that was not asked.
    """

    world: World
    regimes: tuple[Regime, ...]
    seed: int
    replications: int
    rows: tuple[Row, ...]
    runs: tuple[Replication, ...]
    samples: dict[str, Sample]
    compliance: Mapping[str, tuple[Judgement, ...]]

    def row(self, measure: str, group: str = ALL) -> Row:
        """Return the row of a measure and group; KeyError if there is none."""
        for row in self.rows:
            if row.measure.id == measure and row.group == group:
                return row
        raise KeyError((measure, group))

    def estimate(self, measure: str, regime: str, group: str = ALL) -> float | None:
        """Return the mean of a measure under one regime; None if no case has it there."""
        place = [r.name for r in self.regimes].index(regime)
        for row in self.rows:
            if row.measure.id == measure and row.group == group:
                mean = row.estimates[place].mean.mean
                return None if math.isnan(mean) else mean
        return None

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as the one document of ``--json``."""
        names = [r.name for r in self.regimes]
        return {
            "scenario": self.world.name,
            "seed": self.seed,
            "replications": self.replications,
            "regimes": names,
            "confidence": CONFIDENCE,
            "measures": [_row_json(row, names) for row in self.rows],
            "compliance": {
                name: [_judgement_json(j) for j in found] for name, found in self.compliance.items()
            },
        }


def compare(
    world: World,
    regimes: Sequence[Regime],
    seed: int,
    replications: int,
    executor: Executor,
    progress: Progress = silent,
    judge: bool = False,
) -> Comparison:
    """Compare regimes over replications with common draws.

    Parameters
    ----------
    world : World
    regimes : sequence of Regime
        At least one; differences are the last against the first.
    seed : int
    replications : int
        At least 1.
    executor : Executor
        Any ``concurrent.futures`` executor; results do not depend on it.
    progress : callable
        Called with runs done and runs in all.
    judge : bool
        Whether the log of replication 0 of each regime is judged by the specification.
    """
    demand = demand_factors(world, regimes)
    jobs = {
        (n, r.name): (replicate, world, r, seed, n, n == 0, demand[r.name], judge and n == 0)
        for r in regimes
        for n in range(replications)
    }
    done: dict[tuple[int, str], Replication] = all_done(executor, jobs, progress)
    runs = tuple(done[n, r.name] for n in range(replications) for r in regimes)
    samples = {r.regime: r.sample for r in runs if r.sample is not None}
    judged = {r.regime: r.judgements for r in runs if r.judgements}
    rows = tuple(_rows(runs, [r.name for r in regimes]))
    return Comparison(world, tuple(regimes), seed, replications, rows, runs, samples, judged)


def _rows(runs: tuple[Replication, ...], names: list[str]):
    by_regime = [[r.summary for r in runs if r.regime == name] for name in names]
    every = dict.fromkeys(key for of_one in by_regime for s in of_one for key in s)
    for measure, group in every:  # a part that one regime does not have is NaN there
        figures = [[s.get((measure, group), NONE) for s in of_one] for of_one in by_regime]
        if all(f.n == 0 for of_one in figures for f in of_one):
            continue
        means = [np.array([f.mean for f in of_one]) for of_one in figures]
        estimates = tuple(
            Estimate(interval(m), _mean([f.p50 for f in of]), _mean([f.p90 for f in of]))
            for m, of in zip(means, figures, strict=True)
        )
        together = BY_ID[measure].headline and group == ALL
        family = len(HEADLINES) if together else 1
        first, last = means[0], means[-1]
        ratio = np.divide(last, first, out=np.full(len(first), np.nan), where=first != 0)
        yield Row(BY_ID[measure], group, estimates, interval(last - first, family),
                  interval(ratio), together, pairing_gain(first, last))  # fmt: skip


def _mean(values: list[float]) -> float:
    return float(np.mean(values))  # NaN if any run did not reach the percentile


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _ci(found: Interval) -> list[float | None]:
    return [_number(found.low), _number(found.high)]


def _row_json(row: Row, names: list[str]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "measure": row.measure.id,
        "unit": row.measure.unit,
        "group": row.group,
    }
    for name, estimate in zip(names, row.estimates, strict=True):
        document[name] = {
            "mean": _number(estimate.mean.mean),
            "p50": _number(estimate.p50),
            "p90": _number(estimate.p90),
            "ci": _ci(estimate.mean),
        }
    document["difference"] = {
        "mean": _number(row.difference.mean),
        "ci": _ci(row.difference),
        "intervals_hold_together": row.together,
        "pairing_gain": _number(row.pairing_gain),
    }
    document["ratio"] = {"mean": _number(row.ratio.mean), "ci": _ci(row.ratio)}
    return document


def _judgement_json(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement without its sentences: they are in the report of the check itself."""
    return {
        "id": judgement.requirement.id,
        "level": judgement.requirement.level,
        "verdict": judgement.verdict,
        "opportunities": judgement.opportunities,
        "breaches": judgement.breaches,
        "undecided": judgement.undecided,
    }
