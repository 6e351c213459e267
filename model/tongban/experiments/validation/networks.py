"""Queueing networks (排队网络) in the engine's own tables and draws."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tongban.engines.trace_arrays import Field
from tongban.experiments.validation.towns import Coming, Desk, Told, Town, queue
from tongban.journeys.calendars import Calendar, always_open
from tongban.journeys.draws import stream
from tongban.journeys.program import Column, Op
from tongban.journeys.tables import SIZE_BITS, table
from tongban.journeys.writer import Label, Writer
from tongban.quantities import DAY, Spread

Ints = NDArray[np.int64]
SERVICE_SECONDS = 600
EXPONENTIAL = Spread("exponential", SERVICE_SECONDS, 1.0)
_NEVER = Spread("constant", 0)


def poisson_moments(seed: int, gap_seconds: float, customers: int) -> Ints:
    """Return the seconds at which customers come, with exponential gaps (泊松到达)."""
    gaps = table(Spread("exponential", gap_seconds, 1.0))
    luck = stream(seed, "gap", ordinals=np.arange(customers))
    return np.cumsum(gaps[(luck >> np.uint64(64 - SIZE_BITS)).astype(np.int64)])


def luck_of_customers(seed: int, customers: int) -> NDArray[np.uint64]:
    """Return what each customer's draws depend on."""
    return stream(seed, "customer", ordinals=np.arange(customers))


def run_town(town: Town, seed: int, at: Ints, journeys: Ints | None = None) -> Told:
    """Simulate customers who come at given moments, each on one of the town's journeys."""
    bits = luck_of_customers(seed, len(at)).tolist()
    which = np.zeros(len(at), np.int64) if journeys is None else journeys
    return town.run(
        [
            Coming(t, journey=j, bits=b)
            for t, j, b in zip(at.tolist(), which.tolist(), bits, strict=True)
        ]
    )


def queueing_of(told: Told, first: int) -> Ints:
    """Return (case, begin, start, end) of all queueing of the cases from ``first`` on."""
    records = told.trace.records
    records = records[told.given.ops[records[:, Field.OP], Column.CODE] == Op.QUEUE]
    records = records[records[:, Field.CASE] >= first]
    records = records[np.argsort(records[:, Field.CASE], kind="stable")]
    return records[:, [Field.CASE, Field.BEGIN, Field.START, Field.END]]


def town_of(desks: list[Desk], last: int, patience: Spread | None = None) -> Town:
    """Return a town of desks that never close, with a month to end what began by ``last``."""
    days = last // DAY + 30
    leaving = patience or _NEVER
    return Town(desks, [always_open(days + 9)], days=days,
                profiles=[(leaving, leaving, leaving)])  # fmt: skip


@dataclass(frozen=True)
class Station:
    """A station under a load (服务站).

    Parameters
    ----------
    servers : int
    load : float
        Work offered by server, e.g. 0.9.
    service : Spread
    patience : Spread or None
    customers, warm_up : int
        Customers in all, and of them those at the beginning who are not counted.
    """

    servers: int
    load: float
    service: Spread = EXPONENTIAL
    patience: Spread | None = None
    customers: int = 3000
    warm_up: int = 500

    @property
    def arrival_gap(self) -> float:
        """Mean seconds between arrivals."""
        return self.service.mean_seconds / (self.servers * self.load)

    def queued(self, seed: int) -> Ints:
        """Return (begin, start, end) of the queueing of all after the warm-up, by arrival."""
        at = poisson_moments(seed, self.arrival_gap, self.customers)
        town = town_of([Desk(self.servers)], int(at[-1]), self.patience)

        def write(w: Writer) -> None:
            left = Label()
            queue(w, self.service, left=left if self.patience else None)
            w.place(left)

        town.journey(write)
        found = queueing_of(run_town(town, seed, at), self.warm_up)
        assert len(found) == self.customers - self.warm_up, "somebody is still there"
        return found[:, 1:]


@dataclass(frozen=True)
class TwoClasses:
    """One server whose queue puts one class first (两级优先).

    Parameters
    ----------
    loads : tuple of two float
        Of the first class and of the other; together below 1.
    """

    loads: tuple[float, float]
    customers: int = 6000
    warm_up: int = 1000

    def waits(self, seed: int) -> tuple[float, float]:
        """Return the mean wait of each class, in seconds.

        The queue is by due date: the first class is due when it comes, the other four weeks later.
        """
        total = sum(self.loads)
        at = poisson_moments(seed, SERVICE_SECONDS / total, self.customers)
        luck = stream(seed, "class", ordinals=np.arange(self.customers))
        other = (luck >= np.uint64(int(self.loads[0] / total * 2**64))).astype(np.int64)
        town = town_of([Desk()], int(at[-1]))

        def urgent(w: Writer) -> None:
            due = w.case_cell("due")
            w.remember(due, seconds=0)
            queue(w, EXPONENTIAL, due=due)

        town.journey(urgent)
        town.journey(lambda w: queue(w, EXPONENTIAL))
        found = queueing_of(run_town(town, seed, at, other), self.warm_up)
        waits = found[:, 2] - found[:, 1]
        of_other = other[found[:, 0]] == 1
        return float(waits[~of_other].mean()), float(waits[of_other].mean())


@dataclass(frozen=True)
class JacksonNetwork:
    """Three stations; some go back to the first (三站网络).

    The first has two servers; from it a share goes to the second, the others to the third; from
    the second a share comes back to the first.
    """

    arrival_gap: float = 500.0
    servers: tuple[int, int, int] = (2, 1, 1)
    service: tuple[float, float, float] = (600.0, 480.0, 420.0)
    to_second: float = 0.6
    back: float = 0.25
    customers: int = 5000
    warm_up: int = 1000

    @property
    def routing(self) -> tuple[tuple[float, ...], ...]:
        """Chance of going on from each station to each."""
        return (
            (0.0, self.to_second, 1 - self.to_second),
            (self.back, 0.0, 0.0),
            (0.0, 0.0, 0.0),
        )

    def time_inside(self, seed: int) -> float:
        """Return the mean seconds from coming to leaving."""
        at = poisson_moments(seed, self.arrival_gap, self.customers)
        town = town_of([Desk(n) for n in self.servers], int(at[-1]))
        times = [Spread("exponential", s, 1.0) for s in self.service]

        def write(w: Writer) -> None:
            second, end = Label(), Label()
            first = w.here()
            queue(w, times[0], desk=0)
            w.chance(self.to_second, ("on",), second)
            queue(w, times[2], desk=2)
            w.go(end)
            w.place(second)
            queue(w, times[1], desk=1)
            w.chance(self.back, ("back",), first)
            w.place(end)

        town.journey(write)
        told = run_town(town, seed, at)
        return float((told.trace.ended_at - at)[self.warm_up :].mean())


@dataclass(frozen=True)
class ForkJoin:
    """As many stations side by side as branches; a case ends when all of its branches have (并联).

    Parameters
    ----------
    branches : int
    load : float
    """

    branches: int
    load: float
    customers: int = 4000
    warm_up: int = 500

    def time_inside(self, seed: int) -> float:
        """Return the mean seconds from coming to the end of the last branch."""
        at = poisson_moments(seed, SERVICE_SECONDS / self.load, self.customers)
        town = town_of([Desk() for _ in range(self.branches)], int(at[-1]))

        def write(w: Writer) -> None:
            starts = [Label() for _ in range(self.branches)]
            together = Label()
            for label in starts[1:]:
                w.spawn(label)
            for number, label in enumerate(starts):
                w.place(label)
                queue(w, EXPONENTIAL, desk=number)
                w.go(together)
            w.place(together)
            w.join(w.case_cell("join"), self.branches)

        town.journey(write)
        told = run_town(town, seed, at)
        return float((told.trace.ended_at - at)[self.warm_up :].mean())


@dataclass(frozen=True)
class OpenDay:
    """Counters that open empty each day, with a peak; who came in time is served (日历排队).

    Parameters
    ----------
    servers : int
    hourly : tuple of float
        Arrivals an hour in each hour from opening to closing.
    opens : int
        Hour of the day.
    """

    servers: int = 3
    hourly: tuple[float, ...] = (12.0, 22.0, 18.0, 8.0, 14.0, 20.0, 16.0, 9.0)
    opens: int = 9
    days: int = 40
    _hour: int = field(default=3600, repr=False)

    def rate(self, second: float) -> float:
        """Return arrivals a second at a second of the day."""
        hour = min(max(int(second // self._hour) - self.opens, 0), len(self.hourly) - 1)
        return self.hourly[hour] / self._hour

    @property
    def hours(self) -> tuple[int, int]:
        """Seconds of the day between which it is open."""
        return self.opens * self._hour, (self.opens + len(self.hourly)) * self._hour

    def _calendar(self) -> Calendar:
        opens, closes = self.hours
        days = np.arange(self.days + 40)
        starts, ends = days * DAY + opens, days * DAY + closes
        elapsed = days * (closes - opens)
        return Calendar(starts, ends, np.ones(len(days), np.int64), elapsed, days)

    def _moments(self, seed: int) -> Ints:
        """Return Poisson moments of every day: a Poisson stream of the peak's rate, thinned."""
        opens, closes = self.hours
        peak = max(self.hourly) / self._hour
        size = int((closes - opens) * peak * self.days * 1.3) + 200
        at = poisson_moments(seed, 1 / peak, size)
        day, second = at // (closes - opens), at % (closes - opens) + opens
        keep = stream(seed, "thin", ordinals=np.arange(size)) >> np.uint64(32)
        rates = np.array([self.rate(float(s)) for s in second])
        kept = (keep < (rates / peak * 2**32).astype(np.uint64)) & (day < self.days)
        return (day * DAY + second)[kept]

    def wait(self, seed: int) -> float:
        """Return the mean wait in seconds."""
        at = self._moments(seed)
        town = Town([Desk(self.servers, ticket_rule=True)], [self._calendar()],
                    days=self.days + 2, profiles=[(_NEVER, _NEVER, _NEVER)])  # fmt: skip
        town.journey(lambda w: queue(w, EXPONENTIAL))
        found = queueing_of(run_town(town, seed, at), 0)
        assert len(found) == len(at), "somebody who came in time was not served"
        return float((found[:, 2] - found[:, 1]).mean())
