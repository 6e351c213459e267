"""What systems did (系统事件): versions published, records moved, links down and up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tongban.catalogue.items import Item
from tongban.journeys.assemble import Compiled
from tongban.journeys.journey import PROVINCE
from tongban.levers.practice import History, Practice
from tongban.scenario.world import World
from tongban.trace.acts import EVENTS_OF, TEMPLATES
from tongban.trace.moments import Moments
from tongban.trace.operations import links_asked
from tongban.trace.versions import Versions

_NUMBER = {id(template): n for n, template in enumerate(TEMPLATES)}
_Row = tuple[int, int, int, int, int, int]  # time, template, item, link, home, portal


def of_systems(world: World, compiled: Compiled, known: Versions) -> Moments:
    """Return what is no act of a case, as events without an order (系统事件)."""
    rows = [*_versions(known), *_moves(world, compiled), *_outages(compiled)]
    time, template, item, link, home, portal = np.array(rows, np.int64).reshape(-1, 6).T
    nothing = np.full(len(time), -1)
    return Moments(time, nothing, template, nothing, nothing, item, link, home, portal, nothing)


def _rows(act: str, at: int, item: int, link: int, home: int, portal: int) -> Iterator[_Row]:
    for template in EVENTS_OF[act]:
        yield at, _NUMBER[id(template)], item, link, home, portal


def _versions(known: Versions) -> Iterator[_Row]:
    """Yield what is published at the start, and what takes its place later."""
    for (site, item), rows in known.rows.items():
        yield from _rows("publish", rows[0].since, item, -1, site, -1)
        for version in rows[1:]:
            yield from _rows("publish_anew", version.since, item, -1, site, -1)


def _moves(world: World, compiled: Compiled) -> Iterator[_Row]:
    """Yield the cut-overs as events."""
    portals = (PROVINCE, *world.departments)
    sites, items = tuple(world.halls), tuple(world.catalogue.items)
    for move in moves_of_records(world, compiled.histories):
        site, item = sites.index(move.region), items.index(move.item)
        yield from _rows("move_record", move.at, item, -1, site, portals.index(move.to))


@dataclass(frozen=True, slots=True)
class Move:
    """An item's record is kept elsewhere from a second of the run on (主记录切换)."""

    at: int
    region: str
    item: str
    to: str


def moves_of_records(world: World, histories: Mapping[str, History]) -> Iterator[Move]:
    """Yield the cut-overs, region by region: from an era's first second a record is elsewhere.

    What the province's platform keeps from the start is taken over then, in second 0.
    """
    for region in world.halls:
        for item in world.catalogue.items.values():
            history = histories[region]
            where = [(0, item.department)]
            where += [(era.since, system_of_record(item, era.practice)) for era in history]
            for (_, before), (since, after) in pairwise(where):
                if after != before:
                    yield Move(since, region, item.id, after)


def system_of_record(item: Item, practice: Practice) -> str:
    """Return where an item's record is kept (主记录系统): the province's platform, or its own."""
    return PROVINCE if item.id in practice.platform_handover else item.department


def _outages(compiled: Compiled) -> Iterator[_Row]:
    given = compiled.given
    for link in links_asked(compiled):
        part = slice(given.down_first[link], given.down_first[link + 1])
        for act, times in (("link_down", given.down_start), ("link_up", given.down_end)):
            for at in times[part].tolist():
                yield from _rows(act, at, -1, link, -1, -1)
