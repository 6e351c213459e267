"""What is handed in together (一次递交), and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.catalogue.items import Item
from tongban.catalogue.materials import LOCAL_PAPER
from tongban.catalogue.matters import Matter
from tongban.journeys.journey import Journey
from tongban.levers.practice import Practice
from tongban.scenario.world import World


@dataclass(frozen=True)
class Bundle:
    """What is handed in together (一次递交).

    Parameters
    ----------
    items : list of Item
        The first one leads: its department receives.
    course : list of Item
        The items of this stage of the matter: these, and among them what outsiders (a bank, a
        hospital) are applied to for on its own while these are handled.
    wanted : list of (material, item)
        Each material once, with the first item that lists it.
    site : int
    channel : {"hall", "online"}
    helped : bool
        Whether staff at a window help to apply online.
    """

    items: list[Item]
    course: list[Item]
    wanted: list[tuple[str, Item]]
    site: int
    channel: str
    helped: bool = False

    @property
    def at_counter(self) -> bool:
        """Return whether the applicant stands at a window when all is looked at."""
        return self.channel == "hall" or self.helped

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


def bundle_of(j: Journey, course: list[Item], channel: str) -> Bundle:
    """Return what is handed in together at the beginning of a stage."""
    items = handed_in_together(j.world, course)
    return Bundle(items, course, wanted_materials(items, course), j.site(items), channel)


def handed_in_together(world: World, course: list[Item]) -> list[Item]:
    """Return the items of a stage that one application is for: all but what outsiders decide.

    A stage of one item is that item's, whoever decides it.
    """
    if len(course) == 1:
        return course
    return list(filter(world.is_of_government, course))


def joint_items(world: World, practice: Practice, matter: Matter, item: str) -> tuple[str, ...]:
    """Return the ids of the items that are handed in together with one (一口受理的事项)."""
    government = [i for i in matter.items if world.is_of_government(world.catalogue.items[i])]
    together = matter.id in practice.one_acceptance and item in government
    return tuple(government) if together else (item,)


def wanted_materials(items: list[Item], course: list[Item]) -> list[tuple[str, Item]]:
    """Return what items ask for from outside their stage of the matter, each material once."""
    produced: set[str] = set()
    wanted: dict[str, Item] = {}
    for item in course:
        for listed in item.materials if item in items else ():
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
