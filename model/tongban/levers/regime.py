"""Regimes (办事体制): a baseline plus levers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tongban.actors.data_links import ScheduledOutage
from tongban.levers import (
    data_sharing,
    everything_online,
    online_offline,
    provincial_coordination,
)
from tongban.levers.lever import Lever
from tongban.levers.practice import Era, History, Practice, merged
from tongban.quantities import DAY
from tongban.scenario.more_staff import NOBODY, MoreStaff
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
    title : Text or None
        As people call it; None: by its name.
    more_staff : MoreStaff
        Heads beyond the scenario's.
    """

    name: str
    settings: tuple[LeverSetting, ...]
    outages: tuple[ScheduledOutage, ...] | None = None
    title: Text | None = None
    more_staff: MoreStaff = NOBODY

    def history(self, world: World, region: str, group: str | None = None) -> History:
        """Return how ``region`` works under this regime, era by era; the first begins at 0.

        As a group of applicants meets it, or (None) with all that anybody meets there.
        """
        here = [
            (s, LEVERS[s.lever].reach(world, s))
            for s in self.settings
            if (not s.regions or region in s.regions)
            and (not s.groups or group is None or group in s.groups)
        ]
        days = {world.start} | {d for s, _ in here for d in (s.since, s.until) if d is not None}
        end = world.start + timedelta(days=world.horizon_days)
        inside = sorted(day for day in days if world.start <= day < end)
        return merged(
            Era((day - world.start).days * DAY, _practice([c for c in here if c[0].holds(day)]))
            for day in inside
        )

    def histories_of_groups(self, world: World, region: str) -> dict[str, History]:
        """Return how ``region`` works for each group of applicants (各群体所遇的办事方式)."""
        apart = {group for s in self.settings for group in s.groups}
        others = self.history(world, region, "")  # nobody's name: what no group is named for
        return {g: self.history(world, region, g) if g in apart else others for g in world.groups}

    def practice(self, world: World, region: str) -> Practice:
        """Return how ``region`` works on the first day of the run."""
        return self.history(world, region)[0].practice


def _practice(here: Iterable[tuple[LeverSetting, frozenset[str]]]) -> Practice:
    covered: dict[str, frozenset[str]] = {}
    for setting, reach in here:
        field = LEVERS[setting.lever].field(setting)
        if field:
            covered[field] = covered.get(field, frozenset()) | reach
    return Practice(**covered)


def named(world: World, name: str) -> Regime:
    """Return a regime of a scenario by its name (按名称取体制); KeyError if there is none."""
    title = world.regime_titles.get(name)
    more = world.more_staff.get(name, NOBODY)
    return Regime(name, world.regimes[name], world.outages_of_regime.get(name), title, more)


def full(levers: Sequence[str] = LEVER_IDS) -> tuple[LeverSetting, ...]:
    """Return settings with the given levers at full strength and scope."""
    return tuple(LeverSetting(lever) for lever in levers)
