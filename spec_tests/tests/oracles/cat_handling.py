"""Oracles of 应上尽上, online to the full: what is done by the catalogue (CAT-6 to CAT-9)."""

from __future__ import annotations

from typing import Any

from oracles.regions import (
    declared_seconds,
    end_of,
    first,
    in_force,
    listed_materials,
    region_of,
    related,
    submissions,
    version_of,
)
from oracles.tables import (
    Event,
    Row,
    Tables,
    events,
    of_application,
    order,
)

_JUDGING = (
    "application_accepted",
    "application_rejected",
    "notice_issued",
    "material_requested",
    "verification_requested",
    "step_started",
    "step_completed",
    "decision_made",
)


def cat_6(tables: Tables) -> set[Row]:
    """Reviewed, then published, then left alone; the version of the submission judges."""
    rows: set[Row] = set()
    for item in tables["items"]:
        if item["published_at"] is not None:
            rows.add((version_of(item), _published_wrongly(tables, item)))
    for application, handed_in in submissions(tables).items():
        code = of_application(tables, application, "item_code")
        versions = [
            event["item_version"]
            for event in events(tables, *_JUDGING)
            if event["application_id"] == application
            and event["at"] >= handed_in["at"]
            and event["item_version"] is not None
            and event["item_code"] == code is not None
        ]
        found = [_judged_wrongly(tables, application, handed_in, v) for v in versions]
        if found:
            breach = True if True in found else None if None in found else False
            rows.add((f"application/{application}", breach))
    return rows


def _published_wrongly(tables: Tables, item: dict[str, Any]) -> bool | None:
    of_item = [
        e
        for e in events(tables, "item_reviewed", "item_changed")
        if e["item_code"] == item["item_code"]
        and e["item_version"] == item["item_version"]
        and e["region"] in (None, item["region"])
    ]
    published = item["published_at"]
    if any(e["kind"] == "item_changed" and e["at"] > published for e in of_item):
        return True
    if item["reviewed_at"] is not None:
        return item["reviewed_at"] > published
    if any(e["kind"] == "item_reviewed" and e["at"] <= published for e in of_item):
        return False
    begun = min((e["at"] for e in tables["events"]), default=None)
    return True if begun is not None and published >= begun else None


def _judged_wrongly(
    tables: Tables, application: str, handed_in: Event, version: int
) -> bool | None:
    accepted = first(tables, application, "application_accepted")
    places = [handed_in["region"], region_of(accepted["authority"]) if accepted else None]
    code = of_application(tables, application, "item_code")
    states: dict[int, set[bool | None]] = {}
    for item in tables["items"]:
        if item["item_code"] == code and any(related(p, item["region"]) for p in places):
            state = in_force(tables, item, handed_in["at"])
            states.setdefault(item["item_version"], set()).add(state)
    if True in states.get(version, ()):
        return False
    if None in states.get(version, ()):
        return None
    return True if any(True in s for s in states.values()) else None


def cat_7(tables: Tables) -> set[Row]:
    """A version that has ended is not shown beyond the delay; no dead licence counts."""
    rows: set[Row] = set()
    for event in events(tables, "item_served"):
        rows.add((f"shown/{event['event_id']}", _shown_too_late(tables, event)))
    for event in events(tables, "licence_presented", "material_fetched"):
        fetched = event["kind"] == "licence_presented" or event["outcome"] == "succeeded"
        if fetched and event["licence_id"] is not None and event["application_id"] is not None:
            rows.add((f"licence/{event['event_id']}", _taken_as_current(tables, event)))
    return rows


def _shown_too_late(tables: Tables, event: Event) -> bool | None:
    ends = []
    for item in tables["items"]:
        same = all(item[k] == event[k] for k in ("item_code", "item_version"))
        if same and (event["region"] is None or related(event["region"], item["region"])):
            ends.append((end_of(tables, item), item["published_at"]))
    if not ends:
        return None
    if any(end is None and start is not None for end, start in ends):
        return False
    known = [end for end, _ in ends if end is not None]
    if known and event["at"] < max(known):
        return False
    delay = declared_seconds(tables, "propagation_delay_seconds")
    if len(known) < len(ends) or delay is None:
        return None
    return event["at"] > max(known) + delay


def _taken_as_current(tables: Tables, event: Event) -> bool | None:
    licence = next((x for x in tables["licences"] if x["licence_id"] == event["licence_id"]), None)
    if licence is None:
        return None
    revoked = [
        e["at"] for e in events(tables, "licence_revoked") if e["licence_id"] == event["licence_id"]
    ]
    ends = [licence["expires_at"], licence["revoked_at"], *revoked]
    ends = [e for e in ends if e is not None]
    if not ends or event["at"] < min(ends):
        return False
    kind = event["material_kind"] or licence["material_kind"]
    if any(_puts_right(e, event, kind) for e in events(tables) if order(e) > order(event)):
        return False
    application, at = event["application_id"], event["at"]
    accepted = first(tables, application, "application_accepted")
    if accepted and accepted["at"] >= at:
        return True
    decided = first(tables, application, "decision_made")
    if decided and decided["at"] >= at:
        return decided["outcome"] == "granted"
    return False if _over(tables, event) else None


def _over(tables: Tables, event: Event) -> bool:
    rejected = first(tables, event["application_id"], "application_rejected")
    ended = first(tables, event["application_id"], "application_abandoned", "application_withdrawn")
    return any(e is not None and e["at"] >= event["at"] for e in (rejected, ended))


def _puts_right(later: Event, event: Event, kind: str) -> bool:
    if later["application_id"] != event["application_id"]:
        return False
    if later["kind"] == "licence_refused" and later["licence_id"] == event["licence_id"]:
        return True
    if later["material_kind"] != kind:
        return False
    if later["kind"] in ("notice_issued", "material_requested", "material_submitted"):
        return True
    brought = later["kind"] == "licence_presented" or (
        later["kind"] == "material_fetched" and later["outcome"] == "succeeded"
    )
    return brought and later["licence_id"] != event["licence_id"]


_ACTS = (
    "application_accepted",
    "application_rejected",
    "notice_issued",
    "step_started",
    "step_completed",
    "clock_stopped",
    "clock_resumed",
    "decision_made",
    "result_delivered",
)


def cat_8(tables: Tables) -> set[Row]:
    """The chain from submission to delivery has no gap, and nothing follows its end."""
    rows: set[Row] = set()
    for application in submissions(tables):
        own = [e for e in events(tables) if e["application_id"] == application]
        acts = [e for e in own if e["kind"] in _ACTS]
        if acts:
            version = of_application(tables, application, "item_version")
            end = _end(own)
            gap = any(_incomplete(act, version) or _out_of_order(act, own) for act in acts)
            after = end is not None and any(_after(act, end, own) for act in acts)
            rows.add((application, gap or after))
    return rows


def _incomplete(act: Event, version: int | None) -> bool:
    kind, silent = act["kind"], act["outcome"] == "deemed_accepted"
    if act["item_version"] is None and version is None:
        return True
    if act["authority"] is None and kind != "result_delivered" and not silent:
        return True
    received = kind in ("application_accepted", "application_rejected", "notice_issued")
    if received and act["channel"] == "hall" and act["officer"] is None and not silent:
        return True
    must_say_why = kind in ("application_rejected", "notice_issued", "clock_stopped") or (
        kind == "decision_made" and act["outcome"] == "refused"
    )
    return must_say_why and act["basis"] is None


def _out_of_order(act: Event, own: list[Event]) -> bool:
    before = [e for e in own if order(e) < order(act)]
    kinds = {e["kind"] for e in before}
    if act["kind"] == "decision_made":
        if "application_accepted" not in kinds:
            return True
        first_grant = act["outcome"] == "granted" and not any(
            e["kind"] == "decision_made" and e["outcome"] == "granted" for e in before
        )
        begun = {e["step"] for e in before if e["kind"] == "step_started" and e["step"]}
        done = {e["step"] for e in before if e["kind"] == "step_completed"}
        return first_grant and bool(begun - done)
    if act["kind"] == "application_accepted":
        return "application_submitted" not in kinds
    if act["kind"] == "result_delivered":
        return "decision_made" not in kinds
    if act["kind"] == "step_completed" and act["step"]:
        return not any(e["kind"] == "step_started" and e["step"] == act["step"] for e in before)
    return False


def _end(own: list[Event]) -> Event | None:
    ends = [
        e
        for e in own
        if e["kind"] in ("application_rejected", "application_abandoned", "application_withdrawn")
        or (e["kind"] == "decision_made" and e["outcome"] == "refused")
    ]
    delivered = [e for e in own if e["kind"] == "result_delivered"]
    return min(ends[:1] + delivered[-1:], key=order, default=None)


def _after(act: Event, end: Event, own: list[Event]) -> bool:
    if order(act) <= order(end) or act["kind"] in ("result_delivered", "clock_resumed"):
        return False
    begun_before = act["kind"] == "step_completed" and any(
        e["kind"] == "step_started" and e["step"] == act["step"] and order(e) < order(end)
        for e in own
        if act["step"] is not None
    )
    return not begun_before


def cat_9(tables: Tables) -> set[Row]:
    """Nothing is asked for and nothing is done that the version does not list."""
    rows: set[Row] = set()
    for act in events(tables):
        application, kind = act["application_id"], act["kind"]
        if application is None:
            continue
        item = {k: _own(tables, act, k) for k in ("item_code", "item_version")}
        asked = kind in ("notice_issued", "verification_requested") or (
            kind == "material_requested" and act["carrier"] == "applicant"
        )
        if asked and act["material_kind"] is not None:
            subject = f"{application}/{act['material_kind']}/{act['event_id']}"
            rows.add((subject, _off_the_list(tables, act, item)))
        if kind == "step_started" and act["step"] is not None:
            steps = [s["step"] for s in tables["item_steps"] if _is(s, item)]
            known = any(_is(i, item) for i in tables["items"])
            listed = act["step"] in steps
            breach = False if listed else True if known else None
            rows.add((f"{application}/{act['step']}/{act['event_id']}", breach))
    return rows


def _own(tables: Tables, act: Event, column: str) -> Any:
    said = of_application(tables, act["application_id"], column)
    return act[column] if said is None else said


def _is(row: dict[str, Any], item: dict[str, Any]) -> bool:
    return all(row[k] == item[k] for k in ("item_code", "item_version"))


def _off_the_list(tables: Tables, act: Event, item: dict[str, Any]) -> bool | None:
    handed_in = submissions(tables).get(act["application_id"])
    places = [
        act["region"],
        region_of(act["authority"]),
        handed_in["region"] if handed_in else None,
    ]
    lists = [
        i
        for i in tables["items"]
        if _is(i, item) and (not any(places) or any(related(p, i["region"]) for p in places))
    ]
    if not lists:
        return None
    return all(act["material_kind"] not in listed_materials(tables, i) for i in lists)
