"""The sentences: no more than the intervals bear, and how far to believe them."""

from __future__ import annotations

import re
from dataclasses import replace
from math import nan
from types import SimpleNamespace

import pytest

from comparisons import PAIR, changed, compared, empty, row_with, single, two_languages, usual
from tongban.experiments.comparison import Comparison
from tongban.experiments.intervals import Interval
from tongban.journeys.pools import PoolPlace
from tongban.levers.regime import Regime
from tongban.measures.overload import Overload
from tongban.measures.summary import NONE
from tongban.report import cautions
from tongban.report.cautions import few_replications, honesty, hurried, overloaded
from tongban.report.findings import direction, finding, findings_section, told
from tongban.report.published import USES, Check, checks, off_by, together
from tongban.report.tables import tables_section
from tongban.report.words import (
    apart,
    between,
    percent,
    percentiles,
    regime_name,
)
from tongban.scenario.world import Figure
from tongban_spec.language import Text
from worlds import world


def test_a_fall_that_is_clear_is_told_with_its_interval():
    row = row_with(-2.0, -2.5, -1.5)
    told = r"Visits fall from [\d.]+ to [\d.]+ a matter \(−2.0; 95 % together: −2.5…−1.5\)\."
    assert re.fullmatch(told, finding(row, 3).en)
    assert "降至" in finding(row, 3).zh and "同时成立" in finding(row, 3).zh
    assert direction(row) == "better"


def test_an_interval_with_0_inside_is_no_clear_change():
    row = row_with(-0.2, -0.9, 0.5)
    assert "no clear change" in finding(row, 3).en and "没有明确变化" in finding(row, 3).zh
    assert direction(row) == "unclear"


def test_without_interval_the_sentence_says_so():
    row = row_with(-2.0, float("nan"), float("nan"))
    assert "one replication, no interval" in finding(row, 1).en
    assert "没有区间" in finding(row, 1).zh


def test_a_measure_that_no_case_has_is_not_given_a_number():
    row = row_with(float("nan"), float("nan"), float("nan"))
    assert "nothing can be said" in finding(row, 3).en and "nan" not in finding(row, 3).en


def test_a_large_change_that_is_not_clear_is_not_called_none():
    said = finding(changed(4.0, 3.0, 2.0), 3)
    assert "but 3 replications are too few to be sure" in said.en
    assert said.en.startswith("Visits change from 4.0 to 3.0 a matter")
    assert "3 次重复太少" in said.zh and "没有明确变化" not in said.zh


@pytest.mark.parametrize(
    ("first", "last", "measure", "large"),
    [
        (4.0, 3.7, "visits", False), (4.0, 3.6, "visits", True), (0.0, 0.1, "visits", True),
        (0.50, 0.54, "at_most_one_visit", False), (0.50, 0.56, "at_most_one_visit", True),
    ],
)  # fmt: skip
def test_a_change_is_large_from_a_tenth_or_from_five_points(first, last, measure, large):
    assert ("too few" in finding(changed(first, last, 2.0, measure), 3).en) is large


def test_measures_at_zero_everywhere_share_one_sentence():
    nothing = [changed(0.0, 0.0, 0.0, m) for m in ("returns", "duplicates")]
    said = told([changed(4.0, 3.0, 0.1), *nothing], 3)
    assert len(said) == 2
    text, way = said[1]
    assert text.en == "Zero under every regime: returns, duplicate materials."
    assert text.zh == "各体制下都为零：退回次数、重复提交。" and way == "unclear"


def test_few_replications_are_warned_of_with_the_option():
    for comparison in (single(), usual()):
        said = few_replications(comparison)
        assert said and "--replications 10" in said.en and "--replications 10" in said.zh
    assert few_replications(replace(usual(), replications=5)) is None


def test_the_findings_begin_with_the_assumptions_and_the_published_pairs():
    page = findings_section(usual()).source
    assert "1 are assumptions (50.0 %). The intervals cover chance only" in page.replace("\n", "")
    assert "2 个数中有 1 个是假设" in page and 'href="#assumptions"' in page
    assert 'href="#published"' in page
    assert page.index("assumptions") < page.index('class="findings"')
    assert honesty(single()) == []


def with_pairs(*afters: float, model: tuple[float, float] = (8.0, 4.0)) -> Comparison:
    """Return a comparison of pairs published from 8 to each of ``afters``."""
    pairs = tuple(replace(PAIR, after=a) for a in afters)
    runs = tuple(
        SimpleNamespace(regime=r.name, summary={(PAIR.measure, "matter:M"): replace(NONE, mean=m)})
        for r, m in zip(usual().regimes, model, strict=True)
    )
    return replace(usual(), world=replace(usual().world, published=pairs), runs=runs)  # pyright: ignore[reportArgumentType]


def test_pairs_that_all_err_to_one_side_are_said_to():
    said = together(with_pairs(5.0, 6.0, 8.0))
    assert said and said.en == (
        "Against 3 published pairs of before and after, the ratio is off by −50.0 % to −20.0 %: "
        "all 3 predict a larger fall than published."
    )
    assert "全部 3 对降得比公布的多" in said.zh


def test_pairs_that_err_to_both_sides_or_are_one_are_said_to():
    both, one = together(with_pairs(2.0, 5.0)), together(with_pairs(2.0))
    assert both and "to both sides" in both.en and "方向不一" in both.zh
    assert one and "1 published pair of" in one.en and "a smaller fall than published" in one.en


def test_pairs_that_rise_are_not_said_to_fall():
    said = together(with_pairs(12.0, 16.0))
    assert said and "a lower ratio than published" in said.en and "fall" not in said.en


def test_pairs_without_a_number_of_the_model_are_counted():
    strange = replace(PAIR, matter="N")
    comparison = with_pairs(5.0)
    pairs = (*comparison.world.published, strange)
    some = together(replace(comparison, world=replace(comparison.world, published=pairs)))
    none = together(replace(comparison, world=replace(comparison.world, published=(strange,))))
    assert some and some.en.endswith("For 1 more the model has no number.")
    assert none and "no number for any of 1 pairs" in none.en
    assert together(single()) is None


@pytest.mark.parametrize("use", ["fitted", "related", "predicted", "unlike"])
def test_a_pair_says_whether_it_is_a_test_of_the_model(use):
    said = off_by(Check(replace(PAIR, use=use), 4.0, 1.5))
    assert USES[use].en in said.en and USES[use].zh in said.zh


def test_whoever_cannot_keep_up_is_named(monkeypatch):
    region, kind = next(iter(usual().world.regions)), next(iter(usual().world.departments))
    desk = PoolPlace("reviewers", kind, "any", region, "desk", ((kind, "any", 1),))
    found = (Overload(desk, 1234, 2000), Overload(replace(desk, department="*"), 9, 20))
    monkeypatch.setattr(cautions, "overloads", lambda *_: found)
    said = overloaded(usual())
    assert len(said) == 2  # one a regime
    name = usual().world.departments[kind].name
    assert f"{name.en}, reviewers" in said[0].en and "审查岗" in said[0].zh
    assert "1,234 of the 2,000" in said[0].en and "comprehensive windows" in said[0].en
    assert "mean waits would grow" in said[0].en and "siloed" in said[0].en


def test_a_hall_that_drowns_is_warned_of_and_an_idle_one_is_not():
    drowned = compared(two_languages(world(needs=400.0)), "siloed", replications=1)
    assert len(overloaded(drowned)) == 1
    assert overloaded(compared(two_languages(world(needs=0.5)), "siloed", replications=1)) == []
    assert overloaded(empty()) == []


@pytest.mark.parametrize(
    ("low", "high", "unit", "sign", "shown"),
    [
        (-0.2, 1.3, "share", False, "0.0…100.0"), (-1.4, 0.3, "share", True, "−100.0…+30.0"),
        (-2.0, 3.0, "hour", False, "0.0…3.0"), (-2.0, 3.0, "hour", True, "−2.0…+3.0"),
        (nan, nan, "share", False, "—"),
    ],
)  # fmt: skip
def test_intervals_are_shown_as_far_as_they_are_possible(low, high, unit, sign, shown):
    assert between(Interval(0.5, low, high, 3), unit, sign) == shown


def test_the_relative_column_agrees_with_the_means_beside_it():
    row = replace(changed(8.0, 2.0, 0.1), ratio=Interval(0.9, 0.8, 1.0, 3))
    page = tables_section(replace(usual(), rows=(row,))).source
    assert percent(-0.75) in page and percent(-0.1) not in page
    assert "“Relative” is the last regime" in page and "by means that are not rounded" in page


def test_shares_and_totals_have_no_percentiles():
    for id in ("at_most_one_visit", "window_hours", "reviewer_hours", "staff_utilisation"):
        assert percentiles(0.0, 1.0, usual().row(id).measure) == "—"
    assert percentiles(3.0, 7.0, usual().row("visits").measure) == "3.0 / 7.0"


def test_a_regime_is_called_by_its_title_and_one_without_by_its_name_in_quotes():
    assert regime_name(Regime("portal_only", ())) == Text("「portal_only」", '"portal_only"')
    titled = Text("只有网上大厅", "the portal alone")
    assert regime_name(Regime("portal_only", (), title=titled)) == titled
    assert regime_name(Regime("siloed", ())).zh == "各自为政"
    assert regime_name(Regime("integrated", ())).en == "integrated"
    assert regime_name(Regime("siloed", (), title=titled)) == titled


def test_numbers_are_told_apart_only_as_far_as_needed():
    assert apart(3.0, 4.0, "count") == ("3.0", "4.0")
    assert apart(3.001, 3.004, "count") == ("3.001", "3.004")
    assert apart(2000.2, 2000.4, "hour") == ("2,000.2", "2,000.4")
    assert len(set(apart(3.0, 3.00001, "count"))) == 1
    assert apart(0.49, 0.53, "count") == ("0.49", "0.53"), "and not 0 and 1"
    assert apart(156.6, 157.4, "CNY") == ("156.6", "157.4")


def test_the_error_against_a_published_pair_is_the_ratio_of_ratios():
    check = checks(usual())[0]
    row = usual().row("visits", "matter:M")
    first, last = (e.mean.mean for e in row.estimates)
    assert check.error == pytest.approx((last / first) / (2 / 8) - 1)
    exact = Check(check.pair, 4.0, 1.5)
    assert exact.error == pytest.approx(0.5)
    said = off_by(exact)
    assert "+50.0 %" in said.en and "less far" in said.en and "Predicted" in said.en
    assert "预测" in said.zh


def test_a_pair_whose_matter_had_no_case_is_said_to_have_no_number():
    said = off_by(checks(with_pairs(2.0, model=(nan, nan)))[0])
    assert "no number to compare" in said.en


def test_decided_in_time_names_the_assumption_that_it_rests_on():
    figure = Figure(
        "process.supervision.hurried_circulation", "1 hour", "assumption",
        Text("一小时内", "within an hour"), "small.yaml:9",
    )  # fmt: skip
    found = usual()
    assumed = replace(found, world=replace(found.world, figures=(figure,)))
    said = hurried(assumed)
    assert said is not None
    assert (
        "rests on one assumption" in said.en
        and "at most 1 h more" in said.en
        and "再停 1 小时" in said.zh
    )
    assert "靠一个假设" in said.zh and "一小时内" in said.zh
    assert said.zh in findings_section(assumed).source
    unwatched = replace(assumed, regimes=assumed.regimes[:1])
    known = replace(figure, kind="source")
    assert hurried(unwatched) is None
    assert hurried(replace(found, world=replace(found.world, figures=(known,)))) is None


def test_a_finding_says_a_difference_that_matches_its_numbers():
    said = finding(changed(0.34, 0.46), 10)
    assert "0.34" in said.zh and "+0.12" in said.en


def test_a_small_published_ratio_is_not_rounded_to_nothing():
    check = Check(replace(PAIR, before=7.0, after=0.012), 4.0, 1.5)
    assert "(ratio 0.0017)" in off_by(check).en and "（剩 0.0017）" in off_by(check).zh
