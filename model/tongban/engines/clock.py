"""The clock of a run (时钟): SimPy's environment with integer seconds and a stated order."""

from __future__ import annotations

from heapq import heappush

import simpy
from simpy.events import Event


class Moment(Event):
    """An event that is sure to happen (时刻): it cannot fail, and nobody triggers it."""

    _ok = True
    _value = None


class Span(Moment):
    """Time that passes for a case (时段): since when, and what a link answered at its end."""

    begin: int
    answer: int

    def __init__(self, env: Clock, begin: int, end: int, order: int):
        self.env = env
        self.callbacks = []
        self.begin = begin
        heappush(env._queue, (end, order, next(env._eid), self))  # type: ignore[arg-type]


class Clock(simpy.Environment):
    """SimPy's environment with events at stated moments in a stated order (时钟)."""

    def happen(self, event: Moment, at: int, order: int) -> None:
        """Let an event happen at second ``at``; in that second by ``order``, then by insertion."""
        heappush(self._queue, (at, order, next(self._eid), event))  # type: ignore[arg-type]

    def second(self) -> int:
        """Return the present second: integers in, integers out."""
        return self._now  # type: ignore[return-value]

    def alone(self) -> bool:
        """Return whether nothing else is to happen in this second."""
        return not self._queue or self._queue[0][0] > self._now
