"""Open hours: lunch, nights, weekends, holidays, and who is still served after closing."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from tongban.actors.halls import OpeningHours
from tongban.engines.hours import Hours
from tongban.experiments.validation.towns import Coming, Desk, Town, exactly, queue, wait
from tongban.journeys.calendars import always_open, calendar, working_days, working_seconds_between
from tongban.journeys.program import Meaning, Op, Role
from tongban.quantities import DAY, HOUR

HOURS = OpeningHours(((9 * HOUR, 12 * HOUR), (14 * HOUR, 17 * HOUR)), (1.0,) * 24)
MONDAY = datetime.date(2025, 3, 3)
SHUT = 17 * HOUR


def hall(start: datetime.date = MONDAY, days: int = 40, holidays: bool = True):
    return calendar(HOURS, working_days(start, days, holidays))


def at_desk(ticket_rule: bool, comings, seconds: int, start: datetime.date = MONDAY):
    town = Town([Desk(ticket_rule=ticket_rule)], [hall(start)])
    town.journey(lambda w: queue(w, seconds))
    return town.run(comings)


def test_whoever_comes_at_lunch_is_served_when_the_hall_opens_again():
    told = at_desk(True, [Coming(12 * HOUR), Coming(13 * HOUR)], 60)
    assert told.starts() == [14 * HOUR, 14 * HOUR + 60]


def test_the_last_second_before_lunch_is_open_and_the_next_is_not():
    assert at_desk(True, [Coming(12 * HOUR - 1)], 60).starts() == [12 * HOUR - 1]
    assert at_desk(True, [Coming(12 * HOUR)], 60).starts() == [14 * HOUR]


def test_service_at_a_window_goes_on_into_lunch_and_past_closing():
    told = at_desk(True, [Coming(12 * HOUR - 10), Coming(SHUT - 10)], 600)
    assert told.ends() == [12 * HOUR + 590, SHUT + 590]


def test_a_ticket_drawn_before_lunch_waits_for_the_afternoon():
    told = at_desk(True, [Coming(12 * HOUR - 2), Coming(12 * HOUR - 1)], 60)
    assert told.starts() == [12 * HOUR - 2, 14 * HOUR]


def test_a_ticket_drawn_at_the_last_second_is_served_after_closing():
    told = at_desk(True, [Coming(SHUT - 2), Coming(SHUT - 1)], 1800)
    assert told.starts() == [SHUT - 2, SHUT + 1798]


def test_a_ticket_drawn_at_closing_time_waits_for_the_next_morning():
    told = at_desk(True, [Coming(SHUT - 1), Coming(SHUT)], 60)
    assert told.starts() == [SHUT - 1, DAY + 9 * HOUR]


def test_service_after_closing_ends_with_the_calendar_day():
    seven_hours = 7 * HOUR  # the second in line would begin at midnight
    told = at_desk(True, [Coming(SHUT - 2), Coming(SHUT - 1)], seven_hours + 2)
    assert told.starts() == [SHUT - 2, DAY + 9 * HOUR]


def test_without_the_ticket_rule_nobody_is_served_after_closing():
    told = at_desk(False, [Coming(SHUT - 60), Coming(SHUT - 1)], 60)
    assert told.starts() == [SHUT - 60, DAY + 9 * HOUR]


def test_a_reviewers_work_pauses_over_lunch_night_and_weekend():
    friday = 4 * DAY
    told = at_desk(False, [Coming(11 * HOUR), Coming(friday + 16 * HOUR)], 5 * HOUR)
    assert told.ends() == [DAY + 10 * HOUR, friday + 3 * DAY + 15 * HOUR]


def test_a_reviewer_who_stops_exactly_at_closing_is_done_at_closing():
    assert at_desk(False, [Coming(16 * HOUR)], HOUR).ends() == [SHUT]


def test_the_next_file_begins_only_when_the_desk_opens_again():
    told = at_desk(False, [Coming(16 * HOUR), Coming(16 * HOUR)], HOUR)
    assert told.starts() == [16 * HOUR, DAY + 9 * HOUR]


def test_nobody_works_on_saturday_and_sunday():
    assert at_desk(True, [Coming(5 * DAY + 10 * HOUR)], 60).starts() == [7 * DAY + 9 * HOUR]


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (datetime.date(2025, 4, 4), datetime.date(2025, 4, 7)),  # 清明, a Friday
        (datetime.date(2025, 1, 26), datetime.date(2025, 1, 26)),  # a Sunday that is worked
        (datetime.date(2025, 2, 8), datetime.date(2025, 2, 8)),  # a Saturday that is worked
        (datetime.date(2025, 1, 28), datetime.date(2025, 2, 5)),  # 春节
        (datetime.date(2025, 5, 1), datetime.date(2025, 5, 6)),  # 劳动节
        (datetime.date(2025, 9, 28), datetime.date(2025, 9, 28)),  # 国庆调休
        (datetime.date(2025, 10, 1), datetime.date(2025, 10, 9)),  # 国庆、中秋
    ],
)
def test_public_holidays_and_moved_working_days_of_2025_are_kept(day, opens):
    told = at_desk(True, [Coming(10 * HOUR)], 60, start=day)
    closed = (opens - day).days
    assert told.starts() == [closed * DAY + (10 if closed == 0 else 9) * HOUR]


def test_without_holidays_only_weekends_are_closed():
    qingming = datetime.date(2025, 4, 4)
    assert working_days(qingming, 4, holidays=False).tolist() == [True, False, False, True]
    assert working_days(qingming, 4, holidays=True).tolist() == [False, False, False, True]


def test_time_by_a_calendar_counts_open_seconds_only():
    town = Town([Desk()], [hall()])
    town.journey(lambda w: wait(w, 7 * HOUR, calendar=0))
    assert town.run([Coming(16 * HOUR)]).ends() == [DAY + SHUT]


def test_time_without_a_calendar_passes_at_night_too():
    town = Town([Desk()], [hall()])
    town.journey(lambda w: wait(w, 7 * HOUR))
    assert town.run([Coming(16 * HOUR)]).ends() == [23 * HOUR]


def test_the_two_ways_of_counting_open_seconds_agree_at_every_boundary():
    cal = hall()
    hours = Hours(*(a.tolist() for a in (cal.starts, cal.ends, cal.closes_day, cal.elapsed,
                                         cal.next_open_day)))  # fmt: skip
    edges = np.concatenate([cal.starts[:12], cal.ends[:12], [0, DAY, 5 * DAY, 6 * DAY + 1]])
    moments = np.unique(np.concatenate([edges - 1, edges, edges + 1]))
    for now in moments[moments >= 0].tolist():
        for work in (1, 59, 3 * HOUR - 1, 3 * HOUR, 3 * HOUR + 1, 6 * HOUR, 40 * HOUR):
            end = hours.after_work(now, work)
            passed = working_seconds_between(cal, np.array([now, now]), np.array([end, end - 1]))
            assert passed.tolist() == [work, work - 1], (now, work)


def test_a_desk_that_is_always_open_has_one_interval():
    cal = always_open(3)
    assert (cal.starts.tolist(), cal.ends.tolist()) == ([0], [3 * DAY])


class TestTrips:
    """Going to a counter: one arrives at a drawn moment of a working day, never in the past."""

    def go(self, at: int, travel: int, moment: int):
        town = Town([Desk()], [hall()], moment=moment,
                    profiles=[(exactly(travel), exactly(1), exactly(60))])  # fmt: skip
        town.journey(lambda w: w.trip(Role.TRAVEL_HOME, 0, ("go",), Meaning("trip")))
        return town.run([Coming(at)]).of(Op.TRIP)[0]

    def test_one_arrives_the_same_day_if_the_moment_can_be_reached(self):
        assert self.go(9 * HOUR, HOUR, 10 * HOUR)[:3] == (9 * HOUR, 10 * HOUR, 10 * HOUR)

    def test_a_second_too_late_means_the_next_working_day(self):
        begin, arrived, _, _ = self.go(9 * HOUR + 1, HOUR, 10 * HOUR)
        assert (begin, arrived) == (DAY + 9 * HOUR, DAY + 10 * HOUR)

    def test_from_friday_evening_one_arrives_on_monday(self):
        assert self.go(4 * DAY + 20 * HOUR, HOUR, 10 * HOUR)[1] == 7 * DAY + 10 * HOUR

    def test_even_without_a_way_a_second_passes(self):
        assert self.go(10 * HOUR, 0, 10 * HOUR)[1] == DAY + 10 * HOUR
        assert self.go(10 * HOUR - 1, 0, 10 * HOUR)[1] == 10 * HOUR

    def test_the_way_home_is_not_waited_for(self):
        town = Town(profiles=[(exactly(5000), exactly(1), exactly(60))])
        town.journey(lambda w: w.way_home(Role.TRAVEL_HOME, ("home",), Meaning("way_home")))
        told = town.run([Coming(100)])
        assert told.ends() == [100]
        assert told.of(Op.RETURN) == [(100, 100, 5100, 0)]


def test_at_the_opening_second_a_service_of_no_time_may_be_followed_by_another_at_the_same_desk():
    """The pool is woken and called in one second, and called again by those it has served."""
    town = Town([Desk(servers=2)], [hall()])

    def write(w):
        queue(w, 0, name="first")
        queue(w, 0, name="second")

    town.journey(write)
    opening = 9 * HOUR
    told = town.run([Coming(opening - 60), Coming(opening)])
    assert [start for _, start, _, _ in told.of(Op.QUEUE)] == [opening] * 4
