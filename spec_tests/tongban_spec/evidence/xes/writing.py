"""Events written as XES (写 XES): what tools for cases can read; context tables are left out."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongban_spec.events import EVENTS, SEPARATOR, Column
from tongban_spec.evidence.ocel.object_log import ISO
from tongban_spec.evidence.prepared import RAW
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.evidence.xes.reading import NOT_RECORDED, OWN_WORDS
from tongban_spec.evidence.xml_stream import attribute

if TYPE_CHECKING:
    import duckdb

_EXTENSIONS = {
    "concept": "Concept",
    "time": "Time",
    "org": "Organizational",
    "lifecycle": "Lifecycle",
}
_TAGS = {"integer": "int", "timestamp": "date"}
_FETCH_ROWS = 1 << 13


def write_xes(
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    columns: frozenset[str],
    not_recorded: frozenset[str] = frozenset(),
) -> None:
    """Write the events of the schema ``raw`` (写 XES 日志).

    Parameters
    ----------
    path : Path
        Packed by gzip if its name ends in ``.gz``; the bytes then bear neither name nor time.
    connection : duckdb.DuckDBPyConnection
    columns : frozenset of str
        Columns that the events have.
    not_recorded : frozenset of str
        Kinds of events that are not recorded: an attribute of the log, if there are any.

    Raises
    ------
    EvidenceError
        If a text has a character that XML cannot hold.
    OSError
        If the disk refuses.
    """
    with path.open("wb") as plain:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", 6, plain, mtime=0) as packed:
                _write(packed, connection, columns, not_recorded)
        else:
            _write(plain, connection, columns, not_recorded)


def _write(
    stream: Any,
    connection: duckdb.DuckDBPyConnection,
    columns: frozenset[str],
    not_recorded: frozenset[str],
) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    text.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    text.write('<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">\n')
    for prefix, name in _EXTENSIONS.items():
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        text.write(f'<extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n')
    text.write('<classifier name="kind" keys="concept:name"/>\n')
    if not_recorded:
        listed = attribute(SEPARATOR.join(sorted(not_recorded)))
        text.write(f"<string key={attribute(NOT_RECORDED)} value={listed}/>\n")
    kept = [c for c in EVENTS.columns if c.name in columns and c.name != "case_id"]
    for case, rows in _cases(connection, kept, "case_id" in columns):
        text.write("<trace>\n")
        if case is not None:
            text.write(f'<string key="concept:name" value={attribute(case)}/>\n')
        for row in rows:
            _write_event(text.write, kept, row)
        text.write("</trace>\n")
    text.write("</log>\n")
    text.flush()
    text.detach()


def _cases(
    connection: duckdb.DuckDBPyConnection, columns: list[Column], have_cases: bool
) -> Iterator[tuple[str | None, Iterator[tuple[Any, ...]]]]:
    """Yield the cases in order of their ids, each with its events in order of time."""
    cells = ", ".join(
        f"strftime({name_in_sql(c.name)}, {ISO})"
        if c.type == "timestamp"
        else f"CAST({name_in_sql(c.name)} AS VARCHAR)"
        for c in columns
    )
    case = "case_id" if have_cases else "CAST(NULL AS VARCHAR)"
    cursor = connection.cursor().execute(
        f'SELECT {case} AS c, {cells} FROM {RAW}.events ORDER BY c NULLS LAST, "at", event_id'
    )

    def rows() -> Iterator[tuple[Any, ...]]:
        while found := cursor.fetchmany(_FETCH_ROWS):
            yield from found

    yield from groupby(rows(), key=itemgetter(0))


def _write_event(write: Callable[[str], Any], columns: list[Column], row: tuple[Any, ...]) -> None:
    write("<event>")
    for column, value in zip(columns, row[1:], strict=True):
        if value is not None:
            tag, key = _TAGS.get(column.type, "string"), OWN_WORDS.get(column.name, column.name)
            write(f"<{tag} key={attribute(key)} value={attribute(value)}/>")
    write('<string key="lifecycle:transition" value="complete"/></event>\n')
