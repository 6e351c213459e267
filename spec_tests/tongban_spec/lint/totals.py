"""Rows of a list that count the others (合计行): no items, and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数|(?:grand|sub)?total)s?[:：]?[0-9]*[项件条个]?")


def is_total(row: Sequence[str]) -> bool:
    """Return whether a row counts the others (是否合计行): its first words say so."""
    first = next((cell for cell in row if cell), "")
    return _TOTAL.fullmatch(re.sub(r"\s+", "", first).casefold()) is not None
