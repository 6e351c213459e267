"""Asking at the nearest hall (就近先问): who is not accepted there is sent to another region."""

from __future__ import annotations

from tongban.journeys.bundle import Bundle
from tongban.journeys.journey import HERE, HOME, Journey
from tongban.journeys.program import Meaning, Trait
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label


def ask_nearby(j: Journey, bundle: Bundle, online: bool) -> None:
    """Write that some who live elsewhere ask at the hall near them first, and are sent away.

    Once a matter, before anything is gathered: a trip, a queue and a short word at the window, and
    the way to the competent county is still to go. Who applies online asks nobody. An
    approximation: where items are accepted within the prefecture, nobody asks in vain.

    Parameters
    ----------
    online : bool
        Whether it is offered online.
    """
    w, asked, on = j.writer, j.writer.case_cell("asked nearby"), Label()
    process = j.world.process
    share = process.asks_nearby if process.living_elsewhere > 0 else 0.0
    if share == 0 or bundle.site != HOME:
        return
    goes = Label()
    w.unless_trait(Trait.ELSEWHERE, on)
    if online:
        offline = Label()
        w.unless_trait(Trait.DIGITAL, offline)
        w.go(on)
        w.place(offline)
    w.if_valid(asked, on)
    w.chance(share, ("asks nearby", j.matter.id), goes)
    w.place(on)

    def be_sent_on() -> None:
        w.place(goes)
        w.remember(asked)
        words = {"department": bundle.lead.department, "site": HERE}
        go_to_window(j, bundle.lead.department, HERE, process.carry, ("asks nearby", j.matter.id),
                     Meaning("asks_nearby", **words))  # fmt: skip
        w.note(Meaning("redirected", **words))
        leave(j, bundle.lead.department, HERE, outcome="left")
        w.go(on)

    w.aside(be_sent_on)
