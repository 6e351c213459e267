"""What tests of theory share: the 99 % interval of replications."""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

SURE = 0.99


def surely(values) -> tuple[float, float]:
    """Return the 99 % interval of the mean of independent replications (Student's t)."""
    found = np.asarray(values, float)
    half = stdtrit(len(found) - 1, 1 - (1 - SURE) / 2) * found.std(ddof=1) / np.sqrt(len(found))
    return float(found.mean() - half), float(found.mean() + half)
