"""The door for evidence (读证据): files in, prepared evidence out, or what is wrong with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.events import EVENTS
from tongban_spec.evidence.database import NO_LIMITS, Limits, Workshop, workshop
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.evidence.files import checked_file, unreadable
from tongban_spec.evidence.flat_form import FILES, read_folder, read_table
from tongban_spec.evidence.forms import form_of
from tongban_spec.evidence.gate import gate, gate_of_prepared
from tongban_spec.evidence.ocel.reading import read_objects
from tongban_spec.evidence.prepared import RAW, prepared
from tongban_spec.evidence.raw_tables import as_found, events_needed, left_aside, make_raw
from tongban_spec.evidence.source import Progress, Source, silent
from tongban_spec.evidence.xes.reading import read_xes
from tongban_spec.evidence.zip_archive import unzipped
from tongban_spec.language import Text


@contextmanager
def evidence_of(
    path: Path,
    limits: Limits = NO_LIMITS,
    progress: Progress = silent,
) -> Iterator[Evidence]:
    """Read evidence (读证据), to be used in a ``with`` statement.

    Parameters
    ----------
    path : Path
        A package (folder or zip), a table of events, an OCEL 2.0 or an XES log.
    limits : Limits
        Memory, threads, and where to put what does not fit into memory.
    progress : callable
        Told what is being done.

    Yields
    ------
    Evidence
        Its database is closed, and everything put aside removed, at the end of the ``with``.

    Raises
    ------
    EvidenceError
        If it cannot be read, or cannot be judged.
    """
    with workshop(_size(path), limits) as place:
        source = read_source(place, path, progress)
        yield _judgeable(place, source, progress)


def read_source(place: Workshop, path: Path, progress: Progress = silent) -> Source:
    """Return what stands in a file or folder, as it was found (读原始证据).

    Raises
    ------
    EvidenceError
        If it cannot be read.
    """
    shown = str(path)
    progress(Text("读入 {f}", "reading {f}").fill(f=shown), None)
    if path.is_dir():
        return read_folder(place, path, shown)
    checked_file(path)
    form = form_of(path, shown)
    if form == "package":
        return read_folder(place, unzipped(path, FILES, place.folder), shown)
    if form == "table":
        table, findings = read_table(place, path, shown)
        return Source(shown, form, {EVENTS.name: table}, frozenset(), findings)
    if form == "xes":
        return read_xes(place, path, progress)
    return read_objects(place, path, form)


def _judgeable(place: Workshop, source: Source, progress: Progress) -> Evidence:
    if lacking := events_needed(source):
        raise _no_events(source, lacking)
    tables = [as_found(name, found) for name, found in source.tables.items()]
    made = make_raw(place.connection, tables, source.name)
    progress(Text("入口检查", "the gate"), None)
    findings = (*source.findings, *left_aside(source), *made, *gate(place.connection, source.name))
    progress(Text("备表", "preparing"), None)
    evidence = prepared(place.connection, source.name, source.not_recorded, findings)
    place.connection.execute(f"DROP SCHEMA {RAW} CASCADE")
    more = gate_of_prepared(place.connection, evidence.columns)
    return dataclasses.replace(evidence, gate=(*evidence.gate, *more))


def _size(path: Path) -> int:
    """Return the bytes that are there to be read."""
    try:
        if path.is_dir():
            return sum(p.stat().st_size for p in path.iterdir() if p.is_file())
        return path.stat().st_size
    except (OSError, ValueError) as trouble:
        raise unreadable(path, trouble) from trouble


def _no_events(source: Source, lacking: list[str]) -> EvidenceError:
    return EvidenceError(
        Text("事件没有这些列：{c}", "the events lack the columns {c}").fill(c=", ".join(lacking)),
        Text(
            "若列名是厂商自己的，请先写映射文件：tongban-spec map init {f}",
            "if the columns have a vendor's own names, write a mapping first: "
            "tongban-spec map init {f}",
        ).fill(f=source.name),
        Where(source.name),
    )
