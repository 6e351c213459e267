"""Intervals over replications (置信区间): Student's t, paired, and together by Bonferroni."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its confidence interval (均值与区间); NaN where there is none.

    Parameters
    ----------
    mean, low, high : float
    n : int
        Replications that have the measure.
    """

    mean: float
    low: float
    high: float
    n: int


def interval(
    values: NDArray[np.float64], family: int = 1, confidence: float = CONFIDENCE
) -> Interval:
    """Return the t interval of the mean of independent values.

    Parameters
    ----------
    values : (n,) float64
        NaN entries are left out. With fewer than two values the interval is NaN.
    family : int
        Number of intervals that shall hold together (Bonferroni); 1 for one alone.
    confidence : float
        Of the family, 0–1.
    """
    values = values[~np.isnan(values)]
    n = len(values)
    if n == 0:
        return Interval(math.nan, math.nan, math.nan, 0)
    mean = float(values.mean())
    if n == 1:
        return Interval(mean, math.nan, math.nan, 1)
    t = float(stdtrit(n - 1, 1 - (1 - confidence) / 2 / family))
    half = t * float(values.std(ddof=1)) / math.sqrt(n)
    return Interval(mean, mean - half, mean + half, n)


def pairing_gain(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return how many times more replications unpaired runs would need for the same interval.

    NaN if there are fewer than two pairs or the differences do not vary.
    """
    if len(first) < 2:
        return math.nan
    paired = float(np.var(second - first, ddof=1))
    apart = float(np.var(first, ddof=1) + np.var(second, ddof=1))
    return apart / paired if paired > 0 else math.nan
