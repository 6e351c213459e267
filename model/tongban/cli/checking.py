"""What a check says about a scenario (检查结果): as a document, and as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.table import Table

from tongban.catalogue.graph import circular_proofs
from tongban.cli.load_estimate import expected_cases, region_name, reviewer_loads, warnings
from tongban.cli.regime_words import called
from tongban.errors import ScenarioError
from tongban.levers.regime import named
from tongban.report.levers_set import without_ground_in
from tongban.scenario.world import World
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text

_COUNTED = {
    "matters": Text("一件事", "matters"),
    "items": Text("事项", "items"),
    "steps": Text("环节", "steps"),
    "materials": Text("材料", "materials"),
    "departments": Text("部门", "departments"),
    "regions": Text("区划", "regions"),
    "halls": Text("大厅", "halls"),
    "groups": Text("人群", "groups of applicants"),
    "links": Text("数据链路", "data links"),
    "numbers_with_source": Text("有来源的数字", "numbers with a source"),
    "numbers_assumed": Text("假设的数字", "numbers that are assumptions"),
    "numbers_to_compare_with": Text(
        "只作对照的已公布数字", "published numbers, only to compare with"
    ),
}


def counts(world: World) -> dict[str, int]:
    """Return how much of everything a scenario has (数量)."""
    catalogue = world.catalogue
    sourced = sum(figure.kind == "source" for figure in world.inputs)
    return {
        "matters": len(catalogue.matters),
        "items": len(catalogue.items),
        "steps": sum(len(item.steps) for item in catalogue.items.values()),
        "materials": len(catalogue.materials),
        "departments": len(world.departments),
        "regions": len(world.regions),
        "halls": len(world.halls),
        "groups": len(world.groups),
        "links": len(world.links),
        "numbers_with_source": sourced,
        "numbers_assumed": len(world.inputs) - sourced,
        "numbers_to_compare_with": len(world.figures) - len(world.inputs),
    }


def document_of_world(asked: str, world: World) -> dict[str, Any]:
    """Return the document of ``check --json`` for a scenario that works (检查文档)."""
    return {
        "scenario": asked,
        "ok": True,
        "name": world.name,
        "digest": world.digest,
        "regimes": list(world.regimes),
        "counts": counts(world),
        "expected_cases": expected_cases(world),
        "reviewer_load_estimate": [
            {
                "department": load.department,
                "class": load.review_class,
                "region": load.region,
                "share": round(load.share, 4),
            }
            for load in reviewer_loads(world)
        ],
        "warnings": [_both(text) for text in (*warnings(world), *_groundless(world))],
        "circular_proofs": [
            {"materials": list(cycle.materials), "what": _both(cycle.what)}
            for cycle in circular_proofs(world.catalogue)
        ],
        "errors": [],
    }


def document_of_errors(asked: str, error: ScenarioError) -> dict[str, Any]:
    """Return the document of ``check --json`` for a scenario that is wrong (错误文档)."""
    errors = getattr(error, "errors", (error,))
    return {"scenario": asked, "ok": False, "errors": [_error(one) for one in errors]}


def _error(error: ScenarioError) -> dict[str, Any]:
    where = error.where
    return {
        "file": where.file if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "what": _both(error.what),
        "allowed": _both(error.allowed) if error.allowed else None,
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def page_of_world(world: World, talk: Talk) -> Iterator[Any]:
    """Yield what a person sees of a scenario that works (检查页面)."""
    yield talk.say(
        Text("{n}：{t}，可以运行", "{n}: {t}; it can be run"), n=world.name, t=world.title
    )
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    for name, number in counts(world).items():
        table.add_row(talk.say(_COUNTED[name]), str(number))
    yield table
    yield from _load(world, talk)
    regimes = [called(named(world, name)) for name in world.regimes]
    yield talk.say(
        Text(
            f"体制：{'、'.join(regime.zh for regime in regimes)}",
            f"regimes: {', '.join(regime.en for regime in regimes)}",
        )
    )
    for caution in _groundless(world):
        yield talk.say(Text("提醒：{w}", "warning: {w}"), w=caution)
    cycles = circular_proofs(world.catalogue)
    if not cycles:
        yield talk.say(Text("没有循环证明", "no circular proofs"))
    for cycle in cycles:
        ring = " → ".join((*cycle.materials, cycle.materials[0]))
        yield talk.say(Text("发现{w}", "found {w}"), w=cycle.what)
        yield f"  {ring}"


def _groundless(world: World) -> list[Text]:
    return [w for name in world.regimes for w in without_ground_in(world, named(world, name))]


def _load(world: World, talk: Talk) -> Iterator[str]:
    yield talk.say(
        Text("一次重复预计 {n} 件", "cases expected in one replication: {n}"),
        n=f"{expected_cases(world):,}",
    )
    loads = reviewer_loads(world)
    if loads:
        busiest = Text(
            "最忙的审批人员：{r}{d}（{c}），预计利用率 {s} %（估计值）",
            "busiest reviewers: {d} ({c}) in {r}, {s} % of the time (an estimate)",
        )
        yield talk.say(
            busiest,
            r=region_name(world, loads[0].region),
            d=world.departments[loads[0].department].name,
            c=loads[0].review_class,
            s=f"{loads[0].share * 100:.0f}",
        )
    for warning in warnings(world):
        yield talk.say(warning)
