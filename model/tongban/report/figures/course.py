"""The course of time (走势): measures by month or day, beside migrations and outages."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from matplotlib.figure import Figure

from tongban.experiments.comparison import Comparison
from tongban.experiments.intervals import Interval
from tongban.levers.regime import Regime
from tongban.measures.names import BY_ID
from tongban.measures.periods import Kind, kind_of_periods, periods
from tongban.report.adding_up import steps
from tongban.report.disturbances import days_hit, moments_of, on_and_off, scheduled
from tongban.report.figures.house import (
    FAINT,
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
from tongban.report.figures.key import draw_key, key_height
from tongban.report.figures.migration_waves import Wave, on_platform, waves_of
from tongban.report.words import by_regime, number, regime_name, within
from tongban_spec.language import Language, Text

MEASURES = ("visits", "materials", "elapsed_working_days", "in_time")
TICKS = 12  # periods named at most below the panels


@dataclass(frozen=True)
class Gap:
    """A scheduled outage under some of the regimes (计划停机)."""

    begin: datetime.datetime
    end: datetime.datetime
    regimes: tuple[Regime, ...]


@dataclass(frozen=True)
class Course(Plate):
    """Means by period under each regime (逐期均值).

    Parameters
    ----------
    kind : {"month", "day"}
    periods : tuple of str
        Those in which needs arose, ascending: ``2024-01``, or ``2024-01-31``.
    regimes : tuple of Regime
    means : dict of str to tuple
        For each measure, for each regime, an interval a period.
    waves : tuple of Wave
        Of the last regime, by day.
    records : tuple of tuple of float
        For each regime and period the share, 0–1, of items by county whose record is on the
        platform when it ends.
    gaps : tuple of Gap
    around : tuple of (float, float)
        For each regime the visits a matter on the days of the last regime's outages, and on the
        others; empty if there are none.
    """

    kind: Kind
    periods: tuple[str, ...]
    regimes: tuple[Regime, ...]
    means: dict[str, tuple[tuple[Interval, ...], ...]]
    waves: tuple[Wave, ...]
    records: tuple[tuple[float, ...], ...]
    gaps: tuple[Gap, ...]
    around: tuple[tuple[float, float], ...]
    name = "course"
    heading = Text("走势", "The course of time")

    @property
    def finding(self) -> Text:
        last = self.means["visits"][-1]
        if self.around:
            words = Text("停机日 {x} 次，平日 {y} 次", "{x} on days of the outage, else {y}")
            said = []
            for on, off in self.around:
                (y, x), _ = steps((off, on), on - off, "count")
                said.append(words.fill(x=x, y=y))
            told = by_regime(self.regimes, said)
            return Text("每件事的跑动。{s}", "Visits a matter. {s}").fill(s=told)
        told = Text(
            "{r}下每件事的跑动：{a} 为 {x} 次，{b} 为 {y} 次",
            "Visits a matter under {r}: {x} in {a}, {y} in {b}",
        ).fill(r=regime_name(self.regimes[-1]), a=self.periods[0], b=self.periods[-1],
               x=number(last[0].mean, "count"), y=number(last[-1].mean, "count"))  # fmt: skip
        if not self.waves:
            return told
        moved = Text("；事项分 {n} 批上平台", "; items move in {n} waves").fill(n=len(self.waves))
        return Text(told.zh + moved.zh, told.en + moved.en)

    @property
    def caption(self) -> Text:
        parts = [
            Text(
                "按需求产生的月份或日子（休息日没有），各次重复平均，浅色带为 95 % 区间。"
                "办理时长中未办结的按删失估计。各期办的事不尽相同，请与第一种体制的同期比较。",
                "By the month or day in which the need arose (none on days off), averaged over the "
                "replications; the pale band is the 95 % interval. Open cases are censored in "
                "elapsed time. Periods differ in their matters: compare with the same period of "
                "the first regime.",
            )
        ]
        for gap in self.gaps:
            names = [regime_name(r) for r in gap.regimes]
            words = Text("灰带：{b} 至 {e} 计划停机（{r}）。",
                         "Grey: links down as scheduled, {b} to {e}, under {r}.")  # fmt: skip
            parts.append(words.fill(
                b=gap.begin.strftime("%Y-%m-%d %H:%M"), e=gap.end.strftime("%Y-%m-%d %H:%M"),
                r=Text("、".join(n.zh for n in names), ", ".join(n.en for n in names)),
            ))  # fmt: skip
        if self.waves:
            parts.append(Text("竖线为主记录切换到平台的日子，逐批列在图下。",
                              "Vertical lines: days on which records move to the platform; the "
                              "waves are listed below the panels."))  # fmt: skip
        return Text("".join(p.zh for p in parts), " ".join(p.en for p in parts))

    def table(self) -> Table:
        rows = [
            (measure, BY_ID[measure].unit, period, regime.name, i.mean, i.low, i.high, "")
            for measure, of_regimes in self.means.items()
            for regime, line in zip(self.regimes, of_regimes, strict=True)
            for period, i in zip(self.periods, line, strict=True)
        ]
        rows += [
            ("records_on_platform", "share", period, regime.name, share, math.nan, math.nan, "")
            for regime, line in zip(self.regimes, self.records, strict=True)
            for period, share in zip(self.periods, line, strict=True)
        ]
        rows += [
            ("wave", "items", w.day.isoformat(), self.regimes[-1].name, float(len(w.items)),
             math.nan, math.nan, " ".join(w.items))
            for w in self.waves
        ]  # fmt: skip
        rows += [
            ("visits", "count", when, regime.name, visits, math.nan, math.nan, "")
            for regime, pair in zip(self.regimes, self.around, strict=bool(self.around))
            for when, visits in zip(("days of the outage", "other days"), pair, strict=True)
        ]
        columns = ("of", "unit", "period_or_day", "regime", "mean", "low", "high", "items")
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        panels, listed = len(MEASURES) + bool(self.waves), 0.21 * len(self.waves)
        key = key_height(self.regimes, language)
        figure = sheet(self.finding, language, 1.3 * panels + 0.25 + key + listed)
        heights = [key / 1.3, *[1.0] * panels, max(listed / 1.3, 0.01)]
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
            self._mark_time(axes)
        shown = range(0, len(self.periods), -(-len(self.periods) // TICKS))
        drawn[-1].set_xticks([n + 0.5 for n in shown], [self.periods[n] for n in shown],
                             rotation=30, ha="right")  # fmt: skip
        return figure

    def _mark_time(self, axes) -> None:
        for wave in self.waves:
            at = self._place(datetime.datetime.combine(wave.day, datetime.time()))
            axes.axvline(at, color=QUIET, linewidth=1, zorder=0)
        for gap in self.gaps:
            axes.axvspan(self._place(gap.begin), self._place(gap.end), color=FAINT, alpha=0.6,
                         linewidth=0, zorder=0)  # fmt: skip

    def _place(self, moment: datetime.datetime) -> float:
        """Return where a moment lies on the axis, in periods from the first one's beginning."""
        part = (moment.hour + moment.minute / 60) / 24
        if self.kind == "month":
            year, month = map(int, self.periods[0].split("-"))
            months = (moment.year - year) * 12 + moment.month - month
            return months + (moment.day - 1 + part) / 31
        day = moment.date().isoformat()
        return sum(p < day for p in self.periods) + (part if day in self.periods else 0.0)

    def _draw_measure(self, axes, measure: str, language: Language) -> None:
        at = [n + 0.5 for n in range(len(self.periods))]
        scale = 100 if BY_ID[measure].unit == "share" else 1
        for r, line in enumerate(self.means[measure]):
            colour = fill_of(self.regimes[r], r)
            mean = [scale * i.mean for i in line]
            possible = [within(i, BY_ID[measure].unit, difference=False) for i in line]
            low, high = ([scale * x for x in ends] for ends in zip(*possible, strict=True))
            axes.fill_between(at, low, high, color=colour, alpha=0.18, linewidth=0)
            axes.plot(at, mean, color=colour, linewidth=1.6, marker=mark_of(r), markersize=4.5)
        if scale == 1:
            axes.set_ylim(bottom=0)
        else:
            axes.set_ylim(0, 104)
        axes.set_title(_title(measure).say(language), loc="left", fontsize=10, color=INK)

    def _draw_records(self, axes, language: Language) -> None:
        at = [float(n) for n in range(len(self.periods) + 1)]
        for r, line in enumerate(self.records):
            shares = [100 * s for s in (*line, line[-1])]
            axes.step(at, shares, where="post", color=fill_of(self.regimes[r], r), linewidth=1.6)
        for n, wave in enumerate(self.waves, 1):
            place = self._place(datetime.datetime.combine(wave.day, datetime.time()))
            axes.annotate(str(n), (place, 106), (0, 1), ha="center", textcoords="offset points",
                          fontsize=9.5, color=INK, annotation_clip=False)  # fmt: skip
        axes.set_ylim(-3, 106)
        words = Text(
            "主记录在省平台的事项（按县计），%",
            "Items by county with their record on the platform, %",
        )
        axes.set_title(words.say(language), loc="left", fontsize=10, color=INK, pad=16)

    def _list_waves(self, axes, language: Language) -> None:
        axes.axis("off")
        words = Text("{n}  {d}  {w}，{c} 个县", "{n}  {d}  {w}, {c} counties")
        lines = [
            words.fill(n=n, d=w.day.isoformat(), w=w.words, c=w.counties).say(language)
            for n, w in enumerate(self.waves, 1)
        ]
        told = "\n".join(wrapped(line, language, 100) for line in lines)
        axes.text(0, 1, told, transform=axes.transAxes, va="top", fontsize=9.5, color=INK,
                  linespacing=1.35)  # fmt: skip


def _title(measure: str) -> Text:
    title, unit = BY_ID[measure].title, BY_ID[measure].unit
    begun = Text(title.zh, title.en[0].upper() + title.en[1:])
    if unit == "share":
        return Text("{m}，%", "{m}, %").fill(m=begun)
    if unit != "count":
        return begun  # it names its unit itself
    return Text("{m}（每件事）", "{m} a matter").fill(m=begun)


def course_of(comparison: Comparison) -> Course | None:
    """Return the figure's data; None where measures are not told over time."""
    world, regimes = comparison.world, comparison.regimes
    kind = kind_of_periods(world)
    rows = {(row.measure.id, row.group): row for row in comparison.rows}
    wanted = [(p, [(x, f"{kind}:{p}") for x in MEASURES]) for p in periods(world)]
    found = tuple(p for p, keys in wanted if all(key in rows for key in keys))
    if kind is None or len(found) < 2:
        return None
    means = {
        x: tuple(
            tuple(rows[x, f"{kind}:{p}"].estimates[r].mean for p in found)
            for r in range(len(regimes))
        )
        for x in MEASURES
    }
    records = tuple(on_platform(comparison, regime.name, kind, found) for regime in regimes)
    waves = waves_of(comparison, regimes[-1].name)
    days = days_hit(comparison, regimes[-1])
    around = tuple(on_and_off(comparison, r.name, "visits", days) for r in regimes if days)
    return Course(kind, found, regimes, means, waves, records, _gaps(comparison), around)


def _gaps(comparison: Comparison) -> tuple[Gap, ...]:
    """Return the scheduled outages of all regimes that ask a link, each once."""
    found: dict[tuple[datetime.datetime, datetime.datetime], list[Regime]] = {}
    for regime in comparison.regimes:
        if comparison.estimate("unanswered_requests", regime.name) is not None:
            for outage in scheduled(comparison.world, regime):
                found.setdefault(moments_of(comparison.world, outage), []).append(regime)
    return tuple(Gap(*moments, tuple(found[moments])) for moments in sorted(found))
