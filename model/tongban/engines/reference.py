"""The reference engine (参考引擎): SimPy, written to be read. It defines what a journey means.

A case is a SimPy process that follows its journey, operation by operation. Time passes in five
ways only: it is spent, travelled, queued for, fetched, or waited for by a branch. Order within a
second is the stated order of ``tongban.journeys.order``, never the order of insertion.
"""

from __future__ import annotations

from collections.abc import Generator
from struct import Struct

import numpy as np
from simpy.events import Event

from tongban.engines.case import Case
from tongban.engines.pools import Ticket
from tongban.engines.stage import DIST, KEY, TABLE_SHIFT, WHERE, Stage
from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.arrays import EngineInput
from tongban.journeys.order import ARRIVE, FINISH, THREADS, key
from tongban.journeys.program import Column, Op
from tongban.quantities import DAY

_packed = Struct(f"={len(Field)}q").pack  # three times as fast as array("q").extend
STOP = -1  # in place of a next operation: the branch is over
TARGET, SLOT, VALUE, AUX = (int(c) for c in (Column.TARGET, Column.SLOT, Column.VALUE, Column.AUX))


class ReferenceRun(Stage):
    """One run of the reference engine (一次仿真).

    Parameters
    ----------
    given : EngineInput
    record : bool
        Whether to keep the records. Watching never changes the run.
    """

    def __init__(self, given: EngineInput, record: bool = True):
        super().__init__(given)
        self.records = bytearray()
        self.note = self.records.extend if record else _forget
        self.ops = [tuple(op) for op in given.ops.tolist()]
        self.outcome = np.zeros(len(given.case_at), np.int64)
        self.ended_at = np.full(len(given.case_at), -1, np.int64)
        self.instantly = self._by_operation(
            {
                Op.END: self.finish, Op.NOTE: self.noted, Op.GO: self.go,
                Op.IF_VALID: self.if_valid, Op.UNLESS_TRAIT: self.unless_trait,
                Op.REMEMBER: self.remember, Op.FORGET: self.forget, Op.CHANCE: self.chance,
                Op.RETURN: self.way_home, Op.TIRED: self.tired, Op.LIMIT: self.limit,
                Op.SPAWN: self.spawn, Op.JOIN: self.join,
            }
        )  # fmt: skip
        self.in_time = self._by_operation(
            {Op.SPEND: self.spend, Op.TRIP: self.trip, Op.QUEUE: self.queue, Op.FETCH: self.fetch}
        )

    @staticmethod
    def _by_operation(acts) -> list:
        return [acts.get(op) for op in Op]

    # ---- the story ------------------------------------------------------------------------

    def needs_arise(self) -> Generator[Event, None, None]:
        """Start every case at its moment."""
        entries = self.given.case_entry.tolist()
        for number, at in enumerate(self.given.case_at.tolist()):
            if at > self.now():
                yield self.until(at, key(ARRIVE, number * THREADS))
            self.set_out(Case(self, number), entries[number])

    def set_out(self, case: Case, first: int) -> None:
        """Start a branch of a case at an operation."""
        branch = case.branches
        assert branch < THREADS, "a journey has more branches than the order can tell apart"
        case.branches += 1
        self.env.process(self.follow(case, branch, first))

    def follow(self, case: Case, branch: int, at: int) -> Generator[Event, None, None]:
        """Follow a journey from operation ``at`` to the end of the branch."""
        instantly, in_time, ops = self.instantly, self.in_time, self.ops
        case.now = self.now()
        while not case.over and at >= 0:
            op = ops[at]
            act = instantly[op[0]]
            if act is not None:
                at = act(case, branch, at, op)
            else:
                at = yield from in_time[op[0]](case, branch, at, op)
                case.now = self.now()

    # ---- what takes no time: return the next operation, or STOP ----------------------------------

    def noted(self, case: Case, branch: int, at: int, _op) -> int:
        now = case.now
        self.note(_packed(case.number, branch, at, now, now, now, 0, 0))
        return at + 1

    def go(self, _case: Case, _branch: int, _at: int, op) -> int:
        return op[TARGET]

    def if_valid(self, case: Case, _branch: int, at: int, op) -> int:
        slot = op[SLOT]
        own = self.applicant_slots
        until = case.applicant[slot] if slot < own else case.memory[slot - own]
        return op[TARGET] if until >= case.now else at + 1

    def unless_trait(self, case: Case, _branch: int, at: int, op) -> int:
        return at + 1 if case.traits & op[VALUE] else op[TARGET]

    def remember(self, case: Case, _branch: int, at: int, op) -> int:
        self.keep(case, op[SLOT], case.now + op[VALUE])
        return at + 1

    def forget(self, case: Case, _branch: int, at: int, op) -> int:
        self.keep(case, op[SLOT], -1)
        return at + 1

    def keep(self, case: Case, slot: int, until: int) -> None:
        if slot < self.applicant_slots:
            case.applicant[slot] = until
        else:
            case.memory[slot - self.applicant_slots] = until

    def chance(self, case: Case, _branch: int, at: int, op) -> int:
        return op[TARGET] if self.luck(case, op[KEY]) >> 32 < op[VALUE] else at + 1

    def tired(self, case: Case, _branch: int, at: int, op) -> int:
        case.trips += 1
        return op[TARGET] if case.trips > case.patience else at + 1

    def limit(self, case: Case, _branch: int, at: int, op) -> int:
        case.due = self.hours[op[WHERE]].after_work(case.now, op[VALUE])
        return at + 1

    def spawn(self, case: Case, _branch: int, at: int, op) -> int:
        self.set_out(case, op[TARGET])
        return at + 1

    def join(self, case: Case, _branch: int, at: int, op) -> int:
        cell = op[SLOT] - self.applicant_slots
        case.memory[cell] += 1  # cells start at -1
        return at + 1 if case.memory[cell] == op[VALUE] - 1 else STOP

    def way_home(self, case: Case, branch: int, at: int, op) -> int:
        """The way home takes the applicant's time, and the case does not wait for it."""
        now, end = case.now, self.spend_until(case, op)
        self.note(_packed(case.number, branch, at, now, now, end, 0, 0))
        return at + 1

    def finish(self, case: Case, branch: int, at: int, op) -> int:
        """End a case: its other branches stop where they are next seen."""
        now = case.now
        case.over = True
        self.outcome[case.number] = op[VALUE]
        self.ended_at[case.number] = now
        self.note(_packed(case.number, branch, at, now, now, now, op[VALUE], 0))
        return STOP

    # ---- what takes time: generators that return the next operation ---------------------------

    def queue(self, case: Case, branch: int, at: int, op):
        """Queue at a pool and be served, or lose patience and leave."""
        pool, joined = self.pool(case, op[WHERE]), case.now
        role = op[VALUE]
        patience = -1 if role < 0 else self.seconds(case, -1 - role, op[AUX])
        work = self.seconds(case, op[DIST], op[KEY])
        ticket = Ticket(self.env, case.number * THREADS + branch, joined, work, patience)
        pool.join(ticket, case.due)
        yield ticket
        now = self.now()
        if not ticket.gone:
            pool.release(ticket, now)
        self.note(_packed(case.number, branch, at, joined, ticket.started, now, ticket.server, 0))
        return op[TARGET] if ticket.gone else at + 1

    def spend(self, case: Case, branch: int, at: int, op):
        """Let time pass."""
        begin, end = case.now, self.spend_until(case, op)
        if end > begin:
            yield self.until(end, key(FINISH, case.number * THREADS + branch))
        self.note(_packed(case.number, branch, at, begin, begin, end, 0, 0))
        return at + 1

    def trip(self, case: Case, branch: int, at: int, op):
        """Go to a counter and arrive at a drawn moment of an open day."""
        travel = self.seconds(case, op[DIST], op[KEY])
        moments = self.tables[self.arrival_table[op[WHERE]]]
        moment = moments[self.luck(case, op[AUX]) >> TABLE_SHIFT]
        earliest = case.now + max(travel, 1)
        days = self.hours[op[WHERE]].next_open_day
        day = days[earliest // DAY]
        if day * DAY + moment < earliest:
            day = days[day + 1] if day == earliest // DAY else day
        arrival = day * DAY + moment
        yield self.until(arrival, key(ARRIVE, case.number * THREADS + branch))
        self.note(
            _packed(case.number, branch, at, arrival - travel, arrival, arrival, 0, case.trips)
        )
        return at + 1

    def fetch(self, case: Case, branch: int, at: int, op):
        """Ask a data link; what cannot be had continues elsewhere."""
        begin = case.now
        latency = max(self.seconds(case, op[DIST], op[KEY]), 1)
        answer, end = self.links[op[VALUE]].ask(begin, latency)
        yield self.until(end, key(FINISH, case.number * THREADS + branch))
        self.note(_packed(case.number, branch, at, begin, begin, end, answer, 0))
        return at + 1 if answer else op[TARGET]

    # ---- the end --------------------------------------------------------------------------

    def result(self) -> TraceArrays:
        """Run to the horizon and hand back what happened."""
        self.env.process(self.needs_arise())
        self.env.run(until=self.given.horizon)
        for pool in self.pools:
            pool.settle(self.given.horizon)
        return TraceArrays(
            np.frombuffer(self.records, np.int64).reshape(-1, len(Field)),
            self.outcome,
            self.ended_at,
            np.array([p.waiting_area for p in self.pools], np.int64),
            np.array([p.busy_area for p in self.pools], np.int64),
            _rows(3, ((p.number, t.number // THREADS, t.joined) for p in self.pools
                      for _, _, t in sorted(p.queue, key=lambda entry: entry[:2]) if not t.gone)),
            _rows(4, ((p.number, t.number // THREADS, t.joined, t.started) for p in self.pools
                      for t in p.serving.values())),
        )  # fmt: skip


def _rows(width: int, rows) -> np.ndarray:
    return np.array(list(rows), np.int64).reshape(-1, width)


def _forget(_record: bytes) -> None:
    """Keep nothing."""


def simulate(given: EngineInput, record: bool = True) -> TraceArrays:
    """Simulate one replication under one regime (仿真).

    Parameters
    ----------
    given : EngineInput
    record : bool
        Whether the records are kept; everything else is the same without.

    Returns
    -------
    TraceArrays
    """
    return ReferenceRun(given, record).result()
