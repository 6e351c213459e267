"""The report's first sentence says whether it pays, as far as the paired interval bears it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import pytest

from comparisons import REPRODUCE, single, two_languages, usual
from tongban.experiments.comparison import Comparison, compare
from tongban.experiments.intervals import Interval
from tongban.levers.regime import LEVER_IDS, named
from tongban.report.page import write_report
from tongban.report.verdict import pays, verdict
from tongban.scenario.costs import Costs
from tongban.scenario.world import LeverCost
from worlds import world


@cache
def priced(lever_build: float, replications: int = 3) -> Comparison:
    """Return a small comparison in which every lever costs the same to build."""
    base = replace(
        two_languages(world(needs=3.0)),
        costs=Costs(60.0, 0.0, 5.0),
        lever_costs=dict.fromkeys(LEVER_IDS, LeverCost(lever_build, 0.0, 0.0)),
    )
    with ThreadPoolExecutor(1) as executor:
        return compare(
            base, [named(base, n) for n in ("siloed", "integrated")], 1, replications, executor
        )


def with_cost(first: float, last: float, half: float) -> Comparison:
    """Return the priced comparison with these costs to society, and how far the interval goes."""
    found = priced(0.0)
    row, d = found.row("society_cost"), last - first
    estimates = [replace(row.estimates[0], mean=Interval(x, x, x, 3)) for x in (first, last)]
    changed = replace(
        row, estimates=tuple(estimates), difference=Interval(d, d - half, d + half, 3)
    )
    return replace(found, rows=tuple(changed if r is row else r for r in found.rows))


def test_what_costs_more_than_it_saves_is_said_not_to_pay():
    said = verdict(priced(1e8))
    assert said is not None
    assert said.en.startswith(
        "The step from siloed to integrated does not pay: the cost to society"
    )
    assert said.zh.startswith("由各自为政改为一体化不划算：每件事的社会成本由")
    row = priced(1e8).row("society_cost")
    assert row.difference.low > 0
    assert f"{row.estimates[-1].mean.mean:,.0f} CNY" in said.en


def test_what_saves_more_than_it_costs_is_said_to_pay():
    said = verdict(priced(0.0))
    assert said is not None
    assert said.en.startswith("The step from siloed to integrated pays:") and "划算：" in said.zh


@pytest.mark.parametrize(
    ("first", "last", "half", "en", "zh"),
    [
        (500.0, 600.0, 200.0, "No clear difference", "没有明确差别"),
        (500.0, 400.0, 200.0, "No clear difference", "没有明确差别"),
        (500.0, 504.0, 1.0, "hardly changes", "几乎不变"),
        (500.0, 496.0, 1.0, "hardly changes", "几乎不变"),
        (500.0, 506.0, 1.0, "does not pay", "不划算"),
    ],
)
def test_no_more_is_said_than_the_interval_bears(first, last, half, en, zh):
    said = verdict(with_cost(first, last, half))
    assert said is not None
    assert en in said.en and zh in said.zh


def test_one_replication_cannot_tell():
    said = verdict(priced(1e8, 1))
    assert said is not None
    assert "cannot be told from one replication" in said.en and "一次重复看不出来" in said.zh


def test_who_pays_and_who_saves_adds_up_to_the_difference():
    found = priced(1e8)
    parts = [found.row(m).difference.mean
             for m in ("time_cost", "travel_cost", "administration_cost")]  # fmt: skip
    assert sum(parts) == pytest.approx(found.row("society_cost").difference.mean)
    said = verdict(found)
    assert said is not None and "of it applicants −" in said.en and "其中申请人 −" in said.zh


def test_levers_whose_own_cost_is_not_given_are_counted():
    costs = {k: v for k, v in priced(0.0).world.lever_costs.items() if k != "post"}
    poorer = replace(priced(0.0), world=replace(priced(0.0).world, lever_costs=costs))
    said, whole = verdict(poorer), verdict(priced(0.0))
    assert said is not None and whole is not None
    assert f"What 1 of the {len(LEVER_IDS)} levers of integrated cost themselves" in said.en
    assert f"{len(LEVER_IDS)} 项措施中有 1 项" in said.zh
    assert "themselves" not in whole.en


def test_without_tariffs_it_is_said_that_nobody_can_tell():
    said = verdict(usual())
    assert said is not None
    assert "pays cannot be said: the scenario has no prices" in said.en
    assert "无法判断：场景没有给" in said.zh
    assert pays(usual())["answer"] is None


def test_with_one_regime_there_is_no_step_to_judge():
    assert verdict(single()) is None
    assert pays(single()) == {"answer": None, "words": None}


@pytest.mark.parametrize(
    ("first", "last", "half", "answer"),
    [(500.0, 600.0, 1.0, False), (500.0, 400.0, 1.0, True), (500.0, 400.0, 200.0, None),
     (500.0, 496.0, 1.0, None)],
)  # fmt: skip
def test_the_document_answers_only_what_the_sentence_bears(first, last, half, answer):
    assert pays(with_cost(first, last, half))["answer"] is answer


def test_it_is_the_first_sentence_of_the_report_in_both_languages(tmp_path):
    found = priced(1e8)
    write_report(found, tmp_path, "en", REPRODUCE)
    page = (tmp_path / "report.html").read_text("utf-8")
    paragraphs = re.findall(r"<p[ >].*?</p>", page, re.S)
    assert "does not pay" in paragraphs[0] and "不划算" in paragraphs[0]
    assert page.index("</h1>") < page.index("does not pay") < page.index("<main>")
