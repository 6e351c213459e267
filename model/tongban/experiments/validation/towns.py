"""Small towns made by hand (手工小镇): a few counters, a few operations, moments to the second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from tongban.engines.reference import simulate
from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.arrays import EngineInput
from tongban.journeys.calendars import Calendar, always_open
from tongban.journeys.draws import mix
from tongban.journeys.head_changes import HeadChange, change_arrays
from tongban.journeys.program import Column, Meaning, Op, Outcome
from tongban.journeys.tables import SIZE, table
from tongban.journeys.writer import Label, Registers, Writer
from tongban.quantities import DAY, Spread

OPEN_ALWAYS = 0  # the calendar that is there unless others are given
NEVER_LEAVES = None


def exactly(seconds: int) -> Spread:
    """Return a duration that does not vary."""
    return Spread("constant", seconds)


@dataclass(frozen=True)
class Desk:
    """A pool of servers; its role is its number."""

    servers: int = 1
    calendar: int = OPEN_ALWAYS
    ticket_rule: bool = False
    overtime: int = 0  # seconds
    overtime_above: int = 0


@dataclass(frozen=True)
class Wire:
    """A data link with its outages as (start, end)."""

    down: tuple[tuple[int, int], ...] = ()
    batch: int = 0
    patience: int = 0
    spacing: int = 0  # microseconds between two answers


@dataclass(frozen=True)
class Coming:
    """A case that arises at a second and follows a journey."""

    at: int
    journey: int = 0
    applicant: int = 0
    profile: int = 0
    traits: int = 0
    trips: int = 99
    site: tuple[int, int] = (0, 0)
    bits: int | None = None  # what its draws depend on; None: its number, mixed


@dataclass
class Town:
    """A whole engine input in the making.

    Parameters
    ----------
    desks : sequence of Desk
    calendars : sequence of Calendar
    wires : sequence of Wire
    cells : int
        Memory cells of each applicant.
    profiles : sequence of three Spread
        Travel home, travel here, patience in the hall.
    moment : int
        Second of the day at which everybody who makes a trip comes.
    site_pools : sequence of sequences of int
        Pool of each role at each site; one site where role and pool are the same if empty.
    days : int
    changes : sequence of HeadChange
        When a desk has other heads, and which desk takes its queue over.
    """

    desks: Sequence[Desk] = (Desk(),)
    calendars: Sequence[Calendar] = (always_open(90),)
    wires: Sequence[Wire] = ()
    cells: int = 1
    profiles: Sequence[tuple[Spread, Spread, Spread]] = ((exactly(0), exactly(0), exactly(60)),)
    moment: int = 0
    site_pools: Sequence[Sequence[int]] = ()
    days: int = 30
    changes: Sequence[HeadChange] = ()
    writer: Writer = field(init=False)
    entries: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        registers = Registers(cells={("cell", str(n)): n for n in range(self.cells)})
        sites = self.site_pools or [list(range(len(self.desks)))]
        self.site_pools = sites
        roles = {("window", str(n), ""): n for n in range(len(sites[0]))}
        self.writer = Writer(registers, roles, self.cells)

    def journey(self, write: Callable[[Writer], object]) -> int:
        """Write a journey, delivered at its end, and return its number."""
        self.entries.append(self.writer.begin_journey())
        write(self.writer)
        self.writer.end(Outcome.DELIVERED, Meaning("end"))
        self.writer.end_journey()
        return len(self.entries) - 1

    def input(self, comings: Sequence[Coming], memory: Sequence[Sequence[int]] = ()) -> EngineInput:
        """Return the arrays for these cases, which must be in the order of their times."""
        applicants = 1 + max((c.applicant for c in comings), default=0)
        known = np.array(memory, np.int64) if memory else np.full((applicants, self.cells), -1)
        registers = self.writer.registers
        profile_ids = [[registers.spread(s) for s in row] for row in self.profiles]
        spreads = [table(s) for s in registers.spreads]
        tables = np.vstack([*spreads, np.full(SIZE, self.moment, np.int64)])
        return EngineInput(
            horizon=self.days * DAY,
            ops=np.array(self.writer.rows, np.int64).reshape(-1, len(Column)),
            key_bits=np.array(registers.key_bits(), np.uint64),
            tables=tables,
            profile_tables=_ints([[*row, len(spreads)] for row in profile_ids]),
            **self._desk_arrays(),
            **change_arrays(self.changes),
            **self._calendar_arrays(),
            **self._wire_arrays(),
            **self._case_arrays(comings),
            memory=known,
            case_slots=self.writer.most_case_cells,
        )

    def run(self, comings: Sequence[Coming], memory: Sequence[Sequence[int]] = ()) -> Told:
        """Simulate these cases and return what is told of them."""
        given = self.input(comings, memory)
        return Told(given, simulate(given))

    def _desk_arrays(self):
        return {
            "pool_servers": _ints([d.servers for d in self.desks]),
            "pool_calendar": _ints([d.calendar for d in self.desks]),
            "pool_ticket_rule": _ints([d.ticket_rule for d in self.desks]),
            "pool_overtime": _ints([d.overtime for d in self.desks]),
            "pool_overtime_above": _ints([d.overtime_above for d in self.desks]),
            "site_pools": _ints(self.site_pools),
        }

    def _calendar_arrays(self):
        c = self.calendars
        shortest = min(len(one.next_open_day) for one in c)
        return {
            "interval_first": np.cumsum([0, *(len(one.starts) for one in c)]).astype(np.int64),
            "interval_start": np.concatenate([one.starts for one in c]),
            "interval_end": np.concatenate([one.ends for one in c]),
            "interval_closes_day": np.concatenate([one.closes_day for one in c]),
            "interval_elapsed": np.concatenate([one.elapsed for one in c]),
            "next_open_day": np.array([one.next_open_day[:shortest] for one in c]),
        }

    def _wire_arrays(self):
        return {
            "down_first": np.cumsum([0, *(len(w.down) for w in self.wires)]).astype(np.int64),
            "down_start": _ints([s for w in self.wires for s, _ in w.down]),
            "down_end": _ints([e for w in self.wires for _, e in w.down]),
            "link_batch": _ints([w.batch for w in self.wires]),
            "link_patience": _ints([w.patience for w in self.wires]),
            "link_spacing": _ints([w.spacing for w in self.wires]),
        }

    def _case_arrays(self, comings: Sequence[Coming]):
        bits = [mix(n + 1) if c.bits is None else c.bits for n, c in enumerate(comings)]
        return {
            "case_at": _ints([c.at for c in comings]),
            "case_applicant": _ints([c.applicant for c in comings]),
            "case_entry": _ints([self.entries[c.journey] for c in comings]),
            "case_profile": _ints([c.profile for c in comings]),
            "case_traits": _ints([c.traits for c in comings]),
            "case_trips": _ints([c.trips for c in comings]),
            "case_site": _ints([c.site for c in comings]).reshape(-1, 2),
            "case_bits": np.array(bits, np.uint64),
        }


@dataclass(frozen=True)
class Told:
    """A run with its input, and the questions that tests ask."""

    given: EngineInput
    trace: TraceArrays

    def of(self, op: Op, case: int | None = None) -> list[tuple[int, int, int, int]]:
        """Return (begin, start, end, result) of the records of an operation, in their order."""
        code = self.given.ops[self.trace.records[:, Field.OP], Column.CODE]
        mask = code == op
        if case is not None:
            mask &= self.trace.records[:, Field.CASE] == case
        columns = [Field.BEGIN, Field.START, Field.END, Field.RESULT]
        return [tuple(row) for row in self.trace.records[mask][:, columns].tolist()]

    def starts(self) -> list[int]:
        """Return for each case the second at which its first service began; -1 if none did."""
        return [next((s for _, s, _, _ in self.of(Op.QUEUE, c)), -1) for c in self._cases()]

    def ends(self) -> list[int]:
        """Return for each case the second at which it ended; -1 if it is open."""
        return self.trace.ended_at.tolist()

    def order_of(self, op: Op) -> list[int]:
        """Return the cases in the order in which records of an operation were written."""
        code = self.given.ops[self.trace.records[:, Field.OP], Column.CODE]
        return self.trace.records[code == op, Field.CASE].tolist()

    def _cases(self) -> range:
        return range(len(self.given.case_at))


def queue(w: Writer, seconds: int | Spread, desk: int = 0, left: Label | None = NEVER_LEAVES,
          site: int = 0, name: str = "work", due: int = -1) -> None:  # fmt: skip
    """Write a queue at a desk; with ``left`` patience is the profile's; ``due`` is a cell."""
    service = seconds if isinstance(seconds, Spread) else exactly(seconds)
    role = ("window", str(desk), "")
    w.queue(role, site, service, (name, str(desk)), Meaning("served"), left, due)


def wait(w: Writer, seconds: int, calendar: int = -1, name: str = "wait") -> None:
    """Write a time that passes."""
    w.spend(exactly(seconds), (name, str(seconds)), Meaning("wait"), calendar)


def fetch(w: Writer, latency: int, fails: Label, wire: int = 0) -> None:
    """Write a question to a wire."""
    w.fetch(wire, exactly(latency), ("fetch", str(wire)), Meaning("fetch"), fails)


def _ints(values) -> np.ndarray:
    return np.array(values, np.int64)
