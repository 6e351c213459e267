"""Materials (材料): what applicants hand in, and how much of it again."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from tongban.experiments.comparison import Comparison
from tongban.levers.regime import Regime
from tongban.report.adding_up import change
from tongban.report.figures.house import (
    INK,
    Plate,
    Table,
    fill_of,
    plain_axes,
    sheet,
    word_colour,
)
from tongban.report.words import by_regime, number, regime_name
from tongban_spec.language import Language, Text


@dataclass(frozen=True)
class Materials(Plate):
    """Materials a matter, means over replications (每件事提交的材料).

    Parameters
    ----------
    regimes : tuple of Regime
    handed_in, again, government : tuple of float
        For each regime: all, of them duplicates, and of all those a government body had issued.
    """

    regimes: tuple[Regime, ...]
    handed_in: tuple[float, ...]
    again: tuple[float, ...]
    government: tuple[float, ...]
    name = "materials"
    heading = Text("材料与重复提交", "Materials and duplicates")

    @property
    def finding(self) -> Text:
        said = [
            Text("{m} 份，重复 {d} 份", "{m}, of them {d} again").fill(m=m, d=d)
            for _, m, d in map(self._numbers, range(len(self.regimes)))
        ]
        return Text("每件事提交材料。{s}", "Materials handed in a matter. {s}").fill(
            s=by_regime(self.regimes, said)
        )

    @property
    def caption(self) -> Text:
        return Text(
            "各次重复的平均。斜线部分：有效期内同一申请人已交过的材料。细条：其中由政府部门出具的。"
            "",
            "Means over the replications. Hatched: what the same applicant had handed in before, "
            "within its validity. Thin bar: of all, those that a government department had issued.",
        )

    def table(self) -> Table:
        names = [r.name for r in self.regimes]
        rows = zip(names, self.handed_in, self.again, self.government, strict=True)
        columns = ("regime", "materials", "duplicates", "government_materials")
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        figure = sheet(self.finding, language, 0.95 * len(self.regimes) + 0.6)
        axes = plain_axes(figure.subplots())
        for r, regime in enumerate(self.regimes):
            fill, first = fill_of(regime, r), self.handed_in[r] - self.again[r]
            axes.barh(r, first, 0.34, color=fill)
            axes.barh(r, self.again[r], 0.34, left=first, color=fill, hatch="////",
                      edgecolor="white", linewidth=0)  # fmt: skip
            axes.barh(r + 0.27, self.government[r], 0.1, color=word_colour(regime, r))
            axes.annotate(self._words(r).say(language), (0, r - 0.2), (0, 2),
                          textcoords="offset points", va="bottom", fontsize=10,
                          color=word_colour(regime, r))  # fmt: skip
        axes.set_ylim(len(self.regimes) - 0.55, -0.6)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xlim(left=0)
        axes.set_xlabel(Text("每件事的材料份数", "materials a matter").say(language), color=INK)
        return figure

    def _numbers(self, r: int) -> tuple[str, str, str]:
        """Return what is handed in for the first time, in all, and again, adding up as shown."""
        every, again = self.handed_in[r], self.again[r]
        first, every, again = change(every - again, every, again, "count")
        return first, every, again.lstrip("+")

    def _words(self, r: int) -> Text:
        first, _, again = self._numbers(r)
        return Text(
            "{r}：首次 {f}，重复 {d}；其中政府出具 {g}",
            "{r}: {f} for the first time, {d} again; {g} of all issued by government",
        ).fill(
            r=regime_name(self.regimes[r]),
            f=first,
            d=again,
            g=number(self.government[r], "count"),
        )


def materials_of(comparison: Comparison) -> Materials:
    """Return the figure's data: the estimates of all cases."""
    means = []
    for measure in ("materials", "duplicates", "government_materials"):
        means.append(tuple(e.mean.mean for e in comparison.row(measure).estimates))
    return Materials(comparison.regimes, *means)
