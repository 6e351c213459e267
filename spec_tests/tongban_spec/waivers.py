"""Waivers (豁免): known breaches that are not to count until a date, with the reason why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tongban_spec.errors import UsageError
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.complaints import shown
from tongban_spec.written.source import read_yaml
from tongban_spec.written.tree import FileKind, Node

ANY_SUBJECT = "*"
_FORM = Text(
    "豁免文件是 YAML 列表，每项：requirement、reason、expires（日期），可加 subject（可用 * 和 ?）",
    "a file of waivers is a YAML list, each with requirement, reason, expires (a date), and maybe"
    " subject (with * and ?)",
)
_WAIVERS_FILE = FileKind(
    UsageError, _FORM, Text("豁免文件至多 5 MB", "a file of waivers has at most 5 MB")
)
_NEEDED = ("requirement", "reason", "expires")
_KEYS = (*_NEEDED, "subject")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver (豁免).

    Parameters
    ----------
    requirement : str
        Id of the requirement.
    reason : str
        Why, as its author wrote it.
    expires : datetime.date
        The last day on which it holds.
    subject : str
        Pattern of the subjects of the breaches that it covers: ``*`` any text, ``?`` any
        character, ``[abc]`` one of these.
    """

    requirement: str
    reason: str
    expires: datetime.date
    subject: str = ANY_SUBJECT


def read_waivers(path: Path, known: Iterable[str], today: datetime.date) -> tuple[Waiver, ...]:
    """Return the waivers of a file (读豁免文件).

    Parameters
    ----------
    path : Path
    known : iterable of str
        Ids of all requirements.
    today : datetime.date
        What has expired before it is refused.

    Raises
    ------
    UsageError
        If the file cannot be read, says something else, or has an expired waiver; it says
        file:line:column.
    """
    root = read_yaml(path, _WAIVERS_FILE)
    known = tuple(known)
    if not isinstance(root.value, tuple):
        raise UsageError(Text("不是列表", "it is no list"), _FORM, root.where())
    return tuple(_waiver(one, known, today) for one in root.value)


def _waiver(node: Node, known: Sequence[str], today: datetime.date) -> Waiver:
    if not isinstance(node.value, dict):
        raise _wrong(node, Text("应当是 键: 值", "key: value pairs are expected"))
    for key, entry in node.value.items():
        if key not in _KEYS:
            what = Text("不认识的键 {k}", "unknown key {k}").fill(k=key[:60])
            where = entry.file.where(entry.line, entry.column)
            raise UsageError(what, did_you_mean(key[:100], _KEYS), where)
    for key in _NEEDED:
        if key not in node.value:
            raise _wrong(node, Text("缺少 {k}", "{k} is missing").fill(k=key))
    parts = {key: entry.node for key, entry in node.value.items()}
    requirement = _text(parts["requirement"])
    if requirement not in known:
        what = Text("没有要求 {r}", "there is no requirement {r}").fill(r=requirement[:60])
        raise UsageError(what, did_you_mean(requirement[:100], known), parts["requirement"].where())
    reason = _text(parts["reason"]).strip()
    expires = _day(parts["expires"], today)
    subject = _text(parts["subject"]) if "subject" in parts else ANY_SUBJECT
    return Waiver(requirement, reason, expires, subject)


def _text(node: Node) -> str:
    if not isinstance(node.value, str):
        raise _wrong(node, Text("{s} 不是文字", "{s} is no text").fill(s=shown(node.plain())))
    if not node.value.strip():
        raise _wrong(node, Text("这里是空的", "nothing is written here"))
    return node.value.strip()


def _day(node: Node, today: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(node.written)
    except ValueError:
        what = Text("{d} 不是日期（年-月-日）", "{d} is no date (YYYY-MM-DD)").fill(
            d=shown(node.plain())
        )
        raise _wrong(node, what) from None
    if day < today:
        raise _wrong(node, Text("已于 {d} 过期", "it expired on {d}").fill(d=day))
    return day


def _wrong(node: Node, said: Text) -> UsageError:
    return UsageError(said, _FORM, node.where())


def refuse_unused(unused: Iterable[Waiver]) -> None:
    """Refuse waivers that cover no breach (拒绝无用的豁免).

    Raises
    ------
    UsageError
        If there is one: what it was written for is mended, or it never matched.
    """
    names = [f"{w.requirement} {w.subject}" for w in unused]
    if names:
        raise UsageError(
            Text("有豁免没有对应的违反：{n}", "waivers that cover no breach: {n}").fill(
                n=", ".join(names)
            ),
            Text("请把它们删去", "please remove them"),
        )
