"""Reception apart from handling (接办分离): whether those who received a matter review it too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.trace.spans import Spans

RECEIVING = ("hand_in", "helped", "precheck")


def self_reviewed(s: Spans, count: int) -> NDArray[np.float64]:
    """Return of each case the share of its reviews done by somebody who had received for it.

    Parameters
    ----------
    s : Spans
    count : int
        Number of cases.

    Returns
    -------
    (count,) float64
        0–1; NaN for a case of which nothing has been reviewed.
    """
    most = int(s.result.max(initial=0)) + 1  # servers of a pool
    pools = int(s.pool.max(initial=0)) + 1
    officer = (s.case * pools + s.pool) * most + s.result
    served = (s.pool >= 0) & (s.start >= 0)
    reviews = np.flatnonzero(served & s.did("review"))
    same = np.isin(officer[reviews], officer[served & s.did(*RECEIVING)])
    done = np.bincount(s.case[reviews], minlength=count)
    both = np.bincount(s.case[reviews], weights=same, minlength=count)
    return np.divide(both, done, out=np.full(count, np.nan), where=done > 0)
