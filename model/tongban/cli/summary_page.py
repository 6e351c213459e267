"""The headline measures as a table for people (结果摘要)."""

from __future__ import annotations

import math

from rich.table import Table

from tongban.cli.talk import Talk
from tongban.experiments.comparison import Comparison, Row
from tongban.experiments.intervals import Interval
from tongban.measures.names import HEADLINES, UNITS
from tongban.measures.summary import ALL
from tongban_spec.language import Text


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
    title = Text("{n}：{r} 次重复，种子 {s}", "{n}: {r} replications, seed {s}").fill(
        n=comparison.world.title, r=comparison.replications, s=comparison.seed
    )
    table = Table(title=talk.say(title))
    table.add_column(talk.say(Text("指标", "measure")), overflow="fold")
    for regime in comparison.regimes:
        table.add_column(regime.name, justify="right")
    if several:
        table.add_column(talk.say(Text("差值", "difference")), justify="right")
    for measure in HEADLINES:
        row = _row(comparison, measure.id)
        if row is None:
            continue
        unit = UNITS[measure.unit]
        name = talk.say(Text("{t}（{u}）", "{t} [{u}]"), t=measure.title, u=unit)
        cells = [_number(e.mean) for e in row.estimates]
        table.add_row(name, *cells, *([_number(row.difference)] if several else []))
    return table


def _row(comparison: Comparison, measure: str) -> Row | None:
    try:
        return comparison.row(measure, ALL)
    except KeyError:
        return None  # nobody had it in any run


def _number(found: Interval) -> str:
    if math.isnan(found.mean):
        return "—"
    if math.isnan(found.low):
        return f"{found.mean:.2f}"
    return f"{found.mean:.2f} ({found.low:.2f}, {found.high:.2f})"
