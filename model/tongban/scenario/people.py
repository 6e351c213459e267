"""What a scenario says of people, their demand and costs (人、需求与成本的形状)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tongban.scenario.numbers import (
    ContactCost,
    Count,
    Duration,
    Factor,
    Fee,
    Lifetime,
    Multiple,
    Origin,
    Shape,
    Share,
    TimeValue,
    Words,
    YearlyCost,
)
from tongban.scenario.written import HourOfDay, HourWeight, Id, Kind, Scope, Settlement, Yearly


class ProfileShape(Origin):
    """When in the day people of a group come (到达时段曲线), hour by hour."""

    weights: Annotated[dict[HourOfDay, HourWeight], Field(min_length=1)]


class GroupShape(Shape):
    """A group of applicants (申请人群体).

    ``lives`` makes the group's share follow the rural share of each county; ``arrivals`` is its
    own daily profile; ``helped_online``, ``leaves_for_good`` and ``fare`` are nothing unless given.
    """

    name: Words
    kind: Kind
    share: Share
    lives: Settlement | None = None
    digital: Share
    online_success: Share
    helped_online: Share | None = None
    travel: Duration
    travel_far: Duration
    fare: Fee | None = None
    arrivals: ProfileShape | None = None
    hall_patience: Duration
    leaves_for_good: Share | None = None
    trips_patience: Count
    time_value: TimeValue


class SeasonShape(Shape):
    """A part of every year with more or fewer needs (季节), both days included."""

    name: Words
    first: Yearly
    last: Yearly
    matters: Scope = ()
    factor: Multiple


class SurgeShape(Shape):
    """More needs on the first working days after the spring festival (节后高峰)."""

    working_days: Count
    matters: Scope = ()
    factor: Multiple


class DemandShape(Shape):
    """How demand answers to burden (需求对负担的反应), where a matter has an elasticity.

    Demand is that of ``reference`` times (burden / burden under the reference) to the power of
    minus the elasticity, at most ``cap`` times and at least 1/``cap``.
    """

    reference: Id = "siloed"
    cap: Factor


class CostsShape(Shape):
    """What the administration's means cost (行政成本), for the Standard Cost Model."""

    head_hour: TimeValue
    link_year: YearlyCost
    lever_life: Lifetime


class ContactCostsShape(Shape):
    """A cost a contact, published elsewhere (每次接触成本): a scenario shown apart, never added."""

    face_to_face: ContactCost
    online: ContactCost
    critique: Words
