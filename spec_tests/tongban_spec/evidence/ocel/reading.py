"""A log of OCEL 2.0 as evidence (对象日志作证据): ours as tables, a foreign one for a mapping."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tongban_spec.evidence.database import Workshop
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import broken, unpacked
from tongban_spec.evidence.ocel.json_file import read_json
from tongban_spec.evidence.ocel.object_log import SCHEMA, ObjectLog
from tongban_spec.evidence.ocel.sqlite_file import read_sqlite
from tongban_spec.evidence.ocel.vocabulary import from_objects, is_ours
from tongban_spec.evidence.ocel.xml_file import read_xml
from tongban_spec.evidence.source import COLUMNS_MAX, Form, Source, SourceTable
from tongban_spec.evidence.sql_words import name_in_sql, text_in_sql
from tongban_spec.language import Text

EXAMPLES_MAX = 5


def read_log(place: Workshop, path: Path, form: Form) -> tuple[ObjectLog, tuple[Finding, ...]]:
    """Read a log of any of the three forms into the database (读对象日志).

    Raises
    ------
    EvidenceError
        If it cannot be read.
    """
    log, found = ObjectLog(place.connection), ()
    try:
        if form == "ocel-json":
            read_json(path, log)
        elif form == "ocel-xml":
            read_xml(path, log)
        else:
            found = read_sqlite(unpacked(path, place.folder), log, str(path))
    except UnicodeEncodeError as trouble:  # half a character, which JSON can spell
        raise broken(path, form, trouble) from trouble
    return log, (*found, *_unsound(log))


def read_objects(place: Workshop, path: Path, form: Form, number: int = 0) -> Source:
    """Return the tables of a log (对象日志的表).

    A log that is not ours becomes one table of events for a mapping: ``ocel:id``, ``ocel:type``,
    ``ocel:time``, all attributes, and a column ``object:<type>`` with the ids of the objects of
    that type, ``;`` between them.
    """
    log, findings = read_log(place, path, form)
    if is_ours(log):
        tables, not_recorded = from_objects(log)
        place.connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
        return Source(str(path), form, tables, not_recorded, findings)
    table = _flat(log, path, f"source.events_{number}")
    place.connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
    return Source(str(path), form, {"events": table}, frozenset(), findings)


def _unsound(log: ObjectLog) -> Iterator[Finding]:
    """Yield what the keys of the relational form would forbid, whatever form the log has."""
    for what, zh in (("event", "事件"), ("object", "对象")):
        twice = f"SELECT id, count(*) OVER () FROM {SCHEMA}.{what}s GROUP BY id HAVING count(*) > 1"
        yield from _finding(
            log,
            twice,
            "ocel_duplicate_id",
            Text(f"{{n}} 个编号属于不止一个{zh}", f"{{n}} ids belong to more than one {what}"),
        )
        nowhere = (
            f"SELECT target, sum(count(*)) OVER () FROM {SCHEMA}.{what}_objects r WHERE NOT EXISTS"
            f" (SELECT 1 FROM {SCHEMA}.objects o WHERE o.id = r.target) GROUP BY target"
        )
        yield from _finding(
            log,
            nowhere,
            "ocel_relation_to_nothing",
            Text(
                f"{zh}有 {{n}} 条关系指向没有的对象",
                f"{{n}} relations of {what}s point to objects that there are not",
            ),
        )
        undeclared = (
            f"SELECT type, sum(count(*)) OVER () FROM {SCHEMA}.{what}s WHERE type NOT IN"
            f" (SELECT type FROM {SCHEMA}.{what}_types) GROUP BY type"
        )
        yield from _finding(
            log,
            undeclared,
            "ocel_undeclared_type",
            Text(f"{{n}} 个{zh}的类型没有声明", f"{{n}} {what}s are of a type not declared"),
        )


def _finding(log: ObjectLog, query: str, rule: str, said: Text) -> Iterator[Finding]:
    rows: list[Any] = log.connection.execute(f"{query} ORDER BY 1 LIMIT {EXAMPLES_MAX}").fetchall()
    if rows:
        count = int(rows[0][1])
        examples = tuple(str(row[0])[:60] for row in rows)
        yield Finding(rule, "warning", said.fill(n=count), count, examples)


def _flat(log: ObjectLog, path: Path, place: str) -> SourceTable:
    """Make one table of a foreign log's events, with as many columns as it has attributes."""
    connection = log.connection
    attributes = _names(log, f"SELECT DISTINCT name FROM {SCHEMA}.event_values ORDER BY name")
    types = _names(log, f"SELECT DISTINCT type FROM {SCHEMA}.objects ORDER BY type")
    wanted = ["ocel:id", "ocel:type", "ocel:time", *attributes, *(f"object:{t}" for t in types)]
    if len(wanted) > COLUMNS_MAX:
        raise broken(path, "OCEL 2.0", f"{len(wanted)} attributes and types, at most {COLUMNS_MAX}")
    names = _told_apart(wanted)
    values = "".join(
        f", max(value) FILTER (name = {text_in_sql(a)}) AS {name_in_sql(name)}"
        for a, name in zip(attributes, names[3:], strict=False)
    )
    objects = "".join(
        f", string_agg(DISTINCT target, ';' ORDER BY target) FILTER (o.type = {text_in_sql(t)})"
        f" AS {name_in_sql(name)}"
        for t, name in zip(types, names[3 + len(attributes) :], strict=True)
    )
    listed = "".join(f", {name_in_sql(name)}" for name in names[3:])
    connection.execute("CREATE SCHEMA IF NOT EXISTS source")
    connection.execute(
        f'CREATE TABLE {place} AS SELECT e.id AS "ocel:id", e.type AS "ocel:type",'
        f' e.time AS "ocel:time"{listed} FROM {SCHEMA}.events e'
        f" LEFT JOIN (SELECT n{values} FROM {SCHEMA}.event_values GROUP BY n) USING (n)"
        f" LEFT JOIN (SELECT r.n{objects} FROM {SCHEMA}.event_objects r"
        f" JOIN {SCHEMA}.objects o ON o.id = r.target GROUP BY r.n) USING (n) ORDER BY n"
    )
    return SourceTable(place, dict.fromkeys(names, "VARCHAR"), written=True)


def _names(log: ObjectLog, query: str) -> list[str]:
    return [name for (name,) in log.connection.execute(query).fetchall() if name is not None]


def _told_apart(names: list[str]) -> list[str]:
    """Return names that differ in more than case, as columns of a database must."""
    taken: set[str] = set()
    result = []
    for name in names:
        other, number = name, 1
        while other.casefold() in taken:
            number += 1
            other = f"{name}#{number}"
        taken.add(other.casefold())
        result.append(other)
    return result
