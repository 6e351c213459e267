"""What a check is given (证据): a database with the prepared tables, and what is recorded in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tongban_spec.language import Text

if TYPE_CHECKING:
    import duckdb

Severity = Literal["note", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the gate found before any check (入口检查所见).

    What makes the evidence unreadable is no finding: it raises an ``EvidenceError``.

    Parameters
    ----------
    rule : str
        Name of the gate's rule, e.g. ``"unknown_kind"``.
    severity : {"note", "warning"}
        Whether it is only worth knowing, or puts verdicts in doubt.
    said : Text
        One sentence with the figures filled in.
    count : int
        How often.
    examples : tuple of str
        A few event ids, words or keys.
    """

    rule: str
    severity: Severity
    said: Text
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A package that has been read and prepared (证据).

    Parameters
    ----------
    source : str
        Its name as the user knows it.
    connection : duckdb.DuckDBPyConnection
        A database with the prepared tables, see ``prepared``. Whoever opened it closes it.
    events : int
        How many there are.
    columns : mapping of str to frozenset of str
        For each table that the package has (the events included), the columns that are recorded.
        A table that is no key is absent. Of ``events``, those that some event fills: one that is
        left out says no more than one that is empty. Of a context table, those that it has, for
        there null has a meaning of its own.
    not_recorded : frozenset of str
        Kinds of events that the source is said not to record. A kind that is recorded and never
        happened is not in it.
    gate : tuple of Finding
    happened : frozenset of str
        Kinds of events that the log has.
    """

    source: str
    connection: duckdb.DuckDBPyConnection
    events: int
    columns: Mapping[str, frozenset[str]]
    not_recorded: frozenset[str] = frozenset()
    gate: tuple[Finding, ...] = ()
    happened: frozenset[str] = frozenset()

    def has(self, table: str, column: str) -> bool:
        """Return whether a column of a table is recorded (是否有记录)."""
        return column in self.columns.get(table, frozenset())
