"""Delivering results (送达): collected at each department, at one outlet, or electronic."""

from __future__ import annotations

from tongban.catalogue.items import Item
from tongban.journeys.journey import Journey
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label


def needed_on_paper(j: Journey, item: Item, later: list[Item]) -> bool:
    """Return whether a later application of the matter needs the item's paper result."""
    for other in later:
        for listed in other.materials:
            product = listed.material
            if product in item.produces and not j.needless(other, product):
                if product not in j.practice.e_licences:
                    return True
    return False


def deliver_electronically(j: Journey, item: Item) -> None:
    """Write a result that arrives by itself; the applicant is told and need not come."""
    for product in item.produces or ("",):
        words = {"material": product, "stage": "delivery", "channel": "online"}
        j.writer.note(j.meaning("deliver", item, carrier="platform", **words))


def collect_results(j: Journey, items: list[Item], site: int) -> None:
    """Write one visit at which the results of the items are handed out, unless all are in hand."""
    w, done, needed = j.writer, Label(), Label()
    counter = items[0].department
    cells = [j.writer.case_cell("delivered", i.id) for i in items]
    for cell in cells:
        w.unless_valid(cell, needed)
    w.go(done)
    w.place(needed)
    go_to_window(j, counter, site, j.world.process.pickup, ("pick up", items[0].id),
                 j.meaning("served", items[0], stage="delivery", site=site))  # fmt: skip
    for item, cell in zip(items, cells, strict=True):
        handed = Label()
        w.if_valid(cell, handed)
        for product in item.produces or ("",):
            words = {"material": product, "stage": "delivery", "channel": "hall"}
            w.note(j.meaning("deliver", item, carrier="applicant", site=site, **words))
            if product:
                w.remember(j.hand(product, item), j.material(product).validity_days)
        w.remember(cell)
        w.place(handed)
    leave(j, counter, site)
    w.place(done)


def keep_products(j: Journey) -> None:
    """What came out of the matter is the applicant's from now on, in hand and in the library."""
    cells = j.writer.registers.cells
    for item in j.items:
        for product in item.produces:
            if j.fresh(product):
                validity = j.material(product).validity_days
                if not j.electronic(item):
                    j.writer.remember(cells["hand", product], validity)
                if product in j.practice.e_licences:
                    j.writer.remember(cells["library", product], validity)
