"""One run in numbers (一次仿真的汇总): each measure by group; open cases are censored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import working_seconds_between
from tongban.journeys.program import Op, Outcome
from tongban.measures.cases import Cases
from tongban.measures.costs import administrations_costs
from tongban.measures.hours_of_day import queue_lengths, work_of_windows
from tongban.measures.inequality import gini, totals
from tongban.measures.names import BY_ID
from tongban.measures.names_of_people import ENDING_MEASURES
from tongban.measures.overtime import overtime_hours, priced_hours
from tongban.measures.periods import OVER_TIME, by_period
from tongban.measures.staffing import seconds_at_work, staff_seconds
from tongban.quantities import DAY, HOUR, MINUTE
from tongban.scenario.world import World
from tongban.trace.spans import Spans

Floats = NDArray[np.float64]
ELAPSED = ("elapsed_working_days", "elapsed_calendar_days")
ALL = "all"
_DETAILS = {m.id for m in ENDING_MEASURES}  # by applicant group, and not by matter and county
_PERIODS = ("month:", "day:")
_COARSE = ("matter:", "region:", *_PERIODS)


@dataclass(frozen=True, slots=True)
class Figures:
    """Mean, median, 90th percentile and number of a measure in one run (统计量); NaN if none."""

    mean: float
    p50: float
    p90: float
    n: int


NONE = Figures(np.nan, np.nan, np.nan, 0)  # of a part that a run does not have
Summary = dict[tuple[str, str], Figures]  # (measure, group) → figures


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
        return Figures(np.nan, np.nan, np.nan, 0)
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


def _plain(values: Floats) -> Figures:
    values = values[~np.isnan(values)]
    if len(values) == 0:
        return Figures(np.nan, np.nan, np.nan, 0)
    p50, p90 = np.percentile(values, [50, 90])
    return Figures(float(values.mean()), float(p50), float(p90), len(values))


def summarise(world: World, compiled: Compiled, s: Spans, found: Cases) -> Summary:
    """Return every measure for everybody, and by applicant group, matter and county."""
    result: Summary = {}
    for group, mask in _groups(world, found):
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
                result[name, group] = _plain(values[mask])
        result |= _of_people(found, group, mask)
    result |= _hall_measures(world, compiled, s)
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
    result: Summary = {("needs", group): _total(float(count), 1)}
    result["induced", group] = _plain(found.induced[mask].astype(float))
    for name, of in (("gini_hours", "applicant_hours"), ("gini_cost", "applicant_cost")):
        if not group.startswith(_COARSE):
            index = gini(totals(found.applicant[mask], found.values[of][mask]))
            result[name, group] = _total(index, count)
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
    return {(name, ALL): _total(value, count) for name, value in costs.items()}


def _total(value: float, n: int) -> Figures:
    """Return a number that a run has only one of."""
    return Figures(value, value, value, n)


def _hall_measures(world: World, compiled: Compiled, s: Spans) -> Summary:
    warm = world.warm_up_days * DAY
    mask = s.at_window & (s.begin >= warm)
    waits = (np.where(s.start >= 0, s.start, s.end) - s.begin)[mask] / MINUTE
    region = np.array([p.region for p in compiled.layout.pools])
    result: Summary = {("wait_minutes", ALL): _plain(waits)}
    for code in world.halls:
        result["wait_minutes", f"region:{code}"] = _plain(waits[region[s.pool[mask]] == code])
    for part, length in queue_lengths(compiled, s, warm).items():
        result["queue_length", part] = _total(length, 1)
    result.setdefault(("queue_length", ALL), _total(np.nan, 0))
    for part, hours in work_of_windows(s, warm).items():
        result["window_hours", part] = _total(hours, 1)
    keyed = s.did("key_in") & (s.start >= warm)
    keying = working_seconds_between(compiled.office, s.start[keyed], s.end[keyed]).sum() / HOUR
    result["rekeying_hours", ALL] = Figures(keying, keying, keying, int(keyed.sum()))
    asked = (s.code == Op.FETCH) & (s.begin >= warm)
    result["unanswered_requests", ALL] = _plain((s.result[asked] == 0).astype(float))
    result |= _work(compiled, s, warm)
    result |= _work_by_class(compiled, s, warm)
    result |= _overtime(compiled, s, warm)
    return result


def _work(compiled: Compiled, s: Spans, warm: int) -> Summary:
    """Return the hours of work for windows and for reviewers, and how much of all staff's time.

    Work counts by what it is for: reviewing is reviewing also where it is done at a window.
    Utilisation is of the office time that all staff have on the days on which needs arise:
    re-arranging moves heads between windows and desks, and regimes do the same work earlier or
    later, so that only all of the work over all of that time can be compared, and matches the
    hours.
    """
    mine = np.flatnonzero((s.pool >= 0) & (s.start >= warm))
    seconds = seconds_at_work(compiled, s, mine)
    possible = int(staff_seconds(compiled, warm).sum())
    result: Summary = {}
    busy = 0.0
    for kind, name, rule in (("window", "serving", 1), ("reviewer", "reviewing", 0)):
        of_kind = s.for_window[mine] == rule
        total = float(seconds[of_kind].sum()) / HOUR
        result[f"{kind}_hours", ALL] = _total(total, int(of_kind.sum()))
        share = float(seconds[of_kind].sum()) / possible if possible else np.nan
        result[f"staff_{name}", ALL] = _total(share, int(possible > 0))
        busy += share
    result["staff_utilisation", ALL] = _total(busy, int(possible > 0))
    return result


def _work_by_class(compiled: Compiled, s: Spans, warm: int) -> Summary:
    """Return the hours of each department's class of reviewers, over the whole province."""
    mine = np.flatnonzero((s.pool >= 0) & ~s.for_window & (s.start >= warm))
    worked = np.zeros(len(compiled.layout.pools))
    np.add.at(worked, s.asked[mine], seconds_at_work(compiled, s, mine) / HOUR)
    result: dict[str, float] = {}
    for pool, hours in zip(compiled.layout.pools, worked.tolist(), strict=True):
        if pool.kind == "reviewers":
            name = f"class:{pool.department}/{pool.review_class}"
            result[name] = result.get(name, 0.0) + hours
    return {("reviewer_hours", name): _total(hours, 1) for name, hours in result.items()}


def _overtime(compiled: Compiled, s: Spans, warm: int) -> Summary:
    """Return the hours worked after closing, of all and of each class of reviewers."""
    result: dict[str, float] = {ALL: 0.0}
    hours = overtime_hours(compiled, s, s.start >= warm).tolist()
    for pool, worked in zip(compiled.layout.pools, hours, strict=True):
        result[ALL] += worked
        if worked:
            name = f"class:{pool.department}/{pool.review_class}"
            result[name] = result.get(name, 0.0) + worked
    return {("overtime_hours", name): _total(worked, 1) for name, worked in result.items()}
