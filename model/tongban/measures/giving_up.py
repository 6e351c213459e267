"""Ways of giving up (放弃): each matter that ends without a result, by reason and stage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.journeys.giving_up import REASONS
from tongban.measures.names_of_people import ENDINGS, ending_id
from tongban.trace.spans import Spans

Floats = NDArray[np.float64]


def endings(compiled: Compiled, s: Spans, count: int) -> dict[str, Floats]:
    """Return for each way of giving up which cases ended in it, 0 or 1.

    Parameters
    ----------
    compiled : Compiled
    s : Spans
        Of the run.
    count : int
        Number of cases.
    """
    reason_of = {basis: reason for reason, basis in REASONS.items()}
    told = np.flatnonzero(s.did("gave_up", "stuck"))
    result = {ending_id(*way): np.zeros(count) for way in ENDINGS}
    for row in told.tolist():
        meaning = compiled.meanings[int(s.op[row])]
        circle = meaning.act == "stuck"
        reason = "circle" if circle else reason_of[meaning.basis]
        result[ending_id(reason, meaning.stage)][s.case[row]] = 1.0
    return result
