"""Who is absent is so in every regime; somebody is always there; the accounts add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tongban.engines.reference import simulate
from tongban.journeys.absence import with_absence
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.journeys.head_changes import HeadChange
from tongban.journeys.pools import PoolPlace
from tongban.levers.regime import Regime, full
from tongban.measures.accounts import account_errors
from tongban.quantities import DAY
from tongban.scenario.world import World
from tongban.trace.spans import spans
from worlds import PROCESS, world

EVERY_DAY = np.ones(400, bool)


def often_absent(share: float, **shape) -> World:
    return world(process=replace(PROCESS, absence=share), **shape)


def compiled_of(small: World, *levers: str) -> Compiled:
    return compile_regime(small, Regime("tried", full(levers)), 1)


def pool(*members) -> PoolPlace:
    return PoolPlace("window", "*", "", "330401", "hall@330401", members)


def heads_by_day(changes, start: int, days: int = 400) -> list[int]:
    at = {c.at // DAY: c.servers for c in changes}
    result = []
    for day in range(days):
        start = at.get(day, start)
        result.append(start)
    return result


def test_nobody_is_absent_with_a_share_of_nothing():
    changes = [HeadChange(DAY, 0, 3, members=(("a", "", 3),))]
    assert with_absence([pool(("a", "", 2))], changes, 0.0, EVERY_DAY, 1) == changes


def test_the_share_that_is_absent_is_the_one_that_is_written():
    changes = with_absence([pool(("a", "", 40))], [], 0.1, EVERY_DAY, 1)
    assert np.mean(heads_by_day(changes, 40)) == pytest.approx(36, abs=0.4)


def test_at_least_one_is_always_there_and_the_only_one_never_missing():
    changes = with_absence([pool(("a", "", 2)), pool(("b", "", 1))], [], 0.9, EVERY_DAY, 1)
    assert min(c.servers for c in changes) == 1
    assert all(c.pool == 0 for c in changes)


def test_the_same_heads_are_absent_when_they_are_put_together():
    apart = with_absence([pool(("a", "", 9)), pool(("b", "", 9))], [], 0.1, EVERY_DAY, 1)
    alone = [heads_by_day([c for c in apart if c.pool == n], 9) for n in (0, 1)]
    together = with_absence([pool(("a", "", 9), ("b", "", 9))], [], 0.1, EVERY_DAY, 1)
    assert heads_by_day(together, 18) == np.sum(alone, axis=0).tolist()


def test_absence_and_a_re_arrangement_hold_together():
    members = (("a", "", 9), ("b", "", 9))
    moved = [HeadChange(100 * DAY, 0, 0, 1), HeadChange(100 * DAY, 1, 18, members=members)]
    changes = with_absence([pool(("a", "", 9)), pool()], moved, 0.1, EVERY_DAY, 1)
    own = [c for c in changes if c.pool == 0 and c.at >= 100 * DAY]
    assert own == [HeadChange(100 * DAY, 0, 0, 1)], "who has given its queue up stays so"
    alone = [heads_by_day(with_absence([pool((d, "", 9))], [], 0.1, EVERY_DAY, 1), 9)
             for d in "ab"]  # fmt: skip
    after = heads_by_day([c for c in changes if c.pool == 1], 0)
    assert after[:100] == [0] * 100
    assert after[100:] == np.sum(alone, axis=0).tolist()[100:]


@pytest.mark.parametrize("levers", [(), ("comprehensive_windows", "data_sharing")])
def test_the_accounts_add_up_with_many_absent(levers):
    small = often_absent(0.4, needs=15.0, windows=3)
    compiled = compiled_of(small, *levers)
    assert len(compiled.given.change_at) > 20
    trace = simulate(compiled.given)
    assert account_errors(compiled, trace, spans(compiled, trace)) == []


def test_people_wait_longer_where_heads_are_missing():
    waits = []
    for share in (0.0, 0.4):
        compiled = compiled_of(often_absent(share, needs=15.0, windows=3))
        waits.append(simulate(compiled.given).pool_waiting.sum())
    assert waits[0] < waits[1]
