"""What a migration looks like in the log: versions, records that move, links that come late."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache

import pytest

from telling import REGIMES, Telling, tell
from tongban.levers.regime import LEVER_IDS
from tongban.scenario.world import LeverSetting
from tongban_spec.events import TABLES
from worlds import world

DAY_OF_CHANGE = 5
CHINA = timezone(timedelta(hours=8))


@lru_cache
def migrated() -> Telling:
    """Return a run in which all levers come on the sixth day."""
    small = world(needs=4.0)
    date = small.start + timedelta(days=DAY_OF_CHANGE)
    REGIMES["migrated"] = tuple(LeverSetting(lever, since=date) for lever in LEVER_IDS)
    return tell(small, "migrated")


def moment(told: Telling) -> datetime:
    start = datetime.combine(told.world.start, datetime.min.time(), CHINA)
    return start + timedelta(days=DAY_OF_CHANGE)


def test_pro_4_every_item_moves_to_the_platform_once_in_every_region():
    told = migrated()
    moves = told.events("record_moved")
    assert {m["place"] for m in moves} == {"portal:province"}
    keys = [(m["item_code"], m["region"]) for m in moves]
    codes = [i.code for i in told.world.catalogue.items.values()]
    assert sorted(keys) == sorted((c, r) for c in codes for r in told.world.halls)
    assert all(m["at"].astimezone(CHINA).replace(microsecond=0) == moment(told) for m in moves)


def test_cat_6_what_is_offered_online_from_a_date_on_is_a_new_version():
    told = migrated()
    items = told.tables["items"].to_pylist()
    for old, new in [(1, 2)]:
        before = [i for i in items if i["item_version"] == old]
        after = [i for i in items if i["item_version"] == new]
        assert len(before) == len(after) == len(items) / 2
        assert all(i["online_stages"] is None and i["withdrawn_at"] == moment(told) for i in before)
        assert all(i["online_stages"] and i["published_at"] == moment(told) for i in after)
    withdrawn = told.events("item_withdrawn")
    assert {e["item_version"] for e in withdrawn} == {1}
    assert {e["item_version"] for e in told.events("item_published")} == {1, 2}


def test_cat_6_an_application_goes_by_the_version_in_force_when_it_was_submitted():
    told = migrated()
    submitted = {e["application_id"]: e["at"] for e in told.events("application_submitted")}
    seen = set()
    for event in told.events():
        at = submitted.get(event["application_id"])
        if at is not None and event["kind"] != "item_served":
            assert event["item_version"] == (2 if at >= moment(told) else 1), event
            seen.add(event["item_version"])
    assert seen == {1, 2}


def test_links_are_in_force_from_their_date():
    told = migrated()
    links = told.tables["links"].to_pylist()
    assert links
    assert {link["from"] for link in links} == {moment(told)}
    fetched = [e["at"] for e in told.events("material_fetched")]
    assert fetched
    assert min(fetched) >= moment(told)


@pytest.mark.parametrize("name", list(TABLES))
def test_keys_name_one_row_and_what_is_referred_to_is_there(name):
    tables = migrated().tables
    rows = [tuple(r[k] for k in TABLES[name].key) for r in tables[name].to_pylist()]
    assert len(rows) == len(set(rows))
    places = set(tables["places"]["place"].to_pylist())
    assert set(tables["events"]["place"].unique().to_pylist()) - {None} <= places


def test_hal_4_windows_are_told_as_they_stand_at_the_moment():
    """Before the date departments outside the hall are visited there, after it in the hall."""
    told = migrated()
    visits = told.events("visit_started")
    outside = [v["at"] for v in visits if v["place"].startswith("office:")]
    assert outside
    assert max(outside) < moment(told)
    officers = {e["officer"] for e in told.events("application_accepted")}
    assert any(":" in o.split("@")[0] for o in officers if o and o.startswith("W"))
    assert any(":" not in o.split("@")[0] for o in officers if o and o.startswith("W"))
