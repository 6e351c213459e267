"""The gate (入口检查): what is looked at before any requirement is.

In two parts. :func:`gate` looks at the raw tables, and refuses what cannot be judged at all:
events without an id, with the id of another, without a time or a kind, or at times that no log has.
:func:`gate_of_prepared` looks at what was made of them: times, references, the window of the log.
What they find and let pass is a finding, told with the verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.gate_claims import claims
from tongban_spec.evidence.gate_references import references
from tongban_spec.evidence.gate_rows import Fault, RawColumns, faults_of_events, rows
from tongban_spec.evidence.gate_times import times
from tongban_spec.evidence.prepared import RAW
from tongban_spec.language import Text

if TYPE_CHECKING:
    import duckdb


class GateError(EvidenceError):
    """The evidence can be read but not judged (证据不可判).

    Parameters
    ----------
    faults : sequence of Fault
        At least one.
    shown : str
        The evidence as the user knows it.
    """

    def __init__(self, faults: Sequence[Fault], shown: str) -> None:
        texts = [_told(fault) for fault in faults]
        what = Text("；".join(t.zh for t in texts), "; ".join(t.en for t in texts))
        todo = list(dict.fromkeys(fault.todo for fault in faults))
        allowed = Text("\n".join(t.zh for t in todo), "\n".join(t.en for t in todo))
        super().__init__(what, allowed, Where(shown))
        self.faults = tuple(faults)
        self.shown = shown

    def __reduce__(self):  # pyright: ignore[reportIncompatibleMethodOverride]
        return (type(self), (self.faults, self.shown))


def gate(connection: duckdb.DuckDBPyConnection, shown: str) -> tuple[Finding, ...]:
    """Look at the raw tables (入口检查).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        With the schema ``raw``, its columns of the vocabulary's types.
    shown : str
        The evidence as the user knows it.

    Raises
    ------
    GateError
        If it cannot be judged.
    """
    raw = _columns(connection)
    faults = faults_of_events(connection)
    if faults:
        raise GateError(faults, shown)
    return tuple(rows(connection, raw))


def gate_of_prepared(
    connection: duckdb.DuckDBPyConnection, recorded: RawColumns
) -> tuple[Finding, ...]:
    """Look at the prepared tables (备表后的入口检查).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    recorded : mapping of str to frozenset of str
        Columns that each table has; tables that are lacking are absent.
    """
    return (*times(connection), *claims(connection), *references(connection, recorded))


def _columns(connection: duckdb.DuckDBPyConnection) -> RawColumns:
    found: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?",
        [RAW],
    ).fetchall():
        found.setdefault(table, set()).add(column)
    return {table: frozenset(columns) for table, columns in found.items()}


def _told(fault: Fault) -> Text:
    if not fault.examples:
        return fault.said
    return Text("{s}（如 {e}）", "{s} (such as {e})").fill(
        s=fault.said, e=", ".join(fault.examples)
    )
