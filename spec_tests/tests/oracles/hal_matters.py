"""Oracles of 虚实结合 that look at whole matters or items: HAL-6 to HAL-10."""

from __future__ import annotations

import datetime

from oracles.lives import Life, lives, of_matter
from oracles.tables import Event, Row, Tables, events, order
from tongban_spec.codes import check_citizen_id, check_social_credit_code

_COUNTER_ACTS = (
    "redirected", "identity_verified", "material_requested", "material_submitted",
    "licence_presented", "licence_refused", "verification_requested", "recertification_requested",
    "application_submitted", "application_accepted", "application_rejected", "notice_issued",
    "result_delivered",
)  # fmt: skip


def _cases(tables: Tables) -> dict[str, list[Life]]:
    found: dict[str, list[Life]] = {}
    for life in lives(tables):
        if life.case is not None:
            found.setdefault(life.case, []).append(life)
    return found


def _over(life: Life) -> bool:
    return (
        life.happened("result_delivered", "application_rejected")
        or life.given_up
        or life.decision == "refused"
    )


def hal_6(tables: Tables) -> set[Row]:
    """All results of a matter come by one channel, at one place, at one time."""
    rows: set[Row] = set()
    known = _cases(tables)
    for case in {c for e in events(tables) for c in [_case(known, e)] if c is not None}:
        given = [e for e in of_matter(tables, case, "result_delivered")]
        own = known.get(case, [])
        pending = any(
            life.happened("application_submitted", "application_accepted") and not _over(life)
            for life in own
        )
        if not given or (len(given) == 1 and not pending):
            continue
        channels = {e.get("channel") for e in given}
        fixed = [e.get("place") for e in given if e.get("channel") in ("online", "hall")]
        trips = [
            e
            for e in events(tables, "visit_started")
            if e.get("case_id") == case and order(given[0]) < order(e) < order(given[-1])
        ]
        apart = given[-1]["at"] - given[0]["at"] >= datetime.timedelta(hours=24)
        places = set(fixed) - {None}
        unknown = None in channels or None in fixed or not all(life.begun for life in own)
        breach: bool | None = False
        if len(channels - {None}) > 1 or len(places) > 1 or trips or apart:
            breach = True
        elif unknown or pending or len(given) == 1:
            breach = None
        rows.add((case, breach))
    return rows


def _case(known: dict[str, list[Life]], event: Event) -> str | None:
    if event.get("case_id") is not None:
        return event["case_id"]
    named = event.get("application_id")
    return next((c for c, own in known.items() for life in own if life.id == named), None)


def hal_7(tables: Tables) -> set[Row]:
    """Neither channel alone asks for what is not listed, or gives what the other never gives."""
    by_item: dict[tuple, dict[str, list[Life]]] = {}
    for life in lives(tables):
        submitted = life.first("application_submitted")
        if submitted is None or life.item is None or life.version is None:
            continue
        if submitted.get("channel") in ("online", "hall") and not life.happened("channel_changed"):
            of_item = by_item.setdefault((life.item, life.version), {})
            of_item.setdefault(submitted["channel"], []).append(life)
    rows: set[Row] = set()
    for (item, version), channels in by_item.items():
        if len(channels) == 2:
            listed = {
                m["material_kind"]
                for m in tables["item_materials"]
                if (m["item_code"], m["item_version"]) == (item, version)
            }
            online, hall = (channels[c] for c in ("online", "hall"))
            asks = [{k for life in side for k in _asked(life)} - listed for side in (online, hall)]
            unequal = asks[0] != asks[1] or _results_differ(online, hall)
            rows.add((f"{item}/{version}", unequal))
    return rows


def _asked(life: Life) -> set[str]:
    return {
        e["material_kind"]
        for e in life.events
        if e.get("material_kind") is not None
        and (
            e["kind"] in ("verification_requested", "notice_issued")
            or (e["kind"] == "material_requested" and e.get("carrier") == "applicant")
        )
    }


def _results_differ(one: list[Life], other: list[Life]) -> bool:
    results = []
    for side in (one, other):
        given = [
            {e.get("material_kind") for e in life.all("licence_issued", "result_delivered")}
            - {None}
            for life in side
            if life.decision == "granted" and life.happened("result_delivered")
        ]
        results.append([kinds for kinds in given if kinds])
    if not all(results):
        return False
    always = [set.intersection(*side) for side in results]
    ever = [set.union(*side) for side in results]
    return bool(always[0] - ever[1]) or bool(always[1] - ever[0])


def hal_8(tables: Tables) -> set[Row]:
    """After a change of channel nothing is begun or handed in again."""
    rows: set[Row] = set()
    for life in lives(tables):
        for change in life.all("channel_changed"):
            # the application's own case is only asked for where the event names none
            case = change["case_id"] if change.get("case_id") is not None else life.case
            later = [e for e in life.events if e["at"] > change["at"]]
            going_on = [
                e
                for e in life.events
                if order(e) > order(change)
                and e["kind"]
                not in ("application_abandoned", "application_withdrawn", "status_shown")
            ]
            again = (
                any(e["kind"] == "application_started" for e in later)
                or _submitted_again(life, change, later)
                or any(_asked_again(tables, life, change, e) for e in later)
                or _begun_anew(tables, life, case, change, going_on)
            )
            breach = True if again else False if going_on else None
            rows.add((f"{life.id}/{change['event_id']}", breach))
    return rows


def _submitted_again(life: Life, change: Event, later: list[Event]) -> bool:
    before = [e for e in life.all("application_submitted") if order(e) < order(change)]
    return any(
        not any(order(b) < order(n) < order(e) for n in life.all("notice_issued"))
        for b in before
        for e in later
        if e["kind"] == "application_submitted"
    )


def _asked_again(tables: Tables, life: Life, change: Event, act: Event) -> bool:
    asked = (
        act["kind"] == "material_submitted"
        or (act["kind"] == "material_requested" and act.get("carrier") == "applicant")
        or (act["kind"] == "notice_issued" and act.get("outcome") == "missing")
    )
    kind = act.get("material_kind")
    if not asked or kind is None:
        return False
    days = [k["validity_days"] for k in tables["material_kinds"] if k["material_kind"] == kind]
    days = [d for d in days if d is not None]
    for copy in life.all("material_submitted"):
        if copy.get("material_kind") != kind or order(copy) >= order(change):
            continue
        if days and min(days) and act["at"] >= copy["at"] + datetime.timedelta(days=min(days)):
            continue
        found_wrong = any(
            n.get("material_kind") == kind
            and n.get("outcome") != "missing"
            and order(copy) < order(n) < order(act)
            for n in life.all("notice_issued")
        )
        if not found_wrong:
            return True
    return False


def _begun_anew(
    tables: Tables, life: Life, case: str | None, change: Event, going_on: list[Event]
) -> bool:
    for other in lives(tables):
        same = (
            other.id != life.id
            and case is not None
            and other.case == case
            and None not in (life.applicant, life.item)
            and (other.applicant, other.item) == (life.applicant, life.item)
        )
        started = other.first("application_started") if same else None
        if started is None or started["at"] <= change["at"]:
            continue
        went_on = any(e["at"] > started["at"] for e in going_on)
        # delivered is the last delivery, as an application may have several results
        marks = [life.first("decision_made"), life.first("application_rejected")]
        marks += life.all("result_delivered")[-1:]
        if not went_on and not any(m is not None and m["at"] <= started["at"] for m in marks):
            return True
    return False


def hal_9(tables: Tables) -> set[Row]:
    """One number for each matter, and every number a right one."""
    rows: set[Row] = set()
    for case in {e["case_id"] for e in tables["events"] if e.get("case_id") is not None}:
        numbers = {e.get("applicant_id") for e in tables["events"] if e.get("case_id") == case} - {
            None
        }
        rows.add((f"case/{case}", len(numbers) > 1 if numbers else None))
    people = [e["applicant_id"] for e in tables["events"] if e.get("applicant_id") is not None]
    for person in set(people):
        right = check_citizen_id(person) is None or check_social_credit_code(person) is None
        rows.add((f"applicant/{person}", not right))
    return rows


def hal_10(tables: Tables) -> set[Row]:
    """A matter takes one visit at most, and never to a hall and a department both."""
    rows: set[Row] = set()
    kinds = {p["place"]: p["place_kind"] for p in tables["places"]}
    for case, own in _cases(tables).items():
        counted, where = 0, set()
        named = [e for e in events(tables) if e.get("case_id") == case]
        starts = [n for n, e in enumerate(named) if e["kind"] == "visit_started"]
        for number, start in enumerate(starts):
            stop = starts[number + 1] if number + 1 < len(starts) else len(named)
            during = named[start + 1 : stop]
            ends = [n for n, e in enumerate(during) if e["kind"] == "visit_ended"]
            acts = {e["kind"] for e in (during[: ends[0]] if ends else during)}
            left = bool(ends) and during[ends[0]].get("outcome") == "left"
            if left and not acts & set(_COUNTER_ACTS):
                continue
            counted += "notice_issued" not in acts
            where.add(kinds.get(named[start].get("place")))
        both = "office" in where and bool(where & {"hall", "window"})
        open_ = not all(_over(life) and life.begun for life in own)
        # Somebody handed it in at a window and is said never to have come: visits are not recorded.
        submissions = [life.first("application_submitted") for life in own]
        open_ |= not starts and any(e and e.get("channel") == "hall" for e in submissions)
        rows.add((case, True if counted > 1 or both else None if open_ else False))
    return rows
