"""Oracles of 办成事, the service is given."""

from __future__ import annotations

from typing import Any

from oracles.lives import Life, end_of_working_day, lives, log_window, of_matter
from oracles.regions import in_force
from oracles.tables import Event, Row, Tables, events, order

_MANY = 20


def srv_1(tables: Tables) -> set[Row]:
    """A complete application in the catalogue is accepted; silence is acceptance."""
    rows: set[Row] = set()
    for life in lives(tables):
        submitted = life.first("application_submitted")
        if submitted is not None and _in_catalogue(tables, life, submitted):
            breach = _not_accepted(tables, life, submitted)
            if breach != "not complete":
                rows.add((life.id, breach))
    return rows


def _in_catalogue(tables: Tables, life: Life, submitted: Event) -> bool:
    return any(
        (i["item_code"], i["item_version"]) == (life.item, life.version)
        and in_force(tables, i, submitted["at"]) is True
        for i in tables["items"]
    )


def _not_accepted(tables: Tables, life: Life, submitted: Event) -> Any:
    positive = [
        e["at"] for kind in ("application_accepted", "decision_made") for e in life.all(kind)[:1]
    ]
    accepted_at = min(positive) if positive else None
    rejections = [e["at"] for e in life.all("application_rejected") if e["at"] >= submitted["at"]]
    rejected_at = min(rejections) if rejections else None
    rejected = rejected_at is not None and (accepted_at is None or rejected_at < accepted_at)
    answers = [t for t in (accepted_at, rejected_at) if t is not None]
    answered_at = min(answers) if answers else None

    notices = _notices(tables, life, submitted, answered_at)
    silence = end_of_working_day(tables, submitted["at"], 5)
    if notices and silence is not None and min(n["at"] for n in notices) >= silence:
        return True
    mended = [_mended(tables, life, kind, notices, answered_at) for kind in _kinds(notices)]
    outstanding = None in mended
    if rejected:
        return "not complete" if outstanding else True
    if outstanding:
        return False if accepted_at is not None else "not complete"
    complete = max([submitted["at"], *mended])
    recorded_by = end_of_working_day(tables, complete, 6)
    if recorded_by is None:
        return None
    if accepted_at is not None:
        return accepted_at >= recorded_by
    gone = life.first("application_abandoned", "application_withdrawn")
    if gone is not None and gone["at"] < recorded_by:
        return None
    return True if log_window(tables)[1] >= recorded_by else None


def _same_matter(tables: Tables, life: Life, *kinds: str) -> list[Event]:
    if life.case is None:  # an application without a case is a matter of its own
        return life.all(*kinds)
    return of_matter(tables, life.case, *kinds)


def _notices(tables: Tables, life: Life, submitted: Event, answered_at: Any) -> list[Event]:
    return [
        n
        for n in _same_matter(tables, life, "notice_issued")
        if n.get("material_kind") is not None
        and n["at"] >= submitted["at"]
        and (answered_at is None or n["at"] <= answered_at)
    ]


def _kinds(notices: list[Event]) -> set[str]:
    return {n["material_kind"] for n in notices}


def _mended(tables: Tables, life: Life, kind: str, notices: list[Event], answered_at: Any) -> Any:
    """Return when what was told last of a kind had been handed in, None if it was not."""
    last = max((n for n in notices if n["material_kind"] == kind), key=order)
    for event in _same_matter(
        tables, life, "material_submitted", "licence_presented", "material_fetched"
    ):
        fetched = event["kind"] != "material_fetched" or event.get("outcome") == "succeeded"
        in_time = answered_at is None or event["at"] <= answered_at
        if event.get("material_kind") == kind and order(event) > order(last):
            if fetched and in_time:
                return event["at"]
    return None


def srv_2(tables: Tables) -> set[Row]:
    """What was accepted is decided, what was granted is delivered, and something is granted."""
    rows: set[Row] = set()
    every = lives(tables)
    last = log_window(tables)[1]
    for life in every:
        decided = life.first("decision_made")
        accepted = life.first("application_accepted")
        if accepted is not None and (decided or not life.given_up):
            breach = False if decided else _past(_decision_due(tables, life, accepted), last)
            rows.add((f"{life.id}/decision", breach))
        delivered = life.happened("result_delivered")
        if life.decision == "granted" and (delivered or not life.given_up):
            breach = False if delivered else _past(_delivery_due(tables, life, every), last)
            rows.add((f"{life.id}/delivery", breach))
    outcomes = [life.decision for life in every if life.happened("decision_made")]
    if len(outcomes) >= _MANY:
        breach = False if "granted" in outcomes else None if None in outcomes else True
        rows.add(("every decision of the log", breach))
    return rows


def _past(due: Any, last: Any) -> bool | None:
    return True if due is not None and last >= due else None


def _decision_due(tables: Tables, life: Life, accepted: Event) -> Any:
    clock = life.all("clock_stopped", "clock_resumed")
    if clock and clock[-1]["kind"] == "clock_stopped":
        return None
    resumed = [e["at"] for e in clock if e["kind"] == "clock_resumed"]
    limits = [
        i["limit_working_days"]
        for i in tables["items"]
        if (i["item_code"], i["item_version"]) == (life.item, life.version)
        and i["limit_working_days"] is not None
    ]
    if not limits:
        return None
    return end_of_working_day(tables, max([accepted["at"], *resumed]), max(limits))


def _delivery_due(tables: Tables, life: Life, every: list[Life]) -> Any:
    matter = [o for o in every if (o.case or o.id) == (life.case or life.id)]
    for other in matter:
        begun = other.happened("application_submitted", "application_accepted")
        over = other.happened("decision_made", "application_rejected") or other.given_up
        if begun and not over:
            return None
    decisions = [d["at"] for o in matter for d in o.all("decision_made")[:1]]
    return end_of_working_day(tables, max(decisions), 10)


def srv_3(tables: Tables) -> set[Row]:
    """A rejection, a refusal and a request carry their basis."""
    rows: set[Row] = set()
    by_id = {life.id: life for life in lives(tables)}
    for event in events(tables):
        kind = event["kind"]
        of_applicant = kind == "material_requested" and event.get("carrier") == "applicant"
        refused = kind == "decision_made" and event.get("outcome") == "refused"
        if not (of_applicant or refused) and kind not in (
            "application_rejected", "licence_refused", "notice_issued", "verification_requested",
            "recertification_requested",
        ):  # fmt: skip
            continue
        breach: bool | None = not (event.get("basis") or "").strip()
        if breach and of_applicant:
            breach = _not_listed(tables, event, by_id.get(event.get("application_id") or ""))
        rows.add((event["event_id"], breach))
    return rows


def _not_listed(tables: Tables, event: Event, life: Life | None) -> bool | None:
    item, version = event.get("item_code"), event.get("item_version")
    if life is not None:
        item = life.item if item is None else item
        version = life.version if version is None else version
    wanted = (item, version, event.get("material_kind"))
    if None in wanted:
        return None
    return wanted not in {
        (m["item_code"], m["item_version"], m["material_kind"]) for m in tables["item_materials"]
    }
