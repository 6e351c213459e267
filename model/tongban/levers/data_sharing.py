"""Point 3, data travels instead of people (数据共享): levers on materials and process."""

from __future__ import annotations

from tongban.levers.lever import Effect, Lever, Member, items, matters
from tongban.scenario.world import World
from tongban_spec.language import Text


def link_member(link: str, material: str) -> str:
    """Return the id under which a lever covers one material over one data link."""
    return f"{link}/{material}"


def reuse_member(material: str) -> str:
    """Return the id under which a lever covers the reuse of what the applicant once handed in."""
    return f"reuse/{material}"


def _shared_materials(world: World) -> list[Member]:
    """Return what links can fetch, and what an applicant's own uploads can be reused for."""
    members = [
        Member(link_member(link.id, material), materials=frozenset([material]))
        for link in world.links.values()
        for material in link.materials
    ]
    return members + [
        Member(reuse_member(m.id), materials=frozenset([m.id]))
        for m in world.catalogue.materials.values()
        if not m.single_use
    ]


def _electronic_materials(world: World) -> list[Member]:
    return [
        Member(m.id, materials=frozenset([m.id]))
        for m in world.catalogue.materials.values()
        if m.electronic
    ]


DATA_SHARING = Lever(
    "data_sharing",
    Text("数据共享", "data sharing"),
    Text(
        "数据链路接通：能查到的材料由系统调取，只有链路不通时才向申请人要；交过一次的材料可以复用。",
        "Data links are connected: what they can answer is fetched, and asked of the applicant "
        "only if no link can. What was handed in once is remembered and used again.",
    ),
    Text("链路上的材料和可复用的材料", "materials on links, and materials that can be reused"),
    _shared_materials,
    "3.2; 国务院令第716号 §7",
    Text(
        "提供数据的部门：接口和运维；链路断时，申请人等或自己去开。",
        "Departments that provide data: interfaces and their upkeep; while a link is down the "
        "applicant waits, or fetches the paper.",
    ),
    ("DAT-1", "DAT-2"),
    Effect("materials", -1),
)

E_LICENCES = Lever(
    "e_licences",
    Text("电子证照", "electronic licences"),
    Text(
        "结果同时发电子证照并入库；已在库的证照不再要求提交，电子结果无需领取。",
        "Results are also issued electronically and kept in the library; what the library holds "
        "is not asked for again, and an electronic result need not be collected.",
    ),
    Text("有电子形式的材料", "materials with an electronic form"),
    _electronic_materials,
    "3.2; 国务院令第716号 §8–11",
    Text(
        "发证部门：电子印章、制证和入库。",
        "Departments that issue: seals, electronic issue and the library.",
    ),
    ("DAT-4", "DAT-10"),
    Effect("visits", -1),
)

ONE_ACCEPTANCE = Lever(
    "one_acceptance",
    Text("一口受理", "one acceptance"),
    Text(
        "涉及几个政府部门的一件事只递交一次、受理一次；银行、医院等另行申请，等其结果的事项停表等待。",
        "A matter of several government departments is handed in once and accepted once; banks, "
        "hospitals and others are applied to on their own, and what waits for them has its clock "
        "stopped.",
    ),
    Text("一件事", "matters"),
    matters,
    "3.2; 行政许可法 §26",
    Text(
        "牵头部门：替其他部门收件，一次窗口时间更长。",
        "The leading department: it receives for the others; services there are longer.",
    ),
    ("DAT-5",),
    Effect("visits", -1),
)

PARALLEL_REVIEW = Lever(
    "parallel_review",
    Text("并联审批", "parallel review"),
    Text(
        "前置条件一满足环节就开始，互不依赖的环节同时办理。",
        "A step starts as soon as its own prerequisites are met; steps that do not depend on each "
        "other run at the same time.",
    ),
    Text("一件事", "matters"),
    matters,
    "3.2; 优化营商环境条例 §42",
    Text(
        "审批人员：别的部门可能不批时已经开始办（模型里都会批，所以这项成本为零）。",
        "Reviewers: they begin while others may still refuse (in the model nobody refuses, so this "
        "costs nothing).",
    ),
    ("DAT-6",),
    Effect("elapsed_working_days", -1),
)

NO_VISIT = Lever(
    "no_visit",
    Text("不必到场", "no visit needed"),
    Text(
        "身份核验和签名在网上完成；网上申请后不再需要到窗口核验原件。",
        "Identity and signature are done online; after an online application nobody has to come "
        "to show originals.",
    ),
    Text("事项", "items"),
    items,
    "3.2; 电子签名法 §14",
    Text(
        "省：网上身份核验和签名的系统。",
        "The province: systems for identity and signature online.",
    ),
    ("DAT-9",),
    Effect("visits", -1, beside=("online_coverage",)),
    needs=("online_coverage",),
)

PLEDGE = Lever(
    "pledge",
    Text("容缺受理、告知承诺", "acceptance under a pledge"),
    Text(
        "主要材料齐全、只缺次要材料的，书面承诺后先受理，次要材料在决定前补上；不再因此退回。",
        "Where only a secondary material is missing, the application is accepted under a written "
        "pledge and the material follows before the decision; nobody is sent back for it.",
    ),
    Text("事项", "items"),
    items,
    "3.2; 优化营商环境条例 §44; 安阳市政务服务条例 §24",
    Text(
        "审批人员：承诺的材料要跟到决定之前。",
        "Reviewers: what was pledged is followed up until the decision.",
    ),
    (),  # the law allows it and demands it of nobody: who takes no pledges breaches nothing
    Effect("returns", -1),
    for_good=True,
)

LIMIT_SUPERVISION = Lever(
    "limit_supervision",
    Text("限时办结", "limits watched"),
    Text(
        "平台盯住时限：审批按到期日排队，临期预警的件不再压在案头之间，逾期不告知即视为受理；"
        "人手不够时仍会超期。",
        "The platform watches limits: reviewers' queues go by due date, a file that is warned of "
        "no longer lies between desks, and silence after the lawful days counts as acceptance. "
        "Where staff are too few, files are late all the same.",
    ),
    Text("事项", "items"),
    items,
    "3.2; 行政许可法 §32(4)、§42、§45",
    Text(
        "审批人员：快到期的先办，没有时限的件要多等；预警的件要专人催送。",
        "Reviewers: what is due comes first, and files without a limit wait longer; somebody "
        "hurries the files that are warned of.",
    ),
    ("DAT-7", "SRV-1"),
    Effect("in_time", 1, beside=("platform_handover",)),
    needs=("platform_handover",),
)

LEVERS = (
    DATA_SHARING,
    E_LICENCES,
    ONE_ACCEPTANCE,
    PARALLEL_REVIEW,
    NO_VISIT,
    PLEDGE,
    LIMIT_SUPERVISION,
)
