"""Receiving (收件): an application is in, and somebody looks through what came without a visit."""

from __future__ import annotations

from tongban.journeys.bundle import Bundle
from tongban.journeys.journey import HOME, Journey, window_role


def submitted(j: Journey, bundle: Bundle) -> None:
    """Write that an application is handed in, item by item."""
    j.writer.note(j.meaning("handed_in", bundle.lead, channel=bundle.channel))
    for item in bundle.items:
        words = {"stage": "application", "channel": bundle.channel, "site": bundle.site}
        j.writer.note(j.meaning("submitted", item, **words))


def look_through(j: Journey, bundle: Bundle) -> None:
    """Write that window staff look through what came online or by post, between visitors.

    Not the reviewers: whoever receives an application does not review it.
    """
    j.writer.queue(window_role(bundle.lead.department), HOME,
                   j.world.process.precheck, ("precheck", bundle.lead.id),
                   j.meaning("precheck", bundle.lead))  # fmt: skip
