"""Inverse-CDF tables (逆分布表): distributions as integers, made once.

A table has ``SIZE`` equally likely entries, each the mean of its slice of the distribution, in
whole seconds; rounding errors are carried on, so that the table's mean is the distribution's within
one second. The engine needs no mathematics library to draw from it.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tongban.quantities import Spread

SIZE_BITS = 12
SIZE = 1 << SIZE_BITS
_FINE = 16  # sub-quantiles averaged in one entry


@lru_cache(maxsize=1)
def _normal_quantiles() -> NDArray[np.float64]:
    n = SIZE * _FINE
    inverse = NormalDist().inv_cdf
    half = np.array([inverse((i + 0.5) / n) for i in range(n // 2)])
    return np.concatenate([half, -half[::-1]])


def _shape(spread: Spread) -> NDArray[np.float64]:
    """Return fine quantiles of a distribution of mean 1 with the spread's shape."""
    p = (np.arange(SIZE * _FINE) + 0.5) / (SIZE * _FINE)
    if spread.family == "constant" or spread.cv == 0:
        return np.ones_like(p)
    if spread.family == "exponential":
        return -np.log1p(-p)
    if spread.family == "uniform":
        return 1 + spread.cv * np.sqrt(3.0) * (2 * p - 1)
    sigma = np.sqrt(np.log1p(spread.cv**2))
    return np.exp(sigma * _normal_quantiles() - sigma**2 / 2)


@lru_cache(maxsize=4096)
def table(spread: Spread) -> NDArray[np.int64]:
    """Return the table of a spread.

    Returns
    -------
    ndarray of int64, shape (SIZE,)
        Seconds, ascending, at least 0; the sum differs from ``SIZE * mean`` by less than ``SIZE``.
    """
    fine = _shape(spread)
    entries = fine.reshape(SIZE, _FINE).mean(axis=1)
    entries *= spread.mean_seconds / entries.mean()
    carried = np.diff(np.floor(np.concatenate([[0.0], np.cumsum(entries)]) + 0.5))
    return np.sort(carried.astype(np.int64))


def share_threshold(share: float) -> int:
    """Return the 32-bit threshold of a probability: the upper half of a draw below it is a yes."""
    return round(share * 2**32)
