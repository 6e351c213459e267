"""Oracles of 省级统筹, provincial coordination: the exchange (PRO-4 to PRO-7)."""

from __future__ import annotations

import datetime
from typing import Any

from oracles.regions import (
    STAGES_IN_ORDER,
    declared_seconds,
    first,
    region_of,
    related,
    same_item,
    submissions,
)
from oracles.tables import (
    Event,
    Row,
    Tables,
    applicant_of,
    case_of,
    events,
    link_is_down,
    of_application,
    order,
    within,
)


def pro_4(tables: Tables) -> set[Row]:
    """One system of record at each moment; nothing lost and nothing done twice."""
    rows: set[Row] = set()
    moves: dict[tuple[Any, ...], list[Event]] = {}
    for event in events(tables, "record_moved"):
        if event["item_code"] is not None and event["region"] is not None:
            key = (event["item_code"], event["region"], event["at"])
            moves.setdefault(key, []).append(event)
    for (code, region, at), together in moves.items():
        name = min(e["event_id"] for e in together)
        systems = {e["place"] for e in together} - {None}
        rows.add((f"moved/{name}", len(systems) > 1))
        for application, handed_in in submissions(tables).items():
            if of_application(tables, application, "item_code") != code or handed_in["at"] >= at:
                continue
            accepted = first(tables, application, "application_accepted")
            where = region_of(accepted["authority"]) if accepted else None
            if related(region, where or handed_in["region"]) and _open(tables, application, at):
                rows.add((f"{application}/{name}", _harmed(tables, application, at)))
    return rows


def _open(tables: Tables, application: str, at: datetime.datetime) -> bool:
    closings = ("application_rejected", "decision_made")
    closed = [first(tables, application, kind) for kind in closings]
    closed.append(first(tables, application, "application_abandoned", "application_withdrawn"))
    return all(e is None or e["at"] > at for e in closed)


def _harmed(tables: Tables, application: str, at: datetime.datetime) -> bool | None:
    own = [e for e in events(tables) if e["application_id"] == application]
    decisions = [e for e in own if e["kind"] == "decision_made"]
    acceptances = [e for e in own if e["kind"] == "application_accepted"]
    deemed = any(e["outcome"] == "deemed_accepted" for e in acceptances)
    if len(decisions) > 1 and decisions[-1]["at"] >= at:
        return True
    if len(acceptances) - deemed > 1 and acceptances[-1]["at"] >= at:
        return True
    acts = [e for e in own if e["kind"] != "status_shown"]
    if acts[-1]["at"] >= at:
        return False
    for other, event in submissions(tables).items():
        if other != application and event["at"] >= at and same_item(tables, application, other):
            return True
    item = {k: of_application(tables, application, k) for k in ("item_code", "item_version")}
    limits = [
        i["limit_working_days"]
        for i in tables["items"]
        if all(i[k] == item[k] for k in item) and i["limit_working_days"] is not None
    ]
    last = max(e["at"] for e in tables["events"])
    passed = _working_days_between(tables, at, last)
    if not limits or passed is None:
        return None
    waiting = acts[-1]["kind"] in ("notice_issued", "clock_stopped", "called_in")
    return True if passed > max(limits) and not waiting else None


def _working_days_between(
    tables: Tables, start: datetime.datetime, end: datetime.datetime
) -> int | None:
    days = {row["date"]: row["working"] for row in tables["calendar"]}
    eight = datetime.timedelta(hours=8)
    one, other = (start + eight).date(), (end + eight).date()
    if one not in days or other not in days:
        return None
    return sum(working for day, working in days.items() if one < day <= other)


def pro_5(tables: Tables) -> set[Row]:
    """A valid licence of the province is taken as it is."""
    rows: set[Row] = set()
    kinds = ("licence_presented", "licence_refused", "recertification_requested")
    uses: dict[tuple[str, str], list[Event]] = {}
    for event in events(tables, *kinds):
        if event["application_id"] is not None and event["licence_id"] is not None:
            uses.setdefault((event["application_id"], event["licence_id"]), []).append(event)
    for (application, licence_id), found in uses.items():
        subject = f"{application}/{licence_id}"
        licence = next((x for x in tables["licences"] if x["licence_id"] == licence_id), None)
        if licence is None:
            rows.add((subject, None))
            continue
        if not _may_count(tables, licence, found[0]):
            continue
        end = _end_of_licence(tables, licence)
        refused = any(
            e["kind"] != "licence_presented" and (end is None or e["at"] < end) for e in found
        )
        unknown = licence["issued_at"] is None or region_of(licence["issuer"]) is None
        rows.add((subject, None if unknown else refused))
    return rows


def _may_count(tables: Tables, licence: dict[str, Any], use: Event) -> bool:
    applicant = applicant_of(tables, use)
    issued, end = licence["issued_at"], _end_of_licence(tables, licence)
    if applicant is not None and licence["holder"] not in (None, applicant):
        return False
    if licence["seal_valid"] is False:
        return False
    if issued is not None and use["at"] < issued:
        return False
    if end is not None and use["at"] >= end:
        return False
    where = region_of(use["authority"]) or use["region"]
    issuer = region_of(licence["issuer"])
    return issuer is None or where is None or issuer[:2] == where[:2]


def _end_of_licence(tables: Tables, licence: dict[str, Any]) -> Any:
    revoked = [
        e["at"]
        for e in events(tables, "licence_revoked")
        if e["licence_id"] == licence["licence_id"]
    ]
    ends = [licence["expires_at"], licence["revoked_at"], *revoked]
    return min((e for e in ends if e is not None), default=None)


def pro_6(tables: Tables) -> set[Row]:
    """The applicant is nobody's courier."""
    rows: set[Row] = set()
    for event in events(tables, "handed_over"):
        carried = None if event["carrier"] is None else event["carrier"] == "applicant"
        rows.add((event["event_id"], carried))
    found: dict[str, set[bool | None]] = {}
    for use in events(tables, "material_submitted", "licence_presented", "material_fetched"):
        application, material = use["application_id"], use["material_kind"]
        if application is None or material is None:
            continue
        if use["kind"] == "material_fetched" and use["outcome"] != "succeeded":
            continue
        asked = [
            e
            for e in events(tables, "notice_issued", "material_requested")
            if e["application_id"] == application
            and e["material_kind"] == material
            and order(e) < order(use)
            and (e["kind"] == "notice_issued" or e["carrier"] in (None, "applicant"))
        ]
        receiver = _receiver(tables, application, asked)
        case = case_of(tables, use)
        sources = {
            e["authority"]
            for e in events(tables, "licence_issued")
            if e["material_kind"] == material
            and e["application_id"] is not None
            and e["authority"] is not None
            and order(e) < order(use)
            and case_of(tables, e) == case is not None
        }
        if not sources - {receiver}:
            continue
        by_hand = use["kind"] == "material_submitted" and use["carrier"] in (None, "applicant")
        at = asked[-1]["at"] if asked else use["at"]
        excused = _links_were_down(tables, material, receiver, at)
        breach = None if receiver is None else True
        verdict = breach if by_hand and not excused else False
        found.setdefault(f"{application}/{material}", set()).add(verdict)
    return rows | {
        (s, True if True in seen else None if None in seen else False) for s, seen in found.items()
    }


def _receiver(tables: Tables, application: str, asked: list[Event]) -> str | None:
    accepted = first(tables, application, "application_accepted")
    if accepted and accepted["authority"] is not None:
        return accepted["authority"]
    return min((e["authority"] for e in asked if e["authority"] is not None), default=None)


def _links_were_down(
    tables: Tables, material: str, receiver: str | None, at: datetime.datetime
) -> bool:
    asker = receiver.split("@")[0] if receiver else None
    links = {
        link["link_id"]
        for link in tables["links"]
        if link["material_kind"] == material
        and link["asker"] in ("*", asker)
        and within(at, link["from"], link["until"])
    }
    down = {link for link in links if link_is_down(tables, link, at)}
    return bool(down) and links - down <= {"library"}


def pro_7(tables: Tables) -> set[Row]:
    """A new stage is shown within the bound."""
    rows: set[Row] = set()
    bound = declared_seconds(tables, "status_bound_seconds")
    shown = events(tables, "status_shown")
    online = {i["item_code"] for i in tables["items"] if i["online_stages"]}
    entered_by = {
        "1": ("application_submitted",),
        "2": ("application_accepted", "application_rejected"),
        "3": ("step_started",),
        "4": ("decision_made",),
        "5": ("result_delivered",),
    }
    end = max((e["at"] for e in tables["events"]), default=None)
    for application in submissions(tables):
        own = [s for s in shown if s["application_id"] == application]
        if of_application(tables, application, "item_code") not in online and not own:
            continue
        for stage, kinds in entered_by.items():
            entered = first(tables, application, *kinds)
            if entered is None or (stage == "3" and "review" not in {s["stage"] for s in shown}):
                continue
            far_enough = STAGES_IN_ORDER[int(stage) - 1 :]
            times = [s["at"] for s in own if s["stage"] in far_enough]
            waited = (min(times) if times else end) - entered["at"]
            if times and min(times) <= entered["at"]:
                breach = False
            elif bound is None:
                breach = None
            else:
                breach = waited > bound or (False if times else None)
            rows.add((f"{application}/{stage}", breach))
    return rows
