"""The stage of a run (舞台): clock, calendars, pools, links, tables and luck, from the arrays."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from heapq import heappush

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy.events import Event

from tongban.engines.case import Case
from tongban.engines.hours import Hours
from tongban.engines.links import Link
from tongban.engines.overtime import Overtime
from tongban.engines.pools import Pool
from tongban.journeys.arrays import EngineInput
from tongban.journeys.draws import GOLDEN, MASK, MIX_1, MIX_2
from tongban.journeys.order import CHANGE, CLOSE, key
from tongban.journeys.program import Column
from tongban.journeys.tables import SIZE_BITS

TABLE_SHIFT = 64 - SIZE_BITS
DIST, KEY, WHERE = int(Column.DIST), int(Column.KEY), int(Column.WHERE)
SLOT, VALUE = int(Column.SLOT), int(Column.VALUE)


def _rows(table: NDArray[np.int64]) -> list[array[int]]:
    return [array("q", row.tobytes()) for row in table]


def _change(pool: Pool, heads: int, successor: Pool | None, at: int, _event: Event) -> None:
    pool.change(heads, successor, at)


class Clock(simpy.Environment):
    """SimPy's environment with events at stated moments in a stated order (时钟)."""

    def happen(self, event: Event, at: int, order: int) -> None:
        """Let an event happen at second ``at``; in that second by ``order``, then by insertion."""
        event._ok = True
        event._value = None
        heappush(self._queue, (at, order, next(self._eid), event))  # type: ignore[arg-type]

    def second(self) -> int:
        """Return the present second: integers in, integers out."""
        return self._now  # type: ignore[return-value]

    def alone(self) -> bool:
        """Return whether nothing else is to happen in this second."""
        return not self._queue or self._queue[0][0] > self._now


class Span(Event):
    """Time that passes for a case (时段): since when, and what a link answered at its end."""

    begin: int
    answer: int


class Stage:
    """What cases meet, made of an engine's input (舞台).

    Parameters
    ----------
    given : EngineInput
    """

    kind_of_pool: type[Pool] = Pool

    def __init__(self, given: EngineInput):
        self.given = given
        self.env = Clock()
        self.happen = self.env.happen
        self.key_bits = given.key_bits.tolist()
        # Rows are arrays, not lists: the garbage collector would walk through lists time and again.
        self.tables = _rows(given.tables)
        self.profile_tables = _rows(given.profile_tables)
        self.site_pools = _rows(given.site_pools)
        self.memory = _rows(given.memory)
        self.applicant_slots = given.memory.shape[1]
        self.hours = [self._hours(c) for c in range(len(given.interval_first) - 1)]
        self.pools = [self._pool(p) for p in range(len(given.pool_servers))]
        self._plan_changes()
        self._plan_closings()
        self.links = [self._link(number) for number in range(len(given.link_batch))]

    def _hours(self, c: int) -> Hours:
        g = self.given
        part = slice(g.interval_first[c], g.interval_first[c + 1])
        return Hours(
            g.interval_start[part].tolist(),
            g.interval_end[part].tolist(),
            g.interval_closes_day[part].tolist(),
            g.interval_elapsed[part].tolist(),
            g.next_open_day[c].tolist(),
        )

    def _pool(self, p: int) -> Pool:
        g = self.given
        pool = self.kind_of_pool(self, p, int(g.pool_servers[p]), self.hours[g.pool_calendar[p]],
                    g.pool_ticket_rule[p])  # fmt: skip
        if g.pool_overtime[p]:
            pool.overtime = Overtime(pool, int(g.pool_overtime[p]), int(g.pool_overtime_above[p]))
        return pool

    def _plan_closings(self) -> None:
        """Have the pools that may work overtime decide whenever their calendar closes."""
        late: dict[int, list[Overtime]] = {}
        for pool in self.pools:
            if pool.overtime is not None:
                late.setdefault(int(self.given.pool_calendar[pool.number]), []).append(
                    pool.overtime
                )
        for calendar, group in late.items():
            self._plan_closing(self.hours[calendar], group, -1)

    def _plan_closing(self, hours: Hours, group: list[Overtime], since: int) -> None:
        """Plan the next closing: one event for all, as most pools have nothing to decide."""
        at = hours.next_closing(since)
        if at >= 0:
            order = key(CLOSE, group[0].pool.number)
            self.at(at, order, partial(self._close, hours, group, at))

    def _close(self, hours: Hours, group: list[Overtime], now: int, _event: Event) -> None:
        for one in group:
            one.close(now)
        self._plan_closing(hours, group, now)

    def _plan_changes(self) -> None:
        """Have every change of heads happen at its moment."""
        g = self.given
        columns = (g.change_pool, g.change_at, g.change_servers, g.change_moves_to)
        for p, at, heads, to in zip(*(c.tolist() for c in columns), strict=True):
            pool, successor = self.pools[p], self.pools[to] if to >= 0 else None
            self.at(at, key(CHANGE, p), partial(_change, pool, heads, successor, at))

    def _link(self, number: int) -> Link:
        g = self.given
        part = slice(g.down_first[number], g.down_first[number + 1])
        return Link(g.down_start[part].tolist(), g.down_end[part].tolist(),
                    int(g.link_batch[number]), int(g.link_patience[number]),
                    int(g.link_spacing[number]))  # fmt: skip

    # ---- time -----------------------------------------------------------------------------

    def now(self) -> int:
        return self.env.second()

    def at(self, at: int, order: int, act: Callable[[Event], None]) -> None:
        """Call ``act`` at second ``at``."""
        event = Event(self.env)
        event.callbacks = [act]
        self.happen(event, at, order)

    def until(self, at: int, order: int) -> Event:
        """Return an event that happens at second ``at``."""
        event = Event(self.env)
        self.happen(event, at, order)
        return event

    def span(self, begin: int, end: int, order: int) -> Span:
        """Return the time from ``begin`` to ``end`` as an event that happens at its end."""
        event = Span(self.env)
        event.begin = begin
        self.happen(event, end, order)
        return event

    # ---- luck -----------------------------------------------------------------------------

    def luck(self, case: Case, which: int) -> int:
        """Return the next 64-bit draw of the case for a key: it depends on nothing else."""
        visits = case.visits
        visit = visits.get(which, 0)
        visits[which] = visit + 1
        z = ((case.bits ^ self.key_bits[which]) + visit * GOLDEN) & MASK
        z = ((z ^ (z >> 30)) * MIX_1) & MASK  # draws.mix, written out: a fifth of a run are draws
        z = ((z ^ (z >> 27)) * MIX_2) & MASK
        return z ^ (z >> 31)

    def seconds(self, case: Case, dist: int, which: int) -> int:
        """Return a duration from a table, or from the profile's table of a role."""
        table = dist if dist >= 0 else case.tables[-1 - dist]
        if which < 0:
            return self.tables[table][0]
        return self.tables[table][self.luck(case, which) >> TABLE_SHIFT]

    def spend_until(self, case: Case, op) -> int:
        """Return when a duration that begins now ends, by the calendar if there is one."""
        duration = self.seconds(case, op[DIST], op[KEY])
        if op[WHERE] < 0:
            return case.now + duration
        hours = self.hours[op[WHERE]]
        end = hours.after_work(case.now, duration)
        if op[SLOT] >= 0:
            hurry = self.moment(case, op[SLOT])
            if 0 <= hurry < end:
                end = min(end, hours.after_work(max(case.now, hurry), op[VALUE]))
        return end

    def moment(self, case: Case, slot: int) -> int:
        """Return the moment in a memory cell, of the applicant or of the case; -1: none."""
        if slot < self.applicant_slots:
            return case.applicant[slot] if slot >= 0 else -1
        return case.memory.get(slot, -1)

    # ---- places -----------------------------------------------------------------------------

    def pool(self, case: Case, where: int) -> Pool:
        """Return a pool by number, or by its role at one of the case's two sites."""
        if where >= 0:
            return self.pools[where]
        role = -1 - where
        roles = len(self.site_pools[0])
        return self.pools[self.site_pools[case.sites[role // roles]][role % roles]]
