"""What is wrong with a list (问题): what the requirements' queries find, put back to the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tongban_spec.check import values_of
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.language import Text
from tongban_spec.lint.entries import Entry
from tongban_spec.registry_shapes import Level, Requirement

# The requirements that a list alone can breach, with the columns where a breach of each shows.
JUDGED: dict[str, tuple[str, ...]] = {
    "CAT-2": ("online_stages",),
    "CAT-3": ("item_code", "name"),
    "CAT-4": ("materials", "steps", "limit_working_days", "fee"),
    "CAT-5": ("sources",),
    "DAT-3": ("materials", "result"),
    "DAT-8": ("online_stages",),
}
_WHAT = {"materials": "materials", "steps": "steps", "limit": "limit_working_days", "fee": "fee"}


class Fault(NamedTuple):
    """Something wrong with a list (问题).

    Parameters
    ----------
    rule : str
        Id of a requirement, or of a rule of ``rules``.
    level : {"MUST", "SHOULD"}
    rows : tuple of int
        Rows of the sheet.
    columns : tuple of str
        Our names of the columns.
    sentence, expected : Text
    """

    rule: str
    level: Level
    rows: tuple[int, ...]
    columns: tuple[str, ...]
    sentence: Text
    expected: Text


class Places:
    """Where codes, materials and results stand in a list (位置)."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_code: dict[str, list[Entry]] = defaultdict(list)
        self._by_material: dict[str, list[int]] = defaultdict(list)
        self._by_result: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            code = entry.said.get("item_code") or ""
            for name in {code, code[19:] if len(code) == 31 else code}:
                self._by_code[name].append(entry)
            named = (*(entry.said.get("materials") or ()), *_named(entry.said.get("sources")))
            for kind in dict.fromkeys(named):
                self._by_material[kind].append(entry.row)
            if entry.said.get("result"):
                self._by_result[entry.said["result"]].append(entry.row)

    def of(self, row: dict[str, Any]) -> tuple[int, ...]:
        """Return the rows of the sheet that a row of a query is about (所在行)."""
        if row.get("circle"):
            kinds = row["circle"].split(" → ")
            found = [place for kind in kinds for place in self._by_result.get(kind, ())]
        elif row.get("material_kind"):
            found = self._by_material.get(row["material_kind"], [])
        else:
            codes = (row.get("item_code") or row.get("codes") or "").split(", ")
            region = row.get("region")
            found = [
                entry.row
                for code in codes
                for entry in self._by_code.get(code, ())
                if region is None or entry.said["region"] == region
            ]
        return tuple(sorted(set(found)))


def faults_of(
    evidence: Evidence, requirement: Requirement, places: Places, known: frozenset[str]
) -> Iterator[Fault]:
    """Yield the breaches of one requirement as faults of the list (要求的违反).

    Parameters
    ----------
    evidence : Evidence
    requirement : Requirement
    places : Places
    known : frozenset of str
        Columns that the list has.
    """
    found = evidence.connection.execute(
        f"SELECT * FROM ({requirement.query}\n) WHERE breach ORDER BY subject"
    )
    names = [column[0] for column in found.description or ()]
    circles: set[tuple[int, ...]] = set()
    for values in found.fetchall():
        row = dict(zip(names, values, strict=True))
        said, rows = values_of(row), places.of(row)
        if row.get("circle"):  # told once: it begins anywhere, and holds in every region within
            if rows in circles:
                continue
            circles.add(rows)
        what = (row.get("what_en") or "").split(", ")
        shown = [_WHAT[w] for w in what if w] or JUDGED[requirement.id]
        yield Fault(
            requirement.id,
            requirement.level,
            rows,
            tuple(column for column in shown if column in known),
            requirement.sentence.fill(**said),
            requirement.expected.fill(**said),
        )


def _named(sources: Sequence[tuple[str, str | None]] | None) -> Iterator[str]:
    yield from (material for material, _ in sources or ())
