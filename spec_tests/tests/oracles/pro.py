"""Oracles of 省级统筹, provincial coordination."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from oracles.regions import (
    declared_seconds,
    first,
    in_the_window,
    region_of,
    related,
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


def pro_1(tables: Tables) -> set[Row]:
    """Nobody logs in again within the validity of a session."""
    rows: set[Row] = set()
    validity = declared_seconds(tables, "session_validity_seconds")
    portals = {p["place"] for p in tables["places"] if p["place_kind"] == "portal"}
    last: dict[str, Event] = {}
    begun_since: set[str] = set()
    begun: set[str] = set()
    for event in events(tables, "identity_verified", "application_started"):
        applicant = event["applicant_id"]
        online = event["channel"] == "online" or (
            event["channel"] is None and event["place"] in portals
        )
        if applicant is None or not online:
            continue
        before = last.get(applicant)
        valid = before is not None and (validity is None or event["at"] - before["at"] < validity)
        if event["kind"] == "identity_verified":
            if event["outcome"] != "succeeded":
                continue
            if valid:
                rows.add((event["event_id"], None if validity is None else not event["basis"]))
            last[applicant] = event
            begun_since.discard(applicant)
        elif event["application_id"] is not None and event["application_id"] not in begun:
            begun.add(event["application_id"])
            if valid and applicant in begun_since:
                rows.add((event["event_id"], None if validity is None else False))
            begun_since.add(applicant)
    return rows


def pro_2(tables: Tables) -> set[Row]:
    """An application made elsewhere fares as one made at home, and nobody is sent elsewhere."""
    rows: set[Row] = set()
    handed_in = submissions(tables)
    for application, event in handed_in.items():
        competent = _competent(tables, application)
        if event["region"] and competent and not related(event["region"], competent):
            rows.add((application, _fares_otherwise(tables, application, event, competent)))
    for event in events(tables, "redirected"):
        region = event["region"] or _region_of_place(tables, event["place"])
        following = [
            e
            for e in events(tables, "application_submitted")
            if order(e) > order(event) and e["case_id"] == event["case_id"] is not None
        ]
        if region and following and following[0]["region"]:
            if not related(region, following[0]["region"]):
                rows.add((f"sent/{event['event_id']}", True))
    for application, event in handed_in.items():
        rejected = first(tables, application, "application_rejected")
        accepted = first(tables, application, "application_accepted")
        if not rejected or accepted or not event["region"] or _told(tables, application):
            continue
        following = [
            e
            for other, e in handed_in.items()
            if other != application
            and _same_item(tables, application, other)
            and order(e) > order(rejected)
            and e["region"]
            and first(tables, other, "application_accepted")
        ]
        if following:
            if not related(min(following, key=order)["region"], event["region"]):
                rows.add((f"sent/{rejected['event_id']}", True))
    return rows


def _same_item(tables: Tables, one: str, other: str) -> bool:
    return all(
        of_application(tables, one, k) == of_application(tables, other, k) is not None
        for k in ("case_id", "item_code")
    )


def _region_of_place(tables: Tables, place: str | None) -> str | None:
    return next((p["region"] for p in tables["places"] if p["place"] == place), None)


def _competent(tables: Tables, application: str) -> str | None:
    for kind in ("application_accepted", "application_rejected"):
        event = first(tables, application, kind)
        if event and event["authority"] is not None:
            return region_of(event["authority"])
    return None


def _told(tables: Tables, application: str) -> bool:
    return first(tables, application, "notice_issued", "licence_refused") is not None


def _fares_otherwise(
    tables: Tables, application: str, handed_in: Event, competent: str
) -> bool | None:
    own = [e for e in events(tables) if e["application_id"] == application]
    item = {k: of_application(tables, application, k) for k in ("item_code", "item_version")}
    entries = [i for i in tables["items"] if all(i[k] == item[k] for k in item)]
    lists = [i for i in entries if related(competent, i["region"])]
    listed = [
        m
        for m in tables["item_materials"]
        if any(all(m[k] == i[k] for k in (*item, "region")) for i in lists)
    ]
    kinds = {m["material_kind"] for m in listed}
    for event in own:
        asked = event["kind"] == "notice_issued" or (
            event["kind"] == "material_requested" and event["carrier"] == "applicant"
        )
        if lists and asked and event["material_kind"] not in (None, *kinds):
            return True
    limits = [
        [i["limit_working_days"] for i in entries if i["region"] == r]
        for r in (competent, handed_in["region"])
    ]
    if all(limits) and None not in limits[0] + limits[1] and limits[0] != limits[1]:
        return True
    rejected = first(tables, application, "application_rejected")
    if not rejected or first(tables, application, "application_accepted"):
        return False
    if _told(tables, application):
        return False
    given = {
        e["material_kind"]
        for e in own
        if order(e) < order(rejected)
        and (
            e["kind"] in ("material_submitted", "licence_presented", "handed_over")
            or (e["kind"] == "material_fetched" and e["outcome"] == "succeeded")
        )
    }
    if any(not m["secondary"] and m["material_kind"] not in given for m in listed):
        return False
    return True if lists else None


def pro_3(tables: Tables) -> set[Row]:
    """The provincial portal reaches every online item; portals agree on the state."""
    rows: set[Row] = set()
    online = [i for i in tables["items"] if i["online_stages"] and in_the_window(tables, i)]
    portals = [p for p in tables["places"] if p["place_kind"] == "portal"]
    for item in online:
        province = item["region"][:2]
        codes = {i["item_code"] for i in online if i["region"][:2] == province}
        ranked = sorted(
            (-len(_reaches(portal, codes)), portal["place"])
            for portal in portals
            if portal["region"] == province + "0000" and _reaches(portal, codes)
        )
        entrance = [p for p in portals if ranked and p["place"] == ranked[0][1]]
        if any(item["item_code"] in _reaches(p, codes) for p in entrance):
            breach = False
        else:
            breach = True if portals and item["published_at"] is not None else None
        subject = f"{item['item_code']}/{item['item_version']}/{item['region']}"
        rows.add((subject, breach))
    shown: dict[str, list[Event]] = {}
    for event in events(tables, "status_shown"):
        if event["application_id"] is not None:
            shown.setdefault(event["application_id"], []).append(event)
    for application, states in shown.items():
        if len({s["place"] for s in states} - {None}) > 1:
            rows.add((f"state/{application}", _disagree(tables, application, states)))
    return rows


def _reaches(portal: dict[str, Any], codes: set[str]) -> set[str]:
    return codes if portal["items"] is None else codes & set(portal["items"].split(";"))


_STAGES = ("application", "acceptance", "review", "decision", "delivery")


def _disagree(tables: Tables, application: str, states: list[Event]) -> bool | None:
    bound = declared_seconds(tables, "status_bound_seconds")
    returned = [
        e
        for e in events(tables, "notice_issued", "application_submitted")
        if e["application_id"] == application
    ]
    behind = False
    for one, other in itertools.combinations(states, 2):
        if None in (one["stage"], other["stage"], one["place"], other["place"]):
            continue
        earlier = _STAGES.index(other["stage"]) < _STAGES.index(one["stage"])
        if one["place"] == other["place"] or not earlier or other["at"] == one["at"]:
            continue
        if any(order(one) < order(r) < order(other) for r in returned):
            continue
        behind |= bound is None or other["at"] - one["at"] > bound
    return None if behind and bound is None else behind


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
        if other != application and event["at"] >= at and _same_item(tables, application, other):
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
    return bool(links) and all(link_is_down(tables, link, at) for link in links)


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
            far_enough = _STAGES[int(stage) - 1 :]
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
