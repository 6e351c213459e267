"""Oracles of 虚实结合, hall and network; those about whole matters are in ``hal_matters``."""

from __future__ import annotations

import datetime
from typing import Any

from oracles.hal_matters import hal_6, hal_7, hal_8, hal_9, hal_10
from oracles.lives import Life, items_in_force, life_of, lives, local_date
from oracles.regions import contains
from oracles.tables import Event, Row, Tables, events, order

__all__ = ["hal_1", "hal_2", "hal_3", "hal_4", "hal_5", "hal_6", "hal_7", "hal_8", "hal_9",
           "hal_10"]  # fmt: skip


def hal_1(tables: Tables) -> set[Row]:
    """Every item in force in a region can be handled in a hall there."""
    halls = [p for p in tables["places"] if p["place_kind"] in ("hall", "window")]
    with_hall = {h["region"] for h in halls}
    rows: set[Row] = set()
    for item in items_in_force(tables):
        for region in _where_wanted(item["region"], with_hall):
            near = [h for h in halls if h["region"] == region]
            if not near:
                near = [h for h in halls if h["region"] == region[:4] + "00"]
            taken = any(
                h["items"] is None or item["item_code"] in h["items"].split(";") for h in near
            )
            rows.add((f"{item['item_code']}@{region}", not taken))
    return rows


def _where_wanted(region: str, with_hall: set[str]) -> list[str]:
    if region in with_hall:
        return [region]
    return [r for r in with_hall if contains(region, r)] or [region]


def hal_2(tables: Tables) -> set[Row]:
    """Whoever received an application neither reviews nor decides it."""
    rows: set[Row] = set()
    said = [d["value"] for d in tables["declared"] if d["name"] == "automatic_officers"]
    machines = {name.strip() for value in said for name in value.split(";")}
    for life in lives(tables):
        accepted = [
            e for e in life.all("application_accepted") if e.get("outcome") != "deemed_accepted"
        ]
        handled = life.all("step_started", "step_completed", "decision_made")
        if not accepted or not handled:
            continue
        received = accepted + [
            e
            for e in life.all("application_submitted", "notice_issued")
            if order(e) < order(accepted[0])
        ]
        receivers = {e.get("officer") for e in received} - {None}
        reviewers = {e.get("officer") for e in handled} - {None}
        ended = [e for e in handled if e["kind"] != "step_started"]
        if (receivers & reviewers) - machines:
            rows.add((life.id, True))
        elif any(e.get("officer") is None for e in accepted + ended):
            rows.add((life.id, None))
        else:
            rows.add((life.id, False))
    return rows


def hal_3(tables: Tables) -> set[Row]:
    """All that could be known at the first notice stands in it."""
    rows: set[Row] = set()
    for life in lives(tables):
        notices = life.all("notice_issued")
        if not notices:
            continue
        first = notices[0]
        together = [n for n in notices if _one_notice(life, first, n)]
        told = {n.get("material_kind") for n in together}
        late = False
        for asked in life.events:
            of_applicant = (
                asked["kind"] in ("notice_issued", "verification_requested")
                or (asked["kind"] == "material_requested" and asked.get("carrier") == "applicant")
            ) and asked.get("material_kind") is not None
            if not of_applicant or order(asked) <= order(first) or asked in together:
                continue
            if asked["material_kind"] not in told and not _came_up_since(
                tables, life, first, asked
            ):
                late = True
        rows.add((life.id, late if life.begun else None))
    return rows


def _one_notice(life: Life, first: Event, other: Event) -> bool:
    if other["at"] == first["at"]:
        return True
    bases = {first.get("basis"), other.get("basis")} - {None}
    between = [e for e in life.all("material_submitted") if order(first) < order(e) < order(other)]
    same_day = local_date(first["at"]) == local_date(other["at"])
    return len(bases) < 2 and same_day and not between


def _came_up_since(tables: Tables, life: Life, first: Event, asked: Event) -> bool:
    kind = asked["material_kind"]
    for event in life.events:
        if order(first) < order(event) < order(asked) and event.get("material_kind") == kind:
            if event["kind"] in ("material_submitted", "licence_presented"):
                return True
            if event["kind"] == "material_fetched" and event.get("outcome") in (
                "failed", "unavailable",
            ):  # fmt: skip
                return True
    held = [
        (e["at"], e["at"] + datetime.timedelta(days=days))
        for e in life.all("material_submitted")
        if e.get("material_kind") == kind
        for days in [_validity_days(tables, kind)]
        if days is not None
    ]
    for licence in tables["licences"]:
        if licence["material_kind"] == kind and licence["holder"] == life.applicant:
            ends = [licence["expires_at"], licence["revoked_at"]]
            ends += [
                e["at"]
                for e in events(tables, "licence_revoked")
                if e.get("licence_id") == licence["licence_id"]
            ]
            held += [(licence["issued_at"], end) for end in [_least(ends)] if end is not None]
    return any(start <= first["at"] < end <= asked["at"] for start, end in held)


def _validity_days(tables: Tables, kind: str) -> int | None:
    days = [k["validity_days"] for k in tables["material_kinds"] if k["material_kind"] == kind]
    return _least(days)


def _least(values: list[Any]) -> Any:
    known = [v for v in values if v is not None]
    return min(known) if known else None


def hal_4(tables: Tables) -> set[Row]:
    """Comprehensive places take everything, and nobody is sent elsewhere."""
    rows: set[Row] = set()
    portals = {p["place"] for p in tables["places"] if p["place_kind"] == "portal"}
    for place in tables["places"]:
        wanted = {
            i["item_code"] for i in items_in_force(tables) if contains(i["region"], place["region"])
        }
        if place["comprehensive"] and place["place"] not in portals and wanted:
            lacking = place["items"] is not None and wanted - set(place["items"].split(";"))
            rows.add((f"place/{place['place']}", bool(lacking)))
    by_person: dict[str, list[Event]] = {}
    for event in events(tables, "visit_started", "visit_ended", "redirected"):
        if event.get("applicant_id") is not None and event.get("place") not in portals:
            by_person.setdefault(event["applicant_id"], []).append(event)
    for acts in by_person.values():
        rows |= _visits_of_one(acts)
    return rows


def _visits_of_one(acts: list[Event]) -> set[Row]:
    rows: set[Row] = set()
    visit: str | None = None
    for place, act in enumerate(acts):
        if act["kind"] == "visit_started":
            visit = act["event_id"]
            rest = [a["kind"] for a in acts[place + 1 :]]
            more = "visit_started" in rest
            during = rest[: rest.index("visit_started")] if more else rest
            over = more or "visit_ended" in during
            sent = "redirected" in during
            rows.add((f"visit/{visit}", True if sent else False if over else None))
        elif act["kind"] == "redirected" and visit is None:
            rows.add((f"redirected/{act['event_id']}", True))
    return rows


def hal_5(tables: Tables) -> set[Row]:
    """Each step is done by the department and class of the catalogue, and the platform carries."""
    rows: set[Row] = set()
    done = [e for e in events(tables, "step_started", "step_completed") if e.get("step")]
    for application, step in {(e.get("application_id"), e["step"]) for e in done}:
        life = life_of(tables, application)
        if life is None:
            continue
        listed = [
            s
            for s in tables["item_steps"]
            if (s["item_code"], s["item_version"], s["step"]) == (life.item, life.version, step)
            and (s["authority_kind"] is not None or s["review_class"] is not None)
        ]
        for row in listed:
            own = [e for e in life.all("step_started", "step_completed") if e.get("step") == step]
            carried = [e for e in life.all("handed_over") if e.get("step") == step]
            rows.add((f"{application}/{step}", _misrouted(row, own, carried)))
    return rows


def _misrouted(row: dict[str, Any], own: list[Event], carried: list[Event]) -> bool | None:
    authorities = {e["authority"].split("@")[0] for e in own if "@" in (e.get("authority") or "")}
    classes = {e.get("review_class") for e in own} - {None}
    carriers = {e.get("carrier") for e in carried}
    for wanted, found in ((row["authority_kind"], authorities), (row["review_class"], classes)):
        if wanted is not None and found - {wanted}:
            return True
    if carriers - {None, "platform"}:
        return True
    lacking_kind = row["authority_kind"] is not None and not authorities
    lacking_class = row["review_class"] is not None and not classes
    return None if None in carriers or lacking_kind or lacking_class else False
