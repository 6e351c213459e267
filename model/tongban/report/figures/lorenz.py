"""How evenly the burden is borne (负担的分布): Lorenz curves over applicants, with their Gini."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from tongban.experiments.comparison import Comparison
from tongban.experiments.replication import Sample
from tongban.levers.regime import Regime
from tongban.measures.inequality import gini, lorenz, totals
from tongban.measures.names import BY_ID
from tongban.report.figures.elapsed import DASHES
from tongban.report.figures.house import (
    INK,
    QUIET,
    Plate,
    Table,
    fill_of,
    plain_axes,
    sheet,
    word_colour,
)
from tongban.report.figures.key import draw_key, key_height
from tongban.report.words import by_regime, number, same
from tongban_spec.language import Language, Text

MEASURES = ("applicant_hours", "applicant_cost")
POINTS = 200  # of one curve


@dataclass(frozen=True)
class Curve:
    """One Lorenz curve (洛伦兹曲线).

    Parameters
    ----------
    regime : Regime
    measure : str
    people, burden : tuple of float
        Cumulated shares, 0–1, those who bear least first.
    gini : float
        Of replication 0, from all applicants and not from the points drawn.
    bearers : int
        Applicants who had a matter.
    """

    regime: Regime
    measure: str
    people: tuple[float, ...]
    burden: tuple[float, ...]
    gini: float
    bearers: int

    @property
    def of_the_most_burdened(self) -> float:
        """Share of the burden that the tenth with the most of it bears."""
        return 1 - float(np.interp(0.9, self.people, self.burden))


@dataclass(frozen=True)
class Lorenz(Plate):
    """Lorenz curves of every regime (负担分布).

    Parameters
    ----------
    regimes : tuple of Regime
    curves : tuple of Curve
        For each measure, one a regime.
    """

    regimes: tuple[Regime, ...]
    curves: tuple[Curve, ...]
    name = "lorenz"
    heading = Text("负担由谁承担", "How evenly the burden is borne")

    def of(self, measure: str) -> list[Curve]:
        """Return the curves of one measure, in the regimes' order."""
        return [c for c in self.curves if c.measure == measure]

    @property
    def finding(self) -> Text:
        said = [
            Text(
                "负担最重的一成人承担 {s} % 的用时（基尼系数 {g} %）",
                "the tenth with most bears {s} % of the hours (Gini {g} %)",
            ).fill(s=number(c.of_the_most_burdened, "share"), g=number(c.gini, "share"))
            for c in self.of(MEASURES[0])
        ]
        return Text("{s}", "{s}").fill(s=by_regime(self.regimes, said))

    @property
    def caption(self) -> Text:
        counted = [same(f"{c.bearers:,}") for c in self.of(MEASURES[0])]
        return Text(
            "第 0 次重复，每位申请人合计，负担轻的在前；虚线是人人相同。曲线说的是负担分得匀不匀，"
            "不是轻不轻：总量降得多，也可能分得更不匀。申请人数：{n}。",
            "Replication 0, all matters of an applicant together, those with least first; the "
            "dashed line is equality. The curve says how evenly the burden is borne, not how "
            "heavy it is: less of it in all may be less even. Applicants: {n}.",
        ).fill(n=by_regime(self.regimes, counted))

    def table(self) -> Table:
        rows = [
            (c.measure, c.regime.name, people, burden, c.gini)
            for c in self.curves
            for people, burden in zip(c.people, c.burden, strict=True)
        ]
        columns = ("measure", "regime", "share_of_people", "share_of_burden", "gini")
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        key = key_height(self.regimes, language)
        figure = sheet(self.finding, language, 4.1 + key, one_replication=True)
        grid = figure.add_gridspec(2, len(MEASURES), height_ratios=[key, 4.0])
        draw_key(figure.add_subplot(grid[0, :]), self.regimes, language)
        for column, measure in enumerate(MEASURES):
            axes = plain_axes(figure.add_subplot(grid[1, column]))
            self._draw_measure(axes, measure, language)
            if column == 0:
                words = Text("负担的累计占比，%", "cumulated share of the burden, %")
                axes.set_ylabel(words.say(language), color=INK)
        return figure

    def _draw_measure(self, axes, measure: str, language: Language) -> None:
        axes.plot([0, 100], [0, 100], color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
        for r, curve in enumerate(self.of(measure)):
            axes.plot([100 * x for x in curve.people], [100 * y for y in curve.burden],
                      color=fill_of(curve.regime, r), linewidth=2,
                      linestyle=DASHES[r % len(DASHES)])  # fmt: skip
            words = Text("基尼系数 {g} %", "Gini {g} %").fill(g=number(curve.gini, "share"))
            axes.text(0.04, 0.93 - 0.075 * r, words.say(language), transform=axes.transAxes,
                      fontsize=9.5, color=word_colour(curve.regime, r))  # fmt: skip
        axes.set_xlim(0, 100)
        axes.set_ylim(0, 100)
        axes.set_box_aspect(1)
        title = BY_ID[measure].title
        axes.set_title(title.say(language), loc="left", fontsize=10, color=INK)
        words = Text("申请人的累计占比，%", "cumulated share of applicants, %")
        axes.set_xlabel(words.say(language), color=INK)


def lorenz_of(comparison: Comparison) -> Lorenz | None:
    """Return the figure's data from replication 0; None if fewer than two people had a matter."""
    samples = comparison.samples
    if min(len(np.unique(s.cases.applicant)) for s in samples.values()) < 2:
        return None
    curves = [_curve(r, m, samples[r.name]) for m in MEASURES for r in comparison.regimes]
    return Lorenz(comparison.regimes, tuple(curves))


def _curve(regime: Regime, measure: str, sample: Sample) -> Curve:
    burden = totals(sample.cases.applicant, sample.cases.values[measure])
    people, share = lorenz(burden)
    kept = np.unique(np.linspace(0, len(burden), min(POINTS, len(burden)) + 1).astype(int))
    return Curve(regime, measure, tuple(people[kept].tolist()), tuple(share[kept].tolist()),
                 gini(burden), len(burden))  # fmt: skip
