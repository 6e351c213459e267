"""The time line of a breach (时间线): the events of its case, those that prove it marked."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tongban_spec.events import EVENTS, KINDS
from tongban_spec.language import Text
from tongban_spec.verdicts import Breach

if TYPE_CHECKING:
    import duckdb

SHOWN_MAX = 40
BESIDE = 2
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

    @property
    def title(self) -> Text:
        """What happened, in a few words; a kind that the vocabulary lacks as it stands."""
        kind = KINDS.get(self.kind)
        if kind is None:
            return Text(self.kind, self.kind)
        # What stands after a colon or semicolon explains the columns of the kind.
        return Text(re.split("[：；]", kind.title.zh)[0], re.split("[:;]", kind.title.en)[0])


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

    def common(self) -> tuple[tuple[str, str], ...]:
        """Return the values that all its events have (共同的值), if there are several."""
        if len(self.moments) < 2:
            return ()
        return tuple(v for v in self.moments[0].values if all(v in m.values for m in self.moments))

    def near(self) -> tuple[int, ...]:
        """Return the places of the first event, and of those at or beside a proof (证明前后)."""
        proofs = [n for n, m in enumerate(self.moments) if m.proves]
        wanted = {0, *(n + d for n in proofs for d in range(-BESIDE, BESIDE + 1))}
        return tuple(n for n in range(len(self.moments)) if n in wanted)


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
