"""Outages of data links (链路中断), drawn before any regime."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tongban.actors.data_links import DataLink, ScheduledOutage
from tongban.journeys.draws import stream
from tongban.journeys.tables import SIZE_BITS, table
from tongban.quantities import Spread
from tongban.scenario.world import World

Outages = tuple[NDArray[np.int64], NDArray[np.int64]]  # starts and ends, ascending


def outages(world: World, scheduled: Sequence[ScheduledOutage], seed: int) -> list[Outages]:
    """Return when each link of a world is down up to the horizon, in seconds.

    A link is down by its own chance, whenever its platform is, and as scheduled; what overlaps is
    one outage.

    Parameters
    ----------
    world : World
    scheduled : sequence of ScheduledOutage
    seed : int
        Already mixed with the replication's number.
    """
    horizon = world.horizon_days * 86_400
    by_chance = {p.id: chance(p.id, "platform ", p.up, p.down, seed, horizon)
                 for p in world.platforms.values()}  # fmt: skip
    return [_of_link(link, by_chance, scheduled, seed, horizon) for link in world.links.values()]


def _of_link(link: DataLink, platforms, scheduled, seed: int, horizon: int) -> Outages:
    own = chance(link.id, "", link.up, link.down, seed, horizon)
    planned = [(o.begin, o.end) for o in scheduled if o.hits(link) and o.begin < horizon]
    found = [own, *([platforms[link.platform]] if link.platform else [])]
    found += [(np.array([begin]), np.array([end])) for begin, end in planned]
    return joined(found)


def chance(id: str, kind: str, up: Spread, down: Spread, seed: int, horizon: int) -> Outages:
    """Return outages by chance: up and down times alternate, beginning with an up time."""
    empty = np.zeros(0, np.int64)
    if down.mean_seconds == 0 or up.mean_seconds == 0:
        return empty, empty
    ups, downs = table(up), table(down)
    count = int(4 * horizon / (up.mean_seconds + down.mean_seconds)) + 16
    ordinals = np.arange(count)
    shift = np.uint64(64 - SIZE_BITS)
    ups = ups[(stream(seed, f"{kind}up", id, ordinals=ordinals) >> shift).astype(np.int64)]
    downs = downs[(stream(seed, f"{kind}down", id, ordinals=ordinals) >> shift).astype(np.int64)]
    ends = np.cumsum(np.maximum(ups, 1) + np.maximum(downs, 1))
    starts = ends - np.maximum(downs, 1)
    return starts[starts < horizon], ends[starts < horizon]


def joined(parts: Sequence[Outages]) -> Outages:
    """Return all outages of several lists: what overlaps or touches is one."""
    starts = np.concatenate([s for s, _ in parts]).astype(np.int64)
    ends = np.concatenate([e for _, e in parts]).astype(np.int64)
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    apart = np.ones(len(starts), bool)
    apart[1:] = starts[1:] > ends[:-1]
    last = np.append(apart[1:], True)[: len(apart)]
    return starts[apart], ends[last]
