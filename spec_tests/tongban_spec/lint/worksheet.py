"""What a worksheet says beside its values (工作表): merged cells, and formulas never worked out."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from defusedxml.ElementTree import iterparse

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.language import Text

Rows = Iterable[tuple[int, Sequence[str]]]
_SHOWN_MAX = 5


class Merged(NamedTuple):
    """Cells merged into one (合并单元格); rows and columns are counted from 1."""

    first_row: int
    last_row: int
    column: int


class Aside(NamedTuple):
    """What stands in a worksheet beside its values (值以外的内容).

    Parameters
    ----------
    merged : tuple of Merged
        Those of more than one row.
    unsolved : tuple of (int, int)
        Row and column of each formula whose result the file does not have.
    """

    merged: tuple[Merged, ...] = ()
    unsolved: tuple[tuple[int, int], ...] = ()


NOTHING = Aside()


def aside_of(stream: Any) -> Aside:
    """Read what a worksheet has beside its values from its XML (读工作表)."""
    from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

    merged, unsolved = [], []
    for _, element in iterparse(stream):
        name = element.tag.rpartition("}")[2]
        if name == "mergeCell":
            column, first, _, last = range_boundaries(element.get("ref"))
            if first is not None and last is not None and column is not None and last > first:
                merged.append(Merged(first, last, column))
        elif name == "c" and element.get("r"):
            parts = {part.tag.rpartition("}")[2]: part.text for part in element}
            # a formula whose result is an empty text says that it is a text
            if "f" in parts and not parts.get("v") and element.get("t") != "str":
                unsolved.append(coordinate_to_tuple(element.get("r")))
        elif name == "row":
            element.clear()
    return Aside(tuple(merged), tuple(unsolved))


def read_aside(path: Path, worksheet: Any) -> Aside:
    """Read what a worksheet of a workbook has beside its values (读工作表): openpyxl's reader of
    rows passes over merged cells and formulas.

    Parameters
    ----------
    path : Path
    worksheet : openpyxl worksheet
        Read-only: only these know where they lie in the file.
    """
    with path.open("rb") as file, zipfile.ZipFile(file) as packed:
        return aside_of(packed.open(worksheet._worksheet_path))


def unsolved_in(path: Path) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return row and column of each formula without result in each worksheet (公式没有结果)."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return {sheet.title: read_aside(path, sheet).unsolved for sheet in book.worksheets}
    finally:
        book.close()


def filled(rows: Rows, merged: Sequence[Merged]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows, the value of merged cells in each row that they cover (填充合并格)."""
    starts: dict[int, list[Merged]] = defaultdict(list)
    for cells in merged:
        starts[cells.first_row].append(cells)
    going: dict[int, tuple[int, str]] = {}
    for number, row in rows:
        for start in starts.get(number, ()):
            if start.column <= len(row):
                going[start.column - 1] = (start.last_row, row[start.column - 1])
        covered = {at: text for at, (last, text) in going.items() if number <= last}
        yield number, [cell or covered.get(at, "") for at, cell in enumerate(row)]


def refuse_unsolved(
    aside: Aside, columns: Iterable[int], header_row: int, where: str
) -> tuple[str, ...]:
    """Refuse a list with formulas in its columns that nobody has worked out (公式没有结果).

    Returns
    -------
    tuple of str
        Such cells elsewhere, where nothing is judged.

    Raises
    ------
    EvidenceError
        With the cells: an empty value would be taken for what the list says.
    """
    from openpyxl.utils.cell import get_column_letter

    used = {place + 1 for place in columns}
    cells, elsewhere = [], []
    for row, column in aside.unsolved:
        needed = row > header_row and column in used
        (cells if needed else elsewhere).append(f"{get_column_letter(column)}{row}")
    if cells:
        shown = ", ".join(cells[:_SHOWN_MAX]) + (" …" if len(cells) > _SHOWN_MAX else "")
        raise EvidenceError(
            Text(
                "公式没有存下结果：{c}",
                "a formula without a stored result: {c}",
            ).fill(c=shown),
            Text(
                "请用 Excel 或 WPS 打开并保存一次，或把公式换成值",
                "open it in a spreadsheet program and save it, or put values for the formulas",
            ),
            Where(where),
        )
    return tuple(elsewhere)
