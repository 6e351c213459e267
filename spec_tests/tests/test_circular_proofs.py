"""DAT-3 beyond what random packages reach: long rings, shortest circles, links that open them."""

from __future__ import annotations

from typing import Any

import pytest

from tongban_spec.check import judge
from tongban_spec.evidence.rows import evidence_of_rows
from tongban_spec.registry import by_id

EVENT = {"event_id": "e1", "at": "2025-03-03T01:00:00Z", "kind": "link_up", "link_id": "k"}
LATER = {**EVENT, "event_id": "e2", "at": "2025-03-04T01:00:00Z"}


def need(material: str, needed: str, asker: str | None = "SAMR", region: str | None = None):
    return {"material_kind": material, "needed_kind": needed, "asker": asker, "region": region}


def ring(length: int) -> list[dict[str, Any]]:
    return [need(f"m{n:02d}", f"m{(n + 1) % length:02d}") for n in range(length)]


def breaches(needs: list[dict[str, Any]], links: list[dict[str, Any]] | None = None) -> dict:
    tables = {"events": [EVENT, LATER], "material_needs": needs, "links": links or []}
    found = judge(evidence_of_rows(tables), by_id()["DAT-3"], examples=100)
    return {b.subject: b.sentence.en for b in found.examples}


@pytest.mark.parametrize("length", [2, 3, 5, 8, 31, 32])
def test_dat_3_a_ring_is_found_whatever_its_length_up_to_32(length):
    found = breaches(ring(length))
    assert set(found) == {f"m{n:02d}" for n in range(length)}
    assert found["m00"].count("→") == length


def test_dat_3_a_ring_of_33_is_beyond_what_it_promises():
    assert not breaches(ring(33))


def test_dat_3_a_circle_is_named_in_its_shortest_form():
    found = breaches([*ring(9), need("m02", "m00")])
    assert "m00 → m01 → m02 → m00 " in found["m00"]
    assert "m05 → m06 → m07 → m08 → m00 → m01 → m02 → m03 → m04 → m05 " in found["m05"]


def test_dat_3_what_leads_into_a_circle_but_is_not_in_it_holds():
    found = breaches([*ring(3), need("outside", "m00"), need("m01", "end")])
    assert set(found) == {"m00", "m01", "m02"}


def test_dat_3_to_renew_a_material_by_its_old_copy_is_no_circle():
    assert not breaches([need("m00", "m00")])


def test_dat_3_a_rule_of_one_region_closes_a_circle_there_and_around_nowhere_else():
    needs = [need("a", "b"), need("b", "a", region="330400"), need("c", "a", region="330411")]
    assert set(breaches(needs)) == {"a@330400", "b@330400", "a@330411", "b@330411"}


@pytest.mark.parametrize(
    "change, opens",
    [
        ({}, True),
        ({"asker": "SAMR"}, True),
        ({"asker": "TAX"}, False),
        ({"link_id": "library"}, False),
        ({"from": "2025-03-03T01:00:00.000001Z"}, False),
        ({"until": "2025-03-04T01:00:00.000001Z"}, True),
        ({"until": "2025-03-04T01:00:00Z"}, False),
    ],
)
def test_dat_3_a_link_of_the_asking_department_opens_a_circle_if_it_is_there_all_the_time(
    change, opens
):
    link = {
        "link_id": "k",
        "asker": "*",
        "provider": "PS",
        "material_kind": "m01",
        "from": "2025-03-03T01:00:00Z",
        "until": None,
    }
    assert (not breaches(ring(2), [{**link, **change}])) == opens
