"""Evidence as it was found (原始证据): tables with the columns and types that they came with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from tongban_spec.evidence.evidence import Finding
from tongban_spec.language import Text

Form = Literal["package", "table", "ocel-json", "ocel-sqlite", "ocel-xml", "xes", "example"]
FORMS: Mapping[Form, Text] = {
    "package": Text("证据包", "evidence package"),
    "table": Text("单个表文件", "one table"),
    "ocel-json": Text("OCEL 2.0 JSON", "OCEL 2.0 JSON"),
    "ocel-sqlite": Text("OCEL 2.0 SQLite", "OCEL 2.0 SQLite"),
    "ocel-xml": Text("OCEL 2.0 XML", "OCEL 2.0 XML"),
    "xes": Text("XES", "XES"),
    "example": Text("示例日志（JSON）", "example log (JSON)"),
}
COLUMNS_MAX = 2000

Progress = Callable[[Text, float | None], None]
"""Told what is being done, and how much of it is done: 0 to 1, None if nobody knows."""


def silent(what: Text, share: float | None) -> None:
    """Tell nobody (不报进度)."""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table as found (原始表).

    Parameters
    ----------
    relation : str
        SQL that can stand after FROM.
    columns : mapping of str to str
        Name → DuckDB's type, in the order of the file.
    written : bool
        Whether all values are text as somebody wrote it, with types still to be made.
    """

    relation: str
    columns: Mapping[str, str]
    written: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """All that was found (原始证据).

    Parameters
    ----------
    name : str
        As the user knows it.
    form : str
    tables : mapping of str to SourceTable
        The tables of the vocabulary that it has; a single table of a vendor is ``events``.
    not_recorded : frozenset of str
        Kinds of events that it says are not recorded.
    findings : tuple of Finding
    """

    name: str
    form: Form
    tables: Mapping[str, SourceTable]
    not_recorded: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
