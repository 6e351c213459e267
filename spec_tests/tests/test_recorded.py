"""What is recorded: one rule for a package and for a vendor's own database."""

from __future__ import annotations

from tongban_spec.dialects.recorded import needs_query, not_recorded_query
from tongban_spec.events import EVENTS
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


def not_recorded(*events: dict[str, str]) -> tuple[set[str], set[str]]:
    """Return the columns of events that are not recorded: in a package, and in SQL."""
    asked = [r for r in all_requirements() if "code_checks" not in r.query]
    evidence = evidence_of_rows({EVENTS.name: events})
    run = evidence.connection.execute
    run("CREATE SCHEMA tongban_raw")
    run("CREATE TABLE tongban_raw.recorded (name VARCHAR, is_recorded BOOLEAN)")
    run(f"CREATE TABLE needs AS {needs_query(asked)}")
    names = {name for (name,) in run(not_recorded_query(asked)).fetchall()}
    needed = {c for r in asked for c in r.needs.columns}
    ours = {c for c in needed if not evidence.has(EVENTS.name, c)}
    return ours, {n.removeprefix("events.") for n in names if n.startswith("events.")}


def test_a_column_never_filled_is_not_recorded_where_a_kind_needs_it_in_sql_too():
    without, sql = not_recorded(ACCEPTED)
    assert without == sql
    # Nobody visited, so no place could be written; who acted could have been, and was not.
    assert "place" not in without and "officer" in without
    visited, sql = not_recorded(ACCEPTED, VISIT)
    assert visited == sql and "place" in visited
