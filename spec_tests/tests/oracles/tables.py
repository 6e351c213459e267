"""How the oracles look at tables (查表): loops, and nothing shared with the queries."""

from __future__ import annotations

import datetime
from typing import Any

Tables = dict[str, list[dict[str, Any]]]
Row = tuple[str, bool | None]
Event = dict[str, Any]


def events(tables: Tables, *kinds: str) -> list[Event]:
    """Return the events in order of time and id, of these kinds if any are named."""
    rows = sorted(tables["events"], key=lambda e: (e["at"], e["event_id"]))
    return [e for e in rows if not kinds or e["kind"] in kinds]


def order(event: Event) -> tuple[datetime.datetime, str]:
    """Return the place of an event in the order of the log."""
    return event["at"], event["event_id"]


def within(at: Any, start: Any, end: Any) -> bool:
    """Return whether start <= at < end; an end of None never comes."""
    return start is not None and start <= at and (end is None or at < end)


def link_is_down(tables: Tables, link: str, at: datetime.datetime) -> bool:
    """Return whether the last switch of a link until now, this moment included, was down."""
    down = False
    for event in events(tables, "link_down", "link_up"):
        if event.get("link_id") == link and event["at"] <= at:
            down = event["kind"] == "link_down"
    return down


def applicant_of(tables: Tables, event: Event) -> str | None:
    """Return the applicant of an event: named by it, or else by its application."""
    if event.get("applicant_id") is not None:
        return event["applicant_id"]
    return of_application(tables, event.get("application_id"), "applicant_id")


def case_of(tables: Tables, event: Event) -> str | None:
    """Return the case of an event: named by it, or else by its application."""
    if event.get("case_id") is not None:
        return event["case_id"]
    return of_application(tables, event.get("application_id"), "case_id")


def of_application(tables: Tables, application: str | None, column: str) -> Any:
    """Return what the first submission of an application says, else the least value of any event.

    The same rule as ``applications`` has, in its own words.
    """
    if application is None:
        return None
    own = [e for e in events(tables) if e.get("application_id") == application]
    for event in own:
        if event["kind"] == "application_submitted":
            if event.get(column) is not None:
                return event[column]
            break
    said = [e[column] for e in own if e.get(column) is not None]
    return min(said) if said else None
