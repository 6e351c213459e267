"""Small worlds for tests, built from a few shape parameters."""

from __future__ import annotations

import datetime
from dataclasses import replace

from tongban.actors.applicants import ApplicantGroup, ApplicantKind
from tongban.actors.data_links import DataLink
from tongban.actors.departments import Department
from tongban.actors.halls import Hall, OpeningHours, Region
from tongban.catalogue.items import STAGES, Item, ItemMaterial, Step
from tongban.catalogue.materials import LOCAL_PAPER, OFF_LIST, Material, own_material
from tongban.catalogue.matters import Catalogue, Matter
from tongban.hashing import name_hash
from tongban.levers.regime import full
from tongban.quantities import DAY, HOUR, MINUTE, ZERO, Family, Spread
from tongban.scenario.process import Process
from tongban.scenario.supervision import Supervision
from tongban.scenario.world import World
from tongban_spec.language import Text

HOURS = OpeningHours(((9 * HOUR, 12 * HOUR), (13 * HOUR + 1800, 17 * HOUR)), tuple([1.0] * 24))
OFFICE = OpeningHours(((9 * HOUR, 12 * HOUR), (13 * HOUR + 1800, 17 * HOUR + 1800)), (1.0,) * 24)
WORKING_DAY = 7 * HOUR


def minutes(mean: float, family: Family = "lognormal", cv: float = 0.5) -> Spread:
    return Spread(family, mean * MINUTE, cv)


def name(word: str) -> Text:
    return Text(word, word)


def material(id: str, issuer: str | None = None, **changes) -> Material:
    base = Material(
        id, name(id), "government" if issuer else "applicant", issuer, None, issuer is not None,
        "A" if issuer else None, (), minutes(10), ZERO, 0.0,
    )  # fmt: skip
    return replace(base, **changes)


def step(id: str, department: str, after: tuple[str, ...] = (), **changes) -> Step:
    base = Step(id, name(id), department, "any", minutes(30),
                Spread("exponential", WORKING_DAY, 1.0), 0.25, after)  # fmt: skip
    return replace(base, **changes)


def item(id: str, department: str, materials, produces, steps=None, **changes) -> Item:
    base = Item(
        id, f"33{name_hash(id) % 10**10:010d}", 1, name(id), department, "企业注册登记",
        "enterprise", 2, 0.0, STAGES, "", minutes(15),
        tuple(ItemMaterial(m, secondary=m == "PLAN") for m in materials), tuple(produces),
        steps or (step("review", department),),
    )  # fmt: skip
    return replace(base, **changes)


PROCESS = Process(
    missing_at_first_try=0.1,
    defect_repair=minutes(60),
    login=minutes(10),
    login_failure=0.03,
    fill_in_online=minutes(20),
    pickup=minutes(5),
    carry=minutes(5),
    wrong_window=0.05,
    living_elsewhere=0.2,
    returning_applicant=0.3,
    special_handling=0.0,
    special_handling_time=Spread("constant", 5 * WORKING_DAY),
    session_validity_seconds=8 * HOUR,
    precheck=minutes(10),
    extra_time_helped=1.1,
    missing_with_clear_guide=0.5,
    off_list_request=0.1,
    off_list_time=minutes(60),
    post_chosen=0.5,
    post_transit=Spread("constant", DAY),
    post_fee=12.0,
    local_material_share=0.4,
    local_material_time=minutes(60),
    local_limit_share=0.4,
    local_limit_days=5,
    local_code_share=0.3,
    unfamiliar_list=1.5,
    rekeying=minutes(10),
    supervision=Supervision(warning_share=0.67, hurried_seconds=HOUR, silence_days=5),
)


def group(id: str = "firm", kind: ApplicantKind = "enterprise", **changes) -> ApplicantGroup:
    base = ApplicantGroup(id, name(id), kind, 1.0, 0.7, 0.95, minutes(30), minutes(180),
                          Spread("exponential", 3 * HOUR, 1.0), 60, 50.0)  # fmt: skip
    return replace(base, **changes)


def world(
    departments: int = 3,
    regions: int = 2,
    needs: float = 6.0,
    days: int = 10,
    horizon: int = 60,
    windows: int = 1,
    process: Process = PROCESS,
    link_down_hours: float = 2.0,
    dispersion: float = 2.0,
) -> World:
    """Return a chain of departments: each needs the paper of the one before, an id and a form."""
    kinds = [f"D{n}" for n in range(departments)]
    materials = [
        material("ID", kinds[0], held_share=0.95, prerequisites=("HK",)),
        material("HK", kinds[-1], held_share=0.9),
        material("FORM", single_use=True, obtaining=minutes(30)),
        material("PLAN", obtaining=minutes(120)),
        *(material(f"P{n}", k, prerequisites=("ID",)) for n, k in enumerate(kinds)),
        own_material(OFF_LIST, process.off_list_time),
        own_material(LOCAL_PAPER, process.local_material_time),
    ]
    items = [
        item(
            f"M.{n}", k, ["FORM", "ID", "PLAN", *([f"P{n - 1}"] if n else [])], [f"P{n}"],
            (step("review", k), step("check", kinds[0]), step("decide", k, ("review", "check"))),
        )
        for n, k in enumerate(kinds)
    ]  # fmt: skip
    extra = item("S.0", kinds[-1], ["FORM", "ID", "P0"], [f"P{departments - 1}"])
    matters = [
        Matter("M", name("M"), "c", "enterprise", tuple(i.id for i in items), 1.0, None),
        Matter("S", name("S"), "c", "enterprise", ("S.0",), 1.0, None),
    ]
    codes = [f"3304{n:02d}" for n in range(1, regions + 1)]
    links = {
        f"L{n}": DataLink(f"L{n}", "*", k,
                          tuple(m.id for m in materials if m.issuer == k),
                          Spread("exponential", 2, 1.0), 0, Spread("exponential", 5 * DAY, 1.0),
                          Spread("exponential", link_down_hours * HOUR, 1.0), 1800)
        for n, k in enumerate(kinds)
    }  # fmt: skip
    return World(
        name="small", title=name("small"), purpose=name("small"), digest="0" * 64,
        start=datetime.date(2025, 3, 3), arrival_days=days, warm_up_days=0, horizon_days=horizon,
        hall_hours=HOURS, office_hours=OFFICE, dispersion=dispersion, holidays=True,
        catalogue=Catalogue({m.id: m for m in matters}, {i.id: i for i in [*items, extra]},
                            {m.id: m for m in materials}),
        departments={k: Department(k, name(k), True, "county", n != 1, (("any", 2),))
                     for n, k in enumerate(kinds)},
        regions={c: Region(c, name(c), "county", "330400", needs) for c in codes},
        halls={c: Hall(c, tuple((k, windows) for k in kinds)) for c in codes},
        groups={"firm": group()}, links=links, process=process,
        regimes={"siloed": (), "integrated": full()}, published=(), figures=(),
    )  # fmt: skip
