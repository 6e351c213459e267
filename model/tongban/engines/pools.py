"""Pools of servers (窗口与审查员): the queues of the reference engine."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from simpy.events import Event

from tongban.engines.clock import Moment
from tongban.engines.hours import Hours
from tongban.journeys.order import DISPATCH, key
from tongban.quantities import DAY

if TYPE_CHECKING:
    from tongban.engines.overtime import Overtime
    from tongban.engines.stage import Stage


class Ticket(Moment):
    """A person or a file in a queue (排队号). It happens when the service ends or patience does.

    ``origin`` is the pool that it came to: in whose hours and by whose closing rule it is served.
    ``pool`` is where it queues now, ``place`` its place there, see ``tongban.journeys.order``.
    """

    __slots__ = (
        "ends", "gone", "joined", "number", "origin", "patience", "place", "pool", "server",
        "started", "work",
    )  # fmt: skip

    def __init__(self, pool: Pool, number: int, joined: int, work: int, patience: int, place: int):
        self.env = pool.env
        self.callbacks = []
        self.pool = self.origin = pool
        self.number = number
        self.place = place
        self.joined = joined
        self.work = work
        self.patience = patience
        self.started = self.ends = -1
        self.server = -1
        self.gone = False


class Pool:
    """Servers with one queue (服务池): windows of a hall, or reviewers of a class."""

    __slots__ = (
        "busy",
        "busy_area",
        "called",
        "env",
        "free",
        "fresh",
        "heads",
        "hours",
        "look",
        "mixed",
        "number",
        "overtime",
        "queue",
        "run",
        "serving",
        "since",
        "successor",
        "ticket_rule",
        "turn",
        "waiting",
        "waiting_area",
        "wake_at",
    )  # fmt: skip

    def __init__(self, run: Stage, number, servers, hours, ticket_rule):
        self.run = run
        self.env = run.env
        self.number = number
        self.hours: Hours = hours
        self.ticket_rule = bool(ticket_rule)
        self.heads = servers  # servers 0 .. heads-1 are there; another one only finishes
        self.successor: Pool | None = None
        self.free = list(range(servers))
        self.queue: list[tuple[int, int, Ticket]] = []
        self.fresh: list[Ticket] = []
        self.mixed = False  # whether any came to other pools, whose hours may be others
        self.waiting = self.busy = 0
        self.waiting_area = self.busy_area = self.since = 0
        self.called = -1
        self.wake_at = -1
        self.look = Moment(run.env)  # one event serves all looks: at most one is due at a time
        self.turn = key(DISPATCH, number)
        self.serving: dict[int, Ticket] = {}
        self.overtime: Overtime | None = None

    def holder(self) -> Pool:
        """Return the pool at which those queue who come to this one."""
        pool = self
        while pool.successor is not None:
            pool = pool.successor
        return pool

    def join(self, ticket: Ticket) -> None:
        """Put a ticket into the queue; servers look at it when this second's arrivals are over."""
        if self.successor is not None:
            self.successor.join(ticket)
            return
        now = ticket.joined
        self._account(now)
        if self.goes_straight(ticket):
            ticket.pool = self
            self.waiting += 1
            self._start(ticket, now)
            return
        self._line_up(ticket)
        if ticket.patience >= 0:
            self.fresh.append(ticket)
        if self.free:
            if self.env.alone():  # nothing else happens in this second: no need to wait for it
                self._look(ticket.joined)
            else:
                self.call(ticket.joined)
        elif ticket.patience >= 0:
            self._arm()

    def goes_straight(self, ticket: Ticket) -> bool:
        """Return whether nobody is before a newcomer, and nothing else happens in this second.

        Only while open: after closing it matters who lines up.
        """
        quiet = self.free and not self.queue and not self.fresh and self.env.alone()
        return bool(quiet) and ticket.origin.hours.is_open(ticket.joined)

    def is_over(self, now: int) -> bool:
        """Return whether the windows have closed for the day (已下班): no ticket is given out."""
        hours = self.hours
        if not self.ticket_rule or hours.is_open(now):
            return False
        opening = hours.next_start(now)
        return opening < 0 or opening // DAY != now // DAY

    def release(self, ticket: Ticket, now: int) -> None:
        """Take the server back from a ticket whose service has ended."""
        self._account(now)
        self.busy -= 1
        del self.serving[ticket.number]
        if ticket.server < self.heads:
            heappush(self.free, ticket.server)
            if self.queue:
                self.call(now)

    def change(self, heads: int, successor: Pool | None, now: int) -> None:
        """Have ``heads`` servers from now on; who waits and who comes queues at ``successor``.

        Without a successor those who came to this pool queue here again. Services go on to their
        end where they are, and a server who is no longer counted retires then.
        """
        busy = {ticket.server for ticket in self.serving.values()}
        self.free = [server for server in range(heads) if server not in busy]
        before = self.holder()
        self.heads, self.successor = heads, successor
        if self.holder() is not before:
            before.pass_on(now)
        if self.queue:
            self.call(now)

    def pass_on(self, now: int) -> None:
        """Let those go who have come to pools that now have their queue elsewhere."""
        self._arm()
        self._account(now)
        queue = self.queue[:]
        self.queue.clear()
        for entry in queue:
            ticket = entry[2]
            if not ticket.gone:
                holder = ticket.origin.holder()
                if holder is self:
                    self.queue.append(entry)
                else:
                    self.waiting -= 1
                    holder.take_over(ticket, now)
        heapify(self.queue)

    def take_over(self, ticket: Ticket, now: int) -> None:
        """Let somebody queue here who has waited for another pool until now."""
        self._account(now)
        self._line_up(ticket)
        self.call(now)

    def _line_up(self, ticket: Ticket) -> None:
        self.waiting += 1
        ticket.pool = self
        self.mixed = self.mixed or ticket.origin is not self
        heappush(self.queue, (ticket.place, ticket.number, ticket))

    def call(self, now: int) -> None:
        """Have the pool look at its queue at the end of this second."""
        if self.called != now:
            self.called = now
            self.look.callbacks = [self._dispatch]
            self.run.happen(self.look, now, self.turn)

    def _account(self, now: int) -> None:
        passed = now - self.since
        if passed:
            self.waiting_area += self.waiting * passed
            self.busy_area += self.busy * passed
            self.since = now

    def settle(self, horizon: int) -> None:
        """Close the accounts at the end of the run."""
        self._account(horizon)

    def _dispatch(self, _event: Event) -> None:
        self.called = -1
        self._look(self.run.now())

    def _look(self, now: int) -> None:
        """Start whoever can be started, in the order of the queue."""
        self._account(now)
        queue, free = self.queue, self.free
        kept_back: list[tuple[int, int, Ticket]] = []
        while queue and free:
            ticket = queue[0][2]
            if ticket.gone:
                heappop(queue)
            elif self._may_start(ticket, now):
                heappop(queue)
                self._start(ticket, now)
            elif self.mixed:  # whoever is next may have other hours
                kept_back.append(heappop(queue))
            else:
                self._wake(ticket.origin.hours.next_start(now))
                break
        if kept_back:
            self._keep_back(kept_back, now)
        if self.fresh:
            self._arm()

    def _keep_back(self, entries: list[tuple[int, int, Ticket]], now: int) -> None:
        """Let those keep their places for whom it is too late, and look again when it opens."""
        for entry in entries:
            heappush(self.queue, entry)
        openings = {entry[2].origin.hours.next_start(now) for entry in entries} - {-1}
        if openings:
            self._wake(min(openings))

    def _may_start(self, ticket: Ticket, now: int) -> bool:
        hours = ticket.origin.hours
        if hours.is_open(now):
            return True
        index = bisect_right(hours.starts, now) - 1
        if index < 0:
            return False
        overtime = ticket.origin.overtime
        if overtime is not None and overtime.may_begin(now):
            return True
        # the ticket rule: who drew in time is served after closing, on the same day
        return (
            ticket.origin.ticket_rule
            and hours.closes_day[index] == 1
            and ticket.joined < hours.ends[index]
            and now // DAY == hours.starts[index] // DAY == ticket.joined // DAY
        )

    def _wake(self, opening: int) -> None:
        """Look at the queue again when it may be served; -1: never."""
        if opening != self.wake_at and opening >= 0:
            self.wake_at = opening
            self.run.at(opening, self.turn, lambda _event: self._look(opening))

    def _start(self, ticket: Ticket, now: int) -> None:
        ticket.started = now
        ticket.server = heappop(self.free)
        self.waiting -= 1
        self.busy += 1
        self.serving[ticket.number] = ticket
        origin, work = ticket.origin, ticket.work
        if origin.ticket_rule:
            ticket.ends = now + work
        elif origin.overtime is None:
            ticket.ends = origin.hours.after_work(now, work)
        else:
            ticket.ends = origin.overtime.end_of_work(now, work)
        self.run.happen(ticket, ticket.ends, ticket.number)

    def _arm(self) -> None:
        """Start the patience of those who were not served at once."""
        for ticket in self.fresh:
            if ticket.started < 0:
                self.run.at(
                    ticket.joined + ticket.patience,
                    ticket.number,
                    lambda _event, ticket=ticket: ticket.pool.lose(ticket),
                )
        self.fresh.clear()

    def lose(self, ticket: Ticket) -> None:
        """Let a ticket go whose patience ends, unless it has been called before."""
        if ticket.started >= 0 or ticket.gone:
            return
        now = self.run.now()
        self._account(now)
        self.waiting -= 1
        ticket.gone = True
        self.run.happen(ticket, now, ticket.number)
