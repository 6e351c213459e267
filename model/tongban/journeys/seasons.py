"""Seasons (季节): how many needs a day has, by calendar, and of which matters."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import chinese_calendar
import numpy as np
from numpy.typing import NDArray

from tongban.scenario.world import World

SPRING_FESTIVAL = "Spring Festival"  # as the calendar library calls it


@dataclass(frozen=True)
class DayKinds:
    """Kinds of days that differ in their needs (日类).

    Parameters
    ----------
    kind : (n_days,) int64
        Index of each day's kind.
    weights : (n_kinds, n_matters) float64
        Relative frequency of each matter on a day of the kind, in units of the ordinary weights.
    factor : (n_kinds,) float64
        Needs of a day of the kind over those of an ordinary day.
    """

    kind: NDArray[np.int64]
    weights: NDArray[np.float64]
    factor: NDArray[np.float64]


def day_kinds(world: World, works: NDArray[np.bool_]) -> DayKinds:
    """Return the kinds of the days on which needs can arise.

    Parameters
    ----------
    world : World
    works : (n_days,) bool
        Whether offices work, from the scenario's first day.
    """
    matters = list(world.catalogue.matters.values())
    ordinary = np.array([m.weight for m in matters], float)
    found: dict[tuple[int, ...], int] = {(): 0}
    kind = np.zeros(len(works), np.int64)
    surge = _surge_days(world, works)
    for day in range(len(works)):
        date = world.start + datetime.timedelta(days=day)
        active = [n for n, season in enumerate(world.seasons) if season.holds(date)]
        active += [len(world.seasons)] if surge[day] else []
        kind[day] = found.setdefault(tuple(active), len(found))
    scopes: list[tuple[float, Sequence[str]]] = [(s.factor, s.matters) for s in world.seasons]
    if world.after_spring_festival is not None:
        scopes.append((world.after_spring_festival.factor, world.after_spring_festival.matters))
    weights = np.tile(ordinary, (len(found), 1))
    for active, number in found.items():
        for factor, scope in (scopes[n] for n in active):
            weights[number] *= [factor if not scope or m.id in scope else 1.0 for m in matters]
    factor = weights.sum(axis=1) / ordinary.sum()
    return DayKinds(kind, weights, factor)


def _surge_days(world: World, works: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which days are among the first working ones after a spring festival.

    The festival may lie before the scenario's first day: working days are counted from its end.
    """
    result = np.zeros(len(works), bool)
    surge = world.after_spring_festival
    if surge is None:
        return result
    for year in sorted({world.start.year, (world.start + datetime.timedelta(len(works))).year}):
        date, left = after_spring_festival(year), surge.working_days
        while left > 0:
            if chinese_calendar.is_workday(date):
                left -= 1
                day = (date - world.start).days
                if 0 <= day < len(works):
                    result[day] = True
            date += datetime.timedelta(days=1)
    return result & works


def after_spring_festival(year: int) -> datetime.date:
    """Return the day after the last day off of a year's spring festival (节后第一天).

    Parameters
    ----------
    year : int
        One that the calendar library knows, 2004 to 2026.
    """
    first = datetime.date(year, 1, 1)
    days = [first + datetime.timedelta(days=n) for n in range(90)]
    off = [d for d in days if chinese_calendar.get_holiday_detail(d) == (True, SPRING_FESTIVAL)]
    assert off, f"the calendar knows no spring festival in {year}"
    return off[-1] + datetime.timedelta(days=1)
