"""Random evidence packages (随机证据包): lawful lives of applications, then bent at random.

A package comes from a seed and a few shape parameters, so that Hypothesis draws four numbers and
not a thousand cells. Times come from a few anchors and their neighbours by a microsecond, a
declared delay or a validity, so that boundaries are met, not only passed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

from random_context import (
    APPLICANTS,
    BASE,
    DELAYS,
    LICENCES,
    LINKS,
    MATERIALS,
    OFFICERS,
    PLACES,
    REGIONS,
    Tables,
    context_tables,
)
from random_events import WORDS, Event, bent, moment, noise
from tongban_spec.events import EVENTS


@dataclass(frozen=True)
class Shape:
    """What a random package is like: sizes, and how far it strays from what is lawful (0–1)."""

    applications: int
    noise: int
    bent: float
    nulls: float
    tables_left_out: float = 0.0


def shapes() -> st.SearchStrategy[Shape]:
    """Return a strategy for shapes: from lawful and full to wild and full of holes."""
    return st.builds(
        Shape,
        applications=st.integers(0, 7),
        noise=st.integers(0, 40),
        bent=st.sampled_from([0.0, 0.05, 0.3]),
        nulls=st.sampled_from([0.0, 0.0, 0.1]),
    )


def random_package(seed: int, shape: Shape) -> Tables:
    """Return the tables of a random package; rows as dicts with every column, times in UTC."""
    chance = Random(seed)
    tables = context_tables(chance)
    events = [e for n in range(shape.applications) for e in _life(chance, tables, n)]
    if chance.random() < 0.5:
        _together(chance, events)
    events += _systems(chance)
    events += _cut_overs(chance, tables)
    events = [bent(chance, e, shape.bent) for e in events if chance.random() >= shape.bent / 2]
    events += [noise(chance, tables) for _ in range(shape.noise)]
    _meet(chance, tables, events)
    for event in events:
        for name in [n for n in event if n not in ("at", "kind")]:
            if chance.random() < shape.nulls:
                event[name] = None
    numbers = list(range(len(events)))
    chance.shuffle(numbers)  # so that ties in time are broken against the order of writing
    for number, event in zip(numbers, events, strict=True):
        event["event_id"] = f"e{number:03d}"
    chance.shuffle(events)
    events = [{name: event.get(name) for name in EVENTS.column_names} for event in events]
    kept = {t: rows for t, rows in tables.items() if chance.random() >= shape.tables_left_out}
    return {"events": events, **kept}


def _meet(chance: Random, tables: Tables, events: list[Event]) -> None:
    """Move some events to where something else begins or ends, by a hair's breadth or exactly."""
    hair = datetime.timedelta(microseconds=1)
    switches = [e["at"] for e in events if e["kind"] in ("link_down", "link_up")]
    for event in events:
        if chance.random() < 0.25:
            material = event.get("material_kind")
            other = chance.choice([e for e in events if e.get("material_kind") == material])
            later = chance.choice([other, chance.choice(events)])["at"] + chance.choice(DELAYS)
            ends = _ends(tables, material) + switches
            at = chance.choice(ends) if ends and chance.random() < 0.5 else later
            event["at"] = at + chance.choice([0, 0, 1, -1]) * hair


def _ends(tables: Tables, material: str | None) -> list[datetime.datetime]:
    """Return when things about a material begin and end, of all things if it is about none."""
    return [
        value
        for rows in tables.values()
        for row in rows
        if material is None or row.get("material_kind") == material
        for value in row.values()
        if isinstance(value, datetime.datetime)
    ]


class _Life:
    """One application while it is written: a clock, and what every event of it bears."""

    def __init__(self, chance: Random, tables: Tables, number: int):
        rush = BASE + datetime.timedelta(days=2, hours=chance.randrange(6))  # lives that touch
        self.at = moment(chance) if chance.random() < 0.6 else rush
        self.chance, self.events = chance, []
        item = chance.choice(tables["items"])
        applicant = chance.choice([*APPLICANTS[:2], *APPLICANTS])
        self.bears = {
            "case_id": f"c{number if chance.random() < 0.7 else 0}",
            "application_id": f"a{number}",
            "applicant_id": applicant,
            "item_code": item["item_code"],
            "item_version": item["item_version"],
            "region": item["region"],
            "channel": chance.choice(WORDS["channel"]),
        }
        self.materials = [
            r["material_kind"] for r in tables["item_materials"] if _same_item(r, item)
        ]
        self.steps = [r for r in tables["item_steps"] if r["item_code"] == item["item_code"]]
        competent = item["region"] if chance.random() < 0.7 else chance.choice(REGIONS)
        self.authority = f"{chance.choice(['SAMR', 'TAX', 'POLICE'])}@{competent}"
        self.held = [r["licence_id"] for r in tables["licences"] if r["holder"] == applicant]
        self.place = chance.choice(PLACES)

    def say(self, kind: str, wait: bool = True, **more: Any) -> None:
        hop = self.chance.choice([*DELAYS, *(datetime.timedelta(hours=h) for h in (1, 7, 24, 48))])
        self.at += hop if wait else datetime.timedelta(0)
        self.events.append({"at": self.at, "kind": kind, **self.bears, **more})


def _same_item(row: dict[str, Any], item: dict[str, Any]) -> bool:
    return all(row[k] == item[k] for k in ("item_code", "item_version", "region"))


def _life(chance: Random, tables: Tables, number: int) -> list[Event]:
    """Return the events of one application that goes its lawful way, or ends on it."""
    life = _Life(chance, tables, number)
    own = {"authority": life.authority, "place": life.place}
    life.say("item_served", place=life.place)
    life.say("identity_verified", session_id=chance.choice(WORDS["session_id"]), place=life.place,
             outcome="succeeded")  # fmt: skip
    _comes(chance, life)
    life.say("application_started", stage="application", place=life.place)
    for _ in range(chance.randint(0, 2)):
        life.say("identity_verified", session_id=chance.choice(WORDS["session_id"]),
                 place=chance.choice(PLACES), outcome="succeeded",
                 basis=chance.choice([None, "logged out"]))  # fmt: skip
    for material in life.materials:
        _brought(chance, life, material)
    life.say("application_submitted", stage="application", place=life.place)
    life.say("status_shown", stage="application", place=chance.choice(PLACES), wait=False)
    if chance.random() < 0.3 and life.materials:
        _mended(chance, life, own)
    if chance.random() < 0.15:
        _moved(chance, life)
    if chance.random() < 0.1:
        life.say("application_rejected", outcome="rejected", basis=WORDS["basis"][0], **own)
        return life.events
    receiver = chance.choice(OFFICERS)
    outcome = chance.choice(["accepted", "accepted", "deemed_accepted"])
    life.say("application_accepted", officer=receiver, outcome=outcome, stage="acceptance", **own)
    if chance.random() < 0.15:
        ended = chance.choice(["abandoned", "withdrawn"])
        life.say(f"application_{ended}", outcome=ended)
        return life.events
    _leaves(chance, life, "served")
    _handled(chance, life, own)
    return life.events


def _comes(chance: Random, life: _Life) -> None:
    """A visit in the hall begins, and sometimes the queue is too long."""
    while life.bears["channel"] == "hall":
        life.say("visit_started", place=life.place)
        if chance.random() < 0.85:
            return
        if chance.random() < 0.3:
            life.say("redirected", place=life.place)
        life.say("visit_ended", place=life.place, outcome="left")


def _leaves(chance: Random, life: _Life, outcome: str) -> None:
    if life.bears["channel"] == "hall" and chance.random() < 0.9:
        life.say("visit_ended", place=life.place, outcome=outcome)


def _moved(chance: Random, life: _Life) -> None:
    """The application goes on in another channel; sometimes it begins anew."""
    life.bears["channel"] = chance.choice(["hall", "online"])
    life.say("channel_changed", wait=chance.random() < 0.8)
    again = chance.random()
    if again < 0.15:
        life.say("application_started", stage="application")
    elif again < 0.3:
        life.say("application_submitted", stage="application")
    elif again < 0.5 and life.materials:
        _brought(chance, life, chance.choice(life.materials))


def _brought(chance: Random, life: _Life, material: str) -> None:
    of = {"material_kind": material, "material_id": f"{material}:{chance.choice('12')}"}
    own = {"authority": life.authority}
    way = chance.choice(["ask", "fetch", "present", "submit"])
    if way == "ask":
        life.say("material_requested", carrier="applicant", **own, **of)
        life.say("material_submitted", carrier="applicant", **of)
    elif way == "fetch":
        link = chance.choice(LINKS)
        life.say("material_requested", carrier="platform", link_id=link, **own, **of)
        outcome = chance.choice(["succeeded", "succeeded", "failed", "unavailable"])
        life.say("material_fetched", carrier="platform", link_id=link, outcome=outcome, **of)
    elif way == "present":
        licence = chance.choice([*life.held * 4, *LICENCES])
        life.say("licence_presented", licence_id=licence, **of)
        if chance.random() < 0.4:
            life.say("licence_refused", licence_id=licence, outcome="refused",
                     basis=chance.choice([None, *WORDS["basis"]]), **own)  # fmt: skip
    else:
        life.say("material_submitted", carrier=chance.choice(WORDS["carrier"]), **of)


def _mended(chance: Random, life: _Life, own: dict[str, Any]) -> None:
    notice = chance.choice(WORDS["basis"])
    for material in chance.sample(life.materials, chance.randint(1, len(life.materials))):
        life.say("notice_issued", material_kind=material, basis=notice,
                 outcome=chance.choice(["missing", "defective"]), **own)  # fmt: skip
    if chance.random() < 0.5:
        _leaves(chance, life, "left")
        _comes(chance, life)
    for material in life.materials:
        if chance.random() < 0.6:
            life.say("material_submitted", material_kind=material)


def _handled(chance: Random, life: _Life, own: dict[str, Any]) -> None:
    """Every step of the item once; a step is ready when the last one before it is done."""
    for row in life.steps:
        by = {"step": row["step"], "stage": "review", "authority": life.authority}
        if chance.random() < 0.5 and row["authority_kind"] is not None:
            by["authority"] = f"{row['authority_kind']}@{life.bears['region']}"
        by["review_class"] = chance.choice([row["review_class"], row["review_class"], "A", None])
        officer = chance.choice(OFFICERS)
        life.say("step_ready", wait=chance.random() < 0.4, **by)
        if chance.random() < 0.2:
            life.say("handed_over", carrier=chance.choice(WORDS["carrier"]), **by)
        life.say("step_started", wait=chance.random() < 0.7, officer=officer, **by)
        if chance.random() < 0.15:
            life.say("clock_stopped", basis="行政许可法 §45", **own)
            life.say("clock_resumed", **own)
        life.say("step_completed", officer=officer, **by)
    outcome = chance.choice(["granted", "granted", "refused"])
    basis = chance.choice([None, *WORDS["basis"]])
    life.say("decision_made", outcome=outcome, officer=chance.choice(OFFICERS), stage="decision",
             basis=basis, **own)  # fmt: skip
    life.say("status_shown", stage="decision", place=chance.choice(PLACES))
    if outcome == "granted":
        licence = {"licence_id": chance.choice(LICENCES), "material_kind": chance.choice(MATERIALS)}
        life.say("licence_issued", authority=life.authority, **licence)
        life.say("licence_registered", **licence)
        if chance.random() < 0.1:
            _comes(chance, life)
        if chance.random() < 0.9:
            life.say("result_delivered", place=life.place, stage="delivery", **licence)


def _together(chance: Random, events: list[Event]) -> None:
    """The results of a matter are handed over together, or nearly so."""
    for case in sorted({e["case_id"] for e in events}):
        results = [e for e in events if e["case_id"] == case and e["kind"] == "result_delivered"]
        for result in results:
            hop = chance.choice([datetime.timedelta(0), datetime.timedelta(hours=7), *DELAYS[:4]])
            result["at"] = results[-1]["at"] + hop * chance.choice([0, 0, 1])
            if chance.random() < 0.9:
                result |= {k: results[-1][k] for k in ("place", "channel")}


def _systems(chance: Random) -> list[Event]:
    events: list[Event] = []
    for link in LINKS:
        for _ in range(chance.randint(0, 2)):
            down = moment(chance)
            events.append({"at": down, "kind": "link_down", "link_id": link})
            up = down + chance.choice([datetime.timedelta(0), *DELAYS])
            events.append({"at": up, "kind": "link_up", "link_id": link})
    return events


def _cut_overs(chance: Random, tables: Tables) -> list[Event]:
    """Return moves of items to other systems of record, now and then to two at once."""
    events: list[Event] = []
    for _ in range(chance.randint(0, 4)):
        item, at = chance.choice(tables["items"]), moment(chance)
        move = {"kind": "record_moved", "item_code": item["item_code"], "region": item["region"]}
        for place in chance.sample(PLACES, chance.choice([1, 1, 1, 2])):
            events.append({"at": at, "place": place, **move})
    return events
