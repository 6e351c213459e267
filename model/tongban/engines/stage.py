"""The stage of a run (舞台): clock, calendars, pools, links, tables and luck, from the arrays."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator
from functools import partial

import numpy as np
from numpy.typing import NDArray
from simpy.events import Event

from tongban.engines.case import Case
from tongban.engines.clock import Clock, Moment
from tongban.engines.hours import Hours
from tongban.engines.links import Link
from tongban.engines.luck import DRAW_BITS, USED, Luck, later_draw
from tongban.engines.operations import DIST, KEY, SLOT, VALUE, WHERE
from tongban.engines.overtime import Overtime
from tongban.engines.pools import Pool
from tongban.journeys.arrays import EngineInput
from tongban.journeys.order import CHANGE, CLOSE, key
from tongban.journeys.tables import SIZE_BITS

TABLE_SHIFT = DRAW_BITS - SIZE_BITS


def _rows(table: NDArray[np.int64]) -> list[array[int]]:
    return [array("q", row.tobytes()) for row in table]


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
        self.luck_of = Luck(given)
        # Rows are arrays, not lists: the garbage collector would walk through lists time and again.
        self.tables = _rows(given.tables)
        self.profile_tables = _rows(given.profile_tables)
        self.site_pools = _rows(given.site_pools)
        sites, roles = given.case_site.shape[1], given.site_pools.shape[1]
        # counted from the end, as operations name them: -1 is the first role at the first site
        self.role_at_site = [(s, r) for s in range(sites) for r in range(roles)][::-1]
        self.memory = _rows(given.memory)
        self.applicant_slots = given.memory.shape[1]
        self.hours = [self._hours(c) for c in range(len(given.interval_first) - 1)]
        self.pools = [self._pool(p) for p in range(len(given.pool_servers))]
        self.env.process(self.heads_change())
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

    def heads_change(self) -> Generator[Moment, None, None]:
        """Have every change of heads happen at its moment."""
        g = self.given
        columns = (g.change_pool, g.change_at, g.change_servers, g.change_moves_to)
        for p, at, heads, to in zip(*(c.tolist() for c in columns), strict=True):
            if at > self.now():
                yield self.until(at, key(CHANGE, p))
            self.pools[p].change(heads, self.pools[to] if to >= 0 else None, at)

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
        event = Moment(self.env)
        event.callbacks = [act]
        self.happen(event, at, order)

    def until(self, at: int, order: int) -> Moment:
        """Return an event that happens at second ``at``."""
        event = Moment(self.env)
        self.happen(event, at, order)
        return event

    # ---- luck -----------------------------------------------------------------------------

    def luck(self, case: Case, which: int) -> int:
        """Return the upper 32 bits of the next draw of the case for a key."""
        draws = case.draws
        first = draws[which]
        if first >= 0:
            draws[which] = USED
            return first
        draws[which] = first - 1
        return later_draw(case.bits, case.keys[which], -first)

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
        """Return a pool by number, or by its role at one of the case's sites."""
        if where >= 0:
            return self.pools[where]
        site, role = self.role_at_site[where]
        return self.pools[self.site_pools[case.sites[site]][role]]
