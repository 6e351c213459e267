"""An earlier report read back (旧报告): what it said of each requirement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from tongban_spec.errors import UsageError, Where
from tongban_spec.language import Text
from tongban_spec.report.all_breaches import BREACHES_FILE
from tongban_spec.verdicts import VERDICTS, Verdict

REPORT_FILE = "report.json"
BYTES_MAX = 256 << 20
_ADVICE = Text(
    "--since 要给出以前 check --out 写成的文件夹，或其中的 report.json",
    "--since takes a folder that an earlier check --out has written, or the report.json in it",
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier report said (旧报告).

    Parameters
    ----------
    name : str
        As the user gave it.
    specification : str
        Version of the specification that was checked.
    package : str
        Name of the evidence.
    profile : str
    verdicts : mapping of str to str
        By the requirement's id.
    breaches : mapping of str to int
        How many, those waived not included.
    breaches_file : Path or None
        The list of all breaches, if it lies beside the report.
    """

    name: str
    specification: str
    package: str
    profile: str
    verdicts: Mapping[str, Verdict]
    breaches: Mapping[str, int]
    breaches_file: Path | None


def read_earlier(path: Path) -> Earlier:
    """Return an earlier report (读旧报告).

    Parameters
    ----------
    path : Path
        Its folder, or its ``report.json``.

    Raises
    ------
    UsageError
        If there is none, or it is not one of ours.
    """
    try:
        file = path / REPORT_FILE if path.is_dir() else path
        with file.open("rb") as stream:
            content = stream.read(BYTES_MAX + 1)
        beside = file.with_name(BREACHES_FILE)
        beside = beside if beside.is_file() else None
    except (OSError, ValueError) as trouble:
        said = Text("旧报告读不出：{e}", "the earlier report cannot be read: {e}").fill(
            e=getattr(trouble, "strerror", None) or trouble
        )
        raise UsageError(said, _ADVICE, Where(str(path))) from trouble
    if len(content) > BYTES_MAX:
        raise _wrong(path, Text("大于 256 MiB", "it is larger than 256 MiB"))
    try:
        written = json.loads(content)
    except (ValueError, RecursionError) as trouble:
        said = Text("不是 JSON：{e}", "it is no JSON: {e}").fill(e=trouble)
        raise _wrong(path, said) from trouble
    return _earlier(path, written, beside)


def _earlier(path: Path, written: Any, beside: Path | None) -> Earlier:
    if not isinstance(written, dict) or not isinstance(written.get("requirements"), list):
        raise _wrong(path, Text("没有 requirements 列表", "it has no list of requirements"))
    verdicts: dict[str, Verdict] = {}
    breaches: dict[str, int] = {}
    for one in written["requirements"]:
        name, verdict, count = (
            (one.get("id"), one.get("verdict"), one.get("breaches"))
            if isinstance(one, dict)
            else (None, None, None)
        )
        known = isinstance(verdict, str) and verdict in VERDICTS
        if not isinstance(name, str) or not known or not isinstance(count, int):
            said = Text("有一条要求写得不对：{r}", "a requirement in it is wrong: {r}")
            raise _wrong(path, said.fill(r=str(one)[:100]))
        verdicts[name], breaches[name] = cast(Verdict, verdict), count
    return Earlier(
        name=str(path),
        specification=str(written.get("specification") or "?"),
        package=str(written.get("package") or "?"),
        profile=str(written.get("profile") or "?"),
        verdicts=MappingProxyType(verdicts),
        breaches=MappingProxyType(breaches),
        breaches_file=beside,
    )


def _wrong(path: Path, why: Text) -> UsageError:
    said = Text("这不是我们写的报告：{w}", "this is no report of ours: {w}")
    return UsageError(said.fill(w=why), _ADVICE, Where(str(path)))


def wrong_breaches(earlier: Earlier, trouble: Exception) -> UsageError:
    """Return the error of a list of all breaches that cannot be read (违反表损坏)."""
    first = str(trouble).strip().splitlines()[0][:200]
    return UsageError(
        Text("旧报告的违反表读不出：{e}", "the earlier list of breaches cannot be read: {e}").fill(
            e=first
        ),
        Text(
            "移走它即只按要求比较；或重新生成旧报告",
            "move it away to compare by requirement alone, or write the earlier report again",
        ),
        Where(str(earlier.breaches_file)),
    )
