"""Cases at the edge (边界情形): an example log with a cell or a row changed, and what is right.

Examples are held and breached plainly; what lies at a boundary differs from them in little. Only
what a requirement reads is prepared, so that hundreds of cases take seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from tongban_spec.dialects.raw_tables import CODE_CHECKS, RAW
from tongban_spec.dialects.script import prepared_queries
from tongban_spec.events import TABLES
from tongban_spec.evidence.code_checks import judged
from tongban_spec.evidence.package import ARROW_TYPES
from tongban_spec.evidence.rows import value_of
from tongban_spec.examples import Side, example
from tongban_spec.registry import Requirement

_CODES = ("item_code", "applicant_id", "licence_id", "holder")
Tables = dict[str, list[dict[str, Any]]]
Edit = Callable[[Tables], None]
Expected = Mapping[str, bool | None]


class Edge(NamedTuple):
    """One case at an edge (边界情形).

    Parameters
    ----------
    requirement : str
    side : {"conforming", "breaching"}
        Of the example that is edited.
    said : str
        What the case is, in a few words.
    expected : mapping of str to bool or None
        Every opportunity by its subject, with whether it is breached.
    edits : tuple of callable
    """

    requirement: str
    side: Side
    said: str
    expected: Expected
    edits: tuple[Edit, ...]

    def tables(self) -> Tables:
        """Return the tables of the example, edited; every table, every column in every row."""
        tables = {
            name: [dict(row) for row in rows]
            for name, rows in example(self.requirement, self.side).tables.items()
        }
        for edit in self.edits:
            edit(tables)
        return plain(tables)


def plain(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tables:
    """Return every table with times and dates as such, and every column in every row."""
    return {
        name: [
            {c.name: value_of(c, row.get(c.name)) for c in table.columns}
            for row in tables.get(name, ())
        ]
        for name, table in TABLES.items()
    }


def event(event_id: str, /, **cells: Any) -> Edit:
    """Return the edit that changes an event, or adds one that is not there yet."""

    def edit(tables: Tables) -> None:
        for one in tables["events"]:
            if one["event_id"] == event_id:
                one.update(cells)
                return
        tables["events"].append({"event_id": event_id, **cells})

    return edit


def gone(*event_ids: str) -> Edit:
    """Return the edit that leaves events out."""

    def edit(tables: Tables) -> None:
        assert set(event_ids) <= {e["event_id"] for e in tables["events"]}
        tables["events"] = [e for e in tables["events"] if e["event_id"] not in event_ids]

    return edit


def row(table: str, place: int | None, /, **cells: Any) -> Edit:
    """Return the edit that changes a row of a table, or adds one if it has no place."""

    def edit(tables: Tables) -> None:
        rows = tables.setdefault(table, [])
        if place is None:
            rows.append(cells)
        else:
            rows[place].update(cells)

    return edit


def kept(table: str, test: Callable[[dict[str, Any]], bool]) -> Edit:
    """Return the edit that keeps only some rows of a table."""

    def edit(tables: Tables) -> None:
        tables[table] = [row for row in tables[table] if test(row)]

    return edit


def edges(requirement: str, side: Side, *cases: tuple[Any, ...]) -> Iterator[Edge]:
    """Yield cases of one example, each written as words, what is expected, and edits."""
    for said, expected, *edits in cases:
        yield Edge(requirement, side, said, expected, tuple(edits))


class Bench:
    """A database in memory with what one requirement reads, and nothing else (小库)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, requirement: Requirement) -> None:
        self.connection, self.requirement = connection, requirement
        self.queries = prepared_queries([requirement])
        text = " ".join(self.queries.values())
        self._read = [t for t in (*TABLES.values(), CODE_CHECKS) if f"{RAW}.{t.name}" in text]

    def fill(self, tables: Tables) -> None:
        """Fill it anew with the tables of a log."""
        run = self.connection.execute
        run(f"CREATE SCHEMA IF NOT EXISTS {RAW}")
        for table in self._read:
            rows = tables.get(table.name, [])
            if table is CODE_CHECKS:
                rows = _checked(tables)
            given = pa.table(
                {
                    c.name: pa.array([row.get(c.name) for row in rows], ARROW_TYPES[c.type])
                    for c in table.columns
                }
            )
            self.connection.register("given_rows", given)
            run(f"CREATE OR REPLACE TABLE {RAW}.{table.name} AS SELECT * FROM given_rows")
            self.connection.unregister("given_rows")
        self.prepare()

    def prepare(self, instead: Mapping[str, str] | None = None) -> None:
        """Make what the query reads, with other queries ``instead`` of some."""
        for name, query in {**self.queries, **(instead or {})}.items():
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def rows(self, query: str | None = None) -> list[tuple[str, bool | None]]:
        """Return subject and breach of each opportunity, by another query if one is given."""
        asked = query or self.requirement.query
        found = self.connection.execute(f"SELECT subject, breach FROM ({asked}\n) AS judged")
        return sorted(found.fetchall(), key=str)


def small_database() -> duckdb.DuckDBPyConnection:
    """Return a database for benches, one at a time (空库)."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'; PRAGMA disable_optimizer")
    return connection


def _checked(tables: Tables) -> list[dict[str, Any]]:
    codes = {
        row[name]
        for rows in tables.values()
        for row in rows
        for name in _CODES
        if row.get(name) is not None
    }
    return [{"code": c, "kind": k, "valid": v} for c, k, v in judged(sorted(codes))]
