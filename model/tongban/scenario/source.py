"""YAML 1.2 files read safely, with the place of every key and value (安全读入).

Nothing is constructed: no tags, no types beyond the core schema, no merge keys. What is limited,
and why: size and node count (an alias bomb is a small file), depth (nobody writes 40 levels),
aliases. The parser is ruamel.yaml's; the subclasses below only spare it work that a string in
memory does not need, which halves the time for a large catalogue.
"""

from __future__ import annotations

import gc
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
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
from ruamel.yaml.reader import Reader, ReaderError
from ruamel.yaml.scanner import Scanner

from tongban.errors import ScenarioError, Where
from tongban.scenario.tree import Entry, Node, SourceFile
from tongban_spec.language import Text

BYTES_MAX = 5_000_000
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


def read_yaml(path: Path, shown: str | None = None, local: str | None = None) -> Node:
    """Read one file (读入一个文件).

    Parameters
    ----------
    path : Path
    shown : str, optional
        The path as the user knows it; ``path`` itself if not given.
    local : str, optional
        The path within the folder of all scenarios; the file's name if not given.

    Returns
    -------
    Node
        The document.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is too large, is not UTF-8, or is not one plain YAML document.
    """
    return parse(_source_file(path, shown or str(path), local or path.name))


def _source_file(path: Path, shown: str, local: str) -> SourceFile:
    try:
        with path.open("rb") as stream:
            content = stream.read(BYTES_MAX + 1)
    except (OSError, ValueError) as trouble:
        raise _unreadable(shown, trouble) from trouble
    if len(content) > BYTES_MAX:
        raise ScenarioError(
            Text("文件大于 5 MB", "the file is larger than 5 MB"),
            Text("请拆成几个文件，用 include 合并", "split it into several files and use include"),
            Where(shown),
        )
    try:
        return SourceFile(shown, content, content.decode("utf-8"), local)
    except UnicodeDecodeError as trouble:
        raise _not_utf8(shown, content, trouble) from trouble


def _unreadable(shown: str, trouble: OSError | ValueError) -> ScenarioError:
    if isinstance(trouble, FileNotFoundError):
        what = Text("没有这个文件", "there is no such file")
    elif isinstance(trouble, IsADirectoryError):
        what = Text("这是一个文件夹，不是文件", "this is a folder, not a file")
    else:
        reason = getattr(trouble, "strerror", None) or str(trouble)
        what = Text("文件读不出：{reason}", "the file cannot be read: {reason}").fill(reason=reason)
    return ScenarioError(
        what, Text("请检查路径和读取权限", "check the path and the right to read it"), Where(shown)
    )


def _not_utf8(shown: str, content: bytes, trouble: UnicodeDecodeError) -> ScenarioError:
    before = content[: trouble.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    return ScenarioError(
        Text(
            "不是 UTF-8：第 {at} 字节（从 0 数）是 0x{byte}",
            "not UTF-8: byte {at} (counted from 0) is 0x{byte}",
        ).fill(at=trouble.start, byte=f"{content[trouble.start]:02x}"),
        Text("请把文件存为 UTF-8", "save the file as UTF-8"),
        Where(shown, line, column),
    )


def parse(file: SourceFile) -> Node:
    """Return the one document of ``file`` (解析); raises ScenarioError as :func:`read_yaml`."""
    _refuse_tabs(file)
    running = gc.isenabled()
    gc.disable()  # thousands of small objects, none of them garbage: a quarter of the time
    try:
        return _Composer(file).document()
    except ReaderError as trouble:
        raise _unprintable(file, trouble) from trouble
    except MarkedYAMLError as trouble:
        raise _bad_yaml(file, trouble) from trouble
    except (YAMLError, ValueError, IndexError) as trouble:
        raise ScenarioError(
            Text("不是合法的 YAML：{why}", "not valid YAML: {why}").fill(why=trouble),
            None,
            Where(file.name),
        ) from trouble
    finally:
        if running:
            gc.enable()


def _refuse_tabs(file: SourceFile) -> None:
    at = file.text.find("\t")
    if at < 0:
        return
    before = file.text[:at]
    line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    raise ScenarioError(
        Text("文件里有制表符", "there is a tab in the file"),
        Text("请改用空格", "use spaces instead"),
        file.where(line, column),
    )


def _unprintable(file: SourceFile, trouble: ReaderError) -> ScenarioError:
    seen = Reader.NON_PRINTABLE.search(file.text)
    at = seen.start() if seen else 0
    before = file.text[:at]
    return ScenarioError(
        Text("不允许的控制字符 U+{code}", "control character U+{code} is not allowed").fill(
            code=f"{ord(file.text[at]):04X}"
        ),
        Text("请删去这个字符", "delete the character"),
        Where(file.name, before.count("\n") + 1, at - before.rfind("\n")),
    )


def _bad_yaml(file: SourceFile, trouble: MarkedYAMLError) -> ScenarioError:
    mark: Any = trouble.problem_mark or trouble.context_mark
    why = ", ".join(part for part in (trouble.context, trouble.problem) if part)
    return ScenarioError(
        Text("不是合法的 YAML：{why}", "not valid YAML: {why}").fill(why=why),
        Text(
            "常见原因：缩进不齐、冒号后少空格、引号或括号没有配对",
            "often: uneven indentation, no blank after a colon, an unclosed quote or bracket",
        ),
        file.where(mark.line + 1, mark.column + 1) if mark else Where(file.name),
    )


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
    reader: Any = None  # type: ignore[assignment]  # a plain attribute, where ruamel looks it up

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
    scanner: Any = None  # type: ignore[assignment]
    resolver: Any = None  # type: ignore[assignment]

    def __init__(self, loader: Any) -> None:
        self.scanner, self.resolver = loader.scanner, loader.resolver
        super().__init__(loader)


class _Composer:
    """Events of one file into one tree; refuses what a scenario has no use for."""

    def __init__(self, file: SourceFile) -> None:
        yaml = YAML(typ="safe", pure=True)
        yaml.Reader, yaml.Scanner, yaml.Parser = _Reader, _Scanner, _Parser
        self.file = file
        _, self.events = yaml.get_constructor_parser(file.text)  # type: ignore[arg-type]
        self.anchors: dict[str, Node | None] = {}
        self.aliases = 0
        self.nodes = 0

    def refuse(self, event: Any, what: Text, allowed: Text | None = None) -> ScenarioError:
        mark = event.start_mark
        return ScenarioError(what, allowed, self.file.where(mark.line + 1, mark.column + 1))

    def document(self) -> Node:
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

    def _twice(self, event: Any, key: str, first: Entry) -> ScenarioError:
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


def _empty(file: SourceFile) -> ScenarioError:
    return ScenarioError(
        Text("文件是空的", "the file is empty"),
        Text("最小的例子见 scenarios/README.md", "scenarios/README.md has the smallest example"),
        Where(file.name, 1, 1),
    )
