"""Needs (办事需求): who wants what, when — the same people with the same luck in every regime.

Where demand answers to burden, the same holds of the needs that could arise: how many of them do
depends on the regime, and a need that arises at a low demand arises at any higher one too.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.arrivals import Arrivals, arrivals, own_moments
from tongban.journeys.calendars import working_days
from tongban.journeys.draws import trait, unit
from tongban.journeys.people import (
    AT_HOME,
    BEYOND_THE_PREFECTURE,
    DISTANCES,
    ELSEWHERE_IN_THE_PREFECTURE,
    applicants,
    groups,
    near,
    papers_in_hand,
    residence,
    traits,
    travel_factors,
)
from tongban.journeys.program import Trait
from tongban.journeys.seasons import day_kinds
from tongban.scenario.world import World

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Needs:
    """The needs of one replication, in the order of their times (需求).

    Arrays have one entry a need unless said.

    Parameters
    ----------
    at : int64
        Second at which the need arises.
    matter, group, applicant, home, here : int64
        Indices: matter and group in the world's order, applicant from 0, sites in the order of
        the halls. ``home`` is competent, ``here`` is where the applicant lives.
    traits : int64
        Bits of ``Trait``.
    bits : uint64
        What the need's draws depend on: the same need has the same bits in every regime.
    induced : bool
        Whether the need arises only because the burden is less than under the reference regime.
    held : (n_applicants, n_materials) int64
        Valid-until second of each material in hand at the start, -1 if there is none.
    """

    at: Ints
    matter: Ints
    group: Ints
    applicant: Ints
    home: Ints
    here: Ints
    traits: Ints
    bits: NDArray[np.uint64]
    induced: NDArray[np.bool_]
    held: Ints

    def __len__(self) -> int:
        return len(self.at)

    def only(self, chosen: NDArray) -> Needs:
        """Return some of the needs, by a mask or by indices in their new order; all applicants."""
        columns = {f.name: getattr(self, f.name) for f in fields(self)}
        return Needs(**{k: v if k == "held" else v[chosen] for k, v in columns.items()})


def needs(world: World, seed: int, factor: NDArray[np.float64] | None = None) -> Needs:
    """Return the needs of one replication.

    Parameters
    ----------
    world : World
    seed : int
        Already mixed with the replication's number.
    factor : (n_matters, n_groups) float64 or None
        Demand over that under the reference regime, at most the scenario's cap; None: as there.

    Notes
    -----
    Needs beyond the reference are drawn as people of their own, at the cap, and thinned: so the
    ordinary needs are what they are without any elasticity.
    """
    works = working_days(world.start, world.arrival_days, world.holidays)
    days = day_kinds(world, works)
    ordinary = np.ones(len(world.catalogue.matters))
    found = people_of(world, arrivals(world, seed, works, days, ordinary, "need"))
    if factor is not None and world.demand is not None:
        more = _elastic(world) * (world.demand.cap - 1)
        induced = people_of(world, arrivals(world, seed, works, days, more, "induced need"))
        found = _realised(found, induced, factor, world.demand.cap)
    return found.only(np.lexsort((found.bits, found.home, found.at)))


def _elastic(world: World) -> NDArray[np.float64]:
    return np.array([m.elasticity > 0 for m in world.catalogue.matters.values()], float)


def _realised(ordinary: Needs, more: Needs, factor: NDArray[np.float64], cap: float) -> Needs:
    """Return the needs that arise at a demand; all applicants that could have one are kept."""
    kept = ordinary.only(_luck(ordinary) < factor[ordinary.matter, ordinary.group])
    if cap <= 1:
        return kept
    beyond = (factor[more.matter, more.group] - 1) / (cap - 1)
    come = more.only(_luck(more) < beyond)
    columns = {
        f.name: np.concatenate([getattr(kept, f.name), getattr(come, f.name)])
        for f in fields(Needs)
    }
    columns["applicant"][len(kept) :] += len(ordinary.held)
    columns["induced"][len(kept) :] = True
    return Needs(**columns)


def _luck(found: Needs) -> NDArray[np.float64]:
    return unit(trait(found.bits, "demand"))


def people_of(world: World, found: Arrivals) -> Needs:
    """Return arrivals with the people whose needs they are."""
    firms = np.array([m.applicant_kind == "enterprise" for m in world.catalogue.matters.values()])
    kind = firms[found.matter].astype(np.int64) if len(found.at) else np.zeros(0, np.int64)
    applicant, first = applicants(world, found.home, kind, found.bits)
    own = found.bits[first]  # an applicant is who they were at the first need
    home = found.home[first]
    group = groups(world, own, kind[first], home)[applicant]
    here = residence(world, own, home)[applicant]
    return Needs(
        own_moments(world, found.at, found.bits, group),
        found.matter,
        group,
        applicant,
        found.home,
        here,
        traits(world, own[applicant], found.bits, group)
        + (here != found.home) * np.int64(Trait.ELSEWHERE),
        found.bits,
        np.zeros(len(found.at), bool),
        papers_in_hand(world, own),
    )


def profiles(world: World, found: Needs) -> Ints:
    """Return the profile of each need: group, how far from home, and the ways where one lives."""
    within = near(world, found.home, found.here) == found.here
    far = np.where(within, ELSEWHERE_IN_THE_PREFECTURE, BEYOND_THE_PREFECTURE)
    far = np.where(found.home == found.here, AT_HOME, far)
    factors = travel_factors(world)
    ways = np.array([factors.index(world.regions[code].travel) for code in world.halls], np.int64)
    return (found.group * len(DISTANCES) + far) * len(factors) + ways[found.here]
