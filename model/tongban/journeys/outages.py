"""Outages of data links (链路中断), drawn before any regime."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.actors.data_links import DataLink
from tongban.journeys.draws import stream
from tongban.journeys.tables import SIZE_BITS, table


def outages(link: DataLink, seed: int, horizon: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the starts and ends of a link's outages up to the horizon, in seconds.

    Up and down times alternate, beginning with an up time.
    """
    empty = np.zeros(0, np.int64)
    if link.down.mean_seconds == 0 or link.up.mean_seconds == 0:
        return empty, empty
    ups, downs = table(link.up), table(link.down)
    count = int(4 * horizon / (link.up.mean_seconds + link.down.mean_seconds)) + 16
    ordinals = np.arange(count)
    shift = np.uint64(64 - SIZE_BITS)
    up = ups[(stream(seed, "up", link.id, ordinals=ordinals) >> shift).astype(np.int64)]
    down = downs[(stream(seed, "down", link.id, ordinals=ordinals) >> shift).astype(np.int64)]
    ends = np.cumsum(np.maximum(up, 1) + np.maximum(down, 1))
    starts = ends - np.maximum(down, 1)
    return starts[starts < horizon], ends[starts < horizon]
