"""The columns of a list of items (清单的列), by the names that lists give them, or by a mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from tongban_spec.errors import EvidenceError, MappingError, Where
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.source import read_yaml
from tongban_spec.written.tree import FileKind, Node


class ListColumn(NamedTuple):
    """A column that a list of items may have (清单的列).

    Parameters
    ----------
    title : Text
    names : tuple of str
        Names by which it is known without a mapping.
    """

    title: Text
    names: tuple[str, ...]


COLUMNS: Mapping[str, ListColumn] = MappingProxyType(
    {
        "item_code": ListColumn(
            Text("事项编码", "code"),
            ("事项编码", "基本编码", "实施编码", "编码", "code", "item code"),
        ),
        "name": ListColumn(
            Text("事项名称", "name"), ("事项名称", "名称", "办理项名称", "name", "item name")
        ),
        "region": ListColumn(Text("区划", "region"), ("区划", "行政区划", "区划代码", "region")),
        "item_version": ListColumn(Text("版本", "version"), ("版本", "版本号", "version")),
        "category": ListColumn(Text("类别", "category"), ("类别", "主题", "category")),
        "applicant_kind": ListColumn(
            Text("申请人类型", "applicants"), ("申请人类型", "服务对象", "applicants")
        ),
        "online_stages": ListColumn(
            Text("网办阶段", "stages online"), ("网办阶段", "可网办阶段", "stages online")
        ),
        "online_exception": ListColumn(
            Text("不能网办的理由", "reason not online"),
            ("不能网办的理由", "不能网办理由", "reason not online"),
        ),
        "visits": ListColumn(
            Text("到场次数", "visits"), ("到场次数", "到办事现场次数", "跑动次数", "visits")
        ),
        "limit_working_days": ListColumn(
            Text("办结时限", "limit"), ("办结时限", "承诺时限", "法定时限", "时限", "limit")
        ),
        "fee": ListColumn(Text("收费", "fee"), ("收费", "收费标准", "费用", "fee")),
        "materials": ListColumn(
            Text("申请材料", "materials"), ("申请材料", "材料", "材料清单", "materials")
        ),
        "sources": ListColumn(
            Text("材料来源", "sources"), ("材料来源", "来源渠道", "sources", "sources of materials")
        ),
        "result": ListColumn(
            Text("办理结果", "result"), ("办理结果", "结果名称", "审批结果名称", "result")
        ),
        "steps": ListColumn(Text("办理环节", "steps"), ("办理环节", "办理流程", "环节", "steps")),
    }
)
REQUIRED = ("item_code", "name")
_KIND = FileKind(
    MappingError,
    Text("例：columns: {item_code: 编码}", "for example: columns: {item_code: Code}"),
    Text("映射文件至多 5 MB", "a mapping has at most 5 MB"),
)


class ListMapping(NamedTuple):
    """A mapping file of a list (清单的映射).

    Parameters
    ----------
    columns : mapping of str to str
        Our name of a column to the list's.
    sheet : str or None
        The worksheet.
    constants : mapping of str to str
        What every row has, where the list has no such column.
    """

    columns: Mapping[str, str]
    sheet: str | None = None
    constants: Mapping[str, str] = MappingProxyType({})


NO_MAPPING = ListMapping(MappingProxyType({}))


def read_mapping(path: Path) -> ListMapping:
    """Read a mapping of columns (读映射): ``columns``, ``constants``, ``sheet``.

    Raises
    ------
    MappingError
        With file:line:column.
    """
    root = read_yaml(path, _KIND)
    entries = _mapping(root)
    for key, entry in entries.items():
        if key not in ("columns", "constants", "sheet"):
            what = Text("没有 {k} 这一项", "there is no entry {k}").fill(k=key)
            known = did_you_mean(key, ("columns", "constants", "sheet"))
            raise MappingError(what, known, entry.file.where(entry.line, entry.column))
    sheet = entries["sheet"].node if "sheet" in entries else None
    columns, constants = (
        _words(entries[name].node) if name in entries else MappingProxyType({})
        for name in ("columns", "constants")
    )
    for both in (key for key in constants if key in columns):
        what = Text("{c} 在 columns 和 constants 里都写了", "{c} is under columns and constants")
        entry = _mapping(entries["constants"].node)[both]
        place = entry.file.where(entry.line, entry.column)
        raise MappingError(what.fill(c=both), Text("只留一处", "leave one of the two"), place)
    return ListMapping(columns, None if sheet is None else _word(sheet), constants)


def columns_in(header: Sequence[str], mapping: ListMapping, where: str) -> dict[str, int]:
    """Return the place of each known column in a header (各列的位置).

    Raises
    ------
    MappingError
        If the mapping names a column that the list has not, or gives a value to one that it has.
    EvidenceError
        If two columns that it uses have one name.
    """
    plain = [_plain(name) for name in header]
    found: dict[str, int] = {}
    for ours, theirs in mapping.columns.items():
        if theirs not in header and _plain(theirs) not in plain:
            what = Text("清单没有列 {c}", "the list has no column {c}").fill(c=theirs)
            raise MappingError(what, did_you_mean(theirs, header), Where(where))
        found[ours] = _only(theirs, header, where)
    for ours, column in COLUMNS.items():
        known = [_plain(name) for name in column.names]
        name = next((name for name in header if _plain(name) in known), None)
        if ours in found or name is None:
            continue
        if ours in mapping.constants:
            what = Text(
                "映射的 constants 写了 {o}，清单自己也有列 {c}",
                "the mapping has {o} under constants, and the list has a column {c} of its own",
            ).fill(o=ours, c=name)
            raise MappingError(what, Text("两处只留一处", "leave one of the two"), Where(where))
        found[ours] = _only(name, header, where)
    return found


def _only(name: str, header: Sequence[str], where: str) -> int:
    """Return the place of a column, which must be the only one of its name."""
    exact = [place for place, other in enumerate(header) if other == name]
    places = exact or [place for place, o in enumerate(header) if _plain(o) == _plain(name)]
    if len(places) > 1:
        raise EvidenceError(
            Text("有 {n} 列都叫 {c}：第 {p} 列", "{n} columns have the name {c}: columns {p}").fill(
                n=len(places), c=name, p=", ".join(str(place + 1) for place in places)
            ),
            Text("每列要有自己的列名", "every column needs a name of its own"),
            Where(where),
        )
    return places[0]


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", "", re.sub(r"[(（].*?[)）]", "", name)).casefold()


def _mapping(node: Node) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        raise MappingError(
            Text("这里要写键和值", "keys and values belong here"), _KIND.example, node.where()
        )
    return node.value


def _word(node: Node) -> str:
    if isinstance(node.value, dict | tuple) or not str(node.written or node.value).strip():
        raise MappingError(Text("这里要写一个词", "a word belongs here"), where=node.where())
    return str(node.written or node.value)


def _words(node: Node) -> Mapping[str, str]:
    found = {}
    for key, entry in _mapping(node).items():
        if key not in COLUMNS:
            what = Text("没有 {k} 这一列", "there is no column {k}").fill(k=key)
            place = entry.file.where(entry.line, entry.column)
            raise MappingError(what, did_you_mean(key, COLUMNS), place)
        found[key] = _word(entry.node)
    return MappingProxyType(found)
