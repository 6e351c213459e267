"""What is wrong with the settings of levers in a scenario (措施设置检查)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.catalogue.graph import Problem
from tongban.levers.migrations import wrong_dates
from tongban.levers.regime import LEVERS
from tongban.levers.scopes import wrong_scopes
from tongban.scenario.world import World
from tongban_spec.language import Text


def wrong_settings(world: World) -> list[Problem]:
    """Return what is wrong with levels, scopes and dates of levers (措施设置检查).

    Returns
    -------
    list of Problem
        ``path`` is ``("regimes", name, place in the regime, key)``.
    """
    return [*_levels(world), *wrong_scopes(world), *wrong_dates(world)]


def _levels(world: World) -> Iterator[Problem]:
    """Yield levels of levers that have none."""
    with_levels = "、".join(lever.id for lever in LEVERS.values() if lever.levels)
    for name, settings in world.regimes.items():
        for n, s in enumerate(settings):
            if s.level and not LEVERS[s.lever].levels:
                what = Text("{l} 没有 level", "{l} has no level").fill(l=s.lever)
                yield Problem(
                    ("regimes", name, n, "level"),
                    what,
                    Text("只有 {w} 有；请去掉 level", "only {w} has one: leave level out").fill(
                        w=with_levels
                    ),
                )
