"""One run in numbers (一次仿真的汇总): each measure by group; open cases are censored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.journeys.program import Op, Outcome
from tongban.measures.cases import Cases
from tongban.measures.costs import administrations_costs
from tongban.measures.figures import ALL, NONE, Figures, Floats, Summary, of_values, total
from tongban.measures.hours_of_day import queue_lengths
from tongban.measures.inequality import gini, totals
from tongban.measures.names import BY_ID
from tongban.measures.names_of_people import ENDING_MEASURES
from tongban.measures.overtime import priced_hours
from tongban.measures.periods import OVER_TIME, by_period
from tongban.measures.staffing import seconds_at_work
from tongban.measures.work import work_measures
from tongban.quantities import DAY, HOUR, MINUTE
from tongban.scenario.world import World
from tongban.trace.spans import Spans

ELAPSED = ("elapsed_working_days", "elapsed_calendar_days")
_DETAILS = {m.id for m in ENDING_MEASURES}  # by applicant group, and not by matter and county
_PERIODS = ("month:", "day:")
_COARSE = ("matter:", "region:", *_PERIODS)


def completion(days: Floats, done: NDArray[np.bool_]) -> Figures:
    """Return the Kaplan–Meier estimate of the time to completion.

    Parameters
    ----------
    days : (n,) float64
        Age at completion, or at the horizon.
    done : (n,) bool
        Whether it was completed; if not it is censored.

    Returns
    -------
    Figures
        Percentiles that are not reached are NaN. The mean is restricted to the longest age seen.
    """
    if len(days) == 0:
        return NONE
    t, still_open = open_after(days, done)
    before = np.concatenate([[1.0], still_open[:-1]])
    mean = float(np.sum(before * np.diff(np.concatenate([[0.0], t]))))

    def percentile(p: float) -> float:
        reached = np.flatnonzero(still_open <= 1 - p + 1e-12)
        return float(t[reached[0]]) if len(reached) else float("nan")

    return Figures(mean, percentile(0.5), percentile(0.9), len(t))


def open_after(days: Floats, done: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the ages in order, and the Kaplan–Meier share that is still open after each.

    Parameters
    ----------
    days, done
        As of :func:`completion`.
    """
    order = np.lexsort((~done, days))
    at_risk = len(days) - np.arange(len(days))
    return days[order], np.cumprod(np.where(done[order], 1 - 1 / at_risk, 1.0)).astype(np.float64)


def summarise(
    world: World, compiled: Compiled, s: Spans, found: Cases, of_people_only: bool = False
) -> Summary:
    """Return every measure for everybody, and by applicant group, matter and county.

    Parameters
    ----------
    world : World
    compiled : Compiled
    s : Spans
    found : Cases
    of_people_only : bool
        Whether what cases measure is left out by matter, county, month and day.
    """
    result: Summary = {}
    for group, mask in _groups(world, found):
        if of_people_only and group.startswith(_COARSE):
            continue
        for name, values in found.values.items():
            if name in _DETAILS and group.startswith(_COARSE):
                continue
            if group.startswith(_PERIODS) and name not in OVER_TIME:
                continue
            if name in ELAPSED:
                ended = found.outcome == Outcome.DELIVERED
                counted = mask & (ended | (found.outcome == Outcome.OPEN))
                result[name, group] = completion(values[counted], ended[counted])
            else:
                result[name, group] = of_values(values[mask])
        result |= _of_people(found, group, mask)
    result |= _hall_measures(world, compiled, s, found)
    result |= _costs(world, compiled, s, found, result)
    assert {m for m, _ in result} == set(BY_ID), {m for m, _ in result} ^ set(BY_ID)
    return result


def _groups(world: World, found: Cases):
    yield ALL, np.ones(len(found.number), bool)
    yield "trait:offline", ~found.digital
    yield "trait:online", found.digital
    if found.induced.any():
        yield "demand:ordinary", ~found.induced
        yield "demand:induced", found.induced
    for kind, names, column in (
        ("group", world.groups, found.group),
        ("matter", world.catalogue.matters, found.matter),
        ("region", world.halls, found.home),
    ):
        for number, name in enumerate(names):
            yield f"{kind}:{name}", column == number
    yield from by_period(world, found.arose)


def _of_people(found: Cases, group: str, mask: NDArray[np.bool_]) -> Summary:
    """Return how many there are, how many of them induced, and how unequal their burden is."""
    count = int(mask.sum())
    result: Summary = {("needs", group): total(float(count), 1)}
    result["induced", group] = of_values(found.induced[mask].astype(float))
    for name, of in (("gini_hours", "applicant_hours"), ("gini_cost", "applicant_cost")):
        if not group.startswith(_COARSE):
            index = gini(totals(found.applicant[mask], found.values[of][mask]))
            result[name, group] = total(index, count)
    return result


def _costs(world: World, compiled: Compiled, s: Spans, found: Cases, so_far: Summary) -> Summary:
    measured = np.isin(s.case, found.number)  # what warm-up left over is not their cost
    served = np.flatnonzero((s.pool >= 0) & (s.start >= 0) & measured)
    hours = float(seconds_at_work(compiled, s, served).sum()) / HOUR
    hours += priced_hours(world, compiled, s, measured)
    costs = administrations_costs(world, compiled, hours, len(found.number))
    borne = sum(so_far[name, ALL].mean for name in ("time_cost", "travel_cost"))
    costs["society_cost"] = costs["administration_cost"] + borne
    count = 0 if np.isnan(costs["society_cost"]) else len(found.number)
    return {(name, ALL): total(value, count) for name, value in costs.items()}


def _parts_of_halls(world: World, compiled: Compiled, pool, begin):
    """Yield each hall, kind of window and hour of coming with which queueings are of it."""
    pools = compiled.layout.pools
    region = np.array([p.region for p in pools])[pool]
    kind = np.array([p.department for p in pools])[pool]
    hour = begin % DAY // HOUR
    yield from ((f"region:{code}", region == code) for code in world.halls)
    yield from ((f"desk:{d}", kind == d) for d in dict.fromkeys(kind.tolist()))
    yield from ((f"hour:{h}", hour == h) for h in np.unique(hour).tolist())


def _hall_measures(world: World, compiled: Compiled, s: Spans, found: Cases) -> Summary:
    warm = world.warm_up_days * DAY
    mask = s.at_window & (s.begin >= warm)
    waits = (np.where(s.start >= 0, s.start, s.end) - s.begin)[mask] / MINUTE
    result: Summary = {("wait_minutes", ALL): of_values(waits)}
    for part, mine in _parts_of_halls(world, compiled, s.pool[mask], s.begin[mask]):
        result["wait_minutes", part] = of_values(waits[mine])
    for part, length in queue_lengths(compiled, s, warm).items():
        result["queue_length", part] = total(length, 1)
    result.setdefault(("queue_length", ALL), total(np.nan, 0))
    asked = (s.code == Op.FETCH) & (s.begin >= warm)
    result["unanswered_requests", ALL] = of_values((s.result[asked] == 0).astype(float))
    measured = np.isin(s.case, found.number)
    return result | work_measures(compiled, s, warm, measured)
