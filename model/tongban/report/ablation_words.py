"""What a trial of a lever says in words (对照说法): the same for terminal, CSV and page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Literal

from tongban.experiments.ablation import (
    Ablation,
    Effect,
    Trial,
    expected,
    is_idle,
    missing_ground,
)
from tongban.levers.regime import LEVERS
from tongban.measures.figures import ALL
from tongban.report.figures.house import Table
from tongban.report.words import NONE, between, clear, regime_name, relative, same, signed
from tongban_spec.language import Text

Verdict = Literal["as_it_should", "contrary", "not_clear", "unmoved", "idle", "needs", "no_number"]
VERDICTS: dict[Verdict, Text] = {
    "as_it_should": Text("符合应有的效果", "as it should"),
    "contrary": Text("与应有的效果相反", "contrary to what it should"),
    "not_clear": Text("不能确定", "not clear"),
    "unmoved": Text("此项未动，别的有变", "does not move it, but others"),
    "idle": Text("在此毫无作用", "changes nothing here"),
    "needs": Text("须先有{n}", "needs {n}"),
    "no_number": Text("没有可比的数", "no number to compare"),
}
NOT_IN_LAST = Text("{b}没有这一项", "{b} does not have it")
COLUMNS = ("lever", "way", "needs", "measure", "unit", "group", "without", "with", "difference",
           "low", "high", "replications", "clear", "expected_of_lever", "verdict")  # fmt: skip


def verdict_of(ablation: Ablation, trial: Trial) -> Verdict:
    """Return how a trial's lever does on the measure that it must move (结论)."""
    if is_idle(ablation.effects_of(trial)):
        return "needs" if missing_ground(trial) else "idle"
    found = expected(ablation, trial)
    if found is None:
        return "no_number"
    if found.none_at_all:
        return "unmoved"
    if clear(found.difference) is not True:
        return "not_clear"
    right = found.difference.mean * LEVERS[trial.lever].effect.direction > 0
    return "as_it_should" if right else "contrary"


def listed(levers: tuple[str, ...]) -> Text:
    """Return levers by their titles, with commas (措施名称)."""
    titles = [LEVERS[lever].title for lever in levers]
    return Text("、".join(t.zh for t in titles), ", ".join(t.en for t in titles))


def told(ablation: Ablation, trial: Trial, effect: Effect | None) -> Text:
    """Return what a trial shows of a measure (一项差值): a number and interval, or why none."""
    verdict = verdict_of(ablation, trial)
    if effect is None:
        return VERDICTS["no_number"]
    if verdict in ("idle", "needs") and effect.none_at_all:
        words = VERDICTS[verdict]
        return words.fill(n=listed(missing_ground(trial))) if verdict == "needs" else words
    unit, found = effect.measure.unit, effect.difference
    shown = signed(found.mean, unit) + (" pp" if unit == "share" else "")
    inside = between(found, unit)
    return same(shown if inside == NONE or effect.none_at_all else f"{shown} ({inside})")


def judged(ablation: Ablation, trial: Trial) -> Text:
    """Return what a trial shows of the measure that its lever must move, and the verdict."""
    said, verdict = told(ablation, trial, expected(ablation, trial)), verdict_of(ablation, trial)
    if verdict in ("as_it_should", "idle", "needs", "no_number"):
        return said
    return Text("{s}；{v}", "{s}; {v}").fill(s=said, v=VERDICTS[verdict])


def on_the_first(ablation: Ablation, lever: str, say: Callable[[Trial], Text]) -> Text:
    """Return what is said of a lever alone, and with what it needs (单独加上)."""
    alone, beside = ablation.trial(lever, "alone"), ablation.trial(lever, "beside")
    assert alone is not None, "every lever is tried alone"
    if beside is None:
        return say(alone)
    words = Text("{a}；有了前提：{b}", "{a}; with it: {b}")
    return words.fill(a=say(alone), b=say(beside))


def in_the_last(ablation: Ablation, lever: str, say: Callable[[Trial], Text]) -> Text:
    """Return what is said of a lever as the last piece of the whole (从整体去掉)."""
    trial = ablation.trial(lever, "last")
    return NOT_IN_LAST.fill(b=regime_name(ablation.last)) if trial is None else say(trial)


def share_of_first(ablation: Ablation, effect: Effect, value: float) -> float:
    """Return a difference in percent of the first regime's level; shares in percentage points.

    NaN where the first regime has none of it.
    """
    if effect.measure.unit == "share":
        return 100 * value
    level = ablation.level(ablation.first, effect.measure.id)
    return 100 * relative(level, level + value) if level else math.nan


def effects_table(ablation: Ablation, effects: Iterable[Effect]) -> Table:
    """Return effects as rows (差值表): the data behind what is shown."""
    verdicts = {trial: verdict_of(ablation, trial) for trial in ablation.trials}
    rows = []
    for e in effects:
        trial, d = e.trial, e.difference
        own = e.group == ALL and e.measure.id == LEVERS[trial.lever].effect.measure
        rows.append(
            (trial.lever, trial.way, ";".join(missing_ground(trial)), e.measure.id,
             e.measure.unit, e.group, e.without, e.with_it, d.mean, d.low, d.high, d.n,
             str(clear(d) is True).lower(), str(own).lower(), verdicts[trial])
        )  # fmt: skip
    return Table(COLUMNS, tuple(rows))
