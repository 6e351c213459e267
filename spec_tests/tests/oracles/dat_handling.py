"""Oracles of 数据共享 that look at how applications are handled: DAT-5 to DAT-9."""

from __future__ import annotations

import datetime
from typing import Any

from oracles.lives import DAY, Life, lives, local_date, log_window
from oracles.regions import declared_seconds, in_the_window, version_of
from oracles.tables import Event, Row, Tables, order

_ZONE = datetime.timedelta(hours=8)
_TOGETHER = datetime.timedelta(minutes=5)
_AT_ONCE = datetime.timedelta(minutes=1)


def of_others(tables: Tables, item: str | None, version: int | None) -> bool:
    """Return whether a bank or the like decides an item, and no government department."""
    return any(
        (i["item_code"], i["item_version"]) == (item, version) and i["government"] is False
        for i in tables["items"]
    )


def dat_5(tables: Tables) -> set[Row]:
    """A matter of several departments is handed in at once and accepted at once."""
    rows: set[Row] = set()
    every = [
        life
        for life in lives(tables)
        if life.happened("application_submitted", "application_accepted", "decision_made")
        and not of_others(tables, life.item, life.version)
    ]
    for case in {life.case for life in every if life.case is not None}:
        parts = [life for life in every if life.case == case]
        submitted = [e for life in parts for e in life.all("application_submitted")[:1]]
        accepted = [e for life in parts for e in life.all("application_accepted")[:1]]
        decided = [e for life in parts for e in life.all("decision_made")[:1]]
        if len(_said([*accepted, *decided], "authority")) < 2:
            continue
        apart = (
            _apart(submitted)
            or _apart(accepted)
            or len(_said(submitted, "channel")) > 1
            or len(_said(submitted, "place")) > 1
            or len(_said(accepted, "officer")) > 1
        )
        answered = all(
            life.happened("application_accepted", "application_rejected") or life.given_up
            for life in parts
        )
        whole = answered and len(submitted) == len(parts)
        rows.add((case, True if apart else False if whole else None))
    return rows


def _apart(acts: list[Event]) -> bool:
    times = [e["at"] for e in acts]
    return bool(times) and max(times) - min(times) > _TOGETHER


def _said(acts: list[Event], column: str) -> set[str]:
    return {e[column] for e in acts if e.get(column) is not None}


def dat_6(tables: Tables) -> set[Row]:
    """A step is ready when what it depends on is done, and waits for nothing else."""
    rows: set[Row] = set()
    bound = declared_seconds(tables, "status_bound_seconds")
    every = lives(tables)
    for life in every:
        for step in {e["step"] for e in life.all("step_ready") if e.get("step") is not None}:
            ready = next(e for e in life.all("step_ready") if e.get("step") == step)
            listed = [
                s
                for s in tables["item_steps"]
                if (s["item_code"], s["item_version"]) == (life.item, life.version)
                and s["step"] == step
            ]
            if not listed:
                continue
            needed = [n for s in listed for n in (s["after"] or "").split(";") if n]
            due = _due(life, needed, ready)
            breach: bool | None = False
            if due is None:
                breach = None
            elif ready["at"] > due + (_AT_ONCE if bound is None else bound):
                unrelated = _completed_between(every, life, step, needed, due, ready)
                breach = True if bound is not None or unrelated else None
            rows.add((f"{life.id}/{step}", breach))
    return rows


def _due(life: Life, needed: list[str], ready: Event) -> Any:
    """Return when a step could have been ready, None if that is not on record."""
    accepted = life.first("application_accepted")
    if accepted is None:
        return None
    times = [accepted["at"]]
    for name in needed:
        before = [
            e["at"]
            for e in life.all("step_completed")
            if e.get("step") == name and order(e) < order(ready)
        ]
        if not before:
            return None
        times.append(max(before))
    still_since = None
    for switch in life.all("clock_stopped", "clock_resumed"):
        if switch["kind"] == "clock_stopped":
            if still_since is None and switch["at"] <= ready["at"]:
                still_since = switch["at"]
        elif still_since is not None:
            times.append(min(switch["at"], ready["at"]))
            still_since = None
    if still_since is not None:
        times.append(ready["at"])
    return max(times)


def _completed_between(
    every: list[Life], life: Life, step: str, needed: list[str], due: Any, ready: Event
) -> bool:
    """Return whether a step that this one does not depend on ended while it was kept back."""
    matter = [o for o in every if (o.case or o.id) == (life.case or life.id)]
    for other in matter:
        for event in other.all("step_completed"):
            own = other.id == life.id and event.get("step") in [step, *needed]
            named = event.get("step") is not None
            if named and not own and due < event["at"] and order(event) < order(ready):
                return True
    return False


def dat_7(tables: Tables) -> set[Row]:
    """Every accepted application is decided within its limit, counted day by day."""
    rows: set[Row] = set()
    for life in lives(tables):
        accepted = life.first("application_accepted")
        known = life.item is not None and life.version is not None
        limit = _limit(tables, life)
        if accepted is None or (known and limit is None):
            continue
        decision = life.first("decision_made")
        ending = life.first("application_abandoned", "application_withdrawn")
        until = (decision or ending or {"at": log_window(tables)[1]})["at"]
        used = _days_used(tables, life, accepted["at"], until)
        late = None if used is None or limit is None else used > limit
        if late or decision is not None:
            rows.add((life.id, late))
        elif ending is None or used is None:
            rows.add((life.id, None))
    return rows


def _limit(tables: Tables, life: Life) -> int | None:
    limits = [
        i["limit_working_days"]
        for i in tables["items"]
        if (i["item_code"], i["item_version"]) == (life.item, life.version)
        and i["limit_working_days"] is not None
    ]
    return max(limits) if limits else None


def _days_used(tables: Tables, life: Life, since: Any, until: Any) -> int | None:
    """Return how many working days the clock ran, None if the calendar does not reach."""
    working = {row["date"]: row["working"] for row in tables["calendar"]}
    day, last, used = local_date(since), local_date(until), 0
    if day not in working or last not in working:
        return None
    while day < last:
        day += DAY
        if working[day] and not _clock_stands_still(life, day, until):
            used += 1
    if not working[last] and not _clock_stands_still(life, last, until):
        used += 1  # on a day off the last working day is over
    return used


def _clock_stands_still(life: Life, day: datetime.date, until: Any) -> bool:
    """Return whether the clock stands still as a day ends, or at the end of the wait."""
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC) - _ZONE + DAY
    still = False
    for switch in life.all("clock_stopped", "clock_resumed"):
        if switch["at"] < midnight and switch["at"] <= until:
            still = switch["kind"] == "clock_stopped"
    return still


def dat_8(tables: Tables) -> set[Row]:
    """Each stage of an item that can be online is listed as online, and is done online."""
    rows: set[Row] = set()
    for item in tables["items"]:
        code, version = item["item_code"], item["item_version"]
        if item["online_exception"] is not None or of_others(tables, code, version):
            continue
        if not in_the_window(tables, item):
            continue
        for stage, kind in _KIND_OF_STAGE.items():
            subject = f"{version_of(item)}/{stage}"
            if item["published_at"] is None:
                rows.add((subject, None))
            elif stage not in (item["online_stages"] or "").split(";"):
                rows.add((subject, True))
            else:
                ways = _ways(tables, code, version, kind)
                breach = False if "online" in ways else True if "hall" in ways else None
                rows.add((subject, breach))
    return rows


_KIND_OF_STAGE = {
    "application": "application_submitted",
    "acceptance": "application_accepted",
    "review": "step_completed",
    "decision": "decision_made",
    "delivery": "result_delivered",
}


def _ways(tables: Tables, code: str, version: int, kind: str) -> set[str]:
    """Return how acts of a kind were done by applications on their way online."""
    found: set[str] = set()
    for life in lives(tables):
        if (life.item, life.version) != (code, version):
            continue
        for act in life.all(kind):
            if not _goes_online(life, act):
                continue
            unseen = kind in ("step_completed", "decision_made") and act.get("channel") is None
            if act.get("channel") == "online" or unseen:
                found.add("online")
            elif act.get("channel") == "hall" and kind != "result_delivered":
                found.add("hall")
    return found


def _goes_online(life: Life, act: Event) -> bool:
    """Return whether an act is done while its application goes the way online."""
    begun = life.first("application_started", "application_submitted")
    way = None
    for event in life.events:
        if event is begun or event["kind"] in ("application_started", "channel_changed"):
            way = event.get("channel")
        if event is act:
            return way == "online"
    return False


def dat_9(tables: Tables) -> set[Row]:
    """Whoever chose the way online is not called in, and meets no stage in person only."""
    rows: set[Row] = set()
    for life in lives(tables):
        entries = [
            i
            for i in tables["items"]
            if (i["item_code"], i["item_version"]) == (life.item, life.version)
        ]
        if any(i["online_exception"] is not None or i["government"] is False for i in entries):
            continue
        online = [e for e in life.events if _goes_online(life, e)]
        if not online:
            continue
        offered = {s for i in entries for s in (i["online_stages"] or "").split(";")}
        in_person = [
            e
            for e in online
            if e["kind"] == "called_in"
            or (e.get("channel") == "hall" and e.get("stage") not in {None, *offered})
        ]
        over = life.happened("result_delivered", "application_rejected") or life.given_up
        over = over or life.decision == "refused"
        if in_person:
            rows.add((life.id, True if entries else None))
        else:
            rows.add((life.id, False if over else None))
    return rows
