"""Markdown (标记文本): tables, and words that must not be taken for marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_MARKS = {"\\": "\\\\", "|": "\\|", "*": "\\*", "<": "&lt;", ">": "&gt;", "`": "\\`"}


def plain(said: str) -> str:
    """Return words so that Markdown shows them as they are, on one line (原样)."""
    return "".join(_MARKS.get(c, c) for c in " ".join(said.split()))


def code(word: str) -> str:
    """Return a word of the data, set as code (代码字)."""
    return f"`{word}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are Markdown already (表)."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
