"""From one form of evidence to another (转换): what is read, written anew, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tongban_spec.errors import UsageError
from tongban_spec.events import CONTEXT_TABLES, EVENTS, TABLES
from tongban_spec.evidence.database import (
    NO_LIMITS,
    Limits,
    Workshop,
    is_of_resources,
    workshop,
)
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import checked_file, damage_told
from tongban_spec.evidence.formats import FileForm, RawTables, form_of_name, write_file, write_log
from tongban_spec.evidence.forms import form_of
from tongban_spec.evidence.ocel.reading import read_log
from tongban_spec.evidence.package import describe
from tongban_spec.evidence.prepared import RAW
from tongban_spec.evidence.raw_tables import RawTable, as_found, left_aside, make_raw
from tongban_spec.evidence.reading import no_events, read_source, size_of
from tongban_spec.evidence.sql_words import file_in_sql, name_in_sql
from tongban_spec.language import Text
from tongban_spec.mapping.apply import mapped
from tongban_spec.mapping.load import load_mapping
from tongban_spec.whole import whole_folder, writing


class Converted(NamedTuple):
    """What was written (转换所得).

    Parameters
    ----------
    form : str
        ``package``, or one of the forms of one file.
    rows : mapping of str to int
        Rows of each table that was written.
    left_out : tuple of str
        Tables that the form has no place for.
    findings : tuple of Finding
        What reading found.
    """

    form: str
    rows: dict[str, int]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]


def convert(
    paths: Sequence[Path], target: Path, mapping: Path | None = None, limits: Limits = NO_LIMITS
) -> Converted:
    """Convert evidence (转换证据).

    Parameters
    ----------
    paths : sequence of Path
        One package or log; several logs only with a mapping.
    target : Path
        A name with the ending of a form, or a folder for a package. Nothing may be there yet.
    mapping : Path, optional
    limits : Limits

    Raises
    ------
    EvidenceError
        If it cannot be read, or the form cannot hold it.
    UsageError
        If there is something already, or a log of another vocabulary has no mapping.
    OutputError
        If the disk refuses.
    """
    form = form_of_name(target)
    file = load_mapping(mapping) if mapping is not None else None
    with workshop(sum(map(size_of, paths)), limits) as place:
        if file is None and form is not None and form != "xes" and _is_object_log(paths[0]):
            return _objects(place, paths[0], target, form)
        sources = [read_source(place, path, number=n) for n, path in enumerate(paths)]
        if file is not None:
            done = mapped(place.connection, sources, file)
            tables, not_recorded, findings = done.tables, done.not_recorded, done.findings
        else:
            (source,) = sources
            if EVENTS.name not in source.tables or not set(source.tables[EVENTS.name].columns) & {
                c.name for c in EVENTS.columns if c.required
            }:
                raise no_events(source)
            tables = tuple(
                as_found(name, found, blanks=True) for name, found in source.tables.items()
            )
            not_recorded = source.not_recorded
            findings = (*source.findings, *left_aside(source))
        shown = ", ".join(s.name for s in sources)
        made = make_raw(place.connection, tables, shown)
        raw = _raw(place, tables, not_recorded)
        with damage_told(shown, "Parquet"):  # columns are read while they are written
            return _written(target, form, raw, (*findings, *made))


def _is_object_log(path: Path) -> bool:
    if path.is_dir():
        return False
    return form_of(checked_file(path), str(path)).startswith("ocel")


def _objects(place: Workshop, path: Path, target: Path, form: FileForm) -> Converted:
    """Convert a log of objects as such: any vocabulary, nothing lost."""
    log, findings = read_log(place, path, form_of(path, str(path)))
    write_log(target, form, log)
    return Converted(
        form, {"events": log.count("event"), "objects": log.count("object")}, (), findings
    )


def _raw(place: Workshop, tables: Sequence[RawTable], not_recorded: frozenset[str]) -> RawTables:
    columns = {raw.table.name: frozenset(raw.cells) for raw in tables}
    return RawTables(place.connection, columns, not_recorded)


def _written(
    target: Path, form: FileForm | None, raw: RawTables, findings: tuple[Finding, ...]
) -> Converted:
    counts = {name: _count(raw, name) for name in TABLES if name in raw.columns}
    if form is None:
        if target.suffix:
            raise UsageError(
                Text("不认识 {s} 这种文件", "{s} is the ending of no form").fill(s=target.suffix),
                Text(
                    "文件可用 .json .xml .sqlite .xes .xes.gz；证据包写文件夹名",
                    "a file ends in .json .xml .sqlite .xes or .xes.gz; a package is a folder",
                ),
            )
        _write_package(target, raw, counts)
        return Converted("package", counts, (), findings)
    write_file(target, form, raw)
    left_out = tuple(name for name in counts if name in CONTEXT_TABLES) if form == "xes" else ()
    kept = {name: count for name, count in counts.items() if name not in left_out}
    return Converted(form, kept, left_out, findings)


def _count(raw: RawTables, name: str) -> int:
    row = raw.connection.execute(f"SELECT count(*) FROM {RAW}.{name_in_sql(name)}").fetchone()
    assert row is not None
    return row[0]


def _write_package(folder: Path, raw: RawTables, counts: dict[str, int]) -> None:
    import duckdb

    with whole_folder(folder) as beside, writing(folder):
        for name in counts:
            cells = ", ".join(
                f"timezone('UTC', {name_in_sql(c.name)}) AS {name_in_sql(c.name)}"
                if c.type == "timestamp"
                else name_in_sql(c.name)
                for c in TABLES[name].columns
                if c.name in raw.columns[name]
            )
            order = ' ORDER BY "at", event_id' if name == EVENTS.name else ""
            place = file_in_sql(beside / f"{name}.parquet")
            try:
                raw.connection.execute(
                    f"COPY (SELECT {cells} FROM {RAW}.{name_in_sql(name)}{order}) TO {place}"
                    " (FORMAT parquet, COMPRESSION zstd)"
                )
            except duckdb.IOException as error:
                # What does not name the place of writing is a fault of what is read meanwhile.
                if is_of_resources(error) or str(beside) in str(error):
                    raise OSError(str(error)) from error
                raise
        describe(beside, counts, raw.not_recorded)
