"""What a list leaves open (清单没有写的): an empty cell is not recorded, and never a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tongban_spec.language import Text
from tongban_spec.lint.columns import COLUMNS
from tongban_spec.lint.entries import Entry
from tongban_spec.lint.sheet import Sheet

# Without a reason or a category a cell is empty by right; of these an empty one says nothing.
MAY_BE_EMPTY = ("online_stages", "visits", "materials", "sources", "result", "steps")
# In the tables, no stage and no material look like stages and materials that nobody wrote down:
# rows with such an empty cell are kept from the requirements that would take it for "none".
NEEDED: Mapping[str, str] = MappingProxyType(
    {"CAT-2": "online_stages", "CAT-4": "materials", "DAT-8": "online_stages"}
)
# What a requirement has of a row that does not say the column needed: other steps, limits and fees
# are breaches of one standard whatever the materials are.
JUDGED_WITHOUT: Mapping[str, str] = MappingProxyType({"CAT-4": "item_materials"})
_SHOWN_MAX = 20


def unstated_for(
    requirement: str, entries: Sequence[Entry], columns: frozenset[str]
) -> tuple[int, ...]:
    """Return the rows that do not say what a requirement asks (没有写的行)."""
    needed = NEEDED.get(requirement)
    if needed not in columns:
        return ()
    return tuple(entry.row for entry in entries if entry.said.get(needed) is None)


def unstated_in(column: str, rows: Sequence[int]) -> Text:
    """Return the sentence that rows do not say one thing (没有写的说明)."""
    said = Text(
        "{c}没有写明，不作判断：第 {r} 行", "nothing readable on {c}, so not judged: row {r}"
    )
    return said.fill(c=COLUMNS[column].title, r=_listed(rows))


def notes_of(sheet: Sheet, entries: Sequence[Entry], columns: frozenset[str]) -> Iterator[Text]:
    """Yield what was left out or not judged (体检说明)."""
    if sheet.totals:
        said = Text(
            "合计行不算事项，没有计入：第 {r} 行", "a row of totals is no item, left out: {r}"
        )
        yield said.fill(r=_listed(sheet.totals))
    if sheet.unsolved:
        said = Text(
            "公式没有存下结果，不在所判的列里：{c}；标注副本里写明了这一点",
            "formulas without a stored result, in no column that is judged: {c}; the marked copy"
            " says so in their place",
        )
        yield said.fill(c=_listed(sheet.unsolved))
    for column in (c for c in MAY_BE_EMPTY if c in columns):
        rows = [entry.row for entry in entries if entry.said.get(column) is None]
        if rows:
            yield unstated_in(column, rows)


def _listed(places: Sequence[int | str]) -> str:
    return ", ".join(map(str, places[:_SHOWN_MAX])) + (" …" if len(places) > _SHOWN_MAX else "")
