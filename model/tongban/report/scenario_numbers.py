"""What a scenario's README says that one sees (看到什么): tables of one run, written by it.

A README asks for a table by a comment, ``<!-- numbers: siloed, integrated | visits, in_time -->``;
a measure may name a part: ``visits@trait:offline``. What stands from there to
``<!-- end of numbers -->`` is written over.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tongban.experiments.pilot import demand_factors
from tongban.experiments.replication import replicate
from tongban.levers.regime import named
from tongban.measures.names import BY_ID
from tongban.measures.summary import ALL, NONE, Summary
from tongban.report.words import group_name, number, unit_of
from tongban.scenario.world import World

SEED = 1
_BLOCK = re.compile(
    r"(<!-- numbers: (?P<regimes>[^|]+?) \| (?P<measures>.+?) -->\n)"
    r".*?(<!-- end of numbers -->)",
    re.S,
)


def summary_of(world: World, regime: str) -> Summary:
    """Return the measures of replication 0 with seed ``SEED`` under a regime (一次重复的指标)."""
    chosen = named(world, regime)
    demand = demand_factors(world, [chosen])[regime]
    return replicate(world, chosen, SEED, 0, False, demand).summary


def with_numbers(readme: str, world: World, summary: Callable[[str], Summary]) -> str:
    """Return a README with every table of numbers written anew (写入数字).

    Parameters
    ----------
    readme : str
    world : World
        Of the scenario.
    summary : callable
        As :func:`summary_of` of the world.

    Raises
    ------
    KeyError
        If a measure or a part is named that no run has.
    """

    def table(found: re.Match[str]) -> str:
        regimes = found["regimes"].split(", ")
        summaries = [summary(regime) for regime in regimes]
        head = f"一次重复，种子 {SEED} · one replication, seed {SEED}"
        lines = [f"| {head} | " + " | ".join(f"`{r}`" for r in regimes) + " |"]
        lines.append("|---|" + "--:|" * len(regimes))
        for asked in found["measures"].split(", "):
            lines.append(_row(world, asked, summaries))
        return found[1] + "\n".join(lines) + "\n" + found[4]

    return _BLOCK.sub(table, readme)


def _row(world: World, asked: str, summaries: list[Summary]) -> str:
    id, _, part = asked.partition("@")
    measure, group = BY_ID[id], part or ALL
    if not any((id, group) in s for s in summaries):
        raise KeyError(asked)
    who = group_name(world, group)
    unit = unit_of(measure)
    names = [measure.title.zh, measure.title.en]
    if part:
        names = [f"{names[0]}（{who.zh}）", f"{names[1]} ({who.en})"]
    shown = [number(s.get((id, group), NONE).mean, measure.unit) for s in summaries]
    told = "" if measure.unit == "working_day" else f" ({unit.zh} {unit.en})"
    if unit.zh == unit.en:
        told = f" ({unit.zh})"
    return f"| {names[0]} · {names[1]}{told} | " + " | ".join(shown) + " |"
