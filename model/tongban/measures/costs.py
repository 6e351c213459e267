"""Costs by the Standard Cost Model (标准成本模型): tariff × time × population × frequency.

Here for each matter: tariff × time. Population × frequency is the number of matters a year.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tongban.actors.data_links import DataLink
from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import working_seconds_between
from tongban.levers.data_sharing import link_member
from tongban.levers.practice import Practice
from tongban.levers.regime import LEVERS
from tongban.quantities import DAY, HOUR
from tongban.scenario.costs import Costs
from tongban.scenario.world import World
from tongban.trace.in_force import spells
from tongban.trace.spans import ACCEPTED, Spans

Floats = NDArray[np.float64]
DAYS_A_YEAR = 365


def applicants_costs(
    world: World, compiled: Compiled, s: Spans, hours: Floats, visits: Floats
) -> dict[str, Floats]:
    """Return what each case cost its applicant, CNY: time, fares with postage, fees, and all.

    Parameters
    ----------
    hours, visits : (n_cases,) float64
        The applicant's hours and trips.
    """
    groups = world.groups.values()
    group, count = compiled.needs.group, len(compiled.needs)
    rate = np.array([g.time_value for g in groups])[group]
    fare = np.array([g.fare for g in groups])[group]
    posted = np.bincount(s.case[s.did("posted")], minlength=count)
    fees = {key: item.fee for key, item in world.catalogue.items.items()}
    accepted = s.did(*ACCEPTED)
    fee = np.array([fees.get(m.item, 0.0) for m in compiled.meanings])[s.op[accepted]]
    found = {
        "time_cost": hours * rate,
        "travel_cost": visits * fare + posted * world.process.post_fee,
        "fees": np.bincount(s.case[accepted], weights=fee, minlength=count).astype(np.float64),
    }
    return {**found, "applicant_cost": sum(found.values(), np.zeros(count))}


def measured_years(world: World) -> float:
    """Return how long needs are measured, in years (计量年数)."""
    return (world.arrival_days - world.warm_up_days) / DAYS_A_YEAR


def share_in_use(world: World, compiled: Compiled, holds: Callable[[Practice], bool]) -> float:
    """Return during what share of the measured time something is in use in any region, 0–1."""
    first, last = world.warm_up_days * DAY, world.arrival_days * DAY
    used = 0
    for since, until in spells(compiled.histories, holds):
        end = last if until is None else min(until, last)
        used += max(0, end - max(since, first))
    return used / (last - first)


def _links_in_use(world: World, compiled: Compiled) -> float:
    """Return the number of links in use, each by the share of the time that it is."""

    def asks(link: DataLink) -> Callable[[Practice], bool]:
        members = {link_member(link.id, material) for material in link.materials}
        return lambda practice: bool(members & practice.data_sharing)

    return sum(share_in_use(world, compiled, asks(link)) for link in world.links.values())


def _levers_a_year(world: World, compiled: Compiled, costs: Costs) -> float:
    """Return what the levers in use cost a year, each by the share of the time that it is."""
    total = 0.0
    for lever, cost in world.lever_costs.items():
        taught = cost.training_hours * compiled.layout.heads() * costs.head_hour
        yearly = cost.run_per_year + (cost.build + taught) / costs.lever_life_years
        total += yearly * share_in_use(world, compiled, lambda p, lever=lever: _covers(p, lever))
    return total


def _covers(practice: Practice, lever: str) -> bool:
    fields = LEVERS[lever].fields() if lever in LEVERS else ()
    return any(getattr(practice, field) for field in fields)


def _hours_of_more_staff(world: World, compiled: Compiled) -> float:
    """Return the office hours of the heads that a regime has beyond the scenario's."""
    when = (np.array([days * DAY]) for days in (world.warm_up_days, world.arrival_days))
    return compiled.more_heads * int(working_seconds_between(compiled.office, *when)[0]) / HOUR


def administrations_costs(
    world: World, compiled: Compiled, hours: float, cases: int
) -> dict[str, float]:
    """Return what a matter costs the administration, CNY: staff, links, levers, and all.

    Parameters
    ----------
    hours : float
        Worked at all windows and desks for the measured cases.
    cases : int
        Number of the measured cases.

    Returns
    -------
    dict of str to float
        NaN where the scenario has no tariffs, or there is no case.
    """
    names = ("staff_cost", "more_staff_cost", "link_cost", "lever_cost", "administration_cost")
    costs = world.costs
    if costs is None or cases == 0:
        return dict.fromkeys(names, float("nan"))
    years = measured_years(world)
    staff = hours * costs.head_hour / cases
    links = _links_in_use(world, compiled) * costs.link_year * years / cases
    levers = _levers_a_year(world, compiled, costs) * years / cases
    more = _hours_of_more_staff(world, compiled) * costs.head_hour / cases
    parts = (staff, more, links, levers)
    return dict(zip(names, (*parts, sum(parts)), strict=True))
