"""Versions of items (事项版本): a lever that comes during the run makes a new one where it counts.

What a version offers online, and what a county adds to it, is the regime's. It is never edited in
place: from the day on which a region offers or lists something else, the region has a new version,
reviewed and published that second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tongban.catalogue.items import Item
from tongban.journeys.arrays import Ints
from tongban.journeys.assemble import Compiled
from tongban.journeys.local_lists import item_in_force
from tongban.levers.practice import Practice
from tongban.scenario.world import World
from tongban.trace.columns import words


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an item in a region (事项版本).

    Parameters
    ----------
    number : int
        As in the catalogue, and one more for each change.
    since : int
        Second of its publication.
    until : int or None
        Second of its withdrawal.
    stages : tuple of str
        What it offers online.
    item : Item
        As the region's list has it: its code, materials and limit.
    """

    number: int
    since: int
    until: int | None
    stages: tuple[str, ...]
    item: Item


@dataclass(frozen=True)
class Versions:
    """All versions of a run (全部版本).

    Parameters
    ----------
    rows : dict of (site, item) to tuple of Version
        By indices, in the order of time.
    items : int
        Number of items.
    """

    rows: dict[tuple[int, int], tuple[Version, ...]]
    items: int

    def of(self, site: int, item: int) -> tuple[Version, ...]:
        """Return the versions of an item in a region, in the order of time."""
        return self.rows[site, item]

    def everywhere(self, item: int) -> list[Version]:
        """Return the versions of an item in all regions, one for each code and number."""
        found = [v for (_, i), rows in self.rows.items() if i == item for v in rows]
        return list({(v.item.code, v.number): v for v in found}.values())

    def codes(self, site: Ints, item: Ints, changes: Ints) -> pa.Array:
        """Return the code of each item in its region after so many changes, null for no item."""
        keys = sorted(self.rows)
        names = [v.item.code for key in keys for v in self.rows[key]]
        first = np.cumsum([0, *(len(self.rows[key]) for key in keys)])
        place = first[np.maximum(site * self.items + item, 0)] + changes
        return words(names, np.where(item < 0, -1, place))

    def changes(self) -> Iterable[tuple[int, int, Version]]:
        """Yield site, item and the new version of every change during the run."""
        for (site, item), rows in self.rows.items():
            for version in rows[1:]:
                yield site, item, version

    def changes_before(self, site: Ints, item: Ints, at: Ints) -> Ints:
        """Return how many times each item had changed in its region at a moment.

        Parameters
        ----------
        site, item, at : (n,) int64
            Indices, -1 if none; seconds.
        """
        changed = sorted((s * self.items + i, v.since) for s, i, v in self.changes())
        group = site * self.items + item
        result = np.zeros(len(group), np.int64)
        for code in dict.fromkeys(code for code, _ in changed):
            moments = np.array([since for c, since in changed if c == code])
            mine = (group == code) & (site >= 0) & (item >= 0)
            result[mine] = np.searchsorted(moments, at[mine], side="right")
        return result


def versions(world: World, compiled: Compiled) -> Versions:
    """Return the versions of all items under a compiled regime (事项版本)."""
    items = list(world.catalogue.items.values())
    rows = {}
    for site, region in enumerate(world.halls):
        history = compiled.histories[region]
        for number, item in enumerate(items):
            offers = [
                (
                    era.since,
                    online_stages(item, era.practice),
                    item_in_force(world, era.practice, region, item),
                )
                for era in history
            ]
            kept = [o for n, o in enumerate(offers) if n == 0 or o[1:] != offers[n - 1][1:]]
            ends = [since for since, _, _ in kept[1:]]
            rows[site, number] = tuple(
                Version(item.version + n, since, until, stages, listed)
                for n, ((since, stages, listed), until) in enumerate(
                    zip(kept, [*ends, None], strict=True)
                )
            )
    return Versions(rows, len(items))


def online_stages(item: Item, practice: Practice) -> tuple[str, ...]:
    """Return the stages that a practice has online; delivery is, if nothing need be collected."""
    if item.id not in practice.online_coverage:
        return ()
    electronic = bool(item.produces) and set(item.produces) <= practice.e_licences
    return tuple(s for s in item.online_stages if s != "delivery" or electronic)
