"""Providing materials (提供材料): held, carried, fetched, asked for — or missing at first."""

from __future__ import annotations

from typing import Any

from tongban.catalogue.items import Item
from tongban.journeys.bundle import Bundle
from tongban.journeys.collecting import may_lack, not_gathered, obtain
from tongban.journeys.journey import Journey
from tongban.journeys.pledging import pledged, pledges
from tongban.journeys.program import Trait
from tongban.journeys.submitting import submit, unless_kept
from tongban.journeys.writer import Label


def provide(j: Journey, bundle: Bundle, material: str, item: Item) -> None:
    """Write how one wanted material reaches the application: held, carried, fetched, or asked.

    What nobody has gathered, because a link or the library was to have it, and what is then asked
    for after all: who applies at home gets it first; at a window the rest is taken in and this is
    told with whatever else is missing, or may follow.
    """
    w, given = j.writer, Label()
    words: dict[str, Any] = {"material": material, "site": bundle.site}
    words |= {"stage": "application", "channel": bundle.channel}
    if j.carried(item, material):
        w.note(j.meaning("carried", item, carrier="platform", **words))
        w.place(given)
        return
    unless_kept(j, item, material, words, given)
    _fetch(j, item, material, words, j.stored(material), given)
    w.note(j.meaning("ask", item, carrier="applicant", **words))
    _ask(j, bundle, material, item)
    w.place(given)


def _fetch(j: Journey, item: Item, material: str, words, stored: bool, given: Label) -> None:
    w, link, fails = j.writer, j.link_for(item, material), Label()
    if link is None:
        return
    latency = j.world.links[link].latency
    meaning = j.meaning("fetch", item, link=link, carrier="platform", **words)
    w.fetch(j.links[link], latency, ("fetch", link, material, item.id), meaning, fails)
    _maybe_out_of_date(j, link, material, item, words, fails)
    if stored:
        w.remember(j.in_library(material), j.material(material).validity_days)
    w.go(given)
    w.place(fails)


def _maybe_out_of_date(j: Journey, link: str, material: str, item: Item, words, fails) -> None:
    """What a copy says may no longer be true; then the applicant is asked after all."""
    w, share, stale = j.writer, j.world.links[link].out_of_date, Label()
    w.chance(share, ("out of date", link, material, item.id), stale)

    def ask_after_all() -> None:
        w.place(stale)
        w.note(j.meaning("out_of_date", item, link=link, **words))
        w.go(fails)

    if share > 0:
        w.aside(ask_after_all)


def _ask(j: Journey, bundle: Bundle, material: str, item: Item) -> None:
    """The applicant gives it, unless it is missing or not as it should be at the first try."""
    w, lacking, after = j.writer, Label(), Label()
    if not_gathered(j, item, material):
        if bundle.at_counter:
            w.unless_valid(j.hand(material, item), lacking)
        else:
            obtain(j, material, item)
    _first_try(j, material, item, lacking)
    submit(j, bundle, material, item)
    w.place(after)

    def flag() -> None:
        w.place(lacking)
        if pledges(j, bundle, material):
            w.remember(pledged(j, item))
            w.remember(pledged(j, item, material))
        else:
            w.remember(defect(j, bundle, material))
        w.go(after)

    if may_lack(j, item, material):
        w.aside(flag)


def _first_try(j: Journey, material: str, item: Item, lacking: Label) -> None:
    """Write the chance that a material is not there, or not right, at the first try.

    Who lives elsewhere knows the list of another county.
    """
    process = j.world.process
    share = process.missing_at_first_try
    if item.id in j.practice.clear_guide:
        share *= process.missing_with_clear_guide
    w, key = j.writer, ("defect", item.id, material)
    if item.id in j.practice.one_standard or process.living_elsewhere == 0:
        w.chance(share, key, lacking)
        return
    familiar, asked = Label(), Label()
    w.unless_trait(Trait.ELSEWHERE, familiar)
    w.chance(min(share * process.unfamiliar_list, 1.0), key, lacking)
    w.go(asked)
    w.place(familiar)
    w.chance(share, key, lacking)
    w.place(asked)


def defect(j: Journey, bundle: Bundle, material: str) -> int:
    """Return the cell that says that a material is missing and the applicant not yet told."""
    return j.writer.case_cell("defect", material, *bundle.application)
