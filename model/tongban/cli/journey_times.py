"""How long the parts of a journey took (经过用时): work, waiting, and the hours between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import Calendar, working_seconds_between
from tongban.journeys.journey import OFFICE
from tongban.journeys.program import Column, Op
from tongban.quantities import DAY, HOUR, MINUTE
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Times:
    """The time of one record (用时).

    Parameters
    ----------
    waited : int
        Seconds in a queue.
    worked : int
        Seconds of travel or work after it; at desks only office hours count.
    lasted : int
        Seconds on the clock from the end of the queue to the end.
    closed : {"", "lunch", "night"}
        Whether a desk or hall was closed meanwhile: within the day, or over night.
    """

    waited: int
    worked: int
    lasted: int
    closed: str

    def followed_by(self, other: Times) -> Times:
        """Return the times of two records as one line tells them."""
        closed = max(self.closed, other.closed)  # "night" says more than "lunch"
        return Times(
            self.waited + other.waited,
            self.worked + other.worked,
            self.lasted + other.lasted,
            closed,
        )


def times_of(compiled: Compiled, op: int, pool: int, begin: int, start: int, end: int) -> Times:
    """Return the times of a record (记录的用时).

    Parameters
    ----------
    compiled : Compiled
    op, pool : int
        As of ``tongban.trace.spans.Spans``.
    begin, start, end : int
        Seconds of the run; ``start`` is below 0 for who left the queue.
    """
    row = compiled.given.ops[op]
    queue = row[Column.CODE] == Op.QUEUE
    served = (end if start < 0 else start) if queue else begin
    at_desk = pool >= 0 and compiled.given.pool_calendar[pool] == OFFICE
    paused = at_desk or (row[Column.CODE] == Op.SPEND and row[Column.WHERE] == OFFICE)
    worked = _working_seconds(compiled.office, served, end) if paused else end - served
    closed = ""
    if queue or paused:
        closed = _closed(compiled.office if paused else compiled.hall, begin, end)
    return Times(served - begin, worked, end - served, closed)


def _working_seconds(calendar: Calendar, begin: int, end: int) -> int:
    return int(working_seconds_between(calendar, np.array([begin]), np.array([end]))[0])


def _closed(calendar: Calendar, begin: int, end: int) -> str:
    """Return what lies between two moments: an opening after the first is the end of a pause."""
    opened = np.searchsorted(calendar.starts, [begin, end], side="right")
    if opened[0] == opened[1]:
        return ""
    return "lunch" if begin // DAY == end // DAY else "night"


_CLOSED = {
    "lunch": Text("含午休", "incl. lunch break"),
    "night": Text("含下班时间", "incl. closing hours"),
}


def took(times: Times, talk: Talk) -> str:
    """Return how long something took, in words (用时说法)."""
    parts = []
    if times.waited >= MINUTE:
        parts.append(talk.say(Text("等 {t}", "waited {t}"), t=duration(times.waited, talk)))
    if times.lasted - times.worked >= MINUTE:
        words = Text("前后 {t}", "{t} from begin to end")
        parts.append(talk.say(words, t=duration(times.lasted, talk)))
    work = duration(times.worked, talk)
    if not parts:
        return work
    if times.closed:
        parts.append(talk.say(_CLOSED[times.closed]))
    inside = talk.say(Text("，", ", ")).join(parts)
    return talk.say(Text("{w}（{i}）", "{w} ({i})"), w=work, i=inside) if work else inside


def duration(seconds: int, talk: Talk) -> str:
    """Return a duration in a fitting unit (时长), nothing for less than a minute."""
    if seconds < MINUTE:
        return ""
    if seconds < HOUR:
        return talk.say(Text("{n} 分钟", "{n} min"), n=round(seconds / MINUTE))
    if seconds < DAY:
        return talk.say(Text("{n} 小时", "{n} h"), n=f"{seconds / HOUR:.1f}")
    return talk.say(Text("{n} 天", "{n} days"), n=f"{seconds / DAY:.1f}")
