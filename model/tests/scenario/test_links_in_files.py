"""What a scenario may say of platforms, capacities, copies and outages, and what it may not."""

from __future__ import annotations

import pytest

from tongban.actors.data_links import ScheduledOutage
from tongban.levers.regime import named
from tongban.quantities import DAY, HOUR

from .conftest import place_of, says, spoilt

WHY = "assumption: {zh: 试, en: a trial}"
LINK = "    patience: {value: 30, unit: min"
END = "regimes: {}"
UP = f"up: {{value: 9, unit: day, {WHY}}}, down: {{value: 1, unit: hour, {WHY}}}"
PLATFORM = f"platforms: {{prov: {{name: {{zh: 平台, en: platform}}, {UP}}}}}\n{END}"


def outage(first: str, until: str, more: str = "") -> str:
    return f"{{from: {first}, until: {until}, {more}{WHY}}}"


def one(*written: str) -> str:
    return f"outages: [{outage(*written)}]\n{END}"


# before, after, piece that the place points at, zh, en
HEAD = f"{{value: 1, unit: person, {WHY}}}"
CASES = {
    "a platform that nobody defined": (
        LINK, f"    platform: prv\n{LINK}", "prv", "没有平台 prv", "there is no platform prv",
    ),
    "a link that nobody defined in an outage": (
        END, one("2025-03-04T08:00", "2025-03-05T08:00", "links: [idcard], "), "idcard",
        "没有数据链路 idcard", "did you mean id_card",
    ),
    "a moment that is none": (
        END, one("2025-03-04T25:00", "2025-03-05T08:00"), "2025-03-04T25:00",
        "没有 2025-03-04T25:00 这一时刻", "there is no moment 2025-03-04T25:00",
    ),
    "an outage without origin": (
        END, f"outages: [{{from: 2025-03-04T08:00, until: 2025-03-05T08:00}}]\n{END}", "{from",
        "缺少来源", "missing source",
    ),
    "an outage that ends before it begins": (
        END, one("2025-03-05T08:00", "2025-03-05T08:00"), "2025-03-05T08:00, assumption",
        "在开始之前就结束", "ends before it begins",
    ),
    "an outage before the run": (
        END, one("2025-03-02T08:00", "2025-03-05T08:00"), "2025-03-02T08:00",
        "停机不在仿真期间", "the outage is outside the run",
    ),
    "a link in real time that is out of date": (
        LINK, f"    out_of_date: {{value: 0.1, unit: share, {WHY}}}\n{LINK}", "out_of_date",
        "实时链路不会过时", "a link in real time is never out of date",
    ),
    "batches with a capacity": (
        LINK,
        f"    batch: {{value: 1, unit: day, {WHY}}}\n"
        f"    capacity: {{value: 9, unit: per_hour, {WHY}}}\n{LINK}",
        "capacity", "批量链路没有每小时能力", "a link in batches has no capacity",
    ),
    "a capacity of nothing": (
        LINK, f"    capacity: {{value: 0, unit: per_hour, {WHY}}}\n{LINK}", "0, unit: per_hour",
        "应当 > 0", "it must be > 0",
    ),
    "a fallback that is none": (
        LINK, f"    fallback: hope\n{LINK}", "hope", "hope 不在允许的取值里", "hope is not one of",
    ),
    "a disturbed regime of an unknown one": (
        END, f"disturbed: {{storm: {{regime: integratd, outages: []}}}}\n{END}", "integratd",
        "没有体制 integratd", "did you mean integrated",
    ),
    "a disturbed regime with a name that is taken": (
        END, f"disturbed: {{integrated: {{regime: siloed, outages: []}}}}\n{END}",
        "integrated: {regime", "已经有了", "there is a regime integrated already",
    ),
    "a disturbed regime that does not differ": (
        END, f"disturbed: {{same: {{regime: siloed}}}}\n{END}", "same: {regime",
        "same 与 siloed 没有不同", "same does not differ from siloed",
    ),
    "more staff of a class that there is not": (
        END, f"disturbed: {{hired: {{regime: siloed, more_staff: {{reviewers: {{SAMR: "
        f"{{registratoin: {HEAD}}}}}}}}}}}\n{END}", "registratoin",
        "SAMR 没有类别 registratoin", "did you mean registration",
    ),
    "more staff in a county that there is not": (
        END, f"disturbed: {{hired: {{regime: siloed, more_staff: {{windows: {{\"330403\": "
        f"{{SAMR: {HEAD}}}}}}}}}}}\n{END}", '"330403"',
        "没有区划 330403", "there is no region 330403",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_refused_with_its_place(wrong, case):
    before, after, piece, zh, en = CASES[case]
    text = spoilt((before, after))
    says(wrong(text), zh=zh, en=en, at=place_of(text, piece))


def test_what_is_written_of_links_is_what_the_model_takes(load):
    lines = (
        f"    capacity: {{value: 120, unit: per_hour, {WHY}}}\n    platform: prov\n"
        f"    fallback: wait\n{LINK}"
    )
    world = load(spoilt((LINK, lines), (END, PLATFORM)))
    link = world.links["id_card"]
    assert (link.platform, link.requests_per_hour, link.waits) == ("prov", 120.0, True)
    assert world.platforms["prov"].down.mean_seconds == HOUR
    copied = (
        f"    batch: {{value: 1, unit: day, {WHY}}}\n"
        f"    out_of_date: {{value: 0.1, unit: share, {WHY}}}\n{LINK}"
    )
    link = load(spoilt((LINK, copied))).links["id_card"]
    assert (link.batch_seconds, link.out_of_date, link.waits) == (DAY, 0.1, False)


def test_a_disturbed_regime_has_the_levers_of_another_and_its_own_outages(load):
    storm = outage("2025-03-04T00:00", "2025-03-05T12:00", "links: [id_card], ")
    planned = one("2025-03-10T08:00", "2025-03-10T09:00")
    world = load(
        spoilt(
            (END, f"disturbed: {{storm: {{regime: integrated, outages: [{storm}]}}}}\n{planned}")
        )
    )
    assert world.regimes["storm"] == world.regimes["integrated"]
    assert named(world, "storm").outages == (
        ScheduledOutage(DAY, 2 * DAY + 12 * HOUR, links=("id_card",)),
    )
    assert named(world, "integrated").outages is None
    assert world.outages == (ScheduledOutage(7 * DAY + 8 * HOUR, 7 * DAY + 9 * HOUR),)


def test_outages_are_listed_among_the_numbers_with_their_reason(load):
    world = load(spoilt((END, one("2025-03-10T08:00", "2025-03-10T09:00"))))
    listed = [f for f in world.figures if f.path.startswith("outages")]
    assert [(f.value, f.kind) for f in listed] == [
        ("2025-03-10T08:00 – 2025-03-10T09:00", "assumption")
    ]
