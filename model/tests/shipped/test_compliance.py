"""What the specification says of the shipped scenarios, as they are shipped."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tongban.experiments.replication import replicate
from tongban.levers.regime import LEVER_IDS, Regime, full, named
from tongban.quantities import ZERO
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario, shipped_names
from tongban.scenario.world import World

Verdicts = dict[str, str]


@cache
def shipped(name: str) -> World:
    return load_world(find_scenario(name), LEVER_IDS)


def with_all_links_up(world: World) -> World:
    """No link and no platform is ever down, planned or not, and no copy is out of date."""
    links = {k: replace(v, down=ZERO, out_of_date=0.0) for k, v in world.links.items()}
    platforms = {k: replace(v, down=ZERO) for k, v in world.platforms.items()}
    return replace(world, links=links, platforms=platforms, outages=())


def judged(world: World, regime: Regime) -> Verdicts:
    found = replicate(world, regime, 1, 0, keep=False, judge=True)
    return {j.requirement.id: j.verdict for j in found.judgements}


@cache
def with_every_lever(name: str) -> Verdicts:
    return judged(with_all_links_up(shipped(name)), Regime("every lever", full(LEVER_IDS)))


def breached(found: Verdicts) -> list[str]:
    return [r for r, verdict in found.items() if verdict == "breached"]


def test_integrated_jiaxing_with_all_links_up_exercises_all_requirements_and_breaches_none():
    world = with_all_links_up(shipped("jiaxing"))
    found = judged(world, named(world, "integrated"))
    assert len(found) == 39
    assert {r: verdict for r, verdict in found.items() if verdict != "holds"} == {}


@pytest.mark.parametrize("name", [n for n in shipped_names() if n != "jiaxing"])
def test_with_every_lever_and_all_links_up_no_shipped_scenario_breaches_anything(name):
    assert breached(with_every_lever(name)) == []


def test_in_a_bad_week_people_come_again_and_what_a_copy_got_wrong_is_asked_of_them():
    """Links that fail, and a copy that is not true, are breaches of what people were promised."""
    world = shipped("bad_week")
    assert set(breached(judged(world, named(world, "integrated")))) == {"DAT-1", "DAT-2", "HAL-10"}


def test_a_siloed_prefecture_breaches_what_the_four_points_were_made_for():
    found = judged(shipped("guangdong"), Regime("siloed", ()))
    expected = """CAT-2 CAT-4 PRO-2 PRO-5 PRO-6 DAT-2 DAT-4 DAT-5 DAT-6 DAT-8
        HAL-2 HAL-3 HAL-4 HAL-5 HAL-6 HAL-10"""
    assert {r: found[r] for r in expected.split() if found[r] != "breached"} == {}


def test_a_prefecture_whose_limits_nobody_watches_decides_late():
    others = full([lever for lever in LEVER_IDS if lever != "limit_supervision"])
    world = with_all_links_up(shipped("guangdong"))
    assert judged(world, Regime("unwatched", others))["DAT-7"] == "breached"
    assert with_every_lever("guangdong")["DAT-7"] == "holds"
