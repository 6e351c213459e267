"""A whole province against formulas (整省对照): Little's law on every pool, and how needs arise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tongban.engines.reference import simulate
from tongban.experiments.validation.theory import Experiment, Quantity
from tongban.journeys.assemble import compile_regime
from tongban.journeys.calendars import working_days
from tongban.journeys.needs import needs
from tongban.journeys.seasons import day_kinds
from tongban.levers.regime import Regime
from tongban.measures.accounts import pool_times
from tongban.quantities import DAY, HOUR
from tongban.scenario.world import World
from tongban_spec.language import Text

LITTLE = Text("Little（1961）", "Little (1961)")
BINOMIAL = Text(
    "负二项分布：方差/均值由场景给定（来自 receipt 日志）",
    "negative binomial with the scenario's variance/mean (from the receipt log)",
)
PROFILE = Text(
    "场景的一日到达分布（来自 receipt 日志）", "the scenario's daily profile (from the receipt log)"
)
RATIO = Text("比", "ratio")


def little_on_every_pool(world: World, regime: Regime) -> Experiment:
    """Return the number waiting over rate by wait, of the pool that is furthest off (利特尔定律).

    The number waiting is the integral that the engine watches, the waits are those of the people
    one by one, those still there at the end included: the law holds exactly in every run.
    """
    what = Text(
        "{s}，{r}，每个队列：排队人数 ÷（到达率 × 等待），偏离最大的一个",
        "{s}, {r}, every pool: L / λW of the one that is furthest off",
    ).fill(s=world.title, r=regime.name)
    quantity = Quantity(f"little/{world.name}/{regime.name}", what, RATIO, (1.0, 1.0), LITTLE)
    return Experiment((quantity,), _Little(world, regime))


@dataclass(frozen=True)
class _Little:
    world: World
    regime: Regime

    def __call__(self, seed: int) -> tuple[float, ...]:
        given = compile_regime(self.world, self.regime, seed).given
        trace = simulate(given)
        waited, served = pool_times(given, trace)
        by_clock = np.concatenate([trace.pool_waiting, trace.pool_busy]).astype(float)
        by_people = np.concatenate([waited, served]).astype(float)
        used = (by_clock > 0) | (by_people > 0)
        with np.errstate(divide="ignore"):
            ratios = by_clock[used] / by_people[used]
        return (float(ratios[np.argmax(np.abs(ratios - 1))]),)


def days_of_needs(world: World) -> Experiment:
    """Return the variance of the needs of a day over their mean, by county (到达的离散程度)."""
    wanted = world.dispersion
    what = Text(
        "{s}：各县每日需求的方差/均值", "{s}: variance/mean of the needs of a county's day"
    ).fill(s=world.title)
    quantity = Quantity(f"arrivals/{world.name}/dispersion", what, RATIO, (wanted, wanted),
                        BINOMIAL)  # fmt: skip
    return Experiment((quantity,), _Dispersion(world))


@dataclass(frozen=True)
class _Dispersion:
    world: World

    def __call__(self, seed: int) -> tuple[float, ...]:
        """Return the mean over counties and days of (needs − mean)² / mean: unbiased."""
        world, found = self.world, needs(self.world, seed)
        works = working_days(world.start, world.arrival_days, world.holidays)
        days = day_kinds(world, works)
        factor = days.factor[days.kind]
        shares = []
        for site, code in enumerate(world.halls):
            counts = np.bincount(found.at[found.home == site] // DAY, minlength=len(works))
            mean = world.regions[code].needs_per_working_day * factor[works]
            if (mean > 0).all():
                shares.append((counts[works] - mean) ** 2 / mean)
        return (float(np.mean(shares)),)


def peaks_of_the_day(world: World) -> Experiment:
    """Return how busy the two peaks of the day are, and the hour between them (一日两峰).

    Each as needs an hour over those of the mean open hour.
    """
    rate, hours = _profile(world)
    first, second = (max(part, key=lambda h: rate[h]) for part in _parts(world, hours))
    between = min((h for h in hours if first < h < second), key=lambda h: rate[h])
    rows = (
        ("first", Text("上午的高峰", "the morning's peak"), first),
        ("between", Text("两峰之间", "between the peaks"), between),
        ("second", Text("下午的高峰", "the afternoon's peak"), second),
    )
    words = Text("{s}：{p}（{h} 时）每小时需求 ÷ 全天平均",
                 "{s}: {p} ({h}:00), needs an hour over the day's mean")  # fmt: skip
    quantities = tuple(
        Quantity(f"arrivals/{world.name}/{id}", words.fill(s=world.title, p=name, h=hour), RATIO,
                 (rate[hour], rate[hour]), PROFILE)
        for id, name, hour in rows
    )  # fmt: skip
    return Experiment(quantities, _Peaks(world, (first, between, second)))


@dataclass(frozen=True)
class _Peaks:
    world: World
    hours: tuple[int, ...]

    def __call__(self, seed: int) -> tuple[float, ...]:
        hour = needs(self.world, seed).at % DAY // HOUR
        open_ = _open_hours(self.world)
        mean = len(hour) / sum(open_)
        return tuple(float((hour == h).sum()) / open_[h] / mean for h in self.hours)


def _open_hours(world: World) -> list[float]:
    """Return how much of each hour of the day halls are open, 0–1."""
    spans = world.hall_hours.intervals
    return [
        sum(max(0, min(end, (h + 1) * HOUR) - max(begin, h * HOUR)) for begin, end in spans) / HOUR
        for h in range(24)
    ]


def _profile(world: World) -> tuple[list[float], list[int]]:
    """Return the rate of each hour over the day's mean rate, and the hours that are open."""
    assert all(g.arrival_weights is None for g in world.groups.values()), "one profile for all"
    open_, weights = _open_hours(world), world.hall_hours.arrival_weights
    mean = sum(w * o for w, o in zip(weights, open_, strict=True)) / sum(open_)
    return [w / mean for w in weights], [h for h in range(24) if open_[h] > 0]


def _parts(world: World, hours: list[int]) -> tuple[list[int], list[int]]:
    """Return the open hours before and after the break at noon."""
    noon = world.hall_hours.intervals[0][1] // HOUR
    return [h for h in hours if h < noon], [h for h in hours if h >= noon]
