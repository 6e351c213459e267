"""One station with many customers, in the engine's own tables and draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from engine.hand_made import Coming, Desk, Town, queue
from tongban.engines.trace_arrays import Field
from tongban.journeys.calendars import always_open
from tongban.journeys.draws import stream
from tongban.journeys.program import Column, Op
from tongban.journeys.tables import SIZE_BITS, table
from tongban.journeys.writer import Label, Writer
from tongban.quantities import DAY, Spread

SERVICE_SECONDS = 600
SURE = 0.99
EXPONENTIAL = Spread("exponential", SERVICE_SECONDS, 1.0)


@dataclass(frozen=True)
class Station:
    """A station under a load (服务站): ``load`` is the work offered by server, e.g. 0.9."""

    servers: int
    load: float
    service: Spread = EXPONENTIAL
    patience: Spread | None = None
    customers: int = 3000
    warm_up: int = 500

    @property
    def arrival_gap(self) -> float:
        """Return the mean seconds between arrivals."""
        return self.service.mean_seconds / (self.servers * self.load)

    def queued(self, seed: int) -> NDArray[np.int64]:
        """Return (begin, start, end) of the queueing of all after the warm-up, by arrival."""
        gaps = table(Spread("exponential", self.arrival_gap, 1.0))
        luck = stream(seed, "gap", ordinals=np.arange(self.customers))
        at = np.cumsum(gaps[(luck >> np.uint64(64 - SIZE_BITS)).astype(np.int64)])
        bits = stream(seed, "customer", ordinals=np.arange(self.customers)).tolist()
        days = int(at[-1]) // DAY + 30
        patience = self.patience or Spread("constant", 0)
        town = Town([Desk(self.servers)], [always_open(days + 9)], days=days,
                    profiles=[(patience, patience, patience)])  # fmt: skip

        def write(w: Writer) -> None:
            left = Label()
            queue(w, self.service, left=left if self.patience else None)
            w.place(left)

        town.journey(write)
        told = town.run([Coming(int(t), bits=b) for t, b in zip(at, bits, strict=True)])
        records = told.trace.records
        records = records[told.given.ops[records[:, Field.OP], Column.CODE] == Op.QUEUE]
        assert len(records) == self.customers, "somebody is still there"
        by_case = records[np.argsort(records[:, Field.CASE])][self.warm_up :]
        return by_case[:, [Field.BEGIN, Field.START, Field.END]]


def surely(values) -> tuple[float, float]:
    """Return the 99 % interval of the mean of independent replications (Student's t)."""
    found = np.asarray(values, float)
    half = stdtrit(len(found) - 1, 1 - (1 - SURE) / 2) * found.std(ddof=1) / np.sqrt(len(found))
    return float(found.mean() - half), float(found.mean() + half)


def erlang_b(servers: int, offered: float) -> float:
    """Return the probability of loss of M/M/c/c, by the stable recursion."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """Return the probability that one must wait in M/M/c (Erlang 1917)."""
    blocked = erlang_b(servers, servers * load)
    return blocked / (1 - load * (1 - blocked))


def erlang_a(servers: int, arrivals: float, service: float, leaving: float):
    """Return the shares who leave and the mean wait of all in M/M/c+M, rates a second.

    The chance of each number in the system follows from birth and death; the waiting number by
    Little's law gives the wait (Palm 1957; Mandelbaum and Zeltyn 2007).
    """
    most = servers + 400
    weights = [1.0]
    for n in range(1, most):
        death = min(n, servers) * service + max(n - servers, 0) * leaving
        weights.append(weights[-1] * arrivals / death)
    chance = np.array(weights) / sum(weights)
    waiting = float((chance * np.maximum(np.arange(most) - servers, 0)).sum())
    return leaving * waiting / arrivals, waiting / arrivals
