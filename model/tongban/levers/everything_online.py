"""Point 1, everything online that can be (应上尽上): levers on what is offered and told."""

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

CLEAR_GUIDE = Lever(
    "clear_guide",
    Text("办事指南清楚", "a clear guide"),
    Text(
        "指南把要什么写准写全、没有“其他材料”的兜底条款：首次缺漏减少，窗口不再要清单以外的东西。",
        "The guide says exactly and completely what is needed and leaves nothing open: less is "
        "missing at the first try, and no window asks for what the list does not name.",
    ),
    Text("事项", "items"),
    items,
    "1.2; 优化营商环境条例 §44",
    Text(
        "部门：逐项写清楚并随时更新。",
        "Departments: every guide is written out and kept up to date.",
    ),
    ("CAT-9", "HAL-7"),
    Effect("returns", -1),
)

ONE_STANDARD = Lever(
    "one_standard",
    Text("同一标准", "one standard"),
    Text(
        "同一事项各县材料、时限、编码一致，经平台流转的按同一数据标准交换，不再重复录入；"
        "否则各县自设材料、放宽时限、自编代码。",
        "The same item has the same materials, limit and code in every county, and what "
        "the platform carries is not keyed in again; otherwise counties add papers, extend "
        "limits and give codes of their own.",
    ),
    Text("事项", "items"),
    items,
    "1.2; 优化营商环境条例 §35",
    Text(
        "各县各部门：放弃自己的清单和代码。",
        "Counties and departments: they give up lists and codes of their own.",
    ),
    ("CAT-3", "CAT-4"),
    Effect("materials", -1),
    by_group=False,
)

LEVERS = (ONLINE_COVERAGE, CLEAR_GUIDE, ONE_STANDARD)
