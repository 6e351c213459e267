"""The acts of a run where they are recorded (行为记录): some are chosen, and done wrong.

For faults in single acts of single people: who acted, when, and with what words. The choice is by
a hash, so that it is the same on every machine; what an act had been is not kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pyarrow as pa

from tongban.hashing import name_hash
from tongban.known_bad.running import base_tables
from tongban_spec.events import EVENTS, TABLES
from tongban_spec.evidence.package import ARROW_TYPES

Row = dict[str, Any]
Edit = Callable[["Record"], None]
MICROSECOND = datetime.timedelta(microseconds=1)
SECOND = datetime.timedelta(seconds=1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
_UTC_OFFSET = datetime.timedelta(hours=8)


class Record:
    """The tables of a run as rows (记录), to be changed in place.

    Parameters
    ----------
    tables : dict of str to list of dict
    """

    def __init__(self, tables: dict[str, list[Row]]):
        self.tables = tables
        self.added = 0

    @property
    def events(self) -> list[Row]:
        """The events, in the order in which they were recorded."""
        return self.tables[EVENTS.name]

    def of(self, *kinds: str, **cells: Any) -> list[Row]:
        """Return the events of some kinds with these cells, in order of time."""
        found = [
            e
            for e in self.events
            if e["kind"] in kinds and all(e[name] == value for name, value in cells.items())
        ]
        return sorted(found, key=lambda e: (e["at"], e["event_id"]))

    def application(self, row: Row, *kinds: str) -> list[Row]:
        """Return the events of some kinds of the application of an event."""
        return self.of(*kinds, application_id=row["application_id"])

    def rows(self, table: str, **cells: Any) -> list[Row]:
        """Return the rows of a context table with these cells."""
        return [
            r for r in self.tables[table] if all(r[name] == value for name, value in cells.items())
        ]

    def add(self, like: Row, at: datetime.datetime | None = None, **cells: Any) -> Row:
        """Add an event like another one, at the same moment or another, and return it.

        Of the cells only who, what and where are taken over, the others are those that are given.
        """
        kept = ("case_id", "application_id", "applicant_id", "item_code", "item_version",
                "region", "authority")  # fmt: skip
        self.added += 1
        row = {name: like[name] if name in kept else None for name in EVENTS.column_names}
        row |= {"at": at or like["at"], "event_id": f"{like['event_id']}+{self.added}", **cells}
        self.events.append(row)
        return row

    def remove(self, rows: Iterable[Row]) -> None:
        """Leave events out."""
        gone = {r["event_id"] for r in rows}
        self.tables[EVENTS.name] = [e for e in self.events if e["event_id"] not in gone]

    def arrow(self) -> dict[str, pa.Table]:
        """Return the tables as Arrow tables."""
        return {name: _table(name, rows) for name, rows in self.tables.items()}


def some(rows: list[Row], share: float = 0.01, by: str = "event_id") -> list[Row]:
    """Return about a share of rows, chosen by a hash of a cell, and at least one (选取)."""
    ranked = sorted(rows, key=lambda r: name_hash("some", str(r[by])))
    return ranked[: max(1, round(share * len(rows)))]


def edited(edit: Edit) -> dict[str, pa.Table]:
    """Return the evidence of the base world with some acts done wrong (改动后的证据)."""
    record = Record({name: [dict(r) for r in rows] for name, rows in _base_rows().items()})
    edit(record)
    return record.arrow()


@cache
def _base_rows() -> dict[str, list[Row]]:
    return {name: table.to_pylist() for name, table in base_tables().items()}


def _table(name: str, rows: list[Row]) -> pa.Table:
    return pa.table(
        {
            c.name: pa.array([r[c.name] for r in rows], ARROW_TYPES[c.type])
            for c in TABLES[name].columns
        }
    )


def postpone(record: Record, row: Row, to: datetime.datetime) -> None:
    """Let an event happen later or earlier, and with it all that came after it in its case."""
    by = to - row["at"]
    for event in record.events:
        if event["case_id"] == row["case_id"] and event is not row and event["at"] >= row["at"]:
            if (event["at"], event["event_id"]) > (row["at"], row["event_id"]):
                event["at"] += by
    row["at"] = to


def local_midnight(at: datetime.datetime) -> datetime.datetime:
    """Return the beginning of the local day of a moment (当日零时): China has one time."""
    local = at + _UTC_OFFSET
    return local.replace(hour=0, minute=0, second=0, microsecond=0) - _UTC_OFFSET


def after_working_days(record: Record, at: datetime.datetime, days: int) -> datetime.datetime:
    """Return the first moment after a number of working days, counted from the next day on."""
    first = (local_midnight(at) + _UTC_OFFSET).date()
    works = [r["date"] for r in record.rows("calendar", working=True) if r["date"] > first]
    last = datetime.datetime.combine(works[days - 1], datetime.time(), at.tzinfo)
    return last - _UTC_OFFSET + DAY
