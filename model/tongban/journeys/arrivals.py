"""Arrivals (到达): how many needs a day brings, of which matters, and when in the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.actors.halls import OpeningHours
from tongban.journeys.calendars import arrival_moments
from tongban.journeys.draws import stream, trait, unit
from tongban.journeys.seasons import DayKinds
from tongban.journeys.tables import SIZE
from tongban.quantities import DAY
from tongban.scenario.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
A_DAYS_LIMIT = 1 << 20  # needs of one region on one day


@dataclass(frozen=True)
class Arrivals:
    """Needs as they arise (到达), in the order of moment, region and luck, one entry a need.

    Parameters
    ----------
    at, matter, home : int64
        Second; index of the matter, and of the competent site in the order of the halls.
    bits : uint64
        What the need's draws depend on.
    """

    at: Ints
    matter: Ints
    home: Ints
    bits: NDArray[np.uint64]


def counts_table(mean: float, dispersion: float) -> Floats:
    """Return the cumulative distribution of a day's needs, from 0 up.

    Negative binomial with variance/mean = ``dispersion`` (Poisson if 1).
    """
    if mean == 0:
        return np.ones(1)
    size = int(mean + 40 * np.sqrt(mean * dispersion) + 40)
    n = np.arange(1, size)
    if dispersion <= 1 + 1e-9:
        log_first, steps = -mean, np.log(mean / n)
    else:
        r = mean / (dispersion - 1)
        log_first = -r * np.log(dispersion)
        steps = np.log((r + n - 1) / n * (1 - 1 / dispersion))
    return np.cumsum(np.exp(log_first + np.concatenate([[0.0], np.cumsum(steps)])))


def arrivals(
    world: World, seed: int, works: NDArray[np.bool_], days: DayKinds, more: Floats, name: str
) -> Arrivals:
    """Return needs as they arise, region by region and day by day.

    Parameters
    ----------
    world : World
    seed : int
        Already mixed with the replication's number.
    works : (n_days,) bool
        Whether offices work: needs arise on working days.
    days : DayKinds
    more : (n_matters,) float64
        How many times the ordinary needs of each matter arise; 1 everywhere for the ordinary ones.
    name : str
        Of the streams; another name is other people.
    """
    weights = days.weights * more
    ordinary = days.weights[0].sum()
    share = np.divide(weights.sum(axis=1), ordinary)
    table = arrival_moments(world.hall_hours, SIZE)
    open_days = np.flatnonzero(works)
    kinds = days.kind[open_days]
    parts = []
    for site, code in enumerate(world.halls):
        luck = unit(stream(seed, f"{name}s a day", code, ordinals=open_days))
        counts = np.zeros(len(open_days), np.int64)
        for kind in np.unique(kinds):
            mean = world.regions[code].needs_per_working_day * float(share[kind])
            cumulative = counts_table(mean, world.dispersion)
            found = np.searchsorted(cumulative, luck[kinds == kind])
            counts[kinds == kind] = np.minimum(found, len(cumulative) - 1)
        assert counts.max(initial=0) < A_DAYS_LIMIT
        day = np.repeat(open_days, counts)
        numbers = np.arange(len(day)) - np.repeat(np.cumsum(counts) - counts, counts)
        bits = stream(seed, name, code, ordinals=day * A_DAYS_LIMIT + numbers)
        parts.append((day * DAY + moments_of(bits, table), np.full(len(day), site), bits))
    at, home, bits = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((bits, home, at))
    at, home, bits = at[order], home[order].astype(np.int64), bits[order]
    return Arrivals(at, _matters(weights[days.kind[at // DAY]], bits), home, bits)


def moments_of(bits: NDArray[np.uint64], table: Ints) -> Ints:
    """Return the second of the day at which each need arises, by a table of moments."""
    return table[(trait(bits, "moment") >> np.uint64(52)).astype(np.int64)]


def own_moments(world: World, at: Ints, bits: NDArray[np.uint64], group: Ints) -> Ints:
    """Return when needs arise for those whose group has its own daily profile, and all others.

    The day stays, and so does the person's place in the order of the day's moments.
    """
    result = at
    for number, one in enumerate(world.groups.values()):
        if one.arrival_weights is not None:
            hours = OpeningHours(world.hall_hours.intervals, one.arrival_weights)
            moment = moments_of(bits, arrival_moments(hours, SIZE))
            result = np.where(group == number, at // DAY * DAY + moment, result)
    return result


def _matters(weights: Floats, bits: NDArray[np.uint64]) -> Ints:
    """Return each need's matter; ``weights`` has a row a need."""
    cumulative = np.cumsum(weights, axis=1)
    luck = unit(trait(bits, "matter")) * cumulative[:, -1]
    return (cumulative <= luck[:, None]).sum(axis=1).astype(np.int64)
