"""Pledges (容缺受理、告知承诺): what is secondary follows while the application is handled."""

from __future__ import annotations

from collections.abc import Callable

from tongban.catalogue.items import Item
from tongban.journeys.bundle import Bundle
from tongban.journeys.collecting import may_lack, repair_or_obtain
from tongban.journeys.journey import Journey
from tongban.journeys.sending import send
from tongban.journeys.submitting import submit_unless_kept
from tongban.journeys.supervising import resume_clock
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label

PLEDGED = "accepted with a written pledge: a secondary material follows before the decision"


def pledges(j: Journey, bundle: Bundle, material: str) -> bool:
    """Return whether a missing material may follow later under a written pledge."""
    inside = all(
        i.id in j.practice.pledge
        for i in bundle.items
        if material in [m.material for m in i.materials]
    )
    return inside and bundle.may_follow(material)


def pledged(j: Journey, item: Item, material: str = "") -> int:
    """Return the cell that says that the item (or one of its materials) is under a pledge."""
    return j.writer.case_cell("pledged", item.id, material)


def waits(j: Journey, item: Item) -> int:
    """Return the cell that says that the item's clock waits for another item's result."""
    return j.writer.case_cell("waits for others", item.id)


def may_be_pledged(j: Journey, bundle: Bundle) -> dict[str, list[str]]:
    """Return for each item of a bundle the wanted materials that may follow, if any may."""
    found: dict[str, list[str]] = {}
    for material, item in bundle.wanted:
        told = pledges(j, bundle, material) and not j.carried(item, material)
        if told and may_lack(j, item, material):
            found.setdefault(item.id, []).append(material)
    return found


def follow(j: Journey, item: Item, bundle: Bundle) -> None:
    """Write how pledged materials follow while the application is being handled."""
    w, none, there = j.writer, Label(), Label()
    materials = may_be_pledged(j, bundle)[item.id]
    w.unless_valid(pledged(j, item), none)
    for material in materials:
        _if_pledged(j, item, material, lambda m: repair_or_obtain(j, m, item))

    def hand_over(channel: str) -> None:
        for material in materials:
            _if_pledged(j, item, material, lambda m: submit_unless_kept(
                j, bundle, m, item, channel, "review"))  # fmt: skip

    if not send(j, bundle.items, ("pledged", item.id), hand_over, there, False):
        go_to_window(j, item.department, bundle.site, j.world.process.carry, ("pledged", item.id),
                     j.meaning("served", item, stage="review", site=bundle.site))  # fmt: skip
        hand_over("hall")
        leave(j, item.department, bundle.site)
    w.place(there)
    w.forget(pledged(j, item))
    w.if_valid(waits(j, item), none)
    w.note(j.meaning("clock_resumed", item, stage="review", basis=PLEDGED))
    resume_clock(j, item)
    w.place(none)


def _if_pledged(j: Journey, item: Item, material: str, write: Callable[[str], None]) -> None:
    after = Label()
    j.writer.unless_valid(pledged(j, item, material), after)
    write(material)
    j.writer.place(after)
