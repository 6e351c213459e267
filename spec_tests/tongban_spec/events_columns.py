"""The table ``events`` (事件表): a row an event; its columns and the words they may hold."""

from __future__ import annotations

from tongban_spec.events_shapes import Column, Table, terms
from tongban_spec.language import Text

CHANNELS = terms(
    online=("线上", "online"),
    hall=("大厅", "in the hall"),
    post=("邮寄", "by post"),
)
STAGES = terms(
    application=("申请", "application"),
    acceptance=("受理", "acceptance"),
    review=("审查", "review"),
    decision=("决定", "decision"),
    delivery=("送达", "delivery"),
)
CARRIERS = terms(
    platform=("平台传递", "carried by the platform"),
    applicant=("申请人自己跑", "carried by the applicant"),
    post=("邮寄", "carried by post"),
)
OUTCOMES = terms(
    accepted=("受理", "accepted"),
    deemed_accepted=("逾期未告知，视为受理", "deemed accepted, after silence"),
    rejected=("不予受理", "rejected at acceptance"),
    granted=("准予", "granted"),
    refused=("不予准予或拒收", "refused"),
    withdrawn=("撤回", "withdrawn by the applicant"),
    abandoned=("放弃", "given up by the applicant"),
    missing=("材料缺少", "the material is missing"),
    defective=("材料有误", "the material is wrong"),
    succeeded=("成功", "succeeded"),
    failed=("失败", "failed"),
    unavailable=("链路或系统不可用", "link or system not available"),
    served=("办到", "served"),
    left=("未办到而离开", "left without being served"),
)

REGION_PATTERN = "[0-9]{6}"
AUTHORITY_PATTERN = "[^@]+@[0-9]{6}"

EVENT_COLUMNS: tuple[Column, ...] = (
    Column("event_id", "text", Text("事件编号，全包唯一", "unique in the package"), required=True),
    Column(
        "at",
        "timestamp",
        Text("发生时刻，世界协调时，精确到微秒", "when it happened, UTC, microseconds"),
        required=True,
    ),
    Column("kind", "text", Text("事件种类", "one of the kinds"), required=True),
    Column(
        "case_id",
        "text",
        Text(
            "一件事：申请人眼中的一次办事，含一个或几个申请",
            "the matter as the applicant sees it; holds one or more applications",
        ),
    ),
    Column("application_id", "text", Text("一个事项的申请", "the application for one item")),
    Column(
        "applicant_id",
        "text",
        Text(
            "申请人唯一标识：公民身份号码或统一社会信用代码",
            "the applicant's one identifier: citizen id or unified social credit code",
        ),
    ),
    Column("item_code", "text", Text("事项编码", "which item")),
    Column("item_version", "integer", Text("事项版本", "which version of the item"), minimum=1),
    Column(
        "region",
        "text",
        Text("行为发生地，行政区划代码6位", "where the act was done, 6-digit division code"),
        pattern=REGION_PATTERN,
    ),
    Column(
        "authority",
        "text",
        Text("作出行为的部门，写作 类别@区划", "department that acted, kind@region"),
        pattern=AUTHORITY_PATTERN,
    ),
    Column(
        "place", "text", Text("场所：大厅、窗口或门户", "hall, window or portal where it happened")
    ),
    Column("channel", "text", Text("渠道", "channel"), terms=CHANNELS),
    Column("stage", "text", Text("阶段", "stage"), terms=STAGES),
    Column("step", "text", Text("事项的环节", "step of the item")),
    Column(
        "officer",
        "text",
        Text(
            "经办人；机器自动办理的，写机器的名称，并在 declared 的 automatic_officers 里声明",
            "who acted: a person, or a machine under its name, which automatic_officers in declared"
            " must list",
        ),
    ),
    Column(
        "review_class",
        "text",
        Text(
            "办理该环节的审批类别，由实际办理者所属", "class of reviewers who really did the step"
        ),
    ),
    Column("session_id", "text", Text("所在登录会话", "the login under which it happened")),
    Column(
        "material_kind",
        "text",
        Text("所要、所交或所取的材料种类", "kind of material asked for, handed in or fetched"),
    ),
    Column("material_id", "text", Text("该份材料", "that copy of the material")),
    Column(
        "licence_id",
        "text",
        Text("所发、所出示或所取的证照", "licence issued, presented or fetched"),
    ),
    Column("link_id", "text", Text("所用或中断的数据链路", "data link used or down")),
    Column("carrier", "text", Text("由谁传递", "who carried it"), terms=CARRIERS),
    Column("outcome", "text", Text("结果", "outcome"), terms=OUTCOMES),
    Column("basis", "text", Text("依据或理由", "lawful basis or reason")),
)

EVENTS = Table(
    "events",
    Text("事件：一行一件", "events: a row an event"),
    EVENT_COLUMNS,
    key=("event_id",),
)
ALWAYS_NEEDED: tuple[str, ...] = tuple(c.name for c in EVENT_COLUMNS if c.required)
