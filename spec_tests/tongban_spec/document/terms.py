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
        Text("政府部门", "government department"),
        Text(
            "事项的 government 为假的，由银行、医院等单位办理，不是政府部门；为空或为真的是。"
            "一个版本只要有一地写了假，就不是。",
            "Who decides an item is one unless government is false in a row of its version: then it"
            " is a bank, a hospital or the like. Null and true mean a department.",
        ),
    ),
    (
        Text("有效（施行）", "in force"),
        Text(
            "事项版本自 published_at 起，到 withdrawn_at 之前；没有 withdrawn_at 的，"
            "到同一地下一版本发布"
            "之前。published_at 为空的，是否有效不知道。在上级区划有效的，在其所含的各地都有效。"
            "看一个行为涉及哪些版本时，包含该地的和该地所含的区划都看。",
            "A version of an item from its published_at until before its withdrawn_at or, without"
            " one, until before the next version is published in the same region. Without"
            " published_at nobody knows. What is in force in a region is, in every region"
            " inside it. Which versions concern an act is"
            " asked of the regions that contain its own and of those inside it.",
        ),
    ),
    (
        Text("主管地", "competent region"),
        Text(
            "受理（没有受理的，不予受理）该申请的部门所在的区划。",
            "The region of the authority that accepted an application or, if none did,"
            " rejected it.",
        ),
    ),
    (
        Text("受理", "acceptance"),
        Text(
            "一件申请的第一个 application_accepted；提交、决定也以第一次为准，送达以最后一次为准。",
            "The first application_accepted of an application; of submissions and decisions"
            " the first"
            " counts as well, of deliveries the last.",
        ),
    ),
    (
        Text("视为受理", "deemed acceptance"),
        Text(
            "收件次日起五个工作日既未受理也未告知的，依法自收件之日起即为受理；日志记作 outcome 为 "
            "deemed_accepted 的 application_accepted，没有经办人和部门也可以。",
            "An application that is neither accepted nor told of within five working days from the"
            " day after it came in is accepted by law. It is on record as an"
            " application_accepted with"
            " the outcome deemed_accepted, which may lack officer and authority.",
        ),
    ),
    (
        Text("选择网上办", "the way online"),
        Text(
            "申请人开始（没有开始记录的，提交）时的渠道为 online，此后到换渠道之前；换回"
            " online 的，又算。",
            "An application goes it from its beginning (or submission, if no beginning is on"
            " record)"
            " in the channel online until the channel is changed, and again once it is changed"
            " back.",
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
            "部门发给持证人的结果，可以是电子的；自签发时起有效，"
            "到失效时刻止（失效时刻本身已无效）。",
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
        Text("当时可以调取", "can be fetched at that moment"),
        Text(
            "有一条该材料的链路（不是 library），asker 是索要部门的类别或 *，已启用、未停用，"
            "也没有中断"
            "（最近一次 link_down、link_up 不是 link_down；link_down 那一刻起算中断，link_up"
            " 那一刻起恢复）。",
            "There is a link for the material (not library) whose asker is the kind of"
            " department that"
            " asks, or *, in use and not down: down from the moment of link_down until before"
            " that of"
            " link_up.",
        ),
    ),
    (
        Text("平台持有", "held by the platform"),
        Text(
            "申请人该种有效的电子证照：自入库起，签发和入库都不在日志里的自签发起；"
            "或申请人交过、仍在"
            "有效期内且没有被告知有误的材料。库（library）中断时，两样都取不到。",
            "An electronic licence in force of the applicant, from its entry in the library or,"
            " if the log has neither entry nor issue, from its issue; or a copy that the"
            " applicant handed in, within"
            " its validity and not told to be wrong. While the library is down neither can be had.",
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
