"""Changes of heads (在岗人数变化): whose capacity changes when, and who takes over the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tongban.journeys.arrays import Ints


@dataclass(frozen=True, slots=True, order=True)
class HeadChange:
    """From a second on a pool has so many heads (在岗人数变化).

    Parameters
    ----------
    at : int
        Second, > 0; 0 for a pool whose queue is another one's from the start.
    pool : int
    servers : int
        At least 0.
    moves_to : int
        Pool at which all queue who wait then, and who come until the pool's next change; -1: none,
        and whoever came to the pool and waits elsewhere queues here again.
    members : tuple of (department, class, heads)
        Whose heads they are; engines do not ask.
    """

    at: int
    pool: int
    servers: int
    moves_to: int = -1
    members: tuple[tuple[str, str, int], ...] = ()


def change_arrays(changes: Iterable[HeadChange]) -> dict[str, Ints]:
    """Return the changes as the arrays of an engine's input, by time and pool."""
    rows = sorted(changes)
    assert len({(c.at, c.pool) for c in rows}) == len(rows), "two changes of a pool in one second"
    assert all(c.servers >= 0 and c.moves_to != c.pool for c in rows)
    assert all(c.at > 0 or (c.at == 0 and c.servers == 0 and c.moves_to >= 0) for c in rows)
    return {
        "change_pool": np.array([c.pool for c in rows], np.int64),
        "change_at": np.array([c.at for c in rows], np.int64),
        "change_servers": np.array([c.servers for c in rows], np.int64),
        "change_moves_to": np.array([c.moves_to for c in rows], np.int64),
    }
