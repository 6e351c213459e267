"""Waivers (豁免): known breaches that are not to count until a date, with the reason why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from tongban_spec.errors import UsageError, Where
from tongban_spec.language import Text

ANY_SUBJECT = "*"
_FORM = Text(
    "豁免文件是 YAML 列表，每项：requirement、reason、expires（日期），可加 subject（可用 * 和 ?）",
    "a file of waivers is a YAML list, each with requirement, reason, expires (a date), and maybe"
    " subject (with * and ?)",
)


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
        If the file cannot be read, says something else, or has an expired waiver.
    """
    try:
        text = path.read_text(encoding="utf-8")
        written = YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        where = Where(str(path), mark.line + 1, mark.column + 1) if mark else Where(str(path))
        said = Text("YAML 写错：{e}", "wrong YAML: {e}").fill(e=error.problem)
        raise UsageError(said, _FORM, where) from error
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        said = Text("读不出豁免文件：{e}", "the waivers cannot be read: {e}").fill(e=error)
        raise UsageError(said, _FORM, Where(str(path))) from error
    if not isinstance(written, list):
        _wrong(path, 0, Text("不是列表", "no list"))
    return tuple(
        _waiver(path, place, one, frozenset(known), today)
        for place, one in enumerate(written, start=1)
    )


def _waiver(path: Path, place: int, one: Any, known: frozenset[str], today: datetime.date):
    keys = {"requirement", "reason", "expires"}
    if not isinstance(one, dict) or not keys <= set(one) <= keys | {"subject"}:
        _wrong(path, place, Text("键不对", "wrong keys"))
    if one["requirement"] not in known:
        said = Text("没有要求 {r}", "there is no requirement {r}").fill(r=one["requirement"])
        _wrong(path, place, said)
    if not isinstance(one["reason"], str) or not one["reason"].strip():
        _wrong(path, place, Text("没有写理由", "it has no reason"))
    expires = one["expires"]
    if not isinstance(expires, datetime.date) or isinstance(expires, datetime.datetime):
        _wrong(path, place, Text("expires 不是日期", "expires is no date (YYYY-MM-DD)"))
    if expires < today:
        said = Text("已于 {d} 过期", "it expired on {d}").fill(d=expires)
        _wrong(path, place, said)
    subject = one.get("subject", ANY_SUBJECT)
    if not isinstance(subject, str) or not subject:
        _wrong(path, place, Text("subject 不是文字", "subject is no text"))
    return Waiver(one["requirement"], one["reason"].strip(), expires, subject)


def _wrong(path: Path, place: int, said: Text) -> NoReturn:
    what = Text("第 {n} 项豁免：{s}", "waiver {n}: {s}").fill(n=place, s=said)
    raise UsageError(what, _FORM, Where(str(path)))


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
