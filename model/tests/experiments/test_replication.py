"""A regime's journeys are written once for all its runs: nobody must see that in the results."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tongban.experiments import replication
from tongban.experiments.replication import replicate
from tongban.levers.regime import LEVER_IDS, Regime, full
from worlds import world

SILOED, INTEGRATED = Regime("tried", ()), Regime("tried", full(LEVER_IDS))


def summary(of, regime, number):
    return replicate(of, regime, 5, number, keep=False).summary


@pytest.fixture
def counted(monkeypatch):
    """Count how often journeys are written."""
    written = []
    known = replication.write_regime

    def write(of, regime):
        written.append(regime)
        return known(of, regime)

    monkeypatch.setattr(replication, "_LAST", [])
    monkeypatch.setattr(replication, "write_regime", write)
    return written


def test_runs_of_one_regime_share_what_is_written_and_are_as_if_each_wrote_its_own(counted):
    shared = [summary(world(), SILOED, n) for n in range(3)]
    assert len(counted) == 1
    for number, found in enumerate(shared):
        replication._LAST.clear()
        assert repr(summary(world(), SILOED, number)) == repr(found)
    assert len(counted) == 4


def test_neither_another_regime_of_the_same_name_nor_another_world_is_taken_for_the_last(counted):
    summary(world(), SILOED, 0)
    summary(world(), INTEGRATED, 0)
    summary(replace(world(), warm_up_days=1), INTEGRATED, 0)
    assert len(counted) == 3


def test_what_is_measured_of_people_only_is_the_same_as_in_the_whole():
    whole = replicate(world(), SILOED, 5, 0, keep=False).summary
    brief = replicate(world(), SILOED, 5, 0, keep=False, of_people_only=True).summary
    assert {key: repr(whole[key]) for key in brief} == {k: repr(v) for k, v in brief.items()}
    left_out = whole.keys() - brief.keys()
    assert {group.split(":")[0] for _, group in left_out} >= {"matter", "region"}
    assert not [group for _, group in left_out if group.startswith(("all", "group", "trait"))]
