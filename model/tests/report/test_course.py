"""Measures over time: months with the waves of a migration, days around an outage."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from comparisons import compared, two_languages, usual
from tongban.actors.data_links import ScheduledOutage
from tongban.experiments.comparison import Comparison, compare
from tongban.levers.regime import named
from tongban.measures.periods import OVER_TIME, periods
from tongban.quantities import DAY
from tongban.report.figures.course import MEASURES, course_of
from tongban.report.page import plates_of
from tongban.scenario.world import LeverSetting
from tongban.trace.systems import moves_of_records
from worlds import world

MAY = datetime.date(2025, 5, 6)
JULY = datetime.date(2025, 7, 1)


@cache
def moved() -> Comparison:
    """Two waves within seven months: first the one-item matter, then the others in one county."""
    base = two_languages(world(departments=2, needs=1.0, days=212, horizon=260))
    waves = (
        LeverSetting("platform_handover", items=("S.0",), since=MAY),
        LeverSetting("platform_handover", items=("M.0", "M.1"), regions=("330401",), since=JULY),
    )
    return compared(
        replace(base, regimes={**base.regimes, "phased": waves}), "siloed", "phased", replications=2
    )


def test_a_run_of_seven_months_has_its_measures_by_month():
    found = {r.group for r in moved().rows if r.group.startswith("month:")}
    assert found == {f"month:{m}" for m in periods(moved().world)}
    assert {r.measure.id for r in moved().rows if r.group.startswith("month:")} >= set(OVER_TIME)
    assert not any(r.group.startswith("month:") for r in usual().rows), "ten days have no course"


def test_the_months_hold_every_case_once():
    per_month = [r for r in moved().rows if r.measure.id == "needs" and "month:" in r.group]
    whole = moved().row("needs").estimates[0].mean.mean
    assert sum(r.estimates[0].mean.mean for r in per_month) == pytest.approx(whole)


def test_the_waves_are_the_moves_of_the_trace():
    plate = course_of(moved())
    assert plate is not None
    first, second = plate.waves
    assert (first.day, first.items, first.counties) == (MAY, ("S.0",), 2)
    assert (second.day, second.items, second.counties) == (JULY, ("M.0", "M.1"), 1)
    assert second.words.en == "matter M, 2 of 2 items" and "事M 2/2 项" in second.words.zh
    histories = moved().samples["phased"].compiled.histories
    assert len(list(moves_of_records(moved().world, histories))) == 2 + 2
    rows = [r for r in plate.table().rows if r[0] == "wave"]
    assert [(r[2], r[-1]) for r in rows] == [("2025-05-06", "S.0"), ("2025-07-01", "M.0 M.1")]


def test_the_share_on_the_platform_rises_with_each_wave():
    plate = course_of(moved())
    assert plate is not None
    siloed, phased = (dict(zip(plate.periods, line, strict=True)) for line in plate.records)
    assert set(siloed.values()) == {0.0}
    shares = [phased[m] for m in ("2025-04", "2025-05", "2025-06", "2025-07")]
    assert shares == pytest.approx([0, 2 / 6, 2 / 6, 4 / 6])


def test_the_lines_are_the_means_in_the_csv():
    plate = course_of(moved())
    assert plate is not None
    panels = plate.draw("en").axes[1:]
    for measure, axes in zip(MEASURES, panels, strict=False):
        scale = 100 if measure == "in_time" else 1
        for regime, line in zip(plate.regimes, axes.lines, strict=False):
            rows = [r for r in plate.table().rows if (r[0], r[3]) == (measure, regime.name)]
            wanted = [scale * float(str(r[4])) for r in rows]
            assert np.asarray(line.get_ydata()) == pytest.approx(np.array(wanted))


def test_the_figure_stands_in_the_report_where_there_are_months_and_only_there():
    assert "course" in [p.name for p in plates_of(moved())]
    assert "course" not in [p.name for p in plates_of(usual())]


@cache
def disturbed() -> Comparison:
    """A day without links in the second week, and the same days without it."""
    base = two_languages(world(needs=6.0, days=14, horizon=60))
    stormy = replace(
        base,
        regimes={**base.regimes, "calm": base.regimes["integrated"]},
        outages=(ScheduledOutage(7 * DAY, 8 * DAY),),
        outages_of_regime={"calm": ()},
    )
    with ThreadPoolExecutor(1) as executor:
        regimes = [named(stormy, n) for n in ("calm", "integrated")]
        return compare(stormy, regimes, 1, 3, executor)


def test_days_are_told_where_an_outage_is_scheduled():
    plate = course_of(disturbed())
    assert plate is not None
    assert plate.kind == "day" and not plate.waves
    assert [[r.name for r in g.regimes] for g in plate.gaps] == [["integrated"]]
    assert plate.gaps[0].begin.isoformat() == "2025-03-10T00:00:00"
    assert "2025-03-08" not in plate.periods, "a Saturday has no needs"
    assert "计划停机" in plate.caption.zh and "links down as scheduled" in plate.caption.en


def test_on_the_day_of_the_outage_people_go_more_often_and_before_it_nothing_differs():
    plate = course_of(disturbed())
    assert plate is not None
    calm, stormy = plate.means["visits"]
    hit = plate.periods.index("2025-03-10")
    assert stormy[hit].mean > calm[hit].mean
    early = range(plate.periods.index("2025-03-05"))
    assert [calm[n].mean for n in early] == pytest.approx([stormy[n].mean for n in early])
    assert f"{stormy[hit].mean:.1f}" in plate.finding.en


def test_a_moment_lies_within_its_day_and_the_night_before_a_day_off_at_its_end():
    plate = course_of(disturbed())
    assert plate is not None
    assert plate._place(datetime.datetime(2025, 3, 3, 12)) == 0.5
    assert plate._place(datetime.datetime(2025, 3, 8, 12)) == 5, "Saturday: between two days"
    months = course_of(moved())
    assert months is not None
    assert months._place(datetime.datetime(2025, 4, 1)) == 1
