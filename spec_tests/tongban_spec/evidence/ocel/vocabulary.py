"""Our tables as a log of events and objects, and back (词汇与对象日志互换), without loss.

========================  ==========================================================================
in the vocabulary         in OCEL 2.0
========================  ==========================================================================
event                     event: its id, its kind as the event type, its time
case_id, application_id,  a relation to an object ``case/…``, ``application/…``, ``applicant/…``,
applicant_id, item_code,  ``item/…``, ``material/…``, ``licence/…``, ``link/…``, ``place/…``; its
material_id, licence_id,  qualifier is the name of the column
link_id, place
other columns             attributes of the event, ``item_version`` an integer
row of a context table    object of the type that the table is called, ``items/1``, with all columns
                          as attributes; related to the objects above that it names
application               related to its case, applicant and item too, for tools that look for it
package                   one object ``package/tongban``: version, columns of the events, kinds that
                          are not recorded
========================  ==========================================================================

Null is an attribute or relation that is not there. Times are of UTC with microseconds; attributes
of objects hold from 1970 on, as the standard has it for what never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import tongban_spec
from tongban_spec.errors import EvidenceError
from tongban_spec.events import CONTEXT_TABLES, EVENTS, SEPARATOR, TABLES, Column, ColumnType
from tongban_spec.evidence.ocel.object_log import ISO, ORIGIN_OF_TIME, ObjectLog, ValueType
from tongban_spec.evidence.prepared import RAW
from tongban_spec.evidence.source import SourceTable
from tongban_spec.evidence.sql_words import name_in_sql, text_in_sql
from tongban_spec.language import Text

if TYPE_CHECKING:
    import duckdb

PACKAGE = "package"
PACKAGE_ID = f"{PACKAGE}/tongban"
OBJECTS: Mapping[str, str] = {
    "case_id": "case",
    "application_id": "application",
    "applicant_id": "applicant",
    "item_code": "item",
    "material_id": "material",
    "licence_id": "licence",
    "link_id": "link",
    "place": "place",
}
_ALSO = {("licences", "holder"): "applicant", ("places", "items"): "item"}
_OF_APPLICATION = ("case_id", "applicant_id", "item_code")
_KINDS: Mapping[ColumnType, ValueType] = {
    "text": "string",
    "integer": "integer",
    "double": "float",
    "boolean": "boolean",
    "date": "string",
    "timestamp": "time",
}
_OWN = ("event_id", "at", "kind")


def to_objects(
    connection: duckdb.DuckDBPyConnection,
    columns: Mapping[str, frozenset[str]],
    not_recorded: frozenset[str] = frozenset(),
) -> ObjectLog:
    """Return the tables of the schema ``raw`` as a log of objects (词汇转对象日志).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        With the schema ``raw`` and without a schema ``ocel``.
    columns : mapping of str to frozenset of str
        For each table there is, the columns that it has.
    not_recorded : frozenset of str
        Kinds of events that are not recorded.

    Raises
    ------
    EvidenceError
        If two events have one id, or an event lacks id, time or kind: OCEL cannot hold it.
    """
    log = ObjectLog(connection)
    _check(connection)
    _events(connection, [c for c in EVENTS.columns if c.name in columns[EVENTS.name]])
    for name, table in CONTEXT_TABLES.items():
        if name in columns:
            _rows(connection, name, [c for c in table.columns if c.name in columns[name]])
    _package(connection, columns[EVENTS.name], not_recorded)
    _named_objects(connection)
    _links_of_applications(connection, columns[EVENTS.name])
    return log


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    row = connection.execute(
        f'SELECT count(*), count(DISTINCT event_id), count("at"), count(kind) FROM {RAW}.events'
    ).fetchone()
    assert row is not None
    if len(set(row)) > 1:
        raise EvidenceError(
            Text(
                "{n} 个事件里不同的编号有 {i} 个，有时刻的 {t} 个，有种类的 {k} 个",
                "of {n} events {i} have an id of their own, {t} a time and {k} a kind",
            ).fill(n=row[0], i=row[1], t=row[2], k=row[3]),
            Text(
                "OCEL 要求每个事件有唯一的编号、时刻和类型：请先改正",
                "OCEL wants an id of its own, a time and a type for every event: mend it first",
            ),
        )


def _text(column: Column) -> str:
    name = name_in_sql(column.name)
    return f"strftime({name}, {ISO})" if column.type == "timestamp" else f"CAST({name} AS VARCHAR)"


def _events(connection: duckdb.DuckDBPyConnection, columns: list[Column]) -> None:
    # A table of its own: numbers given by a view might differ from one look to the next.
    connection.execute(
        'CREATE TABLE ocel.numbered AS SELECT row_number() OVER (ORDER BY "at", event_id) AS n, *'
        f" FROM {RAW}.events"
    )
    connection.execute(
        f'INSERT INTO ocel.events SELECT n, event_id, kind, strftime("at", {ISO})'
        " FROM ocel.numbered ORDER BY n"
    )
    connection.execute(
        "INSERT INTO ocel.event_types SELECT DISTINCT kind FROM ocel.numbered ORDER BY kind"
    )
    for column in columns:
        name, quoted = text_in_sql(column.name), name_in_sql(column.name)
        kind = text_in_sql(_KINDS[column.type])
        where = f"FROM ocel.numbered WHERE {quoted} IS NOT NULL ORDER BY n"
        if column.name in OBJECTS:
            target = f"'{OBJECTS[column.name]}/' || {quoted}"
            connection.execute(f"INSERT INTO ocel.event_objects SELECT n, {target}, {name} {where}")
        elif column.name not in _OWN:
            connection.execute(
                f"INSERT INTO ocel.event_attributes SELECT type, {name}, {kind}"
                " FROM ocel.event_types"
            )
            connection.execute(
                f"INSERT INTO ocel.event_values SELECT n, {name}, {kind}, {_text(column)} {where}"
            )
    connection.execute("DROP TABLE ocel.numbered")


def _rows(connection: duckdb.DuckDBPyConnection, table: str, columns: list[Column]) -> None:
    start = _count(connection)
    connection.execute("INSERT INTO ocel.object_types VALUES (?)", [table])
    connection.execute(
        f"CREATE TABLE ocel.numbered AS SELECT {start} + row_number() OVER () AS n, *"
        f" FROM {RAW}.{name_in_sql(table)}"
    )
    connection.execute(
        f"INSERT INTO ocel.objects SELECT n, '{table}/' || (n - {start}), '{table}'"
        " FROM ocel.numbered ORDER BY n"
    )
    for column in columns:
        name, quoted = text_in_sql(column.name), name_in_sql(column.name)
        kind = text_in_sql(_KINDS[column.type])
        where = f"FROM ocel.numbered WHERE {quoted} IS NOT NULL"
        connection.execute(f"INSERT INTO ocel.object_attributes VALUES ('{table}', {name}, {kind})")
        connection.execute(
            f"INSERT INTO ocel.object_values SELECT n, {name}, {kind}, {_text(column)},"
            f" '{ORIGIN_OF_TIME}' {where} ORDER BY n"
        )
        named = _ALSO.get((table, column.name)) or OBJECTS.get(column.name)
        if named:
            values = f"unnest(string_split({quoted}, '{SEPARATOR}'))" if column.several else quoted
            connection.execute(
                f"INSERT INTO ocel.object_objects SELECT DISTINCT n, '{named}/' || v, {name}"
                f" FROM (SELECT n, {values} AS v {where}) ORDER BY ALL"
            )
    connection.execute("DROP TABLE ocel.numbered")


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(*) FROM ocel.objects").fetchone()
    assert row is not None
    return row[0]


def _package(
    connection: duckdb.DuckDBPyConnection, columns: frozenset[str], not_recorded: frozenset[str]
) -> None:
    number = _count(connection) + 1
    values = {
        "specification_version": tongban_spec.__version__,
        "event_columns": SEPARATOR.join(c for c in EVENTS.column_names if c in columns),
        "not_recorded": SEPARATOR.join(sorted(not_recorded)),
    }
    connection.execute("INSERT INTO ocel.object_types VALUES (?)", [PACKAGE])
    connection.execute("INSERT INTO ocel.objects VALUES (?, ?, ?)", [number, PACKAGE_ID, PACKAGE])
    for name, value in values.items():
        connection.execute(
            "INSERT INTO ocel.object_attributes VALUES (?, ?, 'string')", [PACKAGE, name]
        )
        connection.execute(
            "INSERT INTO ocel.object_values VALUES (?, ?, 'string', ?, ?)",
            [number, name, value, ORIGIN_OF_TIME],
        )


def _named_objects(connection: duckdb.DuckDBPyConnection) -> None:
    """Make an object of everything that an event or a row names, each once."""
    for kind in OBJECTS.values():
        connection.execute("INSERT INTO ocel.object_types VALUES (?)", [kind])
    connection.execute(
        f"INSERT INTO ocel.objects SELECT {_count(connection)} + row_number() OVER (ORDER BY id),"
        " id, split_part(id, '/', 1)"
        " FROM (SELECT target AS id FROM ocel.event_objects UNION"
        " SELECT target FROM ocel.object_objects) ORDER BY id"
    )


def _links_of_applications(connection: duckdb.DuckDBPyConnection, columns: frozenset[str]) -> None:
    if "application_id" not in columns:
        return
    for name in _OF_APPLICATION:
        if name in columns:
            connection.execute(
                f"INSERT INTO ocel.object_objects SELECT DISTINCT o.n, b.target, '{name}'"
                " FROM ocel.event_objects a JOIN ocel.event_objects b USING (n)"
                " JOIN ocel.objects o ON o.id = a.target"
                f" WHERE a.qualifier = 'application_id' AND b.qualifier = '{name}' ORDER BY ALL"
            )


def is_ours(log: ObjectLog) -> bool:
    """Return whether a log was made by :func:`to_objects` (是否本词汇)."""
    row = log.connection.execute(
        "SELECT count(*) FROM ocel.objects WHERE id = ? AND type = ?", [PACKAGE_ID, PACKAGE]
    ).fetchone()
    return row is not None and row[0] > 0


def from_objects(log: ObjectLog) -> tuple[dict[str, SourceTable], frozenset[str]]:
    """Return the tables of a log that is ours, and the kinds that are not recorded (还原)."""
    connection = log.connection
    connection.execute("CREATE SCHEMA source")
    described = dict(
        connection.execute(
            "SELECT v.name, v.value FROM ocel.object_values v JOIN ocel.objects o USING (n)"
            " WHERE o.id = ?",
            [PACKAGE_ID],
        ).fetchall()
    )
    columns = [c for c in described.get("event_columns", "").split(SEPARATOR) if c]
    tables = {EVENTS.name: _events_back(log, [c for c in columns if c in EVENTS.column_names])}
    types = log.types("object")
    for name in CONTEXT_TABLES:
        if name in types:
            tables[name] = _rows_back(log, name, list(types[name]))
    not_recorded = described.get("not_recorded", "").split(SEPARATOR)
    return tables, frozenset(not_recorded) - {""}


def _events_back(log: ObjectLog, columns: list[str]) -> SourceTable:
    values = [c for c in columns if c not in OBJECTS and c not in _OWN]
    named = [c for c in columns if c in OBJECTS]
    cells = _filtered((c, f"name = {text_in_sql(c)}", "value") for c in values)
    links = _filtered(
        (
            c,
            f"qualifier = '{c}' AND starts_with(target, '{OBJECTS[c]}/')",
            f"substr(target, {len(OBJECTS[c]) + 2})",
        )
        for c in named
    )
    listed = "".join(f", {name_in_sql(c)}" for c in (*values, *named))
    log.connection.execute(
        f'CREATE TABLE source.events AS SELECT e.id AS event_id, e.time AS "at", e.type AS kind'
        f"{listed} FROM ocel.events e"
        f" LEFT JOIN (SELECT n{cells} FROM ocel.event_values GROUP BY n) USING (n)"
        f" LEFT JOIN (SELECT n{links} FROM ocel.event_objects GROUP BY n) USING (n) ORDER BY n"
    )
    return _found("events", ["event_id", "at", "kind", *values, *named])


def _rows_back(log: ObjectLog, table: str, columns: list[str]) -> SourceTable:
    known = [c for c in TABLES[table].column_names if c in columns]
    cells = _filtered((c, f"v.name = {text_in_sql(c)}", "v.value") for c in known)
    log.connection.execute(
        f"CREATE TABLE source.{table} AS SELECT o.n{cells} FROM ocel.objects o"
        f" LEFT JOIN ocel.object_values v USING (n) WHERE o.type = '{table}' GROUP BY o.n"
        " ORDER BY o.n"
    )
    return _found(table, known)


def _filtered(cells: Iterable[tuple[str, str, str]]) -> str:
    return "".join(
        f", max({value}) FILTER ({condition}) AS {name_in_sql(name)}"
        for name, condition, value in cells
    )


def _found(table: str, columns: list[str]) -> SourceTable:
    return SourceTable(f"source.{table}", dict.fromkeys(columns, "VARCHAR"), written=True)
