"""The headline measures as a table for people (结果摘要)."""

from __future__ import annotations

import math

from rich.table import Table

from tongban.cli.regime_words import called
from tongban.experiments.comparison import Comparison, Row
from tongban.experiments.intervals import Interval
from tongban.measures.figures import ALL
from tongban.measures.names import HEADLINES, UNITS, Measure
from tongban.report.adding_up import means_of
from tongban.report.words import NONE, between, unit_of
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text, number_of


def summary_table(comparison: Comparison, talk: Talk) -> Table:
    """Return the headline measures of every regime, and how the last differs from the first.

    Parameters
    ----------
    comparison : Comparison
    talk : Talk

    Returns
    -------
    rich.table.Table
    """
    several = len(comparison.regimes) > 1
    times = number_of(comparison.replications, "replication", "replications")
    title = Text("{n}：{r} 次重复，种子 {s}", "{n}: {r}, seed {s}").fill(
        n=comparison.world.title, r=times, s=comparison.seed
    )
    table = Table(title=talk.say(title))
    table.add_column(talk.say(Text("指标", "measure")), overflow="fold")
    for regime in comparison.regimes:
        table.add_column(talk.say(called(regime, "\n")), justify="right", overflow="fold")
    if several:
        words = Text("差值", "difference")
        table.add_column(talk.say(words), justify="right", overflow="fold")
    for measure in HEADLINES:
        row = _row(comparison, measure.id)
        if row is None:
            continue
        share = measure.unit == "share"
        shown, step = means_of(row)
        percent = " %" if share else ""
        cells = [
            _number(s, e.mean, measure.unit, percent)
            for s, e in zip(shown, row.estimates, strict=True)
        ]
        if several:
            points = talk.say(Text(" 个百分点", " pp")) if share else ""
            cells.append(_difference(step, row.difference, measure.unit, points))
        table.add_row(_title(measure, talk), *cells)
    return table


def _row(comparison: Comparison, measure: str) -> Row | None:
    try:
        return comparison.row(measure, ALL)
    except KeyError:
        return None  # nobody had it in any run


def _title(measure: Measure, talk: Talk) -> str:
    """Return the measure with its unit, unless its title or every number says it already."""
    title, unit = talk.say(measure.title), talk.say(unit_of(measure))
    said = unit in title or talk.say(UNITS[measure.unit]) in title
    if said or measure.unit == "share":
        return title
    return talk.say(Text("{t} ({u})", "{t} [{u}]"), t=title, u=unit)  # the blank is for wrapping


def _number(shown: str, found: Interval, unit: str, after: str) -> str:
    if math.isnan(found.mean):
        return shown
    inside = between(found, unit, sign=False, beside=shown)
    return f"{shown}{after}" + ("" if inside == NONE else f" ({inside})")


def _difference(shown: str, found: Interval, unit: str, after: str) -> str:
    if math.isnan(found.mean):
        return NONE
    inside = between(found, unit, beside=shown)
    return f"{shown}{after}" + ("" if inside == NONE else f" ({inside})")
