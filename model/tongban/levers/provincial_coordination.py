"""Point 2, one platform for the province (省级统筹): levers on who must go where."""

from __future__ import annotations

from tongban.levers.lever import Effect, Lever, Member, items
from tongban.scenario.world import World
from tongban_spec.language import Text


def _departments(world: World) -> list[Member]:
    """Return the departments that have items, each with these."""
    own: dict[str, list[Member]] = {}
    for member in items(world):
        own.setdefault(world.catalogue.items[member.id].department, []).append(member)
    return [
        Member(
            d,
            matters=frozenset[str]().union(*(m.matters for m in own[d])),
            items=frozenset(m.id for m in own[d]),
        )
        for d in world.departments
        if d in own
    ]


def _issued_materials(world: World) -> list[Member]:
    return [
        Member(m.id, materials=frozenset([m.id]))
        for m in world.catalogue.materials.values()
        if m.maker == "government" and not m.single_use
    ]


SINGLE_SIGN_ON = Lever(
    "single_sign_on",
    Text("单点登录", "single sign-on"),
    Text(
        "部门网站共用一次登录；会话有效期内不再重复认证。",
        "Department portals share one login; within a session nobody is authenticated twice.",
    ),
    Text("部门", "departments"),
    _departments,
    "2.1; 国务院令第716号 §5",
    Text(
        "省：统一身份认证平台；各部门：接入改造。",
        "The province: one identity platform; every department: connecting to it.",
    ),
    ("PRO-1",),
    Effect("preparing_hours", -1, beside=("online_coverage",)),
    needs=("online_coverage",),
)

ACCEPT_ANYWHERE = Lever(
    "accept_anywhere",
    Text("全网通办（异地受理）", "accepted anywhere"),
    Text(
        "在居住地的大厅即可递交和领取，不必回到主管县；否则有人先去就近大厅问、再被支回主管县。"
        "level 定范围：同县、同市（州）或全省。",
        "Applications are handed in and results collected at the hall where the applicant lives, "
        "not only in the competent county, to which some are sent on who first ask near home; "
        "level says how far: within the county, the prefecture or the province.",
    ),
    Text("事项", "items"),
    items,
    "2.1",
    Text(
        "居住地的大厅：替别处收件，窗口更忙。",
        "Halls where people live: they receive for others, and their windows are busier.",
    ),
    ("PRO-2",),
    Effect("travel_hours", -1),
    # The model has one hall in each county, so that up to this level nothing changes.
    levels=(
        ("county", ""),
        ("prefecture", "accept_in_prefecture"),
        ("province", "accept_anywhere"),
    ),
)

PLATFORM_HANDOVER = Lever(
    "platform_handover",
    Text("平台流转", "platform hand-over"),
    Text(
        "部门之间由平台传递材料和结果，纸件不再在案头间流转，申请人不再当“快递员”。",
        "The platform carries files and results between departments; paper no longer circulates "
        "between desks and the applicant is no longer the courier.",
    ),
    Text("事项", "items"),
    items,
    "2.1, 2.2",
    Text(
        "省：建设和运行平台；各部门：系统对接和切换。",
        "The province: building and running the platform; departments: connecting, cutting over.",
    ),
    ("PRO-6",),
    Effect("elapsed_working_days", -1),
    by_group=False,
)

MUTUAL_RECOGNITION = Lever(
    "mutual_recognition",
    Text("证照互认", "mutual recognition"),
    Text(
        "省内任何机关发的证照各地都认；否则住在别县的人要把手里的证照拿回发证机关重新认证。",
        "A paper issued by any authority of the province is accepted in every county; otherwise "
        "who lives elsewhere must have it certified anew by its issuer.",
    ),
    Text("政府签发的材料", "materials that an authority issues"),
    _issued_materials,
    "2.2; 国发〔2024〕3号",
    Text(
        "发证机关：真伪要随时能查。",
        "Issuers: whether a paper is genuine must be known at any time.",
    ),
    ("PRO-5",),
    Effect("visits", -1),
)

LEVERS = (SINGLE_SIGN_ON, ACCEPT_ANYWHERE, PLATFORM_HANDOVER, MUTUAL_RECOGNITION)
