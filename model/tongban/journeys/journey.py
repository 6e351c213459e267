"""A journey being written (旅程上下文): one matter under one practice."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from tongban.catalogue.items import Item
from tongban.catalogue.materials import Material
from tongban.catalogue.matters import Matter
from tongban.journeys.pools import COMPREHENSIVE
from tongban.journeys.program import Meaning, Outcome, Role
from tongban.journeys.writer import Label, Writer
from tongban.levers.data_sharing import link_member, reuse_member
from tongban.levers.practice import Practice
from tongban.scenario.world import World

HALL, OFFICE = 0, 1  # calendars
HOME, HERE, NEAR = 0, 1, 2  # sites of a case: see arrays.py
TRAVEL_TO = (Role.TRAVEL_HOME, Role.TRAVEL_HERE, Role.TRAVEL_NEAR)  # by site
PROVINCE = "province"  # the portal that all departments on single sign-on share


@dataclass
class Journey:
    """What the writing of one matter's journey needs to know (旅程上下文).

    Parameters
    ----------
    world : World
    practice : Practice
        Of the competent region.
    comprehensive : bool
        Whether the halls that the journey meets have comprehensive windows.
    matter : Matter
    items : list of Item
        The matter's items as the competent county's list has them.
    writer : Writer
    links : mapping of str to int
        Numbers of the data links.
    giving_up : dict
        Where the matter is given up, by stage and reason; see ``tongban.journeys.giving_up``.
    several_eras : bool
        Whether the region changes its way of working during the run, so that a case may go on
        here with what it did under another practice.
    """

    world: World
    practice: Practice
    comprehensive: bool
    matter: Matter
    items: list[Item]
    writer: Writer
    links: Mapping[str, int]
    several_eras: bool = False
    giving_up: dict[tuple[str, str], Label] = field(default_factory=dict)

    def material(self, id: str) -> Material:
        return self.world.catalogue.materials[id]

    # ---- memory ----------------------------------------------------------------------------

    def fresh(self, material: str) -> bool:
        """Return whether the matter itself produces the material before it needs it."""
        for item in self.items:
            if material in [m.material for m in item.materials]:
                return False
            if material in item.produces:
                return True
        return False

    def hand(self, material: str, item: Item) -> int:
        """Return the cell that says whether the applicant has the material in hand.

        What is made for one application, or comes out of this matter, is the case's own.
        """
        if self.material(material).single_use:
            return self.writer.case_cell("form", material, self.application(item))
        if self.fresh(material):
            return self.writer.case_cell("hand", material)
        return self.writer.registers.cells["hand", material]

    def in_library(self, material: str) -> int:
        """Return the cell that says whether the province's library holds the material."""
        if self.fresh(material):
            return self.writer.case_cell("library", material)
        return self.writer.registers.cells["library", material]

    def issued_electronically(self, product: str) -> int:
        """Return the cell that says whether this matter's result is out in electronic form."""
        return self.writer.case_cell("electronic", product)

    def delivered(self, item: Item) -> int:
        """Return the cell that says whether the item's results have been handed out."""
        return self.writer.case_cell("delivered", item.id)

    def session(self, department: str) -> int:
        """Return the cell of the login at a department's portal, or at the province's."""
        return self.writer.registers.cells["session", self.portal(department)]

    def portal(self, department: str) -> str:
        """Return the portal at which a department's items are applied for."""
        return PROVINCE if department in self.practice.single_sign_on else department

    # ---- what the practice says ----------------------------------------------------------------

    @staticmethod
    def all_in(covered: frozenset[str], group: list[Item]) -> bool:
        """Return whether a lever covers every item of a group."""
        return all(item.id in covered for item in group)

    def joint(self, item: Item) -> bool:
        """Return whether an item is handed in with others: outsiders' never are (一口受理)."""
        together = self.matter.id in self.practice.one_acceptance
        return together and self.world.is_of_government(item)

    @property
    def one_outlet(self) -> bool:
        return self.matter.id in self.practice.one_outlet

    def joint_limit(self, item: Item) -> int | None:
        """Return the working days for the matter as a whole, where the item is accepted with it."""
        return self.matter.joint_limit_working_days if self.joint(item) else None

    def application(self, item: Item) -> str:
        """Return the name of the application that an item is part of."""
        return self.matter.id if self.joint(item) else item.id

    def link_for(self, item: Item, material: str) -> str | None:
        """Return the data link over which the item's department can fetch the material."""
        for link in self.world.links.values():
            if link.asker in ("*", item.department) and material in link.materials:
                if link_member(link.id, material) in self.practice.data_sharing:
                    return link.id
        return None

    def stored(self, material: str) -> bool:
        """Return whether the province's library keeps the material once it has seen it."""
        reused = reuse_member(material) in self.practice.data_sharing
        return material in self.practice.e_licences or reused

    def carried(self, item: Item, material: str) -> bool:
        """Return whether the platform carries a product of this matter to the item."""
        return self.fresh(material) and item.id in self.practice.platform_handover

    def needless(self, item: Item, material: str) -> bool:
        """Return whether the applicant need not collect the material beforehand."""
        return self.carried(item, material) or self.link_for(item, material) is not None

    def site(self, group: list[Item]) -> int:
        """Return where a group is handed in: where the applicant lives, if all items allow it."""
        return site_of(self.practice, {item.id for item in group})

    def electronic(self, item: Item) -> bool:
        """Return whether the item's results need not be collected."""
        return bool(item.produces) and set(item.produces) <= self.practice.e_licences

    def window_is_pooled(self, department: str) -> bool:
        return self.comprehensive and self.world.departments[department].joins_comprehensive

    # ---- meanings -----------------------------------------------------------------------------

    def meaning(self, act: str, item: Item | None = None, **words) -> Meaning:
        """Return a meaning with what the item tells filled in."""
        if item is not None:
            words.setdefault("department", item.department)
            words["item"] = item.id
        return Meaning(act, **words)

    def end(self, outcome: Outcome) -> None:
        self.writer.end(outcome, self.meaning("end"))


def site_of(practice: Practice, items: Set[str]) -> int:
    """Return at which of a case's sites items are handed in together (递交地点)."""
    if items <= practice.accept_anywhere:
        return HERE
    within = practice.accept_anywhere | practice.accept_in_prefecture
    return NEAR if items <= within else HOME


def window_role(department: str) -> tuple[str, str, str]:
    """Return the pool role of a department's windows."""
    assert department != COMPREHENSIVE
    return ("window", department, "")


def reviewer_role(department: str, review_class: str) -> tuple[str, str, str]:
    """Return the pool role of a department's reviewers of a class."""
    return ("reviewers", department, review_class)
