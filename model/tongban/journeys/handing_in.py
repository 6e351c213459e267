"""Handing in (递交): at a window or online, from the need to the acceptance."""

from __future__ import annotations

from dataclasses import replace

from tongban.catalogue.items import Item
from tongban.catalogue.materials import LOCAL_PAPER, OFF_LIST
from tongban.journeys.accepting import accept, accept_by_silence
from tongban.journeys.applying_online import apply_online, tried_online
from tongban.journeys.asking_nearby import ask_nearby
from tongban.journeys.bundle import Bundle, bundle_of, effort, on_common_lists
from tongban.journeys.collecting import collect, obtain
from tongban.journeys.helping import apply_with_help, helps
from tongban.journeys.journey import Journey
from tongban.journeys.mending import Write, mend
from tongban.journeys.program import Trait
from tongban.journeys.providing import provide
from tongban.journeys.receiving import look_through, submitted
from tongban.journeys.recognising import have_certified
from tongban.journeys.sending import continues_online, went_online
from tongban.journeys.submitting import submit
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label
from tongban.quantities import Spread


def hand_in(j: Journey, course: list[Item]) -> None:
    """Write how what is handed in together gets from need to acceptance, in either channel.

    Who does not act online is helped at the hall to do so, where there is such help and it is
    accepted, and else hands in at the window.
    """
    w, accepted, hall = j.writer, Label(), Label()
    at_window = bundle_of(j, course, "hall")
    online = j.all_in(j.practice.online_coverage, at_window.items)
    ask_nearby(j, at_window, online)
    collect(j, at_window.wanted)
    if online:
        wanted = on_common_lists(at_window.wanted)
        bundle = replace(at_window, wanted=wanted, channel="online")
        _unless_digital(j, bundle, hall, accepted)
        apply_online(j, bundle, hall)
        w.go(accepted)
    w.place(hall)
    _apply_at_window(j, at_window, online, accepted)
    w.place(accepted)


def _unless_digital(j: Journey, bundle: Bundle, hall: Label, accepted: Label) -> None:
    w, offline = j.writer, Label()
    if not helps(j):
        w.unless_trait(Trait.DIGITAL, hall)
        return
    w.unless_trait(Trait.DIGITAL, offline)

    def be_helped() -> None:
        w.place(offline)
        w.unless_trait(Trait.ACCEPTS_HELP, hall)
        apply_with_help(j, bundle)
        w.go(accepted)

    w.aside(be_helped)


def _apply_at_window(j: Journey, bundle: Bundle, after_online: bool, accepted: Label) -> None:
    w, item, provided = j.writer, bundle.lead, Label()
    service = _intake(j, bundle)
    meaning = j.meaning("hand_in", item, stage="application", channel="hall", site=bundle.site)

    def come() -> None:
        go_to_window(j, item.department, bundle.site, service, ("intake", item.id), meaning)

    def go_home_undone() -> None:
        leave(j, item.department, bundle.site, outcome="left")

    def accept_what_was_sent() -> None:
        online = Label()
        if continues_online(j, bundle.items):
            w.if_valid(went_online(j, bundle.items), online)
        accept(j, bundle)
        w.go(accepted)
        if continues_online(j, bundle.items):
            w.place(online)
            accept(j, replace(bundle, channel="online"))
            w.go(accepted)

    if LOCAL_PAPER in [m for m, _ in bundle.wanted]:
        obtain(j, LOCAL_PAPER, item)
    come()
    w.note(j.meaning("identity", item, channel="hall", site=bundle.site))
    have_certified(j, bundle, go_home_undone, come)
    if after_online:
        _continue_or_begin_again(j, bundle, provided)
    for material, wanting in bundle.wanted:
        provide(j, bundle, material, wanting)
    w.place(provided)
    for asking in bundle.items:
        _ask_off_the_list(j, bundle, asking, go_home_undone, come)
    submitted(j, bundle)

    def look() -> None:
        look_through(j, bundle, lambda: accept_by_silence(j, bundle, accepted))

    mend(j, bundle, go_home_undone, come, look, accept_what_was_sent)
    accept(j, bundle)
    leave(j, item.department, bundle.site)


def _continue_or_begin_again(j: Journey, bundle: Bundle, provided: Label) -> None:
    """Who has tried online in vain goes on from there, or hands everything in once more."""
    w = j.writer
    if j.all_in(j.practice.channel_switch, bundle.items):
        w.if_valid(tried_online(j, bundle), provided)
        return
    first = Label()
    w.unless_valid(tried_online(j, bundle), first)
    words = {"stage": "application", "channel": "hall", "site": bundle.site}
    w.note(j.meaning("started_again", bundle.lead, **words))
    w.place(first)


def _ask_off_the_list(j: Journey, bundle: Bundle, item: Item, go_home: Write, come: Write) -> None:
    """Where the guide leaves it open, a window may ask for something that no list names."""
    w, process, asked, back = j.writer, j.world.process, Label(), Label()
    if item.id in j.practice.clear_guide or process.off_list_request == 0:
        return
    w.chance(process.off_list_request, ("off the list", item.id), asked)
    w.place(back)

    def be_sent_for_it() -> None:
        w.place(asked)
        words = {"stage": "application", "channel": "hall", "site": bundle.site}
        w.note(j.meaning("ask", item, material=OFF_LIST, carrier="applicant", **words))
        w.note(j.meaning("sent_back", bundle.lead, channel="hall"))
        go_home()
        w.spend(process.off_list_time, ("off the list", item.id),
                j.meaning("prepare", item, material=OFF_LIST))  # fmt: skip
        come()
        submit(j, bundle, OFF_LIST, item)
        w.go(back)

    w.aside(be_sent_for_it)


def _intake(j: Journey, bundle: Bundle) -> Spread:
    """Return the time at the window: as long as the items' own, for the materials not yet seen."""
    item = bundle.lead
    extra = j.world.process.extra_time_helped if j.window_is_pooled(item.department) else 1.0
    return item.intake.times(extra * effort(bundle))
