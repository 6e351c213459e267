"""The kinds of events (事件种类), by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tongban_spec.events_shapes import Group, Kind
from tongban_spec.language import Text

_ITEM = ("item_code", "item_version")
_OF_MATERIAL = ("application_id", "material_kind")


def _kind(name: str, group: Group, zh: str, en: str, *needs: str, outcomes: str = "") -> Kind:
    return Kind(name, group, Text(zh, en), needs, tuple(outcomes.split()))


_CATALOGUE = (
    _kind("item_reviewed", "catalogue", "事项版本审核通过", "a version was reviewed", *_ITEM),
    _kind("item_published", "catalogue", "事项版本发布", "a version was published", *_ITEM),
    _kind("item_changed", "catalogue", "事项内容变更", "the content was changed", *_ITEM),
    _kind("item_withdrawn", "catalogue", "事项版本停用", "a version was withdrawn", *_ITEM),
    _kind(
        "item_served",
        "catalogue",
        "门户或大厅展示了该版本",
        "a portal or hall showed this version",
        *_ITEM,
        "place",
    ),
)

_IDENTITY = (
    _kind(
        "identity_verified",
        "identity",
        "登录或核验身份；未通过时结果为失败",
        "a login or an identity check; outcome failed if it did not succeed",
        "applicant_id",
        outcomes="succeeded failed unavailable",
    ),
)

_VISIT = (
    _kind("visit_started", "visit", "到场", "a visit began", "applicant_id", "place"),
    _kind(
        "visit_ended",
        "visit",
        "离场",
        "a visit ended",
        "applicant_id",
        "place",
        outcomes="served left unavailable",
    ),
    _kind(
        "redirected",
        "visit",
        "被支到别的窗口或别处；场所为支出的一方",
        "sent to another window or place; place is the one that sent",
        "applicant_id",
        "place",
    ),
    _kind("called_in", "visit", "被要求到场", "told to come", "applicant_id", "application_id"),
)

_APPLICATION = (
    _kind(
        "application_started",
        "application",
        "开始申请",
        "an application was begun",
        "application_id",
        "applicant_id",
        "item_code",
        "channel",
    ),
    _kind(
        "application_submitted",
        "application",
        "提交申请",
        "an application was handed in",
        "case_id",
        "application_id",
        "applicant_id",
        *_ITEM,
        "channel",
    ),
    _kind(
        "application_accepted",
        "application",
        "受理",
        "the application was accepted",
        "application_id",
        "authority",
        outcomes="accepted deemed_accepted",
    ),
    _kind(
        "application_rejected",
        "application",
        "不予受理",
        "the application was not accepted",
        "application_id",
        "authority",
        outcomes="rejected",
    ),
    _kind(
        "notice_issued",
        "application",
        "告知补正：每份材料一行，依据相同的各行为同一次告知",
        "told to mend: a row a material; rows with the same basis are one notice",
        "application_id",
        "authority",
        "material_kind",
        "basis",
        outcomes="missing defective",
    ),
    _kind(
        "application_abandoned",
        "application",
        "申请人放弃",
        "the applicant gave up",
        "application_id",
        outcomes="abandoned",
    ),
    _kind(
        "application_withdrawn",
        "application",
        "申请人撤回",
        "the applicant withdrew it",
        "application_id",
        outcomes="withdrawn",
    ),
    _kind(
        "channel_changed",
        "application",
        "换渠道继续办；渠道为换后的",
        "continued in another channel; channel is the new one",
        "application_id",
        "channel",
    ),
)

_MATERIALS = (
    _kind(
        "material_requested",
        "materials",
        "部门索要材料：传递者为申请人即向申请人索要，否则向其他单位索要",
        "a department asked for a material: of the applicant if carrier is applicant, else of"
        " another unit",
        *_OF_MATERIAL,
        "authority",
        "carrier",
    ),
    _kind(
        "material_submitted",
        "materials",
        "申请人提交材料",
        "the applicant handed in a material",
        *_OF_MATERIAL,
        "applicant_id",
    ),
    _kind(
        "material_fetched",
        "materials",
        "经数据链路调取材料",
        "a material was fetched over a data link",
        *_OF_MATERIAL,
        "link_id",
        outcomes="succeeded failed unavailable",
    ),
    _kind(
        "licence_presented",
        "materials",
        "出示电子证照",
        "an electronic licence was presented",
        "application_id",
        "licence_id",
    ),
    _kind(
        "licence_refused",
        "materials",
        "出示的证照被拒收",
        "a licence that was presented was refused",
        "application_id",
        "licence_id",
        "authority",
        outcomes="refused",
    ),
    _kind(
        "verification_requested",
        "materials",
        "要求开具证明以核实信息",
        "a proof was asked for, to verify what is known elsewhere",
        *_OF_MATERIAL,
        "authority",
    ),
    _kind(
        "recertification_requested",
        "materials",
        "要求对已有证照重新认证",
        "a licence was asked to be certified anew",
        "application_id",
        "licence_id",
        "authority",
    ),
)

_HANDLING = (
    _kind(
        "handed_over",
        "handling",
        "部门间流转，传递者说明由谁跑",
        "passed between departments; carrier says by whom",
        "application_id",
        "carrier",
    ),
    _kind(
        "step_ready",
        "handling",
        "环节的前置已满足",
        "the prerequisites of a step are met",
        "application_id",
        "step",
    ),
    _kind("step_started", "handling", "环节开始", "a step began", "application_id", "step"),
    _kind("step_completed", "handling", "环节完成", "a step ended", "application_id", "step"),
    _kind("clock_stopped", "handling", "停止计时", "the clock was stopped", "application_id"),
    _kind("clock_resumed", "handling", "恢复计时", "the clock went on", "application_id"),
    _kind(
        "decision_made",
        "handling",
        "作出决定",
        "the decision was made",
        "application_id",
        "authority",
        "outcome",
        outcomes="granted refused",
    ),
)

_DELIVERY = (
    _kind("licence_issued", "delivery", "发证", "a licence was issued", "licence_id", "authority"),
    _kind(
        "licence_registered",
        "delivery",
        "证照入省级库",
        "a licence was entered in the provincial library",
        "licence_id",
    ),
    _kind("licence_revoked", "delivery", "证照吊销", "a licence was revoked", "licence_id"),
    _kind(
        "result_delivered",
        "delivery",
        "结果送达",
        "a result was handed over",
        "application_id",
        "channel",
    ),
)

_SYSTEMS = (
    _kind("link_down", "systems", "链路中断", "a data link went down", "link_id"),
    _kind("link_up", "systems", "链路恢复", "a data link came up", "link_id"),
    _kind(
        "record_moved",
        "systems",
        "迁移中主记录换系统；场所为新的主记录系统",
        "system of record changed in a migration; place is the new one",
        "item_code",
        "region",
        "place",
    ),
    _kind(
        "status_shown",
        "systems",
        "门户展示了这一办理状态",
        "a portal showed this state",
        "application_id",
        "place",
        "stage",
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for group in (
            _CATALOGUE,
            _IDENTITY,
            _VISIT,
            _APPLICATION,
            _MATERIALS,
            _HANDLING,
            _DELIVERY,
            _SYSTEMS,
        )
        for kind in group
    }
)
