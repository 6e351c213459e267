"""The time line of a breach (时间线): the events of its case, those that prove it marked."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tongban_spec.events import EVENTS
from tongban_spec.verdicts import Breach

if TYPE_CHECKING:
    import duckdb

SHOWN_MAX = 40
CHINA = datetime.timedelta(hours=8)  # China has one time zone all year
_FIRST = ("event_id", "at", "kind")
_REST = tuple(name for name in EVENTS.column_names if name not in (*_FIRST, "case_id"))


class Moment(NamedTuple):
    """One event on a time line (一个时刻).

    Parameters
    ----------
    event_id : str
    at : datetime.datetime
        UTC, without a zone.
    kind : str
    values : tuple of (str, str)
        Columns of ``events`` that are filled, besides these and the case.
    proves : bool
        Whether it is one of the events that prove the breach.
    """

    event_id: str
    at: datetime.datetime
    kind: str
    values: tuple[tuple[str, str], ...]
    proves: bool

    @property
    def utc(self) -> str:
        """The time as in ``events.schema.json``."""
        return f"{self.at.isoformat()}Z"

    @property
    def local(self) -> str:
        """The time in China, to the second; microseconds only where there are any."""
        return (self.at + CHINA).isoformat(sep=" ")


class CaseLine(NamedTuple):
    """The events of the case of a breach, in order of time (案件时间线).

    Parameters
    ----------
    moments : tuple of Moment
        Those that prove the breach, and of the others the first ones.
    left_out : int
        How many others there are.
    """

    moments: tuple[Moment, ...]
    left_out: int


def case_line(connection: duckdb.DuckDBPyConnection, breach: Breach) -> CaseLine:
    """Return the time line of a breach (取时间线).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Of the evidence that was checked.
    breach : Breach
    """
    cells = ", ".join(f'CAST("{name}" AS VARCHAR)' for name in _REST)
    proves = "list_contains(CAST(? AS VARCHAR[]), event_id)"
    found = connection.execute(
        f'SELECT event_id, "at", kind, {proves} AS proves, seq, count(*) OVER (), {cells}'
        f" FROM events WHERE case_id = ? OR {proves} ORDER BY proves DESC, seq LIMIT {SHOWN_MAX}",
        [list(breach.events), breach.case_id, list(breach.events)],
    ).fetchall()
    total = found[0][5] if found else 0
    ordered = sorted(found, key=lambda row: row[4])
    return CaseLine(tuple(map(_moment, ordered)), total - len(ordered))


def _moment(row: tuple[Any, ...]) -> Moment:
    event_id, at, kind, proves, _, _, *cells = row
    values = zip(_REST, cells, strict=True)
    return Moment(
        event_id, at, kind, tuple((name, value) for name, value in values if value), bool(proves)
    )
