"""A list of items as it was written (清单): XLSX, CSV or YAML, every cell as a text."""

from __future__ import annotations

import csv
import datetime
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.csv_file import csv_reading
from tongban_spec.evidence.files import checked_file
from tongban_spec.language import Text, number_of
from tongban_spec.lint.columns import NO_MAPPING, REQUIRED, ListMapping, columns_in
from tongban_spec.lint.totals import is_total
from tongban_spec.lint.worksheet import NOTHING, Aside, filled, read_aside, refuse_unsolved
from tongban_spec.written.complaints import shown
from tongban_spec.written.source import read_yaml
from tongban_spec.written.tree import FileKind

ROWS_MAX = 200_000
CELLS_MAX = 400
HEADER_ROWS = 20  # a title or two may stand above the header
UNPACKED_MAX = 1 << 29
_DAMAGED = Text("它已损坏，或不是 XLSX 工作簿", "it is damaged, or no XLSX workbook")
_YAML = FileKind(
    EvidenceError,
    Text("每个事项一项：- {事项编码: …}", "an entry an item: - {code: …}"),
    Text("YAML 至多 5 MB，更大的请存成 XLSX 或 CSV", "5 MB at most; save more as XLSX or CSV"),
)


class Sheet(NamedTuple):
    """A list as it was read (清单).

    Parameters
    ----------
    name : str
        The file as the user knows it.
    title : str or None
        The worksheet; None if the file is no workbook.
    header_row : int
        Counted from 1.
    header : tuple of str
    rows : tuple
        Number of the row in the sheet, and its cells.
    columns : dict of str to int
        Place of each known column.
    totals : tuple of int
        Rows left out, as they count others.
    unsolved : tuple of str
        Cells with a formula whose result the file does not have, in no column that is judged.
    """

    name: str
    title: str | None
    header_row: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    columns: dict[str, int]
    totals: tuple[int, ...] = ()
    unsolved: tuple[str, ...] = ()


def read_sheet(path: Path, scratch: Path, mapping: ListMapping = NO_MAPPING) -> Sheet:
    """Read a list (读清单); its form is told from the name of the file.

    Raises
    ------
    EvidenceError
        If it cannot be read, or has no columns for code and name.
    """
    checked_file(path)
    ending = path.suffix.lower()
    if ending in (".xlsx", ".xlsm"):
        return _workbook(path, mapping)
    if ending in (".yaml", ".yml"):
        return _found(str(path), None, _yaml_rows(path), mapping)
    if ending in (".csv", ".tsv", ".txt"):
        return _found(str(path), None, _csv_rows(path, scratch), mapping)
    raise EvidenceError(
        Text("不认识 {e} 这种清单", "{e} is the ending of no list").fill(e=ending or path.name),
        Text(
            "可用 .xlsx .csv .yaml；.xls 请另存为 .xlsx", "use .xlsx, .csv or .yaml; save .xls anew"
        ),
        Where(str(path)),
    )


def _workbook(path: Path, mapping: ListMapping) -> Sheet:
    import openpyxl

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > UNPACKED_MAX:
                raise _broken(path, Text("解开后过大", "it is too large when unpacked"))
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except EvidenceError:
        raise
    except Exception as trouble:  # openpyxl raises whatever its parts raise on a broken file
        raise _broken(path, _DAMAGED) from trouble
    try:
        titles = [worksheet.title for worksheet in book.worksheets]  # no sheets of charts
        if mapping.sheet is not None and mapping.sheet not in titles:
            raise _broken(path, Text("没有工作表 {s}", "no sheet {s}").fill(s=mapping.sheet))
        names = [mapping.sheet] if mapping.sheet is not None else titles
        trouble = None
        for name in names:
            try:
                sheet: Any = book[name]
                return _found(str(path), name, _cells(sheet), mapping, read_aside(path, sheet))
            except EvidenceError as error:
                trouble = trouble or error
            except Exception as broken:  # rows are parsed as they are asked for
                raise _broken(path, _DAMAGED) from broken
        raise trouble or _broken(path, Text("没有工作表", "it has no worksheet"))
    finally:
        book.close()


def _cells(worksheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    worksheet.reset_dimensions()  # what a file says of its own size may be wrong, and hide rows
    rows = worksheet.iter_rows(max_col=CELLS_MAX, values_only=True)
    for number, row in enumerate(rows, 1):
        if row.count(None) < len(row):  # one stray cell far below makes a million empty rows
            yield number, [_text(cell) for cell in row]


def _csv_rows(path: Path, scratch: Path) -> Iterator[tuple[int, Sequence[str]]]:
    reading = csv_reading(path, scratch)
    if reading is None:
        raise _broken(path, Text("这是 Parquet", "this is Parquet"))
    readable, separator = reading
    with readable.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, delimiter=separator, strict=True)
        started = 1  # an open quote is noticed at the end of the file only
        try:
            for number, row in enumerate(rows, 1):
                started = rows.line_num + 1
                yield number, [cell.strip() for cell in row]
        except csv.Error as trouble:
            raise EvidenceError(
                Text("CSV 的引号有误", "the quotes of the CSV are wrong"),
                Text(
                    "引号要配对；单元格里的引号写两遍",
                    "close every quote, and write a quote inside a cell twice",
                ),
                Where(str(path), started, 1),
            ) from trouble


def _yaml_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    root = read_yaml(path, _YAML)
    listed = root.plain()
    if not isinstance(listed, tuple):
        raise EvidenceError(
            Text("清单要写成一列事项", "a list is a sequence of items"), _YAML.example, root.where()
        )
    for node in root.value:
        if not isinstance(node.value, dict):
            said = Text("事项 {s} 不是 键: 值", "the item {s} has no key: value pairs")
            where = node.where()
            raise EvidenceError(said.fill(s=shown(node.plain())), _YAML.example, where)
    header = list(dict.fromkeys(key for row in listed for key in row))
    yield 1, header
    for number, row in enumerate(listed, 2):
        yield number, [_text(row.get(key)) for key in header]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(map(_text, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return str(value).strip()


def _found(
    name: str,
    title: str | None,
    rows: Iterator[tuple[int, Sequence[str]]],
    mapping: ListMapping,
    aside: Aside = NOTHING,
) -> Sheet:
    """Return the list from the first row on that names code and item."""
    lacking = None
    for number, header in rows:
        try:
            columns = columns_in(header, mapping, name)
        except EvidenceError as error:
            columns, lacking = {}, lacking or error
        if all(column in columns or column in mapping.constants for column in REQUIRED):
            unsolved = refuse_unsolved(aside, columns.values(), number, name)
            merged = [cells for cells in aside.merged if cells.first_row > number]
            below = [(n, tuple(row)) for n, row in _limited(name, filled(rows, merged))]
            totals = tuple(n for n, row in below if is_total(row))
            left_out = frozenset(totals)
            kept = tuple(row for row in below if row[0] not in left_out)
            if not kept:
                raise _broken(Path(name), Text("表头之下没有事项", "no item is below its header"))
            for n, row in kept:
                _refuse_ragged(name, n, row, header)
            return Sheet(name, title, number, tuple(header), kept, columns, totals, unsolved)
        if number >= HEADER_ROWS:
            break
    raise lacking or EvidenceError(
        Text("找不到事项编码、事项名称两列", "no columns for the code and the name of an item"),
        Text(
            "请用 --mapping 写明：columns: {item_code: …, name: …}",
            "name them with --mapping: columns: {item_code: …, name: …}",
        ),
        Where(name),
    )


def _refuse_ragged(name: str, number: int, row: Sequence[str], header: Sequence[str]) -> None:
    if len(row) < len(header) or any(row[len(header) :]):
        raise EvidenceError(
            Text(
                "第 {n} 行有 {r} 格，表头有 {h} 格",
                "row {n} has {c}, and the header {h}",
            ).fill(n=number, r=len(row), c=number_of(len(row), "cell", "cells"), h=len(header)),
            Text(
                "每行的格数要和表头一样；格里的分隔符要加引号",
                "every row needs as many cells as the header; quote a separator inside a cell",
            ),
            Where(name),
        )


def _limited(
    name: str, rows: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows that say anything, up to a limit."""
    count = 0
    for number, row in rows:
        if any(row):
            count += 1
            if count > ROWS_MAX:
                raise _broken(Path(name), Text("超过 20 万行", "it has more than 200,000 rows"))
            yield number, row


def _broken(path: Path, what: Text) -> EvidenceError:
    return EvidenceError(
        Text("清单读不出：{w}", "the list cannot be read: {w}").fill(w=what),
        Text("请另存为 XLSX 或 UTF-8 的 CSV", "save it anew as XLSX, or as CSV in UTF-8"),
        Where(str(path)),
    )
