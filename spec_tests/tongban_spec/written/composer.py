"""One YAML 1.2 document into a tree with places (组成内容树).

Nothing is constructed: no tags, no types beyond the core schema, no merge keys. What is limited,
and why: node count (an alias bomb is a small file), depth (nobody writes 40 levels), aliases. The
parser is ruamel.yaml's; its subclasses below only spare it work that a string in memory does not
need, which takes a third off the time for a large catalogue.
"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner

from tongban_spec.errors import TongbanError, Where
from tongban_spec.language import Text
from tongban_spec.written.tree import Entry, Node, SourceFile

NODES_MAX = 200_000
ALIASES_MAX = 1_000
DEPTH_MAX = 40

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}


class _Reader(Reader):
    def forward(self, length: int = 1) -> None:
        passed = self.buffer[self.pointer : self.pointer + length]
        if "\n" in passed or "\r" in passed or "\ufeff" in passed:
            super().forward(length)
            return
        self.pointer += length
        self.index += length
        self.column += length


class _Scanner(Scanner):
    reader: Any = None  # pyright: ignore  # a plain attribute where ruamel.yaml looks the reader up each time

    def __init__(self, loader: Any = None) -> None:
        self.reader = loader.reader
        super().__init__(loader)

    def need_more_tokens(self) -> bool:
        if self.done:
            return False
        if not self.tokens:
            return True
        if not self.possible_simple_keys:
            return False
        self.stale_possible_simple_keys()
        return self.next_possible_simple_key() == self.tokens_taken


class _Parser(Parser):
    scanner: Any = None  # pyright: ignore
    resolver: Any = None  # pyright: ignore

    def __init__(self, loader: Any) -> None:
        self.scanner, self.resolver = loader.scanner, loader.resolver
        super().__init__(loader)


class Composer:
    """Events of one file into one tree (组成); refuses what such files have no use for."""

    def __init__(self, file: SourceFile) -> None:
        yaml = YAML(typ="safe", pure=True)
        yaml.Reader, yaml.Scanner, yaml.Parser = _Reader, _Scanner, _Parser
        self.file = file
        _, self.events = yaml.get_constructor_parser(file.text)  # pyright: ignore
        self.anchors: dict[str, Node | None] = {}
        self.aliases = 0
        self.nodes = 0

    def refuse(self, event: Any, what: Text, allowed: Text | None = None) -> TongbanError:
        mark = event.start_mark
        return self.file.kind.error(what, allowed, self.file.where(mark.line + 1, mark.column + 1))

    def document(self) -> Node:
        """Return the document (文档); raises the file's kind of error or ruamel's YAMLError."""
        self.events.get_event()  # start of the stream
        start = self.events.get_event()
        if isinstance(start, StreamEndEvent):
            raise _empty(self.file)
        self._check_start(start)
        root = self.node(self.events.get_event(), 1)
        self.events.get_event()  # end of the document
        after = self.events.get_event()
        if isinstance(after, DocumentStartEvent):
            raise self.refuse(
                after,
                Text("文件里有不止一个文档", "there is more than one document in the file"),
                Text("一个文件只写一个文档，请删去 ---", "one document a file: remove the ---"),
            )
        if root.value is None:
            raise _empty(self.file)
        return root

    def _check_start(self, start: Any) -> None:
        if start.tags or (start.version and tuple(start.version) != (1, 2)):
            raise self.refuse(
                start,
                Text("不支持 % 指令", "% directives are not supported"),
                Text("文件按 YAML 1.2 读，请删去指令", "files are YAML 1.2; remove the directive"),
            )

    def node(self, event: Any, depth: int) -> Node:
        if isinstance(event, AliasEvent):
            return self._alias(event)
        self._count(event, 1)
        if depth > DEPTH_MAX:
            raise self.refuse(
                event,
                Text("嵌套超过 {n} 层", "nested deeper than {n} levels").fill(n=DEPTH_MAX),
                Text("请检查括号和缩进", "check brackets and indentation"),
            )
        if getattr(event, "ctag", None) is not None:
            raise self.refuse(
                event,
                Text("不支持 YAML 标签 {tag}", "YAML tags such as {tag} are not supported").fill(
                    tag=event.tag or "!"
                ),
                Text("请删去以 ! 开头的标签", "remove the tag that begins with !"),
            )
        if event.anchor:
            self.anchors[event.anchor] = None
        node = self._content(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _content(self, event: Any, depth: int) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, ScalarEvent):
            value = _scalar(event.value) if event.implicit[0] else event.value
            return Node(value, self.file, line, column, 1, event.value)
        below = self._mapping(depth) if isinstance(event, MappingStartEvent) else None
        if below is not None:
            size = 1 + sum(entry.node.size for entry in below.values())
            return Node(below, self.file, line, column, size)
        assert isinstance(event, SequenceStartEvent)
        listed = self._sequence(depth)
        return Node(listed, self.file, line, column, 1 + sum(node.size for node in listed))

    def _sequence(self, depth: int) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while not isinstance(event := self.events.get_event(), SequenceEndEvent):
            nodes.append(self.node(event, depth + 1))
        return tuple(nodes)

    def _mapping(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self.events.get_event(), MappingEndEvent):
            key = self._key(event)
            if key in entries:
                raise self._twice(event, key, entries[key])
            mark = event.start_mark
            node = self.node(self.events.get_event(), depth + 1)
            entries[key] = Entry(mark.line + 1, mark.column + 1, self.file, node)
        return entries

    def _key(self, event: Any) -> str:
        plain = isinstance(event, ScalarEvent) and event.ctag is None and not event.anchor
        if plain and event.value.strip():
            return event.value
        raise self.refuse(
            event,
            Text("键必须是一个词", "a key must be one word"),
            Text("请写成 键: 值", "write it as key: value"),
        )

    def _twice(self, event: Any, key: str, first: Entry) -> TongbanError:
        return self.refuse(
            event,
            Text(
                "键 {key} 写了两次，第一次在第 {line} 行",
                "key {key} is written twice, first in line {line}",
            ).fill(key=key, line=first.line),
            Text("请删去其中一个", "remove one of them"),
        )

    def _alias(self, event: Any) -> Node:
        self.aliases += 1
        if self.aliases > ALIASES_MAX:
            raise self.refuse(
                event,
                Text("别名（*）多于 {n} 个", "more than {n} aliases (*)").fill(n=ALIASES_MAX),
                Text("请直接写出内容", "write the content out"),
            )
        node = self.anchors.get(event.anchor)
        if node is None:
            raise self.refuse(
                event,
                Text(
                    "别名 *{a} 没有定义，或指向自身", "alias *{a} is undefined or contains itself"
                ).fill(a=event.anchor),
                Text("先写 &{a} 再用 *{a}", "write &{a} before using *{a}").fill(a=event.anchor),
            )
        self._count(event, node.size)
        return node

    def _count(self, event: Any, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > NODES_MAX:
            raise self.refuse(
                event,
                Text(
                    "展开别名后多于 {n} 个值", "more than {n} values once aliases are written out"
                ).fill(n=NODES_MAX),
                Text("请减少别名或拆分文件", "use fewer aliases or split the file"),
            )


def _scalar(written: str) -> Any:
    """Return a plain scalar as the core schema reads it; a leading zero makes a code, a string."""
    if written in _WORDS:
        return _WORDS[written]
    if len(written) <= 18 and _INT.match(written):
        return int(written)
    if _FLOAT.match(written):
        return float(written)
    return written


def _empty(file: SourceFile) -> TongbanError:
    return file.kind.error(
        Text("文件是空的", "the file is empty"),
        file.kind.example,
        Where(file.name, 1, 1),
    )
