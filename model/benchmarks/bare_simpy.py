"""The bare SimPy program (最简 SimPy 程序) that the reference engine's cost is measured against.

It makes the same requests and the same timeouts as one recorded run, in the simplest SimPy that a
text book would write: one process a branch, one ``simpy.Resource`` a pool, ``request | timeout``
where somebody had to wait with limited patience. It has no memory, draws no luck, keeps no
records, checks no guards, and knows no calendar: time at a desk is one timeout as long as it was
in the recorded run, nights included, and a pool always has the most heads that it ever has. Joins
are left out, forks are kept. All of this is in the bare program's favour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import simpy

from tongban.engines.pools import Pool, Ticket
from tongban.engines.reference import NOTED, Case, ReferenceRun
from tongban.journeys.arrays import EngineInput
from tongban.journeys.order import THREADS
from tongban.journeys.program import Column, Op

# kinds of steps: wait (seconds), desk (seconds, pool, patience or -1), fork (the branch's plan)
WAIT, DESK, FORK = 0, 1, 2
Step = tuple[int, int, int, int, list]
Plan = list[Step]


@dataclass
class Script:
    """What a recorded run waited for (脚本): plans of the cases, by the moment they arise."""

    starts: list[tuple[int, Plan]]
    servers: list[int]
    horizon: int
    waits: int = 0


class _ListeningPool(Pool):
    __slots__ = ()

    def join(self, ticket: Ticket) -> None:
        self._listen(ticket)
        super().join(ticket)

    def take_over(self, ticket: Ticket, now: int) -> None:
        self._listen(ticket)
        super().take_over(ticket, now)

    def _listen(self, ticket: Ticket) -> None:
        listener = self.run
        assert isinstance(listener, _Listener)
        listener.patience[ticket.number, ticket.joined] = ticket.patience
        listener.pool_of[ticket.number, ticket.joined] = self.number


class _Listener(ReferenceRun):
    """A recorded run that also tells which branch forked when, and each ticket's patience."""

    kind_of_pool = _ListeningPool

    def __init__(self, given: EngineInput) -> None:
        self.patience: dict[tuple[int, int], int] = {}
        self.pool_of: dict[tuple[int, int], int] = {}
        self.forks: list[tuple[int, int, int]] = []
        super().__init__(given)

    def spawn(self, case: Case, who: int, op) -> int:
        so_far = self.records.tell() // (8 * NOTED)
        self.forks.append((so_far, who, case.number * THREADS + case.branches))
        return super().spawn(case, who, op)


def script(given: EngineInput) -> Script:
    """Return what a run waits for, from its records."""
    heard = _Listener(given)
    heard.result()
    records = heard.kept().tolist()
    codes = given.ops[:, Column.CODE].tolist()
    plans: dict[int, Plan] = defaultdict(list)
    clock: dict[int, int] = {}
    servers = given.pool_servers.copy()
    np.maximum.at(servers, given.change_pool, given.change_servers)
    result = Script([], np.maximum(servers, 1).tolist(), given.horizon)
    forks = iter([*heard.forks, (len(records) + 1, -1, -1)])
    before, who, child = next(forks)
    for number, (whose, op, begin, start, end, *_) in enumerate(records):
        while before <= number:
            plans[who].append((FORK, 0, 0, 0, plans[child]))
            before, who, child = next(forks)
        now = clock.setdefault(whose, begin)
        step = _step(heard, codes[op], whose, (now, begin, start, end))
        if step is not None:
            plans[whose].append(step)
            result.waits += 1
        if codes[op] != Op.RETURN:
            clock[whose] = end
    result.starts = [(at, plans[n * THREADS]) for n, at in enumerate(given.case_at.tolist())]
    return result


def _step(heard: _Listener, code: int, who: int, times: tuple[int, int, int, int]) -> Step | None:
    now, begin, start, end = times
    if code == Op.TRIP:
        return (WAIT, end - now, 0, 0, [])
    if code in (Op.SPEND, Op.FETCH) and end > begin:
        return (WAIT, end - begin, 0, 0, [])
    if code == Op.QUEUE:
        ticket = who, begin
        seconds = end - start if start >= 0 else 0
        return (DESK, seconds, heard.pool_of[ticket], heard.patience[ticket], [])
    return None


def bare_run(of: Script) -> simpy.Environment:
    """Run the script in plain SimPy up to the horizon."""
    env = simpy.Environment()
    desks = [simpy.Resource(env, heads) for heads in of.servers]
    env.process(_arrivals(env, desks, of.starts))
    env.run(until=of.horizon)
    return env


def _arrivals(env: simpy.Environment, desks, starts) -> Generator[simpy.Event, object, None]:
    for at, plan in starts:
        if at > env.now:
            yield env.timeout(at - env.now)
        env.process(_follow(env, desks, plan))


def _follow(env: simpy.Environment, desks, plan: Plan) -> Generator[simpy.Event, object, None]:
    for kind, seconds, pool, patience, branch in plan:
        if kind == WAIT:
            yield env.timeout(seconds)
        elif kind == FORK:
            env.process(_follow(env, desks, branch))
        else:
            desk = desks[pool]
            with desk.request() as request:
                if patience >= 0 and not request.triggered:
                    yield request | env.timeout(patience)
                    if not request.triggered:
                        continue
                else:
                    yield request
                yield env.timeout(seconds)
