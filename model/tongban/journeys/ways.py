"""All journeys of a province (全部旅程): one a matter and history, shared where these are equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tongban.catalogue.items import Item
from tongban.catalogue.matters import Matter
from tongban.journeys.arrays import Ints
from tongban.journeys.journey import Journey
from tongban.journeys.local_lists import listed_items
from tongban.journeys.matter import WayOfEra, write_matter
from tongban.journeys.writer import Label, Writer
from tongban.levers.practice import Era, History, Practice
from tongban.levers.relevance import of_matter, relevant_members
from tongban.scenario.world import World


@dataclass(frozen=True, slots=True)
class Way:
    """In what way a journey, or one era of it, is written (办法).

    Parameters
    ----------
    matter : str
    practice : Practice
    comprehensive : bool
        Whether the halls have comprehensive windows.
    """

    matter: str
    practice: Practice
    comprehensive: bool


class Entries(NamedTuple):
    """Where a matter begins in a region (起点).

    Parameters
    ----------
    since, first : (n_eras,) int64
        Second at which each era begins, and the journey's first operation in it.
    """

    since: Ints
    first: Ints


def write_all(
    world: World, histories: Mapping[tuple[str, str], History], writer: Writer
) -> tuple[tuple[Way, ...], dict[tuple[str, str, str], Entries]]:
    """Write the journey of every matter in every region; equal histories share one.

    Parameters
    ----------
    world : World
    histories : mapping of (region, group) to History
    writer : Writer

    Returns
    -------
    ways : tuple of Way
    entries : dict of (matter, region, group) to Entries
    """
    several = any(len(h) > 1 for h in histories.values())
    ways: list[Way] = []
    written: dict[tuple, Entries] = {}
    entries = {}
    for matter in world.catalogue.matters.values():
        relevant = relevant_members(world, matter) if several else {}
        for (region, group), history in histories.items():
            if world.groups[group].kind != matter.applicant_kind:
                continue
            eras = of_matter(history, relevant)
            pooled = [region in era.practice.comprehensive_windows for era in eras]
            listed = [listed_items(world, era.practice, region, matter) for era in eras]
            key = (matter.id, eras, tuple(pooled), tuple(listed))
            if key not in written:
                first = _write(world, matter, eras, pooled, listed, writer, ways)
                since = np.array([era.since for era in eras], np.int64)
                written[key] = Entries(since, np.array(first, np.int64))
            entries[matter.id, region, group] = written[key]
    return tuple(ways), entries


def _write(
    world: World,
    matter: Matter,
    eras: tuple[Era, ...],
    pooled: list[bool],
    listed: list[tuple[Item, ...]],
    writer: Writer,
    ways: list[Way],
) -> list[int]:
    links = {link: number for number, link in enumerate(world.links)}
    giving_up: dict[tuple[str, str], Label] = {}
    variants = []
    for era, comprehensive, items in zip(eras, pooled, listed, strict=True):
        j = Journey(world, era.practice, comprehensive, matter, list(items), writer, links,
                    len(eras) > 1, giving_up)  # fmt: skip
        variants.append(WayOfEra(len(ways), era.since, j))
        ways.append(Way(matter.id, era.practice, comprehensive))
    return write_matter(variants)
