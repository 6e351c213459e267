"""What the model can do is used by a shipped scenario, each thing by at least one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from tongban.levers.prerequisites import groundless
from tongban.levers.regime import LEVER_IDS, named
from tongban.levers.settings import wrong_settings
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario, shipped_names
from tongban.scenario.world import World


@cache
def world(name: str) -> World:
    return load_world(find_scenario(name), LEVER_IDS)


def has_two_peaks(found: World) -> bool:
    """A forenoon and an afternoon each have an hour that is busier than both its neighbours."""
    weights = [w for w in found.hall_hours.arrival_weights if w > 0]
    inner = range(1, len(weights) - 1)
    return sum(weights[n - 1] < weights[n] > weights[n + 1] for n in inner) == 2


def groups_differ_in(*names: str) -> Callable[[World], bool]:
    return lambda found: set(names) <= set(found.groups)


USES: dict[str, Callable[[World], bool]] = {
    "arrivals three times as variable as Poisson": lambda w: w.dispersion == 3,
    "two daily peaks": has_two_peaks,
    "seasons": lambda w: bool(w.seasons),
    "the surge after the spring festival": lambda w: w.after_spring_festival is not None,
    "demand that answers to burden": lambda w: (
        w.demand is not None and any(m.elasticity for m in w.catalogue.matters.values())
    ),
    "absence": lambda w: w.process.absence > 0,
    "overtime": lambda w: any(d.overtime for d in w.departments.values()),
    "applying elsewhere up to a level, where levels differ": lambda w: (
        {s.level for r in w.regimes.values() for s in r if s.lever == "accept_anywhere"}
        >= {"prefecture", "province"}
        and len({w.regions[c].parent for c in w.halls}) > 1
    ),
    "teams of several skills": lambda w: any(d.cross_trained for d in w.departments.values()),
    "windows that stay a department's own": lambda w: any(
        d.dedicated for d in w.departments.values()
    ),
    "town and country, young and old, disability, size of firm": groups_differ_in(
        "urban_young", "rural_older", "disabled", "small_firm", "large_firm"
    ),
    "counties that differ in their rural share": lambda w: (
        len({r.rural_share for r in w.regions.values()}) > 2
    ),
    "help to apply online": lambda w: any(g.helped_online > 0 for g in w.groups.values()),
    "published costs a contact": lambda w: w.contact_costs is not None,
    "costs of levers": lambda w: set(LEVER_IDS) <= set(w.lever_costs),
    "tariffs of the administration": lambda w: w.costs is not None,
    "dated levers": lambda w: any(s.since for r in w.regimes.values() for s in r),
    "scheduled outages": lambda w: bool(w.outages),
    "links of limited capacity": lambda w: any(x.requests_per_hour for x in w.links.values()),
    "copies that may be out of date": lambda w: any(x.out_of_date for x in w.links.values()),
    "batches": lambda w: any(x.batch_seconds for x in w.links.values()),
    "double entry": lambda w: w.process.rekeying.mean_seconds > 0 and len(w.departments) > 1,
}


@pytest.mark.parametrize("what", USES)
def test_it_is_used_by_a_shipped_scenario(what):
    assert any(USES[what](world(name)) for name in shipped_names())


def test_a_peak_is_not_seen_in_a_flat_day():
    found = world("jiaxing")
    flat = replace(found, hall_hours=replace(found.hall_hours, arrival_weights=(1.0,) * 24))
    assert has_two_peaks(found) and not has_two_peaks(flat)


@pytest.mark.parametrize("name", shipped_names())
def test_no_shipped_regime_has_a_wrong_date(name):
    assert wrong_settings(world(name)) == []


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_integrated_regime_has_every_lever_on_its_ground(name):
    assert groundless(world(name), named(world(name), "integrated")) == []
