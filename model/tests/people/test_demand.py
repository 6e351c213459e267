"""Demand that answers to burden: the same people, more or fewer of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons import compared
from tongban.experiments.pilot import APPLICANTS, answer, burden, demand_factors, solitary
from tongban.journeys.assemble import replication_seed
from tongban.journeys.needs import Needs, needs
from tongban.levers.regime import Regime
from tongban.scenario.demand import Demand
from tongban.scenario.world import World
from worlds import world

FEW = settings(max_examples=15, deadline=None, derandomize=True, database=None)
CAP = 6.0
SHAPE = (2, 1)  # matters, groups of the small world


def elastic(elasticity: float = 1.0, cap: float = CAP, matter: str = "S", **shape) -> World:
    """Return the small world with one matter whose demand answers to burden."""
    base = world(**shape)
    catalogue = base.catalogue
    changed = replace(catalogue.matters[matter], elasticity=elasticity)
    matters = {**catalogue.matters, matter: changed}
    return replace(base, catalogue=replace(catalogue, matters=matters),
                   demand=Demand("siloed", cap))  # fmt: skip


def at(w: World, factor: float, seed: int) -> Needs:
    """Return the needs where the elastic matter's demand is ``factor`` times the ordinary."""
    factors = np.ones(SHAPE)
    factors[1] = factor
    return needs(w, replication_seed(seed, 0), factors)


def rows(found: Needs) -> dict:
    """Return everything of each need that must not depend on demand, by its identity."""
    held = found.held[found.applicant]
    return {
        int(bits): (at, m, g, a, h, w, t, i, tuple(papers))
        for bits, at, m, g, a, h, w, t, i, papers in zip(
            found.bits, found.at, found.matter, found.group, found.applicant, found.home,
            found.here, found.traits, found.induced, held.tolist(), strict=True,
        )
    }  # fmt: skip


@FEW
@given(st.integers(0, 2**32), st.floats(1 / CAP, CAP), st.floats(1 / CAP, CAP))
def test_whoever_comes_at_a_low_demand_comes_the_same_at_a_higher_one(seed, a, b):
    w = elastic(needs=10.0)
    few, many = rows(at(w, min(a, b), seed)), rows(at(w, max(a, b), seed))
    assert few.items() <= many.items()


@FEW
@given(st.integers(0, 2**32))
def test_at_the_reference_the_needs_are_what_they_are_without_any_elasticity(seed):
    plain = needs(world(needs=10.0), replication_seed(seed, 0))
    asked = at(elastic(needs=10.0), 1.0, seed)
    assert len(plain) == len(asked) and not asked.induced.any()
    for name in ("at", "matter", "group", "applicant", "home", "here", "traits", "bits"):
        assert np.array_equal(getattr(plain, name), getattr(asked, name)), name
    assert np.array_equal(plain.held, asked.held[: len(plain.held)])


def test_demand_is_as_many_times_the_ordinary_as_the_factor_says():
    w = elastic(needs=40.0)
    count = {
        f: sum(int((at(w, f, seed).matter == 1).sum()) for seed in range(30))
        for f in (0.5, 1.0, 2.0, 5.0)
    }
    for factor, found in count.items():
        assert found / count[1.0] == pytest.approx(factor, rel=0.06)


def test_other_matters_bring_no_one_more():
    w = elastic(needs=20.0)
    for seed in range(3):
        ordinary, more = at(w, 1.0, seed), at(w, 4.0, seed)
        assert (more.matter[more.induced] == 1).all()
        assert (ordinary.matter == 0).sum() == (more.matter == 0).sum()


def test_half_the_burden_at_elasticity_one_is_twice_the_demand_and_a_cap_is_a_cap():
    found = answer(np.array([5.0, 10.0, 20.0, 0.0, np.inf]), np.full(5, 10.0), np.ones(5), 6.0)
    assert found == pytest.approx([2.0, 1.0, 0.5, 6.0, 1 / 6])
    never = answer(np.array([3.0, np.inf]), np.array([np.inf, np.inf]), np.ones(2), 6.0)
    assert never == pytest.approx([6.0, 1.0])
    assert answer(np.array([0.0, np.inf]), np.ones(2), np.zeros(2), 6.0) == pytest.approx([1, 1])


def test_the_pilots_applicants_meet_no_queue_and_its_burden_is_less_when_integrated():
    w = elastic()
    pilot = solitary(w)
    assert len(pilot) == APPLICANTS and (pilot.matter == 1).all()
    siloed = burden(w, Regime("siloed", ()))
    integrated = burden(w, Regime("integrated", w.regimes["integrated"]))
    assert integrated[1, 0] < 0.6 * siloed[1, 0] and siloed[0, 0] == integrated[0, 0] == 1.0
    crowded = burden(replace(w, halls={c: replace(h, windows=tuple((d, 50) for d, _ in h.windows))
                                       for c, h in w.halls.items()}),
                     Regime("siloed", ()))  # fmt: skip
    assert crowded == pytest.approx(siloed)


def test_the_reference_regime_brings_the_ordinary_demand_exactly():
    w = elastic()
    regimes = [Regime(n, w.regimes[n]) for n in ("siloed", "integrated")]
    found = demand_factors(w, regimes)
    assert (found["siloed"] == 1.0).all()
    assert found["integrated"][0, 0] == 1.0 and found["integrated"][1, 0] > 1.2
    assert demand_factors(world(), regimes) == {"siloed": None, "integrated": None}


def test_a_comparison_shows_who_came_because_it_became_easy():
    found = compared(elastic(2.0, needs=4.0), "siloed", "integrated", replications=2)
    samples = found.samples
    induced = samples["integrated"].compiled.needs.induced
    assert induced.any() and not samples["siloed"].compiled.needs.induced.any()
    before = rows(samples["siloed"].compiled.needs)
    assert before.items() <= rows(samples["integrated"].compiled.needs).items()
