"""What is recorded: one rule for a package and for a vendor's own database."""

from __future__ import annotations

import csv

import pytest

from tongban_spec.check_needs import is_recorded
from tongban_spec.dialects.recorded import lacking_query, needs_query
from tongban_spec.events import EVENTS
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.evidence.rows import evidence_of_rows
from tongban_spec.registry import all_requirements

ACCEPTED = {
    "event_id": "e1",
    "at": "2025-03-03T01:00:00Z",
    "kind": "application_accepted",
    "application_id": "a1",
    "authority": "SAMR@330402",
}
VISIT = {"event_id": "e2", "at": "2025-03-03T02:00:00Z", "kind": "visit_started"}
SUBMITTED = {**ACCEPTED, "event_id": "e0", "kind": "application_submitted"}
DELIVERED = {**ACCEPTED, "event_id": "e3", "kind": "result_delivered", "channel": "hall"}


def not_recorded(*events: dict[str, str]) -> dict[str, set[str]]:
    """Return the columns of events that each requirement lacks, in a package as in SQL."""
    asked = [r for r in all_requirements() if "code_checks" not in r.query]
    evidence = evidence_of_rows({EVENTS.name: events})
    run = evidence.connection.execute
    run("CREATE SCHEMA tongban_raw")
    run("CREATE TABLE tongban_raw.recorded (name VARCHAR, is_recorded BOOLEAN)")
    run(f"CREATE TABLE needs AS {needs_query(asked)}")
    rows = run(lacking_query(asked)).fetchall()
    found = {
        r.id: {c for c in r.needs.columns if not is_recorded(evidence, r.needs, c)} for r in asked
    }
    in_sql: dict[str, set[str]] = {r.id: set() for r in asked}
    for id, name in rows:
        if name.startswith("events."):
            in_sql[id].add(name.removeprefix("events."))
    assert in_sql == found
    return found


def test_a_column_never_filled_is_not_recorded_where_an_event_happened_that_would_fill_it():
    without = not_recorded(ACCEPTED)
    # Nobody visited, so no place could be written; who acted could have been, and was not.
    assert "place" not in without["HAL-4"] and "officer" in without["HAL-2"]
    assert "place" in not_recorded(ACCEPTED, VISIT)["HAL-4"]


def test_a_column_that_a_requirement_reads_from_other_events_must_be_filled_by_these():
    """No kind but a change of system must have a region, and yet where it was submitted counts."""
    without = not_recorded(SUBMITTED, ACCEPTED)
    assert "region" in without["PRO-2"] and "region" not in without["PRO-4"]
    assert "place" in not_recorded(DELIVERED)["HAL-6"]


@pytest.mark.parametrize("empty", [False, True], ids=["left out", "empty"])
def test_a_column_left_out_and_one_never_filled_get_the_same_verdicts(tmp_path, empty):
    columns = [c for c in EVENTS.column_names if c in DELIVERED or (empty and c != "seq")]
    with (tmp_path / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows([SUBMITTED, ACCEPTED, DELIVERED])
    with evidence_of(tmp_path) as evidence:
        lacking = {
            r.id: {c for c in r.needs.columns if not is_recorded(evidence, r.needs, c)}
            for r in all_requirements()
        }
    assert lacking["PRO-4"] == {"item_code"} and lacking["HAL-6"] == {"place", "case_id"}
