"""Waves of a migration (分批切换): which items' records move to the platform when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tongban.experiments.comparison import Comparison
from tongban.journeys.journey import PROVINCE
from tongban.levers.practice import practice_at
from tongban.measures.periods import Kind, period_of
from tongban.quantities import DAY
from tongban.scenario.world import World
from tongban.trace.systems import moves_of_records
from tongban_spec.language import Text


@dataclass(frozen=True)
class Wave:
    """Items whose record moves on one day (一批切换).

    Parameters
    ----------
    day : date
    items : tuple of str
    counties : int
        In how many counties any of them moves on that day.
    words : Text
        The matters they belong to, with how many of their items.
    """

    day: datetime.date
    items: tuple[str, ...]
    counties: int
    words: Text


def waves_of(comparison: Comparison, name: str) -> tuple[Wave, ...]:
    """Return the waves under a regime after the start and while needs arise, by day (分批切换)."""
    world = comparison.world
    moved: dict[int, set[tuple[str, str]]] = {}
    for move in moves_of_records(world, comparison.samples[name].compiled.histories):
        if move.to == PROVINCE and 0 < move.at < world.arrival_days * DAY:
            moved.setdefault(move.at, set()).add((move.item, move.region))
    waves = []
    for at, pairs in sorted(moved.items()):
        items = tuple(i for i in world.catalogue.items if any(i == item for item, _ in pairs))
        day = world.start + datetime.timedelta(seconds=at)
        waves.append(Wave(day, items, len({r for _, r in pairs}), _words(world, items)))
    return tuple(waves)


def _words(world: World, items: tuple[str, ...]) -> Text:
    told = []
    for matter in world.catalogue.matters.values():
        mine = [i for i in matter.items if i in items]
        if mine:
            words = Text("{m} {n}/{k} 项", "{m}, {n} of {k} items")
            told.append(words.fill(m=matter.name, n=len(mine), k=len(matter.items)))
    return Text("、".join(t.zh for t in told), "; ".join(t.en for t in told))


def on_platform(
    comparison: Comparison, name: str, kind: Kind, found: tuple[str, ...]
) -> tuple[float, ...]:
    """Return the share of items by county whose record is on the platform when a period ends.

    Parameters
    ----------
    found : tuple of str
        Periods of the kind, in which needs arise.
    """
    world, histories = comparison.world, comparison.samples[name].compiled.histories
    whole = len(world.halls) * len(world.catalogue.items)
    last_days = {period_of(world, kind, day): day for day in range(world.arrival_days)}
    return tuple(
        sum(len(practice_at(h, last_days[p] * DAY).platform_handover) for h in histories.values())
        / whole
        for p in found
    )
