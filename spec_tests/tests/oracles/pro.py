"""Oracles of 省级统筹, provincial coordination: the portals; the exchange is beside."""

from __future__ import annotations

import itertools
from typing import Any

from oracles.pro_exchange import pro_4, pro_5, pro_6, pro_7
from oracles.regions import (
    STAGES_IN_ORDER,
    declared_seconds,
    first,
    in_the_window,
    region_of,
    related,
    same_item,
    submissions,
)
from oracles.tables import (
    Event,
    Row,
    Tables,
    events,
    of_application,
    order,
)

__all__ = ["pro_1", "pro_2", "pro_3", "pro_4", "pro_5", "pro_6", "pro_7"]


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
            away = not related(region, following[0]["region"])
            if away and not _helped_there(tables, event, region, following[0]):
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
            and same_item(tables, application, other)
            and order(e) > order(rejected)
            and e["region"]
            and first(tables, other, "application_accepted")
        ]
        if following:
            if not related(min(following, key=order)["region"], event["region"]):
                rows.add((f"sent/{rejected['event_id']}", True))
    return rows


def _helped_there(tables: Tables, sent: Event, region: str, until: Event) -> bool:
    """Return whether who was sent to another window was served in that visit, or came again."""
    for event in events(tables, "visit_started", "visit_ended"):
        if event["case_id"] != sent["case_id"] or order(event) <= order(sent):
            continue
        if order(event) > order(until):
            return False
        if event["kind"] == "visit_ended":
            if event["outcome"] == "served":
                return True
            continue
        there = event["region"] or _region_of_place(tables, event["place"])
        return there is not None and related(region, there)
    return False


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
        provinces = {item["region"][:2]}
        if item["region"] == "000000":
            known = {p["region"][:2] for p in portals if p["region"][2:] == "0000"} - {"00"}
            provinces = known or provinces
        if all(_entered(portals, online, item, province) for province in provinces):
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


def _entered(
    portals: list[dict[str, Any]], online: list[dict[str, Any]], item: dict[str, Any], province: str
) -> bool:
    """Return whether the provincial portal, of several the one that reaches most, has an item."""
    codes = {i["item_code"] for i in online if i["region"][:2] in (province, "00")}
    ranked = sorted(
        (-len(_reaches(portal, codes)), portal["place"])
        for portal in portals
        if portal["region"] == province + "0000" != "000000" and _reaches(portal, codes)
    )
    entrance = [p for p in portals if ranked and p["place"] == ranked[0][1]]
    return any(item["item_code"] in _reaches(p, codes) for p in entrance)


def _reaches(portal: dict[str, Any], codes: set[str]) -> set[str]:
    return codes if portal["items"] is None else codes & set(portal["items"].split(";"))


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
        earlier = STAGES_IN_ORDER.index(other["stage"]) < STAGES_IN_ORDER.index(one["stage"])
        if one["place"] == other["place"] or not earlier or other["at"] == one["at"]:
            continue
        if any(order(one) < order(r) < order(other) for r in returned):
            continue
        behind |= bound is None or other["at"] - one["at"] > bound
    return None if behind and bound is None else behind
