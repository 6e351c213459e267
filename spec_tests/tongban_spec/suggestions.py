"""Did you mean (您是不是想写): the nearest known name for a mistyped one."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from tongban_spec.language import Text

SHOWN_MAX = 12


def nearest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name most like ``written`` (最接近的名称), None if none is near.

    Examples
    --------
    >>> nearest("dispersal", ["dispersion", "holidays"])
    'dispersion'
    """
    names = list(known)
    folded = {name.casefold(): name for name in reversed(names)}
    if written.casefold() in folded:
        return folded[written.casefold()]
    near = difflib.get_close_matches(written.casefold()[:100], folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def same_but_for_spelling(written: str) -> str:
    """Return a word without what the eye passes over (归一): blanks, case, full width.

    Examples
    --------
    >>> same_but_for_spelling("决 定") == same_but_for_spelling("决定")
    True
    """
    return "".join(unicodedata.normalize("NFKC", written).casefold().split())


def did_you_mean(written: str, known: Iterable[str]) -> Text:
    """Return what is allowed instead of ``written`` (建议), with the nearest name first."""
    names = list(dict.fromkeys(known))
    if not names:
        return Text("这里还没有定义任何名称", "no name is defined here yet")
    more = " …" if len(names) > SHOWN_MAX else ""
    listed = ", ".join(names[:SHOWN_MAX]) + more
    near = nearest(written, names)
    if near is None:
        return Text("可用：{all}", "known: {all}").fill(all=listed)
    return Text("您是不是想写 {near}？可用：{all}", "did you mean {near}? known: {all}").fill(
        near=near, all=listed
    )
