"""The engine against queueing theory: waits that have a formula.

Seeds are fixed, so every test gives the same answer each time. An interval must be narrow enough
to tell a wrong engine from a right one; that is asserted too.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from theory.stations import SERVICE_SECONDS, Station, erlang_a, erlang_c, surely
from tongban.quantities import Spread

REPLICATIONS = 32
STATIONS = [(1, 0.5), (1, 0.7), (1, 0.8), (2, 0.6), (2, 0.8), (5, 0.7), (5, 0.9)]


def waits(station: Station) -> list[float]:
    """Return the mean wait of each replication."""
    return [float((q[:, 1] - q[:, 0]).mean()) for q in queues(station)]


@lru_cache(maxsize=32)
def queues(station: Station) -> list[np.ndarray]:
    return [station.queued(seed) for seed in range(REPLICATIONS)]


def expect(values, theory: float, width: float) -> None:
    """Assert that the interval of the values holds the theory and is not wider than allowed."""
    low, high = surely(values)
    assert low <= theory <= high, (low, theory, high)
    assert high - low <= 2 * width * theory, (low, theory, high)


@pytest.mark.parametrize(("servers", "load"), STATIONS)
def test_the_mean_wait_of_m_m_c_is_erlangs(servers, load):
    theory = erlang_c(servers, load) * SERVICE_SECONDS / (servers * (1 - load))
    expect(waits(Station(servers, load)), theory, 0.15 if load < 0.9 else 0.2)


@pytest.mark.parametrize(("servers", "load"), STATIONS)
def test_the_share_of_m_m_c_that_must_wait_is_erlangs(servers, load):
    shares = [float((q[:, 1] > q[:, 0]).mean()) for q in queues(Station(servers, load))]
    expect(shares, erlang_c(servers, load), 0.06)


def test_the_wait_of_those_who_wait_in_m_m_1_is_exponential():
    station = Station(1, 0.7)
    conditional = SERVICE_SECONDS / (1 - 0.7)
    longer = []
    for q in queues(station):
        wait = (q[:, 1] - q[:, 0])[q[:, 1] > q[:, 0]]
        longer.append(float((wait > conditional).mean()))
    expect(longer, np.exp(-1), 0.1)


@pytest.mark.parametrize(("servers", "load"), [(1, 0.7), (5, 0.9)])
def test_little_holds_for_the_number_waiting(servers, load):
    """L = λW by two ways of counting: the time integral, and people one by one."""
    for q in queues(Station(servers, load))[:8]:
        begin, start = q[:, 0], q[:, 1]
        moments = np.concatenate([begin, start])
        steps = np.concatenate([np.ones(len(q), np.int64), -np.ones(len(q), np.int64)])
        order = np.argsort(moments, kind="stable")
        number = np.cumsum(steps[order])[:-1]
        assert int((number * np.diff(moments[order])).sum()) == int((start - begin).sum())


@pytest.mark.parametrize("cv", [0.0, 0.5, 1.5])
def test_the_mean_wait_of_m_g_1_is_pollaczeks_and_khinchines(cv):
    load = 0.6
    family = "lognormal" if cv else "constant"
    station = Station(1, load, Spread(family, SERVICE_SECONDS, cv))
    theory = load * (1 + cv**2) / (2 * (1 - load)) * SERVICE_SECONDS
    expect(waits(station), theory, 0.15)


@pytest.mark.parametrize(
    ("servers", "load", "patience"), [(1, 0.9, 900), (2, 1.2, 600), (5, 1.0, 1800)]
)
def test_m_m_c_with_patience_loses_and_delays_as_palm_says(servers, load, patience):
    station = Station(servers, load, patience=Spread("exponential", patience, 1.0))
    leaving, waiting = erlang_a(servers, 1 / station.arrival_gap, 1 / SERVICE_SECONDS, 1 / patience)
    found = queues(station)
    left = [float((q[:, 1] < 0).mean()) for q in found]
    until = [float((np.where(q[:, 1] < 0, q[:, 2], q[:, 1]) - q[:, 0]).mean()) for q in found]
    expect(left, leaving, 0.06)
    expect(until, waiting, 0.06)


def test_erlangs_formulas_agree_where_they_meet():
    assert erlang_c(1, 0.7) == pytest.approx(0.7)
    almost_endless = erlang_a(2, 1.6 / 600, 1 / 600, 1e-9)[1]
    assert almost_endless == pytest.approx(erlang_c(2, 0.8) * 600 / (2 * 0.2), rel=1e-3)
