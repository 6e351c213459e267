"""A regime's journeys, written (写成的旅程): the same in every replication."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.arrays import Ints
from tongban.journeys.head_changes import HeadChange
from tongban.journeys.journey import PROVINCE
from tongban.journeys.people import profile_moments, profile_spreads
from tongban.journeys.pools import PoolLayout
from tongban.journeys.program import Column, Meaning, Role
from tongban.journeys.rearranging import layout_over_time
from tongban.journeys.recognising import recognisable
from tongban.journeys.tables import table
from tongban.journeys.ways import Entries, Way, write_all
from tongban.journeys.writer import Registers, Writer
from tongban.levers.practice import History
from tongban.levers.regime import Regime
from tongban.scenario.more_staff import NOBODY, with_more_staff
from tongban.scenario.world import World


@dataclass(frozen=True)
class Written:
    """What a regime makes of a scenario, whoever comes and whatever fails (写成的旅程).

    Parameters
    ----------
    ops, key_bits, tables, profile_tables, case_slots
        As in :class:`tongban.journeys.arrays.EngineInput`.
    meanings : tuple of Meaning
        What each operation means.
    ways : tuple of Way
        The ways in which journeys are written.
    way_of_op : (n_ops,) int64
        Index into ``ways`` of every operation.
    entries : mapping of (matter, region, group) to Entries
        Where each journey begins.
    layout : PoolLayout
    rearranged : tuple of HeadChange
        When and how heads are re-arranged, absence left out.
    material_cells : mapping
        Memory cells by name, e.g. ``("library", "BL")``.
    histories : mapping of str to History
        How each region with a hall works, era by era.
    histories_of_groups : mapping of (region, group) to History
        How each region works for each group of applicants.
    more_heads : int
        Heads that the regime has beyond the scenario's.
    """

    ops: Ints
    key_bits: NDArray[np.uint64]
    tables: Ints
    profile_tables: Ints
    case_slots: int
    meanings: tuple[Meaning, ...]
    ways: tuple[Way, ...]
    way_of_op: Ints
    entries: Mapping[tuple[str, str, str], Entries]
    layout: PoolLayout
    rearranged: tuple[HeadChange, ...]
    material_cells: Mapping[tuple[str, str], int]
    histories: Mapping[str, History]
    histories_of_groups: Mapping[tuple[str, str], History]
    more_heads: int


def write_regime(world: World, regime: Regime, scribe: Callable[..., Writer] = Writer) -> Written:
    """Write the journeys of a scenario under a regime.

    Parameters
    ----------
    world : World
    regime : Regime
    scribe : callable
        Makes the writer of the journeys: the known-bad platforms have one that slips.

    Raises
    ------
    LegalGraphError
        If a journey needs a window or desk that exists nowhere.
    """
    base, world = world, with_more_staff(world, regime.more_staff)
    histories = {code: regime.history(world, code) for code in world.halls}
    of_groups = _histories_of_groups(world, regime)
    layout, changes = layout_over_time(world, histories)
    registers = Registers(cells=_cells(world))
    writer = scribe(registers, layout.roles, len(registers.cells))
    ways, entries = write_all(world, of_groups, writer)
    tables, profile_tables = _tables(world, registers)
    return Written(
        ops=np.array(writer.rows, np.int64).reshape(-1, len(Column)),
        key_bits=np.array(registers.key_bits(), np.uint64),
        tables=tables,
        profile_tables=profile_tables,
        case_slots=writer.most_case_cells,
        meanings=tuple(writer.meanings),
        ways=ways,
        way_of_op=np.array(writer.ways, np.int64),
        entries=entries,
        layout=layout,
        rearranged=tuple(changes),
        material_cells=registers.cells,
        histories=histories,
        histories_of_groups=of_groups,
        more_heads=_more_heads(base, regime, histories, layout),
    )


def _more_heads(
    world: World, regime: Regime, histories: Mapping[str, History], layout: PoolLayout
) -> int:
    """Return how many heads a regime has beyond the scenario's."""
    if regime.more_staff == NOBODY:
        return 0
    return layout.heads() - layout_over_time(world, histories)[0].heads()


def _histories_of_groups(world: World, regime: Regime) -> dict[tuple[str, str], History]:
    """Return how each region works for each group of applicants, by region and group."""
    return {
        (code, group): history
        for code in world.halls
        for group, history in regime.histories_of_groups(world, code).items()
    }


def _tables(world: World, registers: Registers) -> tuple[Ints, Ints]:
    """Return the tables of all distributions, and which one each profile has for each role."""
    profile_tables = [
        {r: registers.spread(s) for r, s in row.items()} for row in profile_spreads(world)
    ]
    spreads = np.array([table(s) for s in registers.spreads])
    tables = np.vstack([spreads, *profile_moments(world)])
    for number, row in enumerate(profile_tables):
        row[Role.MOMENT] = len(spreads) + number
    return tables, np.array([[row[r] for r in Role] for row in profile_tables], np.int64)


def _cells(world: World) -> dict[tuple[str, str], int]:
    """Return the applicants' memory cells: papers in hand, the library, sessions."""
    names = [(kind, m) for kind in ("hand", "library") for m in world.catalogue.materials]
    names += [("from elsewhere", m.id) for m in recognisable(world)]
    names += [("session", d) for d in (PROVINCE, *world.departments)]
    return {name: number for number, name in enumerate(names)}
