"""Point 1, everything online that can be (应上尽上): levers on what is offered online."""

from __future__ import annotations

from tongban.levers.lever import Effect, Lever, Member, items
from tongban.scenario.world import World
from tongban_spec.language import Text


def _can_be_online(world: World) -> list[Member]:
    """Return the items whose application and acceptance the law and technique allow online."""
    return [
        m
        for m in items(world)
        if {"application", "acceptance"} <= set(world.catalogue.items[m.id].online_stages)
    ]


ONLINE_COVERAGE = Lever(
    "online_coverage",
    Text("网上可办", "online coverage"),
    Text(
        "事项可以在网上申请；会用且愿用网络的人不再到窗口递交，大厅照常开放。",
        "Items can be applied for online; those who can and want to no longer hand in at a window. "
        "The hall stays open to all.",
    ),
    Text("能上网的事项", "items that can be online"),
    _can_be_online,
    "1.2; 国务院令第716号 §4",
    Text(
        "部门：建网上办理系统，并预审网上申请。",
        "Departments: systems for online applications, and reviewers' time to look through them.",
    ),
    ("CAT-2", "DAT-8"),
    Effect("visits", -1),
)

LEVERS = (ONLINE_COVERAGE,)
