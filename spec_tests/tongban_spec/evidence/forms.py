"""Which form a file has (识别形式): by what it begins with, not by what it is called."""

from __future__ import annotations

import re
from pathlib import Path

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.files import is_gzip, unpacked_head
from tongban_spec.evidence.source import FORMS, Form
from tongban_spec.evidence.zip_archive import is_zip
from tongban_spec.language import Text

_HEAD_BYTES = 1 << 18
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OCEL = re.compile(rb"<\s*(event-types|object-types|objects|events)\b")
_XES = re.compile(rb"xes|<\s*(trace|extension|classifier|global)\b")
_EXAMPLE = re.compile(rb'\{\s*"requirement"\s*:')
_TABLES = (".csv", ".tsv", ".txt")


def form_of(path: Path, shown: str) -> Form:
    """Return the form of a file (文件形式).

    Parameters
    ----------
    path : Path
        A regular file.
    shown : str
        Its name as the user knows it.

    Raises
    ------
    EvidenceError
        If it has none of the forms that can be read.
    """
    start = unpacked_head(path, _HEAD_BYTES)
    if is_zip(start):
        return "package"
    if start.startswith(b"PAR1"):
        return "table"
    if start.startswith(b"SQLite format 3\0"):
        return "ocel-sqlite"
    bare = start
    for mark in _MARKS:
        bare = bare.removeprefix(mark)
    bare = bare.replace(b"\0", b"") if start[:2] in _MARKS else bare
    text = bare.lstrip()
    if text.startswith(b"<"):
        return _xml_form(text, shown)
    if _EXAMPLE.match(text):
        return "example"
    if text[:1] in (b"{", b"["):
        return "ocel-json"
    if _is_named_table(path) and b"\0" not in bare:
        return "table"
    raise _unknown(shown)


def _is_named_table(path: Path) -> bool:
    names = [s.lower() for s in path.suffixes[-2:]]
    packed = names[-1:] == [".gz"] or is_gzip(path)
    endings = names[:-1] if packed and names[-1:] == [".gz"] else names
    return endings[-1:] != [] and endings[-1] in (*_TABLES, ".parquet")


def _xml_form(text: bytes, shown: str) -> Form:
    if _OCEL.search(text):
        return "ocel-xml"
    if _XES.search(text):
        return "xes"
    raise _unknown(shown)


def _unknown(shown: str) -> EvidenceError:
    return EvidenceError(
        Text("认不出这个文件的形式", "the form of this file is not known"),
        Text(
            "可读：{f}；表文件的名称以 .parquet、.csv 或 .tsv 结尾",
            "readable: {f}; a table's file name ends in .parquet, .csv or .tsv",
        ).fill(
            f=Text("、".join(t.zh for t in FORMS.values()), ", ".join(t.en for t in FORMS.values()))
        ),
        Where(shown),
    )
