"""Inequality of the burden (负担不均): Lorenz curve and Gini coefficient over applicants."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def totals(applicant: NDArray[np.int64], values: Floats) -> Floats:
    """Return the sum of a measure for each applicant who has a case (每人合计).

    Parameters
    ----------
    applicant : (n_cases,) int64
    values : (n_cases,) float64
    """
    _, index = np.unique(applicant, return_inverse=True)
    result = np.zeros(int(index.max(initial=-1)) + 1)
    np.add.at(result, index, values)
    return result


def lorenz(burden: Floats) -> tuple[Floats, Floats]:
    """Return the Lorenz curve: shares of people, those with least first, and of the burden.

    Parameters
    ----------
    burden : (n,) float64
        At least 0 each.

    Returns
    -------
    two (n + 1,) float64
        From (0, 0) to (1, 1); the diagonal where nobody has any burden.
    """
    people = np.linspace(0.0, 1.0, len(burden) + 1)
    cumulative = np.concatenate([[0.0], np.cumsum(np.sort(burden))])
    return people, cumulative / cumulative[-1] if cumulative[-1] > 0 else people


def gini(burden: Floats) -> float:
    """Return the Gini coefficient: 0 if all bear the same, near 1 if one bears all; NaN of nobody.

    Examples
    --------
    >>> gini(np.array([1.0, 1.0])), gini(np.array([0.0, 2.0]))
    (0.0, 0.5)
    """
    if len(burden) == 0:
        return float("nan")
    people, share = lorenz(burden)
    area = float(np.sum(np.diff(people) * (share[1:] + share[:-1])) / 2)
    return max(0.0, 1 - 2 * area)
