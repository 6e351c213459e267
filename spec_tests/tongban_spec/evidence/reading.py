"""The door for evidence (读证据): files in, prepared evidence out, or what is wrong with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.events import EVENTS
from tongban_spec.evidence.database import NO_LIMITS, Limits, Workshop, workshop
from tongban_spec.evidence.evidence import Evidence, Finding
from tongban_spec.evidence.example_file import read_example
from tongban_spec.evidence.files import checked_file, damage_told, unreadable
from tongban_spec.evidence.flat_form import FILES, read_folder, read_table
from tongban_spec.evidence.forms import form_of
from tongban_spec.evidence.gate import gate, gate_of_prepared
from tongban_spec.evidence.ocel.reading import read_objects
from tongban_spec.evidence.prepared import RAW, prepared
from tongban_spec.evidence.raw_tables import RawTable, as_found, events_needed, left_aside, make_raw
from tongban_spec.evidence.source import Progress, Source, silent
from tongban_spec.evidence.xes.reading import read_xes
from tongban_spec.evidence.zip_archive import unzipped
from tongban_spec.language import Text
from tongban_spec.mapping.apply import mapped
from tongban_spec.mapping.load import load_mapping


@contextmanager
def evidence_of(
    path: Path,
    limits: Limits = NO_LIMITS,
    progress: Progress = silent,
    mapping: Path | None = None,
    more: Sequence[Path] = (),
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
    mapping : Path, optional
        From a vendor's columns and words to the vocabulary.
    more : sequence of Path
        Further logs of the same evidence; only with a mapping.

    Yields
    ------
    Evidence
        Its database is closed, and everything put aside removed, at the end of the ``with``.

    Raises
    ------
    EvidenceError
        If it cannot be read, or cannot be judged; a MappingError if the mapping is wrong.
    """
    assert mapping is not None or not more, "several logs are put together by a mapping"
    # The mapping first: its mistakes are found at once, and a large log takes a while.
    file = load_mapping(mapping) if mapping is not None else None
    paths = (path, *more)
    with workshop(sum(map(size_of, paths)), limits) as place:
        sources = [read_source(place, p, progress, number) for number, p in enumerate(paths)]
        if file is None:
            (source,) = sources
            yield _as_it_is(place, source, progress)
        else:
            done = mapped(place.connection, sources, file)
            shown = ", ".join(source.name for source in sources)
            yield _judgeable(place, done.tables, shown, done.not_recorded, done.findings, progress)


def read_source(
    place: Workshop, path: Path, progress: Progress = silent, number: int = 0
) -> Source:
    """Return what stands in a file or folder, as it was found (读原始证据).

    Parameters
    ----------
    place : Workshop
    path : Path
    progress : callable
    number : int
        Of the log among several, from 0.

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
        found = unzipped(path, FILES, place.folder)
        return read_folder(place, found.folder, shown, found.others)
    if form == "table":
        table, findings = read_table(place, path, shown)
        return Source(shown, form, {EVENTS.name: table}, frozenset(), findings)
    if form == "xes":
        return read_xes(place, path, progress, number)
    if form == "example":
        return read_example(place, path)
    return read_objects(place, path, form, number)


def _as_it_is(place: Workshop, source: Source, progress: Progress) -> Evidence:
    if events_needed(source):
        raise no_events(source)
    tables = [as_found(name, found) for name, found in source.tables.items()]
    findings = (*source.findings, *left_aside(source))
    return _judgeable(place, tables, source.name, source.not_recorded, findings, progress)


def _judgeable(
    place: Workshop,
    tables: Iterable[RawTable],
    shown: str,
    not_recorded: frozenset[str],
    findings: tuple[Finding, ...],
    progress: Progress,
) -> Evidence:
    connection = place.connection
    made = make_raw(connection, tables, shown, place.small)
    progress(Text("入口检查", "the gate"), None)
    with damage_told(shown, "Parquet"):
        passed = gate(connection, shown)
        progress(Text("备表", "preparing"), None)
        evidence = prepared(connection, shown, not_recorded, (*findings, *made, *passed))
    connection.execute(f"DROP SCHEMA {RAW} CASCADE")
    connection.execute("DROP SCHEMA IF EXISTS source CASCADE")
    more = gate_of_prepared(connection, evidence.columns)
    return dataclasses.replace(evidence, gate=(*evidence.gate, *more))


def size_of(path: Path) -> int:
    """Return the bytes that are there to be read."""
    try:
        if path.is_dir():
            return sum(p.stat().st_size for p in path.iterdir() if p.is_file())
        return path.stat().st_size
    except (OSError, ValueError) as trouble:
        raise unreadable(path, trouble) from trouble


def no_events(source: Source) -> EvidenceError:
    """Return the error of events that lack what every event has (缺列)."""
    lacking = events_needed(source)
    return EvidenceError(
        Text("事件没有这些列：{c}", "the events lack the columns {c}").fill(c=", ".join(lacking)),
        Text(
            "若列名是厂商自己的，请写映射文件（tongban-spec map init 可写初稿），用 --mapping 给出",
            "if the columns have a vendor's own names, write a mapping (tongban-spec map init "
            "drafts one) and give it with --mapping",
        ),
        Where(source.name),
    )
