"""Accepting (受理): from the moment on which the limit runs."""

from __future__ import annotations

from tongban.catalogue.items import Item
from tongban.journeys.bundle import Bundle
from tongban.journeys.handling import waits_for_others
from tongban.journeys.journey import OFFICE, Journey
from tongban.journeys.pledging import PLEDGED, may_be_pledged, pledged
from tongban.journeys.writer import Label


def accept(j: Journey, bundle: Bundle) -> None:
    """Write the acceptance of each item of a bundle."""
    waiting = waits_for_others(bundle.items)
    under_pledge = may_be_pledged(j, bundle)
    for item in bundle.items:
        if item.id in under_pledge:
            _accept_pledged(j, bundle, item, item.id not in waiting)
        else:
            _note(j, bundle, item)
    limits = [i.limit_working_days for i in bundle.items if i.limit_working_days]
    if limits:
        j.writer.limit(min(limits) * j.day_seconds, OFFICE)


def _note(j: Journey, bundle: Bundle, item: Item, basis: str = "") -> None:
    words = {"stage": "acceptance", "channel": bundle.channel, "site": bundle.site}
    j.writer.note(j.meaning("accepted", item, outcome="accepted", basis=basis, **words))


def _accept_pledged(j: Journey, bundle: Bundle, item: Item, runs: bool) -> None:
    """Accept what is all there, or what is to follow: then its clock waits for that."""
    w, plain, done = j.writer, Label(), Label()
    w.unless_valid(pledged(j, item), plain)
    _note(j, bundle, item, PLEDGED)
    if runs:
        w.note(j.meaning("clock_stopped", item, stage="acceptance", basis=PLEDGED))
    w.go(done)
    w.place(plain)
    _note(j, bundle, item)
    w.place(done)
