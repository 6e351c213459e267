"""The measures (指标): id, unit and definition, once (``../shared`` design, "Measures")."""

from __future__ import annotations

from dataclasses import dataclass

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure (指标).

    Parameters
    ----------
    id : str
    title, definition : Text
    unit : str
        ``day``, ``working_day``, ``hour``, ``minute``, ``count``, ``share`` or ``CNY``.
    better : {-1, 1, 0}
        Whether less (-1) or more (1) is better for those concerned; 0: neither.
    headline : bool
        Whether it belongs to the family of intervals that hold together.
    """

    id: str
    title: Text
    definition: Text
    unit: str
    better: int
    headline: bool = False


UNITS: dict[str, Text] = {
    "day": Text("日", "days"),
    "working_day": Text("工作日", "working days"),
    "hour": Text("小时", "hours"),
    "minute": Text("分钟", "minutes"),
    "count": Text("次/件", "count"),
    "share": Text("比例", "share"),
    "CNY": Text("元", "CNY"),
}


def _m(id, zh, en, define_zh, define_en, unit, better, headline=False) -> Measure:
    return Measure(id, Text(zh, en), Text(define_zh, define_en), unit, better, headline)


MEASURES: tuple[Measure, ...] = (
    _m(
        "elapsed_working_days",
        "办理时长（工作日）",
        "elapsed time (working days)",
        "申请人为该事第一次行动到最后一个结果送达，未办结的按删失估计",
        "from the applicant's first act for the matter to the last result; open cases are censored",
        "working_day",
        -1,
        True,
    ),
    _m(
        "elapsed_calendar_days",
        "办理时长（日历日）",
        "elapsed time (calendar days)",
        "同上，按日历日",
        "the same in calendar days",
        "day",
        -1,
    ),
    _m(
        "applicant_hours",
        "申请人用时",
        "applicant's time",
        "路上、排队、被服务与准备材料之和",
        "travel, waiting, being served and preparing",
        "hour",
        -1,
        True,
    ),
    _m("travel_hours", "路上用时", "travel time", "往返各柜台", "to and from counters", "hour", -1),
    _m(
        "waiting_hours",
        "排队用时",
        "waiting time",
        "在大厅排队",
        "in the queues of halls",
        "hour",
        -1,
    ),
    _m("served_hours", "被服务用时", "time being served", "在窗口", "at windows", "hour", -1),
    _m(
        "preparing_hours",
        "准备用时",
        "preparing time",
        "制作、补正材料，网上登录与填报",
        "making and mending materials, logging in and filling in online",
        "hour",
        -1,
    ),
    _m(
        "visits",
        "跑动次数",
        "visits",
        "为该事到任何柜台的次数",
        "trips to any counter for the matter",
        "count",
        -1,
        True,
    ),
    _m(
        "no_visit",
        "零跑动占比",
        "share with no visit",
        "一次也不用跑的一件事",
        "matters without any trip",
        "share",
        1,
    ),
    _m(
        "at_most_one_visit",
        "最多跑一次占比",
        "share with at most one visit",
        "最多跑一次的一件事",
        "matters with at most one trip",
        "share",
        1,
        True,
    ),
    _m(
        "materials",
        "提交材料",
        "materials submitted",
        "申请人交出的材料份数",
        "materials handed in by the applicant",
        "count",
        -1,
        True,
    ),
    _m(
        "duplicates",
        "重复提交",
        "duplicate materials",
        "其中有效期内同一申请人已交过的",
        "of them those that the applicant had handed in before, within their validity",
        "count",
        -1,
        True,
    ),
    _m(
        "government_materials",
        "政府出具的材料",
        "government-issued materials",
        "其中由政府部门出具的",
        "of them those that a government department had issued",
        "count",
        -1,
    ),
    _m(
        "authorities",
        "打交道的部门",
        "authorities dealt with",
        "在柜台或门户打过交道的不同部门；综合窗口与省门户合算一个",
        "distinct departments met at counters or portals; comprehensive windows and the "
        "provincial portal count as one together",
        "count",
        -1,
        True,
    ),
    _m(
        "procedures",
        "手续数",
        "procedures",
        "申请人在任何窗口、门户或以邮寄办理的不同事项或证明的个数",
        "distinct items or proofs that the applicant dealt with at any window, portal or by post",
        "count",
        -1,
    ),
    _m(
        "returns",
        "退回次数",
        "returns",
        "因缺漏被退回补正的次数",
        "times sent back to mend",
        "count",
        -1,
        True,
    ),
    _m(
        "in_time",
        "按时办结率",
        "decided in time",
        "在法定时限（工作日）内作出决定的申请",
        "applications decided within their limit in working days",
        "share",
        1,
    ),
    _m(
        "given_up",
        "放弃率",
        "given up",
        "跑得太多次而放弃",
        "gave up after too many trips",
        "share",
        -1,
    ),
    _m(
        "stuck",
        "卡死率",
        "stuck in a circle",
        "陷入循环证明",
        "caught in a circular proof",
        "share",
        -1,
    ),
    _m(
        "open",
        "未办结率",
        "open at the end",
        "观察期末仍未办结",
        "not ended at the horizon",
        "share",
        0,
    ),
    _m(
        "applicant_cost",
        "申请人成本",
        "applicant's cost",
        "用时乘时间价值（标准成本模型），加邮费",
        "time by the value of time (Standard Cost Model), and postage",
        "CNY",
        -1,
    ),
    _m(
        "wait_minutes",
        "一次排队时长",
        "wait in the hall",
        "每次排队到被叫号或离开",
        "each queueing, until called or left",
        "minute",
        -1,
        True,
    ),
    _m(
        "unanswered_requests",
        "未获答复的数据请求占比",
        "requests without an answer",
        "对数据链路的请求中，因停机或繁忙在等待时限内没有得到答复的占比",
        "share of the requests to data links that had no answer within their patience, because "
        "the link was down or busy",
        "share",
        -1,
    ),
    _m(
        "window_utilisation",
        "窗口利用率",
        "utilisation of windows",
        "服务时间除以开放时间乘人数",
        "time serving over opening time by heads",
        "share",
        0,
    ),
    _m(
        "reviewer_utilisation",
        "审查岗利用率",
        "utilisation of reviewers",
        "审查时间除以办公时间乘人数",
        "time reviewing over office time by heads",
        "share",
        0,
    ),
    _m(
        "window_hours",
        "窗口工作量",
        "workload of windows",
        "全部窗口服务小时",
        "hours served at all windows",
        "hour",
        0,
    ),
    _m(
        "reviewer_hours",
        "审查工作量",
        "workload of reviewers",
        "全部审查小时（工作时间）",
        "hours reviewed, in working time",
        "hour",
        0,
    ),
)
BY_ID: dict[str, Measure] = {m.id: m for m in MEASURES}
HEADLINES: tuple[Measure, ...] = tuple(m for m in MEASURES if m.headline)
