"""The course of time (逐月走势): measures by month, and when which items moved to the platform."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from matplotlib.figure import Figure

from tongban.experiments.comparison import Comparison
from tongban.experiments.intervals import Interval
from tongban.journeys.journey import PROVINCE
from tongban.levers.practice import practice_at
from tongban.measures.months import month_of, months
from tongban.measures.names import BY_ID
from tongban.quantities import DAY
from tongban.report.figures.burden import draw_key
from tongban.report.figures.house import (
    INK,
    QUIET,
    Plate,
    Table,
    fill_of,
    mark_of,
    plain_axes,
    sheet,
    wrapped,
)
from tongban.report.words import number, regime_name
from tongban.scenario.world import World
from tongban.trace.systems import moves_of_records
from tongban_spec.language import Language, Text

MEASURES = ("visits", "materials", "elapsed_working_days")
TICKS = 12  # months named at most below the panels


@dataclass(frozen=True)
class Wave:
    """Items whose record moves on one day (一批切换).

    Parameters
    ----------
    day : date
    items : tuple of str
    counties : int
        In how many counties any of them moves on that day.
    words : Text
        The matters they belong to, with how many of their items.
    """

    day: datetime.date
    items: tuple[str, ...]
    counties: int
    words: Text


@dataclass(frozen=True)
class Months(Plate):
    """Means by month under each regime (逐月均值).

    Parameters
    ----------
    months : tuple of str
        ``2024-01``, ascending.
    regimes : tuple of str
    means : dict of str to tuple
        For each measure, for each regime, an interval a month.
    waves : tuple of Wave
        Of the last regime, by day.
    on_platform : tuple of tuple of float
        For each regime and month the share, 0–1, of items by county whose record is on the
        platform on the month's last day.
    """

    months: tuple[str, ...]
    regimes: tuple[str, ...]
    means: dict[str, tuple[tuple[Interval, ...], ...]]
    waves: tuple[Wave, ...]
    on_platform: tuple[tuple[float, ...], ...]
    name = "months"
    heading = Text("逐月走势", "Month by month")

    @property
    def finding(self) -> Text:
        last = self.means["visits"][-1]
        told = Text(
            "{r}下每件事的跑动：{a} 为 {x} 次，{b} 为 {y} 次",
            "Visits a matter under {r}: {x} in {a}, {y} in {b}",
        ).fill(r=regime_name(self.regimes[-1]), a=self.months[0], b=self.months[-1],
               x=number(last[0].mean, "count"), y=number(last[-1].mean, "count"))  # fmt: skip
        if not self.waves:
            return told
        moved = Text("；事项分 {n} 批上平台", "; items move in {n} waves").fill(n=len(self.waves))
        return Text(told.zh + moved.zh, told.en + moved.en)

    @property
    def caption(self) -> Text:
        base = Text(
            "按需求产生的月份，各次重复平均，浅色带为 95 % 区间。"
            "办理时长中未办结的按删失估计。各月办的事不尽相同，请与第一种体制的同月比较。",
            "By the month in which the need arose, averaged over the replications; the pale band "
            "is the 95 % interval. Open cases are censored in elapsed time. Months differ in their "
            "matters: compare with the same month of the first regime.",
        )
        if not self.waves:
            return base
        told = [
            Text("{d} {w}（{c} 个县）", "{d} {w} ({c} counties)").fill(
                d=w.day.isoformat(), w=w.words, c=w.counties
            )
            for w in self.waves
        ]
        return Text(
            base.zh + "竖线为主记录切换到平台的日子：" + "；".join(t.zh for t in told) + "。",
            base.en
            + " Vertical lines: days on which records move to the platform: "
            + "; ".join(t.en for t in told)
            + ".",
        )

    def table(self) -> Table:
        rows = [
            (measure, BY_ID[measure].unit, month, regime, i.mean, i.low, i.high, "")
            for measure, of_regimes in self.means.items()
            for regime, line in zip(self.regimes, of_regimes, strict=True)
            for month, i in zip(self.months, line, strict=True)
        ]
        rows += [
            ("records_on_platform", "share", month, regime, share, math.nan, math.nan, "")
            for regime, line in zip(self.regimes, self.on_platform, strict=True)
            for month, share in zip(self.months, line, strict=True)
        ]
        rows += [
            ("wave", "items", w.day.isoformat(), self.regimes[-1], float(len(w.items)), math.nan,
             math.nan, " ".join(w.items))
            for w in self.waves
        ]  # fmt: skip
        columns = ("of", "unit", "month_or_day", "regime", "mean", "low", "high", "items")
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        panels, listed = len(MEASURES) + bool(self.waves), 0.21 * len(self.waves)
        figure = sheet(self.finding, language, 1.45 * panels + 0.5 + listed)
        heights = [0.18, *[1.0] * panels, max(listed / 1.45, 0.01)]
        grid = figure.add_gridspec(panels + 2, 1, height_ratios=heights)
        draw_key(figure.add_subplot(grid[0]), self.regimes, language)
        drawn = [figure.add_subplot(grid[1])]
        drawn += [figure.add_subplot(grid[n], sharex=drawn[0]) for n in range(2, panels + 1)]
        for measure, axes in zip(MEASURES, drawn, strict=False):
            self._draw_measure(plain_axes(axes, "y"), measure, language)
        if self.waves:
            self._draw_records(plain_axes(drawn[-1], "y"), language)
            self._list_waves(figure.add_subplot(grid[panels + 1]), language)
        for axes in drawn:
            axes.tick_params(labelbottom=axes is drawn[-1])
            for wave in self.waves:
                axes.axvline(self._place(wave.day), color=QUIET, linewidth=1, zorder=0)
        shown = range(0, len(self.months), -(-len(self.months) // TICKS))
        drawn[-1].set_xticks([n + 0.5 for n in shown], [self.months[n] for n in shown],
                             rotation=30, ha="right")  # fmt: skip
        return figure

    def _place(self, day: datetime.date) -> float:
        """Return where a day lies on the axis, in months from the first one's beginning."""
        year, month = map(int, self.months[0].split("-"))
        return (day.year - year) * 12 + day.month - month + (day.day - 1) / 31

    def _draw_measure(self, axes, measure: str, language: Language) -> None:
        at = [n + 0.5 for n in range(len(self.months))]
        for r, line in enumerate(self.means[measure]):
            colour = fill_of(self.regimes[r], r)
            axes.fill_between(at, [i.low for i in line], [i.high for i in line], color=colour,
                              alpha=0.18, linewidth=0)  # fmt: skip
            axes.plot(at, [i.mean for i in line], color=colour, linewidth=1.6, marker=mark_of(r),
                      markersize=4.5)  # fmt: skip
        axes.set_ylim(bottom=0)
        axes.set_title(_title(measure).say(language), loc="left", fontsize=10, color=INK)

    def _draw_records(self, axes, language: Language) -> None:
        at = [float(n) for n in range(len(self.months) + 1)]
        for r, line in enumerate(self.on_platform):
            shares = [100 * s for s in (*line, line[-1])]
            axes.step(at, shares, where="post", color=fill_of(self.regimes[r], r), linewidth=1.6)
        for n, wave in enumerate(self.waves, 1):
            axes.annotate(str(n), (self._place(wave.day), 106), (0, 1), ha="center",
                          textcoords="offset points", fontsize=9.5, color=INK,
                          annotation_clip=False)  # fmt: skip
        axes.set_ylim(-3, 106)
        words = Text(
            "主记录在省平台的事项（按县计），%",
            "Items by county with their record on the platform, %",
        )
        axes.set_title(words.say(language), loc="left", fontsize=10, color=INK, pad=16)

    def _list_waves(self, axes, language: Language) -> None:
        axes.axis("off")
        lines = [
            f"{n}  {w.day.isoformat()}  {w.words.say(language)}"
            for n, w in enumerate(self.waves, 1)
        ]
        told = "\n".join(wrapped(line, language, 100) for line in lines)
        axes.text(0, 1, told, transform=axes.transAxes, va="top", fontsize=9.5, color=INK,
                  linespacing=1.35)  # fmt: skip


def _title(measure: str) -> Text:
    title = BY_ID[measure].title
    begun = Text(title.zh, title.en[0].upper() + title.en[1:])
    if BY_ID[measure].unit != "count":
        return begun  # it names its unit itself
    return Text("{m}（每件事）", "{m} a matter").fill(m=begun)


def months_of(comparison: Comparison) -> Months | None:
    """Return the figure's data; None where the comparison has no months."""
    world, names = comparison.world, tuple(r.name for r in comparison.regimes)
    rows = {(row.measure.id, row.group): row for row in comparison.rows}
    found = tuple(m for m in months(world) if all((x, f"month:{m}") in rows for x in MEASURES))
    if len(found) < 2:
        return None
    means = {
        x: tuple(
            tuple(rows[x, f"month:{m}"].estimates[r].mean for m in found) for r in range(len(names))
        )
        for x in MEASURES
    }
    on_platform = tuple(_on_platform(comparison, name, found) for name in names)
    return Months(found, names, means, _waves(comparison, names[-1]), on_platform)


def _on_platform(comparison: Comparison, name: str, found: tuple[str, ...]) -> tuple[float, ...]:
    """Return the share of items by county whose record is on the platform when a month ends."""
    world, histories = comparison.world, comparison.samples[name].compiled.histories
    whole = len(world.halls) * len(world.catalogue.items)
    last_days = {month_of(world, day): day for day in range(world.arrival_days)}
    return tuple(
        sum(len(practice_at(h, last_days[m] * DAY).platform_handover) for h in histories.values())
        / whole
        for m in found
    )


def _waves(comparison: Comparison, name: str) -> tuple[Wave, ...]:
    """Return the waves in which records move to the platform after the start, while needs arise."""
    world = comparison.world
    moved: dict[int, set[tuple[str, str]]] = {}
    for move in moves_of_records(world, comparison.samples[name].compiled.histories):
        if move.to == PROVINCE and 0 < move.at < world.arrival_days * DAY:
            moved.setdefault(move.at, set()).add((move.item, move.region))
    waves = []
    for at, pairs in sorted(moved.items()):
        items = tuple(i for i in world.catalogue.items if any(i == item for item, _ in pairs))
        day = world.start + datetime.timedelta(seconds=at)
        waves.append(Wave(day, items, len({r for _, r in pairs}), _words(world, items)))
    return tuple(waves)


def _words(world: World, items: tuple[str, ...]) -> Text:
    """Return the matters that items belong to, and how many of each matter's items they are."""
    told = []
    for matter in world.catalogue.matters.values():
        mine = [i for i in matter.items if i in items]
        if mine:
            words = Text("{m} {n}/{k} 项", "{m}, {n} of {k} items")
            told.append(words.fill(m=matter.name, n=len(mine), k=len(matter.items)))
    return Text("、".join(t.zh for t in told), "; ".join(t.en for t in told))
