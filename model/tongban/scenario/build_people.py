"""From the shape of the files to people, their demand and costs (构建：人、需求与成本)."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.actors.applicants import ApplicantGroup
from tongban.scenario.costs import ContactCosts, Costs
from tongban.scenario.demand import Demand, Season, Surge
from tongban.scenario.numbers import UNIT_WORDS, number_of
from tongban.scenario.schema import ScenarioShape
from tongban.scenario.written import month_and_day


def hourly(weights: Mapping[str, float]) -> tuple[float, ...]:
    """Return the 24 hourly weights of a curve of arrivals (每小时权重)."""
    return tuple(float(weights.get(str(hour), 0.0)) for hour in range(24))


def groups_of(shape: ScenarioShape) -> dict[str, ApplicantGroup]:
    """Return the groups of applicants by id (申请人群体)."""
    return {
        key: ApplicantGroup(
            id=key,
            name=group.name.text(),
            kind=group.kind,
            share=float(group.share.value),
            digital=float(group.digital.value),
            online_success=float(group.online_success.value),
            travel=group.travel.as_spread(),
            travel_far=group.travel_far.as_spread(),
            hall_patience=group.hall_patience.as_spread(),
            trips_patience=group.trips_patience.value,
            time_value=float(group.time_value.value),
            lives=group.lives,
            arrival_weights=hourly(group.arrivals.weights) if group.arrivals else None,
            helped_online=number_of(group.helped_online),
            leaves_for_good=number_of(group.leaves_for_good),
            fare=number_of(group.fare),
        )
        for key, group in shape.groups.items()
    }


def seasons_of(shape: ScenarioShape) -> tuple[Season, ...]:
    """Return the seasons (季节); one whose matters were all left out goes with them."""
    return tuple(
        Season(
            name=season.name.text(),
            first=month_and_day(season.first),
            last=month_and_day(season.last),
            factor=float(season.factor.value),
            matters=tuple(m for m in season.matters if m in shape.matters),
        )
        for season in shape.time.seasons
        if not season.matters or set(season.matters) & set(shape.matters)
    )


def surge_of(shape: ScenarioShape) -> Surge | None:
    """Return the surge after the spring festival (节后高峰), if any of its matters is kept."""
    surge = shape.time.after_spring_festival
    if surge is None or (surge.matters and not set(surge.matters) & set(shape.matters)):
        return None
    kept = tuple(m for m in surge.matters if m in shape.matters)
    return Surge(surge.working_days.value, float(surge.factor.value), kept)


def demand_of(shape: ScenarioShape) -> Demand | None:
    """Return how demand answers to burden (需求对负担的反应)."""
    demand = shape.demand
    return Demand(demand.reference, float(demand.cap.value)) if demand else None


def costs_of(shape: ScenarioShape) -> Costs | None:
    """Return the administration's tariffs (行政成本单价)."""
    costs = shape.costs
    if costs is None:
        return None
    numbers = (costs.head_hour.value, costs.link_year.value, costs.lever_life.value)
    return Costs(*map(float, numbers))


def contact_costs_of(shape: ScenarioShape) -> ContactCosts | None:
    """Return the published costs a contact (每次接触成本)."""
    costs = shape.contact_costs
    if costs is None:
        return None
    return ContactCosts(
        face_to_face=float(costs.face_to_face.value),
        online=float(costs.online.value),
        unit=UNIT_WORDS[costs.face_to_face.unit],
        critique=costs.critique.text(),
    )
