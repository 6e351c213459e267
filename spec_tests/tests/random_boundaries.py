"""Scenes at boundaries (边界): the last moment of a link, a licence, a limit, and the next.

Random times rarely meet a boundary that only matters for the right material, asker or applicant.
Each function here sets one scene up, with what it needs in the context tables, and plays it at the
boundary or a microsecond beside it.
"""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

from random_context import LINKS, PLACES, STEPS, Tables
from random_scene import DAY, HAIR, Event, Scene
from tongban_spec.events import STAGES

_ZONE = datetime.timedelta(hours=8)


def _link_ends(s: Scene) -> None:
    """A material is asked for as its link comes into use or goes out of it, fails or recovers."""
    link, end = s.chance.choice(LINKS[:2]), s.begin + s.chance.choice([1, 5]) * DAY
    s.tables["links"].append(
        {"link_id": link, "asker": s.chance.choice(["*", "SAMR"]), "provider": "POLICE",
         "material_kind": s.material, "from": s.begin, "until": end}
    )  # fmt: skip
    if s.chance.random() < 0.5:
        down, up = s.begin + DAY / 4, s.begin + DAY / 2
        s.say("link_down", down, link_id=link)
        s.say("link_up", up, link_id=link)
        s.ask(s.near(s.chance.choice([down, up])))
    else:
        s.ask(s.near(s.chance.choice([s.begin, end])))


def _licence_ends(s: Scene) -> None:
    """What a licence tells is asked for as it begins, ends or comes into the library."""
    end = s.begin + s.chance.choice([1, 5]) * DAY
    licence = s.licence(s.chance.choice([end, end, None]))
    of: dict[str, Any] = {"licence_id": licence["licence_id"], "material_kind": s.material}
    begin = s.begin
    if s.chance.random() < 0.3:
        begin += DAY / 2
        s.say("licence_issued", s.begin, authority="SAMR@330402", **of)
        s.say("licence_registered", begin, **of)
        s.say("licence_revoked", end, authority="SAMR@330402", **of)
    s.ask(s.near(s.chance.choice([begin, end])))


def _licence_used(s: Scene) -> None:
    """A licence is presented, refused or asked for on paper as it begins or ends."""
    end = s.begin + s.chance.choice([1, 5]) * DAY
    licence = s.licence(s.chance.choice([end, end, None]))
    of: dict[str, Any] = {"licence_id": licence["licence_id"], "material_kind": s.material}
    first = s.near(s.begin)
    s.say(s.chance.choice(["licence_presented"] * 3 + ["licence_refused"]), first,
          authority="TAX@330411", **of)  # fmt: skip
    if s.chance.random() < 0.7:
        kind = s.chance.choice(["licence_refused", "licence_presented", "material_requested"])
        s.say(kind, s.near(end), authority="TAX@330411", carrier="applicant", **of)


def _library_fails(s: Scene) -> None:
    """What the library holds is asked for as it fails or recovers."""
    down = s.begin + DAY / 4
    up = down + s.chance.choice([0, 1, 1]) * DAY / 4
    s.say("link_down", down, link_id="library")
    s.say("link_up", up, link_id="library")
    if s.chance.random() < 0.5:
        s.licence(None)
    else:
        s.say("material_submitted", s.begin, material_kind=s.material)
    s.ask(s.near(s.chance.choice([down, up])))


def _copy_ends(s: Scene) -> None:
    """A material is asked for as the copy handed in ceases to be valid, or is found wrong."""
    rows = [r for r in s.tables["material_kinds"] if r["material_kind"] == s.material]
    days = min((r["validity_days"] for r in rows if r["validity_days"] is not None), default=1)
    s.say("material_submitted", s.begin, material_kind=s.material)
    at = s.near(s.begin + days * DAY)
    if s.chance.random() < 0.4:
        at = s.begin + days * DAY / 2
        wrong = s.near(at) if s.chance.random() < 0.5 else s.near(s.begin)
        s.say("notice_issued", wrong, authority="SAMR@330402", outcome="defective",
              material_kind=s.material, basis="notice 2")  # fmt: skip
    if s.chance.random() < 0.3:
        s.say("material_submitted", at, material_kind=s.material)
    else:
        s.ask(at)


def _limit_ends(s: Scene) -> None:
    """A decision is made as the limit ends; often the clock stood still, or does as it is made."""
    accepted = s.near(s.begin)
    s.say("application_accepted", accepted, authority="SAMR@330402", outcome="accepted")
    limit = s.item["limit_working_days"] or 0
    calendar = {row["date"]: row["working"] for row in s.tables["calendar"]}
    day = (s.begin + _ZONE).date()
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC) - _ZONE
    stops: list[tuple[datetime.datetime, datetime.datetime | None]] = []
    if s.chance.random() < 0.6:
        stop = s.chance.choice([accepted, s.begin - DAY, midnight + DAY, midnight + 2 * DAY])
        went_on = stop + s.chance.choice([0, 0, 1, 1, 2]) * DAY + s.chance.choice([0, 1]) * HAIR
        stops.append((s.near(stop), s.chance.choice([went_on, went_on, accepted])))
    while limit > 0 and day in calendar:
        day += DAY
        midnight += DAY
        still = any(a < midnight + DAY <= (b or midnight + DAY) for a, b in stops)
        limit -= bool(calendar.get(day) and not still)
    decided = s.near(midnight + DAY)
    if s.chance.random() < 0.4:
        went_on = s.chance.choice([decided, decided, s.near(decided), None])
        stops.append((s.near(decided - s.chance.choice([0, 1]) * DAY / 4), went_on))
    for stop, went_on in stops:
        s.say("clock_stopped", stop, basis="行政许可法 §45", authority="SAMR@330402")
        if went_on is not None:
            s.say("clock_resumed", went_on, authority="SAMR@330402")
    ends = s.chance.choice(["decision_made"] * 3 + ["application_withdrawn"])
    s.say(ends, decided, authority="SAMR@330402", outcome="granted")


def _delay_ends(s: Scene) -> None:
    """A licence is in the library as the delay ends, or the library fails or recovers just then."""
    s.licence(None)
    of: dict[str, Any] = {"licence_id": f"X{s.number}", "authority": "SAMR@330402"}
    delay = s.declared("library_delay_seconds") if s.chance.random() < 0.9 else 0 * DAY
    kind = s.chance.choice(["licence_issued", "licence_issued", "licence_revoked"])
    due = s.begin + delay
    if s.chance.random() < 0.6:
        down, up = s.chance.choice(
            [(s.begin - DAY, s.near(s.begin)), (s.near(due), due + DAY), (s.near(s.begin), due)]
        )
        s.say("link_down", down, link_id="library")
        s.say("link_up", up, link_id="library")
        due = s.chance.choice([due, up + delay])
    s.say(kind, s.begin, **of)
    s.say("licence_registered", s.near(s.chance.choice([s.begin, due, due])), **of)


def _bound_ends(s: Scene) -> None:
    """A step is ready as the bound after what it depends on ends; others are done meanwhile."""
    steps = STEPS[:3]
    after = s.chance.choice([None, "s1"])
    for step in steps:
        row: dict[str, Any] = {
            "item_code": s.item["item_code"],
            "item_version": s.item["item_version"],
        }
        row |= {"step": step, "after": after if step == "s3" else None}
        old = [r for r in s.tables["item_steps"] if all(r[k] == row[k] for k in list(row)[:3])]
        if old:
            old[0]["after"] = row["after"]
        else:
            s.tables["item_steps"].append({**row, "authority_kind": None, "review_class": None})
    bound = s.declared("status_bound_seconds")
    s.say("application_accepted", s.begin, authority="SAMR@330402", outcome="accepted")
    done = s.begin + DAY
    s.say("step_completed", done, step="s1")
    due = done if after else s.begin
    still = s.chance.random()
    ready = s.near(due + bound)
    if still < 0.4:
        went_on = s.chance.choice([s.near(ready), due + DAY, None])
        s.say("clock_stopped", s.chance.choice([s.near(ready), due]), basis="§45")
        if went_on is not None:
            s.say("clock_resumed", went_on)
            ready = s.chance.choice([ready, s.near(went_on + bound)])
    s.say("step_completed", s.near(s.chance.choice([ready, due])), step="s2")
    s.say("step_ready", ready, step="s3")


def _handed_in_together(s: Scene) -> None:
    """Two departments' items are handed in and accepted together, or a moment too late."""
    minutes = datetime.timedelta(minutes=5)
    place, other = s.chance.choice(PLACES), s.chance.choice(s.tables["items"])
    accepted = s.begin + DAY
    for part, late in ((0, False), (1, True)):
        s.bears["application_id"] = f"x{s.number}.{part}"
        s.bears |= {k: (other if part else s.item)[k] for k in ("item_code", "item_version")}
        apart = s.chance.choice([0, 0, 1]) * minutes if late else 0 * DAY
        officer = "o1" if s.chance.random() < 0.9 else "o2"
        s.say("application_submitted", s.near(s.begin + apart), channel="online", place=place)
        apart = s.chance.choice([0, 0, 1]) * minutes if late else 0 * DAY
        s.say("application_accepted", s.near(accepted + apart), outcome="accepted",
              authority=["SAMR@330402", "TAX@330402"][part], officer=officer)  # fmt: skip


def _called_in(s: Scene) -> None:
    """An application goes the way online; its applicant is called in, or changes to the hall."""
    s.item["online_exception"] = None
    s.say("application_started", s.begin, channel="online", stage="application")
    changed = s.begin + DAY
    if s.chance.random() < 0.5:
        offered = (s.item["online_stages"] or "").split(";")
        in_person = [t.word for t in STAGES if t.word not in offered]
        stage = s.chance.choice([*in_person, None])
        s.say("channel_changed", changed, channel="hall", stage=stage)
    at = s.near(s.chance.choice([changed, s.begin]))
    if s.chance.random() < 0.5:
        s.say("called_in", at, authority="SAMR@330402")
    else:
        s.say("application_accepted", at, authority="SAMR@330402", channel="hall",
              stage="acceptance", outcome="accepted")  # fmt: skip
    if s.chance.random() < 0.7:
        s.say("result_delivered", changed + DAY, channel=s.chance.choice(["online", "hall"]),
              stage="delivery")  # fmt: skip


SCENES = (
    _link_ends,
    _licence_ends,
    _licence_used,
    _library_fails,
    _copy_ends,
    _limit_ends,
    _delay_ends,
    _bound_ends,
    _handed_in_together,
    _called_in,
)


def bounded_by_the_log(chance: Random, tables: Tables, events: list[Event]) -> None:
    """Let things begin or end, or be due, with the first or the last event of the log."""
    if not events:
        return
    first, last = min(e["at"] for e in events), max(e["at"] for e in events)

    def near(at: datetime.datetime) -> datetime.datetime:
        return at + chance.choice([-1, 0, 0, 1]) * HAIR

    for item in tables["items"]:
        if chance.random() < 0.3:
            end = chance.choice([first, first, item["published_at"]])
            item["withdrawn_at"] = near(end) if end is not None else None
        if chance.random() < 0.1:
            item["published_at"] = near(chance.choice([first, last]))
    needs = [r for r in tables["material_needs"] if r["material_kind"] != r["needed_kind"]]
    for need in needs:
        if chance.random() < 0.3:
            tables["links"].append(
                {"link_id": f"k{len(tables['links'])}", "asker": need["asker"] or "*",
                 "provider": "TAX", "material_kind": need["needed_kind"], "from": near(first),
                 "until": chance.choice([near(last), None])}
            )  # fmt: skip
    delays = [r["value"] for r in tables["declared"] if r["name"] == "library_delay_seconds"]
    if delays and chance.random() < 0.3:
        at = near(last - datetime.timedelta(seconds=float(delays[0])))
        if at >= first:
            events.append({"kind": "licence_issued", "at": at, "licence_id": "X-last",
                           "authority": "TAX@330402"})  # fmt: skip
