"""Re-arranging heads during the run (人员重新布局): one layout after another, in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

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
    queue goes over to the pool that takes its place. Who is being served then is served to the
    end: reviewers have half a file on the desk over night, and until it is done both that file
    and one at the new pool are being worked on.

    Returns
    -------
    layout : PoolLayout
        All pools, each with the heads that it has at the start.
    changes : list of HeadChange
    """
    moments = sorted({era.since for history in histories.values() for era in history})
    layouts = [
        layout(
            world, {region: practice_at(history, moment) for region, history in histories.items()}
        )
        for moment in moments
    ]
    if len(layouts) == 1:
        return layouts[0], []
    staff = [{_without_heads(p): p.members for p in one.pools} for one in layouts]
    numbers = {p: n for n, p in enumerate(dict.fromkeys(p for known in staff for p in known))}
    first = layouts[0]
    pools = tuple(replace(p, members=staff[0].get(p, ())) for p in numbers)
    changes = [
        change
        for place, moment in enumerate(moments[1:])
        for change in _changes(layouts[place], layouts[place + 1], moment, numbers)
    ]
    _never_asked_again(changes)
    return PoolLayout(pools, first.sites, first.roles, first.site_pools), changes


def _without_heads(pool: PoolPlace) -> PoolPlace:
    return replace(pool, members=())


def _changes(before: PoolLayout, after: PoolLayout, moment: int, numbers: Mapping[PoolPlace, int]):
    """Return what changes from one layout to the next."""
    assert before.roles == after.roles, "a practice re-arranges heads and adds no kind of desk"
    staff_before = {_without_heads(p): p.members for p in before.pools}
    staff_after = {_without_heads(p): p.members for p in after.pools}
    successors: dict[PoolPlace, set[PoolPlace]] = {}
    cells = zip(before.site_pools.flat, after.site_pools.flat, strict=True)
    for old, new in {(int(a), int(b)) for a, b in cells}:
        into = _without_heads(after.pools[new])
        successors.setdefault(_without_heads(before.pools[old]), set()).add(into)
    for pool, members in staff_before.items():
        if pool in staff_after:
            if staff_after[pool] != members:
                yield _now(moment, numbers[pool], staff_after[pool])
            continue
        found = successors.get(pool, set())
        assert len(found) <= 1, "a queue that was put together cannot be taken apart again"
        yield HeadChange(moment, numbers[pool], 0, numbers[found.pop()] if found else -1)
    for pool, members in staff_after.items():
        if pool not in staff_before and members:
            yield _now(moment, numbers[pool], members)


def _now(moment: int, pool: int, members: Members) -> HeadChange:
    return HeadChange(moment, pool, sum(heads for _, _, heads in members), members=members)


def _never_asked_again(changes: list[HeadChange]) -> None:
    """Cases ask for the pools of the first layout: what was given up must stay so."""
    for earlier, later in pairwise(sorted(changes, key=lambda c: (c.pool, c.at))):
        again = earlier.pool == later.pool and earlier.moves_to >= 0
        assert not again, "a pool that passed its queue on cannot come back"


def most_heads(pools: PoolLayout, given) -> np.ndarray:
    """Return the most heads that each pool has at any time, (n_pools,) int64 (最多人数)."""
    heads = np.array([p.heads for p in pools.pools], np.int64)
    np.maximum.at(heads, given.change_pool, given.change_servers)
    return heads
