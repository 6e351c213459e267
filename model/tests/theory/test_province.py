"""A whole province against formulas: Little's law on every pool, and how needs arise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tongban.cli.workers import InProcess
from tongban.experiments.validation import province
from tongban.experiments.validation.checks import REPLICATIONS_MIN, Check
from tongban.experiments.validation.province import (
    days_of_needs,
    little_on_every_pool,
    peaks_of_the_day,
)
from tongban.experiments.validation.theory import Experiment, theory_checks
from tongban.levers.regime import LEVER_IDS, Regime, full
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario
from worlds import world

BUSY = world(needs=20.0, days=4, horizon=20)  # some are still waiting at the end


def checks(experiment: Experiment, times: int = 32) -> list[Check]:
    return theory_checks(times, 1, InProcess(lambda _done: None), chosen=[experiment])


@pytest.mark.parametrize("levers", [(), LEVER_IDS], ids=["siloed", "integrated"])
def test_little_holds_exactly_on_every_pool_of_a_province(levers):
    (check,) = checks(little_on_every_pool(BUSY, Regime("tried", full(levers))), 3)
    assert check.verdict == "within"
    assert check.simulated.low == check.simulated.high == 1.0


def test_one_second_forgotten_on_one_pool_is_seen(monkeypatch):
    def forgetful(given, trace):
        waited, served = pool_times(given, trace)
        waited[np.argmax(waited)] -= 1
        return waited, served

    pool_times = province.pool_times
    monkeypatch.setattr(province, "pool_times", forgetful)
    (check,) = checks(little_on_every_pool(BUSY, Regime("tried", ())), 3)
    assert check.simulated.mean > 1.0


def jiaxing():
    return load_world(find_scenario("jiaxing"), LEVER_IDS)


def test_a_countys_days_vary_as_the_scenario_says_and_a_poisson_process_is_found_out():
    (check,) = checks(days_of_needs(jiaxing()))
    assert check.simulated.n >= REPLICATIONS_MIN
    assert check.expected == (3.0, 3.0)
    assert check.verdict == "within"
    assert check.simulated.high - check.simulated.low < 0.6
    calm = replace(jiaxing(), dispersion=1.0)
    (poisson,) = checks(days_of_needs(calm))
    assert poisson.verdict == "within"
    assert not poisson.simulated.low <= 3.0 <= poisson.simulated.high


def test_the_day_has_two_peaks_and_a_dip_between():
    first, between, second = checks(peaks_of_the_day(jiaxing()))
    assert [c.verdict for c in (first, between, second)] == ["within"] * 3
    assert between.simulated.high < min(first.simulated.low, second.simulated.low)
    assert between.simulated.high < 1 < first.simulated.low
