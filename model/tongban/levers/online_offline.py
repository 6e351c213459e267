"""Point 4, hall and network are one (虚实结合): levers on windows, notices and results."""

from __future__ import annotations

from tongban.levers.lever import Effect, Lever, Member, items, matters
from tongban.scenario.world import World
from tongban_spec.language import Text


def _halls(world: World) -> list[Member]:
    return [Member(h.region, regions=frozenset([h.region])) for h in world.halls.values()]


def _reviewing_departments(world: World) -> list[Member]:
    """Return the county departments that have reviewers, each with the items of its steps."""
    by_item = {m.id: m for m in items(world)}
    found = []
    for d in world.departments.values():
        if d.reviewers and d.level == "county":
            catalogue = world.catalogue.items.values()
            mine = [i.id for i in catalogue if d.kind in [s.department for s in i.steps]]
            matters_of = frozenset[str]().union(*(by_item[i].matters for i in mine))
            found.append(Member(d.kind, matters=matters_of, items=frozenset(mine)))
    return found


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
    Text(
        "窗口人员：学会所有事项，每次服务略长。",
        "Window staff: they learn all items, and each service is a little longer.",
    ),
    ("HAL-1", "HAL-4"),
    Effect("waiting_hours", -1),
    for_good=True,
    by_group=False,
)

RECEPTION_APART = Lever(
    "reception_apart",
    Text("接办分离", "reception apart from handling"),
    Text(
        "窗口只收件，审批人员回到后台按类别办理；否则区县部门的审批人员都在窗口，谁收的件谁也能批，"
        "有人来先接待，空下来再办件。",
        "Windows only receive, and reviewers work at their desks from a queue by class; otherwise "
        "a county department's reviewers stand at its windows, where whoever receives may review "
        "as well, people first and files in between.",
    ),
    Text("有审批人员的区县部门", "county departments with reviewers"),
    _reviewing_departments,
    "4.2; 安阳市政务服务条例 §35",
    Text(
        "大厅：同样的人分成两处，谁也帮不了谁，排队和办件都可能更慢。",
        "Halls: the same heads are in two places and cannot stand in for each other, so that "
        "queues and files may both be slower.",
    ),
    ("HAL-2", "HAL-5"),
    Effect("self_reviewed", -1),
    by_group=False,
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
    Text(
        "窗口人员：一次看完全部材料。",
        "Window staff: they look through everything at once.",
    ),
    ("HAL-3",),
    Effect("returns", -1),
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
    Text(
        "出件窗口；先办好的结果要等最后一个。",
        "The outlet; what is ready first waits for what is ready last.",
    ),
    ("HAL-6",),
    Effect("visits", -1),
)

POST = Lever(
    "post",
    Text("双向寄递", "delivery by post"),
    Text(
        "纸质结果可以邮寄送达，窗口告知所缺的也可以寄来，都不必再跑一趟。",
        "Paper results are sent by post, and what was missing at the window may be sent in: "
        "neither takes a visit.",
    ),
    Text("事项", "items"),
    items,
    "4.2; 行政许可法 §29",
    Text(
        "申请人付邮费；寄递要一两天。",
        "Applicants pay the postage, and a parcel takes a day or two.",
    ),
    ("HAL-10",),
    Effect("visits", -1),
)

CHANNEL_SWITCH = Lever(
    "channel_switch",
    Text("线上线下接续", "change of channel"),
    Text(
        "网上没办成的到窗口接着办、窗口所缺的可在网上补，已交的不再交；否则一切从头再来。",
        "Who fails online goes on at the window, and what was missing at a window may be sent "
        "online, with nothing handed in again; otherwise all begins anew.",
    ),
    Text("事项", "items"),
    items,
    "4.2; 优化营商环境条例 §37",
    Text(
        "平台与大厅系统要相通。",
        "The systems of hall and platform must be connected.",
    ),
    ("HAL-8",),
    Effect("duplicates", -1, beside=("online_coverage",)),
    needs=("online_coverage",),
)

LEVERS = (COMPREHENSIVE_WINDOWS, RECEPTION_APART, ONE_NOTICE, ONE_OUTLET, POST, CHANNEL_SWITCH)
