"""Demand over the year, and as an answer to burden (需求的季节与弹性)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Season:
    """A part of every year with more or fewer needs (季节).

    Parameters
    ----------
    name : Text
    first, last : (int, int)
        Month and day, both included; ``last`` before ``first`` runs over the turn of the year.
    factor : float
        Of the needs of an ordinary day, at least 0.
    matters : tuple of str
        Whose needs; an empty tuple means all.
    """

    name: Text
    first: tuple[int, int]
    last: tuple[int, int]
    factor: float
    matters: tuple[str, ...] = ()

    def holds(self, date: datetime.date) -> bool:
        """Return whether a date falls into the season (是否在季内), both ends included."""
        day = (date.month, date.day)
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


@dataclass(frozen=True, slots=True)
class Surge:
    """More needs on the first working days after the spring festival (节后高峰).

    Parameters
    ----------
    working_days : int
        How many, counted from the first working day after the days off.
    factor : float
        Of the needs of an ordinary day, at least 0.
    matters : tuple of str
        Whose needs; an empty tuple means all.
    """

    working_days: int
    factor: float
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """How demand answers to burden (需求对负担的反应).

    Parameters
    ----------
    reference : str
        Regime under which the scenario's needs arise as written.
    cap : float
        Demand is at most ``cap`` times and at least 1/``cap`` of that, at least 1.
    """

    reference: str
    cap: float
