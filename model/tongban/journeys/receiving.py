"""Receiving (收件): an application is in, and somebody looks through what came without a visit."""

from __future__ import annotations

from collections.abc import Callable

from tongban.journeys.bundle import Bundle
from tongban.journeys.journey import HOME, Journey, window_role
from tongban.journeys.supervising import wait_until_silence_ends
from tongban.journeys.writer import Label


def submitted(j: Journey, bundle: Bundle) -> None:
    """Write that an application is handed in, item by item."""
    j.writer.note(j.meaning("handed_in", bundle.lead, channel=bundle.channel))
    for item in bundle.items:
        words = {"stage": "application", "channel": bundle.channel, "site": bundle.site}
        j.writer.note(j.meaning("submitted", item, **words))


def look_through(j: Journey, bundle: Bundle, accept: Callable[[], None]) -> None:
    """Write that window staff look through what came online or by post, between visitors.

    Not the reviewers: whoever receives an application does not review it. Where nobody has looked
    before the lawful days are over, and that is watched, ``accept`` writes what silence means.
    """
    about = (window_role(bundle.lead.department), HOME, j.world.process.precheck,
             ("precheck", bundle.lead.id), j.meaning("precheck", bundle.lead))  # fmt: skip

    def wait(over: Label | None, until: int) -> None:
        if over is None:
            j.writer.queue(*about)
        else:
            j.writer.queue_until(*about, over, until)

    wait_until_silence_ends(j, bundle, wait, accept)
