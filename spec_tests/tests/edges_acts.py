"""Edges of CAT-8: which act comes before which, and what must be on record of each."""

from __future__ import annotations

from edges import edges, event, gone

_IN, _OUT = {"a1": False}, {"a1": True}
_DECIDED, _DELIVERED = "2025-03-04T02:01:00Z", "2025-03-04T03:00:00Z"


def _acts(event_id: str, at: str, kind: str, **cells: str | None):
    of = {"application_id": "a1", "case_id": "c1", "authority": "SAMR@330402", "officer": "R1"}
    return event(event_id, at=at, kind=kind, **{**of, **cells})


def _refused(basis: str | None):
    return event("e5", outcome="refused", basis=basis)


CAT_8 = edges(
    "CAT-8",
    "conforming",
    ("accepted by nobody knows whom", _OUT, event("e2", authority=None)),
    ("deemed accepted", _IN, event("e2", authority=None, officer=None, outcome="deemed_accepted")),
    ("accepted in a hall, and nobody knows by which officer", _OUT, event("e2", officer=None)),
    ("accepted online, and nobody knows by which officer", _IN,
     event("e2", officer=None, channel="online")),
    ("decided in a hall, and nobody knows by which officer", _IN,
     event("e5", officer=None, channel="hall")),
    ("delivered by nobody knows whom", _IN, event("e6", authority=None)),
    ("only the submission says the version", _IN, event("e3", item_version=None)),
    ("nothing says the version", _OUT,
     *(event(f"e{n}", item_version=None) for n in range(1, 7))),
    ("refused without a basis", _OUT, _refused(None)),
    ("refused with a basis", _IN, _refused("§38")),
    ("the clock is stopped without a basis", _OUT,
     _acts("d", "2025-03-04T01:30:00Z", "clock_stopped")),
    ("the clock is stopped with a basis", _IN,
     _acts("d", "2025-03-04T01:30:00Z", "clock_stopped", basis="§45")),
    ("the clock goes on without a basis", _IN,
     _acts("d", "2025-03-04T01:30:00Z", "clock_resumed")),
    ("the clock goes on by nobody knows whom", _OUT,
     _acts("d", "2025-03-04T01:30:00Z", "clock_resumed", authority=None)),
    ("decided as it is accepted, before it by its id", _OUT, gone("e2"),
     _acts("f", _DECIDED, "application_accepted")),
    ("decided as it is accepted, after it by its id", _IN, gone("e2"),
     _acts("d", _DECIDED, "application_accepted")),
    ("accepted once more after the decision", _IN,
     _acts("f", "2025-03-04T02:30:00Z", "application_accepted")),
    ("accepted as it is handed in, before it by its id", _OUT, gone("e1"),
     _acts("f", "2025-03-03T01:10:00Z", "application_submitted")),
    ("accepted as it is handed in, after it by its id", _IN, gone("e1"),
     _acts("d", "2025-03-03T01:10:00Z", "application_submitted")),
    ("delivered as it is decided, before it by its id", _OUT, gone("e6"),
     _acts("d", _DECIDED, "result_delivered")),
    ("delivered as it is decided, after it by its id", _IN, event("e6", at=_DECIDED)),
    ("delivered without a decision", _OUT, gone("e5")),
    ("decided once more after the delivery of a part", _IN,
     _acts("d", "2025-03-04T02:30:00Z", "decision_made", outcome="granted")),
    ("a step ends as it begins, before it by its id", _OUT, gone("e3"),
     _acts("f", "2025-03-04T02:00:00Z", "step_started", step="review")),
    ("a step ends as it begins, after it by its id", _IN, gone("e3"),
     _acts("d", "2025-03-04T02:00:00Z", "step_started", step="review")),
    ("a step ends and never began", _OUT, gone("e3")),
    ("a step begins once more", _IN,
     _acts("d", "2025-03-04T02:00:30Z", "step_started", step="review")),
    ("granted with a step open", _OUT, gone("e4")),
    ("refused with a step open", _IN, gone("e4"), _refused("§38")),
    ("granted as the step ends, after it by its id", _IN, event("e4", at=_DECIDED)),
    ("granted as the step ends, before it by its id", _OUT, gone("e4"),
     _acts("f", _DECIDED, "step_completed", step="review")),
    ("the step ends once more after the grant", _IN,
     _acts("d", "2025-03-04T02:30:00Z", "step_completed", step="review")),
    ("a step begins as it is granted, after it by its id", _IN,
     _acts("f", _DECIDED, "step_started", step="file")),
    ("a step begins as it is granted, before it by its id", _OUT,
     _acts("d", _DECIDED, "step_started", step="file")),
    ("granted once more with a step open", _IN,
     _acts("d", "2025-03-04T02:10:00Z", "step_started", step="file"),
     _acts("f", "2025-03-04T02:30:00Z", "decision_made", outcome="granted")),
    ("a step begins as it is delivered, after it by its id", _OUT,
     _acts("f", _DELIVERED, "step_started", step="file")),
    ("a step begins as it is delivered, before it by its id", _IN,
     _acts("d", _DELIVERED, "step_started", step="file")),
    ("a step begun before ends after the delivery", _IN,
     _acts("d", _DELIVERED, "step_started", step="file"),
     _acts("f", "2025-03-04T04:00:00Z", "step_completed", step="file")),
    ("another step ends after the delivery", _OUT,
     _acts("f", "2025-03-04T04:00:00Z", "step_completed", step="file")),
    ("the clock goes on after the delivery", _IN,
     _acts("f", "2025-03-04T04:00:00Z", "clock_resumed")),
    ("the clock is stopped after the delivery", _OUT,
     _acts("f", "2025-03-04T04:00:00Z", "clock_stopped", basis="§45")),
    ("told between two deliveries", _IN,
     _acts("f", "2025-03-04T04:00:00Z", "notice_issued", basis="§32"),
     _acts("g", "2025-03-04T05:00:00Z", "result_delivered")),
    ("rejected, and accepted after all", _OUT,
     _acts("d", "2025-03-03T01:05:00Z", "application_rejected", basis="§32")),
    ("withdrawn, and handled all the same", _OUT,
     _acts("d", "2025-03-03T02:00:00Z", "application_withdrawn")),
    ("withdrawn when all was done", _IN,
     _acts("f", "2025-03-04T05:00:00Z", "application_withdrawn")),
    ("given up, and delivered", _IN,
     _acts("d", "2025-03-04T02:30:00Z", "application_abandoned")),
    ("another application is handled before it was handed in", _IN,
     _acts("d", "2025-03-03T00:00:00Z", "step_completed", step="review", application_id="a2")),
    ("never handed in", {}, gone("e1")),
)  # fmt: skip

EDGES = (*CAT_8,)
