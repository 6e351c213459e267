"""From what was found to raw tables of the vocabulary (入库): types made, failures counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tongban_spec.events import EVENTS, TABLES, Table
from tongban_spec.evidence.conversions import Cell, cell
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import damage_told
from tongban_spec.evidence.prepared import RAW
from tongban_spec.evidence.source import Source, SourceTable
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.language import Text
from tongban_spec.suggestions import nearest

if TYPE_CHECKING:
    import duckdb

EXAMPLES_MAX = 5
_UNREADABLE, _NAIVE = "?unreadable", "?naive"


class RawTable(NamedTuple):
    """How one table of the vocabulary is made (一张表的来历).

    Parameters
    ----------
    table : Table
    relation : str
        SQL that can stand after FROM.
    cells : mapping of str to Cell
        Column of the vocabulary → how it is made.
    zone_said : bool
        Whether somebody said which zone times without one are in.
    """

    table: Table
    relation: str
    cells: Mapping[str, Cell]
    zone_said: bool = False


def as_found(name: str, found: SourceTable, blanks: bool = False) -> RawTable:
    """Return how a table that speaks the vocabulary is made of itself (原样入库).

    ``blanks`` says whether texts without a letter stay, as where a log is only written anew; to be
    judged they are null.
    """
    table = TABLES[name]
    cells = {
        c.name: cell(c, name_in_sql(c.name), found.columns[c.name], blanks=blanks)
        for c in table.columns
        if c.name in found.columns
    }
    return RawTable(table, found.relation, cells)


def make_raw(
    connection: duckdb.DuckDBPyConnection,
    tables: Iterable[RawTable],
    shown: str,
    small: bool = False,
) -> list[Finding]:
    """Make the schema ``raw`` and return what could not be understood (建原始表).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    tables : iterable of RawTable
    shown : str
        The evidence as the user knows it.
    small : bool
        Whether it is so small that to hold it costs less than to plan its views again and again.

    Raises
    ------
    EvidenceError
        If a file turns out to be broken while it is read.
    """
    connection.execute(f"CREATE SCHEMA {RAW}")
    findings: list[Finding] = []
    for raw in tables:
        with damage_told(shown, raw.table.name):
            findings += _make(connection, raw, small)
    return findings


def _make(connection: duckdb.DuckDBPyConnection, raw: RawTable, small: bool) -> list[Finding]:
    fallible = [name for name, made in raw.cells.items() if made.written is not None]
    naive = [name for name, made in raw.cells.items() if made.naive is not None]
    columns = [f"{made.value} AS {name_in_sql(name)}" for name, made in raw.cells.items()]
    if fallible:
        columns.append(f"{_bits(raw, fallible)} AS {name_in_sql(_UNREADABLE)}")
    if naive:
        bits = " | ".join(
            f"(CASE WHEN {raw.cells[n].naive} AND ({raw.cells[n].value}) IS NOT NULL"
            f" THEN {1 << k} ELSE 0 END)"
            for k, n in enumerate(naive)
        )
        columns.append(f"{bits} AS {name_in_sql(_NAIVE)}")
    # What needs no work that could fail is read in place, where it lies.
    kind = "TABLE" if fallible or small else "VIEW"
    place = f"{RAW}.{name_in_sql(raw.table.name)}"
    listed = ", ".join(columns) or "NULL AS nothing"
    connection.execute(f"CREATE {kind} {place} AS SELECT {listed} FROM {raw.relation}")
    findings = _unreadable(connection, raw, place, fallible) if fallible else []
    return findings + (_without_zone(connection, raw, place, naive) if naive else [])


def _bits(raw: RawTable, names: list[str]) -> str:
    return " | ".join(
        f"(CASE WHEN {raw.cells[n].written} IS NOT NULL AND ({raw.cells[n].value}) IS NULL"
        f" THEN {1 << k} ELSE 0 END)"
        for k, n in enumerate(names)
    )


def _counts(
    connection: duckdb.DuckDBPyConnection, place: str, column: str, names: list[str]
) -> dict[str, int]:
    sums = ", ".join(
        f"count(*) FILTER ({name_in_sql(column)} & {1 << k} <> 0)" for k in range(len(names))
    )
    row = connection.execute(f"SELECT {sums} FROM {place}").fetchone()
    assert row is not None
    return {name: count for name, count in zip(names, row, strict=True) if count}


def _unreadable(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, place: str, names: list[str]
) -> list[Finding]:
    findings = []
    for name, count in _counts(connection, place, _UNREADABLE, names).items():
        made = raw.cells[name]
        seen = connection.execute(
            f"SELECT DISTINCT left({made.written}, 60) FROM {raw.relation}"
            f" WHERE {made.written} IS NOT NULL AND ({made.value}) IS NULL ORDER BY 1"
            f" LIMIT {EXAMPLES_MAX}"
        ).fetchall()
        column = next(c for c in raw.table.columns if c.name == name)
        said = Text(
            "{t}.{c} 有 {n} 个值不是 {k}，当作没有记录",
            "{t}.{c} has {n} values that are no {k}; they count as not recorded",
        ).fill(t=raw.table.name, c=name, n=count, k=column.type)
        examples = tuple(text for (text,) in seen)
        findings.append(Finding("unreadable_value", "warning", said, count, examples))
    return findings


def _without_zone(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, place: str, names: list[str]
) -> list[Finding]:
    """Return where times say no zone: a fault if others do, worth knowing if nobody said which."""
    findings = []
    for name, count in _counts(connection, place, _NAIVE, names).items():
        row = connection.execute(f"SELECT count({name_in_sql(name)}) FROM {place}").fetchone()
        assert row is not None
        values = {"t": raw.table.name, "c": name, "n": count, "m": row[0] - count}
        if row[0] > count:
            said = Text(
                "{t}.{c} 有 {n} 个时刻没写时区，另有 {m} 个写了",
                "{t}.{c} has {n} times without a zone and {m} with one",
            ).fill(**values)
            findings.append(Finding("mixed_time_zones", "warning", said, count))
        elif not raw.zone_said:
            said = Text(
                "{t}.{c} 的时刻没写时区，按世界协调时读",
                "the times of {t}.{c} say no zone; they were read as UTC",
            ).fill(**values)
            findings.append(Finding("no_time_zone", "warning", said, count))
    return findings


def left_aside(source: Source) -> list[Finding]:
    """Return the columns that the vocabulary does not know (未用的列)."""
    findings = []
    for name, found in source.tables.items():
        known = TABLES[name].column_names
        others = [c for c in found.columns if c not in known]
        if others:
            lacking = [c for c in known if c not in found.columns]
            guesses = {c: nearest(c, lacking) for c in others[:EXAMPLES_MAX]}
            said = Text(
                "{t} 有 {n} 列不在词汇里，没有用",
                "{t} has {n} columns that are not in the vocabulary; they were not used",
            ).fill(t=name, n=len(others))
            examples = tuple(f"{c} → {g}?" if g else c for c, g in guesses.items())
            severity = "warning" if any(guesses.values()) else "note"
            findings.append(Finding("column_left_aside", severity, said, len(others), examples))
    return findings


def events_needed(source: Source) -> list[str]:
    """Return the columns that every event has and this source lacks (缺少的必要列)."""
    found = source.tables[EVENTS.name].columns
    return [c.name for c in EVENTS.columns if c.required and c.name not in found]
