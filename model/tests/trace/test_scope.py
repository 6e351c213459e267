"""What is in the log: what government departments do, and nothing of outsiders."""

from __future__ import annotations

from dataclasses import replace

import pytest

from telling import small_run, tell
from worlds import world


def with_an_outsider(outsider: str):
    """Return the small world with one department that is no government's."""
    small = world(needs=4.0)
    kinds = dict(small.departments)
    kinds[outsider] = replace(kinds[outsider], government=False, resident=False)
    return replace(small, departments=kinds)


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
def test_a_log_tells_nothing_of_what_an_outsider_does(regime):
    told = tell(with_an_outsider("D1"), regime)
    items = told.world.catalogue.items.values()
    theirs = {i.code for i in items if i.department == "D1"}
    assert theirs and told.events("application_accepted")
    assert not [r for r in told.events() if r["item_code"] in theirs]
    assert not [r for r in told.events() if (r["place"] or "").startswith("office:D1")]
    assert not [r for r in told.tables["items"].to_pylist() if r["item_code"] in theirs]
    assert "office:D1@330401" not in told.tables["places"]["place"].to_pylist()


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
def test_where_nobody_is_an_outsider_every_item_is_in_the_log(regime):
    told = small_run(regime)
    listed = set(told.tables["items"]["item_code"].to_pylist())
    assert listed >= {i.code for i in told.world.catalogue.items.values()}
