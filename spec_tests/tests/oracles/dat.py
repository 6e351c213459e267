"""Oracles of 数据共享, shared data."""

from __future__ import annotations

import datetime
from typing import Any

from oracles.dat_catalogue import dat_3
from oracles.dat_handling import dat_5, dat_6, dat_7, dat_8, dat_9
from oracles.dat_licences import dat_4, dat_10
from oracles.tables import Event, Row, Tables, applicant_of, events, link_is_down, order, within

__all__ = [
    "dat_1", "dat_2", "dat_3", "dat_4", "dat_5", "dat_6", "dat_7", "dat_8", "dat_9", "dat_10",
]  # fmt: skip


def dat_1(tables: Tables) -> set[Row]:
    """What a link or the library can verify is not asked of anybody as a proof."""
    rows: set[Row] = set()
    for act in events(tables, "material_requested", "verification_requested", "material_fetched"):
        if act.get("application_id") is None or act.get("material_kind") is None:
            continue
        subject = f"{act['application_id']}/{act['material_kind']}/{act['event_id']}"
        if act["kind"] == "material_fetched":
            if act.get("outcome") == "succeeded":
                rows.add((subject, False))
            continue
        by_request = act["kind"] == "material_requested"
        if by_request and act.get("carrier") == "platform":
            continue
        if not (_a_link_can_fetch(tables, act) or _the_library_has_it(tables, act)):
            rows.add((subject, False))
        else:
            rows.add((subject, None if by_request and act.get("carrier") is None else True))
    return rows


def _the_library_has_it(tables: Tables, act: Event) -> bool:
    if link_is_down(tables, "library", act["at"]):
        return False
    return _held_as_licence(tables, act, applicant_of(tables, act))


def dat_2(tables: Tables) -> set[Row]:
    """A material that is held in force or that a link can fetch is not asked of the applicant."""
    rows: set[Row] = set()
    for act in events(tables):
        submitted = act["kind"] == "material_submitted"
        asked = (act["kind"] == "material_requested" and act.get("carrier") == "applicant") or (
            act["kind"] == "notice_issued" and act.get("outcome") == "missing"
        )
        if not (submitted or asked) or not act.get("application_id") or not act["material_kind"]:
            continue
        subject = f"{act['application_id']}/{act['material_kind']}/{act['event_id']}"
        rows.add((subject, _asked_in_vain(tables, act, asked)))
    return rows


def _asked_in_vain(tables: Tables, act: Event, asked: bool) -> bool | None:
    if asked and _a_link_can_fetch(tables, act):
        return True
    if link_is_down(tables, "library", act["at"]):
        return False
    applicant = applicant_of(tables, act)
    before = _handed_in_before(tables, act, applicant)
    if True in before or (asked and _held_as_licence(tables, act, applicant)):
        return True
    return None if before or applicant is None else False


def _a_link_can_fetch(tables: Tables, act: Event) -> bool:
    authority = act.get("authority") or ""
    asker = authority.split("@")[0] if "@" in authority else None
    return any(
        link["material_kind"] == act["material_kind"]
        and link["asker"] in (asker, "*")
        and link["link_id"] != "library"
        and within(act["at"], link["from"], link["until"])
        and not link_is_down(tables, link["link_id"], act["at"])
        for link in tables["links"]
    )


def _handed_in_before(tables: Tables, act: Event, applicant: str | None) -> list[bool | None]:
    """Return for each earlier copy True if it is in force, None if nobody knows how long it is."""
    found: list[bool | None] = []
    for copy in events(tables, "material_submitted"):
        same = copy["material_kind"] == act["material_kind"] and applicant is not None
        if order(copy) >= order(act) or not same or applicant_of(tables, copy) != applicant:
            continue
        if any(
            notice["outcome"] == "defective"
            and notice.get("application_id") == copy.get("application_id") is not None
            and notice["material_kind"] == copy["material_kind"]
            and order(copy) < order(notice) <= order(act)
            for notice in events(tables, "notice_issued")
        ):
            continue
        of_kind = [
            k for k in tables["material_kinds"] if k["material_kind"] == act["material_kind"]
        ]
        days = [k["validity_days"] for k in of_kind if k["validity_days"] is not None]
        if not of_kind:
            found.append(None)
        elif not days or act["at"] < copy["at"] + datetime.timedelta(days=min(days)):
            found.append(True)
    return found


def _held_as_licence(tables: Tables, act: Event, applicant: str | None) -> bool:
    for licence in tables["licences"]:
        if licence["holder"] != applicant or licence["material_kind"] != act["material_kind"]:
            continue
        if not licence["electronic"]:
            continue
        start, end = holding(tables, licence)
        if start is not None and within(act["at"], start, end):
            return True
    return False


def holding(tables: Tables, licence: dict[str, Any]) -> tuple[Any, Any]:
    """Return from when until when the platform holds a licence in force; None, None if never."""
    told: dict[str, Any] = {}
    for event in events(tables, "licence_issued", "licence_registered", "licence_revoked"):
        if event.get("licence_id") == licence["licence_id"]:
            told.setdefault(event["kind"], event["at"])
    start = told.get("licence_registered")
    if start is None and "licence_issued" not in told:
        start = licence["issued_at"]
    ends = [licence["expires_at"], licence["revoked_at"], told.get("licence_revoked")]
    ends = [e for e in ends if e is not None]
    return start, min(ends) if ends else None
