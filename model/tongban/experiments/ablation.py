"""Levers one at a time (逐项增减): each alone, and the whole without it; the same luck in all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tongban.experiments.intervals import Interval, interval
from tongban.experiments.jobs import Progress, all_done, silent
from tongban.experiments.own_requirements import (
    OwnRequirement,
    judged_regimes,
    own_requirements,
)
from tongban.experiments.pilot import demand_factors
from tongban.experiments.replication import replicate
from tongban.levers.regime import LEVERS, Regime, full
from tongban.measures.figures import ALL
from tongban.measures.names import BY_ID, HEADLINES, MEASURES, Measure
from tongban.scenario.world import LeverSetting, World
from tongban_spec.verdicts import Judgement

Way = Literal["alone", "beside", "last"]
WAYS: tuple[Way, ...] = ("alone", "beside", "last")
OF_MONEY = (
    "lever_cost",
    "administration_cost",
    "society_cost",
)  # a lever in use costs, idle or not
_ALSO = ("in_time", "given_up", "stuck", "applicant_cost", "administration_cost", "society_cost")
_SHOWN = {
    *(m.id for m in HEADLINES), *_ALSO, *(lever.effect.measure for lever in LEVERS.values())
}  # fmt: skip
SHOWN: tuple[Measure, ...] = tuple(m for m in MEASURES if m.id in _SHOWN)
OF_GROUPS = ("applicant_hours", "visits", "given_up")  # also looked at group by group
Part = tuple[str, str]  # measure and group
Values = Mapping[tuple[str, Part], NDArray[np.float64]]  # of a regime, by replication


@dataclass(frozen=True, slots=True)
class Trial:
    """A lever with and without, all else equal (一项措施的有无对照).

    Parameters
    ----------
    lever : str
    way : {"alone", "beside", "last"}
        Alone on the first regime; on it beside the levers without which it changes nothing; or
        as the last piece of the last regime.
    without, with_it : Regime
    """

    lever: str
    way: Way
    without: Regime
    with_it: Regime


@dataclass(frozen=True, slots=True)
class Effect:
    """What one trial shows of one measure (一项对照在一个指标上的结果).

    Parameters
    ----------
    trial : Trial
    measure : Measure
    group : str
        ``all``, ``group:ID``, ``trait:online`` or ``trait:offline``.
    without, with_it : float
        Means over replications; NaN if no case has the measure.
    difference : Interval
        With the lever minus without it, pair by pair; all intervals of an ablation hold
        together, and so do, among themselves, those by group.
    """

    trial: Trial
    measure: Measure
    group: str
    without: float
    with_it: float
    difference: Interval

    @property
    def none_at_all(self) -> bool:
        """Whether no replication differs by anything."""
        return self.difference.low == self.difference.high == self.difference.mean == 0.0


@dataclass(frozen=True)
class Ablation:
    """All levers between two regimes, one at a time (逐项增减的结果).

    Parameters
    ----------
    world : World
    first, last : Regime
    seed, replications : int
    trials : tuple of Trial
        By lever, then alone, beside, last.
    effects : tuple of Effect
        Of everybody: by trial, then measure, in the order of ``SHOWN``.
    by_group : tuple of Effect
        Of applicant groups and of people with and without digital means: by trial.
    values : mapping
        The mean of every measure and group in each replication.
    requirements : tuple of OwnRequirement
        Each lever's own requirements in the first replication, with it and without it as the
        last piece.
    """

    world: World
    first: Regime
    last: Regime
    seed: int
    replications: int
    trials: tuple[Trial, ...]
    effects: tuple[Effect, ...]
    by_group: tuple[Effect, ...]
    values: Values
    requirements: tuple[OwnRequirement, ...]

    @property
    def levers(self) -> tuple[str, ...]:
        """The levers that were tried, in the essay's order."""
        return tuple(dict.fromkeys(t.lever for t in self.trials))

    @property
    def every(self) -> tuple[Effect, ...]:
        """All effects, those of everybody first."""
        return (*self.effects, *self.by_group)

    def trial(self, lever: str, way: Way) -> Trial | None:
        """Return a trial, None if there is none of the kind."""
        return next((t for t in self.trials if (t.lever, t.way) == (lever, way)), None)

    def on_ground(self, lever: str) -> Trial:
        """Return the trial of a lever on the first regime, with what it needs if it needs any."""
        found = self.trial(lever, "beside") or self.trial(lever, "alone")
        assert found is not None, "every lever is tried alone"
        return found

    def effects_of(self, trial: Trial) -> tuple[Effect, ...]:
        """Return what a trial shows, measure by measure."""
        return tuple(e for e in self.effects if e.trial == trial)

    def level(self, regime: Regime, measure: str) -> float:
        """Return the mean of a measure under one of the regimes; NaN if it has none."""
        return _mean(self.values[regime.name, (measure, ALL)])


def ablate(
    world: World, first: Regime, last: Regime, seed: int, replications: int, executor: Executor,
    progress: Progress = silent,
) -> Ablation:  # fmt: skip
    """Try every lever between two regimes one at a time, with common draws (逐项增减).

    Parameters
    ----------
    world : World
    first, last : Regime
    seed : int
    replications : int
        At least 1; with one there are no intervals.
    executor : Executor
        Any ``concurrent.futures`` executor; results do not depend on it.
    progress : callable
        Called with runs done and runs in all.

    Notes
    -----
    The intervals are Student's t of paired differences, by Bonferroni over all trials and
    measures of the ablation: they hold together.
    """
    tried = trials(first, last)
    regimes = regimes_of_trials(first, last, tried)
    demand = demand_factors(world, regimes)
    judged = judged_regimes(tried)
    jobs = {
        (n, r.name): (_run, world, r, seed, n, demand[r.name], n == 0 and r.name in judged)
        for r in regimes
        for n in range(replications)
    }
    done = all_done(executor, jobs, progress)
    parts: list[Part] = list(done[0, first.name][0])
    values = {
        (r.name, p): np.array([done[n, r.name][0][p] for n in range(replications)])
        for r in regimes
        for p in parts
    }
    effects = tuple(_effects(tried, [p for p in parts if p[1] == ALL], values))
    by_group = tuple(_effects(tried, [p for p in parts if p[1] != ALL], values))
    own = tuple(own_requirements(tried, {r.name: done[0, r.name][1] for r in regimes}))
    return Ablation(world, first, last, seed, replications, tried, effects, by_group, values, own)


def trials(first: Regime, last: Regime) -> tuple[Trial, ...]:
    """Return the trials of every lever that the first of two regimes does not have (对照清单).

    A lever is tried as the last regime has it; one that this does not have, at full strength and
    on the first regime only.
    """
    had = {s.lever for s in first.settings}
    return tuple(t for lever in LEVERS if lever not in had for t in _of_lever(lever, first, last))


def regimes_of_trials(first: Regime, last: Regime, tried: Iterable[Trial]) -> tuple[Regime, ...]:
    """Return the regimes that trials need, each once, the first and the last in front."""
    every = [first, last, *(r for t in tried for r in (t.without, t.with_it))]
    return tuple({r.name: r for r in every}.values())


def _of_lever(lever: str, first: Regime, last: Regime) -> Iterator[Trial]:
    own = _settings(lever, last) or full([lever])
    yield Trial(lever, "alone", first, _with(first, [lever], own))
    beside = [b for b in LEVERS[lever].effect.beside if not _settings(b, first)]
    if beside:
        ground = [s for b in beside for s in _settings(b, last) or full([b])]
        yield Trial(lever, "beside", _with(first, beside, ground),
                    _with(first, [*beside, lever], [*ground, *own]))  # fmt: skip
    if _settings(lever, last):
        rest = tuple(s for s in last.settings if s.lever != lever)
        yield Trial(lever, "last", _as(f"{last.name}-{lever}", last, rest), last)


def _settings(lever: str, regime: Regime) -> tuple[LeverSetting, ...]:
    return tuple(s for s in regime.settings if s.lever == lever)


def _with(first: Regime, levers: Sequence[str], settings: Sequence[LeverSetting]) -> Regime:
    name = "+".join([first.name, *levers])
    return _as(name, first, (*first.settings, *settings))


def _as(name: str, regime: Regime, settings: tuple[LeverSetting, ...]) -> Regime:
    """Return a regime under the conditions of another one, with levers of its own."""
    return replace(regime, name=name, settings=settings, title=None)


def _run(
    world: World, regime: Regime, seed: int, number: int, factor, judge: bool
) -> tuple[dict[Part, float], tuple[Judgement, ...]]:
    """Return the means of a replication and what its log is judged: all that is kept of it."""
    found = replicate(world, regime, seed, number, False, factor, judge=judge, of_people_only=True)
    summary = found.summary
    groups = [g for m, g in summary if m == OF_GROUPS[0] and g.startswith(("group:", "trait:"))]
    parts = [*((m.id, ALL) for m in SHOWN), *((m, g) for m in OF_GROUPS for g in groups)]
    return {part: summary[part].mean for part in parts}, found.judgements


def _effects(tried: Sequence[Trial], parts: Sequence[Part], values: Values) -> Iterator[Effect]:
    """Yield the effects on some parts; their intervals hold together."""
    pairs = {
        (trial, part): values[trial.with_it.name, part] - values[trial.without.name, part]
        for trial in tried
        for part in parts
    }
    known = {key: found for key, found in pairs.items() if not np.isnan(found).all()}
    for (trial, part), found in known.items():
        without, with_it = (_mean(values[r.name, part]) for r in (trial.without, trial.with_it))
        yield Effect(trial, BY_ID[part[0]], part[1], without, with_it, interval(found, len(known)))


def _mean(values: NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else math.nan


def missing_ground(trial: Trial) -> tuple[str, ...]:
    """Return the levers that a trial's lever needs and that are not in force there (缺的前提)."""
    there = {s.lever for s in trial.without.settings}
    return tuple(b for b in LEVERS[trial.lever].effect.beside if b not in there)


def is_idle(effects: Iterable[Effect]) -> bool:
    """Return whether a trial's lever changes nothing but what it costs itself (毫无作用)."""
    return all(e.none_at_all for e in effects if e.measure.id not in OF_MONEY)


def expected(ablation: Ablation, trial: Trial) -> Effect | None:
    """Return what a trial shows of the measure that its lever must move (应有效果的指标)."""
    wanted = LEVERS[trial.lever].effect.measure
    return next((e for e in ablation.effects_of(trial) if e.measure.id == wanted), None)


assert {*_SHOWN, *OF_GROUPS} <= set(BY_ID)
