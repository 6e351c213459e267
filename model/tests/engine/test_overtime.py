"""Overtime: who stays after closing, what they do then, and how long."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import numpy as np
import pytest

from tongban.experiments.validation.towns import Coming, Desk, Told, Town, queue
from tongban.journeys.calendars import calendar, working_days
from tongban.journeys.program import Op
from tongban.journeys.writer import Writer
from tongban.measures.accounts import pool_errors
from tongban.measures.overtime import overtime_hours
from tongban.quantities import DAY, HOUR
from tongban.trace.spans import spans
from worlds import OFFICE

MONDAY = datetime.date(2025, 3, 3)
WORKS = calendar(OFFICE, working_days(MONDAY, 90, holidays=True))  # 9:00–12:00, 13:30–17:30
CLOSES = 17.5 * HOUR


def run(hours: list[float], *, at: float, above: int = 0, most: float = 1.0, heads: int = 1,
        due: int | None = None) -> tuple[Told, Town]:  # fmt: skip
    """Return a run in which files that take so many hours come together on Monday."""
    desk = Desk(heads, overtime=round(most * HOUR), overtime_above=above)
    town = Town((desk,), calendars=(WORKS,), days=60)

    def journey(work: float) -> int:
        def write(w: Writer) -> None:
            cell = w.case_cell("due")
            if due is not None:
                w.remember(cell, seconds=due)
            queue(w, round(work * HOUR), due=cell, name=str(work))

        return town.journey(write)

    journeys = {work: journey(work) for work in dict.fromkeys(hours)}
    told = town.run([Coming(round(at * HOUR), journeys[work]) for work in hours])
    assert pool_errors(told.given, told.trace) == []
    return told, town


def served(told: Told) -> list[tuple[float, float]]:
    """Return when each service began and ended, in hours since Monday's midnight."""
    return [(start / HOUR, end / HOUR) for _, start, end, _ in told.of(Op.QUEUE)]


def worked_late(told: Told, town: Town) -> float:
    compiled = SimpleNamespace(
        given=told.given, meanings=town.writer.meanings, layout=SimpleNamespace(pools=[None])
    )
    found = spans(compiled, told.trace)  # type: ignore[arg-type]
    return float(overtime_hours(compiled, found, found.start >= 0)[0])  # type: ignore[arg-type]


def test_who_has_files_waiting_at_closing_goes_on_with_the_next_one():
    told, town = run([1, 1], at=16.5)
    assert served(told) == [(16.5, 17.5), (17.5, 18.5)]
    assert worked_late(told, town) == 1


def test_overtime_ends_when_its_time_is_over():
    told, town = run([1, 1, 1], at=16.5)
    assert served(told)[2] == (24 + 9, 24 + 10)
    assert worked_late(told, town) == 1
    assert told.trace.overtime.tolist() == [[0, CLOSES, CLOSES + HOUR]]


def test_without_overtime_everybody_goes_home_at_closing():
    told, town = run([1, 1], at=16.5, most=0)
    assert served(told) == [(16.5, 17.5), (24 + 9, 24 + 10)]
    assert worked_late(told, town) == 0
    assert len(told.trace.overtime) == 0


@pytest.mark.parametrize(("above", "stays"), [(0, True), (1, True), (2, False), (3, False)])
def test_as_many_files_as_stated_may_wait_for_each_head_without_overtime(above, stays):
    told, _ = run([1, 1, 1], at=16.5, above=above)
    assert (len(told.trace.overtime) > 0) == stays


def test_files_are_counted_for_each_head():
    assert len(run([1] * 4, at=16.5, above=1, heads=2)[0].trace.overtime) == 0
    assert len(run([1] * 5, at=16.5, above=1, heads=2)[0].trace.overtime) == 1


def test_who_is_no_longer_pressed_goes_home_after_the_file_at_hand():
    """Three wait at closing and two may: one is begun, and then the others wait for tomorrow."""
    told, town = run([0.25] * 4, at=17.25, above=2)
    assert [start for start, _ in served(told)] == [17.25, 17.5, 24 + 9, 24 + 9.25]
    assert worked_late(told, town) == 0.25


def test_a_file_on_the_desk_at_closing_is_gone_on_with():
    told, town = run([1, 1], at=17)
    assert served(told) == [(17, 18), (18, 24 + 9.5)]  # half an hour tonight, half tomorrow
    assert worked_late(told, town) == 1


def test_a_long_file_is_gone_on_with_evening_after_evening():
    """Of 12.5 hours, four are done on Monday and one late, seven on Tuesday and half a one late.

    The other file has the second half of Tuesday's overtime; then nothing waits any more.
    """
    told, town = run([12.5, 100], at=13.5)
    assert served(told)[0] == (13.5, 24 + 18)
    assert served(told)[1][0] == 24 + 18
    assert worked_late(told, town) == 1 + 0.5 + 0.5


def test_nobody_stays_for_the_file_at_hand_alone():
    told, town = run([1], at=17)
    assert served(told) == [(17, 24 + 9.5)]
    assert worked_late(told, town) == 0


@pytest.mark.parametrize(("due", "stays"), [(DAY, True), (DAY + 1, False)])
def test_what_is_due_today_is_worked_on_today_however_few_wait(due, stays):
    """The due date is a moment: the end of Monday is midnight."""
    told, _ = run([1, 1], at=16.5, above=9, due=due - round(16.5 * HOUR))
    assert (len(told.trace.overtime) > 0) == stays
    assert served(told)[1][0] == (17.5 if stays else 24 + 9)


def test_work_is_conserved_in_the_evening_too():
    told, town = run([3.3, 2.2, 5.5, 1.1, 7.7], at=10, most=2)
    begin = np.array([s for s, _ in served(told)]) * HOUR
    end = np.array([e for _, e in served(told)]) * HOUR
    inside = _open_seconds(begin, end) / HOUR
    assert inside + worked_late(told, town) == pytest.approx(3.3 + 2.2 + 5.5 + 1.1 + 7.7)
    assert worked_late(told, town) == 2  # on Monday; on Tuesday nothing waits any more


def _open_seconds(begin, end) -> float:
    return sum(
        max(0, min(e, close) - max(b, opens))
        for b, e in zip(begin, end, strict=True)
        for opens, close in zip(WORKS.starts, WORKS.ends, strict=True)
    )


def test_where_nobody_is_there_nobody_stays():
    told, _ = run([1, 1], at=16.5, heads=0)
    assert len(told.trace.overtime) == 0
