"""A log of events and objects in a database (对象日志): what the three forms have in common.

All values are kept as text, with their type beside them, and numbers stay as they were written; a
float becomes what it was when it is written again. Events and objects are numbered in the order of
the file, so that writing keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import pyarrow as pa

if TYPE_CHECKING:
    import duckdb

ValueType = Literal["string", "time", "integer", "float", "boolean"]
What = Literal["event", "object"]
WHATS: tuple[What, What] = ("object", "event")
VALUE_TYPES: tuple[ValueType, ...] = ("string", "time", "integer", "float", "boolean")
ORIGIN_OF_TIME = "1970-01-01T00:00:00.000000Z"
ISO = "'%Y-%m-%dT%H:%M:%S.%fZ'"
SCHEMA = "ocel"
_BATCH_ROWS = 1 << 16
_FETCH_ROWS = 1 << 13
TABLES: dict[str, dict[str, str]] = {
    "event_types": {"type": "VARCHAR"},
    "object_types": {"type": "VARCHAR"},
    "event_attributes": {"type": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR"},
    "object_attributes": {"type": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR"},
    "events": {"n": "BIGINT", "id": "VARCHAR", "type": "VARCHAR", "time": "VARCHAR"},
    "objects": {"n": "BIGINT", "id": "VARCHAR", "type": "VARCHAR"},
    "event_values": {"n": "BIGINT", "name": "VARCHAR", "kind": "VARCHAR", "value": "VARCHAR"},
    "object_values": {
        "n": "BIGINT",
        "name": "VARCHAR",
        "kind": "VARCHAR",
        "value": "VARCHAR",
        "time": "VARCHAR",
    },
    "event_objects": {"n": "BIGINT", "target": "VARCHAR", "qualifier": "VARCHAR"},
    "object_objects": {"n": "BIGINT", "target": "VARCHAR", "qualifier": "VARCHAR"},
}
_ARROW = {"VARCHAR": pa.string(), "BIGINT": pa.int64()}


def value_type(word: str) -> ValueType:
    """Return a type of the standard by its name (值类型); raises ValueError if there is none."""
    if word not in VALUE_TYPES:
        raise ValueError(f"type {word!r} is none of {', '.join(VALUE_TYPES)}")
    return cast(ValueType, word)


class Value(NamedTuple):
    """One attribute of an event or object (属性值); ``time`` only of an object."""

    name: str
    kind: ValueType
    value: str
    time: str = ORIGIN_OF_TIME


class Relation(NamedTuple):
    """One link to an object (关系)."""

    target: str
    qualifier: str


class Thing(NamedTuple):
    """An event or an object (事件或对象); ``time`` is empty for an object."""

    number: int
    id: str
    type: str
    time: str
    values: list[Value]
    relations: list[Relation]


class ObjectLog:
    """A log in the schema ``ocel`` of a database (对象日志).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Without such a schema yet.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        for table, columns in TABLES.items():
            listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            connection.execute(f"CREATE TABLE {SCHEMA}.{table} ({listed})")

    def types(self, what: What) -> dict[str, dict[str, ValueType]]:
        """Return the types of events or objects with their attributes and these types (类型).

        Types and attributes that are used and were never declared are among them, at the end.
        """
        found: dict[str, dict[str, ValueType]] = {}
        for (name,) in self._rows(f"SELECT type FROM {SCHEMA}.{what}_types"):
            found.setdefault(name, {})
        for (name,) in self._rows(
            f"SELECT DISTINCT type FROM {SCHEMA}.{what}s WHERE type IS NOT NULL ORDER BY type"
        ):
            found.setdefault(name, {})
        for name, attribute, kind in self._rows(
            f"SELECT type, name, kind FROM {SCHEMA}.{what}_attributes"
        ):
            found.setdefault(name, {}).setdefault(attribute, kind)
        for name, attribute, kind in self._rows(
            f"SELECT t.type, v.name, min(v.kind) FROM {SCHEMA}.{what}_values v"
            f" JOIN {SCHEMA}.{what}s t USING (n) GROUP BY ALL ORDER BY ALL"
        ):
            found[name].setdefault(attribute, kind)
        return found

    def count(self, what: What) -> int:
        """Return how many events or objects there are (数量)."""
        return self._rows(f"SELECT count(*) FROM {SCHEMA}.{what}s")[0][0]

    def things(self, what: What) -> Iterator[Thing]:
        """Yield all events or objects in the order of the file, with what belongs to them (遍历).

        Three cursors move along together, so that the log may be larger than memory.
        """
        time = "time" if what == "event" else "''"
        moment = "''" if what == "event" else "time"
        heads = self._cursor(f"SELECT n, id, type, {time} FROM {SCHEMA}.{what}s ORDER BY n")
        values = _Grouped(
            self._cursor(
                f"SELECT n, name, kind, value, {moment} FROM {SCHEMA}.{what}_values"
                " ORDER BY n, rowid"
            )
        )
        relations = _Grouped(
            self._cursor(
                f"SELECT n, target, qualifier FROM {SCHEMA}.{what}_objects ORDER BY n, rowid"
            )
        )
        for number, identifier, kind, at in heads:
            yield Thing(
                number,
                identifier,
                kind,
                at,
                [Value(*row[1:]) for row in values.of(number)],
                [Relation(*row[1:]) for row in relations.of(number)],
            )

    def _rows(self, query: str) -> list[Any]:
        return self.connection.execute(query).fetchall()

    def _cursor(self, query: str) -> Iterator[tuple[Any, ...]]:
        cursor = self.connection.cursor().execute(query)
        while rows := cursor.fetchmany(_FETCH_ROWS):
            yield from rows


class _Grouped:
    """Rows in order of their first column, asked for group by group in the same order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.groups = groupby(rows, key=itemgetter(0))
        self.ahead: tuple[int, list[tuple[Any, ...]]] | None = None

    def of(self, number: int) -> list[tuple[Any, ...]]:
        while self.ahead is None or self.ahead[0] < number:
            group = next(self.groups, None)
            if group is None:
                return []
            self.ahead = (group[0], list(group[1]))
        return self.ahead[1] if self.ahead[0] == number else []


class Collector:
    """Takes a log in, row by row, and puts it into the database batch by batch (收集)."""

    def __init__(self, log: ObjectLog) -> None:
        self.log = log
        self.rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self.waiting = 0
        self.numbers = {"event": 0, "object": 0}

    def add(self, table: str, *row: Any) -> None:
        """Take one row of a table (收一行)."""
        self.rows[table].append(row)
        self.waiting += 1
        if self.waiting >= _BATCH_ROWS:
            self.flush()

    def add_type(self, what: What, name: str, attributes: Mapping[str, ValueType]) -> None:
        """Take a type with its attributes (收类型)."""
        self.add(f"{what}_types", name)
        for attribute, kind in attributes.items():
            self.add(f"{what}_attributes", name, attribute, kind)

    def add_thing(self, what: What, thing: Thing) -> None:
        """Take an event or object; its number is given here (收事件或对象)."""
        number = self.numbers[what] = self.numbers[what] + 1
        head = (number, thing.id, thing.type)
        self.add(f"{what}s", *head, *((thing.time,) if what == "event" else ()))
        for value in thing.values:
            row = (number, value.name, value.kind, value.value)
            self.add(f"{what}_values", *row, *(() if what == "event" else (value.time,)))
        for relation in thing.relations:
            self.add(f"{what}_objects", number, *relation)

    def flush(self) -> None:
        """Put what waits into the database (入库); to be called at the end."""
        for table, rows in self.rows.items():
            if not rows:
                continue
            columns = TABLES[table]
            arrays = [
                pa.array(column, _ARROW[kind])
                for column, kind in zip(zip(*rows, strict=True), columns.values(), strict=True)
            ]
            self.log.connection.register("collected", pa.table(arrays, names=list(columns)))
            self.log.connection.execute(f"INSERT INTO {SCHEMA}.{table} SELECT * FROM collected")
            self.log.connection.unregister("collected")
            rows.clear()
        self.waiting = 0
