"""Elapsed time (办理时长): how fast matters end, and applications against their promised limit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tongban.experiments.comparison import Comparison
from tongban.experiments.sample import Sample
from tongban.journeys.program import Outcome
from tongban.levers.regime import Regime
from tongban.measures.limits import handlings
from tongban.measures.summary import completion, open_after
from tongban.report.figures.house import INK, Plate, Table, plain_axes, sheet, word_colour
from tongban.report.words import by_regime, number, regime_name, same
from tongban.scenario.world import World
from tongban_spec.language import Language, Text

POINTS = 400  # steps drawn and written of one curve
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 1.5, 1.5, 1.5)))


@dataclass(frozen=True)
class Curve:
    """The share that has ended by an age (办结曲线), Kaplan–Meier.

    Parameters
    ----------
    regime : Regime
    kind : {"matter", "application"}
    age : tuple of float
        Ascending; working days of a matter, multiples of its limit of an application.
    ended : tuple of float
        Share, 0–1, that has ended by each age.
    p50, p90 : float
        NaN if not reached.
    count, still_open, never : int
        Counted, of them open at the horizon, and left out because given up or stuck.
    """

    regime: Regime
    kind: str
    age: tuple[float, ...]
    ended: tuple[float, ...]
    p50: float
    p90: float
    count: int
    still_open: int
    never: int = 0

    def by(self, age: float) -> float:
        """Return the share ended by an age; NaN if there is nothing."""
        if not self.count:
            return float("nan")
        return max((e for a, e in zip(self.age, self.ended, strict=True) if a <= age), default=0.0)


@dataclass(frozen=True)
class Elapsed(Plate):
    """Curves of matters and of applications (办理时长分布).

    Parameters
    ----------
    regimes : tuple of Regime
    matters, applications : tuple of Curve
        One a regime; applications only where one has a limit.
    """

    regimes: tuple[Regime, ...]
    matters: tuple[Curve, ...]
    applications: tuple[Curve, ...]
    name = "elapsed"
    heading = Text("办理时长与承诺时限", "Elapsed time and the promised limit")

    @property
    def finding(self) -> Text:
        said = []
        for curve in self.matters:
            days = number(curve.p50, "working_day")
            reached = Text(f"半数在 {days} 个工作日内", f"half within {days} working days")
            if np.isnan(curve.p50):
                reached = Text("观察期内不到半数", "fewer than half while observed")
            if curve.never > curve.count:  # a fast end of the few would be the wrong finding
                many = curve.never, curve.never + curve.count
                reached = Text("{a}/{b} 件卡死或放弃", "{a} of {b} stuck or given up").fill(
                    a=many[0], b=many[1]
                )
            said.append(reached)
        return Text("办结。{s}", "How matters end. {s}").fill(s=by_regime(self.regimes, said))

    @property
    def caption(self) -> Text:
        return Text(
            "第 0 次重复。上：从申请人第一次行动到最后一个结果，"
            "未办结的按删失估计（Kaplan–Meier）。"
            "卡死或放弃的不在曲线内，另行注明。下：每项有法定时限的申请，"
            "从受理到决定所用工作时间与其时限之比；竖线为承诺的时限。"
            "未办结：{open}。",
            "Replication 0. Above: from the applicant's first act to the last result, open cases "
            "censored (Kaplan–Meier); stuck or given up ones are outside the curve, and counted "
            "beside it. "
            "Below: each application that has a limit, working time from "
            "acceptance to decision over its limit; the line is the promised limit. Still "
            "open: {open}.",
        ).fill(open=by_regime(self.regimes, [same(str(c.still_open)) for c in self.matters]))

    def table(self) -> Table:
        rows = [
            (c.kind, c.regime.name, age, ended)
            for c in (*self.matters, *self.applications)
            for age, ended in zip(c.age, c.ended, strict=True)
        ]
        columns = ("of", "regime", "working_days_or_multiples_of_limit", "share_ended")
        return Table(columns, tuple(rows))

    def draw(self, language: Language) -> Figure:
        both = bool(self.applications)
        figure = sheet(self.finding, language, 5.4 if both else 3.0, one_replication=True)
        panels = figure.subplots(2 if both else 1, 1, squeeze=False)[:, 0]
        self._draw_curves(panels[0], self.matters, 1.0, language)
        panels[0].set_xlabel(Text("工作日", "working days").say(language), color=INK)
        panels[0].set_ylabel(Text("已办结的事，%", "matters ended, %").say(language), color=INK)
        if both:
            self._draw_applications(panels[1], language)
        return figure

    def _draw_curves(self, axes, curves: tuple[Curve, ...], scale: float, language) -> None:
        plain_axes(axes, "y")
        for r, curve in enumerate(curves):
            colour = word_colour(curve.regime, r)
            x = [0.0, *(a * scale for a in curve.age)]
            axes.step(x, [0.0, *(e * 100 for e in curve.ended)], where="post", color=colour,
                      linestyle=DASHES[r % len(DASHES)], linewidth=2)  # fmt: skip
            words = self._words(curve).say(language)
            axes.text(0.985, 0.06 + 0.13 * (len(curves) - 1 - r), words, transform=axes.transAxes,
                      ha="right", va="bottom", fontsize=9.5, color=colour,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip
        axes.set_ylim(0, 103)
        axes.set_xlim(0, _reach(curves) * scale)

    def _words(self, curve: Curve) -> Text:
        name = regime_name(curve.regime)
        if curve.kind == "matter":
            half, most = number(curve.p50, "working_day"), number(curve.p90, "working_day")
            words = Text(
                "{r}：半数 {h}，九成 {m} 个工作日", "{r}: half in {h}, 90 % in {m} working days"
            )
            if curve.never:
                words = Text(words.zh + "；{n} 件卡死或放弃", words.en + "; {n} stuck or given up")
            return words.fill(r=name, h=half, m=most, n=curve.never)
        return Text("{r}：{s} % 在时限内", "{r}: {s} % within the limit").fill(
            r=name, s=number(curve.by(1.0), "share")
        )

    def _draw_applications(self, axes, language: Language) -> None:
        self._draw_curves(axes, self.applications, 100.0, language)
        axes.set_xlim(0, max(axes.get_xlim()[1], 130))
        axes.axvline(100, color=INK, linewidth=1.2)
        axes.annotate(Text("承诺时限", "promised limit").say(language), (100, 103), (0, 3),
                      textcoords="offset points", ha="center", fontsize=9.5, color=INK,
                      annotation_clip=False)  # fmt: skip
        words = Text("从受理到决定，占时限的 %", "acceptance to decision, % of the limit")
        axes.set_xlabel(words.say(language), color=INK)
        axes.set_ylabel(Text("已决定的申请，%", "applications decided, %").say(language), color=INK)


def _reach(curves: tuple[Curve, ...]) -> float:
    """Return how far the axis goes: to where 98 % have ended, else to the last age."""
    ages = [1e-9]
    for c in curves:
        late = [a for a, e in zip(c.age, c.ended, strict=True) if e >= 0.98]
        ages.append(min(late) if late else max(c.age, default=0.0))
    return max(ages) * 1.04


def elapsed_of(comparison: Comparison) -> Elapsed:
    """Return the figure's data from replication 0 of each regime."""
    world, regimes = comparison.world, comparison.regimes
    matters = [_matters(r, comparison.samples[r.name]) for r in regimes]
    applications = [_applications(world, r, comparison.samples[r.name]) for r in regimes]
    if not any(c.count for c in applications):
        applications = []
    return Elapsed(regimes, tuple(matters), tuple(applications))


def _matters(regime: Regime, sample: Sample) -> Curve:
    outcome = sample.cases.outcome
    counted = (outcome == Outcome.DELIVERED) | (outcome == Outcome.OPEN)
    days = sample.cases.values["elapsed_working_days"][counted]
    never = int((~counted).sum())
    return _curve(regime, "matter", days, outcome[counted] == Outcome.DELIVERED, never)


def _applications(world: World, regime: Regime, sample: Sample) -> Curve:
    count = len(sample.compiled.needs)
    found = handlings(world, sample.compiled, sample.spans, count)
    measured = np.isin(found.case, sample.cases.number)
    ratio = (found.took / np.maximum(found.limit, 1))[measured]
    return _curve(regime, "application", ratio, found.decided[measured])


def _curve(regime: Regime, kind: str, ages, done: NDArray[np.bool_], never: int = 0) -> Curve:
    if len(ages) == 0:
        return Curve(regime, kind, (), (), float("nan"), float("nan"), 0, 0, never)
    found = completion(ages, done)
    t, still_open = open_after(ages, done)
    last_of_age = np.append(np.diff(t) > 0, True)
    t, ended = t[last_of_age], 1 - still_open[last_of_age]
    kept = np.unique(np.linspace(0, len(t) - 1, min(POINTS, len(t))).astype(int))
    return Curve(regime, kind, tuple(t[kept].tolist()), tuple(ended[kept].tolist()),
                 found.p50, found.p90, len(ages), int((~done).sum()), never)  # fmt: skip
