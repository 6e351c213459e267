"""What a lever is (措施), and how far it reaches (力度与范围)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from tongban.hashing import name_hash
from tongban.scenario.world import LeverSetting, World
from tongban_spec.language import Text

SCOPES = ("matters", "items", "regions", "materials")  # tags of members; keys of a setting


@dataclass(frozen=True, slots=True)
class Member:
    """One thing a lever can cover (措施覆盖的对象): its id, and what scopes can name it by."""

    id: str
    matters: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    materials: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    def touches(self, matters: Set[str], items: Set[str], materials: Set[str]) -> bool:
        """Return whether covering this member can matter to any of these; tags left out are all."""
        pairs = ((self.matters, matters), (self.items, items), (self.materials, materials))
        return all(not own or not own.isdisjoint(there) for own, there in pairs)

    def within(self, setting: LeverSetting) -> bool:
        """Return whether the scope of a setting includes this member; an empty scope is all."""
        pairs = [(getattr(setting, kind), getattr(self, kind)) for kind in SCOPES]
        return all(not wanted or not own or set(wanted) & own for wanted, own in pairs)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a lever must do when all else is equal (应有的效果): a test holds it.

    Parameters
    ----------
    measure : str
        Id of a measure in ``tongban.measures``.
    direction : {-1, 1}
        Whether the lever makes less or more of it.
    beside : tuple of str
        Levers without which it changes nothing; they are on in both runs of the test.
    """

    measure: str
    direction: Literal[-1, 1]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever (措施): it belongs to one of the essay's four points and changes one practice.

    Parameters
    ----------
    id : str
    title : Text
    changes : Text
        What it changes, in one sentence.
    unit : Text
        What is counted when the strength is a share, e.g. items.
    members : callable
        The things it can cover in a world.
    source : str
        Paragraph of the essay, and law where there is one.
    costs : Text
        Whom it costs what, in words; figures are a scenario's.
    requirements : tuple of str
        Requirements of the specification that it is for: with all other levers on and this one
        off they are breached, or cannot be exercised (``test_levers_and_requirements``); none for
        what the specification allows and does not demand.
    effect : Effect
    needs : tuple of str
        Levers that must be in force first for what it covers.
    by_group : bool
        Whether it can hold for some groups of applicants only. What is a county's, not a person's
        (its lists, records, windows and desks), is the same for everybody.
    for_good : bool
        Whether it cannot end again during a run: a queue that was put together stays together,
        and what was pledged is followed up.
    levels : tuple of (str, str)
        Levels up to which it may hold, the lowest first, each with the set of a practice that it
        fills then (empty: nothing changes); none if there are no levels. The highest is meant
        where a setting says none, and its set bears the lever's id.
    """

    id: str
    title: Text
    changes: Text
    unit: Text
    members: Callable[[World], Iterable[Member]]
    source: str
    costs: Text
    requirements: tuple[str, ...]
    effect: Effect
    needs: tuple[str, ...] = ()
    for_good: bool = False
    by_group: bool = True
    levels: tuple[tuple[str, str], ...] = ()

    def fields(self) -> tuple[str, ...]:
        """Return the sets of a practice that the lever may fill."""
        return tuple(field for _, field in self.levels if field) or (self.id,)

    def field(self, setting: LeverSetting) -> str:
        """Return the set of a practice that a setting fills; empty if none."""
        return dict(self.levels).get(setting.level, self.id) if setting.level else self.id

    def reach(self, world: World, setting: LeverSetting) -> frozenset[str]:
        """Return the ids that the lever covers at the setting's strength and scope.

        The members in scope are ranked by a hash of lever and id, and the first ``strength`` of
        them are covered (rounded to the nearest whole number): a stronger lever covers all that
        a weaker one covers, strength 0 covers nothing, strength 1 everything in scope.
        """
        inside = [m.id for m in self.members(world) if m.within(setting)]
        inside.sort(key=lambda member: (name_hash(self.id, member), member))
        return frozenset(inside[: int(setting.strength * len(inside) + 0.5)])


def items(world: World) -> list[Member]:
    """Return every item of a world as a member."""
    home = _matter_of_item(world)
    return [
        Member(i.id, matters=frozenset(home.get(i.id, ())), items=frozenset([i.id]))
        for i in world.catalogue.items.values()
    ]


def matters(world: World) -> list[Member]:
    """Return every matter of a world as a member."""
    return [
        Member(m.id, matters=frozenset([m.id]), items=frozenset(m.items))
        for m in world.catalogue.matters.values()
    ]


def _matter_of_item(world: World) -> Mapping[str, set[str]]:
    home: dict[str, set[str]] = {}
    for matter in world.catalogue.matters.values():
        for item in matter.items:
            home.setdefault(item, set()).add(matter.id)
    return home
