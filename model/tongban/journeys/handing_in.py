"""Handing in (递交): at a window or online, with what is missing told one by one or at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tongban.catalogue.items import Item
from tongban.journeys.collecting import collect, obtain
from tongban.journeys.journey import HOME, OFFICE, Journey, reviewer_role
from tongban.journeys.program import Trait
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label
from tongban.quantities import Spread


@dataclass(frozen=True)
class Bundle:
    """What is handed in together (一次递交).

    Parameters
    ----------
    items : list of Item
        The first one leads: its department receives.
    wanted : list of (material, item)
        Each material once, with the first item that lists it.
    site : int
    channel : {"hall", "online"}
    """

    items: list[Item]
    wanted: list[tuple[str, Item]]
    site: int
    channel: str

    @property
    def lead(self) -> Item:
        return self.items[0]

    @property
    def application(self) -> tuple[str, ...]:
        return (self.channel, *(i.id for i in self.items))


def wanted_materials(group: list[Item]) -> list[tuple[str, Item]]:
    """Return what a group of items asks for from outside the group, each material once."""
    produced: set[str] = set()
    wanted: dict[str, Item] = {}
    for item in group:
        for listed in item.materials:
            if listed.material not in produced:
                wanted.setdefault(listed.material, item)
        produced.update(item.produces)
    return list(wanted.items())


def hand_in(j: Journey, group: list[Item]) -> None:
    """Write how a group of items gets from need to acceptance, in either channel."""
    w, accepted, hall = j.writer, Label(), Label()
    wanted, site = wanted_materials(group), j.site(group)
    collect(j, wanted)
    if all(i.id in j.practice.online_coverage for i in group):
        online, bundle = Label(), Bundle(group, wanted, site, "online")
        w.unless_trait(Trait.DIGITAL, hall)
        w.unless_trait(Trait.ONLINE_FAILS, online)
        _online_fails(j, bundle)
        w.go(hall)
        w.place(online)
        _apply_online(j, bundle, hall)
        w.go(accepted)
    w.place(hall)
    _apply_at_window(j, Bundle(group, wanted, site, "hall"))
    w.place(accepted)


# ---- online ------------------------------------------------------------------------------------


def _online_fails(j: Journey, bundle: Bundle) -> None:
    """Time is spent on the form, nothing comes of it, and the hall is the way."""
    words = {"stage": "application", "channel": "online"}
    j.writer.spend(j.world.process.fill_in_online, ("fill in", bundle.lead.id),
                   j.meaning("online_failed", bundle.lead, **words))  # fmt: skip
    j.writer.note(j.meaning("channel_changed", bundle.lead, stage="application", channel="hall"))


def _apply_online(j: Journey, bundle: Bundle, hall: Label) -> None:
    w, process = j.writer, j.world.process
    _log_in(j, bundle.lead, hall)
    w.note(j.meaning("started", bundle.lead, stage="application", channel="online"))
    w.spend(process.fill_in_online.times(_effort(bundle)), ("fill in", bundle.lead.id),
            j.meaning("fill_in", bundle.lead, stage="application", channel="online"))  # fmt: skip
    for material, item in bundle.wanted:
        provide(j, bundle, material, item, lambda m, i: obtain(j, m, i))
    _submitted(j, bundle)
    if not all(i.id in j.practice.no_visit for i in bundle.items):
        _show_originals(j, bundle)
    first = bundle.lead.steps[0]
    w.queue(reviewer_role(first.department, first.review_class), HOME, process.precheck,
            ("precheck", bundle.lead.id), j.meaning("precheck", bundle.lead))  # fmt: skip
    _notices(j, bundle, lambda: None, lambda: None)
    _accepted(j, bundle)


def _log_in(j: Journey, item: Item, hall: Label) -> None:
    w, process, inside = j.writer, j.world.process, Label()
    session = j.session(item.department)
    w.if_valid(session, inside)
    words = {"stage": "application", "channel": "online", "portal": j.portal(item.department)}
    key = ("log in", item.department)
    w.spend(process.login, key, j.meaning("log_in", item, **words))
    w.chance(process.login_failure, ("log in fails", item.department), hall)
    w.note(j.meaning("identity", item, **words))
    w.remember(session, seconds=process.session_validity_seconds)
    w.place(inside)


def _show_originals(j: Journey, bundle: Bundle) -> None:
    """Without identity and signature online, the applicant is called in once."""
    item = bundle.lead
    j.writer.note(j.meaning("called_in", item, stage="acceptance", basis="originals to be shown"))
    go_to_window(j, item.department, bundle.site, j.world.process.carry, ("originals", item.id),
                 j.meaning("served", item, stage="acceptance", site=bundle.site))  # fmt: skip
    j.writer.note(j.meaning("identity", item, channel="hall", site=bundle.site))
    leave(j, item.department, bundle.site)


# ---- at the window -----------------------------------------------------------------------------


def _apply_at_window(j: Journey, bundle: Bundle) -> None:
    w, item = j.writer, bundle.lead
    service = _intake(j, bundle)
    meaning = j.meaning("hand_in", item, stage="application", channel="hall", site=bundle.site)
    key = ("intake", item.id)

    def come() -> None:
        go_to_window(j, item.department, bundle.site, service, key, meaning)

    def go_home_undone() -> None:
        leave(j, item.department, bundle.site, outcome="left")

    def hunt(material: str, wanting: Item) -> None:
        """What a failed link should have brought: go home, get it, come again."""
        go_home_undone()
        obtain(j, material, wanting)
        come()

    come()
    w.note(j.meaning("identity", item, channel="hall", site=bundle.site))
    for material, wanting in bundle.wanted:
        provide(j, bundle, material, wanting, hunt)
    _submitted(j, bundle)
    _notices(j, bundle, go_home_undone, come)
    _accepted(j, bundle)
    leave(j, item.department, bundle.site)


def _intake(j: Journey, bundle: Bundle) -> Spread:
    """Return the time at the window: as long as the items' own, for the materials not yet seen."""
    item = bundle.lead
    extra = j.world.process.extra_time_helped if j.window_is_pooled(item.department) else 1.0
    return item.intake.times(extra * _effort(bundle))


def _effort(bundle: Bundle) -> float:
    """Return the effort of a joint application in units of the lead item's.

    Each further item counts by the share of its materials that the application has not had yet.
    """
    lead = bundle.lead.intake.mean_seconds or 1.0
    total = 0.0
    for item in bundle.items:
        new = [1 for _, first in bundle.wanted if first.id == item.id]
        share = len(new) / len(item.materials) if item.materials else 0.0
        total += item.intake.mean_seconds / lead * share
    return max(total, 1.0)


# ---- materials, notices, acceptance ------------------------------------------------------------


def provide(
    j: Journey, bundle: Bundle, material: str, item: Item, hunt: Callable[[str, Item], None]
) -> None:
    """Write how one wanted material reaches the application: held, carried, fetched, or asked."""
    w, given = j.writer, Label()
    words: dict[str, Any] = {"material": material, "site": bundle.site}
    words |= {"stage": "application", "channel": bundle.channel}
    stored = j.stored(material)
    if j.carried(item, material):
        w.note(j.meaning("carried", item, carrier="platform", **words))
        w.place(given)
        return
    if stored:
        asked = Label()
        w.unless_valid(j.in_library(material), asked)
        w.note(j.meaning("present", item, **words))
        w.go(given)
        w.place(asked)
    _fetch(j, item, material, words, stored, given)
    w.note(j.meaning("ask", item, carrier="applicant", **words))
    _ask(j, bundle, material, item, hunt)
    w.place(given)


def _fetch(j: Journey, item: Item, material: str, words, stored: bool, given: Label) -> None:
    w, link, fails = j.writer, j.link_for(item, material), Label()
    if link is None:
        return
    latency = j.world.links[link].latency
    meaning = j.meaning("fetch", item, link=link, carrier="platform", **words)
    w.fetch(j.links[link], latency, ("fetch", link, material, item.id), meaning, fails)
    if stored:
        w.remember(j.in_library(material), j.material(material).validity_days)
    w.go(given)
    w.place(fails)


def _ask(j: Journey, bundle: Bundle, material: str, item: Item, hunt) -> None:
    """The applicant gives it, unless it is missing or wrong at the first try."""
    w, have, defect, told = j.writer, Label(), Label(), Label()
    if j.needless(item, material) or j.stored(material):
        w.if_valid(j.hand(material, item), have)
        hunt(material, item)
        w.place(have)
    w.chance(j.world.process.missing_at_first_try, ("defect", item.id, material), defect)
    _submit(j, bundle, material, item)
    w.place(told)

    def flag() -> None:
        w.place(defect)
        w.remember(_defect(j, bundle, material))
        w.go(told)

    if j.world.process.missing_at_first_try > 0:
        w.aside(flag)


def _submit(j: Journey, bundle: Bundle, material: str, item: Item) -> None:
    w = j.writer
    words = {"material": material, "stage": "application", "channel": bundle.channel}
    w.note(j.meaning("submit", item, carrier="applicant", site=bundle.site, **words))
    if j.stored(material):
        w.remember(j.in_library(material), j.material(material).validity_days)


def _defect(j: Journey, bundle: Bundle, material: str) -> int:
    return j.writer.case_cell("defect", material, *bundle.application)


def _told(j: Journey, bundle: Bundle, material: str) -> int:
    return j.writer.case_cell("told", material, *bundle.application)


def _submitted(j: Journey, bundle: Bundle) -> None:
    j.writer.note(j.meaning("handed_in", bundle.lead, channel=bundle.channel))
    for item in bundle.items:
        words = {"stage": "application", "channel": bundle.channel, "site": bundle.site}
        j.writer.note(j.meaning("submitted", item, **words))


def _notices(j: Journey, bundle: Bundle, go_home, come) -> None:
    """Write the rounds of notices: all that is missing at once, or one thing a round."""
    if j.world.process.missing_at_first_try == 0:
        return
    w, complete, rounds = j.writer, Label(), j.writer.here()
    at_once = all(i.id in j.practice.one_notice for i in bundle.items)
    repair, any_told = Label(), j.writer.case_cell("any told", *bundle.application)
    w.forget(any_told)
    for material, item in bundle.wanted:
        if j.carried(item, material):
            continue
        fine = Label()
        w.unless_valid(_defect(j, bundle, material), fine)
        words = {"material": material, "stage": "acceptance", "channel": bundle.channel}
        w.note(j.meaning("notice", item, basis="missing or wrong", site=bundle.site, **words))
        w.forget(_defect(j, bundle, material))
        w.remember(_told(j, bundle, material))
        w.remember(any_told)
        if not at_once:
            w.go(repair)
        w.place(fine)
    w.unless_valid(any_told, complete)
    w.place(repair)
    w.note(j.meaning("sent_back", bundle.lead, channel=bundle.channel))
    go_home()
    _each_told(j, bundle, lambda m, i: w.spend(j.world.process.defect_repair,
               ("repair", i.id, m), j.meaning("repair", i, material=m)))  # fmt: skip
    come()
    _each_told(j, bundle, lambda m, i: _resubmit(j, bundle, m, i))
    w.go(rounds)
    w.place(complete)


def _each_told(j: Journey, bundle: Bundle, write: Callable[[str, Item], None]) -> None:
    w = j.writer
    for material, item in bundle.wanted:
        if j.carried(item, material):
            continue
        after = Label()
        w.unless_valid(_told(j, bundle, material), after)
        write(material, item)
        w.place(after)


def _resubmit(j: Journey, bundle: Bundle, material: str, item: Item) -> None:
    _submit(j, bundle, material, item)
    j.writer.forget(_told(j, bundle, material))


def _accepted(j: Journey, bundle: Bundle) -> None:
    w = j.writer
    for item in bundle.items:
        words = {"stage": "acceptance", "channel": bundle.channel, "site": bundle.site}
        w.note(j.meaning("accepted", item, **words))
    limits = [i.limit_working_days for i in bundle.items if i.limit_working_days]
    if limits:
        w.limit(min(limits) * j.day_seconds, OFFICE)
