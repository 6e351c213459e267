"""The journey of a matter (一件事的旅程), from the need to the last result."""

from __future__ import annotations

from tongban.catalogue.items import Item
from tongban.journeys.delivering import (
    collect_results,
    deliver_electronically,
    keep_products,
    needed_on_paper,
)
from tongban.journeys.handing_in import hand_in
from tongban.journeys.handling import handle
from tongban.journeys.journey import Journey
from tongban.journeys.program import Outcome


def write_matter(j: Journey) -> int:
    """Write the journey of a matter and return its first operation.

    Application after application: hand in, be handled, get the result; what one outlet hands
    out together waits for the end.
    """
    w = j.writer
    entry = w.begin_journey()
    w.note(j.meaning("need"))
    groups = j.groups()
    together: list[Item] = []
    for number, group in enumerate(groups):
        hand_in(j, group)
        handle(j, group)
        later = [item for rest in groups[number + 1 :] for item in rest]
        together += _deliver(j, group, later)
    if together:
        collect_results(j, together, j.site(together))
    keep_products(j)
    j.end(Outcome.DELIVERED)
    w.end_journey()
    return entry


def _deliver(j: Journey, group: list[Item], later: list[Item]) -> list[Item]:
    """Write the delivery of a group; return what waits for the one outlet at the end."""
    waiting = []
    for item in group:
        if j.electronic(item):
            deliver_electronically(j, item)
        elif j.matter.id in j.practice.one_outlet and not needed_on_paper(j, item, later):
            waiting.append(item)
        else:
            collect_results(j, [item], j.site([item]))
    return waiting
