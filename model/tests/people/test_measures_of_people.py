"""Inequality, ways of giving up, costs and queues add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from comparisons import compared
from tongban.experiments.replication import replicate
from tongban.journeys.program import Outcome
from tongban.levers.regime import Regime
from tongban.measures.hours_of_day import queue_lengths, seconds_in_hour
from tongban.measures.inequality import gini, lorenz, totals
from tongban.measures.names_of_people import ENDING_MEASURES
from tongban.quantities import DAY, HOUR
from tongban.scenario.costs import Costs
from tongban.scenario.world import LeverCost
from worlds import group, world

COSTS = Costs(head_hour=60.0, link_year=36_500.0, lever_life_years=5.0)


def run(base, regime: str = "siloed", seed: int = 1):
    return replicate(base, Regime(regime, base.regimes[regime]), seed, 0, True)


# ---- inequality --------------------------------------------------------------------------------


def test_who_bear_alike_have_no_gini_and_one_who_bears_all_nearly_one():
    assert gini(np.full(7, 3.0)) == pytest.approx(0.0)
    assert gini(np.array([0.0] * 99 + [5.0])) == pytest.approx(0.99)
    assert gini(np.zeros(4)) == 0.0 and np.isnan(gini(np.zeros(0)))


def test_the_gini_is_half_the_relative_mean_difference():
    values = np.random.default_rng(1).exponential(size=200)
    pairs = np.abs(values[:, None] - values[None, :]).mean()
    assert gini(values) == pytest.approx(pairs / (2 * values.mean()))


def test_a_lorenz_curve_lies_below_the_diagonal_and_ascends():
    people, share = lorenz(np.array([3.0, 1.0, 2.0]))
    assert share == pytest.approx([0, 1 / 6, 3 / 6, 1]) and (share <= people + 1e-12).all()


def test_the_burden_of_an_applicant_is_that_of_all_matters():
    assert totals(np.array([4, 9, 4]), np.array([1.0, 5.0, 2.0])) == pytest.approx([3.0, 5.0])


# ---- giving up -----------------------------------------------------------------------------------


def test_the_ways_of_giving_up_add_up_to_all_that_ended_without_a_result():
    base = replace(world(needs=8.0), groups={
        "firm": group(trips_patience=4, leaves_for_good=0.3),
    })  # fmt: skip
    summary = run(base).summary
    ways = sum(summary[m.id, "all"].mean for m in ENDING_MEASURES)
    lost = summary["given_up", "all"].mean + summary["stuck", "all"].mean
    assert lost > 0 and ways == pytest.approx(lost)


# ---- people without digital means --------------------------------------------------------------


def test_people_without_digital_means_are_a_group_of_their_own():
    summary = run(world(needs=8.0), "integrated").summary
    whole = summary["needs", "all"].mean
    parts = [summary["needs", f"trait:{t}"].mean for t in ("offline", "online")]
    assert whole == sum(parts) and min(parts) > 0
    offline, online = (summary["visits", f"trait:{t}"].mean for t in ("offline", "online"))
    assert offline > online


# ---- cost --------------------------------------------------------------------------------------


def test_an_applicants_cost_is_time_fares_and_fees():
    base = replace(world(), groups={"firm": group(time_value=50.0, fare=8.0)})
    items = {k: replace(i, fee=10.0) for k, i in base.catalogue.items.items()}
    summary = run(replace(base, catalogue=replace(base.catalogue, items=items))).summary
    parts_and_whole = ("time_cost", "travel_cost", "fees", "applicant_cost")
    measures = (*parts_and_whole, "applicant_hours", "visits")
    mean = {m: summary[m, "all"].mean for m in measures}
    assert mean["time_cost"] == pytest.approx(50 * mean["applicant_hours"])
    assert mean["travel_cost"] == pytest.approx(8 * mean["visits"])
    assert mean["fees"] > 10
    parts = mean["time_cost"] + mean["travel_cost"] + mean["fees"]
    assert mean["applicant_cost"] == pytest.approx(parts)


def test_the_administrations_cost_is_staff_links_and_levers_and_fees_are_none_of_society():
    levers = {"data_sharing": LeverCost(500_000.0, 10_000.0, 4.0)}
    base = replace(world(), costs=COSTS, lever_costs=levers)
    kept = run(base, "integrated")
    summary, sample = kept.summary, kept.sample
    assert sample is not None
    n = summary["needs", "all"].mean
    hours = summary["window_hours", "all"].mean + summary["reviewer_hours", "all"].mean
    assert summary["staff_cost", "all"].mean == pytest.approx(60 * hours / n)
    assert summary["link_cost", "all"].mean == pytest.approx(3 * 36_500 * 10 / 365 / n)
    heads = sample.compiled.layout.heads()
    yearly = 10_000 + (500_000 + 4 * heads * 60) / 5
    assert summary["lever_cost", "all"].mean == pytest.approx(yearly * 10 / 365 / n)
    whole = summary["administration_cost", "all"].mean
    assert summary["society_cost", "all"].mean == pytest.approx(
        whole + summary["time_cost", "all"].mean + summary["travel_cost", "all"].mean
    )
    siloed = run(base).summary
    assert siloed["link_cost", "all"].mean == siloed["lever_cost", "all"].mean == 0.0


def test_without_tariffs_the_administrations_work_is_not_priced():
    summary = run(world()).summary
    assert summary["staff_cost", "all"].n == 0 and np.isnan(summary["staff_cost", "all"].mean)


# ---- queues and work ---------------------------------------------------------------------------


def test_the_hours_of_a_day_share_out_every_span():
    begin, end = np.array([5, 8 * HOUR, DAY - 60]), np.array([90_000, 9 * HOUR + 30, DAY + 60])
    every = sum(seconds_in_hour(begin, end, hour) for hour in range(24))
    assert np.array_equal(every, end - begin)
    assert seconds_in_hour(begin, end, 9).tolist() == [HOUR, 30, 0]


def test_queues_by_hall_and_by_kind_of_window_add_up_to_all():
    sample = run(world(needs=20.0)).sample
    assert sample is not None
    found = queue_lengths(sample.compiled, sample.spans, 0)
    halls = [v for k, v in found.items() if k.startswith("region:")]
    desks = [v for k, v in found.items() if k.startswith("desk:")]
    assert found["all"] > 0
    assert np.mean(halls) == pytest.approx(found["all"])
    assert sum(desks) == pytest.approx(found["all"])


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
def test_work_by_hall_by_desk_and_by_hour_adds_up_to_all(regime):
    summary = run(replace(world(needs=8.0), warm_up_days=3), regime).summary
    for measure, kinds in (("reviewer_hours", ("class:", "hour:", "region:")),
                           ("window_hours", ("desk:", "hour:", "region:"))):  # fmt: skip
        for kind in kinds:
            found = [f.mean for (m, g), f in summary.items() if m == measure and g.startswith(kind)]
            assert sum(found) == pytest.approx(summary[measure, "all"].mean), (measure, kind)


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
def test_waits_by_hall_by_window_and_by_hour_are_each_all_of_them_once(regime):
    summary = run(world(needs=8.0), regime).summary
    whole = summary["wait_minutes", "all"]
    for kind in ("region:", "desk:", "hour:"):
        parts = [f for (m, g), f in summary.items() if m == "wait_minutes" and g.startswith(kind)]
        assert sum(f.n for f in parts) == whole.n
        mean = sum(f.mean * f.n for f in parts if f.n) / whole.n
        assert mean == pytest.approx(whole.mean)


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
def test_how_busy_staff_are_is_the_mean_of_the_halls(regime):
    """Both halls have as many heads, and no department of this world is above them."""
    summary = run(replace(world(needs=20.0), warm_up_days=3), regime).summary
    whole = summary["staff_utilisation", "all"].mean
    for kind, few in (("region:", 2), ("hour:", 7)):
        found = [f.mean for (m, g), f in summary.items()
                 if m == "staff_utilisation" and g.startswith(kind)]  # fmt: skip
        assert len(found) >= few and min(found) <= whole <= max(found)
        if kind == "region:":
            assert np.mean(found) == pytest.approx(whole)
    hours = sum(summary[f"{k}_hours", "all"].mean for k in ("window", "reviewer"))
    parts = sum(summary[f"staff_{k}", "all"].mean for k in ("serving", "reviewing"))
    assert hours > 0 and parts == pytest.approx(whole)


def test_a_part_that_only_one_regime_has_is_shown_without_a_difference():
    found = compared(world(), "siloed", "integrated", replications=2)
    row = found.row("queue_length", "desk:*")
    assert np.isnan(row.estimates[0].mean.mean) and not np.isnan(row.estimates[1].mean.mean)
    assert np.isnan(row.difference.mean)


def test_every_case_counts_once_among_the_needs():
    kept = run(world(needs=6.0))
    assert kept.sample is not None
    cases = kept.sample.cases
    assert kept.summary["needs", "all"].mean == len(cases.number)
    assert (cases.outcome != Outcome.STUCK).any()
