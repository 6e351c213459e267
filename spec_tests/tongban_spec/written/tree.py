"""What a written file says, with the place of every word (带位置的内容树)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from tongban_spec.errors import TongbanError, Where
from tongban_spec.language import Text

Step = str | int
Trail = tuple[Step, ...]


class FileKind(NamedTuple):
    """What one kind of written file is told with when it is wrong (文件种类).

    Parameters
    ----------
    error : type of TongbanError
        Class of the errors.
    example : Text
        Where the smallest example stands.
    too_large : Text
        What to do with a file that is too large.
    """

    error: type[TongbanError]
    example: Text
    too_large: Text


@dataclass(frozen=True, eq=False)
class SourceFile:
    """A file as it was read (读入的文件).

    Parameters
    ----------
    name : str
        Path as the user knows it.
    content : bytes
    text : str
        The same, decoded.
    kind : FileKind
    local : str
        Path within the folder of all scenarios, the same on every machine; for results.
    """

    name: str
    content: bytes
    text: str
    kind: FileKind
    local: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, as YAML counts them."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def where(self, line: int, column: int) -> Where:
        """Return the place at ``line`` and ``column``, both counted from 1."""
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Where(self.name, line, column, shown if len(shown) <= 200 else "")


class Entry(NamedTuple):
    """A key of a mapping with its place, and the node below it (键及其值)."""

    line: int
    column: int
    file: SourceFile
    node: Node


class Node(NamedTuple):
    """One value of a file (节点).

    ``value`` is a dict of str to :class:`Entry`, a tuple of nodes, or a scalar; ``written`` is the
    scalar as it stands in the file; ``size`` counts the nodes below, aliases counted in full.
    """

    value: Any
    file: SourceFile
    line: int
    column: int
    size: int = 1
    written: str = ""

    def plain(self) -> Any:
        """Return the value without places: dicts, tuples and scalars."""
        value = self.value
        if type(value) is dict:
            return {key: entry.node.plain() for key, entry in value.items()}
        if type(value) is tuple:
            return tuple(node.plain() for node in value)
        return value

    def where(self) -> Where:
        """Return the place of this value."""
        return self.file.where(self.line, self.column)

    def below(self) -> Iterator[tuple[Step, Node]]:
        """Yield the steps and nodes directly below."""
        if isinstance(self.value, dict):
            for key, entry in self.value.items():
                yield key, entry.node
        elif isinstance(self.value, tuple):
            yield from enumerate(self.value)

    def follow(self, trail: Trail) -> tuple[Node, Entry | None, Trail]:
        """Walk down ``trail`` as far as it exists.

        Returns
        -------
        node : Node
            The last node reached.
        entry : Entry or None
            The key under which it stands, None in a list or at the top.
        walked : tuple
            The steps that exist; steps that name no key or index are left out.
        """
        node: Node = self
        entry: Entry | None = None
        walked: list[Step] = []
        for step in trail:
            if isinstance(node.value, dict) and str(step) in node.value:
                under: Entry = node.value[str(step)]
                entry, node = under, under.node
            elif isinstance(node.value, tuple) and isinstance(step, int) and step < len(node.value):
                entry, node = None, node.value[step]
            else:
                continue
            walked.append(step)
        return node, entry, tuple(walked)
