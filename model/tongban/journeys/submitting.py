"""Submitting (提交): the applicant hands a material in, at a counter, online or by post."""

from __future__ import annotations

from typing import Any

from tongban.catalogue.items import Item
from tongban.journeys.bundle import Bundle
from tongban.journeys.journey import Journey
from tongban.journeys.writer import Label

Words = dict[str, Any]


def submit(
    j: Journey, bundle: Bundle, material: str, item: Item, channel: str = "", stage="application"
) -> None:
    """Write that the applicant hands in a material; what can be reused is kept."""
    w, channel = j.writer, channel or bundle.channel
    carrier = "post" if channel == "post" else "applicant"
    words: Words = {"material": material, "stage": stage, "channel": channel}
    w.note(j.meaning("submit", item, carrier=carrier, site=bundle.site, **words))
    if j.stored(material):
        w.remember(j.in_library(material), j.material(material).validity_days)


def unless_kept(j: Journey, item: Item, material: str, words: Words, given: Label) -> None:
    """Write that what the provincial library keeps by now is taken from there; then ``given``."""
    w, asked = j.writer, Label()
    if not j.stored(material):
        return
    w.unless_valid(j.in_library(material), asked)
    w.note(j.meaning("present", item, **words))
    w.go(given)
    w.place(asked)


def submit_unless_kept(
    j: Journey, bundle: Bundle, material: str, item: Item, channel: str, stage: str
) -> None:
    """Write that what was told missing is handed in, if no other application has brought it."""
    given = Label()
    words: Words = {"material": material, "site": bundle.site, "stage": stage, "channel": channel}
    unless_kept(j, item, material, words, given)
    submit(j, bundle, material, item, channel, stage)
    j.writer.place(given)
