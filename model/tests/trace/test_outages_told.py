"""What the log says of links that are down agrees with what came of asking them, to the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

import pytest

from telling import Telling, tell
from tongban.actors.data_links import Platform, ScheduledOutage
from tongban.quantities import DAY, HOUR, Spread
from worlds import name, world

DAYS_OUT = ScheduledOutage(2 * DAY + 8 * HOUR, 4 * DAY, platforms=("prov",))
AFTER_THE_RUN = datetime(2030, 1, 1, tzinfo=UTC)


@lru_cache
def bad_week() -> Telling:
    """One link of two on a platform that fails now and then, and for two days for certain."""
    small = world(needs=20.0, link_down_hours=3.0)
    platform = Platform("prov", name("prov"), Spread("exponential", 2 * DAY, 1.0),
                        Spread("exponential", 4 * HOUR, 1.0))  # fmt: skip
    link = small.links["L0"]
    links = {
        "on": replace(link, id="on", materials=("ID",), platform="prov"),
        "off": replace(link, id="off", materials=("P0",)),
    }
    return tell(replace(small, links=links, platforms={"prov": platform}, outages=(DAYS_OUT,)),
                "integrated")  # fmt: skip


def down_times(told: Telling, link: str) -> list[tuple]:
    """Return the outages of a link as the log tells them: each down has its up, in turn."""
    rows = [e for e in told.events("link_down", "link_up") if e["link_id"] == link]
    kinds = [e["kind"] for e in rows]
    assert kinds == (["link_down", "link_up"] * len(rows))[: len(rows)]
    ends = [e["at"] for e in rows[1::2]] + [AFTER_THE_RUN] * (len(rows) % 2)
    return [(a["at"], end) for a, end in zip(rows[::2], ends, strict=True)]


def was_down(told: Telling, event: dict) -> bool:
    return any(a <= event["at"] < b for a, b in down_times(told, event["link_id"]))


@pytest.mark.parametrize("outcome", ["succeeded", "unavailable"])
def test_a_link_answers_only_while_it_is_up_and_is_given_up_only_while_it_is_down(outcome):
    told = bad_week()
    fetched = [
        e
        for e in told.events("material_fetched")
        if e["outcome"] == outcome and e["link_id"] != "library"
    ]
    assert len(fetched) >= 3
    for event in fetched:
        assert was_down(told, event) == (outcome == "unavailable"), event


def test_a_link_on_the_platform_is_down_with_it_and_the_other_is_not():
    told = bad_week()
    two_days = {
        link: any((b - a).total_seconds() >= 40 * 3600 for a, b in down_times(told, link))
        for link in ("on", "off")
    }
    assert two_days == {"on": True, "off": False}
