"""Mapping files read (读映射文件), with what is wrong told as file:line:column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from tongban_spec.errors import MappingError, Where
from tongban_spec.events import CONTEXT_TABLES, KINDS
from tongban_spec.language import Text
from tongban_spec.mapping.shape import FREE_COLUMNS, MappingShape
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.complaints import (
    OTHER,
    QUOTED,
    WORDS_OF_TYPES,
    Several,
    place_of,
    shown,
    without_echoes,
)
from tongban_spec.written.source import read_yaml
from tongban_spec.written.tree import FileKind, Node, Step

MAPPING_FILE = FileKind(
    MappingError,
    Text(
        "可由 tongban-spec map init 日志 写一份初稿",
        "tongban-spec map init LOG writes a first draft",
    ),
    Text("映射文件至多 5 MB", "a mapping has at most 5 MB"),
)
_AT_KEY = ("extra_forbidden", "missing", "unknown_key", "lacks")
_TOP = tuple(MappingShape.model_fields)
_MADE = ("column", "constant", "row", "values", "otherwise", "format", "zone")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "columns": ("event_id", "at", *FREE_COLUMNS),
    "events": ("kind", "set"),
    "otherwise": ("kind", "set"),
    "once_a_case": ("kind", "at", "set"),
    "logs": FREE_COLUMNS,
    "calendar": ("first", "last", "weekend", "holidays"),
}
_WORDS: Mapping[str, tuple[Text, Text | None]] = {
    "one_origin": (
        Text("列的来历不清", "it is not clear what the column is made of"),
        Text("写 column、constant、row 三者之一", "give exactly one of column, constant and row"),
    ),
    "only_of_column": (
        Text("values、format、zone 只随 column", "values, format and zone go with column only"),
        None,
    ),
    "zone": (
        Text("没有时区 {seen}", "there is no time zone {seen}"),
        Text("写法如 Asia/Shanghai", "write it as Asia/Shanghai"),
    ),
    "date": (
        Text("没有 {seen} 这一天", "there is no day {seen}"),
        Text('写法："2025-03-03"', 'write "2025-03-03"'),
    ),
    "days_order": (
        Text("日历的首尾不对", "the calendar ends before it begins, or is endless"),
        None,
    ),
}


class MappingErrors(Several, MappingError):
    """Several mistakes of one mapping, told in one go (多处错误)."""

    together = Text("映射文件有 {n} 处错误", "the mapping has {n} mistakes")


class MappingFile(NamedTuple):
    """A mapping file that was read (读入的映射文件).

    Parameters
    ----------
    shape : MappingShape
        What it says.
    root : Node
        The same with the place of every word.
    """

    shape: MappingShape
    root: Node

    def where(self, *trail: Step) -> Where:
        """Return the place of what stands at the end of a trail of keys (位置)."""
        return place_of(self.root, trail)


def load_mapping(path: Path) -> MappingFile:
    """Return a mapping file, checked (读映射文件).

    Raises
    ------
    MappingError
        What is wrong, with file:line:column; several at once as MappingErrors.
    """
    root = read_yaml(path, MAPPING_FILE)
    try:
        return MappingFile(MappingShape.model_validate(root.plain()), root)
    except ValidationError as trouble:
        raise together(_complaints(root, trouble)) from trouble


def together(errors: Iterable[MappingError]) -> MappingError:
    """Return several mistakes as one error, in order of their places (合并错误)."""
    ordered = sorted(errors, key=_place)
    return ordered[0] if len(ordered) == 1 else MappingErrors(tuple(ordered))


def _place(error: MappingError) -> tuple[int, int]:
    return (error.where.line, error.where.column) if error.where else (0, 0)


def _complaints(root: Node, trouble: ValidationError) -> list[MappingError]:
    found: dict[tuple[Any, ...], MappingError] = {}
    for error in without_echoes(e for e in trouble.errors() if not _of_other_side(e)):
        trail = tuple(
            step
            for step in error["loc"]
            # What pydantic calls keys and the sides of a union is in no file.
            if not (isinstance(step, str) and step.startswith(("EventRule", "literal[", "[key]")))
        )
        _, _, walked = root.follow(trail)
        where = place_of(root, trail, error["type"] in _AT_KEY)
        what, allowed = _words(dict(error), trail)
        path = ".".join(map(str, trail if error["type"] == "extra_forbidden" else walked))
        placed = Text(f"{path}：{what.zh}", f"{path}: {what.en}") if path else what
        found.setdefault((trail, where), MappingError(placed, allowed, where))
    return list(found.values())


def _of_other_side(error: Any) -> bool:
    """Return whether it is about the side of a union that was not meant: a rule, or a word."""
    side = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "literal_error":
        return side.startswith("literal[") and isinstance(error["input"], dict)
    return error["type"] == "model_type" and side == "EventRule" and isinstance(error["input"], str)


def _words(error: dict[str, Any], trail: tuple[Any, ...]) -> tuple[Text, Text | None]:
    kind, seen = error["type"], shown(error["input"])
    if kind == "unknown_key":
        what = Text("没有列 {k}", "there is no column {k}").fill(k=seen)
        return what, did_you_mean(str(error["input"])[:100], _KEYS["columns"])
    if kind == "lacks":
        return Text("缺少 {k}", "{k} is missing").fill(k=error["ctx"]["name"]), Text(
            "请补上", "add it"
        )
    if kind == "extra_forbidden":
        what = Text("不认识的键 {k}", "unknown key {k}").fill(k=trail[-1])
        return what, did_you_mean(str(trail[-1]), _known(trail))
    if kind == "missing":
        return Text("缺少 {k}", "{k} is missing").fill(k=trail[-1]), Text("请补上", "add it")
    if kind == "kind":
        what = Text("没有事件种类 {seen}", "there is no kind of event {seen}").fill(seen=seen)
        return what, did_you_mean(str(error["input"])[:100], KINDS)
    if kind in ("table", "column"):
        name = str(error["ctx"]["name"])
        what = Text("词汇里没有 {n}", "the vocabulary has no {n}").fill(n=name[:60])
        columns = {c for t in CONTEXT_TABLES.values() for c in t.column_names}
        return what, did_you_mean(
            name[:100], CONTEXT_TABLES if kind == "table" else sorted(columns)
        )
    if kind == "literal_error":
        what = Text("{seen} 不在允许的取值里", "{seen} is not allowed here").fill(seen=seen)
        words = str(error["ctx"]["expected"])
        if trail[:1] in (("events",), ("otherwise",)):
            words += ", {kind: …}"
        return what, Text("可用：{a}", "allowed: {a}").fill(a=words)
    what, allowed = _WORDS.get(kind) or WORDS_OF_TYPES.get(kind, OTHER)
    if kind == "string_type" and isinstance(error["input"], int | float):
        allowed = QUOTED
    return what.fill(seen=seen, why=error["msg"]), allowed


def _known(trail: tuple[Any, ...]) -> tuple[str, ...]:
    if len(trail) <= 1:
        return _TOP
    if trail[0] == "columns" and len(trail) > 2:
        return _MADE
    return _KEYS.get(str(trail[0]), _TOP)
