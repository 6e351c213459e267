"""Where an application may be handed in: up to the county, the prefecture, or the province."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metamorphic.observed import FEWER, Observed, observe, same_trace, seeds
from telling import Telling
from tongban.levers.practice import Practice
from tongban.levers.regime import LEVERS, Regime
from tongban.measures.costs import administrations_costs
from tongban.scenario.costs import Costs
from tongban.scenario.world import LeverCost, LeverSetting, World
from tongban.trace.context import evidence_tables
from worlds import PROCESS, world


def two_prefectures(**shape) -> World:
    """Three counties, of which the last is in another prefecture; most live elsewhere."""
    small = world(
        regions=3, process=replace(PROCESS, living_elsewhere=0.8), **{"needs": 6.0, **shape}
    )
    *near, far = small.regions
    other = replace(small.regions[far], parent="330500")
    return replace(small, regions={**{c: small.regions[c] for c in near}, far: other})


def up_to(level: str) -> tuple[LeverSetting, ...]:
    return (LeverSetting("accept_anywhere", level=level),)


def travel(seen: Observed) -> float:
    return float(np.nanmean(seen.cases().values["travel_hours"]))


def handed_in_at(seen: Observed) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return home, here and the region of the window of every hand-in at a hall."""
    s, c = seen.spans, seen.compiled
    mine = s.did("hand_in") & (s.start >= 0)
    region = np.array([c.layout.sites.index(p.region) for p in c.layout.pools])
    home, here, _ = c.given.case_site[s.case[mine]].T
    return home, here, region[s.pool[mine]]


def test_the_further_the_level_the_less_people_travel():
    small = two_prefectures()
    hours = [travel(observe(small, up_to(level), 1)) for level in ("prefecture", "province")]
    assert travel(observe(small, (), 1)) > hours[0] > hours[1]


def test_up_to_the_prefecture_only_who_lives_in_it_applies_at_home():
    seen = observe(two_prefectures(), up_to("prefecture"), 2)
    home, here, at = handed_in_at(seen)
    beyond = (home == 2) != (here == 2)
    assert beyond.any() and (~beyond & (home != here)).any()
    assert np.array_equal(at, np.where(beyond, home, here))
    assert seen.errors() == []


def test_up_to_the_province_everybody_applies_at_home_and_that_is_meant_if_no_level_is_said():
    small = two_prefectures()
    seen = observe(small, up_to("province"), 2)
    _, here, at = handed_in_at(seen)
    assert np.array_equal(at, here)
    assert same_trace(seen.trace, observe(small, up_to(""), 2).trace)


def test_up_to_the_county_nothing_changes_as_there_is_one_hall_in_it():
    small = two_prefectures()
    assert same_trace(observe(small, up_to("county"), 2).trace, observe(small, (), 2).trace)


@FEWER
@given(seeds, st.floats(0, 1))
def test_within_one_prefecture_its_level_is_as_good_as_the_provinces(seed, strength):
    small = world(process=replace(PROCESS, living_elsewhere=0.5))
    runs = [
        observe(small, [LeverSetting("accept_anywhere", strength, level=level)], seed)
        for level in ("prefecture", "province")
    ]
    assert np.array_equal(runs[0].trace.ended_at, runs[1].trace.ended_at)
    one, other = (r.cases().values["travel_hours"].sum() for r in runs)
    assert one == pytest.approx(other)


def test_a_wider_level_for_some_items_adds_to_a_narrower_one_for_all():
    small = two_prefectures()
    setting = (*up_to("prefecture"), LeverSetting("accept_anywhere", items=("S.0",)))
    practice = Regime("both", setting).practice(small, "330401")
    assert practice.accept_anywhere == {"S.0"}
    assert practice.accept_in_prefecture == set(small.catalogue.items)


def test_the_log_tells_the_hall_in_which_it_was_handed_in():
    small = two_prefectures()
    seen = observe(small, up_to("prefecture"), 2)
    tables = evidence_tables(small, seen.compiled, seen.trace, seen.spans)
    told = Telling(small, seen.compiled, seen.trace, seen.spans, tables)
    halls = [e for e in told.events("application_submitted") if e["channel"] == "hall"]
    assert halls
    for e in halls:
        assert e["place"].endswith(f"@{e['region']}")
    here = {(e["case_id"], e["region"]) for e in halls}
    sites, codes = seen.compiled.given.case_site, seen.compiled.layout.sites
    for case, region in here:
        home, lives, near = (codes[s] for s in sites[int(case[1:])])
        assert region == near
        assert near in (home, lives)


def test_every_set_of_a_practice_is_filled_by_one_lever_and_no_lever_fills_another():
    filled = [field for lever in LEVERS.values() for field in lever.fields()]
    assert sorted(filled) == sorted(Practice.__dataclass_fields__)


@pytest.mark.parametrize(("level", "paid"), [("county", 0), ("prefecture", 1), ("province", 1)])
def test_a_lever_costs_at_every_level_at_which_it_does_something(level, paid):
    small = replace(
        two_prefectures(),
        costs=Costs(60.0, 0.0, 5.0),
        lever_costs={"accept_anywhere": LeverCost(0.0, 365_000.0, 0.0)},
    )
    seen = observe(small, up_to(level), 1)
    cost = administrations_costs(small, seen.compiled, 0.0, 1)["lever_cost"]
    assert cost == pytest.approx(paid * 1000 * small.arrival_days)
