"""OCEL 2.0 as an SQLite database (对象日志的 SQLite 形式), read with the standard's constraints."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import broken
from tongban_spec.evidence.ocel.constraints import NEEDED_TO_READ, broken_constraints
from tongban_spec.evidence.ocel.object_log import ORIGIN_OF_TIME, WHATS, Collector, ObjectLog, What
from tongban_spec.evidence.ocel.relational import (
    FORMAT,
    OWN_COLUMNS,
    Column,
    Described,
    as_text,
    described,
    opened_database,
    type_of_column,
)
from tongban_spec.evidence.sql_words import name_in_sql, text_in_sql
from tongban_spec.language import Text


def read_sqlite(path: Path, log: ObjectLog, shown: str) -> tuple[Finding, ...]:
    """Read a log (读 SQLite 日志) into an empty one.

    Parameters
    ----------
    path : Path
        Not packed.
    log : ObjectLog
    shown : str
        Its name as the user knows it.

    Returns
    -------
    tuple of Finding
        Constraints of the standard that it does not meet and that reading does not need.

    Raises
    ------
    EvidenceError
        If it is no sound SQLite file, or does not meet the constraints that reading needs.
    """
    with opened_database(path, shown) as connection:
        found = described(connection)
        unmet = broken_constraints(found)
        if fatal := [c for c in unmet if c.number in NEEDED_TO_READ]:
            why = "; ".join(f"constraint {c.number}: {c.says.en}" for c in fatal)
            raise broken(Path(shown), FORMAT, why)
        collector = Collector(log)
        try:
            for (what, kind), table in found.type_tables.items():
                columns = [c for c in found.columns[table] if c.name not in OWN_COLUMNS]
                collector.add_type(what, kind, {c.name: type_of_column(c.type) for c in columns})
                take = _take_events if what == "event" else _take_objects
                take(connection, collector, found, kind, table, columns)
            strays = [n for what in WHATS if (n := _take_relations(connection, collector, what))]
        except ValueError as trouble:
            raise broken(Path(shown), FORMAT, trouble) from trouble
        _check_all_read(connection, collector, Path(shown))
        collector.flush()
    return (*_told(unmet), *_strays(sum(strays)))


def _join(what: What, table: str, cells: str) -> str:
    return (
        f"SELECT h.rowid, h.ocel_id, {cells} FROM {what} AS h JOIN {name_in_sql(table)} AS t"
        " ON t.ocel_id = h.ocel_id WHERE h.ocel_type = ? ORDER BY h.rowid, t.rowid"
    )


def _cells(columns: list[Column]) -> str:
    return "".join(f", t.{name_in_sql(c.name)}" for c in columns)


def _take_events(
    connection: sqlite3.Connection,
    collector: Collector,
    found: Described,  # noqa: ARG001  # of objects only
    kind: str,
    table: str,
    columns: list[Column],
) -> None:
    for number, identifier, time, *values in connection.execute(
        _join("event", table, "t.ocel_time" + _cells(columns)), [kind]
    ):
        collector.numbers["event"] += 1
        collector.add("events", number, str(identifier), kind, None if time is None else str(time))
        for column, value in zip(columns, values, strict=True):
            if value is not None:
                of = type_of_column(column.type)
                collector.add("event_values", number, column.name, of, as_text(value, of))


def _take_objects(
    connection: sqlite3.Connection,
    collector: Collector,
    found: Described,
    kind: str,
    table: str,
    columns: list[Column],
) -> None:
    changes = found.has(table, "ocel_changed_field")
    cells = ("t.ocel_time, " if found.has(table, "ocel_time") else "NULL, ") + (
        "t.ocel_changed_field" if changes else "NULL"
    )
    last = None
    for number, identifier, time, changed, *values in connection.execute(
        _join("object", table, cells + _cells(columns)), [kind]
    ):
        if number != last:
            collector.numbers["object"] += 1
            collector.add("objects", number, str(identifier), kind)
            last = number
        for column, value in zip(columns, values, strict=True):
            if value is not None and changed in (None, column.name):
                of = type_of_column(column.type)
                at = ORIGIN_OF_TIME if time is None else str(time)
                collector.add("object_values", number, column.name, of, as_text(value, of), at)


def _take_relations(connection: sqlite3.Connection, collector: Collector, what: What) -> int:
    """Take the relations of events or of objects; return how many have no such beginning."""
    strays = 0
    for row in _relations(connection, what):
        if row[0] is None:
            strays += 1
        else:
            collector.add(f"{what}_objects", row[0], str(row[1]), str(row[2] or ""))
    return strays


def _relations(connection: sqlite3.Connection, what: What) -> Iterator[tuple[Any, ...]]:
    start, end = (
        ("ocel_event_id", "ocel_object_id")
        if what == "event"
        else ("ocel_source_id", "ocel_target_id")
    )
    return connection.execute(
        f"SELECT h.rowid, r.{end}, r.ocel_qualifier FROM {what}_object AS r"
        f" LEFT JOIN {what} AS h ON h.ocel_id = r.{start} ORDER BY h.rowid, r.rowid"
    )


def _check_all_read(connection: sqlite3.Connection, collector: Collector, shown: Path) -> None:
    for what in WHATS:
        (there,) = connection.execute(f"SELECT count(*) FROM {what}").fetchone()
        if there != collector.numbers[what]:
            why = (
                f"table {text_in_sql(what)} has {there} rows, and the tables of its types know "
                f"{collector.numbers[what]} of them"
            )
            raise broken(shown, FORMAT, why)


def _told(unmet: tuple[Any, ...]) -> Iterator[Finding]:
    if unmet:
        said = Text(
            "不满足 OCEL 2.0 的 {n} 条约束：{c}", "{n} constraints of OCEL 2.0 are not met: {c}"
        ).fill(
            n=len(unmet),
            c=Text(
                "；".join(f"{c.number} {c.says.zh}" for c in unmet),
                "; ".join(f"{c.number} {c.says.en}" for c in unmet),
            ),
        )
        numbers = tuple(str(c.number) for c in unmet)
        yield Finding("ocel_constraint", "note", said, len(unmet), numbers)


def _strays(count: int) -> Iterator[Finding]:
    if count:
        said = Text(
            "{n} 条关系的起点不存在，没有读", "{n} relations begin nowhere; they were not read"
        ).fill(n=count)
        yield Finding("ocel_stray_relation", "warning", said, count)
