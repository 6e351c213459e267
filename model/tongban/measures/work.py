"""Work, and how busy people are (工作量与忙闲): by hall, department, class and hour.

All of it is what the measured matters took, whenever it was done; what the warm-up has left over
is nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import Calendar, open_pieces, working_seconds_between
from tongban.journeys.pools import PoolPlace
from tongban.measures.figures import ALL, NONE, Summary, total
from tongban.measures.hours_of_day import seconds_in_hour
from tongban.measures.overtime import overtime_hours
from tongban.measures.staffing import seconds_at_work, staff_seconds
from tongban.quantities import DAY, HOUR
from tongban.trace.spans import Spans

Ints = NDArray[np.int64]
WINDOW, REVIEWER = "window", "reviewer"


def work_measures(compiled: Compiled, s: Spans, warm: int, measured: NDArray[np.bool_]) -> Summary:
    """Return workload, overtime, keying in again, and utilisation (工作量与利用率).

    Parameters
    ----------
    compiled : Compiled
    s : Spans
    warm : int
        Second at which the warm-up ends.
    measured : (n_records,) bool
        Which records are of measured matters.
    """
    keyed = np.flatnonzero(s.did("key_in") & (s.start >= 0) & measured)
    keying = float(seconds_at_work(compiled, s, keyed).sum()) / HOUR
    return {
        ("rekeying_hours", ALL): total(keying, len(keyed)),
        **_hours(compiled, s, measured),
        **_overtime(compiled, s, measured),
        **_utilisation(compiled, s, warm, measured),
    }


def _parts(compiled: Compiled, pool: PoolPlace) -> Iterator[str]:
    """Yield the parts that a pool counts for; what lies above the counties has no hall."""
    yield ALL
    if pool.region in compiled.layout.sites:
        yield f"region:{pool.region}"
    if pool.kind == "window":
        yield f"desk:{pool.department}"
    else:
        yield f"class:{pool.department}/{pool.review_class}"


def _hours(compiled: Compiled, s: Spans, measured: NDArray[np.bool_]) -> Summary:
    """Return the hours for windows and for reviewers: reviewing is that also at a window."""
    done = (s.pool >= 0) & (s.start >= 0) & measured
    found: Summary = {}
    for kind, rows, pool in (
        (WINDOW, np.flatnonzero(done & s.for_window), s.pool),
        (REVIEWER, np.flatnonzero(done & ~s.for_window), s.asked),
    ):
        seconds = seconds_at_work(compiled, s, rows)
        of_pool = np.bincount(pool[rows], weights=seconds, minlength=len(compiled.layout.pools))
        hours: dict[str, float] = defaultdict(float)
        hours[ALL] = float(seconds.sum()) / HOUR
        for place, worked in zip(compiled.layout.pools, of_pool.tolist(), strict=True):
            for part in _parts(compiled, place):
                if part != ALL and (worked or (place.kind == WINDOW) == (kind == WINDOW)):
                    hours[part] += worked / HOUR
        hours |= _by_hour(compiled, s, rows)
        found |= {(f"{kind}_hours", part): total(value, 1) for part, value in hours.items()}
    return found


def _by_hour(compiled: Compiled, s: Spans, rows: Ints) -> dict[str, float]:
    """Return the hours of work by hour of the day; reviewing pauses outside office hours."""
    begin, end, _ = _at_work(compiled, s, rows)
    hours = {f"hour:{h}": float(seconds_in_hour(begin, end, h).sum()) / HOUR for h in range(24)}
    return {part: value for part, value in hours.items() if value > 0}


def _at_work(compiled: Compiled, s: Spans, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Return begin and end of the parts of services in which they went on, and the pool of each."""
    whole, paused = rows[s.for_window[rows]], rows[~s.for_window[rows]]
    piece, opened, shut = open_pieces(compiled.office, s.start[paused], s.end[paused])
    return (
        np.concatenate([s.start[whole], opened]),
        np.concatenate([s.end[whole], shut]),
        s.pool[np.concatenate([whole, paused[piece]])],
    )


def _overtime(compiled: Compiled, s: Spans, measured: NDArray[np.bool_]) -> Summary:
    """Return the hours worked after closing, of all and of each class of reviewers."""
    result: dict[str, float] = {ALL: 0.0}
    hours = overtime_hours(compiled, s, measured).tolist()
    for pool, worked in zip(compiled.layout.pools, hours, strict=True):
        result[ALL] += worked
        if worked:
            name = f"class:{pool.department}/{pool.review_class}"
            result[name] = result.get(name, 0.0) + worked
    return {("overtime_hours", name): total(worked, 1) for name, worked in result.items()}


def _utilisation(compiled: Compiled, s: Spans, warm: int, measured: NDArray[np.bool_]) -> Summary:
    """Return how much of their office time staff give to the measured matters.

    Of the office time that all staff have on the days on which needs arise: re-arranging moves
    heads between windows and desks, and regimes do the same work earlier or later, so that only
    all of the work over all of that time can be compared, and matches the hours.
    """
    rows = np.flatnonzero((s.pool >= 0) & (s.start >= 0) & measured)
    seconds, pools = seconds_at_work(compiled, s, rows), compiled.layout.pools
    possible = staff_seconds(compiled, warm).astype(np.float64)
    whole, serving = float(possible.sum()), s.for_window[rows]
    found = {
        (f"staff_{name}", ALL): total(float(seconds[mine].sum()) / whole, 1) if whole else NONE
        for name, mine in (("serving", serving), ("reviewing", ~serving),
                           ("utilisation", serving | ~serving))
    }  # fmt: skip
    worked = np.bincount(s.pool[rows], weights=seconds, minlength=len(pools))
    members: dict[str, list[int]] = defaultdict(list)
    for number, pool in enumerate(pools):
        for part in _parts(compiled, pool):
            members[part].append(number)
    for part, those in members.items():
        if part != ALL and possible[those].sum():
            share = float(worked[those].sum() / possible[those].sum())
            found["staff_utilisation", part] = total(share, 1)
    return found | _busy_by_hour(compiled, s, rows, whole)


def _busy_by_hour(compiled: Compiled, s: Spans, rows: Ints, whole: float) -> Summary:
    """Return the utilisation of all staff in every hour of the day in which offices are open."""
    begin, end, _ = _at_work(compiled, s, rows)
    office, found = compiled.office, {}
    for hour in range(24):
        then = _in_hour(office, hour)
        open_share = (then.ends - then.starts).sum() / (office.ends - office.starts).sum()
        if open_share and whole:
            worked = float(working_seconds_between(then, begin, end).sum())
            share = worked / (whole * float(open_share))
            found["staff_utilisation", f"hour:{hour}"] = total(share, 1)
    return found


def _in_hour(cal: Calendar, hour: int) -> Calendar:
    """Return what of a calendar lies in one hour of the day."""
    midnight = cal.starts // DAY * DAY
    starts = np.maximum(cal.starts, midnight + hour * HOUR)
    ends = np.minimum(cal.ends, midnight + (hour + 1) * HOUR)
    starts, ends = starts[starts < ends], ends[starts < ends]
    elapsed = np.cumsum(ends - starts) - (ends - starts)
    return Calendar(starts, ends, np.zeros(len(starts), np.int64), elapsed, cal.next_open_day)
