"""The report says when links were down as scheduled, and what came of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import escape

import pytest

from comparisons import two_languages
from tongban.actors.data_links import ScheduledOutage
from tongban.experiments.comparison import Comparison, compare
from tongban.levers.regime import named
from tongban.quantities import DAY
from tongban.report.disturbances import days_hit, disturbances
from tongban.report.findings import findings_section
from tongban.report.verdict import verdict
from tongban.report.words import number
from worlds import world


def compared(*names: str) -> Comparison:
    base = two_languages(world(needs=12.0))
    outage = ScheduledOutage(2 * DAY, 3 * DAY)
    stormy = replace(
        base,
        regimes={**base.regimes, "calm": base.regimes["integrated"]},
        outages=(outage,),
        outages_of_regime={"calm": ()},
    )
    with ThreadPoolExecutor(1) as executor:
        return compare(stormy, [named(stormy, n) for n in names], 1, 2, executor)


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compared("siloed", "calm", "integrated")


def test_the_outage_is_told_of_the_regime_that_meets_it_and_of_no_other(found):
    said = disturbances(found)
    assert len(said) == 2, "siloed asks no link, and calm has no outage"
    assert all("integrated" in words.en and "一体化" in words.zh for words in said)
    assert "3 links from 2025-03-05 00:00 to 2025-03-06 00:00" in said[0].en
    assert "3 条链路" in said[0].zh
    assert "2025-03-05 00:00" in said[0].zh
    assert said[0].zh in str(findings_section(found).source)


def test_the_share_without_an_answer_is_the_measured_one(found):
    share = found.estimate("unanswered_requests", "integrated")
    assert share is not None
    assert share > 0.02
    assert f"{100 * share:.1f}".rstrip("0").rstrip(".") in disturbances(found)[0].en
    assert "of every day and not of these alone" in disturbances(found)[0].en
    assert found.estimate("unanswered_requests", "siloed") is None


def test_an_outage_day_stands_beside_the_other_days_of_the_same_regime(found):
    """What it does to visits, papers, hours and limits is told without any other regime."""
    run = {n: [r for r in found.runs if r.regime == "integrated"][n].summary for n in (0, 1)}
    day = "day:2025-03-05"
    visits = sum(s["visits", day].mean for s in run.values()) / 2
    words = disturbances(found)[1]
    assert f" {number(visits, 'count')} visits, else " in words.en
    assert "on the 1 working day of" in words.en and "1 个工作日" in words.zh
    assert "% decided in time, else" in words.en and "按时办结" in words.zh
    assert escape(words.en) in findings_section(found).source
    assert days_hit(found, found.regimes[1]) == [], "calm has no outage"
    assert days_hit(found, found.regimes[2]) == ["2025-03-05"]


def test_the_first_sentence_of_the_same_levers_on_other_days_is_about_the_outage():
    said = verdict(compared("calm", "integrated"))
    assert said is not None
    assert "the same levers" in said.en and "what the outages cost" in said.en
    assert "措施相同" in said.zh and "停机的代价" in said.zh
    across = verdict(compared("siloed", "integrated"))
    assert across is not None and "the same levers" not in across.en


def test_people_pay_for_the_outage(found):
    calm, stormy = (found.estimate("visits", r) for r in ("calm", "integrated"))
    assert calm is not None
    assert stormy is not None
    assert stormy > calm
