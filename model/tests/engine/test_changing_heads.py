"""Heads that change in time, and queues that move to another pool: to the second."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.experiments.validation.towns import Coming, Desk, Told, Town, queue
from tongban.journeys.calendars import calendar, working_days
from tongban.journeys.draws import mix
from tongban.journeys.head_changes import HeadChange, change_arrays
from tongban.journeys.order import CHANGE, FINISH, key
from tongban.journeys.program import Op
from tongban.journeys.writer import Label, Writer
from tongban.measures.accounts import pool_errors
from tongban.measures.staffing import heads_at
from tongban.quantities import DAY, HOUR, Spread
from worlds import HOURS, OFFICE

ONE_DESK = (Desk(),)


def town(changes, desks=ONE_DESK, seconds: int = 100, **shape) -> Town:
    made = Town(desks, changes=changes, **shape)
    made.journey(lambda w: queue(w, seconds))
    return made


def run(changes, comings, desks=ONE_DESK, seconds: int = 100) -> Told:
    told = town(changes, desks, seconds).run(comings)
    assert pool_errors(told.given, told.trace) == []
    return told


def servers(told: Told) -> list[int]:
    return [result for *_, result in told.of(Op.QUEUE)]


def test_a_second_head_serves_who_waits_from_the_second_in_which_it_comes():
    assert run([HeadChange(30, 0, 2)], [Coming(0)] * 3).starts() == [0, 30, 100]


def test_a_head_that_goes_finishes_its_service_and_takes_no_other():
    told = run([HeadChange(30, 0, 1)], [Coming(0)] * 3, [Desk(2)])
    assert told.starts() == [0, 0, 100]
    assert servers(told) == [0, 1, 0]


def test_without_heads_everybody_waits_until_one_comes():
    told = run([HeadChange(50, 0, 0), HeadChange(500, 0, 1)], [Coming(0), Coming(10)])
    assert told.starts() == [0, 500]


def test_a_head_that_is_back_before_its_last_service_ends_is_not_counted_twice():
    told = run([HeadChange(10, 0, 1), HeadChange(20, 0, 2)], [Coming(0)] * 4, [Desk(2)])
    assert told.starts() == [0, 0, 100, 100]


def test_heads_change_before_anything_else_in_a_second():
    assert key(CHANGE, 10**6) < key(FINISH, 0)
    told = run([HeadChange(100, 0, 0), HeadChange(200, 0, 1)], [Coming(0), Coming(50)])
    assert told.starts() == [0, 200]  # who finishes at 100 frees a head that is no longer there


def test_a_queue_moves_as_it_stands_and_who_comes_later_goes_there_too():
    told = run([HeadChange(50, 0, 0, moves_to=1)],
               [Coming(0), Coming(20), Coming(30), Coming(60)], [Desk(), Desk()])  # fmt: skip
    assert told.starts() == [0, 50, 150, 250]


def test_the_last_second_before_a_move_is_the_old_pools_and_the_next_the_new_ones():
    for coming, start in ((49, 49), (50, 100)):
        made = Town([Desk(), Desk()], changes=[HeadChange(50, 0, 0, moves_to=1)])
        old = made.journey(lambda w: queue(w, 10))
        new = made.journey(lambda w: queue(w, 100, desk=1))
        told = made.run([Coming(0, new), Coming(coming, old)])
        assert told.starts() == [0, start]
        assert pool_errors(told.given, told.trace) == []


def test_a_pool_that_gets_heads_again_keeps_its_own_queue():
    changes = [HeadChange(50, 0, 0, moves_to=1), HeadChange(200, 0, 1)]
    told = run(changes, [Coming(0), Coming(60), Coming(200), Coming(210)], [Desk(), Desk()])
    assert told.starts() == [0, 60, 200, 300]


def test_a_queue_may_move_twice():
    changes = [HeadChange(10, 0, 0, moves_to=1), HeadChange(20, 1, 0, moves_to=2)]
    desks = [Desk(), Desk(0), Desk()]
    assert run(changes, [Coming(0), Coming(5), Coming(30)], desks).starts() == [0, 20, 120]
    changes = [HeadChange(20, 0, 0, moves_to=1), HeadChange(10, 1, 0, moves_to=2)]
    assert run(changes, [Coming(0), Coming(5), Coming(30)], desks).starts() == [0, 20, 120]


@pytest.mark.parametrize(("coming", "ends"), [(20, 80), (45, 105), (70, 130)])
def test_patience_goes_on_where_the_queue_has_moved_to(coming, ends):
    made = Town([Desk(), Desk(0)], changes=[HeadChange(50, 0, 0, moves_to=1)])

    def write(w: Writer) -> None:
        gone = Label()
        queue(w, 100, left=gone)
        w.place(gone)

    made.journey(write)
    told = made.run([Coming(0), Coming(coming)])
    assert told.ends() == [100, ends]
    assert pool_errors(told.given, told.trace) == []


def test_due_dates_hold_at_the_pool_that_takes_a_queue_over():
    made = Town([Desk(0), Desk(1)], changes=[HeadChange(50, 0, 0, moves_to=1)])
    for days in (3, 2, 1):

        def write(w, days=days):
            w.remember(w.case_cell("due"), days)
            queue(w, 10, due=w.case_cell("due"))

        made.journey(write)
    told = made.run([Coming(0, 0), Coming(1, 1), Coming(2, 2)])
    assert told.starts() == [70, 60, 50]


def test_the_ticket_rule_holds_with_the_heads_that_are_there():
    """Who drew a ticket in time is served after closing, by as many as are still there."""
    shut = 17 * HOUR
    hall = calendar(HOURS, working_days(datetime.date(2025, 3, 3), 40, True))
    comings = [Coming(shut - 10)] * 4 + [Coming(shut)]
    for changes, starts in (
        ([HeadChange(shut + 10, 0, 1)], [shut - 10, shut - 10, shut + 90, shut + 190]),
        ([HeadChange(shut + 10, 0, 3)], [shut - 10, shut - 10, shut + 10, shut + 90]),
    ):
        told = town(changes, [Desk(2, ticket_rule=True)], calendars=[hall]).run(comings)
        assert told.starts() == [*starts, DAY + 9 * HOUR]
        assert pool_errors(told.given, told.trace) == []


def test_the_heads_of_a_moment_are_those_of_the_latest_change():
    made = town([HeadChange(100, 0, 3), HeadChange(150, 0, 0), HeadChange(2000, 0, 9)], [Desk(2)])
    arrays = made.input([Coming(0)])
    assert [heads_at(arrays, t).tolist() for t in (99, 100, 2000)] == [[2], [3], [9]]


@pytest.mark.parametrize(
    "wrong",
    [
        [HeadChange(0, 0, 1)],
        [HeadChange(5, 0, -1)],
        [HeadChange(5, 0, 1, moves_to=0)],
        [HeadChange(5, 0, 1), HeadChange(5, 0, 2)],
    ],
)
def test_changes_that_make_no_sense_are_refused(wrong):
    with pytest.raises(AssertionError):
        change_arrays(wrong)


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10**6), pools=st.integers(1, 4), changes=st.integers(0, 12))
def test_all_are_served_and_the_accounts_add_up_whatever_changes(seed, pools, changes):
    """Moves go to pools of higher number only, so that there is no circle."""

    def some(n: int, below: int) -> int:
        return mix(seed * 7919 + n) % below

    moments = {(1 + some(10 * k, 4000), some(10 * k + 1, pools)): k for k in range(changes)}
    rows = []
    for (at, pool), k in moments.items():
        higher = pools - pool - 1
        moves = pool + 1 + some(10 * k + 2, higher) if higher and some(10 * k + 3, 2) else -1
        rows.append(HeadChange(at, pool, some(10 * k + 4, 4), moves))
    rows += [HeadChange(10_000, pool, 1) for pool in range(pools)]
    made = Town([Desk(1 + some(n, 2)) for n in range(pools)], changes=rows)
    for pool in range(pools):
        made.journey(lambda w, pool=pool: queue(w, Spread("exponential", 60, 1.0), desk=pool))
    comings = sorted(some(1000 + n, 4000) for n in range(40))
    told = made.run([Coming(at, some(2000 + n, pools)) for n, at in enumerate(comings)])
    assert pool_errors(told.given, told.trace) == []
    assert (np.array(told.ends()) > 0).all()


def test_who_came_too_late_keeps_nobody_waiting_whose_hours_are_not_over():
    """At a window after closing: a late-comer waits until morning, the office's file does not."""
    shut, days = 17 * HOUR, working_days(datetime.date(2025, 3, 3), 40, True)
    hall, office = calendar(HOURS, days), calendar(OFFICE, days)
    desks = [Desk(2, 0, ticket_rule=True), Desk(0, 1)]
    made = Town(desks, [hall, office], changes=[HeadChange(0, 1, 0, moves_to=0)])
    person = made.journey(lambda w: queue(w, 100))
    file = made.journey(lambda w: queue(w, 100, desk=1))
    told = made.run([Coming(shut + 60, person), Coming(shut + 120, file), Coming(shut + 150, file)])
    assert told.starts() == [DAY + 9 * HOUR, shut + 120, shut + 150]
    assert pool_errors(told.given, told.trace) == []
