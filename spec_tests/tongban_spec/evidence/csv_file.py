"""CSV of any origin (CSV 文件): encoding, separator and header found out, values left as text."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import NamedTuple

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import CHUNK, head, new_file, unpacked
from tongban_spec.evidence.source import COLUMNS_MAX, SourceTable
from tongban_spec.evidence.sql_words import file_in_sql, text_in_sql
from tongban_spec.language import Text

SEPARATORS = ",;\t|"
LINE_BYTES_MAX = 8 << 20
_HEADER_BYTES = 1 << 20
# In the order of trying. GB18030 holds GB2312 and GBK, and is what offices in China export.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class CsvFile(NamedTuple):
    """A CSV file that DuckDB can read (可读 CSV).

    Parameters
    ----------
    table : SourceTable
    findings : tuple of Finding
    """

    table: SourceTable
    findings: tuple[Finding, ...]


def csv_file(path: Path, folder: Path, shown: str) -> CsvFile:
    """Return a CSV file as a table of texts (读 CSV).

    Parameters
    ----------
    path : Path
    folder : Path
        Scratch folder: a file of another encoding is written anew there, in UTF-8.
    shown : str
        The path as the user knows it.

    Raises
    ------
    EvidenceError
        If the encoding is unknown, there is no header, or a column has no name or one twice.
    """
    readable, encoding = _in_utf8(path, folder, shown)
    start = head(readable, _HEADER_BYTES).removeprefix(codecs.BOM_UTF8)
    separator, names = _header(start.decode("utf-8", "ignore"), shown)
    listed = ", ".join(f"{text_in_sql(name)}: 'VARCHAR'" for name in names)
    relation = (
        f"read_csv({file_in_sql(readable)}, header = true, auto_detect = false,"
        f" delim = {text_in_sql(separator)}, quote = '\"', escape = '\"', strict_mode = true,"
        f" max_line_size = {LINE_BYTES_MAX}, columns = {{{listed}}})"
    )
    table = SourceTable(relation, dict.fromkeys(names, "VARCHAR"), written=True)
    if encoding == "utf-8":
        return CsvFile(table, ())
    said = Text("{f} 按 {e} 编码读入", "{f} was read as {e}").fill(f=shown, e=encoding)
    return CsvFile(table, (Finding("encoding", "note", said, 1, (encoding,)),))


def csv_reading(path: Path, folder: Path) -> tuple[Path, str] | None:
    """Return a CSV file in UTF-8 and its separator (CSV 的读法), None if it is Parquet."""
    plain = unpacked(path, folder)
    if head(plain, 4) == b"PAR1":
        return None
    readable, _ = _in_utf8(plain, folder, str(path))
    start = head(readable, _HEADER_BYTES).removeprefix(codecs.BOM_UTF8)
    return readable, _header(start.decode("utf-8", "ignore"), str(path))[0]


def _in_utf8(path: Path, folder: Path, shown: str) -> tuple[Path, str]:
    """Return a file in UTF-8 and the encoding that it had."""
    start = head(path, 4)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    tried = [marked] if marked else ["utf-8", "gb18030"]
    fault: UnicodeDecodeError | None = None
    for encoding in tried:
        target = None if encoding == "utf-8" else new_file(folder)
        trouble = _decode(path, encoding, target)
        if trouble is None:
            return target or path, encoding
        fault = fault or trouble
    assert fault is not None
    raise EvidenceError(
        Text(
            "编码不明：既非 UTF-8，也非 GB18030；第 {n} 字节（从 0 数）读不通",
            "unknown encoding: neither UTF-8 nor GB18030; byte {n} (counted from 0) does not fit",
        ).fill(n=fault.start),
        Text("请另存为 UTF-8", "save it as UTF-8"),
        Where(shown),
    )


def _decode(path: Path, encoding: str, target: Path | None) -> UnicodeDecodeError | None:
    """Decode a whole file and write it in UTF-8; return what did not fit, with its true place."""
    decoder = codecs.getincrementaldecoder(encoding)()
    passed = 0
    out = target.open("wb") if target else None
    try:
        with path.open("rb") as stream:
            while True:
                data = stream.read(CHUNK)
                waiting = len(decoder.getstate()[0])
                try:
                    text = decoder.decode(data, final=not data)
                except UnicodeDecodeError as trouble:
                    trouble.start += passed - waiting
                    return trouble
                if out:
                    out.write(text.encode("utf-8"))
                passed += len(data)
                if not data:
                    return None
    finally:
        if out:
            out.close()


def _header(start: str, shown: str) -> tuple[str, list[str]]:
    """Return the separator and the names of the columns."""
    where = Where(shown, 1, 1)
    line = start.splitlines()[0] if start.strip() else ""
    if not line.strip():
        raise EvidenceError(
            Text("文件是空的，连列名也没有", "the file is empty, even of a header"),
            Text("第一行写列名", "the first line names the columns"),
            where,
        )
    separator = max(SEPARATORS, key=lambda sign: _outside_quotes(line, sign))
    try:
        names = next(csv.reader(io.StringIO(start), delimiter=separator, strict=True))
    except (csv.Error, StopIteration) as trouble:
        raise EvidenceError(
            Text("列名行读不通：{e}", "the header cannot be read: {e}").fill(e=trouble),
            Text("引号要配对；第一行写列名", "close the quotes; the first line names the columns"),
            where,
        ) from trouble
    folded: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        if not name.strip() or "\0" in name or name.casefold() in folded or number > COLUMNS_MAX:
            raise EvidenceError(
                Text(
                    "第 {n} 列的列名 {s} 是空的、重复的，或列数超过 {m}",
                    "the name of column {n}, {s}, is empty or not the only one, or there are more"
                    " than {m} columns",
                ).fill(n=number, s=repr(name[:60]), m=COLUMNS_MAX),
                Text("每列要有自己的列名", "every column needs a name of its own"),
                where,
            )
        folded[name.casefold()] = name
    return separator, names


def _outside_quotes(line: str, sign: str) -> int:
    return "".join(line.split('"')[::2]).count(sign)
