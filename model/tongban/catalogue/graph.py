"""The legal graph (事项图) and what can be wrong with it.

Two kinds of findings are kept apart. A :class:`Problem` is a defect of the description: the model
cannot run on it. A
:class:`Cycle` is a defect of the administration described (循环证明): real life
has them, and showing what they cost is a purpose of the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from tongban.actors.departments import Department
from tongban.catalogue.circles import Cycle, circular_proofs, shortest_cycles
from tongban.catalogue.items import Item
from tongban.catalogue.matters import Catalogue
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean

__all__ = [
    "Cycle",
    "Problem",
    "check_graph",
    "circular_proofs",
    "legal_graph",
    "never_startable",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps the legal graph from working (事项图的缺陷).

    Parameters
    ----------
    path : tuple of str or int
        Where it stands in a scenario, e.g. ``("items", "E01.1", "steps", "review", "after")``.
    what, allowed : Text
        What is wrong, and what would be right.
    """

    path: tuple[str | int, ...]
    what: Text
    allowed: Text


def legal_graph(catalogue: Catalogue, departments: Mapping[str, Department]) -> nx.DiGraph:
    """Return matters, items, steps, materials and departments as one graph (事项图).

    Parameters
    ----------
    catalogue : Catalogue
    departments : mapping of str to Department

    Returns
    -------
    networkx.DiGraph
        Nodes are ``(kind, id)`` with attributes ``kind`` and ``name``; a step is
        ``("step", "item/step")``. Edges have ``relation``: ``has`` (matter to item, item to step),
        ``needs`` (item or material to material), ``produces`` (item to material), ``after`` (step
        to the step before it), ``done_by`` (step to department), ``issued_by`` and ``decided_by``.
        An edge leads to what the first end relies on, except ``produces``.
    """
    graph = nx.DiGraph()
    named: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("matter", catalogue.matters),
        ("item", catalogue.items),
        ("material", catalogue.materials),
        ("department", departments),
    )
    for kind, things in named:
        for key, thing in things.items():
            graph.add_node((kind, key), kind=kind, name=thing.name)
    for matter in catalogue.matters.values():
        for item in matter.items:
            graph.add_edge(("matter", matter.id), ("item", item), relation="has")
    for item in catalogue.items.values():
        _add_item(graph, item)
    for material in catalogue.materials.values():
        for needed in material.prerequisites:
            graph.add_edge(("material", material.id), ("material", needed), relation="needs")
        if material.issuer is not None:
            issuer = ("department", material.issuer)
            graph.add_edge(("material", material.id), issuer, relation="issued_by")
    return graph


def _add_item(graph: nx.DiGraph, item: Item) -> None:
    here = ("item", item.id)
    graph.add_edge(here, ("department", item.department), relation="decided_by")
    for listed in item.materials:
        graph.add_edge(here, ("material", listed.material), relation="needs")
    for product in item.produces:
        graph.add_edge(here, ("material", product), relation="produces")
    for step in item.steps:
        node = ("step", f"{item.id}/{step.id}")
        graph.add_node(node, kind="step", name=step.name)
        graph.add_edge(here, node, relation="has")
        graph.add_edge(node, ("department", step.department), relation="done_by")
        for before in step.after:
            graph.add_edge(node, ("step", f"{item.id}/{before}"), relation="after")


def check_graph(catalogue: Catalogue, departments: Mapping[str, Department]) -> tuple[Problem, ...]:
    """Return what keeps the legal graph from working (事项图检查).

    Parameters
    ----------
    catalogue : Catalogue
    departments : mapping of str to Department

    Returns
    -------
    tuple of Problem
        Unknown names; a matter without items, or with its items in an order that cannot work;
        items that nobody handles; steps that can never start; materials without an issuer.
        Empty if the graph works.
    """
    return (
        *_problems_of_matters(catalogue),
        *(p for item in catalogue.items.values() for p in _of_item(item, catalogue, departments)),
        *_problems_of_materials(catalogue, departments),
    )


def _problems_of_matters(catalogue: Catalogue) -> Iterator[Problem]:
    for matter in catalogue.matters.values():
        path = ("matters", matter.id, "items")
        if not matter.items:
            yield Problem(
                path,
                Text("一件事 {m} 没有事项", "matter {m} has no items").fill(m=matter.id),
                Text("至少写一个事项", "list at least one item"),
            )
        for place, item in enumerate(matter.items):
            if item not in catalogue.items:
                what = Text("没有事项 {i}", "there is no item {i}").fill(i=item)
                yield Problem((*path, place), what, did_you_mean(item, catalogue.items))
            elif item in matter.items[:place]:
                what = Text("事项 {i} 列了两次", "item {i} is listed twice").fill(i=item)
                yield Problem((*path, place), what, Text("请删去一个", "remove one of them"))
        yield from _order_of_items(matter.id, matter.items, catalogue)


def _order_of_items(matter: str, ids: tuple[str, ...], catalogue: Catalogue) -> Iterator[Problem]:
    items = [catalogue.items[item] for item in ids if item in catalogue.items]
    for place, item in enumerate(items):
        earlier = {product for one in items[: place + 1] for product in one.produces}
        for listed in item.materials:
            makers = [one.id for one in items[place + 1 :] if listed.material in one.produces]
            if not makers or listed.secondary or listed.material in earlier:
                continue
            yield Problem(
                ("matters", matter, "items", place),
                Text(
                    "事项 {i} 需要 {p}，而 {p} 由排在后面的事项 {j} 产生",
                    "item {i} needs {p}, a product of {j}, which comes later",
                ).fill(i=item.id, p=listed.material, j=makers[0]),
                Text("请把 {j} 排在 {i} 之前", "put {j} before {i}").fill(i=item.id, j=makers[0]),
            )


def _of_item(
    item: Item, catalogue: Catalogue, departments: Mapping[str, Department]
) -> Iterator[Problem]:
    here = ("items", item.id)
    if item.department not in departments:
        yield _unknown_department((*here, "department"), item.department, departments)
    listed = [(("materials", n), one.material) for n, one in enumerate(item.materials)]
    listed += [(("produces", n), product) for n, product in enumerate(item.produces)]
    for place, material in listed:
        if material not in catalogue.materials:
            yield _unknown_material((*here, *place), material, catalogue)
    if not item.steps:
        yield Problem(
            (*here, "steps"),
            Text("事项 {i} 没有人办理：没有环节", "nobody handles item {i}: it has no step").fill(
                i=item.id
            ),
            Text("至少写一个环节", "write at least one step"),
        )
    for step in item.steps:
        yield from _of_reviewers(item, step.id, step.department, step.review_class, departments)
    yield from _of_step_order(item)


def _of_reviewers(
    item: Item, step: str, department: str, wanted: str, departments: Mapping[str, Department]
) -> Iterator[Problem]:
    path = ("items", item.id, "steps", step)
    if department not in departments:
        if department != item.department:  # else said once, at the item
            yield _unknown_department((*path, "department"), department, departments)
        return
    heads = dict(departments[department].reviewers)
    if heads.get(wanted, 0) > 0:
        return
    what = (
        Text(
            "事项 {i} 的环节 {s} 没有人办理：{d} 的 {c} 类审批人员是 0 人",
            "nobody handles step {s} of item {i}: {d} has 0 reviewers of class {c}",
        )
        if wanted in heads
        else Text(
            "事项 {i} 的环节 {s} 没有人办理：{d} 没有 {c} 类审批人员",
            "nobody handles step {s} of item {i}: {d} has no reviewers of class {c}",
        )
    )
    staffed = [name for name, count in heads.items() if count > 0]
    allowed = (
        did_you_mean(wanted, staffed)
        if staffed
        else Text("请给 {d} 配审批人员", "give {d} reviewers").fill(d=department)
    )
    filled = what.fill(i=item.id, s=step, d=department, c=wanted)
    yield Problem((*path, "class"), filled, allowed)


def _of_step_order(item: Item) -> Iterator[Problem]:
    ids = [step.id for step in item.steps]
    for step in item.steps:
        for place, before in enumerate(step.after):
            if before not in ids:
                yield Problem(
                    ("items", item.id, "steps", step.id, "after", place),
                    Text("没有环节 {b}", "there is no step {b}").fill(b=before),
                    did_you_mean(before, ids),
                )
    graph = _steps_graph(item)
    knots: set[str] = set()
    for cycle in shortest_cycles(graph):
        knots |= nx.ancestors(graph, cycle[0]) & nx.descendants(graph, cycle[0]) | set(cycle)
        yield Problem(
            ("items", item.id, "steps", cycle[0], "after"),
            Text(
                "环节循环等待，永远不能开始：{c}", "these steps wait for each other for ever: {c}"
            ).fill(c=" → ".join((*cycle, cycle[0]))),
            Text("请删去其中一个 after", "remove one of their after"),
        )
    for step in never_startable(item):
        if step in knots or not knots & nx.descendants(graph, step):
            continue
        yield Problem(
            ("items", item.id, "steps", step, "after"),
            Text(
                "环节 {s} 永远不能开始：它等待的环节循环等待",
                "step {s} can never start: what it waits for waits for itself",
            ).fill(s=step),
            Text("先解开循环", "open the circle first"),
        )


def _steps_graph(item: Item) -> nx.DiGraph:
    """Return the steps of an item with an edge from each to those before it that exist."""
    graph = nx.DiGraph()
    graph.add_nodes_from(step.id for step in item.steps)
    for step in item.steps:
        graph.add_edges_from((step.id, before) for before in step.after if before in graph)
    return graph


def never_startable(item: Item) -> tuple[str, ...]:
    """Return the steps that can never start (不能开始的环节), in the order of the item.

    Parameters
    ----------
    item : Item

    Returns
    -------
    tuple of str
        Steps in a circle, behind one, or behind a step that does not exist.
    """
    done: set[str] = set()
    waiting = list(item.steps)
    while ready := [step for step in waiting if set(step.after) <= done]:
        done.update(step.id for step in ready)
        waiting = [step for step in waiting if step.id not in done]
    return tuple(step.id for step in waiting)


def _problems_of_materials(
    catalogue: Catalogue, departments: Mapping[str, Department]
) -> Iterator[Problem]:
    for material in catalogue.materials.values():
        here = ("materials", material.id)
        issued = material.maker != "applicant"
        if issued and material.issuer is None:
            yield Problem(
                here,
                Text("材料 {m} 没有签发者", "material {m} has no issuer").fill(m=material.id),
                Text(
                    "政府或第三方的材料要写 issuer: 部门",
                    "what a government or third party makes needs issuer: a department",
                ),
            )
        elif material.issuer is not None and not issued:
            yield Problem(
                (*here, "issuer"),
                Text(
                    "申请人自备的材料 {m} 不能有签发者", "material {m} is made by the applicant"
                ).fill(m=material.id),
                Text("请删去 issuer，或改 maker", "remove issuer, or change maker"),
            )
        elif material.issuer is not None and material.issuer not in departments:
            yield _unknown_department((*here, "issuer"), material.issuer, departments)
        for place, needed in enumerate(material.prerequisites):
            if needed not in catalogue.materials:
                yield _unknown_material((*here, "prerequisites", place), needed, catalogue)


def _unknown_department(
    path: tuple[str | int, ...], written: str, departments: Mapping[str, Department]
) -> Problem:
    what = Text("没有部门 {d}", "there is no department {d}").fill(d=written)
    return Problem(path, what, did_you_mean(written, departments))


def _unknown_material(path: tuple[str | int, ...], written: str, catalogue: Catalogue) -> Problem:
    what = Text("没有材料 {m}", "there is no material {m}").fill(m=written)
    return Problem(path, what, did_you_mean(written, catalogue.materials))
