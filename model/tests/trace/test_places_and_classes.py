"""Which items are handed in where, and which class of reviewers did a step."""

from __future__ import annotations

import pytest

from telling import small_run


def rows(regime: str, table: str) -> list[dict]:
    return small_run(regime).tables[table].to_pylist()


def code_of(regime: str, item: str) -> str:
    return small_run(regime).world.catalogue.items[item].code


def test_a_hall_does_not_list_the_items_of_a_department_that_is_not_in_it():
    places = {p["place"]: p for p in rows("siloed", "places")}
    missing = code_of("siloed", "M.1")
    assert missing not in places["hall@330401"]["items"].split(";")
    assert places["office:D1@330401"]["items"] == missing
    assert places["office:D1@330401"]["place_kind"] == "office"


def test_with_comprehensive_windows_a_hall_takes_every_item():
    places = [p for p in rows("integrated", "places") if p["place_kind"] == "hall"]
    assert [p["items"] for p in places] == [None, None]
    assert all(p["comprehensive"] for p in places)


@pytest.mark.parametrize("regime", ["reception_apart", "integrated"])
def test_a_step_is_told_with_the_class_of_those_who_did_it(regime):
    listed = {(s["item_code"], s["step"]): s["review_class"] for s in rows(regime, "item_steps")}
    steps = small_run(regime).events("step_started", "step_completed")
    assert steps
    for step in steps:
        assert step["review_class"] == listed[step["item_code"], step["step"]]
        assert f":{step['review_class']}@" in step["officer"]
