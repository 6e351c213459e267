"""A large XML file, element by element (流式 XML): no entities, no outside, no tree in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.files import CHUNK, broken, opened
from tongban_spec.language import Text

DEPTH_MAX = 100
PIECE_BYTES_MAX = 32 << 20
# What XML 1.0 cannot hold, not even as a reference.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def elements(path: Path, depth: int, name: str) -> Iterator[tuple[list[str], Any]]:
    """Yield the elements of a file that lie at a depth, complete with what is in them (逐个元素).

    Parameters
    ----------
    path : Path
        Plain, or packed by gzip.
    depth : int
        1 for the outermost element. What lies higher is yielded when it ends, without what was
        yielded before it.
    name : str
        Of the format, for errors.

    Yields
    ------
    list of str
        Names from the outermost element to this one, namespaces left out.
    Element
        Forgotten when the next one is asked for.

    Raises
    ------
    EvidenceError
        If it is no XML, is cut short, declares entities, or is nested beyond all measure.
    """
    trail: list[str] = []
    above: list[Any] = []
    try:
        with opened(path) as stream:
            pieces = _Pieces(stream)
            for event, element in iterparse(pieces, events=("start", "end"), forbid_dtd=True):
                pieces.since_element = 0
                if event == "start":
                    trail.append(local(element.tag))
                    above.append(element)
                    if len(trail) > DEPTH_MAX:
                        raise broken(path, name, f"nested deeper than {DEPTH_MAX} levels")
                    continue
                if len(trail) <= depth:
                    yield trail, element
                    element.clear()
                    if len(above) > 1:
                        above[-2].remove(element)
                trail.pop()
                above.pop()
    except DefusedXmlException as trouble:
        raise EvidenceError(
            Text(
                "文件里有文档类型声明或实体，不读",
                "it declares a document type or entities: not read",
            ),
            Text("请删去 <!DOCTYPE …>", "remove the <!DOCTYPE …>"),
            Where(str(path)),
        ) from trouble
    except (ParseError, LookupError, ValueError) as trouble:
        raise broken(path, name, trouble) from trouble


class _Pieces:
    """Hands the parser large pieces, and refuses a tag or text that never ends.

    Expat before 2.6 looks at an unfinished tag from its beginning with every piece that it gets: in
    pieces of 16 KiB, as iterparse asks for, a tag of 80 MB takes more than a minute.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.since_element = stream, 0

    def read(self, _count: int = -1) -> bytes:
        data = self.stream.read(CHUNK)
        self.since_element += len(data)
        if self.since_element > PIECE_BYTES_MAX:
            raise ValueError(f"one tag or text is longer than {PIECE_BYTES_MAX} bytes")
        return data


def local(tag: str) -> str:
    """Return the name of an element without its namespace (本名)."""
    return tag.rpartition("}")[2]


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, quoted (属性值)."""
    return (
        '"'
        + content(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
        + '"'
    )


def content(text: str) -> str:
    """Return a text as the content of an element (元素内容).

    Raises
    ------
    EvidenceError
        If it has a character that XML cannot hold.
    """
    if found := _NOT_XML.search(text):
        raise EvidenceError(
            Text(
                "XML 容不下字符 U+{c}，它在 {t} 里", "XML cannot hold the character U+{c} in {t}"
            ).fill(c=f"{ord(found[0]):04X}", t=repr(text[:60])),
            Text(
                "请改写成 Parquet、JSON 或 SQLite，或先去掉这个字符",
                "write Parquet, JSON or SQLite instead, or remove the character",
            ),
        )
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\r", "&#13;")
