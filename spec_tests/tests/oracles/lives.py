"""How the oracles look at applications, matters and days (查申请): one life after another."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from oracles.regions import in_the_window
from oracles.tables import Event, Tables, case_of, events, of_application

DAY = datetime.timedelta(days=1)
_ZONE = datetime.timedelta(hours=8)


@dataclass
class Life:
    """What happened to one application, in order."""

    id: str
    case: str | None
    applicant: str | None
    item: str | None
    version: int | None
    events: list[Event]

    def all(self, *kinds: str) -> list[Event]:
        return [e for e in self.events if e["kind"] in kinds]

    def first(self, *kinds: str) -> Event | None:
        found = self.all(*kinds)
        return found[0] if found else None

    def happened(self, *kinds: str) -> bool:
        return self.first(*kinds) is not None

    @property
    def begun(self) -> bool:
        """Whether its beginning is on record."""
        return self.happened("application_started", "application_submitted")

    @property
    def decision(self) -> str | None:
        made = self.first("decision_made")
        return made["outcome"] if made and made.get("outcome") else None

    @property
    def given_up(self) -> bool:
        return self.happened("application_abandoned", "application_withdrawn")


def lives(tables: Tables) -> list[Life]:
    """Return every application that some event names."""
    by_id: dict[str, list[Event]] = {}
    for event in events(tables):
        if event.get("application_id") is not None:
            by_id.setdefault(event["application_id"], []).append(event)

    def said(application: str, column: str) -> Any:
        return of_application(tables, application, column)

    return [
        Life(a, said(a, "case_id"), said(a, "applicant_id"), said(a, "item_code"),
             said(a, "item_version"), own)
        for a, own in by_id.items()
    ]  # fmt: skip


def life_of(tables: Tables, application: str | None) -> Life | None:
    """Return the application of this id."""
    return next((life for life in lives(tables) if life.id == application), None)


def of_matter(tables: Tables, case: str, *kinds: str) -> list[Event]:
    """Return the events of a matter, named by themselves or by their application."""
    return [e for e in events(tables, *kinds) if case_of(tables, e) == case]


def log_window(tables: Tables) -> tuple[Any, Any]:
    """Return the first and the last moment of the log."""
    times = [e["at"] for e in tables["events"]]
    return (min(times), max(times)) if times else (None, None)


def local_date(at: datetime.datetime) -> datetime.date:
    """Return the day in China."""
    return (at + _ZONE).date()


def end_of_working_day(tables: Tables, at: datetime.datetime, number: int) -> Any:
    """Return the moment after the n-th working day after a moment's day; None: beyond the calendar.

    With 0 it is the end of that day itself, working or not.
    """
    calendar = {row["date"]: row["working"] for row in tables["calendar"]}
    day = local_date(at)
    if day not in calendar:
        return None
    while number > 0:
        day += DAY
        if day not in calendar:
            return None
        number -= bool(calendar[day])
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return midnight - _ZONE + DAY


def items_in_force(tables: Tables) -> list[dict[str, Any]]:
    """Return the versions that were surely in force at some moment of the log."""
    return [
        i
        for i in tables["items"]
        if tables["events"] and i["published_at"] is not None and in_the_window(tables, i)
    ]
