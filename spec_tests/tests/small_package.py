"""A package of a few events, written by hand, to be spoilt in one place at a time."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from tongban_spec.events import TABLES
from tongban_spec.evidence.package import ARROW_TYPES

Rows = Sequence[Mapping[str, Any]]
# Texts that a form may lose or take for something else.
STRANGE = (
    "", " ", "\r", "\r\n", "\n", "\t", "NULL", "'", '"', "<&>]]>", "\u2028", "\ufeff", "1", "true",
    "a;b", "\0", "=1+1",
)  # fmt: skip
ITEM = {"item_code": "330000000001", "item_version": 1}
WHO = {"case_id": "c1", "application_id": "a1", "applicant_id": "p1"}
EVENTS: Rows = (
    {"event_id": "e1", "at": "2025-03-03T01:00:00.000001Z", "kind": "application_submitted"}
    | WHO
    | ITEM
    | {"channel": "online", "region": "330402"},
    {"event_id": "e2", "at": "2025-03-03T02:30:00Z", "kind": "application_accepted"}
    | WHO
    | {"authority": "SAMR@330402", "outcome": "accepted", "officer": "Li"},
    {"event_id": "e3", "at": "2025-03-05T07:15:00Z", "kind": "decision_made"}
    | WHO
    | {"authority": "SAMR@330402", "outcome": "granted", "officer": "Wang"},
)
TABLES_OF_ROWS: Mapping[str, Rows] = {
    "events": EVENTS,
    "items": (
        ITEM | {"region": "330402", "name": "设立登记", "fee": 0.5, "limit_working_days": 3},
    ),
    "calendar": ({"date": "2025-03-03", "working": True}, {"date": "2025-03-08", "working": False}),
}


def changed(number: int, **values: Any) -> list[dict[str, Any]]:
    """Return the events with one of them changed."""
    rows = [dict(row) for row in EVENTS]
    rows[number] |= values
    return rows


def write_csv(folder: Path, tables: Mapping[str, Rows] = TABLES_OF_ROWS) -> Path:
    """Write tables as CSV with the columns that some row has."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns)
            writer.writeheader()
            writer.writerows(
                {k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()}
                for row in rows
            )
    return folder


def write_parquet(folder: Path, tables: Mapping[str, Rows] = TABLES_OF_ROWS) -> Path:
    """Write tables as Parquet with the vocabulary's types."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        pyarrow.parquet.write_table(arrow(name, rows), folder / f"{name}.parquet")
    return folder


def arrow(name: str, rows: Rows) -> pa.Table:
    """Return rows as a table of the vocabulary's types."""
    columns = [c for c in TABLES[name].columns if any(c.name in row for row in rows)]
    return pa.table(
        {
            c.name: pa.array([_typed(c.type, row.get(c.name)) for row in rows], ARROW_TYPES[c.type])
            for c in columns
        }
    )


def _typed(kind: str, value: Any) -> Any:
    if value is None or kind not in ("timestamp", "date"):
        return value
    if kind == "date":
        return datetime.date.fromisoformat(value)
    return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
