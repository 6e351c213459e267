"""Applying online (网上申请): log in, fill in, hand in — or fail and go on at the hall."""

from __future__ import annotations

from tongban.catalogue.items import Item
from tongban.journeys.accepting import accept, accept_by_silence
from tongban.journeys.bundle import Bundle, effort
from tongban.journeys.giving_up import gives_up
from tongban.journeys.journey import Journey
from tongban.journeys.mending import mend
from tongban.journeys.program import Trait
from tongban.journeys.providing import provide
from tongban.journeys.receiving import look_through, submitted
from tongban.journeys.recognising import have_certified
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label


def apply_online(j: Journey, bundle: Bundle, hall: Label) -> None:
    """Write an application online up to its acceptance; who fails goes on at ``hall``."""
    w = j.writer
    _log_in(j, bundle.lead, hall)
    w.note(j.meaning("started", bundle.lead, stage="application", channel="online"))
    fill_in = j.world.process.fill_in_online.times(effort(bundle))
    w.spend(fill_in, ("fill in", bundle.lead.id),
            j.meaning("fill_in", bundle.lead, stage="application", channel="online"))  # fmt: skip
    have_certified(j, bundle, _nothing, _nothing)
    for material, item in bundle.wanted:
        provide(j, bundle, material, item)
    _may_fail(j, bundle, hall)
    submitted(j, bundle)
    if not j.all_in(j.practice.no_visit, bundle.items):
        _show_originals(j, bundle)
    accepted = Label()
    look_through(j, bundle, lambda: accept_by_silence(j, bundle, accepted))
    mend(j, bundle, _nothing, _nothing, _nothing, _nothing)
    accept(j, bundle)
    w.place(accepted)


def tried_online(j: Journey, bundle: Bundle) -> int:
    """Return the cell that says that an attempt online has failed with all uploaded."""
    return j.writer.case_cell("tried online", *bundle.ids)


def _log_in(j: Journey, item: Item, hall: Label) -> None:
    w, process, inside = j.writer, j.world.process, Label()
    session = j.session(item.department)
    w.if_valid(session, inside)
    words = {"stage": "application", "channel": "online", "portal": j.portal(item.department)}
    key = ("log in", item.department)
    w.spend(process.login, key, j.meaning("log_in", item, **words))
    failed = _turned_away(j, item, hall)
    w.chance(process.login_failure, ("log in fails", item.department), failed)
    w.if_valid(session, inside)  # a login for another matter has come through meanwhile
    w.note(j.meaning("identity", item, **words))
    w.remember(session, seconds=process.session_validity_seconds)
    w.place(inside)


def _turned_away(j: Journey, item: Item, hall: Label) -> Label:
    """Return where it goes on after a failed login: at the hall, or some give up the matter."""
    w, failed = j.writer, Label()
    if j.world.process.login_abandonment == 0 or j.world.process.login_failure == 0:
        return hall

    def decide() -> None:
        w.place(failed)
        w.chance(j.world.process.login_abandonment, ("gives up at login", item.department),
                 gives_up(j, "application", "login"))  # fmt: skip
        w.go(hall)

    w.aside(decide)
    return failed


def _may_fail(j: Journey, bundle: Bundle, hall: Label) -> None:
    """With all filled in and uploaded the attempt fails for some: the hall is their way."""
    w, works = j.writer, Label()
    w.unless_trait(Trait.ONLINE_FAILS, works)
    words = {"stage": "application", "channel": "hall"}
    if j.all_in(j.practice.channel_switch, bundle.items):
        w.note(j.meaning("channel_changed", bundle.lead, **words))
    else:
        w.note(j.meaning("online_failed", bundle.lead, **words))
    w.remember(tried_online(j, bundle))
    w.go(hall)
    w.place(works)


def _show_originals(j: Journey, bundle: Bundle) -> None:
    """Without identity and signature online, the applicant is called in once."""
    item = bundle.lead
    j.writer.note(j.meaning("called_in", item, stage="acceptance", basis="originals to be shown"))
    go_to_window(j, item.department, bundle.site, j.world.process.carry, ("originals", item.id),
                 j.meaning("served", item, stage="acceptance", site=bundle.site))  # fmt: skip
    j.writer.note(j.meaning("identity", item, channel="hall", site=bundle.site))
    leave(j, item.department, bundle.site)


def _nothing() -> None:
    """Nobody has to go anywhere."""
