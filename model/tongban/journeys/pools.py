"""The layout of pools (窗口与人员布局): the same heads, arranged as a regime works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tongban.actors.departments import Department
from tongban.errors import LegalGraphError
from tongban.levers.practice import Practice
from tongban.scenario.world import World
from tongban_spec.language import Text

COMPREHENSIVE = "*"
Members = tuple[tuple[str, str, int], ...]  # department, class, heads


@dataclass(frozen=True, slots=True)
class PoolPlace:
    """What a pool is and where (服务池说明).

    Parameters
    ----------
    kind : {"window", "reviewers"}
    department : str
        Department kind, or ``"*"`` for comprehensive windows.
    review_class : str
        Empty for windows; cross-trained classes are joined by ``+``.
    region : str
        Code of the region that it belongs to.
    place : str
        E.g. ``hall@330402`` or ``office:TAX@330402``.
    members : tuple of (department, class, heads)
        Whose heads they are, in the order of the servers' numbers; the class is empty for window
        staff. Reviewers who stand at windows are members there, and their desk has none.
    """

    kind: str
    department: str
    review_class: str
    region: str
    place: str
    members: Members

    @property
    def heads(self) -> int:
        """All of its heads, where nobody is absent."""
        return sum(heads for _, _, heads in self.members)


@dataclass(frozen=True)
class PoolLayout:
    """All pools of a province under a regime (布局).

    Parameters
    ----------
    pools : tuple of PoolPlace
    moves_to : tuple of int
        Of each pool the one at which all queue who come to it; -1: at itself.
    sites : tuple of str
        Regions with a hall; a case's two sites are indices into it.
    roles : mapping of (kind, department, class) to int
    site_pools : (n_sites, n_roles) int64
    """

    pools: tuple[PoolPlace, ...]
    moves_to: tuple[int, ...]
    sites: tuple[str, ...]
    roles: Mapping[tuple[str, str, str], int]
    site_pools: NDArray[np.int64]

    def heads(self) -> int:
        """Return all heads of the province: no regime changes this number by re-arranging."""
        return sum(p.heads for p in self.pools)


def region_of_level(world: World, county: str, level: str) -> str:
    """Return the region of a level that a county belongs to (by its code, GB/T 2260)."""
    if level == "county":
        return county
    if level == "prefecture":
        return world.regions[county].parent
    return county[:2] + "0000" if level == "province" else "000000"


def layout(world: World, practices: Mapping[str, Practice]) -> PoolLayout:
    """Return the pools under the regions' practices.

    Raises
    ------
    LegalGraphError
        If a department that must be visited has no window anywhere.
    """
    pools: list[PoolPlace] = []
    at: dict[tuple[str, str, str, str], int] = {}  # kind, department, class, region → pool
    for hall in world.halls.values():
        pooled = hall.region in practices[hall.region].comprehensive_windows
        _add_windows(world, hall.region, dict(hall.windows), pooled, pools, at)
    for department in world.departments.values():
        _add_reviewers(world, department, pools, at)
    moves_to = _put_at_windows(practices, pools, at)
    sites = tuple(world.halls)
    roles = {r: i for i, r in enumerate(sorted({k[:3] for k in at}))}
    table = np.full((len(sites), len(roles)), -1, np.int64)
    for (kind, department, review_class), role in roles.items():
        for index, site in enumerate(sites):
            region = site
            if kind == "reviewers":
                region = region_of_level(world, site, world.departments[department].level)
            table[index, role] = _nearest(at, (kind, department, review_class), region, sites)
    return PoolLayout(tuple(pools), tuple(moves_to), sites, roles, table)


def _add_windows(world, region, windows, pooled, pools, at) -> None:
    joined = [d for d in windows if pooled and world.departments[d].joins_comprehensive]
    if joined:
        members = tuple((d, "", windows[d]) for d in joined)
        for d in joined:
            at["window", d, "", region] = len(pools)
        pools.append(PoolPlace("window", COMPREHENSIVE, "", region, f"hall@{region}", members))
    for d, heads in windows.items():
        if d not in joined:
            department = world.departments[d]
            inside = department.resident or (pooled and department.government)
            place = f"hall@{region}" if inside else f"office:{d}@{region}"
            at["window", d, "", region] = len(pools)
            pools.append(PoolPlace("window", d, "", region, place, ((d, "", heads),)))


def _add_reviewers(world: World, department: Department, pools, at) -> None:
    kind = department.kind
    regions = [region_of_level(world, c, department.level) for c in world.halls]
    for region in dict.fromkeys(regions):
        for team in department.teams():
            for review_class, _ in team:
                at["reviewers", kind, review_class, region] = len(pools)
            classes = "+".join(name for name, _ in team)
            members = tuple((kind, name, heads) for name, heads in team)
            place = f"desk:{kind}@{region}"
            pools.append(PoolPlace("reviewers", kind, classes, region, place, members))


def _put_at_windows(practices: Mapping[str, Practice], pools: list[PoolPlace], at) -> list[int]:
    """Have reviewers stand at their department's windows where reception is not apart.

    Only where both are in one county: reviewers of a higher level have no windows there.

    Returns
    -------
    list of int
        Of each pool the window pool that does its work; -1: it does so itself.
    """
    moves_to = [-1] * len(pools)
    for number, desk in enumerate(pools):
        window = at.get(("window", desk.department, "", desk.region))
        apart = desk.department in practices.get(desk.region, Practice()).reception_apart
        if desk.kind == "reviewers" and window is not None and not apart:
            moves_to[number] = window
            staff = pools[window].members + desk.members
            pools[window] = replace(pools[window], members=staff)
            pools[number] = replace(desk, members=())
    return moves_to


def _nearest(at, role: tuple[str, str, str], region: str, sites: tuple[str, ...]) -> int:
    """Return the pool of a role in a region, else in the first region that has one."""
    for candidate in (region, *sites):
        if (*role, candidate) in at:
            return at[(*role, candidate)]
    raise LegalGraphError(
        Text(
            f"没有任何地方设“{role[1]}”的窗口或岗位", f"nowhere is there a {role[0]} of {role[1]}"
        ),
        Text("请在 halls 或 departments 中补上", "add it under halls or departments"),
    )
