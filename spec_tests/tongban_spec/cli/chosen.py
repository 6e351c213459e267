"""What a command line chooses (命令行选取): requirements and the profile."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tongban_spec.errors import UsageError
from tongban_spec.language import Text
from tongban_spec.points import PROFILES, Profile
from tongban_spec.registry import Requirement, all_requirements, by_id
from tongban_spec.suggestions import did_you_mean

if TYPE_CHECKING:
    from tongban_spec.dialects.translation import Dialect


def requirement_of(written: str) -> Requirement:
    """Return the requirement of an id, written in any case (一条要求).

    Raises
    ------
    UsageError
        If there is none; it names the nearest.
    """
    known = by_id()
    if written.upper() not in known:
        what = Text("没有要求 {r}", "there is no requirement {r}").fill(r=written or "''")
        raise UsageError(what, did_you_mean(written.upper(), known))
    return known[written.upper()]


def requirements_of(only: str | None) -> tuple[Requirement, ...]:
    """Return the requirements to check, in the order of the document (所选要求)."""
    if only is None:
        return all_requirements()
    names = [name.strip() for name in re.split("[,，、]", only) if name.strip()]
    if not names:
        raise UsageError(Text("--only 没有写要求", "--only names no requirement"))
    wanted = {requirement_of(name).id for name in names}
    return tuple(r for r in all_requirements() if r.id in wanted)


def profile_of(written: str) -> Profile:
    """Return the profile (类别)."""
    known = [term.word for term in PROFILES]
    if written not in known:
        what = Text("没有类别 {p}", "there is no profile {p}").fill(p=written or "''")
        raise UsageError(what, did_you_mean(written, known))
    return cast(Profile, written)


def further_logs(also: str | None, mapping: str | None) -> tuple[Path, ...]:
    """Return the further logs of one evidence (其余日志); a mapping puts them together.

    Raises
    ------
    UsageError
        If there are some and no mapping.
    """
    names = [name.strip() for name in (also or "").split(",") if name.strip()]
    if names and not mapping:
        raise UsageError(
            Text("--also 要与 --mapping 同用", "--also goes with --mapping"),
            Text("几个日志由映射合成一份证据", "a mapping puts several logs together"),
        )
    return tuple(map(Path, names))


def dialect_of(written: str) -> Dialect:
    """Return the dialect of a database (数据库方言)."""
    from tongban_spec.dialects.translation import DIALECTS

    if written not in DIALECTS:
        what = Text("没有方言 {d}", "there is no dialect {d}").fill(d=written or "''")
        raise UsageError(what, did_you_mean(written, DIALECTS))
    return cast("Dialect", written)
