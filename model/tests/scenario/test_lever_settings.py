"""Dates and costs of levers as a scenario writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tongban.errors import ScenarioError
from tongban.levers.regime import LEVER_IDS, named
from tongban.levers.settings import wrong_settings
from tongban.scenario.load import load_world
from tongban.scenario.world import LeverCost, LeverSetting
from tongban_spec.language import Text
from worlds import world

from .conftest import place_of, says, spoilt

ASSUMED = "assumption: {zh: 假设, en: assumed}"
COSTS = (
    f"{{build: {{value: 1000000, unit: CNY, {ASSUMED}}}, "
    f"run_per_year: {{value: 200000, unit: CNY_per_year, {ASSUMED}}}, "
    f"training_hours: {{value: 8, unit: hour, {ASSUMED}}}}}"
)


def test_what_a_lever_costs_is_read_and_listed_among_the_assumptions(load):
    world = load(spoilt(("regimes: {}", f"regimes: {{}}\nlever_costs:\n  one_notice: {COSTS}")))
    assert world.lever_costs == {"one_notice": LeverCost(1_000_000.0, 200_000.0, 8.0)}
    listed = {f.path: f.value for f in world.figures if f.path.startswith("lever_costs")}
    assert listed["lever_costs.one_notice.run_per_year"] == "200000 CNY_per_year"
    assert len(listed) == 3


def test_a_cost_of_an_unknown_lever_is_refused_where_it_stands(wrong):
    text = spoilt(("regimes: {}", f"regimes: {{}}\nlever_costs:\n  one_notise: {COSTS}"))
    error = wrong(text)
    says(error, zh="没有措施 one_notise", en="did you mean one_notice",
         at=place_of(text, "one_notise"))  # fmt: skip


def test_a_lever_has_its_dates(load):
    regime = "regimes: {m: [{lever: one_notice, from: 2025-03-10, until: 2025-03-20}]}"
    (setting,) = load(spoilt(("regimes: {}", regime))).regimes["m"]
    assert (setting.since, setting.until) == (date(2025, 3, 10), date(2025, 3, 20))


def test_a_lever_may_have_a_level(load):
    regime = "regimes: {m: [{lever: one_notice}, {lever: data_sharing}]}"
    assert [s.level for s in load(spoilt(("regimes: {}", regime))).regimes["m"]] == ["", ""]


# the settings of a regime, the piece that the place points at, zh, en
WRONG = {
    "a date before the run": (
        "[{lever: one_notice, from: 2020-01-01}]", "2020-01-01", "不在观察期内", "outside the run"),
    "a date after the run": (
        "[{lever: one_notice, until: 2099-01-01}]", "2099-01-01",
        "不在观察期内", "outside the run"),
    "a word for a date": (
        "[{lever: one_notice, from: tomorrow}]", "tomorrow", "写法：2025-03-03",
        "write it as 2025-03-03"),
    "an end before the beginning": (
        "[{lever: one_notice, from: 2025-03-12, until: 2025-03-11}]", "2025-03-11",
        "不晚于 from", "is not after from"),
    "a pooled queue taken apart": (
        "[{lever: comprehensive_windows, until: 2025-03-11}]", "2025-03-11",
        "开始后不能再停", "cannot end again"),
    "two systems of record": (
        "[{lever: platform_handover, from: 2025-03-10}, "
        "{lever: platform_handover, items: [E01.1], from: 2025-03-12}]", "2025-03-12",
        "两个主记录系统", "two systems of record"),
    "a gap between two systems": (
        "[{lever: platform_handover, until: 2025-03-10}, "
        "{lever: platform_handover, from: 2025-03-12}]", "2025-03-12",
        "又回到部门系统", "has a gap"),
    "no system after the last": (
        "[{lever: platform_handover, until: 2025-03-10}]", "2025-03-10", "没有后继系统",
        "no system follows"),
    "a lever before what it needs": (
        "[{lever: online_coverage, from: 2025-03-12}, {lever: no_visit, from: 2025-03-11}]",
        "2025-03-11", "早于它所需的 online_coverage", "before online_coverage, which it needs"),
    "an unknown item": (
        "[{lever: platform_handover, items: [NOWHERE]}]", "NOWHERE", "没有事项", "no item NOWHERE"),
    "an unknown region": (
        "[{lever: platform_handover, regions: [\"999999\"]}]", '"999999"', "没有区划",
        "no region 999999"),
    "a level of a lever that has none": (
        "[{lever: one_notice, level: prefecture}]", "prefecture",
        "one_notice 没有 level", "only accept_anywhere has one"),
    "a level that there is not": (
        "[{lever: accept_anywhere, level: town}]", "town", "prefecture", "prefecture"),
    "a scope that it cannot tell apart": (
        "[{lever: data_sharing, items: [E01.1]}]", "[E01.1]}]",
        "data_sharing 不能按 items 限定范围", "limit it by regions, materials, groups"),
    "a group that there is not": (
        "[{lever: one_notice, groups: [firms]}]", "firms]", "没有申请人群体 firms",
        "did you mean firm"),
    "groups of a lever that is the same for everybody": (
        "[{lever: platform_handover, groups: [firm]}]", "[firm]}]",
        "不能按 groups 限定范围", "limit it by matters, items, regions"),
    "a paper that it cannot cover": (
        "[{lever: e_licences, materials: [APP]}]", "APP]", "覆盖不到 APP", "cannot cover APP"),
    "no day at all": (
        "[{lever: one_notice, from: 2025-02-30}]", "2025-02-30", "没有 2025-02-30 这一天",
        "no day 2025-02-30"),
}  # fmt: skip


def written_in(tmp_path, regime: str):
    folder = tmp_path / "tree" / "mine"
    folder.mkdir(parents=True)
    text = spoilt(("regimes: {}", f"regimes: {{m: {regime}}}"))
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return text, lambda: load_world(folder, LEVER_IDS, wrong_settings)


@pytest.mark.parametrize("name", list(WRONG))
def test_pro_4_a_wrong_migration_is_refused_where_it_stands(name, tmp_path):
    regime, piece, zh, en = WRONG[name]
    text, load = written_in(tmp_path, regime)
    with pytest.raises(ScenarioError) as caught:
        load()
    says(caught.value, zh=zh, en=en, at=place_of(text, piece))


@pytest.mark.parametrize("regime", [
    "[{lever: no_visit, from: 2025-03-11}]",
    "[{lever: online_coverage, from: 2025-03-11}, {lever: no_visit, from: 2025-03-11}]",
    "[{lever: platform_handover, until: 2025-03-10}, {lever: platform_handover, from: 2025-03-10}]",
    "[{lever: data_sharing, from: 2025-03-10, until: 2025-03-20}]",
])  # fmt: skip
def test_a_right_migration_is_taken_also_one_without_what_would_help_it(regime, tmp_path):
    _, load = written_in(tmp_path, regime)
    assert load().regimes["m"]


@pytest.mark.parametrize("scope", ["matters", "items", "regions", "materials"])
def test_a_scope_that_is_written_and_empty_is_refused_and_never_means_all(wrong, scope):
    setting = f"{{lever: data_sharing, {scope}: []}}"
    text = spoilt(("regimes: {}", f"regimes: {{r: [{setting}]}}"))
    says(wrong(text), zh="列表是空的", en="the list is empty", at=place_of(text, "[]}]"))


def test_items_that_are_a_part_of_what_a_lever_covers_as_a_whole_are_refused():
    """One acceptance is of a matter: named for one of its items alone it would touch the others."""
    small = replace(world(), regimes={"m": (LeverSetting("one_acceptance", items=("M.0",)),)})
    (problem,) = wrong_settings(small)
    assert problem.path == ("regimes", "m", 0, "items")
    assert "M.1, M.2" in problem.what.en and "M.1, M.2" in problem.what.zh
    whole = (LeverSetting("one_acceptance", items=("M.0", "M.1", "M.2")),)
    assert wrong_settings(replace(small, regimes={"m": whole})) == []


def test_a_lever_may_hold_for_a_group_of_applicants(load):
    regime = "regimes: {m: [{lever: one_notice, groups: [firm]}]}"
    (setting,) = load(spoilt(("regimes: {}", regime))).regimes["m"]
    assert setting.groups == ("firm",)


def test_what_a_lever_needs_must_be_there_for_the_same_people():
    base = world()
    day = base.start + timedelta(days=3)
    early = LeverSetting("no_visit", groups=("firm",))
    needed = LeverSetting("online_coverage", groups=("firm",), since=day)
    (problem,) = wrong_settings(replace(base, regimes={"m": (needed, early)}))
    assert "which it needs" in problem.what.en


def test_a_title_of_a_regime_is_what_people_call_it_and_of_no_regime_is_refused(load, wrong):
    titles = "regime_titles: {mine: {zh: 我的, en: mine}, siloed: {zh: 从前, en: before}}"
    regime = "regimes: {mine: [{lever: one_notice}]}"
    text = spoilt(("regimes: {}", f"{regime}\n{titles}"))
    found = named(load(text), "mine")
    assert found.title == Text("我的", "mine")
    assert named(load(text), "siloed").title == Text("从前", "before")
    text = text.replace("mine: {zh", "mein: {zh")
    says(wrong(text), zh="没有体制 mein", en="no regime mein", at=place_of(text, "mein: {zh"))
