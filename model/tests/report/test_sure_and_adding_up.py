"""What is sure, what the model takes for granted, and numbers that add up as they are shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons import usual
from tongban.experiments.intervals import Interval
from tongban.report.adding_up import change, steps, sums
from tongban.report.cautions import lost
from tongban.report.findings import findings_section
from tongban.report.sources import limits_section
from tongban.report.structure import STRUCTURE
from tongban.report.words import MINUS, between, clear
from tongban.report.worse import who_is_worse, worse_off


def test_a_few_replications_that_happen_to_be_alike_are_no_certainty():
    assert clear(Interval(0.02, 0.02, 0.02, 2)) is False
    assert clear(Interval(0.02, 0.02, 0.02, 10)) is True
    assert clear(Interval(0.02, 0.01, 0.03, 2)) is True


def test_the_limits_name_what_the_model_takes_for_granted():
    page = limits_section(usual()).source
    for words in STRUCTURE:
        assert escape(words.zh) in page and escape(words.en) in page


def test_a_difference_matches_the_numbers_beside_it():
    assert change(0.34, 0.46, 0.12, "count") == ("0.34", "0.46", "+0.12")
    assert change(0.123, 0.456, 0.333, "share") == ("12.3", "45.6", "+33.3")
    assert sums(542.6, 0.0, (-505.3, -37.3), "CNY") == (
        "542.6", "0.0", "−542.6", ["−505.3", "−37.3"],
    )  # fmt: skip


def test_nothing_beside_a_small_number_takes_no_decimals_from_their_difference():
    assert sums(0.0, 0.0512, (0.0536, -0.0024), "hour")[2] == "+0.051"
    assert sums(0.0, 0.0907, (2.8104, -2.7197), "share")[2] == "+9.07"


def read(shown: str) -> Decimal:
    return Decimal(shown.replace(MINUS, "-").replace(",", ""))


AMOUNTS = st.floats(0, 5000) | st.floats(0, 3) | st.floats(0, 0.1)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["hour", "CNY", "share", "count"]))
@settings(deadline=None, max_examples=300)
def test_what_is_shown_adds_up_for_any_numbers(first, middle, last, unit):
    shown, step = steps((first, middle, last), last - first, unit)
    assert abs(read(shown[2]) - read(shown[0]) - read(step)) <= Decimal("0.001")
    assert abs(read(step) - Decimal((last - first) * (100 if unit == "share" else 1))) < 1
    a, b, whole, parts = sums(first, last, (middle, last - first - middle), unit)
    assert read(b) - read(a) == read(whole) == sum(read(p) for p in parts)


def test_an_interval_has_the_decimals_of_the_number_beside_it():
    found = Interval(0.9993, 0.9981, 1.0005, 3)
    assert between(found, "count", sign=False) == "1.0…1.0"
    assert between(found, "count", sign=False, beside="0.999") == "0.998…1.000"
    assert between(Interval(1427.53, 1354.4, 1500.7, 3), "CNY", beside="+1,427.5") == (
        "+1,354.4…+1,500.7"
    )


def test_a_row_of_missing_pairs_shows_every_number_by_itself():
    assert steps((3.0, 1.0), -1.5, "count") == (["3.0", "1.0"], "−1.5")


def test_how_many_are_stuck_stands_before_the_findings_where_it_differs():
    stuck = usual().row("stuck")
    many = [replace(stuck.estimates[0], mean=Interval(x, x, x, 3)) for x in (0.9, 0.0)]
    rows = tuple(replace(r, estimates=tuple(many)) if r is stuck else r for r in usual().rows)
    found = replace(usual(), rows=rows)
    said, page = lost(found), findings_section(found).source
    assert said is not None
    for words in (said.zh, said.en):
        assert 0 < page.index(escape(words)) < page.index('class="findings"')


def test_nobody_is_called_worse_off_in_a_burden_that_was_cut_short():
    visits, stuck = usual().row("visits"), usual().row("stuck")
    ends = [replace(visits.estimates[0], mean=Interval(x, x, x, 10)) for x in (1.0, 4.0)]
    more = replace(
        visits, group="matter:M", estimates=tuple(ends), difference=Interval(3.0, 2.9, 3.1, 10)
    )
    alone = replace(usual(), rows=(stuck, usual().row("given_up"), more))
    assert worse_off(alone)
    many = [replace(stuck.estimates[0], mean=Interval(x, x, x, 3)) for x in (0.9, 0.0)]
    freed = replace(stuck, estimates=tuple(many), difference=Interval(-0.9, -0.9, -0.9, 10))
    cut = replace(alone, rows=(freed, usual().row("given_up"), more))
    assert worse_off(cut) == []
    assert "count only until then" in who_is_worse(cut).en and "无从比较" in who_is_worse(cut).zh
