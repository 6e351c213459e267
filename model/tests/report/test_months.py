"""Measures month by month, and when which items moved to the platform."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from comparisons import compared, two_languages, usual
from tongban.experiments.comparison import Comparison
from tongban.measures.months import MONTHLY, months
from tongban.report.figures.months import MEASURES, months_of
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
    assert found == {f"month:{m}" for m in months(moved().world)}
    assert {r.measure.id for r in moved().rows if r.group.startswith("month:")} >= set(MONTHLY)
    assert not any(r.group.startswith("month:") for r in usual().rows), "ten days have no course"


def test_the_months_hold_every_case_once():
    per_month = [r for r in moved().rows if r.measure.id == "needs" and "month:" in r.group]
    whole = moved().row("needs").estimates[0].mean.mean
    assert sum(r.estimates[0].mean.mean for r in per_month) == pytest.approx(whole)


def test_the_waves_are_the_moves_of_the_trace():
    plate = months_of(moved())
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
    plate = months_of(moved())
    assert plate is not None
    siloed, phased = (dict(zip(plate.months, line, strict=True)) for line in plate.on_platform)
    assert set(siloed.values()) == {0.0}
    shares = [phased[m] for m in ("2025-04", "2025-05", "2025-06", "2025-07")]
    assert shares == pytest.approx([0, 2 / 6, 2 / 6, 4 / 6])


def test_the_lines_are_the_means_in_the_csv():
    plate = months_of(moved())
    assert plate is not None
    panels = plate.draw("en").axes[1:]
    for measure, axes in zip(MEASURES, panels, strict=False):
        for regime, line in zip(plate.regimes, axes.lines, strict=False):
            wanted = [r[4] for r in plate.table().rows if r[0] == measure and r[3] == regime]
            assert np.asarray(line.get_ydata()) == pytest.approx(np.array(wanted))


def test_the_figure_stands_in_the_report_where_there_are_months_and_only_there():
    assert "months" in [p.name for p in plates_of(moved())]
    assert "months" not in [p.name for p in plates_of(usual())]
