"""What a lever has no ground for (缺前提): it is in force, and what it needs first is not there."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.levers.lever import Lever
from tongban.levers.regime import LEVERS, Regime
from tongban.scenario.world import World


@dataclass(frozen=True, slots=True)
class Groundless:
    """Things that a lever covers without the lever that it needs (缺前提的措施).

    Parameters
    ----------
    lever, needed : str
    members : tuple of str
        Ids, ascending, of what it covers in some region at some time without the other.
    of : int
        How many it covers at any time, those left out that the other can never cover.
    """

    lever: str
    needed: str
    members: tuple[str, ...]
    of: int


def groundless(world: World, regime: Regime) -> list[Groundless]:
    """Return the levers of a regime that lack what they need (缺前提的措施).

    A lever that begins before what it needs is an error of the file already
    (:mod:`tongban.levers.migrations`); this finds what never comes, ends earlier, or has another
    scope. What the needed lever can cover in no regime at all is not held against anybody.
    """
    used = [LEVERS[x] for x in dict.fromkeys(s.lever for s in regime.settings)]
    eras = list(dict.fromkeys(
        era
        for region in world.halls
        for history in regime.histories_of_groups(world, region).values()
        for era in history
    ))  # fmt: skip
    found = []
    for lever in used:
        for needed in (LEVERS[n] for n in lever.needs):
            wanted = _wanted(world, lever, needed)
            covered = {m for e in eras for m in getattr(e.practice, lever.id) if m in wanted}
            lacking = {
                m
                for e in eras
                for m in getattr(e.practice, lever.id)
                if m in wanted and wanted[m].isdisjoint(getattr(e.practice, needed.id))
            }
            if lacking:
                lacks = tuple(sorted(lacking))
                found.append(Groundless(lever.id, needed.id, lacks, len(covered)))
    return found


def _wanted(world: World, lever: Lever, needed: Lever) -> dict[str, frozenset[str]]:
    """Return for each member of a lever what of the needed lever would be its ground."""
    possible = {m.id for m in needed.members(world)}
    tags = {m.id: m.items or frozenset([m.id]) for m in lever.members(world)}
    return {id: items & possible for id, items in tags.items() if items & possible}
