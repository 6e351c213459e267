"""What is handed in together (一次递交), and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongban.catalogue.items import Item
from tongban.catalogue.materials import LOCAL_PAPER

Hunt = Callable[[str, Item], None]


@dataclass(frozen=True)
class Bundle:
    """What is handed in together (一次递交).

    Parameters
    ----------
    items : list of Item
        The first one leads: its department receives.
    wanted : list of (material, item)
        Each material once, with the first item that lists it.
    site : int
    channel : {"hall", "online"}
    """

    items: list[Item]
    wanted: list[tuple[str, Item]]
    site: int
    channel: str

    @property
    def lead(self) -> Item:
        return self.items[0]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(i.id for i in self.items)

    @property
    def application(self) -> tuple[str, ...]:
        """Return what the cells of this attempt are named by: each channel has its own."""
        return (self.channel, *self.ids)

    def may_follow(self, material: str) -> bool:
        """Return whether the material is secondary for every item that lists it (容缺)."""
        listed = [m for i in self.items for m in i.materials if m.material == material]
        return bool(listed) and all(m.secondary for m in listed)


def on_common_lists(wanted: list[tuple[str, Item]]) -> list[tuple[str, Item]]:
    """Return what is wanted without the papers of a county's own: its portal does not know them."""
    return [(m, i) for m, i in wanted if m != LOCAL_PAPER]


def wanted_materials(group: list[Item]) -> list[tuple[str, Item]]:
    """Return what a group of items asks for from outside the group, each material once."""
    produced: set[str] = set()
    wanted: dict[str, Item] = {}
    for item in group:
        for listed in item.materials:
            if listed.material not in produced:
                wanted.setdefault(listed.material, item)
        produced.update(item.produces)
    return list(wanted.items())


def effort(bundle: Bundle) -> float:
    """Return the effort of a joint application in units of the lead item's.

    Each further item counts by the share of its materials that the application has not had yet.
    """
    lead = bundle.lead.intake.mean_seconds or 1.0
    total = 0.0
    for item in bundle.items:
        new = [1 for _, first in bundle.wanted if first.id == item.id]
        share = len(new) / len(item.materials) if item.materials else 0.0
        total += item.intake.mean_seconds / lead * share
    return max(total, 1.0)
