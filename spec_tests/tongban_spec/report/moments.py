"""The time line of a breach (时间线): the events of its case, those that prove it marked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
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


def case_lines(
    connection: duckdb.DuckDBPyConnection, breaches: Sequence[Breach]
) -> tuple[CaseLine, ...]:
    """Return the time line of each breach (取时间线), all by one pass over the events.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Of the evidence that was checked.
    breaches : sequence of Breach
    """
    numbered = list(enumerate(breaches))
    cases = [(n, b.case_id) for n, b in numbered if b.case_id is not None]
    proofs = [(n, event) for n, b in numbered for event in b.events]
    _register(connection, "wanted_cases", "case_id", cases)
    _register(connection, "wanted_proofs", "event_id", proofs)
    cells = ", ".join(f'CAST(e."{name}" AS VARCHAR)' for name in _REST)
    found = connection.execute(
        "WITH wanted AS (SELECT w.n, e.seq, false AS proves FROM events AS e"
        " JOIN wanted_cases AS w ON w.case_id = e.case_id"
        " UNION ALL SELECT w.n, e.seq, true FROM events AS e"
        " JOIN wanted_proofs AS w ON w.event_id = e.event_id),"
        " once AS (SELECT n, seq, bool_or(proves) AS proves FROM wanted GROUP BY n, seq),"
        " shown AS (SELECT *, count(*) OVER (PARTITION BY n) AS total FROM once QUALIFY"
        f" row_number() OVER (PARTITION BY n ORDER BY proves DESC, seq) <= {SHOWN_MAX})"
        f' SELECT s.n, s.total, e.event_id, e."at", e.kind, s.proves, {cells}'
        " FROM shown AS s JOIN events AS e ON e.seq = s.seq ORDER BY s.n, s.seq"
    ).fetchall()
    for name in ("wanted_cases", "wanted_proofs"):
        connection.unregister(name)
    rows: dict[int, list[tuple[Any, ...]]] = {}
    for row in found:
        rows.setdefault(row[0], []).append(row)
    return tuple(_line(rows.get(n, [])) for n, _ in numbered)


def _register(
    connection: duckdb.DuckDBPyConnection, name: str, column: str, rows: list[tuple[int, str]]
) -> None:
    import pyarrow as pa

    numbers, texts = [n for n, _ in rows], [text for _, text in rows]
    table = pa.table({"n": pa.array(numbers, pa.int64()), column: pa.array(texts, pa.string())})
    connection.register(name, table)


def _line(rows: list[tuple[Any, ...]]) -> CaseLine:
    moments = tuple(_moment(row) for row in rows)
    return CaseLine(moments, rows[0][1] - len(rows) if rows else 0)


def _moment(row: tuple[Any, ...]) -> Moment:
    _, _, event_id, at, kind, proves, *cells = row
    values = zip(_REST, cells, strict=True)
    return Moment(event_id, at, kind, tuple((k, value) for k, value in values if value), proves)
