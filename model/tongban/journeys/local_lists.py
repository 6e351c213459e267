"""Items in force in a county (当地事项清单): the province's own, or a local variant of it."""

from __future__ import annotations

from dataclasses import replace

from tongban.catalogue.items import Item, ItemMaterial
from tongban.catalogue.materials import LOCAL_PAPER
from tongban.catalogue.matters import Matter
from tongban.hashing import name_hash
from tongban.levers.practice import Practice
from tongban.scenario.world import World


def item_in_force(world: World, practice: Practice, region: str, item: Item) -> Item:
    """Return an item as the list of a county has it (当地现行事项).

    Where one standard does not hold, a share of the items list one more paper of the county's own,
    a share have a longer limit, and a share a code of the county's own. Which ones is a hash of
    county and item: the same in every regime and every run.

    Parameters
    ----------
    world : World
    practice : Practice
        Of the county.
    region : str
        Code of the county.
    item : Item
        As the catalogue has it.
    """
    return item if item.id in practice.one_standard else _local(world, region, item)


def listed_items(world: World, practice: Practice, region: str, matter: Matter) -> tuple[Item, ...]:
    """Return the items of a matter as the list of a county has them (一件事的当地事项)."""
    items = world.catalogue.items
    return tuple(item_in_force(world, practice, region, items[i]) for i in matter.items)


def _local(world: World, region: str, item: Item) -> Item:
    process, changes = world.process, {}
    if _drawn("list", region, item, process.local_material_share):
        changes["materials"] = (*item.materials, ItemMaterial(LOCAL_PAPER))
    if item.limit_working_days and _drawn("limit", region, item, process.local_limit_share):
        changes["limit_working_days"] = item.limit_working_days + process.local_limit_days
    if _drawn("code", region, item, process.local_code_share):
        changes["code"] = f"{item.code[:9]}9{region[-2:]}"
    return replace(item, **changes)


def _drawn(what: str, region: str, item: Item, share: float) -> bool:
    return name_hash("local", what, region, item.id) < share * 2**64
