"""Needs and applicants (办事需求与申请人): who wants what, when — before any regime."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.calendars import arrival_moments, working_days
from tongban.journeys.draws import stream, trait, unit
from tongban.journeys.program import FOREVER, Role, Trait
from tongban.journeys.tables import SIZE
from tongban.quantities import DAY, Spread
from tongban.scenario.world import World

Ints = NDArray[np.int64]
_A_DAYS_LIMIT = 1 << 20  # needs of one region on one day


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
        What the need's draws depend on.
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
    held: Ints

    def __len__(self) -> int:
        return len(self.at)


def counts_table(mean: float, dispersion: float) -> NDArray[np.float64]:
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


def needs(world: World, seed: int) -> Needs:
    """Return the needs of one replication.

    Parameters
    ----------
    world : World
    seed : int
        Already mixed with the replication's number.
    """
    at, home, bits = _moments(world, seed)
    order = np.lexsort((bits, home, at))
    at, home, bits = at[order], home[order], bits[order]
    matter = _pick(bits, "matter", [m.weight for m in world.catalogue.matters.values()])
    kinds = np.array([m.applicant_kind == "enterprise" for m in world.catalogue.matters.values()])
    kind = kinds[matter].astype(np.int64) if len(matter) else np.zeros(0, np.int64)
    applicant, first = _applicants(world, home, kind, bits)
    own = bits[first]  # an applicant is who they were at the first need
    group = _groups(world, own, kind[first])[applicant]
    here = _here(world, own, home[first])[applicant]
    traits = _traits(world, own[applicant], bits, group)
    held = _held(world, own)
    return Needs(at, matter, group, applicant, home, here, traits, bits, held)


def _moments(world: World, seed: int):
    """Return moments, sites and bits of all needs, region by region and day by day."""
    works = np.flatnonzero(working_days(world.start, world.arrival_days, world.holidays))
    table = arrival_moments(world.hall_hours, SIZE)
    at, home, bits = [], [], []
    for site, code in enumerate(world.halls):
        mean = world.regions[code].needs_per_working_day
        cumulative = counts_table(mean, world.dispersion)
        luck = unit(stream(seed, "needs a day", code, ordinals=works))
        counts = np.minimum(np.searchsorted(cumulative, luck), len(cumulative) - 1)
        days = np.repeat(works, counts)
        numbers = np.arange(len(days)) - np.repeat(np.cumsum(counts) - counts, counts)
        assert counts.max(initial=0) < _A_DAYS_LIMIT
        own = stream(seed, "need", code, ordinals=days * _A_DAYS_LIMIT + numbers)
        moment = trait(own, "moment")
        at.append(days * DAY + table[(moment >> np.uint64(52)).astype(np.int64)])
        home.append(np.full(len(days), site, np.int64))
        bits.append(own)
    return np.concatenate(at), np.concatenate(home), np.concatenate(bits)


def _pick(bits, name: str, weights) -> Ints:
    """Return for everybody an index with probability proportional to its weight."""
    cumulative = np.cumsum(np.array(weights, float))
    luck = unit(trait(bits, name)) * cumulative[-1]
    return np.searchsorted(cumulative, luck, side="right").astype(np.int64)


def _applicants(world: World, home: Ints, kind: Ints, bits) -> tuple[Ints, Ints]:
    """Return each need's applicant, and each applicant's first need.

    A share of the needs come from somebody of the same county and kind who had one before.
    """
    again = unit(trait(bits, "again")) < world.process.returning_applicant
    choice = unit(trait(bits, "who again"))
    known: dict[tuple[int, int], list[int]] = {}
    applicant = np.zeros(len(home), np.int64)
    first: list[int] = []
    for i, (h, k) in enumerate(zip(home.tolist(), kind.tolist(), strict=True)):
        people = known.setdefault((h, k), [])
        if again[i] and people:
            applicant[i] = people[int(choice[i] * len(people))]
        else:
            applicant[i] = len(first)
            people.append(len(first))
            first.append(i)
    return applicant, np.array(first, np.int64)


def _groups(world: World, own, kind: Ints) -> Ints:
    groups = list(world.groups.values())
    result = np.zeros(len(own), np.int64)
    for number, name in enumerate(("resident", "enterprise")):
        inside = [i for i, g in enumerate(groups) if g.kind == name]
        mask = kind == number
        if inside and mask.any():
            picked = _pick(own[mask], "group", [groups[i].share for i in inside])
            result[mask] = np.array(inside)[picked]
    return result


def _here(world: World, own, home: Ints) -> Ints:
    """Return where each applicant lives: some live in another county than the competent one."""
    sites = len(world.halls)
    if sites == 1:
        return home.copy()
    away = unit(trait(own, "lives elsewhere")) < world.process.living_elsewhere
    shift = 1 + (unit(trait(own, "where else")) * (sites - 1)).astype(np.int64)
    return np.where(away, (home + shift) % sites, home)


def _traits(world: World, own, bits, group: Ints) -> Ints:
    digital = np.array([g.digital for g in world.groups.values()])[group]
    success = np.array([g.online_success for g in world.groups.values()])[group]
    can = unit(trait(own, "digital")) < digital
    fails = unit(trait(bits, "online fails")) >= success
    return can * np.int64(Trait.DIGITAL) + fails * np.int64(Trait.ONLINE_FAILS)


def _held(world: World, own) -> Ints:
    """Return what everybody has in hand; what expires is somewhere in its validity."""
    held = np.full((len(own), len(world.catalogue.materials)), -1, np.int64)
    for column, material in enumerate(world.catalogue.materials.values()):
        has = unit(trait(own, "held", material.id)) < material.held_share
        if material.validity_days is None:
            until = np.full(len(own), FOREVER)
        else:
            until = (unit(trait(own, "age", material.id)) * material.validity_days * DAY).astype(
                np.int64
            )
        held[has, column] = until[has]
    return held


def profile_spreads(world: World) -> list[list[Spread]]:
    """Return for each profile (group, then whether living elsewhere) the spread of each role."""
    profiles = []
    for group in world.groups.values():
        for far in (False, True):
            spreads = {
                Role.TRAVEL_HOME: group.travel_far if far else group.travel,
                Role.TRAVEL_HERE: group.travel,
                Role.HALL_PATIENCE: group.hall_patience,
            }
            profiles.append([spreads[role] for role in Role])
    return profiles


def profiles(found: Needs) -> Ints:
    """Return the profile of each need."""
    return found.group * 2 + (found.home != found.here)
