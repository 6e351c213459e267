"""The engine against queueing theory: waits that have a formula.

Seeds are fixed, so every test gives the same answer each time. An interval must be narrow enough
to tell a wrong engine from a right one; that is asserted too.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import numpy as np
import pytest

from tongban.cli.workers import InProcess
from tongban.experiments.intervals import interval
from tongban.experiments.validation.checks import REPLICATIONS_MIN, THEORY_CONFIDENCE, judged
from tongban.experiments.validation.formulas import erlang_a, erlang_c
from tongban.experiments.validation.networks import SERVICE_SECONDS, Station
from tongban.experiments.validation.theory import experiments, theory_checks

SYSTEMS = experiments()
WIDEST = 0.2  # half an interval, relative to what is expected


@pytest.mark.parametrize("system", SYSTEMS, ids=[s.quantities[0].id for s in SYSTEMS])
def test_what_has_a_formula_lies_within_its_interval(system):
    for check in theory_checks(32, 1, InProcess(lambda _done: None), chosen=[system]):
        assert check.simulated.n >= REPLICATIONS_MIN
        assert check.verdict == "within", (check.id, check.expected, check.simulated)
        half = (check.simulated.high - check.simulated.low) / 2
        assert half <= WIDEST * check.expected[1], (check.id, half)


def test_an_engine_that_is_wrong_by_a_quarter_is_found_out():
    system = next(s for s in SYSTEMS if s.quantities[0].id == "m_m_c/1/0.8/wait")
    found = theory_checks(32, 1, InProcess(lambda _done: None), chosen=[system])[0]
    wrong = tuple(1.25 * e for e in found.expected)
    assert judged(wrong, found.simulated) == "outside"
    assert dataclasses.replace(found, verdict="outside").to_json()["verdict"] == "outside"


@lru_cache(maxsize=8)
def queues(station: Station) -> list[np.ndarray]:
    return [station.queued(seed) for seed in range(32)]


def test_the_wait_of_those_who_wait_in_m_m_1_is_exponential():
    conditional = SERVICE_SECONDS / (1 - 0.7)
    longer = []
    for q in queues(Station(1, 0.7)):
        wait = (q[:, 1] - q[:, 0])[q[:, 1] > q[:, 0]]
        longer.append(float((wait > conditional).mean()))
    found = interval(np.array(longer), confidence=THEORY_CONFIDENCE)
    assert found.low <= np.exp(-1) <= found.high
    assert found.high - found.low <= 0.2 * np.exp(-1)


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


def test_erlangs_formulas_agree_where_they_meet():
    assert erlang_c(1, 0.7) == pytest.approx(0.7)
    almost_endless = erlang_a(2, 1.6 / 600, 1 / 600, 1e-9)[1]
    assert almost_endless == pytest.approx(erlang_c(2, 0.8) * 600 / (2 * 0.2), rel=1e-3)
