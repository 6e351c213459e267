"""The reference engine (参考引擎): SimPy, written to be read. It defines what a journey means.

A case is a SimPy process that follows its journey, operation by operation. Time passes in five
ways only: it is spent, travelled, queued for, fetched, or waited for by a branch. Order within a
second is the stated order of ``tongban.journeys.order``, never the order of insertion.
"""

from __future__ import annotations

from collections.abc import Generator
from io import BytesIO
from struct import Struct

import numpy as np
from numpy.typing import NDArray
from simpy.events import Event

from tongban.engines.case import Case
from tongban.engines.clock import Span
from tongban.engines.operations import (
    AUX,
    CODE,
    DIST,
    HERE,
    KEY,
    NEXT,
    SLOT,
    STOP,
    TARGET,
    VALUE,
    WHERE,
    Operations,
)  # fmt: skip
from tongban.engines.pools import Ticket
from tongban.engines.stage import TABLE_SHIFT, Stage
from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.arrays import EngineInput
from tongban.journeys.order import AFTER_PEOPLE, ARRIVE, FINISH, THREADS, UNDATED, key
from tongban.journeys.program import EXPIRING, Op, Role
from tongban.quantities import DAY

NOTED = len(Field) - 1  # words of a record as it is kept: who it is about is one number
_packed = Struct(f"={NOTED}q").pack  # three times as fast as array("q").extend
ARRIVES = key(ARRIVE, 0)
assert key(FINISH, 0) == 0, "what finishes is sorted by its bare number"
MOMENT = int(Role.MOMENT)


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
        self.records = BytesIO()
        self.note = self.records.write if record else _forget
        self.operations = Operations(given.ops, self.luck_of.columns)
        self.outcome = np.zeros(len(given.case_at), np.int64)
        self.ended_at = np.full(len(given.case_at), -1, np.int64)
        self.instantly = self._by_operation(
            {
                Op.END: self.finish, Op.NOTE: self.noted,
                Op.IF_VALID: self.if_valid, Op.UNLESS_VALID: self.unless_valid,
                Op.UNLESS_TRAIT: self.unless_trait,
                Op.REMEMBER: self.remember, Op.FORGET: self.forget, Op.CHANCE: self.chance,
                Op.RETURN: self.way_home, Op.TIRED: self.tired, Op.LIMIT: self.limit,
                Op.SPAWN: self.spawn, Op.JOIN: self.join, Op.SINCE: self.since,
            }
        )  # fmt: skip
        self.begin = self._by_operation(
            {
                Op.SPEND: self.spend, Op.TRIP: self.set_off,
                Op.QUEUE: self.join_queue, Op.FETCH: self.ask,
            }
        )  # fmt: skip
        self.end = self._by_operation(
            {
                Op.SPEND: self.spent, Op.TRIP: self.arrive,
                Op.QUEUE: self.leave_desk, Op.FETCH: self.be_answered,
            }
        )  # fmt: skip

    @staticmethod
    def _by_operation(acts) -> list:
        return [acts.get(op) for op in Op]

    # ---- the story ------------------------------------------------------------------------

    def needs_arise(self) -> Generator[Event, None, None]:
        """Start every case at its moment."""
        entries = self.given.case_entry.tolist()
        for number, at in enumerate(self.given.case_at.tolist()):
            if at > self.now():
                yield self.until(at, ARRIVES + number * THREADS)
            self.set_out(Case(self, number), entries[number])

    def set_out(self, case: Case, first: int) -> None:
        """Start a branch of a case at an operation."""
        branch = case.branches
        assert branch < THREADS, "a journey has more branches than the order can tell apart"
        case.branches += 1
        self.env.process(self.follow(case, case.number * THREADS + branch, first))

    def follow(self, case: Case, who: int, at: int) -> Generator[Event, None, None]:
        """Follow a journey from operation ``at`` to the end of the branch with number ``who``."""
        instantly, begin, end = self.instantly, self.begin, self.end
        ops, second = self.operations.rows, self.env.second
        case.now = second()
        if case.over:
            return
        while at >= 0:
            op = ops[at]
            act = instantly[op[CODE]]
            if act is not None:
                at = act(case, who, op)
                continue
            waited = begin[op[CODE]](case, who, op)
            if waited is not None:
                yield waited
                case.now = second()
            at = end[op[CODE]](case, who, op, waited)
            if case.over:  # another branch has ended it meanwhile
                return

    # ---- what takes no time: return the next operation, or STOP ----------------------------------

    def noted(self, case: Case, who: int, op) -> int:
        """Note this and, in one record, all that is noted right after it."""
        now = case.now
        self.note(_packed(who, op[HERE], now, now, now, 0, 0))
        return op[NEXT]

    def if_valid(self, case: Case, _who: int, op) -> int:
        slot = op[SLOT]  # as self.moment, written out: it is asked all the time
        own = slot < self.applicant_slots
        until = case.applicant[slot] if own else case.memory.get(slot, -1)
        return op[TARGET] if until >= case.now else op[NEXT]

    def unless_valid(self, case: Case, _who: int, op) -> int:
        slot = op[SLOT]
        own = slot < self.applicant_slots
        until = case.applicant[slot] if own else case.memory.get(slot, -1)
        return op[NEXT] if until >= case.now else op[TARGET]

    def since(self, case: Case, _who: int, op) -> int:
        return op[TARGET] if case.now >= op[VALUE] else op[NEXT]

    def unless_trait(self, case: Case, _who: int, op) -> int:
        return op[NEXT] if case.traits & op[VALUE] else op[TARGET]

    def remember(self, case: Case, _who: int, op) -> int:
        slot = op[SLOT]
        cells = case.applicant if slot < self.applicant_slots else case.memory
        cells[slot] = case.now + op[VALUE]
        return op[NEXT]

    def forget(self, case: Case, _who: int, op) -> int:
        self.keep(case, op[SLOT], -1)
        return op[NEXT]

    def keep(self, case: Case, slot: int, until: int) -> None:
        if slot < self.applicant_slots:
            case.applicant[slot] = until
        else:
            case.memory[slot] = until

    def chance(self, case: Case, _who: int, op) -> int:
        return op[TARGET] if self.luck(case, op[KEY]) < op[VALUE] else op[NEXT]

    def tired(self, case: Case, _who: int, op) -> int:
        case.trips += 1
        return op[TARGET] if case.trips > case.patience else op[NEXT]

    def limit(self, case: Case, _who: int, op) -> int:
        earlier = self.moment(case, op[SLOT])
        end = self.hours[op[WHERE]].end_of_day(case.now, op[VALUE])
        self.keep(case, op[SLOT], end if earlier < 0 else min(end, earlier))
        return op[NEXT]

    def spawn(self, case: Case, _who: int, op) -> int:
        self.set_out(case, op[TARGET])
        return op[NEXT]

    def join(self, case: Case, _who: int, op) -> int:
        arrived = case.memory.get(op[SLOT], 0) + 1
        case.memory[op[SLOT]] = arrived
        return op[NEXT] if arrived == op[VALUE] else STOP

    def way_home(self, case: Case, who: int, op) -> int:
        """The way home takes the applicant's time, and the case does not wait for it."""
        now = case.now
        self.note(_packed(who, op[HERE], now, now, self.spend_until(case, op), 0, 0))
        return op[NEXT]

    def finish(self, case: Case, who: int, op) -> int:
        """End a case: its other branches stop where they are next seen."""
        now = case.now
        case.over = True
        self.outcome[case.number] = op[VALUE]
        self.ended_at[case.number] = now
        self.note(_packed(who, op[HERE], now, now, now, op[VALUE], 0))
        return STOP

    # ---- what takes time: begin (an event to wait for), and end (the next operation) ---------

    def join_queue(self, case: Case, who: int, op) -> Ticket:
        """Queue at a pool, to be served or to lose patience."""
        now, role = case.now, op[VALUE]
        patience, place = -1, now + UNDATED + AFTER_PEOPLE
        if role >= 0:
            patience, place = self.seconds(case, -1 - role, op[AUX]), now
        elif op[SLOT] >= 0:
            moment = self.moment(case, op[SLOT])
            if role == EXPIRING:
                patience = max(moment - now, 0)
            elif moment >= 0:
                place = moment + AFTER_PEOPLE
        work = self.seconds(case, op[DIST], op[KEY])
        pool = self.pool(case, op[WHERE])
        if role >= 0 and pool.is_over(now):
            patience = 0  # nobody stands in a hall that has closed for the day
        ticket = Ticket(pool, who, now, work, patience, place)
        pool.join(ticket)
        return ticket

    def leave_desk(self, case: Case, who: int, op, ticket: Ticket) -> int:
        """Leave after the service, or without it."""
        now = case.now
        if not ticket.gone:
            ticket.pool.release(ticket, now)
        self.note(_packed(who, op[HERE], ticket.joined, ticket.started, now, ticket.server, 0))
        return op[TARGET] if ticket.gone else op[NEXT]

    def spend(self, case: Case, who: int, op) -> Span | None:
        """Let time pass."""
        end = self.spend_until(case, op)
        return None if end == case.now else Span(self.env, case.now, end, who)

    def spent(self, case: Case, who: int, op, span: Span | None) -> int:
        now = case.now
        begin = now if span is None else span.begin
        self.note(_packed(who, op[HERE], begin, begin, now, 0, 0))
        return op[NEXT]

    def set_off(self, case: Case, who: int, op) -> Span:
        """Go to a counter, to arrive at a drawn moment of an open day."""
        travel = self.seconds(case, op[DIST], op[KEY])
        moments = self.tables[case.tables[MOMENT]]
        moment = moments[self.luck(case, op[AUX]) >> TABLE_SHIFT]
        earliest = case.now + max(travel, 1)
        days = self.hours[op[WHERE]].next_open_day
        day = days[earliest // DAY]
        if day * DAY + moment < earliest:
            day = days[day + 1] if day == earliest // DAY else day
        arrival = day * DAY + moment
        return Span(self.env, arrival - travel, arrival, ARRIVES + who)

    def arrive(self, case: Case, who: int, op, span: Span) -> int:
        now = case.now
        self.note(_packed(who, op[HERE], span.begin, now, now, 0, case.trips))
        return op[NEXT]

    def ask(self, case: Case, who: int, op) -> Span:
        """Ask a data link; what cannot be had continues elsewhere."""
        latency = max(self.seconds(case, op[DIST], op[KEY]), 1)
        answer, end = self.links[op[VALUE]].ask(case.now, latency)
        span = Span(self.env, case.now, end, who)
        span.answer = answer
        return span

    def be_answered(self, case: Case, who: int, op, span: Span) -> int:
        begin, answer = span.begin, span.answer
        self.note(_packed(who, op[HERE], begin, begin, case.now, answer, 0))
        return op[NEXT] if answer else op[TARGET]

    # ---- the end --------------------------------------------------------------------------

    def kept(self) -> NDArray[np.int64]:
        """Return the records as they are kept: who, operation, then ``Field.BEGIN`` and after."""
        return np.frombuffer(self.records.getbuffer(), np.int64).reshape(-1, NOTED)

    def told(self) -> NDArray[np.int64]:
        """Return the records, each note on its own."""
        kept = self.kept()
        op = kept[:, 1]
        count = np.maximum(self.operations.noted_until[op] - op, 1)
        begun = np.cumsum(count) - count - op
        row = np.repeat(np.arange(len(op)), count)
        whole = np.empty((len(row), len(Field)), np.int64)
        # column by column: the whole of it at once would stand in memory twice
        np.divmod(kept[row, 0], THREADS, out=(whole[:, Field.CASE], whole[:, Field.BRANCH]))
        whole[:, Field.OP] = np.arange(len(row))
        whole[:, Field.OP] -= begun[row]
        for column in range(2, NOTED):
            whole[:, column + 1] = kept[row, column]
        return whole

    def result(self) -> TraceArrays:
        """Run to the horizon and hand back what happened."""
        self.env.process(self.needs_arise())
        self.env.run(until=self.given.horizon)
        for pool in self.pools:
            pool.settle(self.given.horizon)
        return TraceArrays(
            self.told(),
            self.outcome,
            self.ended_at,
            np.array([p.waiting_area for p in self.pools], np.int64),
            np.array([p.busy_area for p in self.pools], np.int64),
            _rows(3, ((t.origin.number, t.number // THREADS, t.joined) for p in self.pools
                      for _, _, t in sorted(p.queue, key=lambda entry: entry[:2]) if not t.gone)),
            _rows(4, ((t.origin.number, t.number // THREADS, t.joined, t.started)
                      for p in self.pools for t in p.serving.values())),
            _rows(3, (spell for p in self.pools if p.overtime for spell in p.overtime.spells)),
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
