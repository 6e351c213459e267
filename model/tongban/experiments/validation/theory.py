"""The engine against queueing theory (与排队论对照): what has a formula, simulated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from tongban.experiments.intervals import interval
from tongban.experiments.jobs import Progress, all_done, silent
from tongban.experiments.validation import formulas
from tongban.experiments.validation.checks import THEORY_CONFIDENCE, Check, judged
from tongban.experiments.validation.networks import (
    SERVICE_SECONDS,
    ForkJoin,
    JacksonNetwork,
    OpenDay,
    Station,
    TwoClasses,
)
from tongban.quantities import Spread
from tongban_spec.language import Text

SECONDS = Text("秒", "s")
SHARE = Text("占比", "share")


@dataclass(frozen=True)
class Quantity:
    """One number that has a formula (有公式的量).

    Parameters
    ----------
    id : str
    what, unit, source : Text
    expected : tuple of (float, float)
        As of :class:`Check`.
    """

    id: str
    what: Text
    unit: Text
    expected: tuple[float, float]
    source: Text


@dataclass(frozen=True)
class Experiment:
    """A queueing system, and what is counted in one run of it (理论实验).

    Parameters
    ----------
    quantities : tuple of Quantity
    observe : callable
        From a seed to the value of each quantity in one replication.
    """

    quantities: tuple[Quantity, ...]
    observe: Callable[[int], tuple[float, ...]]


def experiments() -> list[Experiment]:
    """Return all experiments of theory, in the order in which they are told."""
    return [
        *(_m_m_c(c, load) for c, load in ((1, 0.5), (1, 0.8), (2, 0.8), (5, 0.7), (5, 0.9))),
        *(_m_m_c_m(*one) for one in ((1, 0.9, 900), (2, 1.2, 600), (5, 1.0, 1800))),
        *(_m_g_1(cv) for cv in (0.0, 0.5, 1.5)),
        _priority((0.3, 0.5)),
        _jackson(JacksonNetwork()),
        _fork_join(2, 0.7),
        _fork_join(4, 0.7),
        _open_day(OpenDay()),
    ]


def theory_checks(
    replications: int, seed: int, executor: Executor, progress: Progress = silent,
    chosen: Sequence[Experiment] | None = None,
) -> list[Check]:  # fmt: skip
    """Return the engine's values beside the formulas', with 99 % intervals (理论对照).

    Parameters
    ----------
    replications : int
        At least 30 for a verdict that can be defended.
    seed : int
        Every experiment has its own stream of seeds, by :func:`seed_of_run`.
    executor : Executor
        Any ``concurrent.futures`` executor; results do not depend on it.
    progress : callable
        Called with runs done and runs in all.
    chosen : sequence of Experiment, optional
        Only these; all if left out.
    """
    all_ = list(experiments() if chosen is None else chosen)
    jobs = {
        (e, n): (all_[e].observe, seed_of_run(seed, all_[e], n))
        for e in range(len(all_))
        for n in range(replications)
    }
    values: dict[tuple[int, int], tuple[float, ...]] = all_done(executor, jobs, progress)
    return [
        _check(quantity, np.array([values[e, n][q] for n in range(replications)]))
        for e, experiment in enumerate(all_)
        for q, quantity in enumerate(experiment.quantities)
    ]


def seed_of_run(seed: int, experiment: Experiment, replication: int) -> int:
    """Return the seed of a replication of an experiment (实验的种子).

    No two experiments share draws, so that one unlucky draw does not fail or pass them all; the
    quantities of one experiment are of the same runs. Independent of which others are chosen.
    """
    own = f"{seed}/{experiment.quantities[0].id}/{replication}".encode()
    return int.from_bytes(blake2b(own, digest_size=6).digest(), "big")


def _check(quantity: Quantity, values) -> Check:
    simulated = interval(values, confidence=THEORY_CONFIDENCE)
    return Check(quantity.id, "theory", quantity.what, quantity.unit, quantity.expected, simulated,
                 judged(quantity.expected, simulated), quantity.source)  # fmt: skip


def _value(id: str, zh: str, en: str, unit: Text, expected: float, source: Text) -> Quantity:
    return Quantity(id, Text(zh, en), unit, (expected, expected), source)


# ---- the systems -------------------------------------------------------------------------------

ERLANG = Text("爱尔朗 C 公式（1917）", "Erlang C (1917)")
PALM = Text(
    "爱尔朗 A：Palm（1957），Mandelbaum 与 Zeltyn（2007）",
    "Erlang A: Palm (1957), Mandelbaum and Zeltyn (2007)",
)
KHINCHINE = Text(
    "Pollaczek（1930）与 Khinchine（1932）公式", "Pollaczek (1930) and Khinchine (1932)"
)
COBHAM = Text("Cobham（1954）", "Cobham (1954)")
JACKSON = Text("Jackson（1957）", "Jackson (1957)")
FLATTO = Text("Flatto 与 Hahn（1984）", "Flatto and Hahn (1984)")
NELSON = Text("Nelson 与 Tantawi（1988）的上下界", "bounds of Nelson and Tantawi (1988)")
KOLMOGOROV = Text(
    "柯尔莫哥洛夫前向方程的数值解", "numerical solution of Kolmogorov's forward equations"
)


@dataclass(frozen=True)
class _Waits:
    """Mean wait, and share who wait, at a station."""

    station: Station

    def __call__(self, seed: int) -> tuple[float, ...]:
        q = self.station.queued(seed)
        return float((q[:, 1] - q[:, 0]).mean()), float((q[:, 1] > q[:, 0]).mean())


@dataclass(frozen=True)
class _Leaves:
    """Share who leave, and mean wait of all, at a station."""

    station: Station

    def __call__(self, seed: int) -> tuple[float, ...]:
        q = self.station.queued(seed)
        left = q[:, 1] < 0
        until = np.where(left, q[:, 2], q[:, 1]) - q[:, 0]
        return float(left.mean()), float(until.mean())


@dataclass(frozen=True)
class _One:
    """One number of a run."""

    of: Callable[[int], float]

    def __call__(self, seed: int) -> tuple[float, ...]:
        return (self.of(seed),)


def _m_m_c(servers: int, load: float) -> Experiment:
    name, id = f"M/M/{servers}, ρ = {load}", f"m_m_c/{servers}/{load}"
    wait = formulas.wait_m_m_c(servers, load, SERVICE_SECONDS)
    share = formulas.erlang_c(servers, load)
    customers = 3000 if load < 0.9 else 9000
    return Experiment(
        (
            _value(f"{id}/wait", f"{name}：平均等待", f"{name}: mean wait", SECONDS, wait, ERLANG),
            _value(f"{id}/waits", f"{name}：须等待的占比", f"{name}: share who wait", SHARE, share,
                   ERLANG),
        ),
        _Waits(Station(servers, load, customers=customers, warm_up=customers // 6)),
    )  # fmt: skip


def _m_m_c_m(servers: int, load: float, patience: int) -> Experiment:
    name = f"M/M/{servers}+M, ρ = {load}, 1/θ = {patience} s"
    id = f"m_m_c_m/{servers}/{load}/{patience}"
    station = Station(servers, load, patience=Spread("exponential", patience, 1.0))
    left, wait = formulas.erlang_a(
        servers, 1 / station.arrival_gap, 1 / SERVICE_SECONDS, 1 / patience
    )
    return Experiment(
        (
            _value(f"{id}/left", f"{name}：中途离开的占比", f"{name}: share who leave", SHARE, left,
                   PALM),
            _value(f"{id}/wait", f"{name}：平均等待", f"{name}: mean wait", SECONDS, wait, PALM),
        ),
        _Leaves(station),
    )  # fmt: skip


def _m_g_1(cv: float) -> Experiment:
    load = 0.6
    family = "lognormal" if cv else "constant"
    station = Station(1, load, Spread(family, SERVICE_SECONDS, cv))
    name = f"M/G/1, ρ = {load}, cv = {cv}"
    wait = formulas.wait_m_g_1(load, SERVICE_SECONDS, cv)
    quantity = _value(f"m_g_1/{cv}/wait", f"{name}：平均等待", f"{name}: mean wait", SECONDS, wait,
                      KHINCHINE)  # fmt: skip
    return Experiment((quantity,), _FirstOf(_Waits(station)))


@dataclass(frozen=True)
class _FirstOf:
    """The first number of a run that gives several."""

    of: Callable[[int], tuple[float, ...]]

    def __call__(self, seed: int) -> tuple[float, ...]:
        return self.of(seed)[:1]


def _priority(loads: tuple[float, float]) -> Experiment:
    first, second = formulas.waits_by_class(loads, SERVICE_SECONDS)
    name = f"M/M/1, ρ = {loads[0]} + {loads[1]}"
    return Experiment(
        (
            _value("priority/first/wait", f"{name}：优先者平均等待",
                   f"{name}: mean wait of those who go first", SECONDS, first, COBHAM),
            _value("priority/second/wait", f"{name}：其余者平均等待",
                   f"{name}: mean wait of the others", SECONDS, second, COBHAM),
        ),
        TwoClasses(loads).waits,
    )  # fmt: skip


def _jackson(network: JacksonNetwork) -> Experiment:
    expected = formulas.time_in_jackson_network(
        (1 / network.arrival_gap, 0.0, 0.0), network.routing, network.servers, network.service
    )
    quantity = _value("jackson/time", "三站网络，有返工：平均逗留时间",
                      "three stations with rework: mean time inside", SECONDS, expected,
                      JACKSON)  # fmt: skip
    return Experiment((quantity,), _One(network.time_inside))


def _fork_join(branches: int, load: float) -> Experiment:
    name = f"ρ = {load}"
    what = Text("{n} 个并联环节，{r}：平均总时间", "{n} steps in parallel, {r}: mean time")
    if branches == 2:
        exact = formulas.fork_join_of_two(load, SERVICE_SECONDS)
        expected = (exact, exact)
    else:
        expected = formulas.fork_join_bounds(branches, load, SERVICE_SECONDS)
    quantity = Quantity(f"fork_join/{branches}/{load}/time", what.fill(n=branches, r=name),
                        SECONDS, expected, FLATTO if branches == 2 else NELSON)  # fmt: skip
    return Experiment((quantity,), _One(ForkJoin(branches, load).time_inside))


def _open_day(day: OpenDay) -> Experiment:
    expected = formulas.wait_through_a_day(day.rate, day.servers, SERVICE_SECONDS, *day.hours)
    quantity = _value("open_day/wait", "有开门关门和高峰的一天：平均等待",
                      "a day with opening, closing and a peak: mean wait", SECONDS, expected,
                      KOLMOGOROV)  # fmt: skip
    return Experiment((quantity,), _One(day.wait))
