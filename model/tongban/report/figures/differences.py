"""Paired differences (成对差值): every headline measure, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.figure import Figure

from tongban.experiments.comparison import Comparison
from tongban.experiments.intervals import Interval
from tongban.levers.regime import Regime
from tongban.measures.figures import ALL
from tongban.measures.names import HEADLINES, Measure
from tongban.report.adding_up import change as adding_up
from tongban.report.figures.house import (
    INK,
    QUIET,
    Plate,
    Table,
    fill_of,
    plain_axes,
    sheet,
    wrapped,
)
from tongban.report.words import MINUS, SURE, clear, regime_name
from tongban_spec.language import Language, Text

WIDEST = 250.0  # percent; what lies beyond is cut at the edge, and stands in the CSV


@dataclass(frozen=True)
class Change:
    """One measure under the first and the last regime (一项变化)."""

    measure: Measure
    first: float
    last: float
    difference: Interval

    @property
    def ends(self) -> tuple[float, float]:
        """The interval of the difference as drawn: relative, and cut at what is possible."""
        if math.isnan(self.difference.low):
            return math.nan, math.nan
        most = 1.0 - self.first if self.measure.unit == "share" else math.inf
        low, high = max(self.difference.low, -self.first), min(self.difference.high, most)
        return self.relative(low), self.relative(high)

    def relative(self, value: float) -> float:
        """Return a difference in percent of the first value; of a share, percentage points."""
        if self.measure.unit == "share":
            return 100 * value
        return 100 * value / self.first if self.first else math.nan


@dataclass(frozen=True)
class Differences(Plate):
    """The headline measures of two regimes (核心指标的成对差值)."""

    first: Regime
    last: Regime
    changes: tuple[Change, ...]
    replications: int
    name = "differences"
    heading = Text("成对差值", "Paired differences")

    @property
    def finding(self) -> Text:
        sure = sum(clear(c.difference) is True for c in self.changes)
        names = {"a": regime_name(self.first), "b": regime_name(self.last)}
        if self.replications == 1:
            words = Text(
                "由{a}到{b}：只有一次重复，没有区间",
                "From {a} to {b}: one replication, so no intervals",
            )
            return words.fill(**names)
        return Text(
            "由{a}到{b}：{n} 项核心指标中 {k} 项有明确变化",
            "From {a} to {b}: {k} of {n} headline measures change clearly",
        ).fill(n=len(self.changes), k=sure, **names)

    @property
    def caption(self) -> Text:
        return Text(
            "横线为 {sure} 置信区间（Student t，成对，Bonferroni，各项同时成立）；"
            "区间很窄时被点盖住，超过 ±{w} % 的在边上截断。"
            "占比以百分点计，其余以{a}为 100 %。",
            "Bars are {sure} intervals (Student's t of pairs, Bonferroni, all holding together); a "
            "narrow one hides behind its point, and beyond ±{w} % it is cut at the edge. Shares in "
            "percentage points, others in percent of {a}.",
        ).fill(sure=SURE, w=f"{WIDEST:.0f}", a=regime_name(self.first))

    def table(self) -> Table:
        rows = tuple(
            (c.measure.id, c.measure.unit, c.first, c.last, c.difference.mean, c.difference.low,
             c.difference.high, c.relative(c.difference.mean))
            for c in self.changes
        )  # fmt: skip
        columns = ("measure", "unit", "first", "last", "difference", "low", "high", "drawn_at")
        return Table(columns, rows)

    def draw(self, language: Language) -> Figure:
        figure = sheet(self.finding, language, 0.4 * len(self.changes) + 0.8)
        axes = plain_axes(figure.subplots(), "x")
        axes.axvline(0, color=INK, linewidth=1)
        for y, change in enumerate(self.changes):
            self._draw_one(axes, y, change)
        names = [wrapped(c.measure.title.say(language), language, 30) for c in self.changes]
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(*self._edges())
        axes.xaxis.set_major_formatter(lambda v, _: f"{v:.0f}".replace("-", MINUS))
        words = Text("变化，%（占比：百分点）", "change, % (shares: percentage points)")
        axes.set_xlabel(words.say(language), color=INK)
        return figure

    def _edges(self) -> tuple[float, float]:
        """Return where the axis ends: at the widest interval, at most at ±``WIDEST``."""
        ends = [v for c in self.changes for v in (c.relative(c.difference.mean), *c.ends)]
        known = [0.0, *(e for e in ends if not math.isnan(e))]
        low, high = max(min(known), -WIDEST), min(max(known), WIDEST)
        room = 0.06 * (high - low) or 1.0
        return low - room, high + room

    def _draw_one(self, axes, y: int, change: Change) -> None:
        at, unit = change.relative(change.difference.mean), change.measure.unit
        colour = fill_of(self.last, 1)
        if not math.isnan(at):
            shown = min(max(at, -WIDEST), WIDEST)
            mark = "o" if shown == at else ("<" if at < 0 else ">")
            axes.plot([0, shown], [y, y], color=QUIET, linewidth=1, solid_capstyle="butt")
            axes.plot(shown, y, mark, color=colour, markersize=7)
        low, high = change.ends
        if not math.isnan(low):
            axes.plot([low, high], [y, y], color=colour, linewidth=3, solid_capstyle="butt")
        percent = " %" if unit == "share" else ""
        first, last, step = adding_up(change.first, change.last, change.difference.mean, unit)
        words = f"{first}{percent} → {last}{percent}  ({step})"
        axes.text(1.02, y, words, transform=axes.get_yaxis_transform(), va="center",
                  fontsize=9.5, color=INK)  # fmt: skip


def differences_of(comparison: Comparison) -> Differences | None:
    """Return the figure's data; None if there is one regime only."""
    if len(comparison.regimes) < 2:
        return None
    rows = {row.measure.id: row for row in comparison.rows if row.group == ALL}
    changes = tuple(
        Change(m, rows[m.id].estimates[0].mean.mean, rows[m.id].estimates[-1].mean.mean,
               rows[m.id].difference)
        for m in HEADLINES
        if m.id in rows
    )  # fmt: skip
    regimes = comparison.regimes
    return Differences(regimes[0], regimes[-1], changes, comparison.replications)
