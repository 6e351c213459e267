"""Handling inside the administration (内部办理): steps in a row or side by side; who carries."""

from __future__ import annotations

from tongban.catalogue.items import Item, Step
from tongban.journeys.bundle import Bundle, bundle_of
from tongban.journeys.delivering import collect_results, deliver, needed_on_paper
from tongban.journeys.double_entry import key_in_again
from tongban.journeys.handing_in import hand_in
from tongban.journeys.handling_order import WAITS_FOR_OTHERS, Node, nodes, waits_for_others
from tongban.journeys.journey import HOME, Journey, reviewer_role
from tongban.journeys.pledging import follow, may_be_pledged, pledged, waits
from tongban.journeys.supervising import (
    circulate,
    due,
    resume_clock,
    warn_with_clock_stopped,
)
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label


def stop_clocks(j: Journey, bundle: Bundle) -> None:
    """Write that the limit of an item does not run while it waits for another item's result.

    In a joint application all items are accepted at once, and some cannot begin yet.
    """
    waiting = waits_for_others(bundle)
    for item in bundle.items:
        if item.id in waiting:
            words = {"stage": "acceptance", "basis": WAITS_FOR_OTHERS}
            j.writer.note(j.meaning("clock_stopped", item, **words))
            j.writer.remember(waits(j, item))


def handle(j: Journey, course: list[Item]) -> None:
    """Write the handling of a stage from acceptance to its last decision."""
    w, bundle = j.writer, bundle_of(j, course, "hall")
    stop_clocks(j, bundle)
    graph = nodes(bundle)
    if j.matter.id not in j.practice.parallel_review:
        for number, node in enumerate(graph):
            node.before = [number - 1] if number else []
    _let_pledged_follow(j, bundle, graph)
    after: dict[int, list[int]] = {n: [] for n in range(len(graph))}
    for number, node in enumerate(graph):
        for earlier in node.before:
            after[earlier].append(number)
    labels = [Label() for _ in graph]
    done = Label()
    sinks = sum(1 for n in after.values() if not n)
    _fork(j, [labels[n] for n, node in enumerate(graph) if not node.before])
    name = tuple(i.id for i in course)
    for number, node in enumerate(graph):
        w.place(labels[number])
        w.join(w.case_cell("join", str(number), *name), len(node.before))
        _write_node(j, node, bundle)
        _fork(j, [labels[n] for n in after[number]] or [done])
    w.place(done)
    w.join(w.case_cell("join", "done", *name), sinks)


def _let_pledged_follow(j: Journey, bundle: Bundle, graph: list[Node]) -> None:
    """Add what the applicant brings meanwhile: an item is decided once it is there."""
    under_pledge = may_be_pledged(j, bundle)
    for decision in [n for n in graph if n.kind == "decision" and n.item.id in under_pledge]:
        decision.before.append(len(graph))
        graph.append(Node("pledge", decision.item))


def _fork(j: Journey, targets: list[Label]) -> None:
    for target in targets[:-1]:
        j.writer.spawn(target)
    j.writer.go(targets[-1])


def _write_node(j: Journey, node: Node, bundle: Bundle) -> None:
    if node.kind == "step":
        assert node.step is not None
        _do_step(j, node.item, node.step)
    elif node.kind == "carry":
        assert node.source is not None
        _carry(j, node.source, node.item)
    elif node.kind == "pledge":
        follow(j, node.item, bundle)
    elif node.kind == "outsider":
        _apply_to_outsider(j, node.item, bundle)
    elif node.kind == "collect":
        _collect_from_outsider(j, node.item, bundle)
    elif node.kind == "resume":
        _resume(j, node.item)
    else:
        _decide(j, node.item)


def _resume(j: Journey, item: Item) -> None:
    """Write that the other results are there; the clock runs unless a pledge still holds it."""
    w, held = j.writer, Label()
    w.forget(waits(j, item))
    warn_with_clock_stopped(j, item)
    w.if_valid(pledged(j, item), held)
    w.note(j.meaning("clock_resumed", item, stage="review", basis=WAITS_FOR_OTHERS))
    resume_clock(j, item)
    w.place(held)


def _apply_to_outsider(j: Journey, item: Item, bundle: Bundle) -> None:
    """Write the whole application to a bank or the like, with the results that it needs."""
    for other in bundle.course:
        if needed_on_paper(j, other, [item]):
            collect_results(j, [other], j.site([other]))
    hand_in(j, [item])
    handle(j, [item])


def _collect_from_outsider(j: Journey, item: Item, bundle: Bundle) -> None:
    """Write the delivery of its result, unless the applicant fetches it for another item anyway."""
    by_hand = [o for o in bundle.items if o.id not in j.practice.platform_handover]
    if not any(o.needs_product_of(item) for o in by_hand):
        deliver(j, item)


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
