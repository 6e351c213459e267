"""The order of handling (办理次序): what must come before what, once a stage is accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

from tongban.catalogue.items import Item, Step
from tongban.journeys.bundle import Bundle


@dataclass
class Node:
    """A part of the handling with what must come before it (办理节点).

    ``kind`` is ``step``, ``decision``, ``carry`` (a result goes from one department to the next),
    ``resume`` (the item's clock runs again), ``pledge`` (a pledged material follows),
    ``outsider`` (an application to somebody who is no government department, up to the decision) or
    ``collect`` (its result); ``before`` are indices of the nodes that it waits for.
    """

    kind: str
    item: Item
    step: Step | None = None
    before: list[int] = field(default_factory=list)
    source: Item | None = None


def nodes(bundle: Bundle) -> list[Node]:
    """Return the handling of a stage as a graph: real prerequisites only."""
    result: list[Node] = []
    decisions: dict[str, int] = {}
    for item in bundle.course:
        if item not in bundle.items:
            before = [decisions[o.id] for o in bundle.course if _needs(item, o, decisions)]
            decisions[item.id] = len(result)
            result.append(Node("outsider", item, None, before))
            result.append(Node("collect", item, None, [decisions[item.id]]))
            continue
        begins = _what_comes_before(item, bundle.course, decisions, result)
        if begins:
            result.append(Node("resume", item, None, begins))
            begins = [len(result) - 1]
        numbers: dict[str, int] = {}
        for step in _in_order(item.steps):
            before = [numbers[s] for s in step.after] or begins
            numbers[step.id] = len(result)
            result.append(Node("step", item, step, list(before)))
        followed = {s for step in item.steps for s in step.after}
        last = [numbers[s.id] for s in item.steps if s.id not in followed]
        decisions[item.id] = len(result)
        result.append(Node("decision", item, None, last))
    return result


def _in_order(steps: tuple[Step, ...]) -> list[Step]:
    """Return the steps so that each comes after those it waits for; the file's order otherwise."""
    done: list[Step] = []
    waiting = list(steps)
    while waiting:
        ready = next(s for s in waiting if set(s.after) <= {d.id for d in done})
        done.append(ready)
        waiting.remove(ready)
    return done


def _what_comes_before(item: Item, group, decisions, result: list[Node]) -> list[int]:
    """Return the nodes that an item's first steps wait for: decisions whose product it needs."""
    before = []
    for other in group:
        if _needs(item, other, decisions):
            number = decisions[other.id]
            if other.department != item.department:
                result.append(Node("carry", item, None, [number], source=other))
                number = len(result) - 1
            before.append(number)
    return before


def _needs(item: Item, other: Item, decisions: dict[str, int]) -> bool:
    """Return whether an item needs a product of another one that comes before it."""
    return other.id in decisions and item.needs_product_of(other)


WAITS_FOR_OTHERS = "waits for the result of another item of the matter"


def waits_for_others(bundle: Bundle) -> set[str]:
    """Return the items that are handed in and cannot begin before another one is decided."""
    return {node.item.id for node in nodes(bundle) if node.kind == "resume"}
