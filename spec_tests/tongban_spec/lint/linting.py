"""The lint of one list (目录体检): read, judged, and what is wrong put to its rows."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from tongban_spec.check import judge
from tongban_spec.evidence.rows import evidence_of_rows
from tongban_spec.language import Text
from tongban_spec.lint.columns import NO_MAPPING, read_mapping
from tongban_spec.lint.entries import Entry, entries_of
from tongban_spec.lint.faults import JUDGED, Fault, Places, faults_of
from tongban_spec.lint.rules import RULES
from tongban_spec.lint.sheet import Sheet, read_sheet
from tongban_spec.lint.tables import tables_of
from tongban_spec.lint.unstated import (
    JUDGED_WITHOUT,
    MAY_BE_EMPTY,
    NEEDED,
    notes_of,
    unstated_for,
    unstated_in,
)
from tongban_spec.registry import SPECIFICATION, by_id
from tongban_spec.verdicts import Judgement


class Linted(NamedTuple):
    """What a lint says (体检结果).

    Parameters
    ----------
    sheet : Sheet
    entries : tuple of Entry
    judgements : tuple of Judgement
        Of the requirements that a list alone can breach.
    silent : tuple of str
        Rules that the list has no column for.
    faults : tuple of Fault
        In the order of the requirements, then of the rules.
    notes : tuple of Text
        Rows left out, cells that say nothing.
    """

    sheet: Sheet
    entries: tuple[Entry, ...]
    judgements: tuple[Judgement, ...]
    silent: tuple[str, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Text, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether a MUST is breached."""
        return any(fault.level == "MUST" for fault in self.faults)


def lint(path: Path, mapping: Path | None = None) -> Linted:
    """Lint a list of items (目录体检).

    Parameters
    ----------
    path : Path
        XLSX, CSV or YAML.
    mapping : Path, optional
        Which of its columns is which, where their names do not say so.

    Raises
    ------
    EvidenceError
        If the list or the mapping cannot be read.
    """
    names = NO_MAPPING if mapping is None else read_mapping(mapping)
    with tempfile.TemporaryDirectory(prefix="tongban-spec-") as scratch:
        sheet = read_sheet(path, Path(scratch), names)
    entries = entries_of(sheet, names)
    columns = _told(entries, frozenset(sheet.columns) | frozenset(names.constants))
    shown = frozenset(sheet.columns)
    judged = [_judged(name, entries, columns, shown, str(path)) for name in JUDGED]
    found = [fault for _, faults in judged for fault in faults]
    silent = []
    for rule in RULES.values():
        if columns.issuperset(rule.needs):
            found += rule.find(rule, entries)
        else:
            silent.append(rule.id)
    judgements = tuple(judgement for judgement, _ in judged)
    notes = tuple(notes_of(sheet, entries, columns))
    return Linted(sheet, entries, judgements, tuple(silent), tuple(found), notes)


def _told(entries: Sequence[Entry], columns: frozenset[str]) -> frozenset[str]:
    """Return the columns that say anything: one with empty cells only is not recorded."""
    empty = {c for c in MAY_BE_EMPTY if all(entry.said.get(c) is None for entry in entries)}
    return columns - empty


def _judged(
    name: str, entries: Sequence[Entry], columns: frozenset[str], shown: frozenset[str], source: str
) -> tuple[Judgement, list[Fault]]:
    """Judge the rows that say what a requirement asks; where some do not, it does not hold yet."""
    unstated = unstated_for(name, entries, columns)
    stated = [entry for entry in entries if entry.row not in frozenset(unstated)]
    places = Places(entries)
    judgement, faults = _put_to(name, tables_of(stated, columns), places, shown, source)
    if name in JUDGED_WITHOUT and (unstated or NEEDED[name] not in columns):
        tables = {**tables_of(entries, columns), JUDGED_WITHOUT[name]: []}
        rest, more = _put_to(name, tables, places, shown, source)
        told = {(fault.rows, column) for fault in faults for column in fault.columns}
        more = [f for f in more if not {(f.rows, column) for column in f.columns} <= told]
        if more and faults:
            places_told = {fault.rows for fault in (*faults, *more)}
            judgement = replace(judgement, breaches=len(places_told))
        elif more:
            judgement = rest
        faults = [*faults, *more]
    if unstated and judgement.verdict in ("holds", "not_exercised"):
        reason = unstated_in(NEEDED[name], unstated)
        judgement = replace(judgement, verdict="inconclusive", reason=reason)
    return judgement, faults


def _put_to(
    name: str, tables: dict[str, Any], places: Places, shown: frozenset[str], source: str
) -> tuple[Judgement, list[Fault]]:
    """Put tables to a requirement: its judgement, and its breaches as faults of the list."""
    evidence = evidence_of_rows(tables, source)
    try:
        judgement = judge(evidence, by_id()[name])
        if judgement.verdict != "breached":
            return judgement, []
        return judgement, list(faults_of(evidence, judgement.requirement, places, shown))
    finally:
        evidence.connection.close()


def document_of(linted: Linted) -> dict[str, Any]:
    """Return the document of ``lint --json`` (JSON 结果); its form is fixed."""
    return {
        "specification": SPECIFICATION,
        "catalogue": linted.sheet.name,
        "entries": len(linted.entries),
        "requirements": [
            {
                "id": j.requirement.id,
                "level": j.requirement.level,
                "verdict": j.verdict,
                "reason": None if j.reason is None else {"zh": j.reason.zh, "en": j.reason.en},
                "opportunities": j.opportunities,
                "breaches": j.breaches,
            }
            for j in linted.judgements
        ],
        "silent_rules": list(linted.silent),
        "notes": [{"zh": note.zh, "en": note.en} for note in linted.notes],
        "faults": [
            {
                "rule": f.rule,
                "level": f.level,
                "rows": list(f.rows),
                "columns": list(f.columns),
                "sentence": {"zh": f.sentence.zh, "en": f.sentence.en},
                "expected": {"zh": f.expected.zh, "en": f.expected.en},
            }
            for f in linted.faults
        ],
    }
