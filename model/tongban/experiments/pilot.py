"""The pilot (试算): the burden of each matter in an empty province, and the demand it brings.

Demand answers to the burden that people expect. It is estimated, for each matter with an elasticity
and each group, by solitary applicants who meet no queue: an approximation that leaves out how
more demand makes longer queues, which make less demand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tongban.actors.applicants import ApplicantKind
from tongban.engines.reference import simulate
from tongban.journeys.assemble import compile_regime
from tongban.journeys.calendars import working_days
from tongban.journeys.draws import stream
from tongban.journeys.needs import Needs
from tongban.journeys.people import papers_in_hand, residence, traits
from tongban.journeys.program import Outcome
from tongban.levers.regime import Regime, named
from tongban.measures.cases import cases
from tongban.quantities import DAY, HOUR
from tongban.scenario.world import World
from tongban.trace.spans import spans

Floats = NDArray[np.float64]
APPLICANTS = 60  # for each matter and group: the mean burden is known to a few percent
SEED = 20_160_929  # the pilot's own luck: the same for every regime and replication


def demand_factors(world: World, regimes: Iterable[Regime]) -> dict[str, Floats | None]:
    """Return the demand under regimes over that under the scenario's reference regime.

    Parameters
    ----------
    world : World
    regimes : iterable of Regime

    Returns
    -------
    dict of str to (n_matters, n_groups) float64 or None
        Between 1/cap and cap; 1 where a matter has no elasticity. None where none has any.
    """
    elasticity = np.array([m.elasticity for m in world.catalogue.matters.values()])
    if world.demand is None or not elasticity.any():
        return {regime.name: None for regime in regimes}
    reference = named(world, world.demand.reference)
    before, cap = burden(world, reference), world.demand.cap
    return {
        regime.name: answer(burden(world, regime), before, elasticity[:, None], cap)
        for regime in regimes
    }


def answer(burden: Floats, before: Floats, elasticity: Floats, cap: float) -> Floats:
    """Return the demand that a burden brings, over that of the burden before (需求的反应).

    Parameters
    ----------
    burden, before : float64
        Hours a delivered matter; infinite where none is delivered.
    elasticity : float64
        At least 0.
    cap : float
        At least 1.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(burden == before, 1.0, burden / before)
        return np.clip(ratio**-elasticity, 1 / cap, cap)


def burden(world: World, regime: Regime) -> Floats:
    """Return the applicant's hours for each delivered matter, by matter and group (负担).

    The hours of those who give up or are stuck count as well, those of the still open do not.
    Infinite where nobody is delivered; 1 where a matter has no elasticity or no such applicants.
    """
    empty, found = empty_province(world), solitary(world)
    compiled = compile_regime(empty, regime, SEED, found=found)
    trace = simulate(compiled.given)
    table = cases(empty, compiled, trace, spans(compiled, trace))
    shape = (len(world.catalogue.matters), len(world.groups))
    hours, delivered, asked = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    where = (table.matter, table.group)
    ended = table.outcome != Outcome.OPEN
    np.add.at(hours, where, np.where(ended, table.values["applicant_hours"], 0.0))
    np.add.at(delivered, where, table.outcome == Outcome.DELIVERED)
    np.add.at(asked, where, 1)
    result = np.full(shape, np.inf)
    np.divide(hours, delivered, out=result, where=delivered > 0)
    return np.where(asked > 0, result, 1.0)


def empty_province(world: World) -> World:
    """Return the world with so many heads that nobody ever waits for one (空省)."""
    many = APPLICANTS * len(world.catalogue.matters) * len(world.groups)
    halls = {
        code: replace(hall, windows=tuple((d, many if n else 0) for d, n in hall.windows))
        for code, hall in world.halls.items()
    }
    departments = {
        kind: replace(d, reviewers=tuple((c, many if n else 0) for c, n in d.reviewers))
        for kind, d in world.departments.items()
    }
    return replace(world, halls=halls, departments=departments, warm_up_days=0)


def solitary(world: World) -> Needs:
    """Return the pilot's applicants: each with one matter, at the middle of a working day."""
    matter, group = _pairs(world)
    bits = stream(SEED, "pilot", ordinals=np.arange(len(matter)))
    order = np.arange(len(matter))
    sites = np.array([world.regions[c].needs_per_working_day for c in world.halls])
    shares = np.cumsum(sites) / sites.sum()
    home = np.searchsorted(shares, (order % APPLICANTS + 0.5) / APPLICANTS).astype(np.int64)
    works = np.flatnonzero(working_days(world.start, world.arrival_days, world.holidays))
    opens = world.hall_hours.intervals[0][0]
    at = works[order % len(works)] * DAY + opens + HOUR
    found = Needs(
        at, matter, group, order, home, residence(world, bits, home),
        traits(world, bits, bits, group), bits, np.zeros(len(bits), bool),
        papers_in_hand(world, bits),
    )  # fmt: skip
    return found.only(np.lexsort((bits, at)))


def _pairs(world: World) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return matter and group of every applicant of the pilot."""
    groups: dict[ApplicantKind, list[int]] = {}
    for number, one in enumerate(world.groups.values()):
        groups.setdefault(one.kind, []).append(number)
    pairs = [
        (number, group)
        for number, matter in enumerate(world.catalogue.matters.values())
        if matter.elasticity > 0
        for group in groups.get(matter.applicant_kind, ())
        for _ in range(APPLICANTS)
    ]
    columns = np.array(pairs, np.int64).reshape(-1, 2)
    return columns[:, 0].copy(), columns[:, 1].copy()
