"""Help at the hall (帮办): staff help whoever does not act online to apply online there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tongban.journeys.accepting import accept, accept_by_silence
from tongban.journeys.bundle import Bundle, effort
from tongban.journeys.journey import Journey
from tongban.journeys.mending import mend
from tongban.journeys.providing import provide
from tongban.journeys.receiving import look_through, submitted
from tongban.journeys.recognising import have_certified
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label


def helps(j: Journey) -> bool:
    """Return whether anybody of this scenario may be helped: else nothing is written."""
    return any(group.helped_online > 0 for group in j.world.groups.values())


def apply_with_help(j: Journey, bundle: Bundle) -> None:
    """Write an application made online at a window, with somebody of the staff beside.

    It costs a trip and window time, and then is an online application like any other: whoever
    is helped has shown identity and originals at the window, and need not be called in. What is
    missing is seen, and told, at the window, as with any other application there.
    """
    bundle = replace(bundle, helped=True)
    w, item, site = j.writer, bundle.lead, bundle.site
    words: dict[str, Any] = {"stage": "application", "channel": "online", "site": site}
    words["portal"] = j.portal(item.department)
    service = j.world.process.helping.times(effort(bundle))

    def come() -> None:
        meaning = j.meaning("helped", item, **words)
        go_to_window(j, item.department, site, service, ("helped", item.id), meaning)

    def go_home_undone() -> None:
        leave(j, item.department, site, outcome="left")

    come()
    known, session = Label(), j.session(item.department)
    w.if_valid(session, known)
    w.note(j.meaning("identity", item, **words))
    w.remember(session, seconds=j.world.process.session_validity_seconds)
    w.place(known)
    w.note(j.meaning("started", item, stage="application", channel="online"))
    have_certified(j, bundle, go_home_undone, come)
    for material, wanting in bundle.wanted:
        provide(j, bundle, material, wanting)
    submitted(j, bundle)
    mend(j, bundle, go_home_undone, come, _nothing, _nothing)
    leave(j, item.department, site)
    accepted = Label()
    look_through(j, bundle, lambda: accept_by_silence(j, bundle, accepted))
    accept(j, bundle)
    w.place(accepted)


def _nothing() -> None:
    """Whoever is helped comes again: nothing is sent."""
