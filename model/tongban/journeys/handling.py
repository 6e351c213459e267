"""Handling inside the administration (内部办理): steps in a row or side by side; who carries."""

from __future__ import annotations

from dataclasses import dataclass, field

from tongban.catalogue.items import Item, Step
from tongban.journeys.bundle import Bundle, wanted_materials
from tongban.journeys.double_entry import key_in_again
from tongban.journeys.journey import HOME, Journey, reviewer_role
from tongban.journeys.pledging import follow, may_be_pledged, pledged, waits
from tongban.journeys.supervising import circulate, due, resume_clock
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label


@dataclass
class Node:
    """A part of the handling with what must come before it (办理节点).

    ``kind`` is ``step``, ``decision``, ``carry`` (a result goes from one department to the next),
    ``resume`` (the item's clock runs again) or ``pledge`` (a pledged material follows); ``before``
    are indices of the nodes that it waits for.
    """

    kind: str
    item: Item
    step: Step | None = None
    before: list[int] = field(default_factory=list)
    source: Item | None = None


def nodes(group: list[Item]) -> list[Node]:
    """Return the handling of a group as a graph: real prerequisites only."""
    result: list[Node] = []
    decisions: dict[str, int] = {}
    for item in group:
        begins = _what_comes_before(item, group, decisions, result)
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
    needs = {m.material for m in item.materials}
    before = []
    for other in group:
        if other.id in decisions and needs & set(other.produces):
            number = decisions[other.id]
            if other.department != item.department:
                result.append(Node("carry", item, None, [number], source=other))
                number = len(result) - 1
            before.append(number)
    return before


WAITS_FOR_OTHERS = "waits for the result of another item of the matter"


def waits_for_others(group: list[Item]) -> set[str]:
    """Return the items of a group that cannot begin before another one is decided."""
    return {node.item.id for node in nodes(group) if node.kind == "resume"}


def stop_clocks(j: Journey, group: list[Item]) -> None:
    """Write that the limit of an item does not run while it waits for another item's result.

    In a joint application all items are accepted at once, and some cannot begin yet.
    """
    waiting = waits_for_others(group)
    for item in group:
        if item.id in waiting:
            words = {"stage": "acceptance", "basis": WAITS_FOR_OTHERS}
            j.writer.note(j.meaning("clock_stopped", item, **words))
            j.writer.remember(waits(j, item))


def handle(j: Journey, group: list[Item]) -> None:
    """Write the handling of a group from acceptance to its last decision."""
    w = j.writer
    stop_clocks(j, group)
    graph = nodes(group)
    if j.matter.id not in j.practice.parallel_review:
        for number, node in enumerate(graph):
            node.before = [number - 1] if number else []
    _let_pledged_follow(j, group, graph)
    after: dict[int, list[int]] = {n: [] for n in range(len(graph))}
    for number, node in enumerate(graph):
        for earlier in node.before:
            after[earlier].append(number)
    labels = [Label() for _ in graph]
    done = Label()
    sinks = sum(1 for n in after.values() if not n)
    _fork(j, [labels[n] for n, node in enumerate(graph) if not node.before])
    name = tuple(i.id for i in group)
    for number, node in enumerate(graph):
        w.place(labels[number])
        w.join(w.case_cell("join", str(number), *name), len(node.before))
        _write_node(j, node, group)
        _fork(j, [labels[n] for n in after[number]] or [done])
    w.place(done)
    w.join(w.case_cell("join", "done", *name), sinks)


def _let_pledged_follow(j: Journey, group: list[Item], graph: list[Node]) -> None:
    """Add what the applicant brings meanwhile: an item is decided once it is there."""
    under_pledge = may_be_pledged(j, Bundle(group, wanted_materials(group), j.site(group), "hall"))
    for decision in [n for n in graph if n.kind == "decision" and n.item.id in under_pledge]:
        decision.before.append(len(graph))
        graph.append(Node("pledge", decision.item))


def _fork(j: Journey, targets: list[Label]) -> None:
    for target in targets[:-1]:
        j.writer.spawn(target)
    j.writer.go(targets[-1])


def _write_node(j: Journey, node: Node, group: list[Item]) -> None:
    if node.kind == "step":
        assert node.step is not None
        _do_step(j, node.item, node.step)
    elif node.kind == "carry":
        assert node.source is not None
        _carry(j, node.source, node.item)
    elif node.kind == "pledge":
        bundle = Bundle(group, wanted_materials(group), j.site(group), "hall")
        follow(j, node.item, bundle)
    elif node.kind == "resume":
        _resume(j, node.item)
    else:
        _decide(j, node.item)


def _resume(j: Journey, item: Item) -> None:
    """Write that the other results are there; the clock runs unless a pledge still holds it."""
    w, held = j.writer, Label()
    w.forget(waits(j, item))
    w.if_valid(pledged(j, item), held)
    w.note(j.meaning("clock_resumed", item, stage="review", basis=WAITS_FOR_OTHERS))
    resume_clock(j, item)
    w.place(held)


def _do_step(j: Journey, item: Item, step: Step) -> None:
    w = j.writer
    words = {"step": step.id, "department": step.department, "stage": "review"}
    on_platform = item.id in j.practice.platform_handover
    if step.department != item.department:
        carrier = "platform" if on_platform else "post"
        w.note(j.meaning("handed_over", item, carrier=carrier, **words))
    w.note(j.meaning("ready", item, **words))
    factor = step.circulation_electronic if on_platform else 1.0
    circulate(
        j, item, step, step.circulation.times(factor), j.meaning("circulation", item, **words)
    )
    key_in_again(j, item, step)
    w.queue(reviewer_role(step.department, step.review_class), HOME, step.work,
            ("work", item.id, step.id), j.meaning("review", item, **words),
            due=due(j, item))  # fmt: skip


def _carry(j: Journey, source: Item, item: Item) -> None:
    """The platform carries one department's result to the next, or the applicant does."""
    w = j.writer
    if item.id in j.practice.platform_handover:
        w.note(j.meaning("handed_over", item, carrier="platform", stage="review"))
        return
    for product in source.produces:
        held = Label()
        w.if_valid(j.hand(product, item), held)
        at_counter = j.meaning("served", source, stage="review", site=HOME)
        key = ("pick up", source.id)
        go_to_window(j, source.department, HOME, j.world.process.pickup, key, at_counter)
        w.note(j.meaning("deliver", source, material=product, stage="delivery", channel="hall"))
        leave(j, source.department, HOME)
        w.remember(j.hand(product, item))
        w.remember(j.delivered(source))
        w.place(held)
    go_to_window(j, item.department, HOME, j.world.process.carry, ("carry", source.id, item.id),
                 j.meaning("served", item, stage="review", site=HOME))  # fmt: skip
    w.note(j.meaning("handed_over", item, carrier="applicant", site=HOME))
    leave(j, item.department, HOME)


def _decide(j: Journey, item: Item) -> None:
    w = j.writer
    w.note(j.meaning("decide", item, stage="decision", outcome="granted"))
    for product in item.produces:
        w.note(j.meaning("issue", item, material=product, stage="decision"))
        if product in j.practice.e_licences:
            w.note(j.meaning("register", item, material=product, stage="decision"))
            w.remember(j.in_library(product), j.material(product).validity_days)
            if j.several_eras:
                w.remember(j.issued_electronically(product))
