"""Who is worse off is said, of whom, in what and than under which regime."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparisons import changed, row_with, single, usual
from tongban.experiments.comparison import Comparison, Row
from tongban.experiments.intervals import Interval
from tongban.levers.regime import Regime
from tongban.measures.figures import ALL
from tongban.report.worse import who_is_worse, worse_aside, worse_off


def with_row(group: str, row: Row) -> Comparison:
    """Return the usual comparison in which one row is the only one that could be worse."""
    row = replace(row, group=group)
    others = [r for r in usual().rows if r.group == ALL]
    return replace(usual(), rows=(*others, row))


def worsened(measure: str, group: str):
    """Return the usual comparison in which one row got clearly worse, to about three times."""
    size = usual().row(measure).estimates[0].mean.mean
    rows = tuple(
        replace(row_with(2.0 * size, 1.5 * size, 2.5 * size, measure), group=group)
        if (r.measure.id, r.group) == (measure, group)
        else r
        for r in usual().rows
    )
    return replace(usual(), rows=rows)


@pytest.mark.parametrize("measure", ["visits", "applicant_hours", "applicant_cost"])
def test_whoever_is_worse_off_is_named_in_a_plain_sentence(measure):
    before = worse_off(usual())
    after = worse_off(worsened(measure, "group:firm"))
    assert not any(text.en.startswith("Firms:") for text in before)
    assert after[0].en.startswith("Firms: worse off in")
    assert after[0].zh.startswith("企业变差：")


def test_nothing_is_called_before_where_regimes_stand_side_by_side():
    side_by_side = worsened("visits", "group:firm")
    regimes = (Regime("calm", ()), Regime("stormy", ()))
    for comparison in (replace(side_by_side, regimes=regimes), replace(usual(), regimes=regimes)):
        said = [who_is_worse(comparison), *worse_off(comparison)]
        assert "calm" in said[0].en and "calm" in said[0].zh and "stormy" in said[0].en
        assert not any("before" in words.en or "以前" in words.zh for words in said)


def test_a_county_that_is_the_whole_scenario_is_not_told_twice():
    rows = tuple(replace(r, difference=Interval(2.0, 1.5, 2.5, 3)) for r in usual().rows)
    alone = replace(usual(), world=replace(usual().world, halls={"330401": None}), rows=rows)
    assert not any("county" in text.en for text in worse_off(alone))
    assert any("county" in text.en for text in worse_off(replace(usual(), rows=rows)))


@pytest.mark.parametrize("measure", ["given_up", "stuck"])
def test_who_gives_up_more_often_is_named_though_the_others_look_better(measure):
    row = replace(changed(0.02, 0.06, 0.01), measure=usual().row(measure).measure)
    said = worse_off(with_row("group:firm", row))
    assert row.measure.title.en in said[0].en and row.measure.title.zh in said[0].zh


def test_preparing_time_is_watched_too():
    assert "preparing time" in worse_off(worsened("preparing_hours", "group:firm"))[0].en


def test_a_difference_below_one_percent_is_counted_and_not_told():
    comparison = with_row("group:firm", changed(5.0, 5.04, 0.01))
    assert worse_off(comparison) == []
    assert "by 1 % or more" in who_is_worse(comparison).en
    small = worse_aside(comparison)[0]
    assert (
        small.en.startswith("Clearly worse as well")
        and small.en.endswith(": 1.")
        and "不到前一数的 1 %" in small.zh
    )


def test_from_and_to_differ_when_somebody_is_told_to_be_worse_off():
    told = worse_off(with_row("group:firm", changed(3.01, 3.05, 0.01)))[0]
    assert "from 3.01 visits to 3.05 visits" in told.en
    assert worse_aside(with_row("group:firm", changed(3.01, 3.05, 0.01)))[0].en.startswith("Look")


def test_a_rise_too_small_to_be_shown_is_not_told():
    assert worse_off(with_row("group:firm", changed(0.0, 1e-12, 1e-13))) == []


def test_differences_are_said_to_be_tested_one_by_one():
    aside = worse_aside(usual())[-1]
    assert "one in twenty" in aside.en and "单独检验" in aside.zh
    assert worse_aside(single()) == []


def test_a_group_that_is_not_clearly_worse_is_not_named():
    rows = tuple(replace(r, difference=Interval(2.0, -1.0, 5.0, 3)) for r in usual().rows)
    assert worse_off(replace(usual(), rows=rows)) == []


def test_a_trace_of_what_was_not_there_at_first_is_counted_and_not_told():
    tiny = with_row("group:firm", changed(0.0, 0.002, 0.001))
    assert worse_off(tiny) == [] and worse_aside(tiny)[0].en.endswith(": 1.")
    assert worse_off(with_row("group:firm", changed(0.0, 0.02, 0.001)))
