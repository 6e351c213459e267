"""Accepting (受理): from the moment on which the limit runs."""

from __future__ import annotations

from tongban.catalogue.items import Item
from tongban.journeys.bundle import Bundle
from tongban.journeys.double_entry import remember_reception
from tongban.journeys.handling_order import waits_for_others
from tongban.journeys.journey import Journey
from tongban.journeys.pledging import PLEDGED, may_be_pledged, pledged
from tongban.journeys.program import Meaning
from tongban.journeys.supervising import (
    SILENCE,
    start_clock,
    start_joint_clock,
    warn_with_clock_stopped,
)
from tongban.journeys.writer import Label


def accept(j: Journey, bundle: Bundle) -> None:
    """Write the acceptance of each item of a bundle."""
    where = {"channel": bundle.channel, "site": bundle.site}
    _accept_all(j, bundle, "accepted", "", outcome="accepted", **where)


def accept_by_silence(j: Journey, bundle: Bundle, accepted: Label) -> None:
    """Write that nobody has answered in time, so that all is accepted as it is (视为受理).

    What is missing is not told any more, and the limit runs from this moment.
    """
    _accept_all(j, bundle, "accepted_by_silence", SILENCE, outcome="deemed_accepted")
    j.writer.go(accepted)


def _accept_all(j: Journey, bundle: Bundle, act: str, basis: str, **words) -> None:
    waiting = waits_for_others(bundle)
    remember_reception(j, bundle)
    under_pledge = may_be_pledged(j, bundle)
    words["stage"] = "acceptance"
    for item in bundle.items:
        runs = item.id not in waiting
        whole = j.meaning(act, item, basis=basis, **words)
        if item.id in under_pledge:
            pledge = j.meaning(act, item, basis=basis or PLEDGED, **words)
            _accept_pledged(j, item, whole, pledge, runs)
        else:
            _accept(j, item, whole, runs)
    start_joint_clock(j, bundle.items)


def _accept(j: Journey, item: Item, meaning: Meaning, runs: bool) -> None:
    j.writer.note(meaning)
    if runs:
        start_clock(j, item)


def _accept_pledged(j: Journey, item: Item, whole: Meaning, pledge: Meaning, runs: bool) -> None:
    """Accept what is all there, or what is to follow: then its clock waits for that."""
    w, plain, done = j.writer, Label(), Label()
    w.unless_valid(pledged(j, item), plain)
    w.note(pledge)
    if runs:
        w.note(j.meaning("clock_stopped", item, stage="acceptance", basis=PLEDGED))
        warn_with_clock_stopped(j, item)
    w.go(done)
    w.place(plain)
    _accept(j, item, whole, runs)
    w.place(done)
