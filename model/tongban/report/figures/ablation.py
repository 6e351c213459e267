"""Levers one at a time (逐项增减图): a map of what each moves, and steps with their intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tongban.experiments.ablation import Ablation, Effect, Trial
from tongban.levers.regime import LEVERS
from tongban.measures.names import BY_ID
from tongban.report.ablation_words import effects_table, listed, share_of_first
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
from tongban.report.words import MINUS, SURE, clear, regime_name
from tongban_spec.language import Language, Text

MAP = ("elapsed_working_days", "applicant_hours", "visits", "materials", "duplicates", "returns",
       "wait_minutes", "in_time", "given_up", "applicant_cost", "administration_cost",
       "society_cost")  # fmt: skip
MOST = "applicant_hours"  # the measure on which the finding looks for the widest gap
STEPS = ("elapsed_working_days", "applicant_hours", "visits")
BETTER, WORSE = (11, 79, 138), (179, 38, 30)
FULL_COLOUR = 40.0  # percent or points from which a field is darkest
LIGHT_WORDS = 0.72


@dataclass(frozen=True)
class LeverMap(Plate):
    """Every lever by every main measure, in one company (措施×指标).

    Parameters
    ----------
    ablation : Ablation
    last : bool
        Whether levers are the last piece of the last regime; else they are put on the first.
    """

    ablation: Ablation
    last: bool

    @property
    def name(self) -> str:  # type: ignore[override]
        return "levers_last" if self.last else "levers_alone"

    @property
    def heading(self) -> Text:  # type: ignore[override]
        return (
            Text("每项措施作为最后一块", "Each lever as the last piece")
            if self.last
            else Text("每项措施单独加上", "Each lever alone")
        )

    @property
    def finding(self) -> Text:
        moving = sum(any(clear(e.difference) for e in self._row(t)) for t in self._trials())
        name = regime_name(self.ablation.last if self.last else self.ablation.first)
        words = Text(
            "{a}：{n} 项措施中 {k} 项使主要指标有明确变化",
            "On {a}: {k} of {n} levers clearly move a main measure",
        )
        if self.last:
            words = Text(
                "最后加上一项而成{a}：{n} 项措施中 {k} 项使主要指标有明确变化",
                "Added last, to make {a}: {k} of {n} levers clearly move a main measure",
            )
        if self.ablation.replications == 1:
            words = Text("{a}：只有一次重复，没有区间", "{a}: one replication, so no intervals")
            return words.fill(a=name)
        return words.fill(a=name, n=len(self._trials()), k=moving)

    @property
    def caption(self) -> Text:
        words = Text(
            "每格为“有”减“无”，以{a}为 100 %，占比用百分点。"
            "着色的格区间不含 0（{s}，全表同时成立）："
            "蓝为变好，红并带“!”为变差；灰字不能确定，“·”为毫无变化。"
            "“+”后是它所需的前提，两边都有。",
            "Each field is with minus without, in percent of {a}, shares in percentage points. "
            "Coloured: the interval leaves out 0 ({s}, all fields together): blue is better, red "
            "with “!” is worse; grey is not clear, “·” is no change at all. Behind “+” stands "
            "what the lever needs; both sides have it.",
        )
        return words.fill(a=regime_name(self.ablation.first), s=SURE)

    def table(self) -> Table:
        rows = [e for t in self._trials() for e in self._row(t)]
        return effects_table(self.ablation, rows)

    def draw(self, language: Language) -> Figure:
        trials, measures = self._trials(), self._measures()
        figure = sheet(self.finding, language, 0.27 * len(trials) + 1.3)
        axes = figure.subplots()
        for side in axes.spines.values():
            side.set_visible(False)
        for y, trial in enumerate(trials):
            found = {e.measure.id: e for e in self._row(trial)}
            for x, measure in enumerate(measures):
                if measure in found:
                    self._field(axes, x, y, found[measure])
        names = [wrapped(BY_ID[m].title.say(language), language, 15) for m in measures]
        axes.set_xticks(range(len(names)), names, fontsize=7.5, rotation=50, ha="left",
                        rotation_mode="anchor")  # fmt: skip
        axes.set_yticks(range(len(trials)), [_label(t).say(language) for t in trials], fontsize=8)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelcolor=INK)
        axes.text(0, -0.02, wrapped(self._key().say(language), language, 100), va="top",
                  transform=axes.transAxes, fontsize=8, color=INK)  # fmt: skip
        axes.set_xlim(-0.5, len(measures) - 0.5)
        axes.set_ylim(len(trials) - 0.5, -0.5)
        return figure

    def _key(self) -> Text:
        """Return what a field says, for who sees the picture alone."""
        return Text(
            "“有”减“无”，以{a}为 100 %（占比：百分点）。"
            "蓝：变好；红“!”：变差；灰：不能确定；·：不变",
            "With minus without, in percent of {a} (shares: points). Blue: better; red “!”: worse; "
            "grey: not clear; ·: no change",
        ).fill(a=regime_name(self.ablation.first))

    def _trials(self) -> list[Trial]:
        found = self.ablation
        if self.last:
            return [t for t in found.trials if t.way == "last"]
        return [found.on_ground(lever) for lever in found.levers]

    def _measures(self) -> list[str]:
        known = {e.measure.id for e in self.ablation.effects}
        return [m for m in MAP if m in known]

    def _row(self, trial: Trial) -> list[Effect]:
        return [e for e in self.ablation.effects_of(trial) if e.measure.id in MAP]

    def _field(self, axes: Axes, x: int, y: int, effect: Effect) -> None:
        value = share_of_first(self.ablation, effect, effect.difference.mean)
        sure = clear(effect.difference) is True
        good = effect.difference.mean * effect.measure.better > 0
        strength = min(1.0, 0.12 + abs(value) / FULL_COLOUR) if sure else 0.0
        strength = 0.3 if math.isnan(strength) else strength
        target = BETTER if good else WORSE
        colour = tuple((255 + (c - 255) * strength) / 255 for c in target)
        axes.fill_between([x - 0.48, x + 0.48], y - 0.46, y + 0.46, color=colour, linewidth=0)
        words = "·" if effect.none_at_all else _percent(value)
        ink = "white" if strength > LIGHT_WORDS else INK if sure else QUIET
        axes.text(x, y, words + ("!" if sure and not good else ""), ha="center", va="center",
                  fontsize=7.5, color=ink)  # fmt: skip


def _label(trial: Trial) -> Text:
    title = LEVERS[trial.lever].title
    if trial.way != "beside":
        return title
    return Text("{t}（+{n}）", "{t} (+ {n})").fill(t=title, n=listed(LEVERS[trial.lever].needs))


def _percent(value: float) -> str:
    if math.isnan(value):
        return "?"
    digits = 0 if abs(value) >= 9.5 else 1
    text = f"{abs(value):.{digits}f}"
    sign = "" if not text.strip("0.") else MINUS if value < 0 else "+"
    return sign + text


@dataclass(frozen=True)
class LeverSteps(Plate):
    """Each lever first and last, on three measures, with intervals (先加与后加)."""

    ablation: Ablation
    name = "levers_first_and_last"
    heading = Text("先加与后加", "First and last")

    @property
    def finding(self) -> Text:
        gaps = {x: self._gap(x) for x in self.ablation.levers}
        widest = max(gaps, key=lambda x: gaps[x])
        ends = [
            "—" if e is None else f"{_percent(self._in_percent(e))} %"
            for e in self._pair(widest, MOST)
        ]
        return Text(
            "先加与最后加带来的不同：差得最多的是{l}，{m} {a} 与 {b}",
            "First and last a lever brings something else, most of all {l}: {m} {a} and {b}",
        ).fill(l=LEVERS[widest].title, m=BY_ID[MOST].title, a=ends[0], b=ends[1])

    def _pair(self, lever: str, measure: str) -> tuple[Effect | None, Effect | None]:
        """Return what a lever does to a measure on the first regime, and as the last piece."""
        trials = (self.ablation.on_ground(lever), self.ablation.trial(lever, "last"))
        first, last = (
            next((e for e in self.ablation.effects_of(t) if e.measure.id == measure), None)
            if t
            else None
            for t in trials
        )
        return first, last

    def _in_percent(self, effect: Effect) -> float:
        return share_of_first(self.ablation, effect, effect.difference.mean)

    def _gap(self, lever: str) -> float:
        first, last = (None if e is None else self._in_percent(e) for e in self._pair(lever, MOST))
        if first is None or last is None or math.isnan(first + last):
            return 0.0
        return abs(first - last)

    @property
    def caption(self) -> Text:
        return Text(
            "空心为单独（或与所需前提一起）加到{a}上，实心为{b}的最后一块；"
            "横线为 {s} 区间（全部同时成立）。以{a}为 100 %；横轴外的用箭头。",
            "Open: put on {a} alone, or beside what it needs. Filled: the last piece of {b}. Bars "
            "are {s} intervals (all hold together). In percent of {a}; an arrow points to what "
            "lies beyond the axis.",
        ).fill(a=regime_name(self.ablation.first), b=regime_name(self.ablation.last), s=SURE)

    def table(self) -> Table:
        rows = [
            e
            for lever in self.ablation.levers
            for m in STEPS
            for e in self._pair(lever, m)
            if e is not None
        ]
        return effects_table(self.ablation, rows)

    def draw(self, language: Language) -> Figure:
        levers = self.ablation.levers
        figure = sheet(self.finding, language, 0.34 * len(levers) + 1.0)
        panels = figure.subplots(1, len(STEPS), sharey=True)
        for axes, measure in zip(panels, STEPS, strict=True):
            self._panel(axes, measure, language)
        names = [LEVERS[x].title.say(language) for x in levers]
        panels[0].set_yticks(range(len(levers)), names, fontsize=8)
        panels[0].set_ylim(len(levers) - 0.4, -0.6)
        return figure

    def _panel(self, axes: Axes, measure: str, language: Language) -> None:
        plain_axes(axes, "x")
        axes.axvline(0, color=INK, linewidth=1)
        edge = self._edge(measure)
        for y, lever in enumerate(self.ablation.levers):
            for effect, up, number in zip(self._pair(lever, measure), (-0.17, 0.17), (0, 1),
                                          strict=True):  # fmt: skip
                if effect is not None:
                    self._step(axes, y + up, effect, number, edge)
        axes.set_xlim(-edge, edge)
        title = wrapped(BY_ID[measure].title.say(language), language, 26)
        axes.set_title(title, fontsize=9.5, color=INK, loc="left")
        words = Text("%；空心先加，实心后加", "%; open: first, filled: last")
        axes.set_xlabel(words.say(language), color=INK, fontsize=8.5)
        axes.set_facecolor("none")
        axes.grid(axis="y", color=FAINT, linewidth=0.4)

    def _edge(self, measure: str) -> float:
        """Return where the axes end: beyond the points; a wide interval is cut."""
        found = [e for e in self.ablation.effects if e.measure.id == measure]
        sizes = [abs(share_of_first(self.ablation, e, e.difference.mean)) for e in found]
        known = [s for s in sizes if not math.isnan(s)]
        return 1.25 * max([*known, 4.0])

    def _step(self, axes: Axes, y: float, effect: Effect, number: int, edge: float) -> None:
        regime = self.ablation.last if number else self.ablation.first
        colour = fill_of(regime, number)
        low, high, mean = (
            share_of_first(self.ablation, effect, v)
            for v in (effect.difference.low, effect.difference.high, effect.difference.mean)
        )
        if not math.isnan(low):
            ends = [max(low, -edge), min(high, edge)]
            axes.plot(ends, [y, y], color=colour, linewidth=1.6, solid_capstyle="butt")
            for beyond, at, mark in ((low < -edge, -edge, "<"), (high > edge, edge, ">")):
                if beyond:
                    axes.plot(at, y, mark, color=colour, markersize=3.5, clip_on=False)
        if not math.isnan(mean):
            axes.plot(mean, y, mark_of(number), color=word_colour(regime, number), markersize=4.5,
                      fillstyle="full" if number else "none")  # fmt: skip


def plates_of_ablation(found: Ablation) -> list[Plate]:
    """Return the figures of an ablation (逐项增减的图); none where nobody had a case."""
    if not found.effects:
        return []
    return [LeverMap(found, False), LeverMap(found, True), LeverSteps(found)]
