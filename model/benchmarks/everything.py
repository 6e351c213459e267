"""A province with everything on (样样都开), for the cost of the engine: no result comes of it.

Made of a shipped prefecture by adding what that scenario does not use: a season, demand that
answers to burden, reviewers who are away or stay longer, links that are slow, busy, stale or down
by plan.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tongban.actors.data_links import DataLink, ScheduledOutage
from tongban.actors.departments import Department, Overtime
from tongban.quantities import DAY, HOUR
from tongban.scenario.demand import Demand, Season
from tongban.scenario.world import LeverSetting, World
from tongban_spec.language import Text

IN_WAVES = "in waves"


def everything_on(world: World) -> World:
    """Return a world with every feature in use; needs, heads and horizon stay as they are."""
    begins = (world.start.month, world.start.day)
    season = Season(Text("季", "season"), begins, (12, 31), 1.1, tuple(world.catalogue.matters)[:3])
    catalogue = replace(
        world.catalogue,
        matters={k: replace(m, elasticity=0.3) for k, m in world.catalogue.matters.items()},
    )
    return replace(
        world,
        name=f"{world.name}, everything on",
        catalogue=catalogue,
        seasons=(season,),
        demand=Demand("siloed", 2.0),
        process=replace(world.process, absence=0.05),
        departments={k: _longer_days(d) for k, d in world.departments.items()},
        links={k: _a_poor_link(link, n) for n, (k, link) in enumerate(world.links.items())},
        outages=(ScheduledOutage(10 * DAY, 11 * DAY),),
        regimes={**world.regimes, IN_WAVES: _waves(world)},
    )


def _longer_days(department: Department) -> Department:
    return replace(department, overtime=Overtime(2 * HOUR, 3, 1.5))


def _a_poor_link(link: DataLink, number: int) -> DataLink:
    """Return the link, every other one answering in batches from a copy that ages."""
    if number % 2:
        return replace(link, batch_seconds=HOUR, out_of_date=0.02)
    return replace(link, requests_per_hour=200.0)


def _waves(world: World) -> tuple[LeverSetting, ...]:
    """Return the integrated regime with a half of its levers beginning in the middle."""
    middle = world.start + timedelta(days=world.arrival_days // 2)
    return tuple(
        replace(s, since=middle) if number % 2 else s
        for number, s in enumerate(world.regimes["integrated"])
    )
