"""Measures over time (按月): the cases of each calendar month, where there are enough of these."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tongban.quantities import DAY
from tongban.scenario.world import World

MONTHS_FROM = 6  # measured calendar months; with fewer there is no course of time to look at
MONTHLY = ("visits", "elapsed_working_days", "applicant_hours", "materials")  # others would drown


def months(world: World) -> tuple[str, ...]:
    """Return the calendar months in which measured needs arise, as ``2024-01`` (计量的月份)."""
    days = range(world.warm_up_days, world.arrival_days)
    return tuple(dict.fromkeys(month_of(world, day) for day in days))


def month_of(world: World, day: int) -> str:
    """Return the month of a day of the run, counted from 0 (某日所在月份)."""
    return (world.start + datetime.timedelta(days=day)).strftime("%Y-%m")


def by_month(world: World, arose: NDArray[np.int64]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Yield each month with the cases whose need arose in it (逐月分组).

    Nothing if fewer than ``MONTHS_FROM`` months are measured.

    Parameters
    ----------
    arose : (n_cases,) int64
        Seconds of the run.

    Yields
    ------
    (str, (n_cases,) bool)
        ``month:2024-01`` and which cases are of it.
    """
    names = months(world)
    if len(names) < MONTHS_FROM:
        return
    number = {name: n for n, name in enumerate(names)}
    of_day = np.array(
        [number.get(month_of(world, day), -1) for day in range(world.arrival_days + 1)], np.int64
    )
    mine = of_day[arose // DAY]
    for name, n in number.items():
        yield f"month:{name}", mine == n
