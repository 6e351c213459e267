"""What of a practice a matter can meet (相关性): eras that differ elsewhere are one to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from tongban.catalogue.matters import Matter
from tongban.levers.practice import Era, History, Practice, merged
from tongban.levers.regime import LEVERS
from tongban.scenario.world import World


def relevant_members(world: World, matter: Matter) -> Mapping[str, frozenset[str]]:
    """Return for each set of a practice the members that concern a matter (相关对象)."""
    items = frozenset(matter.items)
    materials = _materials_of(world, matter)
    return {
        field: frozenset(
            m.id
            for m in lever.members(world)
            if m.touches(frozenset([matter.id]), items, materials)
        )
        for lever in LEVERS.values()
        for field in lever.fields()
    }


def _materials_of(world: World, matter: Matter) -> frozenset[str]:
    """Return what the matter's items ask for and produce, and what that needs, and so on down."""
    items = [world.catalogue.items[i] for i in matter.items]
    waiting = [m.material for i in items for m in i.materials] + [
        p for i in items for p in i.produces
    ]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += world.catalogue.materials[name].prerequisites
    return frozenset(found)


def of_matter(history: History, relevant: Mapping[str, frozenset[str]]) -> History:
    """Return a region's history as a matter meets it (一件事经历的时期).

    Parameters
    ----------
    history : History
    relevant : mapping
        As :func:`relevant_members`.

    Returns
    -------
    History
        The same if there is one era only: a regime without dates stays as it is. Else each
        practice with what is relevant alone, and eras that are alike merged.
    """
    if len(history) == 1:
        return history
    return merged(
        Era(
            era.since,
            Practice(**{
                f.name: getattr(era.practice, f.name) & relevant[f.name] for f in fields(Practice)
            }),
        )
        for era in history
    )  # fmt: skip
