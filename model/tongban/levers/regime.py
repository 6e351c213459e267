"""Regimes (办事体制): a baseline plus levers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.actors.data_links import ScheduledOutage
from tongban.levers import (
    data_sharing,
    everything_online,
    online_offline,
    provincial_coordination,
)
from tongban.levers.lever import Lever
from tongban.levers.practice import Practice
from tongban.scenario.world import LeverSetting, World
from tongban_spec.language import Text

POINTS: tuple[tuple[Text, tuple[Lever, ...]], ...] = (
    (Text("应上尽上", "everything online that can be"), everything_online.LEVERS),
    (Text("省级统筹", "one platform for the province"), provincial_coordination.LEVERS),
    (Text("数据共享", "data travels instead of people"), data_sharing.LEVERS),
    (Text("虚实结合", "hall and network are one"), online_offline.LEVERS),
)
LEVERS: dict[str, Lever] = {lever.id: lever for _, levers in POINTS for lever in levers}
LEVER_IDS: tuple[str, ...] = tuple(LEVERS)


@dataclass(frozen=True, slots=True)
class Regime:
    """A named list of lever settings (体制). An empty list is the siloed baseline.

    Parameters
    ----------
    name : str
    settings : tuple of LeverSetting
        Several settings of one lever add up: a member is covered if any of them covers it.
    outages : tuple of ScheduledOutage or None
        What is scheduled instead of the scenario's own outages; None: these.
    """

    name: str
    settings: tuple[LeverSetting, ...]
    outages: tuple[ScheduledOutage, ...] | None = None

    def practice(self, world: World, region: str) -> Practice:
        """Return how ``region`` works under this regime."""
        covered: dict[str, frozenset[str]] = {}
        for setting in self.settings:
            if setting.regions and region not in setting.regions:
                continue
            reach = LEVERS[setting.lever].reach(world, setting)
            covered[setting.lever] = covered.get(setting.lever, frozenset()) | reach
        return Practice(**covered)


def named(world: World, name: str) -> Regime:
    """Return a regime of a scenario by its name (按名称取体制); KeyError if there is none."""
    return Regime(name, world.regimes[name], world.outages_of_regime.get(name))


def full(levers: Sequence[str] = LEVER_IDS) -> tuple[LeverSetting, ...]:
    """Return settings with the given levers at full strength and scope."""
    return tuple(LeverSetting(lever) for lever in levers)
