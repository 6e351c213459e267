"""Double entry (二次录入): what came in elsewhere is keyed in again where no platform has it."""

from __future__ import annotations

from tongban.catalogue.items import Item, Step
from tongban.journeys.bundle import Bundle
from tongban.journeys.journey import HOME, Journey, reviewer_role
from tongban.journeys.supervising import due
from tongban.journeys.writer import Label


def arrives_as_data(j: Journey, item: Item) -> bool:
    """Return whether a file reaches another system as data: carried, and by one standard."""
    return item.id in j.practice.platform_handover and item.id in j.practice.one_standard


def remember_reception(j: Journey, bundle: Bundle) -> None:
    """Remember which items were taken in by a system that is not their department's own.

    A comprehensive window keys into the hall's system, and who receives for others into its own.
    """
    for item in bundle.items:
        if _may_be_received_elsewhere(j, item) and _is_elsewhere(j, bundle, item):
            j.writer.remember(_taken_in_elsewhere(j, item))


def key_in_again(j: Journey, item: Item, step: Step) -> None:
    """Write that the staff of a step key in what their system does not have yet."""
    if step.department != item.department:
        if not arrives_as_data(j, item):
            _key_in(j, item, step)
        return
    if step.after or not _may_be_received_elsewhere(j, item):
        return
    w, known = j.writer, Label()
    w.unless_valid(_taken_in_elsewhere(j, item), known)
    w.forget(_taken_in_elsewhere(j, item))  # once, by whoever begins
    _key_in(j, item, step)
    w.place(known)


def _may_be_received_elsewhere(j: Journey, item: Item) -> bool:
    received = j.window_is_pooled(item.department) or j.joint(item)
    return received and not arrives_as_data(j, item)


def _is_elsewhere(j: Journey, bundle: Bundle, item: Item) -> bool:
    pooled = bundle.channel == "hall" and j.window_is_pooled(item.department)
    return pooled or bundle.lead.department != item.department


def _taken_in_elsewhere(j: Journey, item: Item) -> int:
    return j.writer.case_cell("taken in elsewhere", item.id)


def _key_in(j: Journey, item: Item, step: Step) -> None:
    words = {"step": step.id, "department": step.department, "stage": "review"}
    j.writer.queue(reviewer_role(step.department, step.review_class), HOME,
                   j.world.process.rekeying, ("key in", item.id, step.id),
                   j.meaning("key_in", item, **words), due=due(j, item))  # fmt: skip
