"""Submitting (提交): the applicant hands a material in, at a counter, online or by post."""

from __future__ import annotations

from typing import Any

from tongban.catalogue.items import Item
from tongban.journeys.bundle import Bundle
from tongban.journeys.journey import Journey


def submit(
    j: Journey, bundle: Bundle, material: str, item: Item, channel: str = "", stage="application"
) -> None:
    """Write that the applicant hands in a material; what can be reused is kept."""
    w, channel = j.writer, channel or bundle.channel
    carrier = "post" if channel == "post" else "applicant"
    words: dict[str, Any] = {"material": material, "stage": stage, "channel": channel}
    w.note(j.meaning("submit", item, carrier=carrier, site=bundle.site, **words))
    if j.stored(material):
        w.remember(j.in_library(material), j.material(material).validity_days)
