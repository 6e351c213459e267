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
from tongban_spec.language import Text
from tongban_spec.lint.columns import NO_MAPPING, REQUIRED, ListMapping, columns_in
from tongban_spec.written.source import read_yaml
from tongban_spec.written.tree import FileKind

ROWS_MAX = 200_000
CELLS_MAX = 400
HEADER_ROWS = 20  # a title or two may stand above the header
UNPACKED_MAX = 1 << 29
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
    """

    name: str
    title: str | None
    header_row: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    columns: dict[str, int]


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
        raise _broken(path, _named(trouble)) from trouble
    try:
        if mapping.sheet is not None and mapping.sheet not in book.sheetnames:
            raise _broken(path, Text("没有工作表 {s}", "no sheet {s}").fill(s=mapping.sheet))
        names = [mapping.sheet] if mapping.sheet is not None else book.sheetnames
        trouble = None
        for name in names:
            try:
                return _found(str(path), name, _cells(book[name]), mapping)
            except EvidenceError as error:
                trouble = trouble or error
            except Exception as broken:  # rows are parsed as they are asked for
                raise _broken(path, _named(broken)) from broken
        raise trouble or _broken(path, Text("没有工作表", "it has no worksheet"))
    finally:
        book.close()


def _cells(worksheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    worksheet.reset_dimensions()  # what a file says of its own size may be wrong, and hide rows
    rows = worksheet.iter_rows(max_col=CELLS_MAX, values_only=True)
    yield from ((number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1))


def _csv_rows(path: Path, scratch: Path) -> Iterator[tuple[int, Sequence[str]]]:
    reading = csv_reading(path, scratch)
    if reading is None:
        raise _broken(path, Text("这是 Parquet", "this is Parquet"))
    readable, separator = reading
    with readable.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, delimiter=separator)
        try:
            for number, row in enumerate(rows, 1):
                yield number, [cell.strip() for cell in row]
        except csv.Error as trouble:
            raise _broken(path, Text("CSV 有误", "this is no CSV")) from trouble


def _yaml_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    root = read_yaml(path, _YAML)
    listed = root.plain()
    if not isinstance(listed, tuple) or not all(isinstance(row, dict) for row in listed):
        raise EvidenceError(
            Text("清单要写成一列事项", "a list is a sequence of items"), _YAML.example, root.where()
        )
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
    name: str, title: str | None, rows: Iterator[tuple[int, Sequence[str]]], mapping: ListMapping
) -> Sheet:
    """Return the list from the first row on that names code and item."""
    lacking = None
    for number, header in rows:
        try:
            columns = columns_in(header, mapping, name)
        except EvidenceError as error:
            columns, lacking = {}, lacking or error
        if all(column in columns or column in mapping.constants for column in REQUIRED):
            kept = tuple((n, tuple(row)) for n, row in _limited(name, rows) if any(row))
            if not kept:
                raise _broken(Path(name), Text("表头之下没有事项", "no item is below its header"))
            return Sheet(name, title, number, tuple(header), kept, columns)
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


def _limited(
    name: str, rows: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in rows:
        if number > ROWS_MAX:
            raise _broken(Path(name), Text("超过 20 万行", "it has more than 200,000 rows"))
        yield number, row


def _named(trouble: Exception) -> Text:
    name = type(trouble).__name__
    return Text(name, name)


def _broken(path: Path, what: Text) -> EvidenceError:
    return EvidenceError(
        Text("清单读不出：{w}", "the list cannot be read: {w}").fill(w=what),
        Text("请另存为 XLSX 或 UTF-8 的 CSV", "save it anew as XLSX, or as CSV in UTF-8"),
        Where(str(path)),
    )
