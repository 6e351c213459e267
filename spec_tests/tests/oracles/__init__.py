"""Independent oracles (独立判据): each requirement once more, naively, from its statement alone.

``oracles/<point>.py`` has a function for each requirement, named as its id in small letters with
``_`` (``dat_2``). It takes the tables as lists of dicts (times as datetimes in UTC; a table or a
cell may be lacking) and returns the rows ``(subject, breach)``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

from oracles.tables import Row, Tables

Oracle = Callable[[Tables], set[Row]]


def oracle_of(requirement: str) -> Oracle | None:
    """Return the oracle of a requirement, None if there is none."""
    point, _, number = requirement.lower().partition("-")
    try:
        module = importlib.import_module(f"oracles.{point}")
    except ModuleNotFoundError:
        return None
    return getattr(module, f"{point}_{number}", None)
