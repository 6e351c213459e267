"""Delivering results (送达): collected at each department or one outlet, posted, electronic."""

from __future__ import annotations

from tongban.catalogue.items import Item
from tongban.journeys.journey import HOME, Journey
from tongban.journeys.visits import go_to_window, has_come, leave
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


def deliver(j: Journey, item: Item) -> None:
    """Write the delivery of one item's results: electronically, or to be collected."""
    if j.electronic(item):
        deliver_electronically(j, item)
    else:
        collect_results(j, [item], j.site([item]))


def deliver_electronically(j: Journey, item: Item) -> None:
    """Write a result that arrives by itself; the applicant is told and need not come."""
    if j.several_eras:
        _issue_what_is_only_on_paper(j, item)
    for product in item.produces or ("",):
        words = {"material": product, "stage": "delivery", "channel": "online"}
        j.writer.note(j.meaning("deliver", item, carrier="platform", **words))
    if j.several_eras:
        j.writer.remember(j.delivered(item))


def _issue_what_is_only_on_paper(j: Journey, item: Item) -> None:
    """A result decided before electronic licences came is issued as one before it is delivered."""
    for product in item.produces:
        out = Label()
        j.writer.if_valid(j.issued_electronically(product), out)
        j.writer.note(j.meaning("register", item, material=product, stage="delivery"))
        j.writer.remember(j.in_library(product), j.material(product).validity_days)
        j.writer.remember(j.issued_electronically(product))
        j.writer.place(out)


def collect_results(j: Journey, items: list[Item], site: int) -> None:
    """Write how the results of the items are handed out together, unless all are in hand."""
    w, done, needed, by_post = j.writer, Label(), Label(), Label()
    for item in items:
        w.unless_valid(j.delivered(item), needed)
    w.go(done)
    w.place(needed)
    if j.all_in(j.practice.post, items):
        w.if_valid(has_come(j), by_post)
        w.chance(j.world.process.post_chosen, ("chooses the post", j.matter.id), by_post)
        w.aside(lambda: _send_results(j, items, by_post, done))
    go_to_window(j, items[0].department, site, j.world.process.pickup, ("pick up", items[0].id),
                 j.meaning("served", items[0], stage="delivery", site=site))  # fmt: skip
    _hand_out(j, items, channel="hall", carrier="applicant", site=site)
    leave(j, items[0].department, site)
    w.place(done)


def _send_results(j: Journey, items: list[Item], by_post: Label, done: Label) -> None:
    w = j.writer
    w.place(by_post)
    w.spend(j.world.process.post_transit, ("post", items[0].id), j.meaning("posted", items[0]))
    _hand_out(j, items, channel="post", carrier="post", site=HOME)
    w.go(done)


def _hand_out(j: Journey, items: list[Item], **words) -> None:
    w = j.writer
    for item in items:
        handed = Label()
        w.if_valid(j.delivered(item), handed)
        for product in item.produces or ("",):
            w.note(j.meaning("deliver", item, material=product, stage="delivery", **words))
            if product:
                w.remember(j.hand(product, item), j.material(product).validity_days)
        w.remember(j.delivered(item))
        w.place(handed)


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
