"""The tables against the distributions' formulas, and the draws against chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import chdtrc

from tongban.hashing import name_hash
from tongban.journeys.arrivals import counts_table
from tongban.journeys.draws import draw, stream, trait, unit
from tongban.journeys.tables import SIZE, share_threshold, table
from tongban.quantities import Spread

UNLIKELY = 1e-3
SPREADS = [
    Spread("constant", 600), Spread("constant", 0.4), Spread("constant", 2.5),
    Spread("exponential", 1), Spread("exponential", 600, 1.0), Spread("exponential", 1e6, 1.0),
    Spread("uniform", 600, 0.5), Spread("uniform", 600, 1 / np.sqrt(3)),
    Spread("lognormal", 600, 0.3), Spread("lognormal", 600, 1.0), Spread("lognormal", 86400, 2.0),
    Spread("lognormal", 600, 0.0),
]  # fmt: skip


@pytest.mark.parametrize("spread", SPREADS, ids=str)
def test_a_tables_mean_is_the_distributions_within_a_second(spread):
    entries = table(spread)
    assert entries.shape == (SIZE,)
    assert abs(int(entries.sum()) - SIZE * spread.mean_seconds) < SIZE
    assert abs(entries.mean() - spread.mean_seconds) <= 1 / SIZE + 1e-9


@pytest.mark.parametrize("spread", SPREADS, ids=str)
def test_a_table_ascends_and_is_never_negative(spread):
    entries = table(spread)
    assert (np.diff(entries) >= 0).all()
    assert entries[0] >= 0


@pytest.mark.parametrize(
    ("spread", "share"),
    [
        (Spread("exponential", 600, 1.0), 0.001),
        (Spread("uniform", 600, 0.5), 0.001),
        (Spread("lognormal", 600, 0.5), 0.005),
        (Spread("lognormal", 6000, 1.0), 0.03),
        (Spread("lognormal", 6000, 1.5), 0.10),  # a heavy tail: its last slice is one number
    ],
)
def test_a_tables_variance_is_the_distributions(spread, share):
    cv = spread.cv or 1.0
    theory = (cv * spread.mean_seconds) ** 2
    found = float(table(spread).var())
    assert theory * (1 - share) <= found <= theory * (1 + 1e-3)


def test_quantiles_of_an_exponential_table_are_logarithms():
    entries = table(Spread("exponential", 3600, 1.0))
    for p in (0.1, 0.5, 0.9, 0.99):
        assert entries[int(p * SIZE)] == pytest.approx(-np.log(1 - p) * 3600, rel=0.02, abs=2)


def test_probabilities_become_thresholds_without_bias():
    assert (share_threshold(0.0), share_threshold(1.0)) == (0, 2**32)
    assert share_threshold(0.25) == 2**30


def _chi_square(counts: np.ndarray) -> float:
    expected = counts.sum() / counts.size
    return float(chdtrc(counts.size - 1, ((counts - expected) ** 2 / expected).sum()))


@pytest.mark.parametrize("shift", [0, 20, 32, 56])
def test_draws_of_one_key_are_uniform_over_cases_in_all_their_bits(shift):
    key = name_hash("work", "M.0", "review")
    cases = stream(7, "need", "330401", ordinals=np.arange(40_000)).tolist()
    bits = np.array([draw(c, key, 0) for c in cases], np.uint64)
    counts = np.bincount(((bits >> np.uint64(shift)) & np.uint64(255)).astype(int), minlength=256)
    assert UNLIKELY < _chi_square(counts) < 1 - UNLIKELY


def test_draws_of_one_case_are_uniform_over_visits():
    bits = np.array([draw(1, name_hash("work"), v) for v in range(40_000)], np.uint64)
    counts = np.bincount((bits >> np.uint64(56)).astype(int), minlength=256)
    assert UNLIKELY < _chi_square(counts) < 1 - UNLIKELY


@pytest.mark.parametrize(
    "other",
    [
        lambda c: draw(c, name_hash("work", "M.0", "check"), 0),  # another key
        lambda c: draw(c, name_hash("work", "M.0", "review"), 1),  # the next visit
        lambda c: draw(c ^ 1, name_hash("work", "M.0", "review"), 0),  # a neighbour's bits
    ],
    ids=["key", "visit", "neighbour"],
)
def test_draws_of_different_keys_visits_and_cases_are_independent(other):
    key = name_hash("work", "M.0", "review")
    cases = stream(3, "need", "330401", ordinals=np.arange(40_000)).tolist()
    pairs = np.array([(draw(c, key, 0) >> 60, other(c) >> 60) for c in cases])
    counts = np.bincount(pairs[:, 0] * 16 + pairs[:, 1], minlength=256)
    assert UNLIKELY < _chi_square(counts) < 1 - UNLIKELY


def test_traits_of_one_applicant_are_independent():
    own = stream(3, "need", "330401", ordinals=np.arange(40_000))
    first, second = trait(own, "digital"), trait(own, "lives elsewhere")
    cells = (first >> np.uint64(60)) * np.uint64(16) + (second >> np.uint64(60))
    assert UNLIKELY < _chi_square(np.bincount(cells.astype(int), minlength=256)) < 1 - UNLIKELY


def test_unit_numbers_are_strictly_between_nought_and_one():
    edges = unit(np.array([0, 2**64 - 1], np.uint64))
    assert 0 < edges[0] < edges[1] < 1


@pytest.mark.parametrize("dispersion", [1.0, 1.5, 3.0])
@pytest.mark.parametrize("mean", [0.3, 6.0, 120.0])
def test_needs_of_a_day_have_the_stated_mean_and_dispersion(mean, dispersion):
    cumulative = counts_table(mean, dispersion)
    chance = np.diff(np.concatenate([[0.0], cumulative]))
    n = np.arange(len(chance))
    found = float((chance * n).sum())
    assert cumulative[-1] == pytest.approx(1.0, abs=1e-9)
    assert found == pytest.approx(mean, rel=1e-6)
    assert float((chance * (n - found) ** 2).sum()) / found == pytest.approx(dispersion, rel=1e-5)
