"""What DuckDB says of a wrong row of a CSV file, in words of ours (CSV 的错行)."""

from __future__ import annotations

import re
from pathlib import Path

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.language import Text

_LINE = re.compile(r"CSV Error on Line: (\d+)")
_FIELDS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_UNCLOSED = "unterminated quote"
_TODO = Text(
    "请改正这一行或重新导出：每行的列数与第一行相同，引号成对，引号里的引号写两个",
    "mend this line or export again: every line has as many fields as the first, quotes are closed,"
    " and a quote within quotes is written twice",
)


def csv_fault(shown: str, table: str, told: str) -> EvidenceError | None:
    """Return the error of a wrong row with its line (错行), None if DuckDB speaks of none.

    Parameters
    ----------
    shown : str
        The evidence as the user knows it.
    table : str
        The table that was read, or the name of the file.
    told : str
        What DuckDB says.
    """
    line = _LINE.search(told)
    if line is None:
        return None
    fields = _FIELDS.search(told)
    if fields is not None:
        why = Text(
            "有 {f} 列，而第一行有 {h} 列", "it has {f} fields, and the first line has {h}"
        ).fill(f=int(fields[2]), h=int(fields[1]))
    elif _UNCLOSED in told:
        why = Text("这里的引号一直没有闭合", "a quote opens here and is never closed")
    else:
        why = Text("不合 CSV 的写法", "it is not written as CSV is")
    number = int(line[1])
    said = Text("{t} 的 CSV 第 {n} 行读不通：{w}", "{t}, CSV, line {n} cannot be read: {w}")
    one_file = Path(shown).is_file() and Path(shown).suffix.lower() != ".zip"
    where = Where(shown, number, 1) if one_file else Where(shown)
    return EvidenceError(said.fill(t=table, n=number, w=why), _TODO, where)
