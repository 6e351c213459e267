"""Dates and costs of levers as a scenario writes them."""

from __future__ import annotations

from datetime import date

from tongban.scenario.world import LeverCost

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
