"""Words by which columns and activities of a foreign log are guessed (猜词表).

Only a start: what a vendor means by a word, the vendor knows. Every guess is told as a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

ACTIVITY_COLUMNS = (
    "conceptname", "activity", "activityname", "event", "eventname", "action", "task", "kind",
    "活动", "活动名称", "环节", "环节名称", "办理环节", "操作", "操作类型", "动作", "事件", "步骤",
)  # fmt: skip
TIME_COLUMNS = (
    "timetimestamp", "timestamp", "at", "time", "eventtime", "completetime", "endtime", "date",
    "时间", "办理时间", "操作时间", "发生时间", "完成时间", "处理时间", "时间戳", "日期",
    "办理日期",
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "event_id": ("eventid", "conceptinstance", "事件编号", "记录编号", "日志编号", "事件id"),
        "case_id": (
            "caseid", "caseconceptname", "case", "casenumber", "案件编号", "办件编号", "办件流水号",
            "业务流水号", "流水号", "案号", "业务编号", "受理编号", "编号",
        ),
        "application_id": ("applicationid", "申请编号", "申报号", "申请号", "申请单号"),
        "applicant_id": (
            "applicantid", "applicant", "申请人", "申请人证件号", "证件号码", "身份证号",
            "统一社会信用代码", "申请人标识",
        ),
        "item_code": ("itemcode", "item", "事项编码", "事项代码", "事项编号", "实施编码"),
        "item_version": ("itemversion", "事项版本", "版本", "版本号"),
        "region": ("region", "行政区划", "行政区划代码", "区划", "区划代码", "municipality"),
        "authority": ("authority", "department", "部门", "办理部门", "受理部门", "审批部门"),
        "place": ("place", "窗口", "窗口号", "大厅", "办理地点", "场所"),
        "channel": ("channel", "casechannel", "渠道", "申请方式", "申报方式", "受理方式"),
        "stage": ("stage", "阶段", "办理阶段"),
        "officer": (
            "officer", "orgresource", "resource", "user", "经办人", "办理人", "操作人", "操作员",
            "承办人", "审批人", "工号",
        ),
        "session_id": ("sessionid", "会话", "会话编号"),
        "material_kind": ("materialkind", "材料名称", "材料类型", "材料种类", "材料"),
        "material_id": ("materialid", "材料编号"),
        "licence_id": ("licenceid", "licenseid", "证照编号", "证照号"),
        "link_id": ("linkid", "链路", "接口编号"),
        "outcome": ("outcome", "result", "结果", "办理结果", "审批结果", "审批意见"),
        "basis": ("basis", "reason", "依据", "法律依据", "理由", "原因"),
    }
)  # fmt: skip
VALUES: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = MappingProxyType(
    {
        "channel": (
            ("online", ("网", "线上", "在线", "移动", "小程序", "internet", "web", "online", "app",
                        "mail")),
            ("hall", ("窗口", "大厅", "现场", "线下", "desk", "counter", "hall", "office")),
            ("post", ("邮寄", "邮递", "post", "letter")),
        ),
        "outcome": (
            ("refused", ("不予", "不同意", "驳回", "否", "refus", "denied", "deny", "reject")),
            ("granted", ("准予", "同意", "通过", "许可", "批准", "grant", "approv", "permit")),
        ),
        "stage": (
            ("acceptance", ("受理", "accept", "intake")),
            ("review", ("审查", "审核", "review", "assess")),
            ("decision", ("决定", "审批", "decision")),
            ("delivery", ("送达", "发证", "出件", "deliver")),
            ("application", ("申请", "申报", "appl", "submi")),
        ),
    }
)  # fmt: skip


class KindWords(NamedTuple):
    """Words that speak for a kind of event (事件种类的词).

    Parameters
    ----------
    kind : str
    words : tuple of str
        In small letters; one of them within the activity's name is enough.
    outcome : str
        What ``outcome`` is then; empty if unknown.
    """

    kind: str
    words: tuple[str, ...]
    outcome: str = ""


# The first that fits is taken: a word of a refusal stands before the word that it contains.
KINDS_BY_WORDS: tuple[KindWords, ...] = (
    KindWords("application_withdrawn", ("撤回", "撤件", "撤销申请", "withdraw"), "withdrawn"),
    KindWords("application_rejected", ("不予受理", "退件", "not accepted"), "rejected"),
    KindWords("notice_issued", ("补正", "补件", "一次性告知", "request missing"), "missing"),
    KindWords(
        "application_accepted",
        ("受理", "收件", "confirmation of receipt", "application accepted"),
        "accepted",
    ),
    KindWords("material_submitted", ("补交材料", "提交材料", "上传材料", "material submitted")),
    KindWords("application_submitted", ("提交申请", "申报", "申请", "submit", "apply")),
    KindWords("clock_stopped", ("中止", "暂停", "suspend", "clock stop")),
    KindWords("clock_resumed", ("恢复", "resume")),
    KindWords("decision_made", ("不予许可", "不予批准", "refuse", "reject permit"), "refused"),
    KindWords("decision_made", ("准予", "批准", "grant", "approve"), "granted"),
    KindWords("decision_made", ("决定", "审批", "decision", "decide")),
    KindWords("licence_issued", ("制证", "发证", "颁发", "issue licen", "issue permit")),
    KindWords("result_delivered", ("送达", "领取", "取件", "寄送", "出件", "deliver")),
    KindWords("handed_over", ("流转", "移交", "转办", "hand over", "forward to")),
    KindWords("identity_verified", ("登录", "实名", "身份核验", "login", "log in")),
    KindWords("visit_started", ("取号", "到场", "ticket drawn")),
    KindWords("step_completed", ("审查", "审核", "初审", "复审", "勘验", "review", "assess")),
)
TIME_FORMS = (
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日", "%Y%m%d%H%M%S", "%Y%m%d", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y",
    "%m-%d-%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y",
    "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%Y-%m-%d %I:%M:%S %p", "epoch_s",
    "epoch_ms",
)  # fmt: skip


def folded(name: str) -> str:
    """Return a name in small letters without what is neither letter nor digit (归一)."""
    return "".join(c for c in name.casefold() if c.isalnum())
