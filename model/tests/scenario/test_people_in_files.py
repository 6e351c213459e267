"""What a scenario may say of people, seasons, demand and costs, and what it may not."""

from __future__ import annotations

import pytest

from .conftest import RIGHT, place_of, says, spoilt

WHY = "assumption: {zh: 试, en: a trial}"
SHARE = f"{{value: 0.5, unit: share, {WHY}}}"
DAYS = "  dispersion: {value: 3.0"
GROUP = "    kind: enterprise\n    share"
MATTER = "    category: 企业注册登记\n    applicant: enterprise\n    items"
END = "regimes: {}"

# before, after, piece that the place points at, zh, en
CASES = {
    "a day that no year has": (
        DAYS,
        f'  seasons:\n  - {{name: {{zh: 季, en: s}}, first: "02-30", last: "03-01", '
        f"factor: {{value: 2, unit: ratio, {WHY}}}}}\n{DAYS}",
        '"02-30"',
        "一年中没有 02-30",
        "no year has a day 02-30",
    ),
    "a season of an unknown matter": (
        DAYS,
        f'  seasons:\n  - {{name: {{zh: 季, en: s}}, first: "02-01", last: "03-01", '
        f"matters: [E99], factor: {{value: 2, unit: ratio, {WHY}}}}}\n{DAYS}",
        "E99",
        "没有一件事 E99",
        "there is no matter E99",
    ),
    "a demand that answers to no regime": (
        END,
        f"demand: {{reference: today, cap: {{value: 6, unit: ratio, {WHY}}}}}\n{END}",
        "today",
        "没有体制 today",
        "there is no regime today",
    ),
    "an elasticity without a cap": (
        MATTER,
        f"    elasticity: {{value: 0.5, unit: ratio, {WHY}}}\n{MATTER}",
        "elasticity",
        "没有写需求的上限",
        "no cap on demand",
    ),
    "a rural share that nobody feels": (
        '    parent: "330400"',
        f'    parent: "330400"\n    rural: {SHARE}',
        "rural",
        "乡村占比不起作用",
        "has no effect",
    ),
    "help in no stated time": (
        GROUP,
        f"    kind: enterprise\n    helped_online: {SHARE}\n    share",
        "helped_online",
        "没有写帮办用时",
        "in no stated time",
    ),
    "a group that comes when all is closed": (
        GROUP,
        f"    kind: enterprise\n    arrivals: {{weights: {{3: 1}}, {WHY}}}\n    share",
        "weights",
        "办公时间内没有人来",
        "nobody arrives in the open hours",
    ),
    "two currencies": (
        END,
        "contact_costs:\n"
        f"  face_to_face: {{value: 8.62, unit: GBP, {WHY}}}\n"
        f"  online: {{value: 0.15, unit: CNY, {WHY}}}\n"
        f"  critique: {{zh: 评, en: c}}\n{END}",
        "CNY, assumption: {zh: 试",
        "单位不同",
        "different units",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_together_is_said_in_both_languages_with_its_place(wrong, case):
    before, after, piece, zh, en = CASES[case]
    text = spoilt((before, after))
    at = place_of(text, piece)
    says(wrong(text), zh=zh, en=en, at=at)


def test_a_surge_after_the_spring_festival_needs_holidays(wrong):
    surge = (
        "  after_spring_festival:\n"
        f"    working_days: {{value: 5, unit: count, {WHY}}}\n"
        f"    factor: {{value: 1.75, unit: ratio, {WHY}}}\n"
    )
    text = spoilt((DAYS, surge + DAYS), ("holidays: true", "holidays: false"))
    at = place_of(text, "after_spring_festival")
    says(wrong(text), zh="没有春节", en="no spring festival", at=at)


def test_a_rural_share_needs_urban_and_rural_people(wrong):
    text = spoilt(
        (GROUP, "    kind: enterprise\n    lives: urban\n    share"),
        ('    parent: "330400"', f'    parent: "330400"\n    rural: {SHARE}'),
    )
    says(wrong(text), zh="只有一种居住地", en="only one of", at=place_of(text, "urban"))


def test_all_that_can_be_said_of_people_is_read_and_told_among_the_numbers(load):
    group = (
        f"    kind: enterprise\n    lives: urban\n    helped_online: {SHARE}\n"
        f"    leaves_for_good: {SHARE}\n    fare: {{value: 6, unit: CNY, {WHY}}}\n"
        f"    arrivals: {{weights: {{10: 1}}, {WHY}}}\n    share"
    )
    sections = (
        f"demand: {{cap: {{value: 6, unit: ratio, {WHY}}}}}\n"
        f"costs:\n  head_hour: {{value: 60, unit: CNY_per_hour, {WHY}}}\n"
        f"  link_year: {{value: 9000, unit: CNY_per_year, {WHY}}}\n"
        f"  lever_life: {{value: 5, unit: year, {WHY}}}\n"
    )
    text = spoilt(
        (GROUP, group),
        (MATTER, f"    elasticity: {{value: 0.5, unit: ratio, {WHY}}}\n{MATTER}"),
        ("  special_handling: {", f"  helping: {{value: 9, unit: min, {WHY}}}\n"
         f"  login_abandonment: {SHARE}\n  special_handling: {{"),
        (END, sections + END),
    )  # fmt: skip
    world = load(text)
    firm = world.groups["firm"]
    assert (firm.lives, firm.helped_online, firm.leaves_for_good, firm.fare) == (
        "urban", 0.5, 0.5, 6.0,
    )  # fmt: skip
    assert firm.arrival_weights is not None and firm.arrival_weights[10] == sum(
        firm.arrival_weights
    )
    assert world.catalogue.matters["E01"].elasticity == 0.5
    assert world.demand is not None and world.demand.reference == "siloed"
    assert world.costs is not None and world.costs.lever_life_years == 5.0
    paths = {f.path for f in world.figures}
    assert {"demand.cap", "costs.link_year", "groups.firm.arrivals"} <= paths


def test_a_scenario_that_says_nothing_of_this_is_as_before(load):
    world = load(RIGHT)
    assert world.seasons == () and world.after_spring_festival is None
    assert world.demand is None and world.costs is None and world.contact_costs is None
