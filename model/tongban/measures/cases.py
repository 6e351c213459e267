"""What each case went through (每件办件的量): one row a case, one column a quantity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import working_seconds_between
from tongban.journeys.journey import PROVINCE
from tongban.journeys.pools import COMPREHENSIVE
from tongban.journeys.program import Op, Outcome, Trait
from tongban.measures.costs import applicants_costs
from tongban.measures.giving_up import endings
from tongban.measures.limits import in_time
from tongban.measures.self_reviewed import self_reviewed
from tongban.quantities import DAY, HOUR
from tongban.scenario.world import World
from tongban.trace.spans import PREPARING, Spans

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cases:
    """The measured cases of a run (办件表).

    Arrays have one entry a case that arose after the warm-up; NaN means not applicable.

    Parameters
    ----------
    number : int64
        Number of the case in the run.
    matter, group, home, applicant : int64
        Indices in the world's order; applicant as in the run's needs.
    digital, induced : bool
        Whether the applicant can and wants to act online; whether the need is induced.
    arose : int64
        Second of the run at which the need arose.
    outcome : int64
        ``Outcome`` at the horizon.
    values : mapping of str to float64 array
        Per-case measures by id; the elapsed times of open cases are their ages at the horizon.
    """

    number: NDArray[np.int64]
    matter: NDArray[np.int64]
    group: NDArray[np.int64]
    home: NDArray[np.int64]
    applicant: NDArray[np.int64]
    digital: NDArray[np.bool_]
    induced: NDArray[np.bool_]
    arose: NDArray[np.int64]
    outcome: NDArray[np.int64]
    values: dict[str, Floats]


def cases(world: World, compiled: Compiled, trace: TraceArrays, s: Spans) -> Cases:
    """Return the table of cases of a run.

    Parameters
    ----------
    world : World
    compiled : Compiled
    trace : TraceArrays
        Recorded.
    s : Spans
        Of the same run.
    """
    count = len(compiled.needs)
    values: dict[str, Floats] = _time_values(s, count)
    values |= _elapsed(world, compiled, trace, s, count)
    values |= _material_values(world, compiled, s, count)
    values |= _contact_values(compiled, s, count)
    values["in_time"] = in_time(world, compiled, s, count)
    values["self_reviewed"] = self_reviewed(s, count)
    values |= applicants_costs(world, compiled, s, values["applicant_hours"], values["visits"])
    values |= endings(compiled, s, count)
    for name, outcome in (("given_up", Outcome.ABANDONED), ("stuck", Outcome.STUCK)):
        values[name] = (trace.outcome == outcome).astype(float)
    values["open"] = (trace.outcome == Outcome.OPEN).astype(float)
    ended = trace.outcome == Outcome.DELIVERED
    for name, most in (("no_visit", 0), ("at_most_one_visit", 1)):
        values[name] = np.where(ended, values["visits"] <= most, np.nan)
    kept = np.flatnonzero(compiled.needs.at >= world.warm_up_days * DAY)
    found = compiled.needs
    digital = (found.traits & Trait.DIGITAL) != 0
    return Cases(kept, found.matter[kept], found.group[kept], found.home[kept],
                 found.applicant[kept], digital[kept], found.induced[kept],
                 found.at[kept], trace.outcome[kept],
                 {k: v[kept] for k, v in values.items()})  # fmt: skip


def _sum(case, seconds, mask, count: int) -> Floats:
    return np.bincount(case[mask], weights=seconds[mask], minlength=count).astype(np.float64)


def _count(s: Spans, mask, count: int) -> Floats:
    return np.bincount(s.case[mask], minlength=count).astype(float)


def _time_values(s: Spans, count: int) -> dict[str, Floats]:
    trips, home = s.code == Op.TRIP, s.code == Op.RETURN
    travel = _sum(s.case, s.start - s.begin, trips, count)
    travel += _sum(s.case, s.end - s.start, home, count)
    called = np.where(s.start >= 0, s.start, s.end)
    waiting = _sum(s.case, called - s.begin, s.at_window, count)
    served = _sum(s.case, s.end - called, s.at_window, count)
    preparing = _sum(s.case, s.end - s.begin, s.did(*PREPARING), count)
    hours = {"travel": travel, "waiting": waiting, "served": served, "preparing": preparing}
    values = {f"{name}_hours": seconds / HOUR for name, seconds in hours.items()}
    values["applicant_hours"] = sum(values.values(), np.zeros(count))
    values["visits"] = _count(s, trips, count)
    return values


def _elapsed(world, compiled: Compiled, trace: TraceArrays, s: Spans, count) -> dict[str, Floats]:
    begin = np.full(count, np.iinfo(np.int64).max)
    acts = (s.code != Op.NOTE) & (s.code != Op.END)
    np.minimum.at(begin, s.case[acts], s.begin[acts])
    begin = np.where(begin > compiled.given.horizon, compiled.needs.at, begin)
    end = np.where(trace.ended_at >= 0, trace.ended_at, compiled.given.horizon)
    day = sum(b - a for a, b in world.office_hours.intervals)
    return {
        "elapsed_calendar_days": (end - begin) / DAY,
        "elapsed_working_days": working_seconds_between(compiled.office, begin, end) / day,
    }


def _material_values(world: World, compiled: Compiled, s: Spans, count) -> dict[str, Floats]:
    given = s.did("submit")
    kinds = list(world.catalogue.materials)
    number = {k: i for i, k in enumerate(kinds)}
    of_op = np.array([number.get(m.material, -1) for m in compiled.meanings])
    kind, case, at = of_op[s.op[given]], s.case[given], s.begin[given]
    government = np.array([m.maker == "government" for m in world.catalogue.materials.values()])
    again = duplicates(world, compiled.needs.applicant[case], kind, at)
    return {
        "materials": np.bincount(case, minlength=count).astype(float),
        "government_materials": np.bincount(case[government[kind]], minlength=count).astype(float),
        "duplicates": np.bincount(case[again], minlength=count).astype(float),
    }


def duplicates(world: World, applicant, kind, at) -> NDArray[np.bool_]:
    """Return which submissions repeat one of the same applicant and kind within its validity.

    What is made anew for every application (its form) repeats nothing.
    """
    materials = world.catalogue.materials.values()
    forever = np.iinfo(np.int64).max // 2
    validity = np.array([forever if m.validity_days is None else m.validity_days * DAY
                         for m in materials], np.int64)  # fmt: skip
    single = np.array([m.single_use for m in materials], bool)
    order = np.lexsort((np.arange(len(at)), at, kind, applicant))
    a, k, t = applicant[order], kind[order], at[order]
    same = np.zeros(len(at), bool)
    same[1:] = (a[1:] == a[:-1]) & (k[1:] == k[:-1]) & (t[1:] - t[:-1] <= validity[k[1:]])
    result = np.zeros(len(at), bool)
    result[order] = same
    return result & ~single[kind] if len(at) else result


def _contact_values(compiled: Compiled, s: Spans, count: int) -> dict[str, Floats]:
    counters = s.at_window & ~s.did("wrong_window", "asks_nearby")
    portals = s.meaning(compiled, "portal")
    online = s.did("log_in", "identity") & (portals != "")
    names = np.array([p.department for p in compiled.layout.pools], dtype=object)
    names[names == COMPREHENSIVE] = PROVINCE  # one authority, met at a window or at its portal
    authority = np.where(online, portals, names[s.pool])[counters | online]
    met = set(zip(s.case[counters | online].tolist(), authority.tolist(), strict=True))
    # a parcel is a dealing, and meets nobody; an application online is one also in an old session
    dealings = counters | online | s.did("posted", "started")
    about = s.meaning(compiled, "item", dealings)
    proof = s.meaning(compiled, "material", dealings)
    dealt = set(zip(s.case[dealings].tolist(), about.tolist(), proof.tolist(), strict=True))
    return {
        "authorities": _per_case(met, count),
        "procedures": _per_case(dealt, count),
        "returns": _count(s, s.did("sent_back"), count),
        "counter_contacts": _count(s, s.at_window & (s.start >= 0), count),
        "online_contacts": _count(s, s.did("started"), count),
    }


def _per_case(found: set, count: int) -> Floats:
    """Return how many of the found tuples each case, their first entry, has."""
    return np.bincount([row[0] for row in sorted(found)], minlength=count).astype(float)
