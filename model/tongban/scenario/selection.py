"""What a scenario keeps of a larger catalogue (选取).

Kept are the selected matters with exactly their items, and of the rest whatever these still refer
to. A hall's windows do not keep a department alive: windows of departments that the selected
matters never meet would flatter a hall that puts all its windows together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from tongban.scenario.links import LinkShape
from tongban.scenario.schema import (
    HallShape,
    LeverShape,
    MaterialShape,
    PublishedShape,
    ScenarioShape,
    SelectShape,
)

Part = TypeVar("Part")


def selected(shape: ScenarioShape) -> ScenarioShape:
    """Return the scenario with only what its ``select`` keeps (选取后的场景).

    Parameters
    ----------
    shape : ScenarioShape
        With all names of ``select`` known.

    Returns
    -------
    ScenarioShape
        ``shape`` itself if it selects nothing.
    """
    if shape.select is None:
        return shape
    chosen = shape if shape.select.matters is None else _with_matters(shape, shape.select.matters)
    if shape.select.regions is not None:
        chosen = _with_regions(chosen, shape.select.regions)
    return chosen.model_copy(
        update={
            "regimes": {name: _trimmed(regime, chosen) for name, regime in chosen.regimes.items()},
            "published": tuple(
                p for p in chosen.published if _has_its_matters(p, chosen, shape.select)
            ),
        }
    )


def share_of_needs(shape: ScenarioShape) -> float:
    """Return the share of the regions' needs that the selection keeps (保留的需求份额), 0–1.

    Parameters
    ----------
    shape : ScenarioShape
        Before the selection is made.
    """
    select = shape.select
    if select is None or select.matters is None or select.needs == "all":
        return 1.0
    weights = {id: float(matter.weight.value) for id, matter in shape.matters.items()}
    return sum(weights[id] for id in set(select.matters)) / sum(weights.values())


def _with_matters(shape: ScenarioShape, wanted: Collection[str]) -> ScenarioShape:
    matters = _only(shape.matters, wanted)
    items = _only(shape.items, {item for matter in matters.values() for item in matter.items})
    named = [product for item in items.values() for product in item.produces]
    for item in items.values():
        named += [m if isinstance(m, str) else m.material for m in item.materials]
    materials = _only(shape.materials, _with_prerequisites(named, shape.materials))
    links = {
        key: link.model_copy(update={"materials": _kept(link.materials, materials)})
        for key, link in shape.links.items()
        if _kept(link.materials, materials)
    }
    departments = _only(shape.departments, _departments_of(items.values(), materials, links))
    halls = {
        region: HallShape.model_construct(windows=_only(hall.windows, departments))
        for region, hall in shape.halls.items()
    }
    return shape.model_copy(
        update={
            "matters": matters,
            "items": items,
            "materials": materials,
            "links": links,
            "departments": departments,
            "halls": halls,
        }
    )


def _with_prerequisites(
    named: Iterable[str], materials: Mapping[str, MaterialShape]
) -> Collection[str]:
    found: set[str] = set()
    waiting = list(named)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += materials[name].prerequisites if name in materials else ()
    return found


def _departments_of(
    items: Iterable, materials: Mapping[str, MaterialShape], links: Mapping[str, LinkShape]
) -> Collection[str]:
    found = {material.issuer for material in materials.values() if material.issuer}
    for item in items:
        found.add(item.department)
        found |= {step.department for step in item.steps.values() if step.department}
    for link in links.values():
        found |= {link.asker, link.provider}
    return found


def _with_regions(shape: ScenarioShape, wanted: Collection[str]) -> ScenarioShape:
    kept = set(wanted)
    for region in wanted:
        above = shape.regions[region].parent
        while above in shape.regions and above not in kept:
            kept.add(above)
            above = shape.regions[above].parent
    update = {"regions": _only(shape.regions, kept), "halls": _only(shape.halls, kept)}
    return shape.model_copy(update=update)


def _has_its_matters(pair: PublishedShape, chosen: ScenarioShape, select: SelectShape) -> bool:
    """Return whether a pair's matter is kept; a pair of all matters needs all of them."""
    return select.matters is None if pair.matter is None else pair.matter in chosen.matters


def places_kept(regime: tuple[LeverShape, ...], shape: ScenarioShape) -> list[int]:
    """Return which levers of a regime, as written, a selection keeps (保留的措施的位置).

    These are the ones whose scope still has something in it: an empty scope would mean all.
    """
    return [
        n
        for n, lever in enumerate(regime)
        if all(
            bool(_kept(getattr(lever, name), there)) == bool(getattr(lever, name))
            for name, there in _scopes(shape).items()
        )
    ]


def _trimmed(regime: tuple[LeverShape, ...], shape: ScenarioShape) -> tuple[LeverShape, ...]:
    return tuple(
        regime[n].model_copy(
            update={k: _kept(getattr(regime[n], k), v) for k, v in _scopes(shape).items()}
        )
        for n in places_kept(regime, shape)
    )


def _scopes(shape: ScenarioShape) -> Mapping[str, Mapping[str, object]]:
    return {
        "matters": shape.matters,
        "items": shape.items,
        "regions": shape.regions,
        "materials": shape.materials,
    }


def _only(parts: Mapping[str, Part], wanted: Collection[str]) -> dict[str, Part]:
    return {key: part for key, part in parts.items() if key in wanted}


def _kept(names: Iterable[str], wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in wanted)
