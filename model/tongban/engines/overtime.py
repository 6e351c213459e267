"""Overtime (加班): whether reviewers go on after closing, for whom, and until when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from tongban.journeys.order import AFTER_PEOPLE
from tongban.quantities import DAY

if TYPE_CHECKING:
    from tongban.engines.pools import Pool, Ticket


class Overtime:
    """What a pool does when its day ends (一个岗位的加班).

    The decision is the pool's whose files they are, wherever they queue. While its desk is pressed,
    what is being worked on is gone on with and the next file is begun, at most so long.

    Parameters
    ----------
    pool : Pool
    most : int
        Seconds after closing, > 0.
    above : int
        A desk is pressed while more files wait for each head, or one waits that is due today; the
        files of all pools that queue there and work overtime count.
    """

    __slots__ = ("above", "most", "pool", "spells", "until")

    def __init__(self, pool: Pool, most: int, above: int):
        self.pool, self.most, self.above = pool, most, above
        self.until = -1
        self.spells: list[tuple[int, int, int]] = []

    def close(self, now: int) -> None:
        """Decide at closing whether to go on today."""
        desk = self.pool.holder()
        if desk.queue and self.presses(now):
            self.until = now + self.most
            self.spells.append((self.pool.number, now, self.until))
            for number in sorted(desk.serving):
                if desk.serving[number].origin is self.pool:
                    self._go_on(desk.serving[number], now)
            desk.call(now)

    def presses(self, now: int) -> bool:
        """Return whether what waits is more than the heads there can leave for tomorrow."""
        desk = self.pool.holder()
        tonight = AFTER_PEOPLE + (now // DAY + 1) * DAY
        waiting = [t for _, _, t in desk.queue if t.origin.overtime is not None and not t.gone]
        pressed = len(waiting) > self.above * desk.heads or any(t.place <= tonight for t in waiting)
        return desk.heads > 0 and pressed

    def may_begin(self, now: int) -> bool:
        """Return whether a file may be begun after closing."""
        return now < self.until and self.presses(now)

    def end_of_work(self, now: int, work: int) -> int:
        """Return when so much work is done that goes on now: tonight, or in office hours."""
        tonight = self.until - now
        if tonight <= 0:
            return self.pool.hours.after_work(now, work)
        if work <= tonight:
            return now + work
        return self.pool.hours.after_work(now + tonight, work - tonight)

    def _go_on(self, ticket: Ticket, now: int) -> None:
        """Go on with what is on a desk; the end that was planned for it comes to nothing."""
        hours = self.pool.hours
        left = hours.worked_until(ticket.ends) - hours.worked_until(now)
        ticket.ends = self.end_of_work(now, left)
        finish = partial(_finish, ticket, ticket.ends)
        self.pool.run.at(ticket.ends, ticket.number, finish)


def _finish(ticket: Ticket, ends: int, _event: Event) -> None:
    """Let a service end earlier than was planned when it began."""
    if ticket.ends == ends:
        waiting, ticket.callbacks = ticket.callbacks, []
        for go_on in waiting or ():
            go_on(ticket)
