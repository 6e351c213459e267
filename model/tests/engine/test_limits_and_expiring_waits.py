"""Limits by working days, waits that are cut short, and files that nobody takes up in time."""

from __future__ import annotations

import datetime

import pytest

from tongban.experiments.validation.towns import Coming, Desk, Town, exactly, queue, wait
from tongban.journeys.calendars import always_open, calendar, working_days
from tongban.journeys.program import Meaning, Op, Outcome
from tongban.journeys.writer import Label, Writer
from tongban.measures.accounts import pool_errors
from tongban.quantities import DAY, HOUR
from worlds import OFFICE

MONDAY = datetime.date(2025, 3, 3)
WORKS = calendar(OFFICE, working_days(MONDAY, 90, holidays=True))
OFFICE_HOURS = 0
OPENS = 9 * HOUR


def town(*desks: Desk) -> Town:
    return Town(desks or (Desk(),), calendars=(WORKS,), days=60)


def moment_of(days: int, at: int, before: int | None = None) -> int:
    """Return what a cell holds after a limit of so many days is set at a second."""
    made = town()

    def write(w: Writer) -> None:
        cell, reached = w.case_cell("due"), Label()
        if before is not None:
            w.remember(cell, seconds=before)
        w.limit(cell, days, OFFICE_HOURS)
        again = w.here()
        w.unless_valid(cell, reached)
        w.spend(exactly(1800), ("half an hour",), Meaning("wait"))
        w.go(again)
        w.place(reached)

    made.journey(write)
    return made.run([Coming(at)]).ends()[0]


@pytest.mark.parametrize(
    ("days", "since", "until"),
    [
        (1, 0, 1),  # Monday: the end of Tuesday
        (4, 0, 4),
        (5, 0, 7),  # the weekend does not count
        (1, 4, 7),  # Friday: the end of Monday
        (1, 5, 7),  # Saturday: the same
        (0, 2, 2),  # none: today's end
        (1, 31, 35),  # Thursday, 3 April 2025: Friday is a public holiday
    ],
)
def test_a_limit_is_the_end_of_the_nth_working_day_after_today(days, since, until):
    assert moment_of(days, since * DAY + 10 * HOUR) == (until + 1) * DAY + 1800


def test_a_limit_does_not_put_off_what_is_due_earlier():
    assert moment_of(5, 10 * HOUR, before=DAY) == DAY + 10 * HOUR + 1800


class TestHurriedWaits:
    """A wait of working time from Monday at 9; the warning comes with the end of Tuesday."""

    HURRIED = HOUR

    def desk_reached(self, hours: float, begins: int = OPENS) -> int:
        made = town()

        def write(w: Writer) -> None:
            cell = w.case_cell("warning")
            w.remember(cell, seconds=2 * DAY)
            wait(w, begins)
            w.spend(exactly(round(hours * HOUR)), ("circulation",), Meaning("circulation"),
                    OFFICE_HOURS, cell, self.HURRIED)  # fmt: skip

        made.journey(write)
        return made.run([Coming(0)]).ends()[0]

    def test_what_is_over_by_the_warning_is_not_hurried(self):
        assert self.desk_reached(7) == 17 * HOUR + 1800
        assert self.desk_reached(14) == DAY + 17 * HOUR + 1800

    @pytest.mark.parametrize("left", [0.5, 1])
    def test_what_would_not_take_longer_than_hurried_is_as_long_as_it_is(self, left):
        assert self.desk_reached(14 + left) == 2 * DAY + OPENS + left * HOUR

    @pytest.mark.parametrize("left", [1.001, 7, 70])
    def test_what_would_take_longer_is_over_after_the_hurried_time(self, left):
        assert self.desk_reached(14 + left) == 2 * DAY + OPENS + self.HURRIED

    def test_what_begins_after_the_warning_is_hurried_from_its_beginning(self):
        begins = 3 * DAY + 11 * HOUR
        assert self.desk_reached(70, begins) == begins + self.HURRIED

    def test_without_a_warning_in_the_cell_nothing_is_hurried(self):
        made = town()
        made.journey(
            lambda w: w.spend(
                exactly(14 * HOUR),
                ("c",),
                Meaning("circulation"),
                OFFICE_HOURS,
                w.case_cell("never written"),
                self.HURRIED,
            )
        )
        assert made.run([Coming(OPENS)]).ends() == [DAY + 17 * HOUR + 1800]


class TestSilence:
    """Somebody else is at the only desk for a while; the file came on Monday at 10."""

    CAME = 10 * HOUR
    SILENCE_ENDS = 8 * DAY  # the end of the Monday after: the fifth working day after the first

    def outcome(self, busy_until: int):
        made = Town((Desk(calendar=1),), calendars=(WORKS, always_open(90)), days=60)
        long = made.journey(lambda w: queue(w, busy_until))

        def write(w: Writer) -> None:
            cell, over = w.case_cell("silence"), Label()
            w.limit(cell, 5, OFFICE_HOURS)
            role = ("window", "0", "")
            w.queue_until(role, 0, exactly(600), ("look",), Meaning("look"), over, cell)
            w.end(Outcome.STUCK, Meaning("end"))  # stands for: somebody looked at it
            w.place(over)

        file = made.journey(write)
        told = made.run([Coming(0, long), Coming(self.CAME, file)])
        assert pool_errors(told.given, told.trace) == []
        return told.of(Op.QUEUE, 1)[0], int(told.trace.outcome[1])

    def test_a_file_taken_up_in_the_last_second_of_the_fifth_day_is_looked_at(self):
        (_, start, _, _), outcome = self.outcome(self.SILENCE_ENDS - 1)
        assert (start, outcome) == (self.SILENCE_ENDS - 1, Outcome.STUCK)

    @pytest.mark.parametrize("later", [1, DAY])
    def test_a_file_that_nobody_took_up_by_then_goes_on_when_the_fifth_day_is_over(self, later):
        (_, start, end, _), outcome = self.outcome(self.SILENCE_ENDS + later)
        assert (start, end, outcome) == (-1, self.SILENCE_ENDS, Outcome.DELIVERED)


def test_people_are_served_before_files_whatever_is_due():
    made = Town()
    busy = made.journey(lambda w: queue(w, 100))

    def urgent(w: Writer) -> None:
        w.remember(w.case_cell("due"), seconds=0)
        queue(w, 100, due=w.case_cell("due"))

    def person(w: Writer) -> None:
        left = Label()
        queue(w, 100, left=left)
        w.place(left)

    file, visitor = made.journey(urgent), made.journey(person)
    made.profiles = ((exactly(0), exactly(0), exactly(10_000)),)
    assert made.run([Coming(0, busy), Coming(1, file), Coming(2, visitor)]).starts() == [
        0,
        200,
        100,
    ]
