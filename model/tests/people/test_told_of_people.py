"""The report says plainly what demand, giving up and cost became."""

from __future__ import annotations

from dataclasses import replace

from comparisons import compared
from tongban.report.gains import gains_section
from tongban.report.people import induced_demand, people_parts
from tongban.scenario.costs import Costs
from tongban.scenario.demand import Demand
from worlds import group, world


def test_induced_demand_ways_of_giving_up_and_costs_are_told_in_both_languages():
    base = world(needs=4.0)
    matters = {**base.catalogue.matters, "S": replace(base.catalogue.matters["S"], elasticity=2.0)}
    full = replace(
        base,
        catalogue=replace(base.catalogue, matters=matters),
        demand=Demand("siloed", 6.0),
        costs=Costs(60.0, 1000.0, 5.0),
        groups={"firm": group(trips_patience=5)},
    )
    found = compared(full, "siloed", "integrated", replications=2)
    (said,) = induced_demand(found)
    assert "因更方便而新增" in said.zh and "only because it is easier" in said.en
    page = people_parts(found).source
    for words in ("Standard Cost Model", "标准成本模型", "too many trips", "跑得太多", "Gini"):
        assert words in page, words
    assert "not priced" not in page


def test_without_elasticity_nothing_is_said_of_demand_and_without_tariffs_that_is_said():
    found = compared(world(needs=2.0), "siloed", "integrated", replications=1)
    assert induced_demand(found) == []
    assert "not priced" in people_parts(found).source


def test_people_without_digital_means_stand_beside_the_groups():
    page = gains_section(compared(world(needs=2.0), "siloed", "integrated", replications=1)).source
    head = page[: page.index("</table>")]
    assert "people without digital means" in head and "不上网办事的人" in head
