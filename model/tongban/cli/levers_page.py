"""All levers at a glance (措施一览): as a document, and as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tongban.levers.lever import Lever
from tongban.levers.regime import LEVERS, POINTS
from tongban.report.lever_table import effect_of
from tongban.report.levers_set import cost_cells, dates_of, scope_of, strength_of
from tongban.report.words import same
from tongban.scenario.world import LeverSetting, World
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text


def document_of_levers(world: World | None = None) -> dict[str, Any]:
    """Return the document of ``levers --json`` (措施文档).

    Parameters
    ----------
    world : World or None
        With a scenario each lever also has its ``cost`` (null if not given) and its ``settings``.
    """
    rows = [_row(point, lever) for point, lever in _all()]
    if world is None:
        return {"levers": rows}
    for row in rows:
        cost = world.lever_costs.get(row["id"])
        row["cost"] = None if cost is None else asdict(cost)
        row["settings"] = [
            {
                "regime": name,
                "strength": s.strength,
                "covered": len(LEVERS[s.lever].reach(world, s)),
                "matters": list(s.matters),
                "items": list(s.items),
                "regions": list(s.regions),
                "materials": list(s.materials),
                "groups": list(s.groups),
                "level": s.level or None,
                "from": None if s.since is None else s.since.isoformat(),
                "until": None if s.until is None else s.until.isoformat(),
            }
            for name, s in _settings(world, row["id"])
        ]
    return {"scenario": world.name, "levers": rows}


def _settings(world: World, lever: str) -> Iterator[tuple[str, LeverSetting]]:
    for name, settings in world.regimes.items():
        for setting in settings:
            if setting.lever == lever:
                yield name, setting


def _all() -> Iterator[tuple[Text, Lever]]:
    for point, levers in POINTS:
        for lever in levers:
            yield point, lever


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _row(point: Text, lever: Lever) -> dict[str, Any]:
    return {
        "id": lever.id,
        "title": _both(lever.title),
        "point": _both(point),
        "changes": _both(lever.changes),
        "unit": _both(lever.unit),
        "costs": _both(lever.costs),
        "needs": list(lever.needs),
        "can_end": not lever.for_good,
        "by_group": lever.by_group,
        "levels": [level for level, _ in lever.levels],
        "source": lever.source,
        "requirements": list(lever.requirements),
        "effect": {
            "measure": lever.effect.measure,
            "direction": lever.effect.direction,
            "beside": list(lever.effect.beside),
        },
    }


def table_of_levers(talk: Talk, world: World | None = None) -> Any:
    """Return what a person sees of all levers (措施页面), with a scenario's costs and dates."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")  # Chinese has no blanks to break a line at
    for point, lever in _all():
        here = [] if world is None else [*_cost(world, lever), *_dates(world, lever)]
        table.add_row(lever.id, _told(point, lever, here, talk))
    return table


def _cost(world: World, lever: Lever) -> Iterator[Text]:
    cost = world.lever_costs.get(lever.id)
    if cost is None:
        yield Text("成本：场景没有给出", "cost: not given by the scenario")
        return
    build, run, training = cost_cells(cost)
    yield Text(
        "成本：建设 {b} 元，运行每年 {r} 元，培训每人 {t} 小时",
        "cost: {b} CNY to build, {r} CNY a year to run, {t} hours of training a head",
    ).fill(b=build, r=run, t=training)


def _dates(world: World, lever: Lever) -> Iterator[Text]:
    """Yield where and when a scenario's regimes set a lever; the same in several regimes once."""
    regimes: dict[LeverSetting, list[str]] = {}
    for name, setting in _settings(world, lever.id):
        regimes.setdefault(setting, []).append(name)
    for setting, names in regimes.items():
        since, until = (same(d) if isinstance(d, str) else d for d in dates_of(setting))
        yield Text(
            "{r}：自{a}至{z}，力度 {s}，范围：{w}",
            "{r}: from {a} to {z}, strength {s}, scope: {w}",
        ).fill(r=same(", ".join(names)), a=since, z=until, s=strength_of(world, setting),
               w=scope_of(world, setting))  # fmt: skip


_NOT_DEMANDED = Text(
    "无：规范允许这样做，并不要求", "none: the specification allows it and demands it of nobody"
)


def _told(point: Text, lever: Lever, here: list[Text], talk: Talk) -> str:
    lines = [
        Text("{t} · 属于“{p}”", "{t} · of the point “{p}”").fill(t=lever.title, p=point),
        lever.changes,
        Text("数的是：{u}", "counted: {u}").fill(u=lever.unit),
        Text("谁付出：{c}", "whom it costs: {c}").fill(c=lever.costs),
        Text("应有的效果：{e}", "what it must do: {e}").fill(e=effect_of(lever)),
        Text("为了哪些要求：{b}", "the requirements it is for: {b}").fill(
            b=", ".join(lever.requirements) or _NOT_DEMANDED
        ),
        Text("依据：{s}", "source: {s}").fill(s=lever.source),
    ]
    if lever.needs:
        lines.append(Text("先要有：{n}", "needs first: {n}").fill(n=", ".join(lever.needs)))
    return "\n".join(talk.say(line) for line in [*lines, *here])
