"""Edges of 虚实结合: what is begun, handed in or asked for again as the channel changes."""

from __future__ import annotations

from edges import edges, event, gone, row

_CHANGED, _AFTER = "2025-03-03T01:20:00Z", "2025-03-03T01:20:00.000001Z"
_OF = {"application_id": "a1", "case_id": "c1"}
_HELD, _BREACHED, _OPEN = {"a1/e3": False}, {"a1/e3": True}, {"a1/e3": None}
_ITEM = {"item_code": "11370800MB285591843370117002011", "item_version": 1}


def _lease(event_id: str, at: str, kind: str = "material_submitted", **more: str | None):
    of = {"material_kind": "lease", "applicant_id": "360426199101010071", **_OF}
    return event(event_id, at=at, kind=kind, **{**of, **more})


def _told(event_id: str, at: str, outcome: str | None, material: str = "lease"):
    return _lease(event_id, at, "notice_issued", outcome=outcome, material_kind=material,
                  basis="§32")  # fmt: skip


def _second(at: str, **other: str):
    """Another application of the matter for the same item is begun."""
    of = {"application_id": "a2", "case_id": "c1", "applicant_id": "360426199101010071", **_ITEM}
    return event("s2", at=at, kind="application_started", channel="hall", **{**of, **other})


def _ends(at: str, kind: str):
    return event("e4", at=at, kind=kind, outcome="granted", authority="SAMR@330402")


_LATER, _NOON = "2025-03-04T01:00:00Z", "2025-03-03T04:00:00Z"

HAL_8 = edges(
    "HAL-8",
    "conforming",
    ("begun as it changes", _HELD, event("e4", at=_CHANGED, kind="application_started")),
    ("begun a microsecond later", _BREACHED, event("e4", at=_AFTER, kind="application_started")),
    ("handed in before and after", _BREACHED,
     event("d", at="2025-03-03T01:15:00Z", kind="application_submitted", **_OF)),
    ("handed in before, and as it changes", _HELD,
     event("d", at="2025-03-03T01:15:00Z", kind="application_submitted", **_OF),
     event("e4", at=_CHANGED)),
    ("handed in before, and a microsecond after it changes", _BREACHED,
     event("d", at="2025-03-03T01:15:00Z", kind="application_submitted", **_OF),
     event("e4", at=_AFTER)),
    ("handed in as it changes, before it by its id", _BREACHED,
     event("d", at=_CHANGED, kind="application_submitted", **_OF)),
    ("handed in as it changes, after it by its id", _HELD,
     event("e3x", at=_CHANGED, kind="application_submitted", **_OF)),
    ("told to mend in between", _HELD,
     event("d", at="2025-03-03T01:15:00Z", kind="application_submitted", **_OF),
     _told("n", "2025-03-03T02:00:00Z", "defective", "layout")),
    ("told to mend before it was handed in at all", _BREACHED,
     event("d", at="2025-03-03T01:15:00Z", kind="application_submitted", **_OF),
     _told("n", "2025-03-03T01:14:00Z", "defective", "layout")),
    ("told to mend after it was handed in again", _BREACHED,
     event("d", at="2025-03-03T01:15:00Z", kind="application_submitted", **_OF),
     _told("n", "2025-03-04T01:00:01Z", "defective", "layout")),
    ("another application was told to mend", {"a1/e3": True, "a2/f1": None},
     event("d", at="2025-03-03T01:15:00Z", kind="application_submitted", **_OF),
     event("f1", at="2025-03-03T01:10:00Z", kind="channel_changed", application_id="a2"),
     _told("n", "2025-03-03T02:00:00Z", "defective", "layout"),
     event("n", application_id="a2", kind="notice_issued"),
     event("f1", at="2025-03-03T03:00:00Z")),
    ("a copy as it changes", _HELD, _lease("m", _CHANGED)),
    ("a copy a microsecond later", _BREACHED, _lease("m", _AFTER)),
    ("another material", _HELD, _lease("m", _AFTER, material_kind="layout")),
    ("asked of the applicant", _BREACHED,
     _lease("m", _NOON, "material_requested", carrier="applicant")),
    ("asked of another unit", _HELD, _lease("m", _NOON, "material_requested", carrier="post")),
    ("carried by the applicant, and not asked for", _HELD,
     _lease("m", _NOON, "handed_over", carrier="applicant")),
    ("told that it is missing", _BREACHED, _told("m", _NOON, "missing")),
    ("told that it is wrong", _HELD, _told("m", _NOON, "defective")),
    ("told without a word why", _HELD, _told("m", _NOON, None)),
    ("an outage said to be missing it", _HELD,
     _lease("m", _NOON, "material_fetched", outcome="missing")),
    ("told that it is wrong, and brought", _HELD,
     _told("n", "2025-03-03T01:15:00Z", "defective"), _lease("m", _NOON)),
    ("told without a word why, and brought", _HELD,
     _told("n", "2025-03-03T01:15:00Z", None), _lease("m", _NOON)),
    ("told that it is missing though it was there, and brought", _BREACHED,
     _told("n", "2025-03-03T01:15:00Z", "missing"), _lease("m", _NOON)),
    ("told that another is wrong, and brought", _BREACHED,
     _told("n", "2025-03-03T01:15:00Z", "defective", "layout"), _lease("m", _NOON)),
    ("told before the copy was there", _BREACHED,
     _told("n", "2025-03-03T01:09:00Z", "defective"), _lease("m", _NOON)),
    ("told after it was brought again", _BREACHED,
     _lease("m", _NOON), _told("n", "2025-03-03T05:00:00Z", "defective")),
    ("fetched in between", _BREACHED,
     _lease("f", "2025-03-03T01:15:00Z", "material_fetched", outcome="succeeded"),
     _lease("m", _NOON)),
    ("another application was told that it is wrong", {"a1/e3": True, "a2/f1": False},
     event("f1", at="2025-03-03T01:10:00Z", kind="channel_changed", application_id="a2"),
     _told("n", "2025-03-03T01:15:00Z", "defective"),
     event("n", application_id="a2", kind="notice_issued"), _lease("m", _NOON)),
    ("the first copy comes as it changes, before it by its id", _BREACHED,
     gone("e2"), _lease("d", _CHANGED), _lease("m", _NOON)),
    ("the first copy comes as it changes, after it by its id", _HELD,
     gone("e2"), _lease("e3x", _CHANGED), _lease("m", _NOON)),
    ("the copy has just expired", _HELD,
     row("material_kinds", 0, validity_days=1), _lease("m", "2025-03-04T01:10:00Z")),
    ("the last microsecond of the copy", _BREACHED,
     row("material_kinds", 0, validity_days=1), _lease("m", "2025-03-04T01:09:59.999999Z")),
    ("valid without limit", _BREACHED,
     row("material_kinds", 0, validity_days=None), _lease("m", "2035-03-04T01:10:00Z")),
    ("valid for this application", _BREACHED,
     row("material_kinds", 0, validity_days=0), _lease("m", "2035-03-04T01:10:00Z")),
    ("nothing more happens", _OPEN, gone("e4")),
    ("given up", _OPEN, _ends(_LATER, "application_abandoned")),
    ("withdrawn", _OPEN, _ends(_LATER, "application_withdrawn")),
    ("shown", _OPEN, _ends(_LATER, "status_shown")),
    ("begun anew as another application", _BREACHED, gone("e4"), _second(_NOON)),
    ("as it changes", _OPEN, gone("e4"), _second(_CHANGED)),
    ("a microsecond later", _BREACHED, gone("e4"), _second(_AFTER)),
    ("in another matter", _OPEN, gone("e4"), _second(_NOON, case_id="c2")),
    ("by another applicant", _OPEN, gone("e4"), _second(_NOON, applicant_id="91110000600037341L")),
    ("for another item", _OPEN, gone("e4"),
     _second(_NOON, item_code="11370800MB285591843370117002016")),
    ("while this one goes on later", _HELD, _second(_NOON)),
    ("while this one went on until then", _BREACHED, event("e4", at=_NOON), _second(_NOON)),
    ("given up later", _BREACHED, _ends(_LATER, "application_abandoned"), _second(_NOON)),
    ("as this one is decided", _HELD, _ends(_NOON, "decision_made"), _second(_NOON)),
    ("after this one was decided", _HELD, _ends(_AFTER, "decision_made"), _second(_NOON)),
    ("as this one is rejected", _HELD, _ends(_NOON, "application_rejected"), _second(_NOON)),
    ("after this one was rejected", _HELD, _ends(_AFTER, "application_rejected"), _second(_NOON)),
    ("as the result of this one is delivered", _HELD, _ends(_NOON, "result_delivered"),
     _second(_NOON)),
    ("after the result of this one was delivered", _HELD, _ends(_AFTER, "result_delivered"),
     _second(_NOON)),
)  # fmt: skip

_LISTED = "11370800MB285591843370117002011"
_NEXT = {"item_code": _LISTED, "item_version": 2, "region": "330402", "name": "x"}

HAL_1 = edges(
    "HAL-1",
    "conforming",
    ("in force in the whole country, and every hall has it", {f"{_LISTED}@330402": False},
     row("items", 0, region="000000")),
    ("in force in the whole country, and one region's hall has it not",
     {f"{_LISTED}@330402": False, f"{_LISTED}@330411": True},
     row("items", 0, region="000000"),
     row("places", None, place="hall@330411", place_kind="hall", region="330411", items="other")),
    ("in force in the province, and the halls of another do not matter",
     {f"{_LISTED}@330402": False}, row("items", 0, region="330000"),
     row("places", None, place="hall@320411", place_kind="hall", region="320411", items="other")),
    ("replaced by a version that has been withdrawn", {},
     row("items", None, **_NEXT, published_at="2025-02-01T00:00:00Z",
         withdrawn_at="2025-03-01T00:00:00Z")),
    ("withdrawn as the log begins", {}, row("items", 0, withdrawn_at="2025-03-03T01:00:00Z")),
    ("withdrawn a microsecond later", {f"{_LISTED}@330402": False},
     row("items", 0, withdrawn_at="2025-03-03T01:00:00.000001Z")),
    ("published as the log ends", {f"{_LISTED}@330402": False},
     row("items", 0, published_at="2025-03-03T01:00:00Z")),
    ("published a microsecond later", {},
     row("items", 0, published_at="2025-03-03T01:00:00.000001Z")),
)  # fmt: skip

HAL_4 = edges(
    "HAL-4",
    "conforming",
    ("a window without what is in force in the whole country",
     {"place/hall@330402": True, "visit/e1": False},
     row("items", 0, region="000000"), row("places", 0, items="other")),
    ("a window without what is in force in another county", {"visit/e1": False},
     row("items", 0, region="330411"), row("places", 0, items="other")),
    ("replaced by a version that has been withdrawn", {"visit/e1": False},
     row("places", 0, items="other"),
     row("items", None, **_NEXT, published_at="2025-02-01T00:00:00Z",
         withdrawn_at="2025-03-01T00:00:00Z")),
)  # fmt: skip

EDGES = (*HAL_8, *HAL_1, *HAL_4)
