"""Applicants (申请人): who they are, where they live, what they can and what they have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.actors.applicants import ApplicantGroup, ApplicantKind
from tongban.actors.halls import OpeningHours
from tongban.journeys.calendars import arrival_moments
from tongban.journeys.draws import trait, unit
from tongban.journeys.pools import region_of_level
from tongban.journeys.program import FOREVER, Role, Trait
from tongban.journeys.tables import SIZE
from tongban.quantities import DAY, Spread
from tongban.scenario.world import World

Ints = NDArray[np.int64]
KINDS: tuple[ApplicantKind, ...] = ("resident", "enterprise")
AT_HOME, ELSEWHERE_IN_THE_PREFECTURE, BEYOND_THE_PREFECTURE = DISTANCES = (0, 1, 2)


def applicants(world: World, home: Ints, kind: Ints, bits) -> tuple[Ints, Ints]:
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


def groups(world: World, own, kind: Ints, home: Ints) -> Ints:
    """Return each applicant's group: where a county has a rural share, rural groups follow it.

    Parameters
    ----------
    own : uint64
        The applicants' bits.
    kind : int64
        Index into ``KINDS``.
    home : int64
        Site of the competent county.
    """
    found = list(world.groups.values())
    result = np.zeros(len(own), np.int64)
    for number, name in enumerate(KINDS):
        inside = [i for i, g in enumerate(found) if g.kind == name]
        for site, code in enumerate(world.halls):
            mask = (kind == number) & (home == site)
            if inside and mask.any():
                shares = shares_in([found[i] for i in inside], world.regions[code].rural_share)
                cumulative = np.cumsum(np.array(shares, float))
                luck = unit(trait(own[mask], "group")) * cumulative[-1]
                picked = np.searchsorted(cumulative, luck, side="right")
                result[mask] = np.array(inside)[picked]
    return result


def shares_in(members: list[ApplicantGroup], rural: float | None) -> list[float]:
    """Return the shares that groups of one kind have in a county.

    Parameters
    ----------
    members : list of ApplicantGroup
        All groups of one kind.
    rural : float or None
        Share of the county's people who live in the country; None: as the groups say.

    Notes
    -----
    Groups that say where they live share out their joint part by ``rural``, among themselves as
    their own shares; the others keep theirs.
    """
    settled = {lives: sum(g.share for g in members if g.lives == lives)
               for lives in ("urban", "rural")}  # fmt: skip
    if rural is None or not all(settled.values()):
        return [g.share for g in members]
    whole = sum(settled.values())
    part = {"rural": rural * whole / settled["rural"],
            "urban": (1 - rural) * whole / settled["urban"]}  # fmt: skip
    return [g.share * (part[g.lives] if g.lives else 1.0) for g in members]


def residence(world: World, own, home: Ints) -> Ints:
    """Return where each applicant lives: some live in another county than the competent one."""
    sites = len(world.halls)
    if sites == 1:
        return home.copy()
    away = unit(trait(own, "lives elsewhere")) < world.process.living_elsewhere
    shift = 1 + (unit(trait(own, "where else")) * (sites - 1)).astype(np.int64)
    return np.where(away, (home + shift) % sites, home)


def near(world: World, home: Ints, here: Ints) -> Ints:
    """Return where each applicant lives if that is in the prefecture of home, else home."""
    prefectures = [region_of_level(world, code, "prefecture") for code in world.halls]
    number = np.array([prefectures.index(p) for p in prefectures], np.int64)
    return np.where(number[home] == number[here], here, home)


def traits(world: World, own, bits, group: Ints) -> Ints:
    """Return the bits of ``Trait`` of each need.

    Parameters
    ----------
    own, bits : uint64
        Of the need's applicant, and of the need.
    group : int64
    """
    found = world.groups.values()
    digital = np.array([g.digital for g in found])[group]
    success = np.array([g.online_success for g in found])[group]
    helped = np.array([g.helped_online for g in found])[group]
    for_good = np.array([g.leaves_for_good for g in found])[group]
    can = unit(trait(own, "digital")) < digital
    fails = unit(trait(bits, "online fails")) >= success
    accepts = unit(trait(own, "accepts help")) < helped
    leaves = unit(trait(bits, "leaves for good")) < for_good
    return (can * np.int64(Trait.DIGITAL) + fails * np.int64(Trait.ONLINE_FAILS)
            + accepts * np.int64(Trait.ACCEPTS_HELP)
            + leaves * np.int64(Trait.LEAVES_FOR_GOOD))  # fmt: skip


def papers_in_hand(world: World, own) -> Ints:
    """Return until when each applicant has what in hand: what expires is somewhere in its validity.

    Returns
    -------
    (n_applicants, n_materials) int64
        Seconds, -1 for what is not in hand.
    """
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


def profile_spreads(world: World) -> list[dict[Role, Spread]]:
    """Return for each profile the spread of its roles: group, how far from home, county's ways."""
    return [
        {
            Role.TRAVEL_HOME: group.travel_far if far else within,
            Role.TRAVEL_HERE: within,
            Role.TRAVEL_NEAR: group.travel_far if far == BEYOND_THE_PREFECTURE else within,
            Role.HALL_PATIENCE: group.hall_patience,
        }
        for group in world.groups.values()
        for far in DISTANCES
        for within in [group.travel.times(factor) for factor in travel_factors(world)]
    ]


def travel_factors(world: World) -> tuple[float, ...]:
    """Return how much longer ways within a county are than the groups', each factor once."""
    return tuple(dict.fromkeys(world.regions[code].travel for code in world.halls))


def profile_moments(world: World) -> list[Ints]:
    """Return for each profile the table of the moments of the day at which its people come."""
    hours = world.hall_hours
    weights = [g.arrival_weights or hours.arrival_weights for g in world.groups.values()]
    tables = [arrival_moments(OpeningHours(hours.intervals, w), SIZE) for w in weights]
    return [table for table in tables for _far in DISTANCES for _factor in travel_factors(world)]
