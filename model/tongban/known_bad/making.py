"""How faults are made (造错): by a lever, by a slip of the scribe, or by acts done wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from tongban.known_bad.record import Record, edited
from tongban.known_bad.running import base_world, evidence_of_world
from tongban.known_bad.scribe import Slip
from tongban.known_bad.small_world import integrated
from tongban.scenario.world import LeverSetting
from tongban_spec.language import Text
from tongban_spec.selftest.simulator import Fault, Injection, Size, Tables

Across = Callable[[Record, bool], None]


def _fault(id: str, injected: Injection, zh: str, en: str, tables, near_miss=None) -> Fault:
    """Return a fault; its id is the requirement and the size, with a ``/`` between them."""
    requirement, size = id.split("/")
    own = (requirement,)
    return Fault(id, own, cast(Size, size), injected, Text(zh, en), tables, near_miss)


def by_lever(id: str, zh: str, en: str, settings: Sequence[LeverSetting]) -> Fault:
    """Return a fault that is a lever off, or off in a part (措施之缺)."""
    return _fault(id, "lever", zh, en, partial(_run, tuple(settings), ()))


def by_slip(id: str, zh: str, en: str, *slips: Slip) -> Fault:
    """Return a fault that is written into the journeys (流程之错)."""
    return _fault(id, "journey", zh, en, partial(_run, integrated(), slips))


def by_run(id: str, injected: Injection, zh: str, en: str, run: Callable[[], Tables]) -> Fault:
    """Return a fault with a run of its own (另行运行的错误)."""
    return _fault(id, injected, zh, en, run)


def by_acts(
    id: str, zh: str, en: str, edit: Callable[[Record], None], injected: Injection = "act"
) -> Fault:
    """Return a fault of chosen acts (行为之错)."""
    return _fault(id, injected, zh, en, partial(edited, edit))


def across_boundary(
    requirement: str, zh: str, en: str, edit: Across, injected: Injection = "act"
) -> Fault:
    """Return a fault just across a boundary, with its near miss (边界之错).

    Parameters
    ----------
    edit : callable
        Changes the record: across the boundary if told True, else just on the right side of it.
    """
    sides = (partial(edited, partial(_side, edit, side)) for side in (True, False))
    return _fault(f"{requirement}/boundary", injected, zh, en, *sides)


def _side(edit: Across, across: bool, record: Record) -> None:
    edit(record, across)


def _run(settings: tuple[LeverSetting, ...], slips: tuple[Slip, ...]) -> Tables:
    return evidence_of_world(base_world(), settings, slips=slips)


def off_in(lever: str, county: str, item: str | None = None) -> tuple[LeverSetting, ...]:
    """Return the right regime with a lever off in one county, or for one item there (局部关掉)."""
    world = base_world()
    others = tuple(c for c in world.halls if c != county)
    settings = []
    for setting in integrated():
        if setting.lever != lever:
            settings.append(setting)
            continue
        settings.append(replace(setting, regions=others))
        if item is not None:
            rest = tuple(i for i in world.catalogue.items if i != item)
            settings.append(replace(setting, regions=(county,), items=rest))
    return tuple(settings)
