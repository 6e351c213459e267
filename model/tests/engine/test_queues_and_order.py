"""Queues: who is next, who leaves, and what comes first within one second."""

from __future__ import annotations

import numpy as np
import pytest

from tongban.experiments.validation.towns import Coming, Desk, Town, exactly, queue, wait
from tongban.journeys.calendars import calendar
from tongban.journeys.order import ARRIVE, DISPATCH, FINISH, THREADS, UNDATED, key
from tongban.journeys.program import Meaning, Op, Outcome
from tongban.journeys.writer import Label, Writer
from tongban.quantities import DAY
from worlds import HOURS


def one_desk(seconds: int, comings, **desk):
    town = Town([Desk(**desk)])
    town.journey(lambda w: queue(w, seconds))
    return town.run(comings)


def test_first_come_first_served():
    assert one_desk(100, [Coming(0), Coming(10), Coming(20)]).starts() == [0, 100, 200]


def test_as_many_are_served_at_once_as_there_are_servers():
    told = one_desk(100, [Coming(0), Coming(0), Coming(0)], servers=2)
    assert told.starts() == [0, 0, 100]
    assert [r for *_, r in told.of(Op.QUEUE)] == [0, 1, 0]  # the lowest free server


def test_whoever_arrives_in_one_second_is_called_by_application_number():
    late_first = Town([Desk()])
    slow = late_first.journey(lambda w: (wait(w, 50), queue(w, 10)))
    fast = late_first.journey(lambda w: (wait(w, 20), queue(w, 10)))
    told = late_first.run([Coming(0, slow), Coming(30, fast)])  # both at second 50
    assert told.starts() == [50, 60]
    told = late_first.run([Coming(0, slow), Coming(50, late_first.journey(lambda w: queue(w, 10)))])
    assert told.starts() == [50, 60]


def test_a_server_freed_in_a_second_serves_who_arrives_in_that_second():
    assert one_desk(100, [Coming(0), Coming(100)]).starts() == [0, 100]


def test_everything_that_finishes_comes_before_everything_that_arrives():
    assert key(FINISH, THREADS * 10**6) < key(ARRIVE, 0)
    assert key(ARRIVE, THREADS * 10**6) < key(DISPATCH, 0)
    assert key(FINISH, 1) < key(FINISH, 2)


def test_what_finishes_is_told_before_what_arises_in_the_same_second():
    town = Town()
    town.journey(lambda w: wait(w, 100))
    at_once = town.journey(lambda w: w.note(Meaning("need")))
    told = town.run([Coming(0), Coming(100, at_once)])
    assert told.order_of(Op.END) == [0, 1]


def test_finishes_of_one_second_are_told_by_application_number():
    town = Town()
    slow = town.journey(lambda w: wait(w, 100))
    quick = town.journey(lambda w: wait(w, 10))
    told = town.run([Coming(0, slow), Coming(50, slow), Coming(90, quick), Coming(140, quick)])
    assert told.order_of(Op.END) == [0, 2, 1, 3]


def test_dispatch_looks_only_when_all_arrivals_of_the_second_are_in():
    """Case 1 joins first within the second, yet case 0, who also comes then, is called first."""
    town = Town([Desk(), Desk()])
    through_desk = town.journey(lambda w: (queue(w, 50, desk=1), queue(w, 10)))
    direct = town.journey(lambda w: (wait(w, 20), queue(w, 10)))
    told = town.run([Coming(0, through_desk), Coming(30, direct)])
    assert [s for _, s, _, _ in told.of(Op.QUEUE, 0)] == [0, 50]
    assert told.starts()[1] == 60


class TestDueDates:
    @staticmethod
    def due_in(town: Town, seconds: int, comes_after: int = 0) -> int:
        def write(w: Writer) -> None:
            due = w.case_cell("due")
            w.remember(due, seconds=seconds)
            wait(w, comes_after)
            queue(w, 100, due=due)

        return town.journey(write)

    def test_a_queue_takes_the_most_urgent_and_what_has_no_due_date_last(self):
        town = Town()
        relaxed, urgent = self.due_in(town, 9000), self.due_in(town, 1000)
        none = town.journey(lambda w: queue(w, 100))
        comings = [Coming(0, none), Coming(10, none), Coming(20, relaxed), Coming(30, urgent)]
        assert town.run(comings).starts() == [0, 300, 200, 100]

    @pytest.mark.parametrize(("seconds", "starts"), [(-21, [0, 200, 100]), (-19, [0, 100, 200])])
    def test_what_has_no_due_date_queues_as_if_due_four_weeks_after_coming(self, seconds, starts):
        town = Town()
        none = town.journey(lambda w: queue(w, 100))
        dated = self.due_in(town, UNDATED + seconds)
        comings = [Coming(0, none), Coming(10, none), Coming(30, dated)]
        assert town.run(comings).starts() == starts

    def test_equal_due_dates_go_by_application_number(self):
        town = Town()
        slow = self.due_in(town, 5000, 40)
        quick = self.due_in(town, 5000, 10)
        busy = town.journey(lambda w: queue(w, 200))
        told = town.run([Coming(0, busy), Coming(0, slow), Coming(0, quick)])
        assert told.starts() == [0, 200, 300]


class TestPatience:
    """Patience is 60 seconds; the desk is busy until second 100."""

    def impatient(self, at: int, patience: int = 60, servers: int = 1, busy: int = 100):
        town = Town([Desk(servers)], profiles=[(exactly(0), exactly(0), exactly(patience))])

        def write(w: Writer) -> None:
            left = Label()
            queue(w, 30, left=left)
            w.end(Outcome.STUCK, Meaning("end"))  # stands for: was served
            w.place(left)

        long = town.journey(lambda w: queue(w, busy))
        told = town.run([Coming(0, long), Coming(at, town.journey(write))])
        return told.of(Op.QUEUE, 1)[0]

    def test_who_is_not_called_leaves_exactly_when_patience_ends(self):
        assert self.impatient(10) == (10, -1, 70, -1)

    def test_who_is_called_a_second_before_stays_to_the_end_of_the_service(self):
        assert self.impatient(41) == (41, 100, 130, 0)

    def test_a_server_freed_in_the_very_second_of_leaving_comes_too_late(self):
        """Finishing patience is a finish; calling is a dispatch, and that is last in a second."""
        assert self.impatient(40) == (40, -1, 100, -1)

    def test_without_any_patience_only_a_free_server_helps(self):
        assert self.impatient(10, patience=0) == (10, -1, 10, -1)
        assert self.impatient(10, patience=0, servers=2) == (10, 10, 40, 1)
        assert self.impatient(100, patience=0) == (100, 100, 130, 0)

    def test_who_has_left_is_not_called_and_nobody_waits_behind_them(self):
        town = Town([Desk()], profiles=[(exactly(0), exactly(0), exactly(60))])

        def write(w: Writer) -> None:
            left = Label()
            queue(w, 30, left=left)
            w.place(left)

        patient = town.journey(lambda w: queue(w, 100))
        impatient = town.journey(write)
        told = town.run([Coming(0, patient), Coming(10, impatient), Coming(20, patient)])
        assert told.starts() == [0, -1, 100]
        assert told.trace.pool_waiting.tolist() == [60 + 80]
        assert told.trace.pool_busy.tolist() == [200]

    def coming_to_a_closed_hall(self, at: int, patience: int, ticket_rule: bool = True):
        days = calendar(HOURS, np.ones(30, bool))
        town = Town([Desk(ticket_rule=ticket_rule)], [days],
                    profiles=[(exactly(0), exactly(0), exactly(patience))])  # fmt: skip

        def write(w: Writer) -> None:
            left = Label()
            queue(w, 30, left=left)
            w.place(left)

        town.journey(write)
        return town.run([Coming(at)]).of(Op.QUEUE)[0]

    def test_patience_also_ends_while_the_hall_is_shut_over_lunch_or_not_yet_open(self):
        for at in (8 * 3600, 12 * 3600):
            assert self.coming_to_a_closed_hall(at, 60) == (at, -1, at + 60, -1)

    def test_nobody_stands_in_a_hall_that_has_closed_for_the_day_however_patient(self):
        for at in (17 * 3600, 20 * 3600):
            assert self.coming_to_a_closed_hall(at, 4 * 3600) == (at, -1, at, -1)

    def test_who_comes_in_the_last_second_is_served_after_closing(self):
        at = 17 * 3600 - 1
        assert self.coming_to_a_closed_hall(at, 60) == (at, at, at + 30, 0)


class TestForks:
    def forked(self, lengths, arrivals: int):
        town = Town()

        def write(w: Writer) -> None:
            branches, done = [Label() for _ in lengths], Label()
            for branch in branches[:-1]:
                w.spawn(branch)
            w.go(branches[-1])
            for branch, seconds in zip(branches, lengths, strict=True):
                w.place(branch)
                wait(w, seconds)
                w.go(done)
            w.place(done)
            w.join(w.case_cell("join"), arrivals)
            w.note(Meaning("joined"))

        town.journey(write)
        return town.run([Coming(5)])

    @pytest.mark.parametrize("lengths", [(10, 20, 30), (30, 20, 10), (20, 30, 10), (7, 7, 7)])
    def test_a_join_lets_only_the_last_branch_pass(self, lengths):
        told = self.forked(lengths, 3)
        assert told.ends() == [5 + max(lengths)]
        assert len(told.of(Op.NOTE)) == 1

    def test_branches_run_side_by_side(self):
        assert sorted(e for _, _, e, _ in self.forked((10, 20, 30), 3).of(Op.SPEND)) == [15, 25, 35]

    def test_a_join_of_one_is_not_written(self):
        writer = Town().writer
        writer.join(1, 1)
        assert writer.rows == []

    def test_when_a_case_ends_its_other_branches_stop_where_they_are(self):
        town = Town([Desk()])

        def write(w: Writer) -> None:
            other = Label()
            w.spawn(other)
            wait(w, 10)
            w.end(Outcome.ABANDONED, Meaning("end"))
            w.place(other)
            queue(w, 100)
            w.note(Meaning("never"))

        town.journey(write)
        told = town.run([Coming(0)])
        assert (told.ends(), told.trace.outcome.tolist()) == ([10], [Outcome.ABANDONED])
        assert told.of(Op.QUEUE) == [(0, 0, 100, 0)]  # the clerk finishes the work begun
        assert told.of(Op.NOTE) == []
        assert len(told.of(Op.END)) == 1


class TestTheHorizon:
    def test_the_last_second_is_simulated_and_the_horizon_itself_is_not(self):
        town = Town(days=1)
        town.journey(lambda w: wait(w, 10))
        told = town.run([Coming(DAY - 11), Coming(DAY - 10)])
        assert told.ends() == [DAY - 1, -1]
        assert told.trace.outcome.tolist() == [Outcome.DELIVERED, Outcome.OPEN]

    def test_a_need_at_the_horizon_does_not_begin(self):
        town = Town(days=1)
        town.journey(lambda w: w.note(Meaning("need")))
        told = town.run([Coming(DAY - 1), Coming(DAY)])
        assert told.order_of(Op.NOTE) == [0]

    def test_who_is_waiting_or_served_at_the_horizon_is_handed_back(self):
        town = Town([Desk()], days=1)
        town.journey(lambda w: queue(w, 100))
        told = town.run([Coming(DAY - 50), Coming(DAY - 20)])
        assert told.trace.still_served.tolist() == [[0, 0, DAY - 50, DAY - 50]]
        assert told.trace.still_waiting.tolist() == [[0, 1, DAY - 20]]
        assert told.trace.pool_busy.tolist() == [50]
        assert told.trace.pool_waiting.tolist() == [20]


def test_a_pool_is_found_by_its_role_at_the_cases_own_site():
    town = Town([Desk(), Desk()], site_pools=[[0], [1]])
    home = town.journey(lambda w: queue(w, 100, site=0))
    here = town.journey(lambda w: queue(w, 100, site=1))
    comings = [Coming(0, home, site=(0, 1)), Coming(0, here, site=(0, 1)),
               Coming(0, home, site=(1, 0)), Coming(0, here, site=(1, 0))]  # fmt: skip
    assert town.run(comings).starts() == [0, 0, 100, 100]


def test_no_service_time_still_passes_through_the_queue():
    town = Town([Desk()])
    town.journey(lambda w: queue(w, exactly(0)))
    assert town.run([Coming(7), Coming(7)]).of(Op.QUEUE) == [(7, 7, 7, 0), (7, 7, 7, 0)]
