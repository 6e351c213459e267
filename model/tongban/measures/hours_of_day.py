"""Queues by hour of the day and by desk (分时、分岗的排队)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.quantities import DAY, HOUR
from tongban.trace.spans import Spans

Ints = NDArray[np.int64]


def seconds_in_hour(begin: Ints, end: Ints, hour: int) -> Ints:
    """Return how much of each span [begin, end) lies in an hour of the day, over all its days."""
    return _until(end, hour) - _until(begin, hour)


def _until(at: Ints, hour: int) -> Ints:
    return at // DAY * HOUR + np.clip(at % DAY - hour * HOUR, 0, HOUR)


def queue_lengths(compiled: Compiled, s: Spans, warm: int) -> dict[str, float]:
    """Return the mean number of persons waiting in a hall while it is open, by part.

    Parameters
    ----------
    compiled : Compiled
    s : Spans
    warm : int
        Second from which on it is measured; it ends with the last need.

    Returns
    -------
    dict of str to float
        ``all`` (the mean hall), ``region:CODE``, ``desk:KIND`` (windows of a kind in the mean
        hall), ``hour:H`` (the mean hall in that hour).
    """
    until = max(int(compiled.needs.at.max(initial=warm)), warm + DAY)
    rows = np.flatnonzero(s.at_window)
    called = np.where(s.start[rows] >= 0, s.start[rows], s.end[rows])
    begin, end = np.clip(s.begin[rows], warm, until), np.clip(called, warm, until)
    hall = compiled.hall
    opens, shuts = np.clip(hall.starts, warm, until), np.clip(hall.ends, warm, until)
    open_seconds = int((shuts - opens).sum())
    sites = len(compiled.layout.sites)
    if open_seconds == 0:
        return {}
    pools = compiled.layout.pools
    waited = np.bincount(s.pool[rows], weights=end - begin, minlength=len(pools))
    found = {"all": float(waited.sum()) / open_seconds / sites}
    for code in compiled.layout.sites:
        mine = np.array([p.region == code for p in pools])
        found[f"region:{code}"] = float(waited[mine].sum()) / open_seconds
    for kind in dict.fromkeys(p.department for p in pools if p.kind == "window"):
        mine = np.array([p.kind == "window" and p.department == kind for p in pools])
        found[f"desk:{kind}"] = float(waited[mine].sum()) / open_seconds / sites
    for hour in range(24):
        open_then = int(seconds_in_hour(opens, shuts, hour).sum())
        if open_then:
            then = float(seconds_in_hour(begin, end, hour).sum())
            found[f"hour:{hour}"] = then / open_then / sites
    return found
