"""Quantities of time with their spread (时间量及其分布).

A spread is what a scenario says about a duration; it becomes a table of integer seconds in
``tongban.journeys.tables``. Seconds everywhere inside; units exist only in files and reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["constant", "exponential", "lognormal", "uniform"]

MINUTE = 60
HOUR = 3600
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Spread:
    """A duration as a distribution (时长分布).

    Parameters
    ----------
    family : {"constant", "exponential", "lognormal", "uniform"}
        Shape. ``uniform`` runs from ``mean*(1-cv*sqrt(3))`` to ``mean*(1+cv*sqrt(3))``.
    mean_seconds : float
        Mean, at least 0.
    cv : float
        Coefficient of variation (standard deviation / mean); 0 for constant, 1 for exponential,
        at most 1/sqrt(3) for uniform.
    """

    family: Family
    mean_seconds: float
    cv: float = 0.0

    def times(self, factor: float) -> Spread:
        """Return the same shape with the mean multiplied by ``factor`` (at least 0)."""
        return Spread(self.family, self.mean_seconds * factor, self.cv)


ZERO = Spread("constant", 0.0)
