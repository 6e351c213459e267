"""Those without digital means are shown beside those with them, in a sentence of both languages."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from comparisons import single, usual
from tongban.experiments.intervals import Interval
from tongban.report.adding_up import means_of
from tongban.report.digital_divide import digital_divide
from tongban.report.gains import gains_section


def test_both_kinds_of_people_stand_beside_each_other_under_both_regimes():
    said = digital_divide(usual())[0]
    for part in ("trait:offline", "trait:online"):
        for measure in ("visits", "applicant_hours"):
            shown, _ = means_of(usual().row(measure, part))
            assert all(x in said.zh and x in said.en for x in shown)
    assert escape(said.en) in gains_section(usual()).source
    assert "under siloed" not in digital_divide(single())[0].en


def test_it_is_told_plainly_when_the_burden_is_borne_less_evenly():
    row = usual().row("gini_hours")
    for low, words in ((0.05, "less evenly borne"), (-0.15, "no clear change")):
        worse = replace(row, difference=Interval(0.1, low, 0.15, 3))
        rows = tuple(worse if r is row else r for r in usual().rows)
        said = digital_divide(replace(usual(), rows=rows))[1]
        assert words in said.en and ("though everybody gains" in said.en) is (low > 0)


def test_burdens_cut_short_are_not_laid_beside_whole_ones():
    stuck = usual().row("stuck")
    many = [replace(stuck.estimates[0], mean=Interval(x, x, x, 3)) for x in (0.9, 0.0)]
    rows = tuple(replace(r, estimates=tuple(many)) if r is stuck else r for r in usual().rows)
    said = digital_divide(replace(usual(), rows=rows))
    assert len(said) == 1 and "siloed" not in said[0].en and "各自为政" not in said[0].zh


def test_nothing_is_said_where_everybody_is_of_one_kind():
    rows = tuple(r for r in usual().rows if r.group != "trait:offline")
    assert digital_divide(replace(usual(), rows=rows)) == []
