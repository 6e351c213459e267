"""Evidence from rows in memory (内存中的证据): examples, random packages, small tests."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from tongban_spec.events import EVENTS, TABLES, Column
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.evidence.package import ARROW_TYPES
from tongban_spec.evidence.prepared import RAW, prepared

Row = Mapping[str, Any]


def evidence_of_rows(
    tables: Mapping[str, Sequence[Row]],
    source: str = "rows",
    not_recorded: Iterable[str] = (),
) -> Evidence:
    """Return the evidence of tables that are lists of rows (由行得证据).

    Parameters
    ----------
    tables : mapping of str to sequence of mapping
        Rows as in ``events.schema.json``, or with ``datetime`` in the place of text for times and
        dates. A table that is left out is absent. A column of a context table is recorded if some
        row names it, null or not, or if the table has no row; for events lacking is null.
    source : str
    not_recorded : iterable of str
        Kinds that are said not to be recorded.

    Returns
    -------
    Evidence
        In a database in memory, single-threaded; close its ``connection`` when done.

    Raises
    ------
    KeyError
        If a table or column is not in the vocabulary.
    """
    found = {name: table_of_rows(name, rows) for name, rows in {EVENTS.name: (), **tables}.items()}
    return evidence_of_tables(found, source, not_recorded)


def evidence_of_tables(
    tables: Mapping[str, pa.Table],
    source: str = "tables",
    not_recorded: Iterable[str] = (),
) -> Evidence:
    """Return the evidence of Arrow tables, the events among them (由表得证据).

    Parameters and the database as of :func:`evidence_of_rows`; every column that a table has is
    recorded.
    """
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(f"SET TimeZone = 'UTC'; CREATE SCHEMA {RAW}")
    for name, table in tables.items():
        connection.register("given_rows", table)
        connection.execute(f'CREATE TABLE {RAW}."{name}" AS SELECT * FROM given_rows')
        connection.unregister("given_rows")
    return prepared(connection, source, frozenset(not_recorded))


def table_of_rows(name: str, rows: Sequence[Row]) -> pa.Table:
    """Return rows of a table of the vocabulary with its types (由行得表); see the evidence of it.

    Raises
    ------
    KeyError
        If a column is not in the vocabulary.
    """
    table = TABLES[name]
    named = {key for row in rows for key in row}
    if unknown := named - set(table.column_names):
        raise KeyError(f"{name} has no columns {sorted(unknown)}")
    kept = [c for c in table.columns if c.name in named or not rows or table is EVENTS]
    return pa.table(
        {
            c.name: pa.array([value_of(c, row.get(c.name)) for row in rows], ARROW_TYPES[c.type])
            for c in kept
        }
    )


def value_of(column: Column, value: Any) -> Any:
    """Return a value with ``datetime`` in the place of text for times and dates (取值)."""
    if isinstance(value, str) and column.type == "timestamp":
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if isinstance(value, str) and column.type == "date":
        return datetime.date.fromisoformat(value)
    return value
