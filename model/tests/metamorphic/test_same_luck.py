"""What must not change: luck, bytes, and a regime that does nothing."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metamorphic.observed import (
    FEW,
    FEWER,
    SHAPES,
    all_regimes,
    draws,
    lever_ids,
    observe,
    same_trace,
    seeds,
    shapes,
)
from tongban.engines.reference import simulate
from tongban.engines.trace_arrays import TraceArrays
from tongban.experiments.comparison import compare
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.journeys.calendars import working_seconds_between
from tongban.journeys.needs import Needs
from tongban.journeys.outages import outages
from tongban.levers.regime import LEVER_IDS, Regime, full
from tongban.scenario.world import LeverSetting
from worlds import group, material, world


def equal_needs(a: Needs, b: Needs) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(Needs))


@FEW
@given(shapes, seeds)
def test_levers_at_strength_zero_are_no_levers(shape, seed):
    small = world(**shape)
    baseline = observe(small, (), seed)
    powerless = observe(small, [LeverSetting(lever, 0.0) for lever in LEVER_IDS], seed)
    assert baseline.compiled.given.same_as(powerless.compiled.given)
    assert baseline.compiled.meanings == powerless.compiled.meanings
    assert same_trace(baseline.trace, powerless.trace)


@FEW
@given(shapes, seeds, lever_ids)
def test_one_lever_at_strength_zero_beside_others_changes_nothing(shape, seed, lever):
    small = world(**shape)
    others = tuple(s for s in full() if s.lever != lever)
    without = compile_regime(small, Regime("a", others), seed)
    beside = compile_regime(small, Regime("b", (*others, LeverSetting(lever, 0.0))), seed)
    assert without.given.same_as(beside.given)


@FEWER
@given(shapes, seeds)
def test_needs_and_outages_are_the_same_in_every_regime(shape, seed):
    small = world(**shape)
    compiled = [compile_regime(small, regime, seed) for regime in all_regimes(small)]
    first = compiled[0]
    assert len(first.needs) > 0
    for other in compiled[1:]:
        assert equal_needs(first.needs, other.needs)
        for name in ("case_at", "case_bits", "case_traits", "case_applicant", "case_profile",
                     "down_start", "down_end"):  # fmt: skip
            assert np.array_equal(getattr(first.given, name), getattr(other.given, name)), name


@FEWER
@given(st.integers(0, len(SHAPES) - 1), seeds)
def test_every_draw_is_the_same_in_every_regime_that_makes_it(shape, seed):
    known: dict[tuple[int, int, int], int] = {}
    shared = 0
    for regime in all_regimes(world(**SHAPES[shape])):
        drawn = draws(shape, seed, regime.settings)
        shared += len(known.keys() & drawn.keys())
        assert all(known.setdefault(name, value) == value for name, value in drawn.items())
    assert shared > len(known), "the regimes have too little in common for the test to mean much"


@FEW
@given(shapes, seeds)
def test_durations_with_the_same_name_are_the_same_in_every_regime(shape, seed):
    """Reviews of a step take the same working time whatever the regime: only waits differ."""
    small = world(**shape)
    worked = []
    for settings in ((), full()):
        seen = observe(small, settings, seed)
        reviews = seen.spans.did("review")
        item = seen.spans.meaning(seen.compiled, "item")[reviews]
        step = seen.spans.meaning(seen.compiled, "step")[reviews]
        seconds = working_seconds(seen)[reviews]
        names = zip(seen.spans.case[reviews].tolist(), item, step, strict=True)
        worked.append(dict(zip(names, seconds.tolist(), strict=True)))
    both = worked[0].keys() & worked[1].keys()
    assert both
    assert all(worked[0][name] == worked[1][name] for name in both)


def working_seconds(seen) -> np.ndarray:
    s = seen.spans
    return working_seconds_between(seen.compiled.office, s.start, s.end)


@FEW
@given(shapes, seeds, st.sampled_from(["siloed", "integrated"]))
def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(shape, seed, regime):
    small = world(**shape)
    settings = small.regimes[regime]
    first, second = observe(small, settings, seed), observe(small, settings, seed)
    assert first.compiled.given.same_as(second.compiled.given)
    assert same_trace(first.trace, second.trace)
    assert not same_trace(first.trace, observe(small, settings, seed + 1).trace)


@FEW
@given(shapes, seeds, st.sampled_from(["siloed", "integrated"]))
def test_recording_a_run_does_not_change_it(shape, seed, regime):
    small = world(**shape)
    compiled = compile_regime(small, Regime(regime, small.regimes[regime]), seed)
    watched, unwatched = simulate(compiled.given), simulate(compiled.given, record=False)
    assert len(unwatched.records) == 0 < len(watched.records)
    for name in TraceArrays.__annotations__:
        if name != "records":
            assert np.array_equal(getattr(watched, name), getattr(unwatched, name)), name


@FEW
@given(shapes, seeds)
def test_the_future_does_not_reach_into_the_past(shape, seed):
    """A run observed for fewer days is the beginning of the longer one."""
    small = world(**{**shape, "horizon": 30, "link_down_hours": 12.0})
    for settings in ((), full()):
        long = observe(small, settings, seed)
        cut = observe(replace(small, horizon_days=9), settings, seed)
        end = cut.compiled.given.horizon
        seen = long.trace.ended_at < end
        assert np.array_equal(np.where(seen, long.trace.ended_at, -1), cut.trace.ended_at)
        # every record carries the second at which it was written in END, except the way home
        count = len(cut.trace.records)
        assert np.array_equal(long.trace.records[:count], cut.trace.records)


def test_workers_do_not_change_a_comparison():
    small = world(needs=4.0, days=5)
    regimes = [Regime(n, s) for n, s in small.regimes.items()]
    rows = []
    for executor in (ProcessPoolExecutor(1), ProcessPoolExecutor(2), ThreadPoolExecutor(1)):
        with executor:
            rows.append(repr(compare(small, regimes, 5, 3, executor).rows))
    assert rows[0] == rows[1] == rows[2]


class TestNewcomers:
    """Who and what is added leaves the luck of those who were there before as it was."""

    def compiled(self, small) -> Compiled:
        return compile_regime(small, Regime("siloed", ()), 11)

    def people(self, found: Needs, site: int) -> list[tuple[int, int]]:
        mask = found.home == site
        return list(zip(found.at[mask].tolist(), found.bits[mask].tolist(), strict=True))

    def test_a_new_county_leaves_the_needs_of_the_others_alone(self):
        two, three = world(regions=2), world(regions=3)
        before, after = self.compiled(two).needs, self.compiled(three).needs
        for site in range(2):
            assert self.people(before, site) == self.people(after, site)
            mask, other = before.home == site, after.home == site
            assert np.array_equal(before.matter[mask], after.matter[other])
            assert np.array_equal(before.traits[mask], after.traits[other])

    def test_a_new_matter_leaves_moments_and_bits_alone_and_only_takes_its_share(self):
        small = world()
        catalogue = small.catalogue
        new = replace(catalogue.matters["S"], id="NEW")
        wider = replace(catalogue, matters={**catalogue.matters, "NEW": new})
        before = self.compiled(small).needs
        after = self.compiled(replace(small, catalogue=wider)).needs
        assert np.array_equal(before.at, after.at)
        assert np.array_equal(before.bits, after.bits)
        assert {int(m) for m in after.matter} == {0, 1, 2}
        number = list(wider.matters).index("NEW")
        moved = before.matter != after.matter
        assert moved.any() and (~moved).any()
        assert (after.matter[moved] >= before.matter[moved]).all(), number

    def test_a_matter_that_nobody_needs_changes_no_draw_at_all(self):
        small = world()
        catalogue = small.catalogue
        idle = replace(catalogue.matters["S"], id="IDLE", weight=0.0)
        wider = replace(catalogue, matters={**catalogue.matters, "IDLE": idle})
        before = self.compiled(small)
        after = self.compiled(replace(small, catalogue=wider))
        assert equal_needs(before.needs, after.needs)
        a, b = simulate(before.given), simulate(after.given)
        assert same_trace(a, b)

    def test_a_new_material_leaves_what_is_held_of_the_others_alone(self):
        small = world()
        catalogue = small.catalogue
        more = {**catalogue.materials, "X": material("X", held_share=0.5)}
        before = self.compiled(small)
        after = self.compiled(replace(small, catalogue=replace(catalogue, materials=more)))
        assert np.array_equal(before.needs.held, after.needs.held[:, :-1])
        assert np.array_equal(before.needs.bits, after.needs.bits)

    def test_a_group_of_the_other_kind_changes_nobody(self):
        small = world()
        groups = {**small.groups, "villagers": group("villagers", "resident", digital=0.1)}
        before = self.compiled(small)
        after = self.compiled(replace(small, groups=groups))
        assert equal_needs(before.needs, after.needs)
        assert same_trace(simulate(before.given), simulate(after.given))

    def test_a_new_link_leaves_the_outages_of_the_others_alone(self):
        small, large = world(departments=3), world(departments=5)
        known = dict(zip(large.links, outages(large, (), 3), strict=True))
        for link, (starts, ends) in zip(small.links, outages(small, (), 3), strict=True):
            assert len(starts)
            assert np.array_equal(starts, known[link][0])
            assert np.array_equal(ends, known[link][1])
