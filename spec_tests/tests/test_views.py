"""Shared views that repeat what stands elsewhere, or have edges of their own."""

from __future__ import annotations

from typing import Any

from tongban_spec.events import LISTED_CATEGORIES
from tongban_spec.evidence.rows import evidence_of_rows

EVENT = {"event_id": "e1", "at": "2025-03-03T01:00:00Z", "kind": "link_down", "link_id": "k"}


def item(version: int, published: str | None, withdrawn: str | None = None) -> dict[str, Any]:
    return {
        "item_code": "330117002011",
        "item_version": version,
        "region": "330402",
        "name": "设立登记",
        "published_at": published and f"{published}T00:00:00Z",
        "withdrawn_at": withdrawn and f"{withdrawn}T00:00:00Z",
    }


def rows(query: str, **tables: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    evidence = evidence_of_rows({"events": [EVENT], **tables})
    return evidence.connection.execute(query).fetchall()


def test_the_listed_categories_of_the_queries_are_those_of_the_vocabulary():
    found = {c for (c,) in rows("SELECT category FROM listed_categories")}
    assert found == {term.word for term in LISTED_CATEGORIES}


def test_a_version_ends_when_it_is_withdrawn_or_else_replaced():
    found = rows(
        "SELECT item_version, epoch_us(TIMESTAMP '2025-01-01'), from_us, until_us"
        " FROM item_versions ORDER BY 1",
        items=[
            item(1, "2025-01-01"),
            item(2, "2025-02-01", withdrawn="2025-05-01"),
            item(3, "2025-03-01"),
            item(4, None),
        ],
    )
    day = 86_400_000_000
    since = [(f and (f - start) // day, u and (u - start) // day) for _, start, f, u in found]
    assert since == [(0, 31), (31, 120), (59, None), (None, None)]


def test_regions_are_related_if_one_contains_the_other():
    acting = [
        {**EVENT, "event_id": f"e{n}", "region": r}
        for n, r in enumerate(["330402", "330411", "330400", "330000", "440000"])
    ]
    evidence = evidence_of_rows({"events": acting})
    found = evidence.connection.execute("SELECT region, other FROM related_regions").fetchall()
    assert len(found) == len(set(found))
    assert {o for r, o in found if r == "330402"} == {"330402", "330400", "330000"}
    assert {o for r, o in found if r == "330000"} == {"330402", "330411", "330400", "330000"}
    assert {o for r, o in found if r == "440000"} == {"440000"}
