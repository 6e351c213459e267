"""What a scenario says of data links (数据链路的形状), their platforms and outages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from tongban.actors.data_links import DataLink, Platform, ScheduledOutage
from tongban.scenario.more_staff import MoreStaffShape
from tongban.scenario.numbers import (
    Duration,
    HourlyRate,
    Origin,
    Period,
    Shape,
    Share,
    Words,
    number_of,
)
from tongban.scenario.written import Id, Moment, Scope


class LinkShape(Shape):
    """A data link (数据链路)."""

    asker: Annotated[str, Field(pattern=r"^(\*|[A-Za-z0-9_][A-Za-z0-9_.\-]*)$")]
    provider: Id
    materials: Scope
    latency: Duration
    batch: Period | None = None
    up: Duration
    down: Duration
    patience: Period
    platform: Id | None = None
    capacity: HourlyRate | None = None
    out_of_date: Share | None = None
    fallback: Literal["ask", "wait"] = "ask"


class PlatformShape(Shape):
    """What many links run on (共享平台)."""

    name: Words
    up: Duration
    down: Duration


class OutageShape(Origin):
    """A scheduled outage (计划停机); without platforms and links it is one of all links."""

    first: Moment = Field(alias="from")
    until: Moment
    platforms: Scope = ()
    links: Scope = ()


class DisturbedShape(Shape):
    """A regime under other conditions (另一种条件下的体制): other outages, or more staff."""

    regime: Id
    outages: tuple[OutageShape, ...] | None = None
    more_staff: MoreStaffShape | None = None


def links_of(shapes: Mapping[str, LinkShape]) -> dict[str, DataLink]:
    """Return the data links by id (数据链路)."""
    return {
        key: DataLink(
            id=key,
            asker=link.asker,
            provider=link.provider,
            materials=link.materials,
            latency=link.latency.as_spread(),
            batch_seconds=round(link.batch.seconds()) if link.batch else 0,
            up=link.up.as_spread(),
            down=link.down.as_spread(),
            patience_seconds=round(link.patience.seconds()),
            platform=link.platform or "",
            requests_per_hour=number_of(link.capacity),
            out_of_date=number_of(link.out_of_date),
            waits=link.fallback == "wait",
        )
        for key, link in shapes.items()
    }


def platforms_of(shapes: Mapping[str, PlatformShape]) -> dict[str, Platform]:
    """Return the platforms by id (共享平台)."""
    return {
        key: Platform(key, p.name.text(), p.up.as_spread(), p.down.as_spread())
        for key, p in shapes.items()
    }


def outages_of(
    shapes: Iterable[OutageShape], start: str, links: Mapping[str, LinkShape]
) -> tuple[ScheduledOutage, ...]:
    """Return scheduled outages in seconds from the start (计划停机).

    An outage of links that a selection has left out altogether goes with them.
    """
    found = []
    for shape in shapes:
        kept = tuple(link for link in shape.links if link in links)
        if kept or shape.platforms or not shape.links:
            begin, end = (seconds_since(start, at) for at in (shape.first, shape.until))
            found.append(ScheduledOutage(begin, end, shape.platforms, kept))
    return tuple(found)


def seconds_since(start: str, moment: str) -> int:
    """Return the seconds from the first day's midnight to a moment (距起始的秒数)."""
    first = datetime.datetime.fromisoformat(start)
    return round((datetime.datetime.fromisoformat(moment) - first).total_seconds())
