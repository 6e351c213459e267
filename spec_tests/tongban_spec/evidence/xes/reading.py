"""XES read event by event (读 XES): a row an event, the trace's attributes as ``case:…``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tongban_spec.events import KINDS, SEPARATOR
from tongban_spec.evidence.database import Workshop
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import broken, outermost
from tongban_spec.evidence.source import Progress, Source, SourceTable, silent
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.evidence.text_rows import TextRows
from tongban_spec.evidence.xml_stream import elements, local
from tongban_spec.language import Text

OWN_WORDS = {
    "case_id": "case:concept:name",
    "at": "time:timestamp",
    "kind": "concept:name",
    "officer": "org:resource",
}
NOT_RECORDED = "tongban:not_recorded"
_ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})
_NAME = "XES"
_PROGRESS_EVENTS = 50_000


def read_xes(place: Workshop, path: Path, progress: Progress = silent, number: int = 0) -> Source:
    """Read a log (读 XES 日志), plain or packed by gzip.

    Nested attributes become columns ``outer/inner``; those of the log itself, but for our own that
    says which kinds are not recorded, its extensions, globals and classifiers are left aside.

    Raises
    ------
    EvidenceError
        If it is no XES log.
    """
    rows, late = TextRows(place.connection, f"events_{number}"), 0
    trace: dict[str, str] = {}
    not_recorded: frozenset[str] = frozenset()
    begun = False
    count = 0
    try:
        for trail, element in elements(path, 3, _NAME):
            if trail[0] != "log":
                raise broken(path, _NAME, outermost(trail[0]))
            if len(trail) == 2 and element.get("key") == NOT_RECORDED:
                not_recorded |= _kinds(element.get("value", ""))
            if trail[1:2] not in (["trace"], ["event"]):
                continue
            if trail[-1] == "event":
                rows.add(trace | dict(_attributes(element, "")))
                begun, count = True, count + 1
                if count % _PROGRESS_EVENTS == 0:
                    said = Text("已读 {n} 个事件", "{n} events read").fill(n=count)
                    progress(said, None)
            elif len(trail) == 2:
                trace, begun = {}, False
            elif trail[-1] in _ATTRIBUTES:
                late += begun
                trace |= {f"case:{key}": value for key, value in _one(element, "")}
        table = rows.table()
    except (KeyError, ValueError) as trouble:
        raise broken(path, _NAME, trouble) from trouble
    findings = tuple(_late(late))
    return Source(str(path), "xes", {"events": _in_our_words(table)}, not_recorded, findings)


def _kinds(value: str) -> frozenset[str]:
    """Return the kinds that our own attribute names."""
    named = frozenset(value.split(SEPARATOR)) - {""}
    if unknown := sorted(named - KINDS.keys()):
        raise ValueError(f"{NOT_RECORDED}: {unknown[:5]!r}")
    return named


def _attributes(element: Any, outer: str) -> Iterator[tuple[str, str]]:
    for part in element:
        if local(part.tag) in _ATTRIBUTES or local(part.tag) == "values":
            yield from _one(part, outer)


def _one(element: Any, outer: str) -> Iterator[tuple[str, str]]:
    """Yield an attribute with its value, and those nested in it."""
    key = element.get("key")
    name = outer if key is None else f"{outer}/{key}" if outer else key
    value = element.get("value")
    if value is not None and key is not None:
        yield name, value
    yield from _attributes(element, name)


def _in_our_words(table: SourceTable) -> SourceTable:
    """Give what we wrote ourselves its own columns back; a foreign log has no ``event_id``."""
    if "event_id" not in table.columns:
        return table
    lent = {
        ours: word
        for ours, word in OWN_WORDS.items()
        if word in table.columns and ours not in table.columns
    }
    listed = ", ".join(f"{name_in_sql(word)} AS {name_in_sql(ours)}" for ours, word in lent.items())
    kept = [c for c in table.columns if c not in lent.values() and c not in ("row", _LIFECYCLE)]
    columns = dict.fromkeys([*lent, *kept], "VARCHAR")
    parts = ", ".join(filter(None, (listed, ", ".join(map(name_in_sql, kept)))))
    relation = f"(SELECT {parts} FROM {table.relation})"
    return SourceTable(relation, columns, written=True)


_LIFECYCLE = "lifecycle:transition"


def _late(count: int) -> Iterator[Finding]:
    if count:
        said = Text(
            "{n} 个轨迹属性写在事件之后，只算到其后的事件上",
            "{n} attributes of traces stand after events; only later events have them",
        ).fill(n=count)
        yield Finding("xes_late_attribute", "warning", said, count)
