"""Random lives of applications (随机办件): the lawful way from the first visit to the result."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

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
    moment,
)
from tongban_spec.events import CARRIERS, CHANNELS, OUTCOMES, STAGES

Event = dict[str, Any]
WORDS = {
    "channel": [t.word for t in CHANNELS],
    "stage": [t.word for t in STAGES],
    "carrier": [t.word for t in CARRIERS],
    "outcome": [t.word for t in OUTCOMES],
    "basis": ["行政许可法 §32", "行政许可法 §38", "notice 1", "notice 2"],
    "session_id": ["s1", "s2", "s3"],
}


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


def life(chance: Random, tables: Tables, number: int) -> list[Event]:
    """Return the events of one application that goes its lawful way, or ends on it."""
    life = _Life(chance, tables, number)
    own: dict[str, Any] = {"authority": life.authority, "place": life.place}
    life.say("item_served", place=life.place)
    life.say("identity_verified", session_id=chance.choice(WORDS["session_id"]), place=life.place,
             outcome="succeeded")  # fmt: skip
    _comes(chance, life)
    life.say("application_started", stage="application", place=life.place)
    for _ in range(chance.randint(0, 2)):
        life.say("identity_verified", wait=chance.random() < 0.5,
                 session_id=chance.choice(WORDS["session_id"]), place=chance.choice(PLACES),
                 outcome="succeeded", basis=chance.choice([None, "logged out"]))  # fmt: skip
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
    of: dict[str, Any] = {
        "material_kind": material,
        "material_id": f"{material}:{chance.choice('12')}",
    }
    own: dict[str, Any] = {"authority": life.authority}
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
        by: dict[str, Any] = {"step": row["step"], "stage": "review", "authority": life.authority}
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
        licence: dict[str, Any] = {
            "licence_id": chance.choice(LICENCES),
            "material_kind": chance.choice(MATERIALS),
        }
        life.say("licence_issued", authority=life.authority, **licence)
        life.say("licence_registered", **licence)
        if chance.random() < 0.1:
            life.say("licence_revoked", authority=life.authority, **licence)
        if chance.random() < 0.1:
            _comes(chance, life)
        if chance.random() < 0.9:
            life.say("result_delivered", place=life.place, stage="delivery", **licence)


def together(chance: Random, events: list[Event]) -> None:
    """The results of a matter are handed over together, or nearly so."""
    for case in sorted({e["case_id"] for e in events if e.get("case_id")}):
        results = [
            e for e in events if e.get("case_id") == case and e["kind"] == "result_delivered"
        ]
        for result in results:
            hop = chance.choice([datetime.timedelta(0), datetime.timedelta(hours=7), *DELAYS[:4]])
            result["at"] = results[-1]["at"] + hop * chance.choice([0, 0, 0, 1])
            if chance.random() < 0.9:
                result |= {k: results[-1].get(k) for k in ("place", "channel")}
