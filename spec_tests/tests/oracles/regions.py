"""How the oracles look at regions and versions of items (查区划与版本), in loops."""

from __future__ import annotations

import datetime
from typing import Any

from oracles.tables import Event, Tables, events, of_application, within

STAGES_IN_ORDER = ("application", "acceptance", "review", "decision", "delivery")


def contains(large: str, small: str) -> bool:
    """Return whether a region contains another one, or is it."""
    if large == "000000" or large == small:
        return True
    if large.endswith("0000"):
        return small.startswith(large[:2])
    return large.endswith("00") and small.startswith(large[:4])


def related(one: str | None, other: str | None) -> bool:
    """Return whether one of two regions contains the other."""
    if one is None or other is None:
        return False
    return contains(one, other) or contains(other, one)


def region_of(authority: str | None) -> str | None:
    """Return the region of an authority, None if it names none."""
    return authority.split("@")[1] if authority and "@" in authority else None


def base_code(code: str) -> str:
    """Return the base code of an item: an implementation code ends with it."""
    return code[19:] if len(code) == 31 else code


def end_of(tables: Tables, item: dict[str, Any]) -> Any:
    """Return when a version ends: withdrawn, or else replaced by the next one in its region."""
    if item["withdrawn_at"] is not None or item["published_at"] is None:
        return item["withdrawn_at"]
    mine = (item["published_at"], item["item_version"])
    later = [
        (i["published_at"], i["item_version"])
        for i in tables["items"]
        if i["item_code"] == item["item_code"] and i["region"] == item["region"]
        if i["published_at"] is not None
    ]
    return min((v for v in later if v > mine), default=(None, 0))[0]


def in_force(tables: Tables, item: dict[str, Any], at: datetime.datetime) -> bool | None:
    """Return whether a version is in force, None if its publication is not on record."""
    end = end_of(tables, item)
    if item["published_at"] is None:
        return None if end is None or at < end else False
    return within(at, item["published_at"], end)


def lives(tables: Tables, item: dict[str, Any]) -> bool:
    """Return whether a version is, or may be, in force for any time at all."""
    end = end_of(tables, item)
    return item["published_at"] is None or end is None or item["published_at"] < end


def in_the_window(tables: Tables, item: dict[str, Any]) -> bool:
    """Return whether a version is, or may be, in force at some moment of the log."""
    times = [e["at"] for e in tables["events"]]
    end, start = end_of(tables, item), item["published_at"]
    if not lives(tables, item):
        return False
    begun = not times or start is None or start <= max(times)
    return begun and (not times or end is None or end > min(times))


def together(tables: Tables, one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two versions are, or may be, in force at one moment."""
    if not (lives(tables, one) and lives(tables, other)):
        return False
    for a, b in ((one, other), (other, one)):
        end = end_of(tables, b)
        if a["published_at"] is not None and end is not None and a["published_at"] >= end:
            return False
    return True


def submissions(tables: Tables) -> dict[str, Event]:
    """Return the first submission of each application."""
    found: dict[str, Event] = {}
    for event in events(tables, "application_submitted"):
        if event["application_id"] is not None:
            found.setdefault(event["application_id"], event)
    return found


def first(tables: Tables, application: str, *kinds: str) -> Event | None:
    """Return the first event of an application that is of one of these kinds."""
    for event in events(tables, *kinds):
        if event["application_id"] == application:
            return event
    return None


def declared_seconds(tables: Tables, name: str) -> datetime.timedelta | None:
    """Return what is declared under a name as a time, None if it is no number or lacking."""
    for row in tables["declared"]:
        if row["name"] == name:
            try:
                return datetime.timedelta(seconds=float(row["value"]))
            except ValueError:
                return None
    return None


def version_of(item: dict[str, Any]) -> str:
    """Return the subject of an entry: code, version, region."""
    return f"{item['item_code']}/{item['item_version']}/{item['region']}"


def listed_materials(tables: Tables, item: dict[str, Any]) -> list[str]:
    """Return the kinds of material that an entry lists, sorted."""
    return sorted(
        m["material_kind"]
        for m in tables["item_materials"]
        if all(m[k] == item[k] for k in ("item_code", "item_version", "region"))
    )


def same_item(tables: Tables, one: str, other: str) -> bool:
    """Return whether two applications of a case are for the same item."""
    return all(
        of_application(tables, one, k) == of_application(tables, other, k) is not None
        for k in ("case_id", "item_code")
    )
