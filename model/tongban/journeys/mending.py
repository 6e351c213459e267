"""Mending (补正): what is missing is told one by one or at once, and brought or sent."""

from __future__ import annotations

from collections.abc import Callable

from tongban.catalogue.items import Item
from tongban.journeys.bundle import Bundle
from tongban.journeys.collecting import may_lack, repair_or_obtain
from tongban.journeys.journey import Journey
from tongban.journeys.providing import defect
from tongban.journeys.sending import continues_online, send
from tongban.journeys.submitting import Words, submit_unless_kept, unless_kept
from tongban.journeys.writer import Label

Write = Callable[[], None]


def mend(
    j: Journey, bundle: Bundle, go_home: Write, come: Write, look: Write, accept_sent: Write
) -> None:
    """Write the rounds of notices until all is there.

    Parameters
    ----------
    bundle : Bundle
    go_home, come : callable
        Write how the applicant leaves to mend, and comes back; nothing where nobody comes.
    look : callable
        Writes how an officer looks through what was sent.
    accept_sent : callable
        Writes the acceptance, and what comes after it, for who has mended without coming again.
    """
    if not _may_be_told(j, bundle):
        return
    away = Label()

    def bring_or_send() -> None:
        if bundle.channel == "hall" and _send(j, bundle, away):
            return
        come()
        _each_told(j, bundle, lambda m, i: _hand_over(j, bundle, m, i, bundle.channel))

    def send_again() -> None:
        _send(j, bundle, away)
        j.writer.go(away)  # who sent online once does so again: nobody comes out here

    _rounds(j, bundle, go_home, bring_or_send)
    if bundle.channel == "hall" and _can_send(j, bundle):

        def without_coming() -> None:
            j.writer.place(away)
            look()
            if not j.all_in(j.practice.one_notice, bundle.items):
                _rounds(j, bundle, lambda: None, send_again)
            accept_sent()

        j.writer.aside(without_coming)


def _rounds(j: Journey, bundle: Bundle, go_home: Write, mend_told: Write) -> None:
    """Write rounds of notices: all that is missing at once, or one thing a round."""
    w, complete, rounds = j.writer, Label(), j.writer.here()
    at_once = j.all_in(j.practice.one_notice, bundle.items)
    repair, any_told = Label(), w.case_cell("any told", *bundle.application)
    w.forget(any_told)
    for material, item in _may_be_told(j, bundle):
        fine, there = Label(), Label()
        w.unless_valid(defect(j, bundle, material), fine)
        words: Words = {"material": material, "stage": "acceptance", "site": bundle.site}
        words |= {"channel": bundle.channel}
        unless_kept(j, item, material, words, there)  # another application has brought it
        why = {"basis": "not there or not as required", "outcome": "missing"}
        w.note(j.meaning("notice", item, **words, **why))
        w.remember(_told(j, bundle, material))
        w.remember(any_told)
        w.place(there)
        w.forget(defect(j, bundle, material))
        if not at_once:
            w.if_valid(_told(j, bundle, material), repair)
        w.place(fine)
    w.unless_valid(any_told, complete)
    w.place(repair)
    w.note(j.meaning("sent_back", bundle.lead, channel=bundle.channel))
    go_home()
    _each_told(j, bundle, lambda m, i: repair_or_obtain(j, m, i))
    mend_told()
    w.go(rounds)
    w.place(complete)


def _can_send(j: Journey, bundle: Bundle) -> bool:
    return continues_online(j, bundle.items) or j.all_in(j.practice.post, bundle.items)


def _send(j: Journey, bundle: Bundle, sent: Label) -> bool:
    def hand_over(channel: str) -> None:
        _each_told(j, bundle, lambda m, i: _hand_over(j, bundle, m, i, channel))

    return send(j, bundle.items, ("mended", bundle.lead.id), hand_over, sent, True)


def _may_be_told(j: Journey, bundle: Bundle) -> list[tuple[str, Item]]:
    return [(m, i) for m, i in bundle.wanted if not j.carried(i, m) and may_lack(j, i, m)]


def _told(j: Journey, bundle: Bundle, material: str) -> int:
    return j.writer.case_cell("told", material, *bundle.application)


def _each_told(j: Journey, bundle: Bundle, write: Callable[[str, Item], None]) -> None:
    w = j.writer
    for material, item in _may_be_told(j, bundle):
        after = Label()
        w.unless_valid(_told(j, bundle, material), after)
        write(material, item)
        w.place(after)


def _hand_over(j: Journey, bundle: Bundle, material: str, item: Item, channel: str) -> None:
    submit_unless_kept(j, bundle, material, item, channel, "application")
    j.writer.forget(_told(j, bundle, material))
