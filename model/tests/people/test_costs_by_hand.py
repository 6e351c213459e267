"""What a matter costs, added up by hand from the records of a run: equal to the cent.

Nothing here is taken from the measures: plain loops over the records, and the tariffs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache

import pytest

from tongban.experiments.replication import replicate
from tongban.experiments.sample import Sample
from tongban.journeys.program import Column, Op
from tongban.levers.regime import Regime
from tongban.quantities import DAY, HOUR
from tongban.scenario.costs import Costs
from tongban.scenario.world import LeverCost, LeverSetting, World
from worlds import OFFICE, PROCESS, group, world

TARIFFS = Costs(head_hour=60.0, link_year=36_500.0, lever_life_years=5.0)
WARM = 4
RATE = {"firm": 50.0, "old": 20.0}
FARE = {"firm": 8.0, "old": 5.0}
FEE = 10.0
POSTAGE = PROCESS.post_fee
NAMES = ("time_cost", "travel_cost", "fees", "staff_cost")
REGIMES = {
    "siloed": (),
    "sharing": (LeverSetting("data_sharing"), LeverSetting("post")),
    "integrated": None,
}


@cache
def priced() -> World:
    base = world(needs=8.0, days=11)
    groups = {k: group(k, share=0.5, time_value=RATE[k], fare=FARE[k]) for k in RATE}
    items = {k: replace(i, fee=FEE) for k, i in base.catalogue.items.items()}
    return replace(
        base, warm_up_days=WARM, costs=TARIFFS, groups=groups,
        catalogue=replace(base.catalogue, items=items),
        lever_costs={"data_sharing": LeverCost(500_000.0, 10_000.0, 4.0)},
    )  # fmt: skip


@cache
def ran(regime: str):
    settings = REGIMES[regime]
    settings = priced().regimes["integrated"] if settings is None else settings
    return replicate(priced(), Regime(regime, settings), 3, 0, True)


def whole(regime: str) -> Sample:
    sample = ran(regime).sample
    assert sample is not None
    return sample


def office_seconds(begin: int, end: int) -> int:
    """Return the seconds of office hours in a span, day by day, as long as no day is off."""
    return sum(
        max(0, min(end, day * DAY + shuts) - max(begin, day * DAY + opens))
        for day in range(begin // DAY, end // DAY + 1)
        if day % 7 < 5  # the world begins on a Monday; its holidays come later
        for opens, shuts in OFFICE.intervals
    )


def by_hand(regime: str) -> dict[str, float]:
    """Return the costs of a matter in the mean, CNY, from the records alone."""
    sample = whole(regime)
    compiled = sample.compiled
    kinds = {number: kind for (kind, _, _), number in compiled.layout.roles.items()}
    names, group_of = list(priced().groups), compiled.needs.group.tolist()
    measured = {n for n, at in enumerate(compiled.needs.at.tolist()) if at >= WARM * DAY}
    cost: dict[str, float] = defaultdict(float)
    for case, _, op, begin, start, end, _, _ in sample.trace.records.tolist():
        if case not in measured:
            continue
        meaning, row = compiled.meanings[op], compiled.given.ops[op].tolist()
        who = names[group_of[case]]
        in_person = row[Column.CODE] == Op.QUEUE and row[Column.VALUE] >= 0  # with patience
        busy = meaning.act in ("prepare", "repair", "fill_in", "log_in")
        if in_person or busy or row[Column.CODE] == Op.RETURN:
            cost["time_cost"] += (end - begin) / HOUR * RATE[who]
        if row[Column.CODE] == Op.TRIP:
            cost["time_cost"] += (start - begin) / HOUR * RATE[who]
            cost["travel_cost"] += FARE[who]
        cost["travel_cost"] += POSTAGE * (meaning.act == "posted")
        cost["fees"] += FEE * (meaning.act in ("accepted", "accepted_by_silence"))
        if row[Column.CODE] == Op.QUEUE and start >= 0:
            desk = kinds[(-1 - row[Column.WHERE]) % len(kinds)]
            worked = end - start if desk == "window" else office_seconds(start, end)
            cost["staff_cost"] += worked / HOUR * TARIFFS.head_hour
    return {name: cost[name] / len(measured) for name in NAMES}


@pytest.mark.parametrize("regime", list(REGIMES))
def test_the_cost_of_a_matter_is_what_its_records_add_up_to(regime):
    found = ran(regime).summary
    expected = by_hand(regime)
    told = {name: found[name, "all"].mean for name in NAMES}
    assert told == pytest.approx(expected, abs=0.005)
    assert expected["staff_cost"] > 0 and expected["time_cost"] > 0


def test_links_and_levers_are_shared_out_over_the_measured_matters():
    n, years = ran("sharing").summary["needs", "all"].mean, (11 - WARM) / 365
    heads = whole("sharing").compiled.layout.heads()
    links = len(priced().links) * TARIFFS.link_year * years / n
    lever = (10_000 + (500_000 + 4 * heads * 60) / 5) * years / n
    found = {m: ran("sharing").summary[m, "all"].mean for m in ("link_cost", "lever_cost")}
    assert found == pytest.approx({"link_cost": links, "lever_cost": lever}, abs=0.005)


def test_what_the_warm_up_leaves_over_is_nobodys_cost():
    """Cases of the warm-up are worked on after it: that is no cost of the matters measured."""
    sample, warm = whole("siloed"), WARM * DAY
    early = sample.compiled.needs.at[sample.spans.case] < warm
    late_work = early & (sample.spans.start >= warm) & (sample.spans.pool >= 0)
    assert late_work.sum() > 20, "the warm-up has left nothing over, so that this tests nothing"
    found, n = ran("siloed").summary, ran("siloed").summary["needs", "all"].mean
    hours = sum(found[f"{kind}_hours", "all"].mean for kind in ("window", "reviewer"))
    assert found["staff_cost", "all"].mean == pytest.approx(TARIFFS.head_hour * hours / n)
