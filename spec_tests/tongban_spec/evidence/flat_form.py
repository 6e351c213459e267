"""The flat form (平表): a package of ``events`` and context tables, or one table alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.events import EVENTS, KINDS, TABLES
from tongban_spec.evidence.csv_file import csv_file
from tongban_spec.evidence.database import Workshop
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import checked_file, head, unpacked
from tongban_spec.evidence.package import PACKAGE_FILE
from tongban_spec.evidence.parquet_file import parquet_file
from tongban_spec.evidence.source import Source, SourceTable
from tongban_spec.language import Text

ENDINGS = (".parquet", ".csv", ".csv.gz", ".tsv", ".tsv.gz")
FILES = frozenset({PACKAGE_FILE, *(f"{table}{end}" for table in TABLES for end in ENDINGS)})
_DESCRIPTION_BYTES_MAX = 1 << 20


def read_folder(place: Workshop, folder: Path, shown: str, more: tuple[str, ...] = ()) -> Source:
    """Read a package that is a folder (读证据包).

    Parameters
    ----------
    place : Workshop
    folder : Path
    shown : str
        Its name as the user knows it.
    more : tuple of str
        Files of the zip that it was taken from which are not in it.

    Raises
    ------
    EvidenceError
        If it has no events, or a file of it cannot be read.
    """
    tables: dict[str, SourceTable] = {}
    findings: list[Finding] = []
    for name in TABLES:
        path = next((folder / f"{name}{end}" for end in ENDINGS if _there(folder, name, end)), None)
        if path is not None:
            checked_file(path, inside=folder)
            table, found = read_table(place, path, f"{shown}/{path.name}")
            tables[name] = table
            findings += found
    if EVENTS.name not in tables:
        raise EvidenceError(
            Text("里面没有 events 表", "there is no table events in it"),
            Text("证据包要有 {f} 之一", "a package has one of {f}").fill(
                f=", ".join(f"events{end}" for end in ENDINGS)
            ),
            Where(shown),
        )
    findings += _left_aside(folder, shown, more)
    not_recorded = _said_not_recorded(folder, shown)
    return Source(shown, "package", tables, not_recorded, tuple(findings))


def read_table(place: Workshop, path: Path, shown: str) -> tuple[SourceTable, tuple[Finding, ...]]:
    """Read one file of the flat form (读一个表): Parquet if it says so itself, else CSV."""
    plain = unpacked(path, place.folder)
    if head(plain, 4) == b"PAR1":
        return parquet_file(place.connection, plain, shown), ()
    if path.suffix == ".parquet":
        return parquet_file(place.connection, plain, shown), ()  # says what is wrong with it
    read = csv_file(plain, place.folder, shown)
    return read.table, read.findings


def _there(folder: Path, name: str, end: str) -> bool:
    path = folder / f"{name}{end}"
    return path.exists() or path.is_symlink()


def _left_aside(folder: Path, shown: str, more: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what lies in the folder and is no part of a package: perhaps a table misnamed."""
    others = sorted(p.name for p in folder.iterdir() if p.name not in FILES)
    others = [name for name in (*others, *more) if not name.startswith((".", "__MACOSX/"))]
    if others:
        yield Finding(
            "file_left_aside",
            "note",
            Text(
                "{f} 里有 {n} 个文件不属于证据包，没有读",
                "{f} has {n} files that are no part of a package; they were not read",
            ).fill(f=shown, n=len(others)),
            len(others),
            tuple(others[:5]),
        )


def _said_not_recorded(folder: Path, shown: str) -> frozenset[str]:
    """Return the kinds that the package's own description says are not recorded."""
    path = folder / PACKAGE_FILE
    if not _there(folder, PACKAGE_FILE, ""):
        return frozenset()
    checked_file(path, inside=folder)
    try:
        described = json.loads(head(path, _DESCRIPTION_BYTES_MAX).decode("utf-8-sig"))
        said = described.get("not_recorded", [])
        unknown = [kind for kind in said if kind not in KINDS]
    except (ValueError, AttributeError, TypeError, RecursionError) as trouble:
        raise _bad_description(shown, trouble) from trouble
    if unknown:
        raise _bad_description(shown, f"not_recorded: {unknown[:5]!r}")
    return frozenset(said)


def _bad_description(shown: str, why: object) -> EvidenceError:
    return EvidenceError(
        Text("{f} 读不通：{w}", "{f} cannot be understood: {w}").fill(f=PACKAGE_FILE, w=why),
        Text(
            "可以删去；若保留，须为 JSON 对象，not_recorded 是事件种类的列表",
            "it may be left out; else it is a JSON object, and not_recorded a list of kinds",
        ),
        Where(f"{shown}/{PACKAGE_FILE}"),
    )
