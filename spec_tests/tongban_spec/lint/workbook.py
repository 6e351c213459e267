"""The marked copy of a list (标注副本): cells coloured, with the faults as comments."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from tongban_spec.language import Language, Text
from tongban_spec.lint.faults import Fault
from tongban_spec.lint.linting import Linted
from tongban_spec.lint.page import title_of
from tongban_spec.lint.sheet import Sheet
from tongban_spec.lint.worksheet import unsolved_in

_COLOURS = {"MUST": "F8C9C4", "SHOULD": "FCE8B2"}
_COMMENT_MAX = 2_000
_UNSOLVED = Text("（公式没有存下结果）", "(formula without a stored result)")
_CELLS_MAX = 200  # of one fault: one material may stand in every row


def write_marked(linted: Linted, original: Path, target: Path, language: Language) -> None:
    """Write the marked copy (标注副本); the original is only read.

    Parameters
    ----------
    linted : Linted
    original : Path
        If it is a workbook, the copy has all its sheets, with values in the place of formulas, or a
        word where the file has no value.
    target : Path
        Ends in ``.xlsx``.
    language : {"zh", "en"}
        Of the comments.
    """
    book, worksheet = _copied(original, linted.sheet, language)
    for (row, column), faults in sorted(_by_cell(linted).items()):
        _mark(worksheet.cell(row=row, column=column + 1), faults, language)
    book.save(target)


def _copied(original: Path, sheet: Sheet, language: Language) -> tuple[Any, Any]:
    import openpyxl
    from openpyxl.cell.cell import MergedCell

    if sheet.title is not None:
        # Values in the place of formulas, no links to other workbooks: nothing in the copy runs.
        book = openpyxl.load_workbook(original, data_only=True, keep_links=False)
        for title, unsolved in unsolved_in(original).items():
            cells = (book[title].cell(row=row, column=column) for row, column in unsolved)
            for cell in cells:
                if not isinstance(cell, MergedCell):
                    _as_text(cell, _UNSOLVED.say(language))
        return book, book[sheet.title]
    book = openpyxl.Workbook()
    worksheet: Any = book.active
    for number, cells in ((sheet.header_row, sheet.header), *sheet.rows):
        for place, text in enumerate(cells, 1):
            if text:
                _as_text(worksheet.cell(row=number, column=place), text)
    worksheet.freeze_panes = f"A{sheet.header_row + 1}"
    return book, worksheet


def _as_text(cell: Any, text: str) -> None:
    """Put a text into a cell as a text, whatever it begins with: no spreadsheet may run it."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
    cell.data_type = "s"
    cell.quotePrefix = True


def _by_cell(linted: Linted) -> dict[tuple[int, int], list[Fault]]:
    columns, found = linted.sheet.columns, defaultdict(list)
    for fault in linted.faults:
        for row in fault.rows[:_CELLS_MAX]:
            for column in fault.columns:
                if column in columns:
                    found[row, columns[column]].append(fault)
    return found


def _mark(cell: Any, faults: list[Fault], language: Language) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    level = "MUST" if any(fault.level == "MUST" for fault in faults) else "SHOULD"
    lines = [
        f"{f.rule} {title_of(f.rule).say(language)}: {f.sentence.say(language)}"
        for f in dict.fromkeys(faults)
    ]
    said = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", "\n".join(lines))
    if isinstance(cell, MergedCell):  # only the first cell of merged ones can be coloured
        cell = _first_of_merged(cell)
    earlier = f"{cell.comment.text}\n" if cell.comment is not None else ""
    comment = Comment((earlier + said)[:_COMMENT_MAX], "tongban-spec")
    comment.width, comment.height = 420, 120
    cell.comment = comment
    cell.fill = PatternFill("solid", start_color=_COLOURS[level])


def _first_of_merged(cell: Any) -> Any:
    for merged in cell.parent.merged_cells.ranges:
        if cell.coordinate in merged:
            return cell.parent.cell(row=merged.min_row, column=merged.min_col)
    raise AssertionError("a merged cell lies in merged cells")
