"""Measures over time (按时期): the cases of each month, or of each day around an outage."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tongban.quantities import DAY
from tongban.scenario.world import World

MONTHS_FROM = 6  # measured calendar months; with fewer there is no course of time to look at
DAYS_MOST = 92  # measured days that are looked at one by one where an outage is scheduled
OVER_TIME = (  # others would drown
    "visits", "materials", "elapsed_working_days", "in_time", "applicant_hours",
)  # fmt: skip
Kind = Literal["month", "day"]


def kind_of_periods(world: World) -> Kind | None:
    """Return what a scenario's measures are told by over time, None if by nothing (时期种类).

    Months where at least ``MONTHS_FROM`` of them are measured; else days, where outages are
    scheduled in any regime and at most ``DAYS_MOST`` days are measured.
    """
    measured = range(world.warm_up_days, world.arrival_days)
    if len({period_of(world, "month", day) for day in measured}) >= MONTHS_FROM:
        return "month"
    disturbed = any((world.outages, *world.outages_of_regime.values()))
    return "day" if disturbed and len(measured) <= DAYS_MOST else None


def periods(world: World) -> tuple[str, ...]:
    """Return the periods in which measured needs can arise, ascending (计量的时期).

    ``2024-01`` of a month, ``2024-01-31`` of a day.
    """
    kind = kind_of_periods(world)
    if kind is None:
        return ()
    days = range(world.warm_up_days, world.arrival_days)
    return tuple(dict.fromkeys(period_of(world, kind, day) for day in days))


def period_of(world: World, kind: Kind, day: int) -> str:
    """Return the month or date of a day of the run, counted from 0 (某日所在时期)."""
    date = world.start + datetime.timedelta(days=day)
    return date.strftime("%Y-%m") if kind == "month" else date.isoformat()


def by_period(world: World, arose: NDArray[np.int64]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Yield each period with the cases whose need arose in it (逐期分组).

    Parameters
    ----------
    arose : (n_cases,) int64
        Seconds of the run.

    Yields
    ------
    (str, (n_cases,) bool)
        ``month:2024-01`` or ``day:2024-01-31``, and which cases are of it.
    """
    kind = kind_of_periods(world)
    if kind is None:
        return
    number = {name: n for n, name in enumerate(periods(world))}
    of_day = np.array(
        [number.get(period_of(world, kind, day), -1) for day in range(world.arrival_days + 1)],
        np.int64,
    )
    mine = of_day[arose // DAY]
    for name, n in number.items():
        if (mine == n).any():  # no need arises on a day off
            yield f"{kind}:{name}", mine == n
