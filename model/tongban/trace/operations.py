"""What the operations mean, as arrays (指令含义数组): looked up once, used by every event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.journeys.bundle import joint_items
from tongban.journeys.journey import HOME, PROVINCE, site_of
from tongban.journeys.pools import region_of_level
from tongban.journeys.program import Column, Meaning, Op
from tongban.levers.data_sharing import reuse_member
from tongban.levers.practice import Practice
from tongban.scenario.world import World

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Operations:
    """What operations mean, one entry an operation (指令含义).

    Parameters
    ----------
    meanings : tuple of Meaning
    matter, item, material, department, portal : int64
        Indices in the world's order, -1 if none; ``portal`` is an index into :attr:`portals`, the
        portal of the item whatever the channel.
    site : int64
        0 home, 1 here, 2 near, -1 none. What happens in a hall and names no site is at home; an
        online application that names none is where the group is handed in.
    online : bool
        Whether it happens online.
    joint : bool
        Whether the item is handed in together with all others that government departments decide.
    offered : bool
        Whether the item is offered online.
    stored : bool
        Whether the provincial library keeps the material.
    portals : tuple of str
    """

    meanings: tuple[Meaning, ...]
    matter: Ints
    item: Ints
    material: Ints
    department: Ints
    portal: Ints
    site: Ints
    online: Bools
    joint: Bools
    offered: Bools
    stored: Bools
    portals: tuple[str, ...]


def operations(world: World, compiled: Compiled) -> Operations:
    """Return what the operations of a compiled regime mean."""
    meanings = compiled.meanings
    matter, practices = _journeys(world, compiled)
    portals = (PROVINCE, *world.departments)
    groups = _handed_in_with(world, meanings, matter, practices)
    leads = _lead_departments(world, groups, practices)
    channel_hall = np.array([m.channel == "hall" for m in meanings])
    site = np.array([m.site for m in meanings], np.int64)
    site = np.where(channel_hall & (site < 0), HOME, site)
    beside = list(zip(meanings, practices, strict=True))
    applying = np.array([m.channel == "online" and m.stage == "application" for m in meanings])
    handed_in = np.array(_sites(groups, practices), np.int64)
    return Operations(
        meanings,
        matter,
        indices([m.item for m in meanings], list(world.catalogue.items)),
        indices([m.material for m in meanings], list(world.catalogue.materials)),
        indices([m.department for m in meanings], list(world.departments)),
        indices(leads, portals),
        np.where(applying & (site < 0), handed_in, site),
        np.array([m.channel == "online" for m in meanings]),
        np.array([len(group) > 1 for group in groups], bool),
        np.array([m.item in p.online_coverage for m, p in beside]),
        np.array([stored(p, m.material) for m, p in beside]),
        portals,
    )


def indices(words: Sequence[str], names: Sequence[str]) -> Ints:
    """Return the index of each word in ``names``, -1 if it is not there."""
    number = {name: i for i, name in enumerate(names)}
    return np.array([number.get(word, -1) for word in words], np.int64)


def _journeys(world: World, compiled: Compiled) -> tuple[Ints, list[Practice]]:
    """Return the matter and the practice of every operation, by the way in which it is written."""
    matters = indices([way.matter for way in compiled.ways], list(world.catalogue.matters))
    practices = [compiled.ways[n].practice for n in compiled.way_of_op.tolist()]
    return matters[compiled.way_of_op], practices


def _handed_in_with(world: World, meanings, matter: Ints, practices) -> list[tuple[str, ...]]:
    """Return the items that are handed in together with each operation's."""
    matters = list(world.catalogue.matters.values())
    return [
        joint_items(world, practice, matters[number], m.item) if m.item else ()
        for m, number, practice in zip(meanings, matter.tolist(), practices, strict=True)
    ]


def _lead_departments(world: World, groups: list[tuple[str, ...]], practices) -> list[str]:
    """Return the portal that an application is made at: the leading item's department's."""
    portals = []
    for group, practice in zip(groups, practices, strict=True):
        lead = world.catalogue.items[group[0]].department if group else ""
        portals.append(PROVINCE if lead in practice.single_sign_on else lead)
    return portals


def _sites(groups: list[tuple[str, ...]], practices) -> list[int]:
    """Return where the group of each operation's item is handed in: as ``Journey.site``."""
    return [
        site_of(practice, frozenset(group))
        for group, practice in zip(groups, practices, strict=True)
    ]


def stored(practice: Practice, material: str) -> bool:
    """Return whether the provincial library keeps the material once it has seen it."""
    return material in practice.e_licences or reuse_member(material) in practice.data_sharing


def links_asked(compiled: Compiled) -> list[int]:
    """Return the numbers of the links that some journey of the regime can ask."""
    ops = compiled.given.ops
    return np.unique(ops[ops[:, Column.CODE] == Op.FETCH, Column.VALUE]).tolist()


def authorities(world: World) -> list[list[str]]:
    """Return ``kind@region`` of each department (rows) for each site that is home (columns)."""
    return [
        [f"{d.kind}@{region_of_level(world, county, d.level)}" for county in world.halls]
        for d in world.departments.values()
    ]


def window_pools(world: World, compiled: Compiled) -> Ints:
    """Return the window pool of each department at each site, (departments, sites); -1: none."""
    layout = compiled.layout
    result = np.full((len(world.departments), len(layout.sites)), -1, np.int64)
    for number, kind in enumerate(world.departments):
        role = layout.roles.get(("window", kind, ""))
        if role is not None:
            result[number] = layout.site_pools[:, role]
    return result
