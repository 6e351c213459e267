"""Oracles of 数据共享 about licences: DAT-4 and DAT-10."""

from __future__ import annotations

from typing import Any

from oracles.dat_handling import of_others
from oracles.lives import log_window
from oracles.regions import declared_seconds
from oracles.tables import Event, Row, Tables, applicant_of, events, of_application, order


def dat_4(tables: Tables) -> set[Row]:
    """Licences are issued electronically with a valid seal, and such ones are accepted."""
    rows: set[Row] = set()
    for act in events(tables, "licence_issued"):
        if None in (act.get("licence_id"), act.get("application_id")):
            continue
        if _by_another_body(tables, act):
            continue
        licence = _licence(tables, act["licence_id"])
        breach: bool | None = None
        if licence is not None and licence["electronic"] is False:
            breach = True
        elif licence is not None and licence["electronic"] and licence["seal_valid"] is not None:
            breach = not licence["seal_valid"]
        rows.add((f"{act['licence_id']}/{act['event_id']}", breach))
    seen = set()
    for act in events(tables, "licence_presented", "licence_refused"):
        key = (act.get("application_id"), act.get("licence_id"))
        if None not in key and key not in seen:
            seen.add(key)
            rows |= _presented(tables, act)
    return rows


def _by_another_body(tables: Tables, act: Event) -> bool:
    named = [
        act.get(k)
        if act.get(k) is not None
        else of_application(tables, act.get("application_id"), k)
        for k in ("item_code", "item_version")
    ]
    return of_others(tables, *named)


def _licence(tables: Tables, name: str) -> dict[str, Any] | None:
    return next((row for row in tables["licences"] if row["licence_id"] == name), None)


def _ends(tables: Tables, licence: dict[str, Any]) -> list[Any]:
    revoked = [
        e["at"]
        for e in events(tables, "licence_revoked")
        if e.get("licence_id") == licence["licence_id"]
    ]
    return [t for t in (licence["expires_at"], licence["revoked_at"], *revoked) if t is not None]


def _presented(tables: Tables, act: Event) -> set[Row]:
    """Return the row of a licence that came up first in an application, if it is one."""
    subject = f"{act['application_id']}/{act['licence_id']}"
    licence = _licence(tables, act["licence_id"])
    if licence is None:
        return {(subject, None)}
    holder = applicant_of(tables, act)
    ends = _ends(tables, licence)
    valid = licence["issued_at"] <= act["at"] and all(act["at"] < t for t in ends)
    if not valid or False in (licence["electronic"], licence["seal_valid"]):
        return set()
    if holder not in (None, licence["holder"]):
        return set()
    if None in (licence["electronic"], licence["seal_valid"], holder):
        return {(subject, None)}
    for later in events(tables, "licence_refused", "material_requested"):
        same = later.get("application_id") == act["application_id"]
        if not same or order(later) < order(act) or any(later["at"] >= t for t in ends):
            continue
        if later["kind"] == "licence_refused":
            if later.get("licence_id") == act["licence_id"]:
                return {(subject, True)}
        elif later.get("carrier") == "applicant":
            if later.get("material_kind") == licence["material_kind"]:
                return {(subject, True)}
    return {(subject, False)}


def dat_10(tables: Tables) -> set[Row]:
    """What is issued or revoked is in the library within the declared delay."""
    rows: set[Row] = set()
    delay = declared_seconds(tables, "library_delay_seconds")
    for act in events(tables, "licence_issued", "licence_revoked"):
        if act.get("licence_id") is None or _by_another_body(tables, act):
            continue
        entries = [
            e["at"]
            for e in events(tables, "licence_registered")
            if e.get("licence_id") == act["licence_id"] and e["at"] >= act["at"]
        ]
        breach: bool | None = None
        if delay is not None:
            due = _library_due(tables, act["at"], delay)
            if entries:
                breach = due is not None and min(entries) > due
            elif due is not None and log_window(tables)[1] > due:
                breach = True
        rows.add((f"{act['licence_id']}/{act['event_id']}", breach))
    return rows


def _library_due(tables: Tables, at: Any, delay: Any) -> Any:
    """Return until when it must be entered, None if the library never comes up again."""
    due, down_at = at + delay, None
    outages = []
    for switch in events(tables, "link_down", "link_up"):
        if switch.get("link_id") != "library":
            continue
        if switch["kind"] == "link_down" and down_at is None:
            down_at = switch["at"]
        elif switch["kind"] == "link_up" and down_at is not None:
            outages.append((down_at, switch["at"]))
            down_at = None
    for start, end in outages:
        if start <= due and end > at and start < end:
            due = max(due, end + delay)
    if down_at is not None and down_at <= due:
        return None
    return due
