"""From the checked shape of the files to the model's own objects (构建)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from tongban.actors.departments import Department
from tongban.actors.halls import Hall, OpeningHours, Region
from tongban.catalogue.items import Item, ItemMaterial, Step
from tongban.catalogue.materials import LOCAL_PAPER, OFF_LIST, Material, own_material
from tongban.catalogue.matters import Catalogue, Matter
from tongban.quantities import ZERO, Spread
from tongban.scenario.build_people import (
    contact_costs_of,
    costs_of,
    demand_of,
    groups_of,
    hourly,
    seasons_of,
    surge_of,
)
from tongban.scenario.links import links_of, outages_of, platforms_of
from tongban.scenario.more_staff import more_staff_of
from tongban.scenario.numbers import UNIT_WORDS, Duration, Heads, SourceShape, number_of
from tongban.scenario.overtime import overtime_of
from tongban.scenario.process import process_of
from tongban.scenario.schema import (
    HoursShape,
    ItemShape,
    MaterialShape,
    PublishedShape,
    ScenarioShape,
    StepShape,
)
from tongban.scenario.world import Figure, LeverCost, LeverSetting, PublishedPair, World
from tongban.scenario.written import interval_seconds
from tongban_spec.language import Text


def catalogue_of(shape: ScenarioShape) -> Catalogue:
    """Return the legal graph's objects (事项目录)."""
    matters = {
        key: Matter(
            id=key,
            name=matter.name.text(),
            category=matter.category,
            applicant_kind=matter.applicant,
            items=matter.items,
            weight=float(matter.weight.value),
            simplified=matter.simplified.text() if matter.simplified else None,
            elasticity=number_of(matter.elasticity),
            joint_limit_working_days=matter.joint_limit.value if matter.joint_limit else None,
        )
        for key, matter in shape.matters.items()
    }
    items = {key: _item(key, item) for key, item in shape.items.items()}
    materials = {key: _material(key, material) for key, material in shape.materials.items()}
    own = {
        OFF_LIST: shape.process.off_list_time,
        LOCAL_PAPER: shape.process.local_material_time,
    }
    materials |= {name: own_material(name, time.as_spread()) for name, time in own.items()}
    return Catalogue(matters, items, materials)


def _item(key: str, item: ItemShape) -> Item:
    exception = item.online_exception
    return Item(
        id=key,
        code=item.code,
        version=item.version,
        name=item.name.text(),
        department=item.department,
        category=item.category,
        applicant_kind=item.applicant,
        limit_working_days=item.limit.value if item.limit else None,
        fee=float(item.fee.value) if item.fee else 0.0,
        online_stages=item.online_stages,
        online_exception=f"{exception.zh} / {exception.en}" if exception else "",
        intake=item.intake.as_spread(),
        materials=tuple(
            ItemMaterial(m) if isinstance(m, str) else ItemMaterial(m.material, m.secondary)
            for m in item.materials
        ),
        produces=item.produces,
        steps=tuple(_step(name, step, item.department) for name, step in item.steps.items()),
    )


def _step(key: str, step: StepShape, department: str) -> Step:
    share = step.circulation_electronic
    return Step(
        id=key,
        name=step.name.text(),
        department=step.department or department,
        review_class=step.review_class,
        work=step.work.as_spread(),
        circulation=_spread(step.circulation),
        circulation_electronic=float(share.value) if share else 1.0,
        after=step.after,
        wait_by_law=step.wait_by_law,
    )


def _material(key: str, material: MaterialShape) -> Material:
    return Material(
        id=key,
        name=material.name.text(),
        maker=material.maker,
        issuer=material.issuer,
        validity_days=material.validity.days() if material.validity else None,
        electronic=material.electronic,
        trust=material.trust,
        prerequisites=material.prerequisites,
        obtaining=_spread(material.obtaining),
        turnaround=_spread(material.turnaround),
        held_share=float(material.held.value),
        only_on_refusal=material.only_on_refusal,
        single_use=material.single_use,
    )


def _spread(duration: Duration | None) -> Spread:
    return duration.as_spread() if duration else ZERO


def departments_of(shape: ScenarioShape) -> dict[str, Department]:
    """Return the departments by kind (部门)."""
    return {
        kind: Department(
            kind=kind,
            name=department.name.text(),
            government=department.government,
            level=department.level,
            resident=department.resident,
            reviewers=_heads(department.reviewers),
            cross_trained=department.cross_trained,
            dedicated=department.dedicated,
            overtime=overtime_of(department.overtime),
        )
        for kind, department in shape.departments.items()
    }


def _heads(heads: Mapping[str, Heads]) -> tuple[tuple[str, int], ...]:
    return tuple((name, number.value) for name, number in heads.items())


def opening_hours(hours: HoursShape) -> OpeningHours:
    """Return opening hours (办公时间); without a curve, arrivals are even over the open hours."""
    intervals = tuple(interval_seconds(written) for written in hours.open)
    if hours.arrivals is not None:
        weights = hourly(hours.arrivals)
    else:
        weights = tuple(
            float(any(a < (hour + 1) * 3600 and hour * 3600 < b for a, b in intervals))
            for hour in range(24)
        )
    return OpeningHours(intervals, weights)


def _regions(shape: ScenarioShape, share: float) -> dict[str, Region]:
    return {
        code: Region(
            code=code,
            name=region.name.text(),
            level=region.level,
            parent=region.parent or "",
            needs_per_working_day=number_of(region.needs) * share,
            rural_share=float(region.rural.value) if region.rural else None,
            travel=float(region.travel.value) if region.travel else 1.0,
        )
        for code, region in shape.regions.items()
    }


def _regimes(shape: ScenarioShape, levers: Sequence[str]) -> dict[str, tuple[LeverSetting, ...]]:
    sources = shape.sources
    regimes: dict[str, tuple[LeverSetting, ...]] = {
        "siloed": (),
        "integrated": tuple(LeverSetting(lever) for lever in levers),
    }
    for name, settings in shape.regimes.items():
        regimes[name] = tuple(
            LeverSetting(s.lever, float(s.strength), s.matters, s.items, s.regions, s.materials,
                         _date(s.since), _date(s.until), s.level or "", s.groups,
                         s.because and s.because.text(),
                         None if s.source is None else _text(s.source, sources))
            for s in settings
        )  # fmt: skip
    return regimes | {name: regimes[d.regime] for name, d in shape.disturbed.items()}


def _date(written: str | None) -> datetime.date | None:
    return None if written is None else datetime.date.fromisoformat(written)


def _lever_costs(shape: ScenarioShape) -> dict[str, LeverCost]:
    return {
        lever: LeverCost(
            float(cost.build.value),
            float(cost.run_per_year.value),
            float(cost.training_hours.value),
        )
        for lever, cost in shape.lever_costs.items()
    }


_BOTH = Text("{a}；{b}", "{a}; {b}")


def _published(pair: PublishedShape, sources: Mapping[str, SourceShape]) -> PublishedPair:
    words = [_text(number.source, sources) for number in (pair.before, pair.after)]
    return PublishedPair(
        id=pair.id,
        matter=pair.matter or "",
        measure=pair.measure,
        before=float(pair.before.value),
        after=float(pair.after.value),
        unit=UNIT_WORDS[pair.before.unit],
        title=pair.title.text(),
        source=words[0] if words[0] == words[1] else _BOTH.fill(a=words[0], b=words[1]),
        use=pair.use,
        before_regime=pair.before_regime,
        after_regime=pair.after_regime,
        remainder=pair.remainder,
    )


def _text(source: str | SourceShape, sources: Mapping[str, SourceShape]) -> Text:
    return (sources[source] if isinstance(source, str) else source).text()


def world_of(
    shape: ScenarioShape,
    levers: Sequence[str],
    digest: str,
    figures: tuple[Figure, ...],
    share_of_needs: float = 1.0,
) -> World:
    """Return the scenario as the model takes it (场景).

    Parameters
    ----------
    shape : ScenarioShape
        Checked, coherent, and with its selection made.
    levers : sequence of str
        All lever ids, in order; the regime ``integrated`` has them all at full strength.
    digest : str
        SHA-256 of the files.
    figures : tuple of Figure
    share_of_needs : float
        Share of the regions' needs that the selected matters have, 0–1.

    Returns
    -------
    World
    """
    time = shape.time
    halls = {code: Hall(code, _heads(hall.windows)) for code, hall in shape.halls.items()}
    return World(
        name=shape.name,
        title=shape.title.text(),
        purpose=shape.purpose.text(),
        digest=digest,
        start=datetime.date.fromisoformat(time.start),
        arrival_days=time.arrival.value,
        warm_up_days=time.warm_up.value,
        horizon_days=time.horizon.value,
        hall_hours=opening_hours(time.hall_hours),
        office_hours=opening_hours(time.office_hours),
        dispersion=float(time.dispersion.value),
        holidays=time.holidays,
        catalogue=catalogue_of(shape),
        departments=departments_of(shape),
        regions=_regions(shape, share_of_needs),
        halls=halls,
        groups=groups_of(shape),
        links=links_of(shape.links),
        process=process_of(shape.process),
        regimes=_regimes(shape, levers),
        published=tuple(_published(pair, shape.sources) for pair in shape.published),
        figures=figures,
        seasons=seasons_of(shape),
        after_spring_festival=surge_of(shape),
        demand=demand_of(shape),
        costs=costs_of(shape),
        contact_costs=contact_costs_of(shape),
        regime_titles={name: title.text() for name, title in shape.regime_titles.items()},
        lever_costs=_lever_costs(shape),
        platforms=platforms_of(shape.platforms),
        outages=outages_of(shape.outages, time.start, shape.links),
        outages_of_regime={
            name: outages_of(d.outages, time.start, shape.links)
            for name, d in shape.disturbed.items()
            if d.outages is not None
        },
        more_staff={name: more_staff_of(d.more_staff) for name, d in shape.disturbed.items()},
    )
