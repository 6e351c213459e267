"""The measures of giving up, inequality, demand, queues and cost (放弃、不均、需求、排队与成本)."""

from __future__ import annotations

from tongban.measures.measure import Measure, measure
from tongban_spec.language import Text

REASON_TITLES = {
    "trips": Text("跑得太多", "too many trips"),
    "queue": Text("排得太久", "queue too long"),
    "login": Text("登录不成", "no online login"),
    "circle": Text("循环证明", "circular proof"),
}
STAGE_TITLES = {
    "application": Text("申请前与申请", "up to the application"),
    "acceptance": Text("受理", "acceptance"),
    "review": Text("审查", "review"),
    "delivery": Text("取件", "delivery"),
}
ENDINGS: tuple[tuple[str, str], ...] = (
    *((reason, stage) for reason in ("trips", "queue") for stage in STAGE_TITLES),
    ("login", "application"),
    ("circle", "application"),
)  # reason and stage of every way in which a matter ends without a result


def ending_id(reason: str, stage: str) -> str:
    """Return the id of the measure of a way of giving up (放弃指标)."""
    return f"given_up_{reason}_{stage}"


def _ending(reason: str, stage: str) -> Measure:
    words = Text("放弃：{r}（{s}）", "given up: {r} ({s})").fill(
        r=REASON_TITLES[reason], s=STAGE_TITLES[stage]
    )
    define = Text("这一原因、这一环节的占比", "share of matters, of this reason at this stage")
    return Measure(ending_id(reason, stage), words, define, "share", -1)


ENDING_MEASURES = tuple(_ending(reason, stage) for reason, stage in ENDINGS)
PEOPLE_MEASURES: tuple[Measure, ...] = (
    *ENDING_MEASURES,
    measure("needs", "需求数", "needs", "一次重复中计量的需求",
            "needs of a replication that are measured", "count", 0),
    measure("induced", "新增需求占比", "induced demand", "因负担比参照体制轻才产生的需求占比",
            "share of needs that arise only because the burden is less than under the reference "
            "regime", "share", 0),
    measure("gini_hours", "用时基尼系数", "Gini of hours", "各申请人合计用时的基尼系数，0 为均等",
            "Gini coefficient of the hours of each applicant in all; 0 is equality", "share", -1),
    measure("gini_cost", "成本基尼系数", "Gini of cost", "各申请人合计成本的基尼系数，0 为均等",
            "Gini coefficient of the cost of each applicant in all; 0 is equality", "share", -1),
    measure("queue_length", "排队人数", "queue length",
            "预热后到最后一个需求，开放时间内平均一个大厅里在排队的人数",
            "persons waiting in the mean hall while it is open, from the warm-up to the last need",
            "count", -1),
    measure("counter_contacts", "窗口接触", "contacts at counters", "在窗口被服务的次数",
            "times served at a window", "count", -1),
    measure("online_contacts", "网上接触", "contacts online", "网上申请的次数，含帮办",
            "applications begun online, with help or alone", "count", 0),
    measure("time_cost", "时间成本", "cost of time", "申请人用时乘时间价值",
            "the applicant's time by its value", "CNY", -1),
    measure("travel_cost", "路费", "fares", "趟数乘往返路费，加邮费",
            "trips by the fare there and back, and postage", "CNY", -1),
    measure("fees", "收费", "fees", "受理事项的收费：转移支付，不是社会成本",
            "fees of accepted items: a transfer, no cost to society", "CNY", -1),
    measure("staff_cost", "人工成本", "cost of staff",
            "为计量的每件事所花的窗口与审查工时（加班按倍数）乘工时单价",
            "hours worked at windows and desks for each measured matter, overtime by its rate, by "
            "the tariff of an hour", "CNY", -1),
    measure("more_staff_cost", "增配人手成本", "cost of more staff",
            "体制比场景多配的人，全部办公时间乘工时单价，摊到每件事；另加在人工成本之外，从高计",
            "all the office time of heads that a regime has beyond the scenario's, by the tariff "
            "of an hour, for each matter; on top of the hours worked, so rather too much", "CNY",
            -1),
    measure("link_cost", "链路成本", "cost of links", "接通的链路的年费，摊到每件事",
            "yearly cost of the links in use, for each matter", "CNY", -1),
    measure("lever_cost", "措施成本", "cost of levers", "措施的建设、培训与运行，摊到每件",
            "building and teaching (written off) and running the levers in use, for each matter",
            "CNY", -1),
    measure("administration_cost", "行政成本", "cost of the administration",
            "人工、增配人手、链路与措施之和",
            "staff, more staff, links and levers", "CNY", -1),
    measure("society_cost", "社会成本", "cost to society", "申请人的时间与路费加行政成本，不含收费",
            "the applicant's time and fares and the administration's cost, without fees", "CNY",
            -1),
)  # fmt: skip
