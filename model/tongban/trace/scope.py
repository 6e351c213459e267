"""What the log is about (日志范围): the services of government departments.

A bank, a hospital or a notary is no authority that the specification could bind, and no platform
of a government records what they do. What they give and take is in the log where an authority asks
for it, and always in the measures of burden.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tongban.catalogue.items import Item
from tongban.scenario.world import World
from tongban.trace.moments import Moments
from tongban.trace.operations import Operations


def government_items(world: World) -> Iterator[tuple[int, Item]]:
    """Yield number and item of all that government departments offer (政务服务事项)."""
    for number, item in enumerate(world.catalogue.items.values()):
        if world.is_of_government(item):
            yield number, item


def of_government(world: World, ops: Operations, told: Moments) -> NDArray[np.bool_]:
    """Return which events are in the log: of a government item, or else not with an outsider.

    Returns
    -------
    (n_events,) bool
    """
    bound = np.array([d.government for d in world.departments.values()] + [True])  # -1: nobody
    kinds = list(world.departments)
    item = np.array([kinds.index(i.department) for i in world.catalogue.items.values()] + [-1])
    at = np.where(told.op >= 0, ops.department[told.op], -1)
    return bound[np.where(told.item >= 0, item[told.item], at)]
