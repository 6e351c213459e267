"""Small worlds (小世界): a few counties, five matters, and everything that a requirement judges.

They are no scenario of any place: nothing in them is measured. They are small so that a run and all
checks of it take a part of a second, and whole so that every requirement meets an opportunity.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cache

from tongban.actors.applicants import ApplicantGroup
from tongban.actors.data_links import DataLink
from tongban.actors.departments import Department
from tongban.actors.halls import Hall, OpeningHours, Region
from tongban.catalogue.items import STAGES, Item, ItemMaterial, Step
from tongban.catalogue.materials import LOCAL_PAPER, OFF_LIST, Material, own_material
from tongban.catalogue.matters import Catalogue, Matter
from tongban.levers.regime import LEVER_IDS, full
from tongban.quantities import DAY, HOUR, MINUTE, ZERO, Spread
from tongban.scenario.load import load_world
from tongban.scenario.process import Process
from tongban.scenario.shipped import find_scenario
from tongban.scenario.world import LeverSetting, World
from tongban_spec.language import Text

START = datetime.date(2025, 3, 3)
_HALL = OpeningHours(((9 * HOUR, 12 * HOUR), (13 * HOUR + 1800, 17 * HOUR)), (1.0,) * 24)
_OFFICE = OpeningHours(((9 * HOUR, 12 * HOUR), (13 * HOUR + 1800, 17 * HOUR + 1800)), (1.0,) * 24)
_WORKING_DAY = 7 * HOUR
_NEVER_DOWN = Spread("constant", 1_000_000 * DAY)
_DEPARTMENTS = {"REG": "登记", "TAX": "税务", "SAFE": "安全监管"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a small world is like (小世界的形状): few numbers, each with an ordinary value.

    Parameters
    ----------
    counties : int
    needs : float
        A working day and county.
    days : int
        During which needs arise.
    digital : float
        Share of applicants who can and want to apply online.
    missing : float
        Probability, a material, that it is missing at the first try.
    elsewhere, returning : float
        Shares of applicants who live in another county, and who have come before.
    post : float
        Share who choose the post for a paper result.
    heads : int
        Reviewers of each class in each county.
    windows : int
        Windows of each department in each hall.
    dispersion : float
        Variance/mean of the needs of a day.
    validity_days : int
        Of the identity card.
    """

    counties: int = 24
    needs: float = 0.6
    days: int = 12
    digital: float = 0.6
    missing: float = 0.3
    elsewhere: float = 0.2
    returning: float = 0.3
    post: float = 0.5
    heads: int = 2
    windows: int = 1
    dispersion: float = 2.0
    validity_days: int = 3650


def small_world(shape: Shape) -> World:
    """Return the small world of a shape; no link of it ever goes down by itself."""
    counties = [f"3304{n:02d}" for n in range(1, shape.counties + 1)]
    departments = list(_DEPARTMENTS)
    materials = _materials(shape)
    return World(
        name="known_bad", title=_said("小世界", "a small world"),
        purpose=_said("检验规范的检验", "to test the tests"), digest="0" * 64,
        start=START, arrival_days=shape.days, warm_up_days=0, horizon_days=shape.days + 50,
        hall_hours=_HALL, office_hours=_OFFICE, dispersion=shape.dispersion, holidays=True,
        catalogue=Catalogue(_matters(), {i.id: i for i in _items()}, materials),
        departments={k: _department(k, shape) for k in departments},
        regions={c: Region(c, _said(c, c), "county", "330400", shape.needs) for c in counties},
        halls={c: Hall(c, tuple((k, shape.windows) for k in departments)) for c in counties},
        groups={"firm": _firms(shape)}, links=_links(materials), process=_process(shape),
        regimes={"siloed": (), "integrated": integrated()}, published=(), figures=(),
    )  # fmt: skip


def integrated(*without: str) -> tuple[LeverSetting, ...]:
    """Return the settings of the right regime, without some levers.

    One item moves to the platform after a week, so that there is a cut-over to judge, and one long
    after the last application, so that the log ends when all that was owed is overdue.
    """
    settings = []
    for setting in full([lever for lever in LEVER_IDS if lever not in without]):
        if setting.lever not in _WITH_THE_RECORD:
            settings.append(setting)
            continue
        others = tuple(i.id for i in _items() if i.id not in MOVING)
        settings.append(replace(setting, items=others))
        for item, days in MOVING.items():
            since = START + datetime.timedelta(days=days)
            settings.append(replace(setting, items=(item,), since=since))
    return tuple(settings)


MOVING = {"CARD.1": 7, "PERMIT.1": 48}  # items, and the day of their cut-over
_WITH_THE_RECORD = ("platform_handover", "limit_supervision")


def _said(zh: str, en: str) -> Text:
    return Text(zh, en)


def _minutes(mean: float) -> Spread:
    return Spread("lognormal", mean * MINUTE, 0.5)


@cache
def _ordinary() -> Process:
    return load_world(find_scenario("one_counter"), LEVER_IDS).process


def _process(shape: Shape) -> Process:
    return replace(
        _ordinary(),
        missing_at_first_try=shape.missing,
        living_elsewhere=shape.elsewhere,
        returning_applicant=shape.returning,
        post_chosen=shape.post,
        post_transit=Spread("constant", float(DAY)),
        off_list_request=0.1,
        wrong_window=0.1,
        asks_nearby=0.5,
        local_material_share=0.4,
        local_limit_share=0.4,
        local_code_share=0.3,
    )


def _department(kind: str, shape: Shape) -> Department:
    classes = (("general", shape.heads), ("special", shape.heads))
    resident = kind != "SAFE"  # its office is outside the hall unless windows are comprehensive
    return Department(kind, _said(_DEPARTMENTS[kind], kind), True, "county", resident, classes)


def _firms(shape: Shape) -> ApplicantGroup:
    return ApplicantGroup(
        "firm", _said("企业", "firms"), "enterprise", 1.0, shape.digital, 0.9, _minutes(30),
        _minutes(180), Spread("exponential", 3 * HOUR, 1.0), 60, 50.0,
    )  # fmt: skip


def _materials(shape: Shape) -> dict[str, Material]:
    ordinary = _ordinary()

    def issued(id: str, issuer: str, **changes) -> Material:
        base = Material(id, _said(id, id), "government", issuer, None, True, "A", (), _minutes(10),
                        ZERO, 0.0)  # fmt: skip
        return replace(base, **changes)

    def made(id: str, **changes) -> Material:
        base = Material(id, _said(id, id), "applicant", None, None, False, None, (), _minutes(60),
                        ZERO, 0.0)  # fmt: skip
        return replace(base, **changes)

    listed = [
        issued("ID", "REG", held_share=1.0, validity_days=shape.validity_days),
        made("FORM", single_use=True),
        made("PLAN", validity_days=180),
        made("DEED", validity_days=180),
        issued("LICENCE", "REG", prerequisites=("ID",)),
        issued("TAX-NO", "TAX", prerequisites=("ID",)),
        issued("PERMIT", "SAFE", prerequisites=("ID",)),
        issued("CARD", "REG"),
        issued("STAMP", "TAX"),
        own_material(OFF_LIST, ordinary.off_list_time),
        own_material(LOCAL_PAPER, ordinary.local_material_time),
    ]
    return {m.id: m for m in listed}


def _step(id: str, department: str, review_class: str, after: tuple[str, ...] = ()) -> Step:
    return Step(id, _said(id, id), department, review_class, _minutes(30),
                Spread("exponential", float(_WORKING_DAY), 1.0), 0.25, after)  # fmt: skip


def _items() -> list[Item]:
    def item(number: int, id: str, department: str, needed: str, gives: str, *steps: Step, **more):
        listed = tuple(ItemMaterial(m, secondary=m == "PLAN") for m in needed.split())
        base = Item(id, f"33010{number:04d}001", 1, _said(f"事项{id}", id), department,
                    "企业注册登记", "enterprise", 20, 0.0, STAGES, "", _minutes(15), listed,
                    tuple(gives.split()), steps)  # fmt: skip
        return replace(base, **more)

    def chain(department: str, other: str) -> tuple[Step, ...]:
        return (
            _step("review", department, "general"),
            _step("check", other, "general"),
            _step("decide", department, "special", ("review", "check")),
        )

    return [
        item(1, "OPEN.1", "REG", "FORM ID DEED PLAN", "LICENCE", *chain("REG", "SAFE")),
        item(2, "OPEN.2", "TAX", "FORM ID LICENCE", "TAX-NO", *chain("TAX", "REG")),
        item(3, "OPEN.3", "SAFE", "FORM ID LICENCE PLAN", "PERMIT", *chain("SAFE", "REG")),
        item(4, "PERMIT.1", "SAFE", "FORM ID DEED PLAN", "PERMIT",
             _step("review", "SAFE", "general"), category="安全生产"),
        item(5, "CARD.1", "REG", "FORM ID DEED", "CARD", _step("review", "REG", "general"),
             category="年度报告"),
        item(6, "TAX.1", "TAX", "FORM ID", "TAX-NO", _step("review", "TAX", "special"),
             category="税费办理", limit_working_days=5),
        item(7, "PAPERS.1", "REG", "FORM ID", "CARD", _step("review", "REG", "special")),
        item(8, "PAPERS.2", "TAX", "FORM ID PLAN", "STAMP", _step("review", "TAX", "general")),
    ]  # fmt: skip


def _matters() -> dict[str, Matter]:
    listed = [
        ("OPEN", "企业注册登记", ("OPEN.1", "OPEN.2", "OPEN.3")),
        ("PERMIT", "安全生产", ("PERMIT.1",)),
        ("CARD", "年度报告", ("CARD.1",)),
        ("PAPERS", "企业注册登记", ("PAPERS.1", "PAPERS.2")),
        ("TAX", "税费办理", ("TAX.1",)),
    ]
    return {
        id: Matter(id, _said(id, id), category, "enterprise", items, 1.0, None)
        for id, category, items in listed
    }


def _links(materials: dict[str, Material]) -> dict[str, DataLink]:
    """Return a link of each department with all that it issues, for everybody who asks."""
    return {
        f"link-{kind}": DataLink(
            f"link-{kind}", "*", kind,
            tuple(m.id for m in materials.values() if m.issuer == kind and m.electronic),
            Spread("exponential", 2.0, 1.0), 0, _NEVER_DOWN, ZERO, 1800,
        )
        for kind in _DEPARTMENTS
    }  # fmt: skip
