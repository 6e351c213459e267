"""What a row of a list says (清单条目), in the vocabulary's words; what nobody can read is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from tongban_spec.events import STAGES
from tongban_spec.language import Text
from tongban_spec.lint.columns import ListMapping
from tongban_spec.lint.sheet import Sheet

EVERYWHERE = "000000"
_LIST = re.compile(r"[;；、\n]")
_STAGE_WORDS: Mapping[str, str] = MappingProxyType(
    {"申请": "application", "受理": "acceptance", "审查": "review", "审核": "review"}
    | {"决定": "decision", "送达": "delivery", "领取": "delivery"}
    | {term.word: term.word for term in STAGES}
)
_ALL_STAGES = ("全程", "全流程", "全程网办", "all")
_APPLICANTS: Mapping[str, str] = MappingProxyType(
    {"自然人": "resident", "个人": "resident", "居民": "resident", "resident": "resident"}
    | {"法人": "enterprise", "企业": "enterprise", "非自然人": "enterprise"}
    | {"enterprise": "enterprise"}
)
_NOTHING = ("不收费", "免费", "否", "无", "free", "none", "零跑动", "不用到场", "即办", "当场办结")


class Unreadable(NamedTuple):
    """A cell that says nothing we understand (读不懂的单元格)."""

    column: str
    seen: str
    allowed: Text


class Entry(NamedTuple):
    """One row of a list (条目).

    Parameters
    ----------
    row : int
        Its number in the sheet.
    said : mapping of str to Any
        By column: text, number, tuple of texts, or None where the cell is empty.
    unreadable : tuple of Unreadable
    """

    row: int
    said: Mapping[str, Any]
    unreadable: tuple[Unreadable, ...]

    @property
    def key(self) -> tuple[str, int, str]:
        """Code, version and region."""
        return self.said["item_code"], self.said["item_version"], self.said["region"]


def entries_of(sheet: Sheet, mapping: ListMapping) -> tuple[Entry, ...]:
    """Return what the rows say (各条目).

    A row without version is version 1; without region it is in force everywhere.
    """
    return tuple(_entry(row, cells, sheet, mapping) for row, cells in sheet.rows)


def _entry(row: int, cells: tuple[str, ...], sheet: Sheet, mapping: ListMapping) -> Entry:
    written = {
        **mapping.constants,
        **{name: cells[at] if at < len(cells) else "" for name, at in sheet.columns.items()},
    }
    said: dict[str, Any] = {"item_version": 1, "region": EVERYWHERE}
    unreadable = []
    for column, text in written.items():
        if not text and column in ("item_version", "region"):
            continue
        value, allowed = _READ.get(column, _text)(text) if text else (None, None)
        said[column] = value
        if allowed is not None:
            unreadable.append(Unreadable(column, text, allowed))
    for column in ("item_version", "region"):
        said[column] = said[column] or {"item_version": 1, "region": EVERYWHERE}[column]
    return Entry(row, MappingProxyType(said), tuple(unreadable))


Reading = tuple[Any, Text | None]


def _text(text: str) -> Reading:
    return text, None


def _listed(text: str) -> Reading:
    if text in ("无", "不需要", "none"):
        return (), None
    return tuple(dict.fromkeys(part.strip() for part in _LIST.split(text) if part.strip())), None


def _stages(text: str) -> Reading:
    if text in _ALL_STAGES:
        return tuple(term.word for term in STAGES), None
    words, _ = _listed(text)
    unknown = [word for word in words if word not in _STAGE_WORDS]
    allowed = Text("申请;受理;审查;决定;送达", "application;acceptance;review;decision;delivery")
    if unknown and text not in _NOTHING:
        return None, allowed
    return tuple(dict.fromkeys(_STAGE_WORDS[w] for w in words if w in _STAGE_WORDS)), None


def _sources(text: str) -> Reading:
    """Return pairs of material and source, the source None if the applicant makes it."""
    pairs, odd = [], False
    for part in _listed(text)[0]:
        material, sign, source = (
            (x.strip() for x in re.split("([:：=])", part, maxsplit=1))
            if (re.search("[:：=]", part))
            else (part, "", "")
        )
        odd = odd or not sign or not material or not source
        own = source in ("申请人", "申请人自备", "自备", "applicant")
        pairs.append((material, None if own else source))
    allowed = Text("材料：来源；材料：来源", "material: source; material: source")
    return (tuple(pairs), None) if not odd else ((), allowed)


def _number(text: str, whole: bool, units: str) -> Reading:
    if text.casefold() in _NOTHING:
        return 0, None
    match = re.fullmatch(rf"([0-9]{{1,9}}(?:\.[0-9]+)?)\s*(?:{units})?", text)
    if match is None or (whole and "." in match[1]):
        return None, Text("一个数", "a number")
    return (int(match[1]) if whole else float(match[1])), None


def _region(text: str) -> Reading:
    if re.fullmatch("[0-9]{6}", text):
        return text, None
    return None, Text("6 位区划代码，如 330402", "6 digits, e.g. 330402")


def _applicants(text: str) -> Reading:
    found = {_APPLICANTS.get(word) for word in re.split("[;；、,，/ ]+", text)}
    if None in found:
        return None, Text("自然人 或 法人", "resident or enterprise")
    return (found.pop() if len(found) == 1 else None), None


_READ: Mapping[str, Callable[[str], Reading]] = MappingProxyType(
    {
        "region": _region,
        "item_version": lambda text: _number(text, True, "版"),
        "applicant_kind": _applicants,
        "online_stages": _stages,
        "visits": lambda text: _number(text, True, "次|times?"),
        "limit_working_days": lambda text: _number(
            text, True, "个?工作日|天|日|(?:working )?days?"
        ),
        "fee": lambda text: _number(text, False, "元|CNY"),
        "materials": _listed,
        "sources": _sources,
        "steps": _listed,
    }
)
