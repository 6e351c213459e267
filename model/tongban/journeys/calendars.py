"""Working calendars (工作日历) as arrays of open intervals."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import chinese_calendar
import numpy as np
from numpy.typing import NDArray

from tongban.actors.halls import OpeningHours
from tongban.quantities import DAY, HOUR


@dataclass(frozen=True, slots=True)
class Calendar:
    """Open intervals of one kind of desk, in seconds from the start (开放时段).

    Parameters
    ----------
    starts, ends : ndarray of int64, shape (n,)
        Half-open intervals [start, end), ascending.
    closes_day : ndarray of int64, shape (n,)
        1 where the interval is the day's last: who drew a ticket before is served after it.
    elapsed : ndarray of int64, shape (n,)
        Open seconds before each interval.
    next_open_day : ndarray of int64, shape (days,)
        For every day the first working day on or after it.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    closes_day: NDArray[np.int64]
    elapsed: NDArray[np.int64]
    next_open_day: NDArray[np.int64]


def working_days(start: datetime.date, days: int, holidays: bool) -> NDArray[np.bool_]:
    """Return for each day whether offices work.

    Parameters
    ----------
    start : date
    days : int
    holidays : bool
        Whether China's public holidays and moved working days count; else Monday to Friday.
    """
    dates = [start + datetime.timedelta(days=i) for i in range(days)]
    if holidays:
        return np.array([chinese_calendar.is_workday(d) for d in dates], dtype=bool)
    return np.array([d.weekday() < 5 for d in dates], dtype=bool)


def calendar(hours: OpeningHours, works: NDArray[np.bool_]) -> Calendar:
    """Return the open intervals of ``hours`` on the working days."""
    starts, ends, closes = [], [], []
    for day in np.flatnonzero(works):
        for number, (opens, shuts) in enumerate(hours.intervals):
            starts.append(int(day) * DAY + opens)
            ends.append(int(day) * DAY + shuts)
            closes.append(int(number == len(hours.intervals) - 1))
    s, e = np.array(starts, np.int64), np.array(ends, np.int64)
    elapsed = np.concatenate([[0], np.cumsum(e - s)[:-1]]).astype(np.int64)
    days = np.arange(len(works))
    after = np.where(works, days, len(works))
    next_open = np.minimum.accumulate(after[::-1])[::-1].astype(np.int64)
    return Calendar(s, e, np.array(closes, np.int64), elapsed, next_open)


def always_open(days: int) -> Calendar:
    """Return the calendar of a desk that never closes: one interval over all days."""
    zero = np.zeros(1, np.int64)
    return Calendar(zero, np.array([days * DAY]), zero, zero, np.arange(days, dtype=np.int64))


def arrival_moments(hours: OpeningHours, size: int) -> NDArray[np.int64]:
    """Return ``size`` equally likely moments of the day at which people come, ascending.

    The hourly weights count only where the hall is open; within an hour all seconds are alike.
    """
    moments, weights = [], []
    for opens, shuts in hours.intervals:
        for second in range(opens, shuts, 60):
            moments.append(second)
            weights.append(hours.arrival_weights[second // HOUR])
    mass = np.array(weights, float)
    if mass.sum() == 0:
        mass[:] = 1.0
    cumulative = np.cumsum(mass) / mass.sum()
    picks = np.searchsorted(cumulative, (np.arange(size) + 0.5) / size)
    low = np.concatenate([[0.0], cumulative[:-1]])[picks]
    inside = ((np.arange(size) + 0.5) / size - low) / (cumulative[picks] - low)
    return np.array(moments, np.int64)[picks] + (inside * 60).astype(np.int64)


def working_seconds_between(
    cal: Calendar, begin: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the open seconds between two arrays of moments, element by element."""
    return _position(cal, end) - _position(cal, begin)


def open_pieces(
    cal: Calendar, begin: NDArray[np.int64], end: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the parts of spans in which a calendar is open (开放时段).

    Parameters
    ----------
    begin, end : (n,) int64

    Returns
    -------
    row, begin, end : (m,) int64
        Of which span each part is; its two moments. Each lies within one interval of the calendar.
    """
    first = np.searchsorted(cal.ends, begin, side="right")
    count = np.maximum(np.searchsorted(cal.starts, end, side="left") - first, 0)
    row = np.repeat(np.arange(len(begin)), count)
    interval = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    opens, shuts = cal.starts[interval], cal.ends[interval]
    return row, np.maximum(begin[row], opens), np.minimum(end[row], shuts)


def _position(cal: Calendar, at: NDArray[np.int64]) -> NDArray[np.int64]:
    index = np.searchsorted(cal.starts, at, side="right") - 1
    inside = np.minimum(at, cal.ends[index]) - cal.starts[index]
    return np.where(index < 0, 0, cal.elapsed[index] + inside)
