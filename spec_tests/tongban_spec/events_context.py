"""The context tables (背景表): what was in force while the events happened."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tongban_spec.events_columns import AUTHORITY_PATTERN, REGION_PATTERN, STAGES
from tongban_spec.events_shapes import Column, ColumnType, Table, Term, terms
from tongban_spec.language import Text

APPLICANT_KINDS = terms(resident=("居民", "resident"), enterprise=("企业", "enterprise"))
PLACE_KINDS = terms(
    hall=("大厅", "hall"),
    window=("大厅的窗口", "window in a hall"),
    office=("部门自己的办公场所", "a department's own office, outside the hall"),
    portal=("门户", "portal"),
)

# The categories that the specification lists (应上尽上): nine of enterprises, five of residents.
# ``items.category`` may hold others: an item outside the list is lawful, it is just not covered.
LISTED_CATEGORIES: tuple[Term, ...] = (
    Term("企业注册登记", Text("企业注册登记", "enterprise registration")),
    Term("年度报告", Text("年度报告", "annual reports")),
    Term("变更注销", Text("变更注销", "change and closure")),
    Term("项目投资", Text("项目投资", "investment projects")),
    Term("生产经营", Text("生产经营", "production and operation")),
    Term("商标专利", Text("商标专利", "trademarks and patents")),
    Term("资质认定", Text("资质认定", "qualifications")),
    Term("税费办理", Text("税费办理", "taxes and fees")),
    Term("安全生产", Text("安全生产", "work safety")),
    Term("教育医疗", Text("教育医疗", "education and medical care")),
    Term("户籍户政", Text("户籍户政", "household registration")),
    Term("社会保障", Text("社会保障", "social security")),
    Term("劳动就业", Text("劳动就业", "employment")),
    Term("住房保障", Text("住房保障", "housing")),
)

DECLARATIONS = terms(
    session_validity_seconds=("登录会话的有效期，秒", "validity of a login session, seconds"),
    propagation_delay_seconds=(
        "事项发布到各处展示的最长时延，秒",
        "longest delay from publication to every portal and hall, seconds",
    ),
    library_delay_seconds=(
        "证照签发到入省级库的最长时延，秒",
        "longest delay from issue to the provincial library, seconds",
    ),
    status_bound_seconds=(
        "部门系统状态变化到平台展示的最长时延，秒",
        "longest delay from a department's change of state to the platform, seconds",
    ),
    automatic_officers=(
        "自动办理者的名称，以分号分隔：经办人写这些名称的，是机器而不是人（如秒批）",
        "names of the machines that act by themselves, with ; between them: an officer of such a"
        " name is no person",
    ),
    specification_version=("所依规范的版本", "version of the specification that is claimed"),
    profiles=("所声明的类别，以分号分隔", "profiles claimed, with ; between them"),
)


def _must(name: str, zh: str, en: str, type: ColumnType = "text", **more) -> Column:
    return Column(name, type, Text(zh, en), required=True, **more)


def _may(name: str, zh: str, en: str, type: ColumnType = "text", **more) -> Column:
    return Column(name, type, Text(zh, en), **more)


_ITEM_CODE = _must("item_code", "事项编码", "item")
_ITEM_VERSION = _must("item_version", "事项版本", "version of the item", "integer", minimum=1)
_ITEM_REGION = _must("region", "适用区划，6位代码", "where it is in force", pattern=REGION_PATTERN)
_MATERIAL_KIND = _must("material_kind", "材料种类", "kind of material")
_STEP = _must("step", "环节", "step, unique in the item")

_ITEMS = Table(
    "items",
    Text("事项：各地各版本", "items: a row a version in a region"),
    (
        _ITEM_CODE,
        _ITEM_VERSION,
        _ITEM_REGION,
        _must("name", "名称", "name"),
        _may("category", "类别，见所列类别", "category; see the listed ones"),
        _may("applicant_kind", "申请人类型", "kind of applicant", terms=APPLICANT_KINDS),
        _may(
            "government",
            "由政府部门办理；否为银行、医院等一同办理的单位；空为是",
            "whether a government department decides it; false: a bank, a hospital or the like that"
            " takes part; null: it does",
            "boolean",
        ),
        _may("online_stages", "可网办阶段", "stages online", terms=STAGES, several=True),
        _may("online_exception", "不能网办的法定理由", "lawful reason why a stage is not online"),
        _may("limit_working_days", "办结时限，工作日", "limit, working days", "integer", minimum=0),
        _may("fee", "收费，元", "fee, CNY", "double", minimum=0),
        _may("review_class", "审批类别", "class of reviewer"),
        _may("reviewed_at", "审核时刻", "when it was reviewed", "timestamp"),
        _may("published_at", "发布时刻", "in force from", "timestamp"),
        _may("withdrawn_at", "停用时刻，空为仍有效", "in force until; null: still", "timestamp"),
    ),
    key=("item_code", "item_version", "region"),
)
_ITEM_MATERIALS = Table(
    "item_materials",
    Text("事项所列材料", "materials that an item lists"),
    (
        _ITEM_CODE,
        _ITEM_VERSION,
        _ITEM_REGION,
        _MATERIAL_KIND,
        _must("secondary", "可容缺后补", "whether it may follow later", "boolean"),
    ),
    key=("item_code", "item_version", "region", "material_kind"),
)
_ITEM_STEPS = Table(
    "item_steps",
    Text("事项所列环节", "steps that an item lists"),
    (
        _ITEM_CODE,
        _ITEM_VERSION,
        _STEP,
        _may("after", "前置环节", "steps that must be completed before", several=True),
        _may("authority_kind", "办理部门类别", "kind of department that does it"),
        _may("review_class", "审批类别", "class of reviewer that it is routed to"),
    ),
    key=("item_code", "item_version", "step"),
)
_MATERIAL_KINDS = Table(
    "material_kinds",
    Text("材料种类及其来源：一来源一行", "kinds of material: a row a source that claims it"),
    (
        _MATERIAL_KIND,
        _may("name", "名称", "name"),
        _may(
            "source",
            "权威来源的部门类别；空为申请人自备",
            "kind of the authoritative department; null: the applicant makes it",
        ),
        _may(
            "validity_days",
            "交出后有效多久，日历日；空为长期，0 为只用于一个申请",
            "valid so long after it was handed in, calendar days; null: without limit; 0: for one"
            " application only",
            "integer",
            minimum=0,
        ),
        _may("electronic", "有电子形式", "whether it has an electronic form", "boolean"),
    ),
    key=("material_kind", "source"),
)
_MATERIAL_NEEDS = Table(
    "material_needs",
    Text("取得材料须先交的材料", "what must be brought to obtain a material: a row a prerequisite"),
    (
        _MATERIAL_KIND,
        _must("needed_kind", "须先交的材料种类", "kind of material that must be brought for it"),
        _may("asker", "索要它的部门类别", "kind of department that asks for it"),
        _may("region", "适用区划，空为各地", "where; null: everywhere", pattern=REGION_PATTERN),
    ),
    key=("material_kind", "needed_kind", "asker", "region"),
)
_LICENCES = Table(
    "licences",
    Text("证照", "licences"),
    (
        _must("licence_id", "证照标识", "identifier of the licence"),
        _MATERIAL_KIND,
        _must("holder", "持证人标识", "applicant_id of the holder"),
        _may("issuer", "签发部门", "department that issued it", pattern=AUTHORITY_PATTERN),
        _must("issued_at", "签发时刻", "when it was issued", "timestamp"),
        _may("expires_at", "失效时刻，空为长期", "expiry; null: none", "timestamp"),
        _may("revoked_at", "吊销时刻", "when it was revoked", "timestamp"),
        _may("electronic", "电子证照", "whether it is electronic", "boolean"),
        _may("seal_valid", "电子印章有效", "whether the seal on it is valid", "boolean"),
    ),
    key=("licence_id",),
)
_LINKS = Table(
    "links",
    Text("数据链路：谁可向谁取何种材料", "data links: who may ask whom for what"),
    (
        _must("link_id", "链路", "link"),
        _must("asker", "可取方的部门类别，* 为任何部门", "kind that may ask; *: any department"),
        _must("provider", "提供方的部门类别", "kind of department that answers"),
        _MATERIAL_KIND,
        _must("from", "启用时刻", "in use from", "timestamp"),
        _may("until", "停用时刻，空为仍在用", "in use until; null: still", "timestamp"),
    ),
    key=("link_id", "material_kind", "from"),
)
_PLACES = Table(
    "places",
    Text("场所", "places"),
    (
        _must("place", "场所", "place"),
        _must("place_kind", "场所类型", "kind of place", terms=PLACE_KINDS),
        _must("region", "所在区划", "where it is", pattern=REGION_PATTERN),
        _may("comprehensive", "综合窗口", "whether it takes every item", "boolean"),
        _may("items", "可办事项，空为全部", "item codes served; null: every item", several=True),
    ),
    key=("place",),
)
_CALENDAR = Table(
    "calendar",
    Text("日历", "calendar"),
    (
        _must("date", "日期", "local date", "date"),
        _must("working", "工作日", "whether it is a working day", "boolean"),
    ),
    key=("date",),
)
_DECLARED = Table(
    "declared",
    Text("平台的声明", "what the platform declares of itself"),
    (
        _must("name", "声明的名称", "what is declared", terms=DECLARATIONS),
        _must("value", "声明的值", "its value, as text"),
    ),
    key=("name",),
)

CONTEXT_TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            _ITEMS,
            _ITEM_MATERIALS,
            _ITEM_STEPS,
            _MATERIAL_KINDS,
            _MATERIAL_NEEDS,
            _LICENCES,
            _LINKS,
            _PLACES,
            _CALENDAR,
            _DECLARED,
        )
    }
)
