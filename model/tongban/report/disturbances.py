"""Scheduled outages (计划停机): what the report says of them, regime by regime."""

from __future__ import annotations

import datetime

from tongban.actors.data_links import ScheduledOutage
from tongban.experiments.comparison import Comparison
from tongban.levers.regime import Regime
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
            "{r}遇上计划停机：{o}。数据请求中有 {p} % 没有得到答复，材料只好向申请人要。",
            "Under {r} links are down as scheduled: {o}. Of the requests to data links {p} % had "
            "no answer, and the applicants were asked instead.",
        )
        every = Text("；".join(t.zh for t in told), "; ".join(t.en for t in told))
        said.append(words.fill(r=regime_name(regime.name), o=every, p=number(unanswered, "share")))
    return said


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
