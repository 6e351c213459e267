"""From scenario and regime to arrays (编译): the engine's only input, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tongban.journeys.absence import with_absence
from tongban.journeys.arrays import EngineInput, Ints
from tongban.journeys.calendars import Calendar, calendar, working_days
from tongban.journeys.draws import mix
from tongban.journeys.head_changes import HeadChange, change_arrays
from tongban.journeys.journey import OFFICE
from tongban.journeys.needs import Needs, needs, profiles
from tongban.journeys.outages import outages
from tongban.journeys.people import near
from tongban.journeys.pools import PoolLayout
from tongban.journeys.program import FOREVER, Meaning
from tongban.journeys.ways import Entries, Way
from tongban.journeys.written import Written, write_regime
from tongban.levers.practice import History
from tongban.levers.regime import Regime
from tongban.quantities import DAY, HOUR
from tongban.scenario.world import World

_BEYOND_DAYS = 60  # calendars reach further than the horizon: the last trips are planned there


@dataclass(frozen=True)
class Compiled:
    """One replication under one regime, compiled (编译结果).

    Parameters
    ----------
    given : EngineInput
        All that the engine sees.
    meanings : tuple of Meaning
        What each operation means; only the trace reads it.
    layout : PoolLayout
    rearranged : tuple of HeadChange
        When and how heads are re-arranged, absence left out.
    needs : Needs
    ways : tuple of Way
        The ways in which journeys are written.
    way_of_op : (n_ops,) int64
        Index into ``ways`` of every operation.
    hall, office : Calendar
    material_cells : mapping
        Memory cells by name, e.g. ``("library", "BL")``.
    histories : mapping of str to History
        How each region with a hall works, era by era.
    more_heads : int
        Heads that the regime has beyond the scenario's.
    """

    given: EngineInput
    meanings: tuple[Meaning, ...]
    layout: PoolLayout
    rearranged: tuple[HeadChange, ...]
    needs: Needs
    ways: tuple[Way, ...]
    way_of_op: Ints
    hall: Calendar
    office: Calendar
    material_cells: Mapping[tuple[str, str], int]
    histories: Mapping[str, History]
    more_heads: int = 0


def replication_seed(seed: int, replication: int) -> int:
    """Return the seed of a replication: the same in every regime."""
    return mix(mix(seed) ^ (replication * 2 + 1))


def compile_regime(
    world: World,
    regime: Regime,
    seed: int,
    replication: int = 0,
    found: Needs | None = None,
    written: Written | None = None,
) -> Compiled:
    """Compile one replication of a scenario under a regime.

    Parameters
    ----------
    world : World
    regime : Regime
    seed : int
        Any integer; its low 64 bits count.
    replication : int
        From 0.
    found : Needs or None
        Whose needs; None: those of the reference regime, whatever demand answers to.
    written : Written or None
        The regime's journeys, where they have been written already; None: they are now.

    Returns
    -------
    Compiled

    Raises
    ------
    LegalGraphError
        If a journey needs a window or desk that exists nowhere.
    """
    own_seed = replication_seed(seed, replication)
    written = write_regime(world, regime) if written is None else written
    pools, changes = written.layout, written.rearranged
    found = needs(world, own_seed) if found is None else found
    works = working_days(world.start, world.horizon_days + _BEYOND_DAYS, world.holidays)
    hall, office = calendar(world.hall_hours, works), calendar(world.office_hours, works)
    given = EngineInput(
        horizon=world.horizon_days * DAY,
        ops=written.ops,
        key_bits=written.key_bits,
        tables=written.tables,
        profile_tables=written.profile_tables,
        **_pool_arrays(pools),
        **_overtime_arrays(world, pools),
        **change_arrays(
            with_absence(
                pools.pools, changes, world.process.absence, works[: world.horizon_days], own_seed
            )
        ),
        **_calendar_arrays([hall, office]),
        **_link_arrays(world, regime, own_seed),
        **_case_arrays(world, found, written.entries),
        memory=_memory(world, written, found),
        case_slots=written.case_slots,
    )
    return Compiled(
        given, written.meanings, pools, changes, found, written.ways, written.way_of_op, hall,
        office, written.material_cells, written.histories, written.more_heads,
    )  # fmt: skip


def _pool_arrays(pools: PoolLayout) -> dict[str, Ints]:
    windows = np.array([p.kind == "window" for p in pools.pools], np.int64)
    return {
        "pool_servers": np.array([p.heads for p in pools.pools], np.int64),
        "pool_calendar": np.where(windows == 1, 0, OFFICE),
        "pool_ticket_rule": windows,
        "site_pools": pools.site_pools,
    }


def _overtime_arrays(world: World, pools: PoolLayout) -> dict[str, Ints]:
    """Return how long each pool of reviewers works after closing: windows have the ticket rule."""
    found = [
        world.departments[p.department].overtime if p.kind == "reviewers" else None
        for p in pools.pools
    ]
    return {
        "pool_overtime": np.array([o.most_seconds if o else 0 for o in found], np.int64),
        "pool_overtime_above": np.array([o.above if o else 0 for o in found], np.int64),
    }


def _calendar_arrays(calendars: list[Calendar]) -> dict[str, Ints]:
    sizes = [len(c.starts) for c in calendars]
    return {
        "interval_first": np.cumsum([0, *sizes]).astype(np.int64),
        "interval_start": np.concatenate([c.starts for c in calendars]),
        "interval_end": np.concatenate([c.ends for c in calendars]),
        "interval_closes_day": np.concatenate([c.closes_day for c in calendars]),
        "interval_elapsed": np.concatenate([c.elapsed for c in calendars]),
        "next_open_day": np.array([c.next_open_day for c in calendars]),
    }


def _link_arrays(world: World, regime: Regime, own_seed: int) -> dict[str, Ints]:
    scheduled = world.outages if regime.outages is None else regime.outages
    found = outages(world, scheduled, own_seed)
    empty = [np.zeros(0, np.int64)]
    links = world.links.values()
    return {
        "down_first": np.cumsum([0, *(len(s) for s, _ in found)]).astype(np.int64),
        "down_start": np.concatenate(empty + [s for s, _ in found]),
        "down_end": np.concatenate(empty + [e for _, e in found]),
        "link_batch": np.array([link.batch_seconds for link in links], np.int64),
        "link_patience": np.array(
            [FOREVER if link.waits else link.patience_seconds for link in links], np.int64
        ),
        "link_spacing": np.array(
            [round(HOUR * 1e6 / r) if (r := link.requests_per_hour) else 0 for link in links],
            np.int64,
        ),
    }


def _case_arrays(world: World, found: Needs, entries: Mapping[tuple[str, str, str], Entries]):
    patience = np.array([g.trips_patience for g in world.groups.values()], np.int64)
    return {
        "case_at": found.at,
        "case_applicant": found.applicant,
        "case_entry": _entries_of_cases(world, found, entries),
        "case_profile": profiles(world, found),
        "case_traits": found.traits,
        "case_trips": patience[found.group],
        "case_site": np.column_stack(
            [found.home, found.here, near(world, found.home, found.here)]  # as HOME, HERE, NEAR
        ),
        "case_bits": found.bits,
    }


def _entries_of_cases(
    world: World, found: Needs, entries: Mapping[tuple[str, str, str], Entries]
) -> Ints:
    """Return the first operation of each case: in the era during which its need arises."""
    matters, regions, groups = list(world.catalogue.matters), list(world.halls), list(world.groups)
    result = np.zeros(len(found), np.int64)
    whose = np.column_stack([found.matter, found.home, found.group])
    kinds, which = np.unique(whose, axis=0, return_inverse=True)
    for kind, (matter, site, group) in enumerate(kinds.tolist()):
        mine = which == kind
        since, first = entries[matters[matter], regions[site], groups[group]]
        result[mine] = first[np.searchsorted(since, found.at[mine], side="right") - 1]
    return result


def _memory(world: World, written: Written, found: Needs) -> Ints:
    """Return what is known at the start: papers in hand; of these the library holds the covered."""
    cells, histories = written.material_cells, written.histories_of_groups
    memory = np.full((len(found.held), len(cells)), -1, np.int64)
    first_home = np.zeros(len(found.held), np.int64)
    first_home[found.applicant[::-1]] = found.home[::-1]  # the earliest need wins
    group = np.zeros(len(found.held), np.int64)
    group[found.applicant] = found.group
    elsewhere = np.zeros(len(found.held), bool)
    elsewhere[found.applicant] = found.home != found.here
    for column, material in enumerate(world.catalogue.materials.values()):
        if material.single_use:
            continue
        memory[:, cells["hand", material.id]] = found.held[:, column]
        if material.maker == "government":
            own = cells["from elsewhere", material.id]
            memory[elsewhere, own] = found.held[elsewhere, column]
        covered = np.array([
            [material.id in histories[site, g][0].practice.e_licences for g in world.groups]
            for site in world.halls
        ])  # fmt: skip
        stored = covered[first_home, group] if len(first_home) else np.zeros(0, bool)
        memory[stored, cells["library", material.id]] = found.held[stored, column]
    assert (memory <= FOREVER).all()
    return memory
