"""Utilisation (窗口利用率): how busy each kind of window is, hour by hour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tongban.experiments.comparison import Comparison
from tongban.experiments.sample import Sample
from tongban.journeys.calendars import open_pieces
from tongban.journeys.pools import COMPREHENSIVE
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


@dataclass(frozen=True)
class Busy:
    """How busy the windows of one regime are (一种体制下的忙闲).

    Parameters
    ----------
    regime : str
    kinds : tuple of str
        Department kinds, ``"*"`` for comprehensive windows.
    heads : tuple of int
        In all halls together.
    share : tuple of tuple of float
        For each kind and hour: time serving or reviewing there over opening time by heads.
    overall : float
    """

    regime: str
    kinds: tuple[str, ...]
    heads: tuple[int, ...]
    share: tuple[tuple[float, ...], ...]
    overall: float


@dataclass(frozen=True)
class Utilisation(Plate):
    """Kinds of windows by hour of the day (窗口利用率).

    Parameters
    ----------
    hours : tuple of int
        Hours of the day in which windows are open.
    busy : tuple of Busy
        One a regime.
    names : dict of str to Text
        Of the kinds.
    """

    hours: tuple[int, ...]
    busy: tuple[Busy, ...]
    names: dict[str, Text]
    name = "utilisation"
    heading = Text("窗口利用率", "Utilisation of windows")

    @property
    def finding(self) -> Text:
        said = [same(f"{number(b.overall, 'share')} %") for b in self.busy]
        return Text("窗口忙碌的时间占比。{s}", "Share of time that windows are busy. {s}").fill(
            s=by_regime(tuple(b.regime for b in self.busy), said)
        )

    @property
    def caption(self) -> Text:
        return Text(
            "第 0 次重复，各县同类窗口合计，百分数：每小时的服务时间除以开放时间乘窗口数；"
            "只计产生需求的日子，下班后的加班不计。括号内为窗口数。",
            "Replication 0, windows of a kind in all counties together, percent: time serving in "
            "an "
            "hour over opening time by windows, on days when needs arise; overtime after closing "
            "is "
            "left out. In brackets: number of windows.",
        )

    def table(self) -> Table:
        rows = [
            (b.regime, kind, self.names[kind].zh, self.names[kind].en, heads, hour, share)
            for b in self.busy
            for kind, heads, shares in zip(b.kinds, b.heads, b.share, strict=True)
            for hour, share in zip(self.hours, shares, strict=True)
        ]
        columns = ("regime", "window", "name_zh", "name_en", "windows", "hour", "utilisation")
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        rows = [max(len(b.kinds), 1) for b in self.busy]
        figure = sheet(self.finding, language, 0.27 * sum(rows) + 0.62 * len(rows) + 0.4)
        panels = figure.subplots(len(rows), 1, squeeze=False, height_ratios=rows)[:, 0]
        for r, (axes, busy) in enumerate(zip(panels, self.busy, strict=True)):
            self._draw_one(axes, busy, language)
            axes.set_title(regime_name(busy.regime).say(language), loc="left", fontsize=11,
                           color=word_colour(busy.regime, r))  # fmt: skip
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
            f"{wrapped(self.names[kind].say(language), language, 60)} ({heads})"
            for kind, heads in zip(busy.kinds, busy.heads, strict=True)
        ]
        axes.set_yticks(np.arange(len(names)) + 0.5, names, fontsize=8.5)
        axes.set_ylim(max(len(names), 1), 0)
        axes.set_xticks(np.arange(len(self.hours)) + 0.5, [f"{h}:00" for h in self.hours])


def utilisation_of(comparison: Comparison) -> Utilisation:
    """Return the figure's data from replication 0 of each regime."""
    world = comparison.world
    hours = sorted(
        {h for a, b in world.hall_hours.intervals for h in range(a // HOUR, -(-b // HOUR))}
    )
    busy = tuple(_busy(world, name, s, hours) for name, s in comparison.samples.items())
    kinds = {kind for b in busy for kind in b.kinds}
    names = {k: world.departments[k].name for k in world.departments if k in kinds}
    if COMPREHENSIVE in kinds:
        names[COMPREHENSIVE] = COMPREHENSIVE_NAME
    return Utilisation(tuple(hours), busy, names)


def _busy(world: World, regime: str, sample: Sample, hours: list[int]) -> Busy:
    first = world.warm_up_days * DAY
    last_need = int(sample.compiled.needs.at.max(initial=first))
    until = (last_need // DAY + 1) * DAY
    opens = sample.compiled.hall.starts
    days = len(np.unique(opens[(opens >= first) & (opens < until)] // DAY))
    pools = sample.compiled.layout.pools
    kinds = _kinds(world, [p.department for p in pools if p.kind == "window"])
    heads = np.array(
        [sum(p.heads for p in pools if p.kind == "window" and p.department == k) for k in kinds]
    )
    worked = _worked(world, sample, kinds, hours, first, until)
    open_seconds = np.array([_open_in(world, h) for h in hours])
    possible = heads[:, None] * open_seconds[None, :] * float(days)
    share = np.divide(worked, possible, out=np.full(worked.shape, np.nan), where=possible > 0)
    overall = float(worked.sum() / possible.sum()) if possible.sum() else float("nan")
    return Busy(regime, tuple(kinds), tuple(heads.tolist()),
                tuple(tuple(row) for row in share.tolist()), overall)  # fmt: skip


def _kinds(world: World, present: list[str]) -> list[str]:
    """Return the kinds of windows in the world's order, comprehensive ones first."""
    return [k for k in (COMPREHENSIVE, *world.departments) if k in set(present)]


def _pieces(world: World, hour: int):
    """Yield the parts of an hour of the day in which halls are open."""
    for opens, shuts in world.hall_hours.intervals:
        begin, end = max(opens, hour * HOUR), min(shuts, (hour + 1) * HOUR)
        if begin < end:
            yield begin, end


def _open_in(world: World, hour: int) -> int:
    return sum(end - begin for begin, end in _pieces(world, hour))


def _worked(world, sample: Sample, kinds, hours, first, until) -> NDArray[np.float64]:
    """Return the seconds at work by kind and hour, within opening hours; files pause over night."""
    s, pools = sample.spans, sample.compiled.layout.pools
    row_of_pool = np.array([kinds.index(p.department) if p.kind == "window" else -1 for p in pools])
    at_windows = (s.pool >= 0) & (row_of_pool[s.pool] >= 0)
    mine = np.flatnonzero(at_windows & (s.start >= first) & (s.start < until))
    whole, paused = mine[s.for_window[mine]], mine[~s.for_window[mine]]
    piece, opened, shut = open_pieces(sample.compiled.office, s.start[paused], s.end[paused])
    pool = s.pool[np.concatenate([whole, paused[piece]])]
    start = np.concatenate([s.start[whole], opened])
    row, begin = row_of_pool[pool], start % DAY
    end = begin + np.concatenate([s.end[whole], shut]) - start
    worked = np.zeros((len(kinds), len(hours)))
    for column, hour in enumerate(hours):
        for opens, shuts in _pieces(world, hour):
            inside = np.clip(np.minimum(end, shuts) - np.maximum(begin, opens), 0, None)
            np.add.at(worked[:, column], row, inside)
    return worked
