"""Writing journeys down (旅程编写): operations with labels, draw keys, tables and memory cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from tongban.hashing import name_hash
from tongban.journeys.program import (
    ENDLESS,
    EXPIRING,
    FOREVER,
    Column,
    Meaning,
    Op,
    Outcome,
    Role,
)
from tongban.journeys.tables import share_threshold
from tongban.quantities import DAY, Spread

_SILENT = Meaning()


@dataclass
class Registers:
    """Numbers given to spreads, draw keys and the applicants' memory cells (编号簿).

    One for a whole regime; the numbers mean nothing by themselves, only the names do.
    """

    spreads: dict[Spread, int] = field(default_factory=dict)
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)

    def spread(self, spread: Spread) -> int:
        return self.spreads.setdefault(spread, len(self.spreads))

    def key(self, *name: str) -> int:
        return self.keys.setdefault(name, len(self.keys))

    def key_bits(self) -> list[int]:
        return [name_hash(*name) for name in self.keys]


@dataclass
class Label:
    """A place in a journey that may not be written yet (标号)."""

    at: int = -1


class Writer:
    """Writes the operations of all journeys of one regime (编写器).

    Parameters
    ----------
    registers : Registers
    roles : dict
        Pool roles of the layout.
    own_cells : int
        Number of the applicants' memory cells; case cells are numbered from there.

    Attributes
    ----------
    way : int
        Number of the way that is being written; ``ways`` has that of every operation.
    """

    def __init__(self, registers: Registers, roles, own_cells: int):
        self.registers = registers
        self.roles = roles
        self.own_cells = own_cells
        self.rows: list[list[int]] = []
        self.meanings: list[Meaning] = []
        self.targets: list[Label | None] = []
        self.ways: list[int] = []
        self.way = 0
        self.case_cells: dict[tuple[str, ...], int] = {}
        self.most_case_cells = 0
        self.asides: list = []
        self.first = 0

    # ---- journeys, labels and memory ---------------------------------------------------------

    def begin_journey(self) -> int:
        """Start a new journey and return its first operation; case cells are counted anew."""
        self.case_cells = {}
        self.first = len(self.rows)
        return self.first

    def end_journey(self) -> None:
        """Write what was put aside, and settle all labels."""
        while self.asides:
            self.way, write = self.asides.pop(0)
            write()
        for row, label in zip(self.rows[self.first :], self.targets[self.first :], strict=True):
            if label is not None:
                assert label.at >= 0, "a label was used and never placed"
                row[Column.TARGET] = label.at
        self.most_case_cells = max(self.most_case_cells, len(self.case_cells))

    def aside(self, write) -> None:
        """Have ``write()`` called at the end of the journey: what rarely happens stands there."""
        self.asides.append((self.way, write))

    def place(self, label: Label) -> Label:
        """Place a label here."""
        label.at = len(self.rows)
        return label

    def here(self) -> Label:
        """Return a label placed here."""
        return self.place(Label())

    def case_cell(self, *name: str) -> int:
        """Return the memory cell of this journey's case with that name."""
        return self.own_cells + self.case_cells.setdefault(name, len(self.case_cells))

    # ---- operations ------------------------------------------------------------------------

    def _write(self, op: Op, meaning: Meaning = _SILENT, target: Label | None = None, *,
               dist: int = 0, key: int = -1, where: int = -1, slot: int = -1, value: int = 0,
               aux: int = -1, record: bool = False) -> None:  # fmt: skip
        self.rows.append([op, dist, key, -1, where, slot, value, aux, int(record)])
        self.meanings.append(meaning)
        self.targets.append(target)
        self.ways.append(self.way)

    def note(self, meaning: Meaning) -> None:
        self._write(Op.NOTE, meaning, record=True)

    def go(self, target: Label) -> None:
        self._write(Op.GO, target=target)

    def if_valid(self, slot: int, target: Label) -> None:
        self._write(Op.IF_VALID, target=target, slot=slot)

    def unless_valid(self, slot: int, target: Label) -> None:
        self._write(Op.UNLESS_VALID, target=target, slot=slot)

    def since(self, second: int, target: Label) -> None:
        """Continue at ``target`` if it is ``second`` of the run or later."""
        self._write(Op.SINCE, target=target, value=second)

    def unless_trait(self, trait: int, target: Label) -> None:
        self._write(Op.UNLESS_TRAIT, target=target, value=trait)

    def remember(self, slot: int, days: int | None = None, seconds: int | None = None) -> None:
        """Make a cell valid for ``days`` or ``seconds``, or for ever."""
        value = FOREVER if days is None else days * DAY
        self._write(Op.REMEMBER, slot=slot, value=value if seconds is None else seconds)

    def forget(self, slot: int) -> None:
        self._write(Op.FORGET, slot=slot)

    def chance(self, share: float, key: tuple[str, ...], target: Label) -> None:
        """Continue at ``target`` with probability ``share``; write nothing if that is never."""
        if share > 0:
            self._write(Op.CHANCE, target=target, key=self.registers.key(*key),
                        value=share_threshold(share))  # fmt: skip

    def spend(self, spread: Spread, key: tuple[str, ...], meaning: Meaning, calendar: int = -1,
              hurry: int = -1, at_most: int = 0) -> None:  # fmt: skip
        """Let time pass, by a calendar if one is given; nothing is written for no time.

        What is left of it at the moment in cell ``hurry`` takes ``at_most`` seconds.
        """
        if spread.mean_seconds > 0:
            self._write(Op.SPEND, meaning, dist=self.registers.spread(spread), slot=hurry,
                        key=self.registers.key(*key), where=calendar, value=at_most,
                        record=True)  # fmt: skip

    def way_home(self, role: Role, key: tuple[str, ...], meaning: Meaning) -> None:
        self._write(Op.RETURN, meaning, dist=-1 - role, key=self.registers.key(*key), record=True)

    def trip(self, role: Role, calendar: int, key: tuple[str, ...], meaning: Meaning) -> None:
        """Go to a counter; the moment of arrival has its own draw."""
        moment = self.registers.key("moment", *key)
        self._write(Op.TRIP, meaning, dist=-1 - role, key=self.registers.key(*key),
                    where=calendar, aux=moment, record=True)  # fmt: skip

    def tired(self, target: Label) -> None:
        self._write(Op.TIRED, target=target)

    def queue(self, role: tuple[str, str, str], site: int, spread: Spread, key: tuple[str, ...],
              meaning: Meaning, left: Label | None = None, due: int = -1) -> None:  # fmt: skip
        """Queue and be served; who loses patience continues at ``left`` (None: never).

        ``due`` is the cell with the due date by which the queue goes.
        """
        patience = ENDLESS if left is None else Role.HALL_PATIENCE
        self._queue(role, site, spread, key, meaning, left, due, patience)

    def queue_until(self, role: tuple[str, str, str], site: int, spread: Spread,
                    key: tuple[str, ...], meaning: Meaning, over: Label,
                    until: int) -> None:  # fmt: skip
        """Queue and be served, or go on at ``over`` at the moment in cell ``until``."""
        self._queue(role, site, spread, key, meaning, over, until, EXPIRING)

    def _queue(self, role, site: int, spread: Spread, key: tuple[str, ...], meaning: Meaning,
               left: Label | None, slot: int, patience: int) -> None:  # fmt: skip
        where = -1 - (site * len(self.roles) + self.roles[role])
        self._write(Op.QUEUE, meaning, left, dist=self.registers.spread(spread),
                    key=self.registers.key(*key), where=where, slot=slot, value=patience,
                    aux=self.registers.key("patience", *key), record=True)  # fmt: skip

    def fetch(self, link: int, latency: Spread, key, meaning: Meaning, fails: Label) -> None:
        self._write(Op.FETCH, meaning, fails, dist=self.registers.spread(latency),
                    key=self.registers.key(*key), value=link, record=True)  # fmt: skip

    def limit(self, slot: int, days: int, calendar: int) -> None:
        """Let a cell hold the end of the ``days``-th working day from now, or what is earlier."""
        self._write(Op.LIMIT, slot=slot, where=calendar, value=days)

    def spawn(self, target: Label) -> None:
        self._write(Op.SPAWN, target=target)

    def join(self, slot: int, arrivals: int) -> None:
        """Let only the last of ``arrivals`` branches pass; one alone needs no counter."""
        if arrivals > 1:
            self._write(Op.JOIN, slot=slot, value=arrivals)

    def end(self, outcome: Outcome, meaning: Meaning) -> None:
        self._write(Op.END, meaning, value=outcome, record=True)
