"""A mapping judged by a sample (映射检查): what it misses, cannot read, and makes judgeable."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tongban_spec.check_needs import lacking
from tongban_spec.errors import EvidenceError, MappingError
from tongban_spec.events import EVENT_COLUMNS
from tongban_spec.evidence.conversions import cell
from tongban_spec.evidence.csv_file import csv_reading
from tongban_spec.evidence.database import NO_LIMITS, Limits, Workshop, workshop
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.reading import evidence_of, read_source, size_of
from tongban_spec.language import Text
from tongban_spec.mapping.apply import make_rules
from tongban_spec.mapping.load import MappingFile, load_mapping
from tongban_spec.mapping.log import ROW, LogUnderMapping
from tongban_spec.mapping.shape import Made
from tongban_spec.registry_shapes import Requirement

if TYPE_CHECKING:
    import duckdb

TIMES_SHOWN_MAX = 8
_AT = next(c for c in EVENT_COLUMNS if c.name == "at")
_PLAIN_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class UnreadTime:
    """A time that the mapping cannot read (读不通的时间).

    Parameters
    ----------
    column : str
        Of the log.
    row : int
        From 1, without the header.
    line : int or None
        In a CSV file, where it ends; None in other forms.
    written : str or None
        What stands there; None: nothing.
    """

    column: str
    row: int
    line: int | None
    written: str | None


@dataclass(frozen=True, slots=True)
class MappingJudgement:
    """What a mapping is worth on a sample (映射的判定).

    Parameters
    ----------
    findings : tuple of Finding
        Activities and words that the mapping does not know, and what the gate says.
    unread : mapping of str to int
        Column of the log → times in it that cannot be read.
    times : tuple of UnreadTime
        Some of them.
    refused : EvidenceError or None
        Why the sample cannot be judged with this mapping.
    kinds : mapping of str to int
        Events of each kind that come out.
    judgeable : tuple of str
        Ids of the requirements that could be judged.
    lacking : mapping of str to Text
        For each other requirement, what is not recorded.
    """

    findings: tuple[Finding, ...]
    unread: Mapping[str, int]
    times: tuple[UnreadTime, ...]
    refused: EvidenceError | None
    kinds: Mapping[str, int]
    judgeable: tuple[str, ...]
    lacking: Mapping[str, Text]

    @property
    def sound(self) -> bool:
        """Whether a check with this mapping can be made and every time be read."""
        return self.refused is None and not self.unread


def judge_mapping(
    mapping: Path,
    sample: Path,
    requirements: Sequence[Requirement],
    limits: Limits = NO_LIMITS,
) -> MappingJudgement:
    """Judge a mapping by a sample (检查映射).

    Parameters
    ----------
    mapping, sample : Path
    requirements : sequence of Requirement
    limits : Limits

    Raises
    ------
    MappingError
        If the file itself is wrong, or names columns that the sample lacks: each with its place.
    EvidenceError
        If the sample cannot be read at all.
    """
    file = load_mapping(mapping)
    with workshop(size_of(sample), limits) as place:
        log = _log(place, file, sample)
        log.check_columns()
        seen = tuple(log.unmapped())
        unread = dict(_unread(place.connection, log))
        times = tuple(t for column in unread for t in _times(place, log, column, sample))
    kinds: dict[str, int] = {}
    missing: dict[str, Text] = {}
    refused: EvidenceError | None = None
    try:
        with evidence_of(sample, limits, mapping=mapping) as evidence:
            # What the gate says of the mapping itself was said already.
            seen += tuple(f for f in evidence.gate if f not in seen)
            found = evidence.connection.execute(
                "SELECT kind, count(*) FROM events GROUP BY kind ORDER BY kind"
            ).fetchall()
            kinds = dict(found)
            said = {r.id: lacking(evidence, r.needs) for r in requirements}
            missing = {name: text for name, text in said.items() if text is not None}
    except MappingError:
        raise
    except EvidenceError as trouble:
        refused = trouble
    judged = () if refused else tuple(r.id for r in requirements if r.id not in missing)
    return MappingJudgement(
        seen, {c.column or "": n for c, n in unread.items()}, times, refused, kinds, judged, missing
    )


def _log(place: Workshop, file: MappingFile, sample: Path) -> LogUnderMapping:
    source = read_source(place, sample)
    place.connection.execute("CREATE SCHEMA IF NOT EXISTS source")
    make_rules(place.connection, file.shape)
    return LogUnderMapping(place.connection, source, file, 0, False)


def _unread(
    connection: duckdb.DuckDBPyConnection, log: LogUnderMapping
) -> Iterator[tuple[Made, int]]:
    """Yield how each time is made with the number of rows where it cannot be."""
    made = [log.mapping.columns["at"], *(e.at for e in log.mapping.once_a_case)]
    for number, one in enumerate(made):
        row = connection.execute(
            f"SELECT count(*) FROM {log.place} AS l WHERE {log.kept} AND {_bad(log, one, number)}"
        ).fetchone()
        if row is not None and row[0]:
            yield one, row[0]


def _bad(log: LogUnderMapping, made: Made, number: int = 0) -> str:
    """SQL: whether a row has no readable time; a time that a case has once may be lacking."""
    written = log.value(made)
    zone = made.zone or log.mapping.time_zone or _PLAIN_ZONE
    read = cell(_AT, f"({written})", "VARCHAR", zone, made.format).value
    there = "true" if number == 0 else f"({written}) IS NOT NULL"
    return f"({read}) IS NULL AND {there}"


def _times(place: Workshop, log: LogUnderMapping, made: Made, sample: Path) -> Iterator[UnreadTime]:
    is_at = made == log.mapping.columns["at"]
    found = place.connection.execute(
        f"SELECT l.{ROW}, left({log.value(made)}, 60) FROM {log.place} AS l WHERE {log.kept}"
        f" AND {_bad(log, made, 0 if is_at else 1)} ORDER BY l.{ROW} LIMIT {TIMES_SHOWN_MAX}"
    ).fetchall()
    rows = [row for row, _ in found]
    lines = lines_of_rows(place, sample, rows) if log.source.form == "table" else {}
    for row, written in found:
        yield UnreadTime(made.column or "", row, lines.get(row), written)


def lines_of_rows(place: Workshop, path: Path, rows: Sequence[int]) -> dict[int, int]:
    """Return the line of a CSV file on which each row ends (行号); nothing for other tables.

    Parameters
    ----------
    place : Workshop
    path : Path
    rows : sequence of int
        From 1, without the header, in ascending order.
    """
    read = csv_reading(path, place.folder)
    if read is None or not rows:
        return {}
    readable, separator = read
    wanted, found = set(rows), {}
    with readable.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, delimiter=separator)
        number = -1  # the header is no row
        for fields in reader:
            number += bool(fields)  # DuckDB passes over empty lines too
            if number in wanted:
                found[number] = reader.line_num
            if number >= rows[-1]:
                break
    return found
