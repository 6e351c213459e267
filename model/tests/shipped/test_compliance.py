"""What the specification says of a shipped prefecture under its two regimes."""

from __future__ import annotations

from dataclasses import replace

from tongban.experiments.replication import replicate
from tongban.levers.regime import LEVER_IDS, Regime, full, named
from tongban.quantities import ZERO
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario
from tongban.scenario.world import World


def with_all_links_up(world: World) -> World:
    links = {k: replace(link, down=ZERO) for k, link in world.links.items()}
    return replace(world, links=links)


def with_national_offices_at_once(world: World) -> World:
    """No local platform can hurry a national office: here its files do not lie (E08)."""
    national = {k for k, d in world.departments.items() if d.level == "national"}
    items = {
        k: replace(i, steps=tuple(replace(s, circulation=ZERO) for s in i.steps))
        if i.department in national
        else i
        for k, i in world.catalogue.items.items()
    }
    return replace(world, catalogue=replace(world.catalogue, items=items))


def judged(world: World, regime: str | Regime) -> dict[str, str]:
    chosen = named(world, regime) if isinstance(regime, str) else regime
    found = replicate(world, chosen, 1, 0, keep=False, judge=True)
    return {j.requirement.id: j.verdict for j in found.judgements}


def test_an_integrated_prefecture_exercises_all_requirements_and_breaches_none():
    world = with_all_links_up(load_world(find_scenario("jiaxing"), LEVER_IDS))
    found = judged(with_national_offices_at_once(world), "integrated")
    assert len(found) == 39
    assert {r: verdict for r, verdict in found.items() if verdict != "holds"} == {}


def test_what_an_integrated_prefecture_still_breaches_is_the_limit_of_a_national_office():
    world = with_all_links_up(load_world(find_scenario("jiaxing"), LEVER_IDS))
    found = judged(world, "integrated")
    assert {r: verdict for r, verdict in found.items() if verdict != "holds"} == {
        "DAT-7": "breached"
    }


def test_a_siloed_prefecture_breaches_what_the_four_points_were_made_for():
    found = judged(load_world(find_scenario("guangdong"), LEVER_IDS), "siloed")
    expected = """CAT-2 CAT-4 PRO-2 PRO-5 PRO-6 DAT-2 DAT-4 DAT-5 DAT-6 DAT-8
        HAL-2 HAL-3 HAL-4 HAL-5 HAL-6 HAL-10"""
    assert {r: found[r] for r in expected.split() if found[r] != "breached"} == {}


def test_a_prefecture_whose_limits_nobody_watches_decides_late():
    watched = [lever for lever in LEVER_IDS if lever != "limit_supervision"]
    world = with_national_offices_at_once(load_world(find_scenario("guangdong"), LEVER_IDS))
    assert judged(world, Regime("unwatched", full(watched)))["DAT-7"] == "breached"
    assert judged(world, Regime("watched", full(LEVER_IDS)))["DAT-7"] == "holds"
