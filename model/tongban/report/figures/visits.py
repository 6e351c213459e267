"""Visits (跑动次数): how many trips a matter takes, as a distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from tongban.experiments.comparison import Comparison
from tongban.journeys.program import Outcome
from tongban.levers.regime import Regime
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

MOST = 15  # matters with more trips share the last bar


@dataclass(frozen=True)
class Visits(Plate):
    """Delivered matters by number of visits (按跑动次数的分布).

    Parameters
    ----------
    regimes : tuple of Regime
    matters : tuple of tuple of int
        For each regime the number of matters with 0, 1, … visits; the last bar is open-ended if
        it stands at ``MOST``.
    means : tuple of float
        NaN where nothing was delivered.
    """

    regimes: tuple[Regime, ...]
    matters: tuple[tuple[int, ...], ...]
    means: tuple[float, ...]
    name = "visits"
    heading = Text("跑动次数", "Visits")

    def shares(self, regime: int) -> list[float]:
        """Return the share of each number of visits under a regime; NaN if there is no matter."""
        total = sum(self.matters[regime])
        return [n / total if total else float("nan") for n in self.matters[regime]]

    @property
    def finding(self) -> Text:
        said = []
        for r in range(len(self.regimes)):
            once = number(sum(self.shares(r)[:2]), "share")
            said.append(Text(f"{once} % 最多跑一次", f"{once} % need one at most"))
        return Text("跑动次数。{said}", "Visits a matter. {said}").fill(
            said=by_regime(self.regimes, said)
        )

    @property
    def caption(self) -> Text:
        return Text(
            "第 0 次重复中已办结的事，按跑动次数分的占比；超过 {m} 次的并入最后一栏。",
            "Matters delivered in replication 0 by number of visits, in percent; more than {m} "
            "visits are in the last bar.",
        ).fill(m=MOST)

    def table(self) -> Table:
        rows = [
            (regime.name, visits, matters, share)
            for r, regime in enumerate(self.regimes)
            for visits, (matters, share) in enumerate(
                zip(self.matters[r], self.shares(r), strict=True)
            )
        ]
        return Table(("regime", "visits", "matters", "share"), tuple(rows))

    def draw(self, language: Language) -> Figure:
        figure = sheet(self.finding, language, 1.75 * len(self.regimes) + 0.4, one_replication=True)
        panels = figure.subplots(len(self.regimes), 1, sharex=True, sharey=True, squeeze=False)
        for r, axes in enumerate(panels[:, 0]):
            self._draw_one(plain_axes(axes), r, language)
        bars = len(self.matters[0])
        names = [str(n) for n in range(bars)]
        if bars == MOST + 1:
            names[-1] = f"≥ {MOST}"
        last = panels[-1, 0]
        last.set_xticks(range(bars), names)
        last.set_xlabel(Text("每件事跑动次数", "visits a matter").say(language), color=INK)
        return figure

    def _draw_one(self, axes, r: int, language: Language) -> None:
        shares = [s * 100 for s in self.shares(r)]
        bars = axes.bar(range(len(shares)), shares, 0.8, color=fill_of(self.regimes[r], r))
        for bar, share in zip(bars, shares, strict=True):
            if share >= 1:
                at = (bar.get_x() + bar.get_width() / 2, share)
                axes.annotate(f"{share:.0f}", at, (0, 2), textcoords="offset points",
                              ha="center", fontsize=8.5, color=INK)  # fmt: skip
        mean = number(self.means[r], "count")
        words = Text("{r}：平均 {m} 次", "{r}: {m} on average").fill(
            r=regime_name(self.regimes[r]), m=mean
        )
        axes.set_title(words.say(language), loc="left", fontsize=11,
                       color=word_colour(self.regimes[r], r))  # fmt: skip
        axes.set_ylabel(Text("% 的事", "% of matters").say(language), color=INK)
        axes.margins(y=0.14)


def visits_of(comparison: Comparison) -> Visits:
    """Return the figure's data from replication 0 of each regime."""
    found = []
    for sample in comparison.samples.values():
        delivered = sample.cases.outcome == Outcome.DELIVERED
        found.append(sample.cases.values["visits"][delivered].astype(int))
    top = min(max((int(v.max(initial=0)) for v in found), default=0), MOST)
    counts = [np.bincount(np.minimum(v, top), minlength=top + 1) for v in found]
    means = tuple(float(v.mean()) if len(v) else float("nan") for v in found)
    return Visits(comparison.regimes, tuple(tuple(c.tolist()) for c in counts), means)
