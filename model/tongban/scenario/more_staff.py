"""Heads that a regime has beyond the scenario's (增配人手): in files, checked, and in a world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import Field

from tongban.scenario.numbers import Heads, Shape
from tongban.scenario.written import Id, RegionCode

if TYPE_CHECKING:
    from tongban.scenario.world import World


class MoreStaffShape(Shape):
    """Who is there besides (增配人手): by county and department; by department and class."""

    windows: dict[RegionCode, dict[Id, Heads]] = Field(default_factory=dict)
    reviewers: dict[Id, dict[Id, Heads]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoreStaff:
    """Heads that a regime has beyond the scenario's (增配人手).

    Parameters
    ----------
    windows : tuple of (region, department, heads)
    reviewers : tuple of (department, class, heads)
        In each place where the department is.
    """

    windows: tuple[tuple[str, str, int], ...] = ()
    reviewers: tuple[tuple[str, str, int], ...] = ()


NOBODY = MoreStaff()


def more_staff_of(shape: MoreStaffShape | None) -> MoreStaff:
    """Return the heads that a regime has besides (增配人手)."""
    if shape is None:
        return NOBODY
    return MoreStaff(tuple(_rows(shape.windows)), tuple(_rows(shape.reviewers)))


def _rows(heads: Mapping[str, Mapping[str, Heads]]) -> Iterator[tuple[str, str, int]]:
    for first, inner in heads.items():
        for second, number in inner.items():
            yield first, second, number.value


def with_more_staff(world: World, more: MoreStaff) -> World:
    """Return the world with these heads as well (增配后的场景); what was left out of it is not."""
    if more == NOBODY:
        return world
    halls, departments = dict(world.halls), dict(world.departments)
    for region, department, heads in more.windows:
        if region in halls and department in departments:
            windows = dict(halls[region].windows)
            windows[department] = windows.get(department, 0) + heads
            halls[region] = replace(halls[region], windows=tuple(windows.items()))
    for department, review_class, heads in more.reviewers:
        if department in departments:
            reviewers = dict(departments[department].reviewers)
            reviewers[review_class] += heads
            departments[department] = replace(
                departments[department], reviewers=tuple(reviewers.items())
            )
    return replace(world, halls=halls, departments=departments)
