"""Utilisation (人员利用率): how much of everybody's time is work, desk by desk, hour by hour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tongban.experiments.comparison import Comparison
from tongban.experiments.sample import Sample
from tongban.journeys.calendars import open_pieces
from tongban.journeys.pools import COMPREHENSIVE, PoolPlace
from tongban.levers.regime import Regime
from tongban.measures.staffing import staff_seconds
from tongban.quantities import DAY, HOUR
from tongban.report.figures.house import (
    FAINT,
    INK,
    Plate,
    Table,
    plain_axes,
    sheet,
    word_colour,
    wrapped,
)
from tongban.report.words import by_regime, number, regime_name, same
from tongban.scenario.world import World
from tongban_spec.language import Language, Text

SHADES = LinearSegmentedColormap.from_list("busy", ["#f7f9fb", "#9cc3de", "#0B4F8A", "#06294a"])
COMPREHENSIVE_NAME = Text("综合窗口", "comprehensive windows")
PLACES = ("window", "reviewers")
Kind = tuple[str, str]  # window or reviewers; department, "*" for comprehensive windows


@dataclass(frozen=True)
class Busy:
    """How much of their time is work under one regime (一种体制下的忙闲).

    Parameters
    ----------
    regime : Regime
    kinds : tuple of (str, str)
        ``window`` or ``reviewers``, and the department; ``"*"`` for comprehensive windows.
    heads : tuple of (int, int)
        Window staff and reviewers who are there, in all places together; where heads are
        re-arranged during the run, as they stand when most are there.
    share : tuple of tuple of float
        For each kind and hour: work done there in that hour of the day, over the office time that
        these heads have then on the days when needs arise.
    overall : float
    """

    regime: Regime
    kinds: tuple[Kind, ...]
    heads: tuple[tuple[int, int], ...]
    share: tuple[tuple[float, ...], ...]
    overall: float


@dataclass(frozen=True)
class Utilisation(Plate):
    """Windows and desks by hour of the day (人员利用率).

    Parameters
    ----------
    hours : tuple of int
        Hours of the day in which offices are open.
    busy : tuple of Busy
        One a regime.
    names : dict of (str, str) to Text
        Of the kinds.
    """

    hours: tuple[int, ...]
    busy: tuple[Busy, ...]
    names: dict[Kind, Text]
    name = "utilisation"
    heading = Text("人员利用率", "Utilisation of staff")

    @property
    def finding(self) -> Text:
        said = [same(f"{number(b.overall, 'share')} %") for b in self.busy]
        return Text(
            "全部人员用于办事的时间占比。{s}", "Share of all staff's time that is work. {s}"
        ).fill(s=by_regime(tuple(b.regime for b in self.busy), said))

    @property
    def caption(self) -> Text:
        return Text(
            "第 0 次重复，各县同类岗位合计，百分数：每天这一小时里做的服务与审查"
            "（不论需求何时产生），除以这些人在需求产生那些日子的办公时间。各自为政时审查人员坐在窗口，"
            "受审分离后回到后台；全部人员的总时间各体制相同，单行则不是同一批人。"
            "下班后的加班不计。括号内：窗口人员 + 审查人员。",
            "Replication 0, places of a kind in all counties together, percent: serving and "
            "reviewing done in that hour of the day, whenever the need arose, over the office "
            "time that those there have on the days when needs arise. Where reception is not "
            "apart reviewers stand at the windows, else at desks: the time of all staff is the "
            "same under every regime, a row is not always of the same people. Overtime after "
            "closing is left out. In brackets: window staff + reviewers.",
        )

    def table(self) -> Table:
        rows = [
            (b.regime.name, *kind, self.names[kind].zh, self.names[kind].en, *heads, hour, share)
            for b in self.busy
            for kind, heads, shares in zip(b.kinds, b.heads, b.share, strict=True)
            for hour, share in zip(self.hours, shares, strict=True)
        ]
        columns = ("regime", "place", "department", "name_zh", "name_en", "window_staff",
                   "reviewers", "hour", "utilisation")  # fmt: skip
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        rows = [max(len(b.kinds), 1) for b in self.busy]
        figure = sheet(
            self.finding, language, 0.27 * sum(rows) + 0.62 * len(rows) + 0.4, one_replication=True
        )
        panels = figure.subplots(len(rows), 1, squeeze=False, height_ratios=rows)[:, 0]
        title = Text("{r}（窗口人员 + 审查人员）", "{r} (window staff + reviewers)")
        for r, (axes, busy) in enumerate(zip(panels, self.busy, strict=True)):
            self._draw_one(axes, busy, language)
            words = title.fill(r=regime_name(busy.regime)).say(language)
            axes.set_title(words, loc="left", fontsize=11, color=word_colour(busy.regime, r))
        panels[-1].set_xlabel(Text("钟点", "hour of the day").say(language), color=INK)
        return figure

    def _draw_one(self, axes, busy: Busy, language: Language) -> None:
        plain_axes(axes)
        share = np.array(busy.share, float).reshape(len(busy.kinds), len(self.hours))
        axes.pcolormesh(share, cmap=SHADES, vmin=0, vmax=1, edgecolors=FAINT, linewidth=0.5)
        for (y, x), value in np.ndenumerate(share):
            if not np.isnan(value):
                axes.text(x + 0.5, y + 0.5, f"{100 * value:.0f}", ha="center", va="center",
                          fontsize=8, color="white" if value > 0.45 else INK)  # fmt: skip
        names = [
            f"{wrapped(self.names[kind].say(language), language, 60)} ({windows} + {desks})"
            for kind, (windows, desks) in zip(busy.kinds, busy.heads, strict=True)
        ]
        axes.set_yticks(np.arange(len(names)) + 0.5, names, fontsize=8.5)
        axes.set_ylim(max(len(names), 1), 0)
        axes.set_xticks(np.arange(len(self.hours)) + 0.5, [f"{h}:00" for h in self.hours])


def utilisation_of(comparison: Comparison) -> Utilisation:
    """Return the figure's data from replication 0 of each regime."""
    world = comparison.world
    hours = sorted(
        {h for a, b in world.office_hours.intervals for h in range(a // HOUR, -(-b // HOUR))}
    )
    busy = tuple(_busy(world, r, comparison.samples[r.name], hours) for r in comparison.regimes)
    kinds = dict.fromkeys(kind for b in busy for kind in b.kinds)
    return Utilisation(tuple(hours), busy, {kind: _name(world, kind) for kind in kinds})


def _name(world: World, kind: Kind) -> Text:
    where, department = kind
    if department == COMPREHENSIVE:
        return COMPREHENSIVE_NAME
    name = world.departments[department].name
    words = Text("{n}", "{n}") if where == "window" else Text("{n}审查", "{n}, reviewers")
    return words.fill(n=name)


def _busy(world: World, regime: Regime, sample: Sample, hours: list[int]) -> Busy:
    pools = sample.compiled.layout.pools
    possible_of_pool = staff_seconds(sample.compiled, world.warm_up_days * DAY)
    kinds = _kinds(world, pools, possible_of_pool)
    row_of_pool = np.array([kinds.index(k) if (k := _kind(p)) in kinds else -1 for p in pools])
    manned = row_of_pool >= 0
    possible = np.bincount(row_of_pool[manned], possible_of_pool[manned], len(kinds))
    open_seconds = np.array([_open_in(world, h) for h in hours], float)
    worked = _worked(world, sample, row_of_pool, len(kinds), hours)
    there = possible[:, None] * (open_seconds / open_seconds.sum())[None, :]
    share = np.divide(worked, there, out=np.full(worked.shape, np.nan), where=there > 0)
    overall = float(worked.sum() / possible.sum()) if possible.sum() else float("nan")
    return Busy(
        regime,
        tuple(kinds),
        _heads(sample, kinds),
        tuple(tuple(row) for row in share.tolist()),
        overall,
    )


def _kind(pool: PoolPlace) -> Kind:
    return pool.kind, pool.department


def _kinds(world: World, pools: tuple[PoolPlace, ...], possible) -> list[Kind]:
    """Return the kinds of places with anybody there, in the world's order, windows first."""
    manned = {_kind(p) for p, seconds in zip(pools, possible, strict=True) if seconds > 0}
    order = [(where, d) for d in (COMPREHENSIVE, *world.departments) for where in PLACES]
    return [kind for kind in order if kind in manned]


def _heads(sample: Sample, kinds: list[Kind]) -> tuple[tuple[int, int], ...]:
    """Return window staff and reviewers of each kind, as they stand when most are there."""
    found: dict[Kind, tuple[int, int]] = {kind: (0, 0) for kind in kinds}
    for place, pool in enumerate(sample.compiled.layout.pools):
        changes = sample.compiled.rearranged
        eras = [pool.members, *(c.members for c in changes if c.pool == place)]
        most = max(eras, key=lambda members: sum(heads for _, _, heads in members))
        if _kind(pool) in found:
            windows, desks = found[_kind(pool)]
            windows += sum(heads for _, review_class, heads in most if not review_class)
            desks += sum(heads for _, review_class, heads in most if review_class)
            found[_kind(pool)] = windows, desks
    return tuple(found.values())


def _pieces(world: World, hour: int):
    """Yield the parts of an hour of the day in which offices are open."""
    for opens, shuts in world.office_hours.intervals:
        begin, end = max(opens, hour * HOUR), min(shuts, (hour + 1) * HOUR)
        if begin < end:
            yield begin, end


def _open_in(world: World, hour: int) -> int:
    return sum(end - begin for begin, end in _pieces(world, hour))


def _worked(
    world: World, sample: Sample, row_of_pool, rows: int, hours: list[int]
) -> NDArray[np.float64]:
    """Return the seconds at work by kind and hour, within office hours; files pause over night."""
    s = sample.spans
    measured: NDArray[np.bool_] = np.isin(s.case, sample.cases.number)
    mine = np.flatnonzero((s.pool >= 0) & (row_of_pool[s.pool] >= 0) & (s.start >= 0) & measured)
    whole, paused = mine[s.for_window[mine]], mine[~s.for_window[mine]]
    piece, opened, shut = open_pieces(sample.compiled.office, s.start[paused], s.end[paused])
    pool = s.pool[np.concatenate([whole, paused[piece]])]
    start = np.concatenate([s.start[whole], opened])
    row, begin = row_of_pool[pool], start % DAY
    end = begin + np.concatenate([s.end[whole], shut]) - start
    worked = np.zeros((rows, len(hours)))
    for column, hour in enumerate(hours):
        for opens, shuts in _pieces(world, hour):
            inside = np.clip(np.minimum(end, shuts) - np.maximum(begin, opens), 0, None)
            np.add.at(worked[:, column], row, inside)
    return worked
