"""Working hours as an engine asks for them (办公时间)."""

from __future__ import annotations

from bisect import bisect_right

from tongban.journeys.program import FOREVER
from tongban.quantities import DAY


class Hours:
    """A working calendar that answers the engine's questions (工作日历)."""

    def __init__(self, starts, ends, closes_day, elapsed, next_open_day):
        self.starts, self.ends = starts, ends
        self.closes_day, self.elapsed = closes_day, elapsed
        self.next_open_day = next_open_day
        self.days = sorted({start // DAY for start in starts})
        self.closings = [e for e, closes in zip(ends, closes_day, strict=True) if closes]

    def after_work(self, now: int, work: int) -> int:
        """Return the moment at which ``work`` open seconds have passed since ``now``."""
        if work == 0:
            return now
        starts, elapsed = self.starts, self.elapsed
        index = bisect_right(starts, now) - 1
        position = work
        if index >= 0:
            closing = self.ends[index]
            if now + work <= closing:
                return now + work
            position += elapsed[index] + min(now, closing) - starts[index]
        index = bisect_right(elapsed, position - 1) - 1
        return starts[index] + position - elapsed[index]

    def worked_until(self, at: int) -> int:
        """Return the open seconds before a moment."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.elapsed[index] + min(at, self.ends[index]) - self.starts[index]

    def next_closing(self, now: int) -> int:
        """Return the next end of a day after ``now``; -1 if there is none."""
        index = bisect_right(self.closings, now)
        return self.closings[index] if index < len(self.closings) else -1

    def end_of_day(self, now: int, days: int) -> int:
        """Return the end of the ``days``-th open day after today (0: of today).

        Beyond the calendar it is FOREVER.
        """
        if days == 0:
            return (now // DAY + 1) * DAY
        index = bisect_right(self.days, now // DAY) + days - 1
        return (self.days[index] + 1) * DAY if index < len(self.days) else FOREVER

    def is_open(self, now: int) -> bool:
        """Return whether it is open at a second."""
        index = bisect_right(self.starts, now) - 1
        return index >= 0 and now < self.ends[index]

    def next_start(self, now: int) -> int:
        """Return the next opening after ``now``; -1 if there is none."""
        index = bisect_right(self.starts, now)
        return self.starts[index] if index < len(self.starts) else -1
