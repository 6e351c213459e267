"""What an engine hands back (引擎输出): records, pool accounts, final states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Field(IntEnum):
    """Columns of a record (记录列)."""

    CASE = 0
    BRANCH = 1
    OP = 2
    BEGIN = 3  # asked, joined the queue, set out
    START = 4  # service began, arrived; -1 if it never did
    END = 5
    RESULT = 6  # server of a pool, 1/0 answer of a link, outcome of a case; -1 who left a queue
    TRIP = 7  # number of the trip where it is one, else 0


@dataclass(frozen=True)
class TraceArrays:
    """One run as arrays (轨迹数组).

    Parameters
    ----------
    records : (n, 8) int64
        What happened, in the order in which it was known; columns as :class:`Field`.
    outcome, ended_at : (n_cases,) int64
        ``Outcome`` and second of its end; -1 while open.
    pool_waiting, pool_busy : (n_pools,) int64
        Person-seconds in the queue, and server-seconds at work, integrated over the run by
        watching the counts. Little's law compares them with the sums over the records.
    still_waiting : (n, 3) int64
        Who is in a queue at the horizon: the pool that they joined, case, second of joining.
    still_served : (n, 4) int64
        Who is being served at the horizon: the pool that they joined, case, seconds of joining
        and of the start.
    overtime : (n, 3) int64
        When pools went on after closing: the pool, from when, and until when at most.
    """

    records: Ints
    outcome: Ints
    ended_at: Ints
    pool_waiting: Ints
    pool_busy: Ints
    still_waiting: Ints
    still_served: Ints
    overtime: Ints
