"""Scheduled outages (计划停机): what the report says of them, regime by regime."""

from __future__ import annotations

import datetime
import math

from tongban.actors.data_links import ScheduledOutage
from tongban.experiments.comparison import Comparison
from tongban.levers.regime import Regime
from tongban.measures.periods import kind_of_periods, periods
from tongban.report.adding_up import steps
from tongban.report.words import number, regime_name
from tongban.scenario.world import World
from tongban_spec.language import Text


def disturbances(comparison: Comparison) -> list[Text]:
    """Return a sentence for each regime that meets scheduled outages of links (计划停机).

    Nothing is said of a regime that asks no link: an outage cannot touch it.
    """
    said = []
    for regime in comparison.regimes:
        outages = scheduled(comparison.world, regime)
        unanswered = comparison.estimate("unanswered_requests", regime.name)
        if not outages or unanswered is None:
            continue
        told = [_outage(comparison.world, outage) for outage in outages]
        words = Text(
            "{r}遇上计划停机：{o}。全部数据请求（不只停机那几天的）中有 {p} % 没有得到答复，"
            "材料只好向申请人要。",
            "Under {r} links are down as scheduled: {o}. Of all requests to data links, of every "
            "day and not of these alone, {p} % had no answer, and the applicants were asked "
            "instead.",
        )
        every = Text("；".join(t.zh for t in told), "; ".join(t.en for t in told))
        said.append(words.fill(r=regime_name(regime), o=every, p=number(unanswered, "share")))
        said += _paid(comparison, regime)
    return said


def _paid(comparison: Comparison, regime: Regime) -> list[Text]:
    """Return what the days of an outage were like beside the other days, if days are told apart."""
    days = days_hit(comparison, regime)
    around = {m: on_and_off(comparison, regime.name, m, days) for m, _ in _TOLD}
    if not days or any(math.isnan(v) for pair in around.values() for v in pair):
        return []
    parts = []
    for measure, words in _TOLD:
        on, off = around[measure]
        unit = comparison.row(measure).measure.unit
        (off_shown, on_shown), _ = steps((off, on), on - off, unit)
        parts.append(words.fill(a=on_shown, b=off_shown))
    plural = "" if len(days) == 1 else "s"
    lead = Text(
        "{r}下，需求产生在停机的 {n} 个工作日里的，与其余日子的相比，每件事：",
        "Under {r}, matters whose need arose on the {d} of the outage, and on the other days: ",
    ).fill(r=regime_name(regime), n=len(days), d=f"{len(days)} working day{plural}")
    return [
        Text(
            lead.zh + "；".join(p.zh for p in parts) + "。各日的事不尽相同。",
            lead.en + "; ".join(p.en for p in parts) + ". Days differ in their matters.",
        )
    ]


_TOLD = (
    ("visits", Text("跑 {a} 次，其余 {b} 次", "{a} visits, else {b}")),
    ("materials", Text("交 {a} 份材料，其余 {b} 份", "{a} materials handed in, else {b}")),
    ("applicant_hours", Text("用 {a} 小时，其余 {b} 小时", "{a} hours of the applicant, else {b}")),
    ("in_time", Text("按时办结 {a} %，其余 {b} %", "{a} % decided in time, else {b} %")),
)


def days_hit(comparison: Comparison, regime: Regime) -> list[str]:
    """Return the days with needs at whose noon an outage of a regime is on (停机的日子)."""
    world, groups = comparison.world, {r.group for r in comparison.rows}
    if kind_of_periods(world) != "day":
        return []
    spans = [moments_of(world, outage) for outage in scheduled(world, regime)]
    days = [p for p in periods(world) if f"day:{p}" in groups]
    noons = {p: datetime.datetime.fromisoformat(f"{p} 12:00") for p in days}
    return [p for p, at in noons.items() if any(begin <= at < end for begin, end in spans)]


def on_and_off(
    comparison: Comparison, regime: str, measure: str, days: list[str]
) -> tuple[float, float]:
    """Return a measure's mean over the needs of some days, and of all other measured days.

    NaN where no need arose.
    """
    place = [r.name for r in comparison.regimes].index(regime)
    rows = {
        r.group.partition(":")[2]: r.estimates[place].mean.mean
        for r in comparison.rows
        if r.measure.id == measure and r.group.startswith("day:")
    }
    needs = {
        r.group.partition(":")[2]: r.estimates[place].mean.mean
        for r in comparison.rows
        if r.measure.id == "needs" and r.group.startswith("day:")
    }

    def mean(wanted: bool) -> float:
        mine = [d for d in rows if (d in days) is wanted and not math.isnan(rows[d])]
        count = sum(needs[d] for d in mine)
        return sum(rows[d] * needs[d] for d in mine) / count if count else math.nan

    return mean(True), mean(False)


def scheduled(world: World, regime: Regime) -> tuple[ScheduledOutage, ...]:
    """Return the outages that a regime meets: its own, else the scenario's."""
    return world.outages if regime.outages is None else regime.outages


def moments_of(
    world: World, outage: ScheduledOutage
) -> tuple[datetime.datetime, datetime.datetime]:
    """Return when an outage begins and ends (停机起止)."""
    midnight = datetime.datetime.combine(world.start, datetime.time())
    begin, end = (midnight + datetime.timedelta(seconds=s) for s in (outage.begin, outage.end))
    return begin, end


def _outage(world: World, outage: ScheduledOutage) -> Text:
    begin, end = (m.strftime("%Y-%m-%d %H:%M") for m in moments_of(world, outage))
    count = sum(outage.hits(link) for link in world.links.values())
    return Text(
        "{b} 至 {e}，{n} 条链路", "{n} links from {b} to {e}"
    ).fill(b=begin, e=end, n=count)  # fmt: skip
