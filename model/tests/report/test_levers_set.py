"""The report shows the levers of each regime, what they cost, and which lack what they need."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache

import pytest

from comparisons import compared, empty, single, two_languages, usual
from tongban.experiments.comparison import Comparison
from tongban.levers.prerequisites import groundless
from tongban.levers.regime import LEVERS, Regime, full
from tongban.report.findings import findings_section
from tongban.report.levers_set import levers_section, strength_of, without_ground
from tongban.scenario.costs import Costs
from tongban.scenario.world import LeverCost, LeverSetting
from worlds import world

MAY = datetime.date(2025, 3, 7)


@cache
def dated() -> Comparison:
    """A regime with a date, a scope, half a strength, and a lever without its ground."""
    settings = (
        LeverSetting("platform_handover", 0.5, items=("M.0", "M.1"), since=MAY),
        LeverSetting("no_visit", matters=("S",)),
    )
    base = replace(
        two_languages(world(needs=2.0)),
        costs=Costs(60.0, 0.0, 5.0),
        lever_costs={"platform_handover": LeverCost(1_234_567.0, 0.0, 3.0)},
    )
    base = replace(base, regimes={**base.regimes, "mixed": settings})
    return compared(base, "siloed", "mixed", replications=1)


def test_every_setting_of_a_regime_stands_in_the_report_with_scope_and_dates():
    page = levers_section(dated()).source
    for piece in ("platform hand-over", "平台流转", "50 %", "2025-03-07", "M.0, M.1", "matter S",
                  "the start", "一开始", "There is no lever under siloed"):  # fmt: skip
        assert piece in page, piece


def test_a_strength_says_how_many_things_it_covers_of_how_many():
    """Half of one hall is a whole one: a share of few things is rounded, and that is told."""
    small = two_languages(world(regions=1))
    half = LeverSetting("comprehensive_windows", 0.5)
    assert strength_of(small, half).en == "50 % (1 of 1 halls)"
    assert strength_of(small, replace(half, strength=0.4)).zh == "40 %（1 个大厅中的 0 个）"
    scoped = LeverSetting("one_notice", 0.5, matters=("M",))
    assert strength_of(small, scoped).en == "50 % (2 of 3 items)"


def test_what_a_lever_costs_stands_beside_whom_it_costs():
    page = levers_section(dated()).source
    assert "1,234,567" in page and "written off over 5 years" in page
    assert LEVERS["platform_handover"].costs.zh in page
    row = page[page.index(LEVERS["no_visit"].costs.en) - 300 :]
    assert "—" in row, "a cost that is not given is not called nothing"


def test_without_any_cost_of_levers_the_report_says_so():
    assert "lever_costs" in levers_section(usual()).source
    assert "lever_costs" not in levers_section(single()).source, "no lever, nothing to cost"
    assert levers_section(empty()).source


def test_a_lever_without_what_it_needs_is_warned_of_in_both_languages():
    (said,) = without_ground(dated())
    assert "“no visit needed” is in force without “online coverage”" in said.en
    assert "for 1 of its 1 items" in said.en and "(e.g. S.0)" in said.en
    assert "“不必到场”所需的“网上可办”没有到位" in said.zh
    assert said.zh in findings_section(dated()).source


@pytest.mark.parametrize(
    ("settings", "lacking"),
    [
        (full(), set()),
        (full(("no_visit", "online_coverage")), set()),
        (full(("no_visit",)), {"M.0", "M.1", "M.2", "S.0"}),
        ((LeverSetting("online_coverage", items=("S.0",)), LeverSetting("no_visit")),
         {"M.0", "M.1", "M.2"}),
        ((LeverSetting("online_coverage", until=MAY), LeverSetting("no_visit", matters=("S",))),
         {"S.0"}),
        ((LeverSetting("online_coverage", until=MAY),
          LeverSetting("no_visit", matters=("S",), until=MAY)), set()),
        ((LeverSetting("online_coverage", regions=("330401",)),
          LeverSetting("no_visit", matters=("S",), regions=("330402",))), {"S.0"}),
    ],
)  # fmt: skip
def test_what_never_comes_ends_earlier_or_lies_elsewhere_is_found(settings, lacking):
    found = groundless(world(), Regime("tried", settings))
    assert {m for g in found for m in g.members} == lacking


def test_what_the_law_keeps_off_the_network_is_not_held_against_a_lever():
    base = world()
    items = {
        k: replace(i, online_stages=frozenset()) if k == "S.0" else i
        for k, i in base.catalogue.items.items()
    }
    kept = replace(base, catalogue=replace(base.catalogue, items=items))
    assert groundless(kept, Regime("tried", full())) == []
