"""Oracles of 数据共享 that look at how applications are handled: DAT-5 to DAT-9."""

from __future__ import annotations

import datetime
from typing import Any

from oracles.lives import DAY, Life, lives, local_date, log_window
from oracles.tables import Row, Tables

_ZONE = datetime.timedelta(hours=8)


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
    return used


def _clock_stands_still(life: Life, day: datetime.date, until: Any) -> bool:
    """Return whether the clock stands still as a day ends, or at the end of the wait."""
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC) - _ZONE + DAY
    still = False
    for switch in life.all("clock_stopped", "clock_resumed"):
        if switch["at"] < midnight and switch["at"] <= until:
            still = switch["kind"] == "clock_stopped"
    return still
