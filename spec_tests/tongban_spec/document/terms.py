"""The terms of the specification (术语), each in one sentence."""

from __future__ import annotations

from tongban_spec.language import Text

TERMS: tuple[tuple[Text, Text], ...] = (
    (
        Text("一件事", "matter"),
        Text(
            "申请人眼中的一次办事；日志里的一个 case_id，含一个或几个申请。",
            "What the applicant wants done, seen as one; a case_id of the log, with one or more"
            " applications.",
        ),
    ),
    (
        Text("事项", "item"),
        Text(
            "目录里的一项政务服务，有编码、版本和施行的地区。",
            "A service of the catalogue, with a code, versions, and regions where they are in"
            " force.",
        ),
    ),
    (
        Text("申请", "application"),
        Text("为一个事项提出的一次申请。", "One request for one item."),
    ),
    (
        Text("申请人", "applicant"),
        Text("居民或企业，各有唯一标识。", "A resident or an enterprise, with one identifier."),
    ),
    (
        Text("部门", "authority"),
        Text(
            "一地的一个办理机关，写作 类别@区划。",
            "The department of a kind in a region, written kind@region.",
        ),
    ),
    (
        Text("材料", "material"),
        Text(
            "办事要交的东西，按种类计；政府出具的只有一个权威来源。",
            "What is handed in for an application, counted by kind; one that government issues has"
            " one authoritative source.",
        ),
    ),
    (
        Text("证照", "licence"),
        Text(
            "部门发给持证人的结果，可以是电子的；自签发时起有效，到失效时刻止（失效时刻本身已无效）。",
            "A result that a department gives to a holder, maybe electronic; valid from its issue"
            " until before the moment of expiry.",
        ),
    ),
    (
        Text("数据链路", "data link"),
        Text(
            "一类部门可以向另一类取某种材料的通路，有启用与停用时刻，会中断。",
            "A way by which one kind of department may fetch a kind of material from another; in"
            " use from and until, and sometimes down.",
        ),
    ),
    (
        Text("省级库", "provincial library"),
        Text(
            "存全省电子证照和已交材料的地方；日志里写作链路 library。",
            "Where the electronic licences of the province and what was handed in are kept; told"
            " as the link library.",
        ),
    ),
    (
        Text("环节", "step"),
        Text(
            "事项办理中的一步，有它所依赖的前置环节。",
            "A part of handling an item, with the steps that it depends on.",
        ),
    ),
    (
        Text("时限", "limit"),
        Text(
            "自受理次日起算的工作日数；当日末钟还停着的日子不计。",
            "Working days counted from the day after acceptance; a day at whose end the clock"
            " stands still does not count.",
        ),
    ),
    (
        Text("机会", "opportunity"),
        Text(
            "一条要求可以守住也可以违反的一次场合。没有机会的要求是“未发生”，不是“符合”。",
            "An occasion on which a requirement can be held or breached. A requirement that had"
            " none is not exercised, and never passed.",
        ),
    ),
    (
        Text("违反", "breach"),
        Text(
            "机会中没有守住的，附上证明它的事件。",
            "An opportunity in which it was not held, with the events that prove it.",
        ),
    ),
    (
        Text("定不下来", "undecided"),
        Text(
            "被日志末尾截断或缺少取值的机会：单独计数，不算违反，也不算守住。",
            "An opportunity that the end of the log cuts off, or for which a value is lacking:"
            " counted apart, neither breached nor held.",
        ),
    ),
    (
        Text("能上网的事项", "item that can be online"),
        Text(
            "目录没有载明法定的不能网办理由的事项。",
            "An item for which the catalogue gives no lawful reason why not.",
        ),
    ),
)
