"""A log read by a mapping (按映射入库): its columns, words and times become the vocabulary's.

Everything is first text, with the zone that the mapping says, and then made into the vocabulary's
types as any other table is: so what cannot be understood is counted in one place.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.events import CONTEXT_TABLES, EVENTS, KINDS
from tongban_spec.evidence.conversions import cell
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.raw_tables import RawTable
from tongban_spec.evidence.source import Source
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.language import Text
from tongban_spec.mapping.load import MappingFile
from tongban_spec.mapping.log import LogUnderMapping
from tongban_spec.mapping.outcome import dead_rules, kinds_that_came_out, told_of
from tongban_spec.mapping.shape import ACTIVITY, EventRule, MappingShape

if TYPE_CHECKING:
    import duckdb

_PLAIN_ZONE = "UTC"


class Mapped(NamedTuple):
    """What a mapping makes of logs (映射所得).

    Parameters
    ----------
    tables : tuple of RawTable
    not_recorded : frozenset of str
        Kinds of which no event came out, or a rule of which may be misspelt, and that are not said
        never to have happened.
    findings : tuple of Finding
    """

    tables: tuple[RawTable, ...]
    not_recorded: frozenset[str]
    findings: tuple[Finding, ...]


def mapped(
    connection: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    file: MappingFile,
) -> Mapped:
    """Return how the vocabulary's tables are made of logs (映射).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    sources : sequence of Source
        Of several logs the ids of cases, applications and events get the log's name in front.
    file : MappingFile

    Raises
    ------
    EvidenceError
        If two logs have one name, or no event comes out.
    MappingError
        If a log lacks a column that the mapping names, the mapping is strict and does not say
        what an activity is, no event comes out, or one that is said never to have happened.
    """
    mapping = file.shape
    connection.execute("CREATE SCHEMA IF NOT EXISTS source")
    make_rules(connection, mapping)
    logs, parts, findings = [], [], []
    for number, source in enumerate(sources):
        log = LogUnderMapping(connection, source, file, number, len(sources) > 1)
        if log.name in (other.name for other in logs):
            raise _same_name(log)
        logs.append(log)
        log.check_columns()
        findings += [*source.findings, *log.unmapped()]
        parts += log.selects()
    union = " UNION ALL BY NAME ".join(f"({part})" for part in parts)
    columns = sorted({name for part in parts for name in part.columns})
    connection.execute(f"CREATE TABLE source.mapped_events AS {union}")
    # A rule that matches nothing may be a word written wrong: what it says is no record.
    happened = kinds_that_came_out(connection, logs, file)
    dead = dead_rules(connection, logs, file)
    findings += told_of(dead, file)
    open_yet = {rule.kind for rule in dead if rule.near is not None}
    events = _events_table(mapping, columns)
    tables = (events, *_context(connection, mapping))
    recorded = (happened - open_yet) | frozenset(mapping.never_happened)
    return Mapped(tables, frozenset(KINDS) - recorded, tuple(findings))


def _same_name(log: LogUnderMapping) -> EvidenceError:
    return EvidenceError(
        Text(
            "有两个日志都叫 {n}，各案、各申请和各事件会混为一谈",
            "two logs are called {n}: their cases, applications and events would be taken for one",
        ).fill(n=log.name),
        Text(
            "同一个日志只写一次；不同的日志请取不同的文件名",
            "name the same log once, and give different logs different file names",
        ),
        Where(log.source.name),
    )


def make_rules(connection: duckdb.DuckDBPyConnection, mapping: MappingShape) -> None:
    """Make the table ``source.rules`` of what each activity means (建规则表)."""
    rules: dict[str, EventRule | str] = dict(mapping.events)
    names = sorted(
        {name for rule in rules.values() if isinstance(rule, EventRule) for name in rule.set}
    )
    listed = "".join(f", {name_in_sql(name)} VARCHAR" for name in names)
    connection.execute(f'CREATE TABLE source.rules ("?activity" VARCHAR, "?kind" VARCHAR{listed})')
    for activity, rule in rules.items():
        if isinstance(rule, EventRule):
            words = [_word(rule.set.get(name), activity) for name in names]
            row = [activity, rule.kind, *words]
        else:
            row = [activity, None, *(None for _ in names)]
        places = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO source.rules VALUES ({places})", row)


def _word(word: str | None, activity: str) -> str | None:
    return None if word is None else word.replace(ACTIVITY, activity)


def _events_table(mapping: MappingShape, columns: Iterable[str]) -> RawTable:
    cells = {}
    for column in EVENTS.columns:
        if column.name in columns:
            made = mapping.columns.get(column.name)
            zone = (made.zone if made else None) or mapping.time_zone or _PLAIN_ZONE
            form = made.format if made else None
            cells[column.name] = cell(column, name_in_sql(column.name), "VARCHAR", zone, form)
    return RawTable(EVENTS, "source.mapped_events", cells, mapping.time_zone is not None)


def _context(connection: duckdb.DuckDBPyConnection, mapping: MappingShape) -> Iterator[RawTable]:
    rows = {name: [dict(row) for row in of] for name, of in mapping.tables.items()}
    if mapping.calendar is not None:
        rows["calendar"] = list(_days(mapping.calendar))
    for name, listed in rows.items():
        table = CONTEXT_TABLES[name]
        names = [c.name for c in table.columns if any(c.name in row for row in listed)] or [
            c.name for c in table.columns
        ]
        place = f"source.{name_in_sql(f'given_{name}')}"
        columns = ", ".join(f"{name_in_sql(n)} VARCHAR" for n in names)
        connection.execute(f"CREATE TABLE {place} ({columns})")
        if listed:
            places = ", ".join("?" * len(names))
            values = [[_plain(row.get(n)) for n in names] for row in listed]
            connection.executemany(f"INSERT INTO {place} VALUES ({places})", values)
        cells = {
            c.name: cell(c, name_in_sql(c.name), "VARCHAR", mapping.time_zone or _PLAIN_ZONE)
            for c in table.columns
            if c.name in names
        }
        yield RawTable(table, place, cells, True)


def _plain(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _days(days: Any) -> Iterator[dict[str, Any]]:
    day, last = datetime.date.fromisoformat(days.first), datetime.date.fromisoformat(days.last)
    while day <= last:
        works = day.isoweekday() not in days.weekend and day.isoformat() not in days.holidays
        yield {"date": day.isoformat(), "working": works}
        day += datetime.timedelta(days=1)
