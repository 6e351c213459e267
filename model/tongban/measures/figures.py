"""What a run says of a measure (统计量): mean, median, 90th percentile and number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ALL = "all"


@dataclass(frozen=True, slots=True)
class Figures:
    """Mean, median, 90th percentile and number of a measure in one run (统计量); NaN if none."""

    mean: float
    p50: float
    p90: float
    n: int


NONE = Figures(np.nan, np.nan, np.nan, 0)  # of a part that a run does not have
Summary = dict[tuple[str, str], Figures]  # (measure, group) → figures


def of_values(values: Floats) -> Figures:
    """Return the figures of values, those that are NaN left out (逐值统计)."""
    values = values[~np.isnan(values)]
    if len(values) == 0:
        return NONE
    p50, p90 = np.percentile(values, [50, 90])
    return Figures(float(values.mean()), float(p50), float(p90), len(values))


def total(value: float, n: int) -> Figures:
    """Return a number that a run has only one of (总量)."""
    return Figures(value, value, value, n)
