"""The relational form's own words (关系形式的用语): tables, columns and types of the standard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.files import broken, head
from tongban_spec.evidence.ocel.object_log import WHATS, ValueType, What
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.language import Text

FORMAT = "OCEL 2.0 SQLite"
SQL_TYPES: Mapping[ValueType, str] = {
    "string": "TEXT",
    "time": "TIMESTAMP",
    "integer": "INTEGER",
    "float": "REAL",
    "boolean": "BOOLEAN",
}
OWN_COLUMNS = ("ocel_id", "ocel_time", "ocel_changed_field")


class Column(NamedTuple):
    """A column of a table (列), as SQLite describes it."""

    name: str
    type: str
    key: bool


class Described(NamedTuple):
    """What a database is made of (库的结构).

    Parameters
    ----------
    columns : mapping of str to tuple of Column
        For each real table, views and virtual tables left out.
    references : mapping of str to frozenset of (str, str, str)
        For each table its foreign keys: own column, table, column there.
    type_tables : mapping of (str, str) to str
        ``("event", type)`` → its table, as the standard's table of names has it.
    """

    columns: Mapping[str, tuple[Column, ...]]
    references: Mapping[str, frozenset[tuple[str, str, str]]]
    type_tables: Mapping[tuple[What, str], str]

    def has(self, table: str, *names: str) -> bool:
        """Return whether a table has all these columns (是否有列)."""
        return set(names) <= {c.name for c in self.columns.get(table, ())}


@contextmanager
def opened_database(path: Path, shown: str) -> Iterator[sqlite3.Connection]:
    """Open an SQLite file to read it as it lies there (打开), in a ``with`` statement.

    Nothing is created beside it, and nothing in it is executed.

    Raises
    ------
    EvidenceError
        If it is no sound SQLite file, or part of it is still in a write-ahead log.
    """
    wal = path.with_name(path.name + "-wal")
    if head(path, 20)[18:20] == b"\x02\x02" and wal.exists() and wal.stat().st_size:
        raise EvidenceError(
            Text("数据库还有没并入的 -wal 文件", "part of the database is in a -wal file"),
            Text(
                "请先合并：sqlite3 文件 'PRAGMA wal_checkpoint(TRUNCATE)'",
                "merge it first: sqlite3 FILE 'PRAGMA wal_checkpoint(TRUNCATE)'",
            ),
            Where(shown),
        )
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True
        )
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
            if found != ("ok",):
                raise broken(Path(shown), FORMAT, str(found[0]) if found else "quick_check")
            yield connection
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeError, OverflowError) as trouble:
        raise broken(Path(shown), FORMAT, trouble) from trouble


def described(connection: sqlite3.Connection) -> Described:
    """Return what a database is made of (库的结构)."""
    names = [
        name
        for name, written in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
        )
        if not str(written).upper().lstrip().startswith("CREATE VIRTUAL")
    ]
    columns = {name: tuple(_columns(connection, name)) for name in names}
    references = {
        name: frozenset(
            (row[3], row[2], row[4] or row[3])
            for row in connection.execute(f"PRAGMA foreign_key_list({name_in_sql(name)})")
        )
        for name in names
    }
    type_tables: dict[tuple[What, str], str] = {}
    for what in WHATS:
        table = f"{what}_map_type"
        if {"ocel_type", "ocel_type_map"} <= {c.name for c in columns.get(table, ())}:
            for kind, mapped in connection.execute(
                f"SELECT ocel_type, ocel_type_map FROM {table} ORDER BY rowid"
            ):
                type_tables[what, str(kind)] = f"{what}_{mapped}"
    return Described(columns, references, type_tables)


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[Column]:
    for row in connection.execute(f"PRAGMA table_info({name_in_sql(table)})"):
        yield Column(str(row[1]), str(row[2]).upper(), bool(row[5]))


def type_of_column(declared: str) -> ValueType:
    """Return the standard's type of a column (值类型); a foreign one is taken as text."""
    for kind, name in SQL_TYPES.items():
        if name == declared:
            return kind
    return "string"


def as_text(value: Any, kind: ValueType) -> str:
    """Return a value of SQLite as text (转文字).

    Raises
    ------
    ValueError
        If it is binary.
    """
    if isinstance(value, bytes):
        raise ValueError("a binary value")
    if kind == "boolean" and value in (0, 1):
        return "true" if value else "false"
    if kind == "float" and isinstance(value, int):
        return str(float(value))
    return str(value)
