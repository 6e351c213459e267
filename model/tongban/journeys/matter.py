"""The journey of a matter (一件事的旅程), from the need to the last result, in every era.

A matter goes through stages: an application is handed in, handled, delivered, then the next one,
until all is finished. Where a region changes its way of working during the run, the journey is
written once for each era, and before each stage a case goes on in the era that it is by then. So
a running case is carried over at its next stage boundary, with all that it remembers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tongban.catalogue.items import Item
from tongban.journeys.bundle import handed_in_together
from tongban.journeys.delivering import (
    collect_results,
    deliver,
    keep_products,
    needed_on_paper,
)
from tongban.journeys.handing_in import hand_in
from tongban.journeys.handling import handle
from tongban.journeys.journey import Journey
from tongban.journeys.program import Outcome
from tongban.journeys.writer import Label


class Stage(NamedTuple):
    """A stage of a matter (阶段): of its items, those from ``first`` to before ``last``.

    Before a hand-in nothing is known but that the items before ``first`` are done: what is handed
    in together is the practice's affair. What outsiders decide is handed in alone: before the
    others if it comes first, else while these are handled.
    """

    kind: Literal["hand_in", "handle", "deliver", "finish"]
    first: int
    last: int


BEGINNING = Stage("hand_in", 0, 0)


@dataclass(frozen=True)
class WayOfEra:
    """A journey's variant in one era (时期变体).

    Parameters
    ----------
    number : int
        Of the way; see ``Writer.way``.
    since : int
        Second at which the era begins.
    journey : Journey
    """

    number: int
    since: int
    journey: Journey


def write_matter(ways: Sequence[WayOfEra]) -> list[int]:
    """Write the journey of a matter and return its first operation in each era.

    Parameters
    ----------
    ways : sequence of WayOfEra
        In the order of time, all with the same matter and writer; one for a region that keeps
        its way of working.
    """
    return _Course(ways).write()


@dataclass
class _Course:
    ways: Sequence[WayOfEra]
    places: dict[tuple[int, Stage], Label] = field(default_factory=dict)
    written: set[tuple[int, Stage]] = field(default_factory=set)
    waiting: list[tuple[int, Stage]] = field(default_factory=list)

    def write(self) -> list[int]:
        w = self.ways[0].journey.writer
        w.begin_journey()
        entries = []
        for era, way in enumerate(self.ways):
            w.way = way.number
            entries.append(w.here().at)
            w.note(way.journey.meaning("need"))
            self.follow(era, BEGINNING)
        while self.waiting:
            era, stage = self.waiting.pop(0)
            if (era, stage) not in self.written:
                self.follow(era, stage)
        w.end_journey()
        return entries

    def place(self, era: int, stage: Stage) -> Label:
        """Return where a stage stands in an era, to be written if it is not."""
        if (era, stage) not in self.places:
            self.places[era, stage] = Label()
            self.waiting.append((era, stage))
        return self.places[era, stage]

    def follow(self, era: int, stage: Stage | None) -> None:
        """Write an era's journey from a stage on, to the end or to what is written already."""
        j, w = self.ways[era].journey, self.ways[era].journey.writer
        w.way = self.ways[era].number
        while stage is not None:
            label = self.places.setdefault((era, stage), Label())
            if (era, stage) in self.written:
                w.go(label)
                return
            self.written.add((era, stage))
            w.place(label)
            if era + 1 < len(self.ways) and stage != BEGINNING:  # there no time has passed yet
                w.since(self.ways[era + 1].since, self.place(era + 1, stage))
            stage = self.do(j, era, stage)

    def do(self, j: Journey, era: int, stage: Stage) -> Stage | None:
        """Write a stage and return the next one; None: the case has ended."""
        group = j.items[stage.first : stage.last]
        if stage.kind == "hand_in":
            first, last = stage.first, _end_of_stage(j, stage.first)
            group = j.items[first:last]
            if era:
                _collect_papers_for(j, group, j.items[:first])
            hand_in(j, group)
            return Stage("handle", first, last)
        if stage.kind == "handle":
            handle(j, group)
            return stage._replace(kind="deliver")
        if stage.kind == "deliver":
            _deliver(j, group, j.items[stage.last :])
            ended = stage.last == len(j.items)
            return Stage("finish" if ended else "hand_in", stage.last, stage.last)
        together = self.may_wait(era)
        if together:
            _collect_what_waits(j, together)
        keep_products(j)
        j.end(Outcome.DELIVERED)
        return None

    def may_wait(self, era: int) -> list[Item]:
        """Return the items whose results may wait for the end, in this era or one before it."""
        found: set[str] = set()
        for way in self.ways[: era + 1]:
            j = way.journey
            for place, item in enumerate(j.items):
                if _waits(j, item, _applied_for_later(j, place)):
                    found.add(item.id)
        return [item for item in self.ways[0].journey.items if item.id in found]


def _end_of_stage(j: Journey, first: int) -> int:
    """Return the item before which the stage ends that begins with ``first``."""
    return len(j.items) if j.joint(j.items[first]) else first + 1


def _applied_for_later(j: Journey, place: int) -> list[Item]:
    """Return the items that are applied for after the one at ``place`` is decided."""
    later = j.items[place + 1 :]
    if any(j.joint(item) for item in j.items[: place + 1]):
        return [item for item in later if not j.joint(item)]
    return later


def _waits(j: Journey, item: Item, later: list[Item]) -> bool:
    """Return whether an item's results wait for the one outlet at the end: not outsiders'.

    Where all results are electronic nothing waits; where one is on paper all are handed over with
    it, and what is electronic is in the library meanwhile.
    """
    ours = j.one_outlet and j.world.is_of_government(item)
    return ours and not _without_paper(j) and not needed_on_paper(j, item, later)


def _without_paper(j: Journey) -> bool:
    """Return whether all that government gives for the matter is electronic."""
    return all(map(j.electronic, filter(j.world.is_of_government, j.items)))


def _deliver(j: Journey, group: list[Item], later: list[Item]) -> None:
    """Write the delivery of what was handed in together, but for what waits for the one outlet."""
    together = handed_in_together(j.world, group)
    for place, item in enumerate(group):
        outsiders = [i for i in group[place + 1 :] if i not in together]
        if item in together and not _waits(j, item, outsiders + later):
            deliver(j, item)


def _collect_what_waits(j: Journey, together: list[Item]) -> None:
    """Write the way to the one outlet; where there is none any more, to each department."""
    if j.one_outlet:
        collect_results(j, together, j.site(together))
    else:
        for item in together:
            deliver(j, item)


def _collect_papers_for(j: Journey, group: list[Item], done: list[Item]) -> None:
    """A result left at the outlet in an earlier era may be needed on paper after all."""
    for item in done:
        if needed_on_paper(j, item, group):
            collect_results(j, [item], j.site([item]))
