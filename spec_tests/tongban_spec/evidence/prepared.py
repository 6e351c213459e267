"""From raw tables to what the requirements read (备表).

A reader fills tables or views of the schema ``raw`` with the names and columns of the vocabulary;
tables and columns may be lacking, columns that the vocabulary does not know are left alone.
:func:`prepared` makes in the main schema

- ``events`` in order, with ``at_us`` (microseconds since 1970, UTC) and ``seq`` (1, 2, … by time
  and id), and every context table with each timestamp also as ``<name>_us``;
- ``item_online_stages``, ``place_items``, ``step_after``: one row a value of a list with ``;``;
- ``working_days`` and ``code_checks``;
- what the files of ``tongban_spec/views`` say, in their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban_spec.events import ALWAYS_NEEDED, CONTEXT_TABLES, EVENTS, Table
from tongban_spec.evidence.code_checks import make_code_checks
from tongban_spec.evidence.derived import derived
from tongban_spec.evidence.evidence import Evidence, Finding
from tongban_spec.views import views

if TYPE_CHECKING:
    import duckdb

RAW = "raw"
SIMPLY_PLANNED_ROWS_MAX = 10_000  # of all tables together, the prepared ones included
SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
}


def prepared(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    not_recorded: frozenset[str] = frozenset(),
    gate: tuple[Finding, ...] = (),
) -> Evidence:
    """Return the evidence of the raw tables in a database (备好的证据).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        With the schema ``raw``; its main schema is empty. Timestamps are either with a zone or
        UTC without one.
    source : str
        Name of the evidence as the user knows it.
    not_recorded : frozenset of str
        Kinds that the source does not record.
    gate : tuple of Finding
        What the gate found.

    Raises
    ------
    duckdb.Error
        If a raw column cannot be cast to the vocabulary's type: readers check that before.
    """
    raw = _raw_columns(connection)
    assert EVENTS.name in raw, "a reader must give events"
    _make_events(connection, raw[EVENTS.name])
    for table in CONTEXT_TABLES.values():
        found = raw.get(table.name, frozenset())
        cells = ", ".join(_cells(table, found))
        origin = f'{RAW}."{table.name}"' if table.name in raw else "(SELECT 1) WHERE false"
        connection.execute(f'CREATE TABLE "{table.name}" AS SELECT {cells} FROM {origin}')
    for name, query in derived().items():
        connection.execute(f"CREATE TABLE {name} AS {query}")
    make_code_checks(connection)
    for name, query in views().items():
        connection.execute(f"CREATE TABLE {name} AS {query}")
    columns = {name: found for name, found in raw.items() if name in CONTEXT_TABLES}
    count, columns[EVENTS.name] = _filled(connection)
    kinds = connection.execute("SELECT DISTINCT kind FROM events").fetchall()
    _plan_simply_if_small(connection)
    return Evidence(
        source, connection, count, columns, not_recorded, gate, frozenset(k for (k,) in kinds)
    )


def _raw_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Return the columns of the vocabulary that each raw table has."""
    found: dict[str, set[str]] = {}
    known = {t.name: set(t.column_names) for t in (EVENTS, *CONTEXT_TABLES.values())}
    for table, column in connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?",
        [RAW],
    ).fetchall():
        if table in known:
            found.setdefault(table, set()).update({column} & known[table])
    return {table: frozenset(columns) for table, columns in found.items()}


def _cells(table: Table, found: frozenset[str]) -> list[str]:
    cells = []
    for column in table.columns:
        name, sql_type = f'"{column.name}"', SQL_TYPES[column.type]
        if column.name not in found:
            cells.append(f"NULL::{sql_type} AS {name}")
        elif column.type == "timestamp":
            # By way of microseconds: a cast of a time with a zone would ask for the session's.
            cells.append(f"make_timestamp(epoch_us({name})) AS {name}")
        else:
            cells.append(f"{name}::{sql_type} AS {name}")
        if column.type == "timestamp":
            known = column.name in found
            us = f"epoch_us({name})" if known else "NULL::BIGINT"
            cells.append(f'{us} AS "{column.name}_us"')
    return cells


def _make_events(connection: duckdb.DuckDBPyConnection, found: frozenset[str]) -> None:
    """Make the events in order; a log that is in order already is not sorted again."""
    late = connection.execute(
        f'SELECT count(*) FROM (SELECT ("at", event_id) < lag(("at", event_id)) OVER () AS late'
        f" FROM {RAW}.events) WHERE late"
    ).fetchone()
    in_order = late is not None and late[0] == 0
    origin = (
        f"{RAW}.events" if in_order else f'(SELECT * FROM {RAW}.events ORDER BY "at", event_id)'
    )
    cells = ", ".join(_cells(EVENTS, found))
    connection.execute(
        f"CREATE TABLE events AS SELECT {cells}, row_number() OVER () AS seq FROM {origin}"
    )


def _plan_simply_if_small(connection: duckdb.DuckDBPyConnection) -> None:
    """Spare a small log the search for good plans: it is most of what its check would cost."""
    rows = connection.execute("SELECT sum(estimated_size) FROM duckdb_tables()").fetchone()
    if rows is not None and (rows[0] or 0) <= SIMPLY_PLANNED_ROWS_MAX:
        connection.execute("PRAGMA disable_optimizer")


def _filled(connection: duckdb.DuckDBPyConnection) -> tuple[int, frozenset[str]]:
    """Return the number of events, and the columns of ``events`` that some event fills."""
    names = EVENTS.column_names
    counts = ", ".join(f'count("{name}")' for name in names)
    row = connection.execute(f"SELECT count(*), {counts} FROM events").fetchone()
    assert row is not None
    filled = {name for name, count in zip(names, row[1:], strict=True) if count}
    return row[0], frozenset(filled) | frozenset(ALWAYS_NEEDED)
