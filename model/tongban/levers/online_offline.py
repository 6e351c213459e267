"""Point 4, hall and network are one (虚实结合): levers on windows, notices and results."""

from __future__ import annotations

from tongban.levers.lever import Lever, Member, items, matters
from tongban.scenario.world import World
from tongban_spec.language import Text


def _halls(world: World) -> list[Member]:
    return [Member(h.region, regions=frozenset([h.region])) for h in world.halls.values()]


COMPREHENSIVE_WINDOWS = Lever(
    "comprehensive_windows",
    Text("综合窗口", "comprehensive windows"),
    Text(
        "同一批窗口人员合成一支队伍、排一个队，任何窗口都能收件；政务部门全部进驻。",
        "The same window staff form one pool with one queue; any window takes any item, and every "
        "government department is in the hall.",
    ),
    Text("大厅", "halls"),
    _halls,
    "4.2; 优化营商环境条例 §36",
)

ONE_NOTICE = Lever(
    "one_notice",
    Text("一次告知", "told once"),
    Text(
        "所缺和所错一次说清，不再一次说一样、跑一趟补一样。",
        "All that is missing or wrong is told in one notice instead of one at a time, a trip each.",
    ),
    Text("事项", "items"),
    items,
    "4.2; 行政许可法 §32(4)",
)

ONE_OUTLET = Lever(
    "one_outlet",
    Text("统一出件", "one outlet"),
    Text(
        "一件事的结果在一个出件口一次领齐。",
        "All results of a matter are collected together, once, at one outlet.",
    ),
    Text("一件事", "matters"),
    matters,
    "4.2",
)

LEVERS = (COMPREHENSIVE_WINDOWS, ONE_NOTICE, ONE_OUTLET)
