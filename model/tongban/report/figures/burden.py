"""Burden by applicant group (各群体负担): hours, visits and cost before and after."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.figure import Figure

from tongban.experiments.comparison import Comparison
from tongban.levers.regime import Regime
from tongban.measures.names import BY_ID
from tongban.report.adding_up import steps
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
    word_colour,
    wrapped,
)
from tongban.report.figures.key import draw_key, key_height
from tongban.report.words import number, unit_of
from tongban_spec.language import Language, Text

MEASURES = ("applicant_hours", "visits", "applicant_cost")


@dataclass(frozen=True)
class Burden(Plate):
    """Means a matter by applicant group (各群体每件事的负担).

    Parameters
    ----------
    regimes : tuple of Regime
    groups : tuple of str
    names : tuple of Text
        Of the groups.
    means : dict of str to tuple of tuple of float
        For each of ``MEASURES``: group by group, the means under each regime.
    """

    regimes: tuple[Regime, ...]
    groups: tuple[str, ...]
    names: tuple[Text, ...]
    means: dict[str, tuple[tuple[float, ...], ...]]
    name = "burden"
    heading = Text("各申请人群体的负担", "Burden by applicant group")

    @property
    def finding(self) -> Text:
        hours = self.means["applicant_hours"]
        if len(self.regimes) == 1:
            worst = max(range(len(hours)), key=lambda g: hours[g][0])
            return Text(
                "每件事用时最多：{w}（{h} 小时）", "Most time a matter: {w} ({h} hours)"
            ).fill(w=self.names[worst], h=number(hours[worst][0], "hour"))
        return self._change([row[-1] - row[0] for row in hours])

    def _change(self, change: list[float]) -> Text:
        order = sorted(range(len(change)), key=lambda g: change[g])
        most, least = order[0], order[-1]
        rises = sum(c > 0 for c in change)
        words = Text(
            "每件事用时减少最多：{a}（{x} 小时）；最少：{b}（{y} 小时）",
            "Time a matter falls most for {a} ({x} hours), least for {b} ({y} hours)",
        )
        if rises:
            words = Text(
                "{n} 类申请人中有 {k} 类用时增加，最多：{b}（{y} 小时）",
                "Time a matter rises for {k} of {n} groups, most for {b} ({y} hours)",
            )
        elif len(order) == 1:
            words = Text(
                "每件事用时的变化：{a}（{x} 小时）", "Change in time a matter: {a} ({x} hours)"
            )
        return words.fill(a=self.names[most], x=self._hours(most), n=len(order), k=rises,
                          b=self.names[least], y=self._hours(least))  # fmt: skip

    def _hours(self, group: int) -> str:
        """Return the change of a group's hours, as it follows from the two that are drawn."""
        means = self.means["applicant_hours"][group]
        return steps(means, means[-1] - means[0], "hour")[1]

    @property
    def caption(self) -> Text:
        return Text(
            "每件事的平均，各次重复平均。成本为用时乘该群体的时间价值。",
            "Means a matter, averaged over the replications. Cost is time by the group's value of "
            "time.",
        )

    def table(self) -> Table:
        rows = [
            (measure, BY_ID[measure].unit, group, name.zh, name.en, regime.name, mean)
            for measure in MEASURES
            for group, name, means in zip(self.groups, self.names, self.means[measure], strict=True)
            for regime, mean in zip(self.regimes, means, strict=True)
        ]
        columns = ("measure", "unit", "group", "name_zh", "name_en", "regime", "mean")
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        height, key = 0.55 * len(self.groups) + 0.9, key_height(self.regimes, language)
        figure = sheet(self.finding, language, height + key)
        grid = figure.add_gridspec(2, 3, height_ratios=[key, height])
        draw_key(figure.add_subplot(grid[0, :]), self.regimes, language)
        first = None
        for column, measure in enumerate(MEASURES):
            axes = figure.add_subplot(grid[1, column], sharey=first)
            self._draw_measure(plain_axes(axes, "x"), measure, language)
            axes.tick_params(labelleft=first is None)
            first = first or axes
        assert first is not None
        names = [wrapped(n.say(language), language, 20) for n in self.names]
        first.set_yticks(range(len(names)), names)
        first.set_ylim(len(names) - 0.4, -0.6)
        return figure

    def _draw_measure(self, axes, measure: str, language: Language) -> None:
        unit = BY_ID[measure].unit
        for y, means in enumerate(self.means[measure]):
            known = [m for m in means if not math.isnan(m)]
            if not known:
                continue
            axes.plot([min(known), max(known)], [y, y], color=QUIET, linewidth=1.2, zorder=1)
            for r, mean in enumerate(means):
                axes.plot(mean, y, mark_of(r), color=fill_of(self.regimes[r], r), markersize=8,
                          markeredgecolor="white", markeredgewidth=0.7)  # fmt: skip
            _label_ends(axes, y, means, unit, self.regimes)
        title = BY_ID[measure].title
        if unit != "count":
            title = Text("{m}（{u}）", "{m}, {u}").fill(m=title, u=unit_of(BY_ID[measure]))
        axes.set_title(title.say(language), loc="left", fontsize=10, color=INK)
        top = max((m for row in self.means[measure] for m in row if not math.isnan(m)), default=1.0)
        axes.set_xlim(-0.24 * top, 1.3 * top or 1.0)
        axes.axvline(0, color=FAINT, linewidth=1, zorder=0)
        axes.set_xticks([t for t in axes.get_xticks() if 0 <= t <= 1.05 * top])


def _label_ends(axes, y: int, means, unit: str, regimes: tuple[Regime, ...]) -> None:
    """Write the first and the last mean outside their markers, so that neither hides the other."""
    shown, _ = steps(means, means[-1] - means[0], unit)
    ends = sorted({0, len(means) - 1}, key=lambda r: (means[r], r))
    for r in ends:
        left = len(ends) == 2 and r == ends[0]
        axes.annotate(shown[r], (means[r], y), (-7 if left else 7, 0),
                      textcoords="offset points", ha="right" if left else "left", va="center",
                      fontsize=8.5, color=word_colour(regimes[r], r))  # fmt: skip


def burden_of(comparison: Comparison) -> Burden | None:
    """Return the figure's data; None if no group has a case."""
    rows = {(row.measure.id, row.group): row for row in comparison.rows}
    world = comparison.world
    groups = [g for g in world.groups if all((m, f"group:{g}") in rows for m in MEASURES)]
    if not groups:
        return None
    means = {
        m: tuple(tuple(e.mean.mean for e in rows[m, f"group:{g}"].estimates) for g in groups)
        for m in MEASURES
    }
    names = tuple(world.groups[g].name for g in groups)
    return Burden(comparison.regimes, tuple(groups), names, means)
