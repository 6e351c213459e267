"""OCEL 2.0 written as an SQLite database (写 SQLite 日志), with all keys of the standard."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tongban_spec.errors import EvidenceError
from tongban_spec.evidence.ocel.object_log import (
    ORIGIN_OF_TIME,
    WHATS,
    ObjectLog,
    Thing,
    Value,
    ValueType,
    What,
)
from tongban_spec.evidence.ocel.relational import OWN_COLUMNS, SQL_TYPES
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.language import Text

_BATCH = 1 << 14
_GENERAL = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event (
    ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES event_map_type(ocel_type)
);
CREATE TABLE object (
    ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES object_map_type(ocel_type)
);
CREATE TABLE event_object (
    ocel_event_id TEXT REFERENCES event(ocel_id),
    ocel_object_id TEXT REFERENCES object(ocel_id),
    ocel_qualifier TEXT,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
);
CREATE TABLE object_object (
    ocel_source_id TEXT REFERENCES object(ocel_id),
    ocel_target_id TEXT REFERENCES object(ocel_id),
    ocel_qualifier TEXT,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
);
"""
# How the beginning of time is written, in logs of the standard's own authors too.
_BEGINNINGS = (
    ORIGIN_OF_TIME,
    "1970-01-01T00:00:00Z",
    "1970-01-01T00:00:00.000Z",
    "1970-01-01T00:00:00+00:00",
    "1970-01-01 00:00:00",
)
_RESERVED = {"event": {"object", "map_type"}, "object": {"object", "map_type"}}


def write_sqlite(path: Path, log: ObjectLog) -> None:
    """Write a log (写 SQLite 日志).

    Raises
    ------
    EvidenceError
        If the relational form cannot hold it: two things with one id, attributes that differ in
        nothing but upper and lower case, an integer of more than 64 bits.
    OSError
        If the disk refuses.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # The file gets its name only when it is whole: a journal would be of no use.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_GENERAL)
        connection.execute("BEGIN")
        for what in WHATS:
            _write_things(connection, what, log)
        connection.execute("COMMIT")
    except sqlite3.IntegrityError as trouble:
        raise _cannot_hold(str(trouble)) from trouble
    except (sqlite3.OperationalError, sqlite3.DataError) as trouble:
        raise OSError(str(trouble)) from trouble
    finally:
        connection.close()


class _Inserts:
    """Rows on their way into tables, many at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.waiting = 0

    def add(self, table: str, *row: Any, again: bool = False) -> None:
        """Take a row; ``again`` says that the same row may be there already."""
        word = "INSERT OR IGNORE" if again else "INSERT"
        places = ", ".join("?" * len(row))
        statement = f"{word} INTO {name_in_sql(table)} VALUES ({places})"
        self.rows.setdefault(statement, []).append(row)
        self.waiting += 1
        if self.waiting >= _BATCH:
            self.flush()

    def flush(self) -> None:
        for statement, rows in self.rows.items():
            self.connection.executemany(statement, rows)
        self.rows.clear()
        self.waiting = 0


def _write_things(connection: sqlite3.Connection, what: What, log: ObjectLog) -> None:
    types = log.types(what)
    tables = dict(zip(types, _table_names(what, types), strict=True))
    inserts = _Inserts(connection)
    for kind, attributes in types.items():
        connection.execute(_table_of_type(what, tables[kind], attributes))
        inserts.add(f"{what}_map_type", kind, tables[kind].removeprefix(f"{what}_"))
    for thing in log.things(what):
        inserts.add(what, thing.id, thing.type)
        rows = _event_row if what == "event" else _object_rows
        for row in rows(thing, types[thing.type]):
            inserts.add(tables[thing.type], *row)
        for target, qualifier in thing.relations:
            inserts.add(f"{what}_object", thing.id, target, qualifier, again=True)
    inserts.flush()


def _table_names(what: What, types: Iterable[str]) -> list[str]:
    """Return a table name for each type: plain letters, and told apart where case alone differs."""
    taken = set(_RESERVED[what])
    names = []
    for kind in types:
        plain = re.sub(r"\W", "_", kind)[:60] or "_"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name.casefold())
        names.append(f"{what}_{name}")
    return names


def _table_of_type(what: What, table: str, attributes: Mapping[str, ValueType]) -> str:
    folded = [*OWN_COLUMNS, *(name.casefold() for name in attributes)]
    # SQLite's statements end at the character zero, so no column can be called by it.
    if len(set(folded)) < len(folded) or any("\0" in name for name in attributes):
        raise _cannot_hold(f"{table}: {', '.join(attributes)[:200]}")
    key = "PRIMARY KEY " if what == "event" else ""
    own = [f"ocel_id TEXT {key}REFERENCES {what}(ocel_id)", "ocel_time TIMESTAMP"]
    if what == "object":
        own.append("ocel_changed_field TEXT")
    named = [f"{name_in_sql(name)} {SQL_TYPES[kind]}" for name, kind in attributes.items()]
    return f"CREATE TABLE {name_in_sql(table)} ({', '.join([*own, *named])})"


def _event_row(thing: Thing, kinds: Mapping[str, ValueType]) -> list[list[Any]]:
    values = {v.name: _bound(v, kinds[v.name]) for v in thing.values}
    if len(values) < len(thing.values):
        raise _cannot_hold(f"event {thing.id}: one attribute twice")
    return [[thing.id, thing.time, *(values.get(name) for name in kinds)]]


def _object_rows(thing: Thing, kinds: Mapping[str, ValueType]) -> list[list[Any]]:
    """Return first what holds from the beginning, then a row a change."""
    beginning = next((v.time for v in thing.values if v.time in _BEGINNINGS), ORIGIN_OF_TIME)
    first: dict[str, Any] = {}
    changes: list[list[Any]] = []
    for value in thing.values:
        bound = _bound(value, kinds[value.name])
        if value.time == beginning and value.name not in first:
            first[value.name] = bound
            continue
        cells = (bound if name == value.name else None for name in kinds)
        changes.append([thing.id, value.time, value.name, *cells])
    start = [thing.id, beginning, None, *(first.get(name) for name in kinds)]
    return [start, *changes]


def _bound(value: Value, kind: ValueType) -> Any:
    """Return a value as SQLite takes it; as text if it is not of its declared type."""
    try:
        if kind == "integer":
            number = int(value.value)
            if not -(1 << 63) <= number < 1 << 63:
                raise _cannot_hold(f"{value.name} = {value.value[:60]}")
            return number
        if kind == "float":
            return float(value.value)
    except ValueError:
        return value.value
    if kind == "boolean" and value.value in ("true", "false"):
        return int(value.value == "true")
    return value.value


def _cannot_hold(why: str) -> EvidenceError:
    return EvidenceError(
        Text("SQLite 形式容不下：{w}", "the SQLite form cannot hold it: {w}").fill(w=why),
        Text(
            "每个事件、对象的编号要唯一，属性名不能只差大小写、不含零字符，整数至多 64 位；"
            "也可改写成 JSON",
            "ids are unique, names of attributes differ in more than case and hold no character"
            " zero, integers have 64 bits; or write JSON instead",
        ),
    )
