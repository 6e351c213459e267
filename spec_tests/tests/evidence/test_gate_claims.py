"""What a log says against itself is told at the gate: no requirement could tell why."""

from __future__ import annotations

from typing import Any

from small_package import EVENTS, changed, write_parquet
from tongban_spec.check import judge
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.registry import by_id

STEP = {"event_id": "s1", "kind": "step_completed", "application_id": "a1", "case_id": "c1"}
STEP |= {"step": "S1", "stage": "review", "officer": "Zhao"}
VISIT = {"event_id": "v1", "at": "2025-03-03T00:30:00Z", "kind": "visit_started", "case_id": "c1"}


def told(tmp_path, events: Any, **tables: Any) -> dict[str, tuple[int, tuple[str, ...]]]:
    with evidence_of(write_parquet(tmp_path / "p", {"events": events, **tables})) as evidence:
        return {f.rule: (f.count, f.examples) for f in evidence.gate}


def test_a_decision_dated_before_the_review_is_told(tmp_path):
    before = {**STEP, "at": "2025-03-05T07:14:00Z"}
    after = {**STEP, "at": "2025-03-05T07:16:00Z"}
    assert "reviewed_after_decision" not in told(tmp_path / "a", [*EVENTS, before])
    found = told(tmp_path / "b", [*EVENTS, after])
    assert found["reviewed_after_decision"] == (1, ("a1",))


def test_a_hall_that_nobody_came_to_is_told_and_shows_nothing_of_visits(tmp_path):
    events = changed(0, channel="hall")
    assert told(tmp_path / "a", events)["visits_lacking"] == (1, ("a1",))
    assert "visits_lacking" not in told(tmp_path / "b", [*events, VISIT])
    delivered = {**EVENTS[2], "event_id": "e4", "at": "2025-03-06T07:15:00Z"}
    delivered |= {"kind": "result_delivered", "channel": "hall", "place": "P1"}
    places = [{"place": "P1", "place_kind": "hall", "region": "330402"}]
    for name, rows, breach in (("c", events, None), ("d", [*events, VISIT], False)):
        package = write_parquet(tmp_path / name, {"events": [*rows, delivered], "places": places})
        with evidence_of(package) as evidence:
            (row,) = evidence.connection.execute(
                f"SELECT breach FROM ({by_id()['HAL-10'].query})"
            ).fetchall()
            assert row == (breach,)
            assert judge(evidence, by_id()["HAL-10"]).verdict != "holds" or breach is False


def test_people_declared_machines_are_counted(tmp_path):
    assert "declared_machines" not in told(tmp_path / "a", EVENTS)
    said = [{"name": "automatic_officers", "value": "Li;Wang;nobody"}]
    found = told(tmp_path / "b", EVENTS, declared=said)
    assert found["declared_machines"] == (2, ("Li", "Wang"))
