"""What levers may do and what they may not: nested reach, nobody lost, each in its direction."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metamorphic.observed import (
    FEW,
    FEWER,
    SHAPES,
    all_regimes,
    lever_ids,
    observe,
    patient,
    same_trace,
    seeds,
    shapes,
)
from tongban.journeys.assemble import compile_regime
from tongban.journeys.program import Outcome
from tongban.levers.data_sharing import link_member
from tongban.levers.practice import Practice
from tongban.levers.regime import LEVER_IDS, LEVERS, Regime, full
from tongban.scenario.world import LeverSetting, World
from worlds import world

ROOMY = [shape for shape in SHAPES if shape["needs"] < 10]


@FEWER
@given(shapes, seeds)
def test_no_case_is_lost_in_any_regime(shape, seed):
    small = world(**shape)
    for regime in all_regimes(small):
        seen = observe(small, regime.settings, seed)
        assert seen.errors() == [], regime.name
        ended = seen.trace.outcome != Outcome.OPEN
        assert np.array_equal(ended, seen.trace.ended_at >= 0)
        assert np.array_equal(ended, seen.count("end") == 1)


@FEW
@given(st.sampled_from(ROOMY), seeds, lever_ids)
def test_with_time_and_patience_enough_every_case_is_delivered(shape, seed, lever):
    small = patient(**shape)
    for settings in ((), full([lever]), full()):
        seen = observe(small, settings, seed)
        assert (seen.trace.outcome == Outcome.DELIVERED).all()
        items = [len(m.items) for m in small.catalogue.matters.values()]
        assert np.array_equal(seen.count("decide"), np.array(items)[seen.compiled.needs.matter])


@FEW
@given(st.sampled_from(ROOMY), seeds, st.floats(0, 1), st.floats(0, 1))
def test_more_data_links_never_add_a_material_to_any_case(shape, seed, one, other):
    """Links are never down, nobody returns: else a quicker case could overtake a paper it needs."""
    small = patient(**shape)
    submitted = []
    for strength in sorted((one, other, 0.0, 1.0)):
        seen = observe(small, [LeverSetting("data_sharing", strength)], seed)
        assert (seen.trace.outcome == Outcome.DELIVERED).all()
        submitted.append(seen.count("submit"))
    for fewer_links, more_links in pairwise(submitted):
        assert (more_links <= fewer_links).all()
    assert submitted[-1].sum() < submitted[0].sum()


@FEW
@given(st.sampled_from(ROOMY), seeds)
def test_sharing_one_material_more_never_adds_a_material_to_any_case(shape, seed):
    small = patient(**shape)
    fetchable = sorted({m for link in small.links.values() for m in link.materials})
    before = observe(small, (), seed).count("submit")
    for number in range(1, len(fetchable) + 1):
        scope = LeverSetting("data_sharing", materials=tuple(fetchable[:number]))
        after = observe(small, [scope], seed).count("submit")
        assert (after <= before).all(), fetchable[:number]
        before = after


def asked(small: World, settings, seed: int) -> set[str]:
    """Return the materials that any applicant was asked for in a run."""
    seen = observe(small, settings, seed)
    return set(seen.spans.meaning(seen.compiled, "material")[seen.spans.did("ask")].tolist())


@FEW
@given(st.sampled_from(ROOMY), seeds)
def test_while_links_are_up_nobody_is_asked_for_what_a_link_can_fetch(shape, seed):
    small = patient(**shape)
    fetchable = {m for link in small.links.values() for m in link.materials}
    assert asked(small, (), seed) & fetchable
    assert not asked(small, full(), seed) & fetchable
    assert asked(small, full(), seed), "what only the applicant can give is still asked for"


def test_while_links_are_down_somebody_is_asked_after_all():
    small = world(needs=15.0, link_down_hours=120.0)
    fetchable = {m for link in small.links.values() for m in link.materials}
    assert set().union(*(asked(small, full(), seed) for seed in range(4))) & fetchable


@FEW
@given(shapes, lever_ids, st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_a_stronger_lever_covers_all_that_a_weaker_one_covers(shape, lever, strengths):
    small, found = world(**shape), LEVERS[lever]
    reaches = [found.reach(small, LeverSetting(lever, s)) for s in sorted([0.0, *strengths, 1.0])]
    assert reaches[0] == frozenset()
    assert reaches[-1] == {m.id for m in found.members(small)} != set()
    for weaker, stronger in pairwise(reaches):
        assert weaker <= stronger


@FEW
@given(shapes, lever_ids, st.floats(0, 1))
def test_a_lever_for_one_county_leaves_the_others_as_they_were(shape, lever, strength):
    small = world(**shape)
    inside, *outside = small.halls
    regime = Regime("pilot", (LeverSetting(lever, strength, regions=(inside,)),))
    for region in outside:
        assert regime.practice(small, region) == Practice()


@FEW
@given(shapes, lever_ids, st.floats(0, 1), st.floats(0, 1))
def test_settings_of_one_lever_add_up(shape, lever, one, other):
    small = world(**shape)
    settings = [LeverSetting(lever, s) for s in (one, other)]
    both = Regime("both", tuple(settings)).practice(small, next(iter(small.halls)))
    union = LEVERS[lever].reach(small, settings[0]) | LEVERS[lever].reach(small, settings[1])
    assert getattr(both, lever) == union


@FEW
@given(shapes, st.sampled_from([(), *[(lever,) for lever in LEVER_IDS], LEVER_IDS]))
def test_heads_are_conserved_in_every_regime(shape, levers):
    small = world(**shape)
    windows = sum(heads for hall in small.halls.values() for _, heads in hall.windows)
    counties = len(small.halls)
    desks = sum(n * counties for d in small.departments.values() for _, n in d.reviewers)
    compiled = compile_regime(small, Regime("tried", full(levers)), 1)
    assert compiled.layout.heads() == windows + desks
    assert compiled.given.pool_servers.sum() == windows + desks


def test_a_link_that_is_not_covered_is_never_asked():
    small = world(needs=10.0)
    materials = ("ID",)
    seen = observe(small, [LeverSetting("data_sharing", materials=materials)], 3)
    fetched = seen.spans.meaning(seen.compiled, "material")[seen.spans.did("fetch")]
    assert set(fetched.tolist()) == set(materials)
    members = {m.id for m in LEVERS["data_sharing"].members(small)}
    assert link_member("L0", "ID") in members


NEEDS_THE_NET = tuple(
    lever.id for lever in LEVERS.values() if "online_coverage" in lever.effect.beside
)


@FEW
@given(shapes, seeds, st.sampled_from(NEEDS_THE_NET))
def test_levers_on_the_net_change_nothing_where_nothing_is_online(shape, seed, lever):
    small = world(**shape)
    baseline, alone = observe(small, (), seed), observe(small, full([lever]), seed)
    assert same_trace(baseline.trace, alone.trace)
