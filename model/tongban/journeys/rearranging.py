"""Re-arranging heads during the run (人员重新布局): one layout after another, in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from tongban.journeys.head_changes import HeadChange
from tongban.journeys.pools import Members, PoolLayout, PoolPlace, layout
from tongban.levers.practice import History, practice_at
from tongban.scenario.world import World


def layout_over_time(
    world: World, histories: Mapping[str, History]
) -> tuple[PoolLayout, list[HeadChange]]:
    """Return the pools of a run, and when their heads change (布局及其变化).

    A pool that a later practice does without loses its heads at that era's first second, and its
    queue goes over to the pool that takes its place; it may come back, and then has those again
    who came to it. Who is being served then is served to the end: reviewers have half a file on
    the desk over night, and until it is done both that file and one at the new pool are being
    worked on.

    Returns
    -------
    layout : PoolLayout
        All pools, each with the heads that it has at the start.
    changes : list of HeadChange
        From second 0 on: a pool whose queue is another one's from the start says so.
    """
    moments = sorted({era.since for history in histories.values() for era in history})
    layouts = [
        layout(
            world, {region: practice_at(history, moment) for region, history in histories.items()}
        )
        for moment in moments
    ]
    first = layouts[0]
    assert all(first.roles == later.roles for later in layouts), "no practice adds a kind of desk"
    arranged = [_arrangement(first, later) for later in layouts]
    numbers = {p: n for n, p in enumerate(dict.fromkeys(p for known in arranged for p in known))}
    before: dict[PoolPlace, _Place] = {p: _Place() for p in numbers}
    changes: list[HeadChange] = []
    for moment, known in zip(moments, arranged, strict=True):
        now = {p: known.get(p, _Place()) for p in numbers}
        changes += [
            _change(moment, numbers, pool, place)
            for pool, place in now.items()
            if (place != before[pool] if moment else place.moves_to is not None)
        ]
        before = now
    start = arranged[0]
    pools = tuple(replace(p, members=start.get(p, _Place()).members) for p in numbers)
    moves = tuple(start[p].moves_to if p in start else None for p in numbers)
    moves_to = tuple(-1 if to is None else numbers[to] for to in moves)
    return PoolLayout(pools, moves_to, first.sites, first.roles, first.site_pools), changes


@dataclass(frozen=True)
class _Place:
    """Whose heads a pool has, and which one has its queue instead; pools without their heads."""

    members: Members = ()
    moves_to: PoolPlace | None = None


def _arrangement(first: PoolLayout, later: PoolLayout) -> dict[PoolPlace, _Place]:
    """Return the pools of a later layout, and of the first those that it does without."""
    pools = [replace(p, members=()) for p in later.pools]
    known = {
        own: _Place(p.members, pools[to] if to >= 0 else None)
        for own, p, to in zip(pools, later.pools, later.moves_to, strict=True)
    }
    cells = zip(first.site_pools.flat, later.site_pools.flat, strict=True)
    for old, new in sorted({(int(a), int(b)) for a, b in cells}):
        gone = replace(first.pools[old], members=())
        if gone not in known or (gone, pools[new]) == (gone, known[gone].moves_to):
            known[gone] = _Place((), pools[new])
        else:
            assert gone == pools[new], "a queue that was put together cannot be taken apart again"
    return known


def _change(moment: int, numbers: Mapping[PoolPlace, int], pool: PoolPlace, place: _Place):
    heads = sum(heads for _, _, heads in place.members)
    moves_to = -1 if place.moves_to is None else numbers[place.moves_to]
    return HeadChange(moment, numbers[pool], heads, moves_to, place.members)


def most_heads(pools: PoolLayout, given) -> np.ndarray:
    """Return the most heads that each pool has at any time, (n_pools,) int64 (最多人数)."""
    heads = np.array([p.heads for p in pools.pools], np.int64)
    np.maximum.at(heads, given.change_pool, given.change_servers)
    return heads
