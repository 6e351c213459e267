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

_FIRST, _BASIS = "2025-03-03T01:10:00Z", "行政许可法 §32，补正通知 1"
_ONCE, _TWICE = {"a1": False}, {"a1": True}


def _plan(at: str = "2025-03-04T01:20:00Z", **cells: str | None):
    """A material that the first notice did not name is told or asked for."""
    return event("e6", at=at, **{"material_kind": "plan", "outcome": "missing", **cells})


def _came_in(event_id: str, at: str, kind: str = "material_submitted", **cells: str):
    return event(event_id, at=at, kind=kind, **{**_OF, "material_kind": "plan", **cells})


def _valid(days: int):
    return row("material_kinds", None, material_kind="plan", validity_days=days)


def _licence(**cells: str):
    of = {"licence_id": "L1", "material_kind": "plan", "holder": "360426199101010071",
          "issued_at": "2025-01-01T00:00:00Z", "electronic": True}  # fmt: skip
    return row("licences", None, **{**of, **cells})


HAL_3 = edges(
    "HAL-3",
    "conforming",
    ("a new thing a day later", _TWICE, _plan()),
    ("at the same moment, by another basis", _ONCE, _plan(_FIRST)),
    ("by the same basis at the end of the day", _ONCE,
     _plan("2025-03-03T15:59:59.999999Z", basis=_BASIS)),
    ("by the same basis as the next day begins", _TWICE,
     _plan("2025-03-03T16:00:00Z", basis=_BASIS)),
    ("by another basis on the same day", _TWICE, _plan("2025-03-03T02:00:00Z")),
    ("by no basis on the same day", _ONCE, _plan("2025-03-03T02:00:00Z", basis=None)),
    ("after a first notice of no basis", _ONCE, _plan("2025-03-03T02:00:00Z"),
     event("e2", basis=None), event("e3", basis=None)),
    ("by the same basis after something came in", _TWICE,
     _plan("2025-03-03T03:00:00Z", basis=_BASIS), event("e4", at="2025-03-03T02:00:00Z")),
    ("by the same basis as something comes in, after it by its id", _TWICE,
     _plan("2025-03-03T03:00:00Z", basis=_BASIS), event("e4", at="2025-03-03T03:00:00Z")),
    ("by the same basis as something comes in, before it by its id", _ONCE,
     _plan("2025-03-03T03:00:00Z", basis=_BASIS), gone("e4", "e5"),
     _came_in("e7", "2025-03-03T03:00:00Z", material_kind="lease")),
    ("something came in before the first notice", _ONCE,
     _plan("2025-03-03T03:00:00Z", basis=_BASIS),
     _came_in("d", "2025-03-03T01:05:00Z", material_kind="lease")),
    ("something else happened in between", _ONCE,
     _plan("2025-03-03T03:00:00Z", basis=_BASIS),
     _came_in("d", "2025-03-03T02:00:00Z", "licence_presented", material_kind="lease")),
    ("asked for as a proof", _TWICE, _plan(kind="verification_requested")),
    ("asked of the applicant", _TWICE, _plan(kind="material_requested", carrier="applicant")),
    ("asked of another unit", _ONCE, _plan(kind="material_requested", carrier="post")),
    ("carried by the applicant", _ONCE, _plan(kind="handed_over", carrier="applicant")),
    ("nobody knows what was told", _ONCE, _plan(material_kind=None)),
    ("what came in since is wrong", _ONCE, _plan(), _came_in("d", "2025-03-04T01:10:00Z")),
    ("a licence shown since is wrong", _ONCE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z", "licence_presented")),
    ("a link failed since", _ONCE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z", "material_fetched", outcome="failed")),
    ("a link was down since", _ONCE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z", "material_fetched", outcome="unavailable")),
    ("a link fetched it", _TWICE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z", "material_fetched", outcome="succeeded")),
    ("a visit failed", _TWICE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z", "identity_verified", outcome="failed")),
    ("another material came in since", _TWICE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z", material_kind="map")),
    ("it came in for another application", _TWICE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z", application_id="a2")),
    ("it comes in as it is told, before it by its id", _ONCE, _plan(),
     _came_in("d", "2025-03-04T01:20:00Z")),
    ("it comes in as it is told, after it by its id", _TWICE, _plan(),
     _came_in("f", "2025-03-04T01:20:00Z")),
    ("it came in as the first notice was given, after it by its id", _ONCE, _plan(),
     _came_in("e2a", _FIRST)),
    ("it came in as the first notice was given, before it by its id", _TWICE, _plan(),
     _came_in("d", _FIRST)),
    ("the copy has just expired", _ONCE, _plan("2025-03-04T01:05:00Z"), _valid(1),
     _came_in("d", "2025-03-03T01:05:00Z")),
    ("the copy is about to expire", _TWICE, _plan("2025-03-04T01:04:59.999999Z"), _valid(1),
     _came_in("d", "2025-03-03T01:05:00Z")),
    ("the copy had expired at the first notice", _TWICE, _plan(), _valid(0),
     _came_in("d", "2025-03-03T01:05:00Z")),
    ("the copy of another application has expired", _TWICE, _plan(), _valid(1),
     _came_in("d", "2025-03-03T01:05:00Z", application_id="a2")),
    ("the licence expired since", _ONCE, _plan(), _licence(expires_at="2025-03-04T01:20:00Z")),
    ("the licence is about to expire", _TWICE, _plan(),
     _licence(expires_at="2025-03-04T01:20:00.000001Z")),
    ("the licence expired as the first notice was given", _TWICE, _plan(),
     _licence(expires_at=_FIRST)),
    ("the licence expired a microsecond later", _ONCE, _plan(),
     _licence(expires_at="2025-03-03T01:10:00.000001Z")),
    ("the licence is revoked before it expires", _ONCE, _plan(),
     _licence(expires_at="2026-01-01T00:00:00Z", revoked_at="2025-03-04T01:00:00Z")),
    ("the licence was revoked by an event", _ONCE, _plan(),
     _licence(expires_at="2026-01-01T00:00:00Z"),
     event("d", at="2025-03-04T01:00:00Z", kind="licence_revoked", licence_id="L1")),
    ("the licence was registered since", _TWICE, _plan(),
     _licence(expires_at="2026-01-01T00:00:00Z"),
     event("d", at="2025-03-04T01:00:00Z", kind="licence_registered", licence_id="L1")),
    ("the licence is somebody else's", _TWICE, _plan(),
     _licence(expires_at="2025-03-04T01:20:00Z", holder="91110000600037341L")),
    ("the licence is of another kind", _TWICE, _plan(),
     _licence(expires_at="2025-03-04T01:20:00Z", material_kind="map")),
    ("the licence was issued as the first notice was given", _ONCE, _plan(),
     _licence(expires_at="2025-03-04T01:20:00Z", issued_at=_FIRST)),
    ("the licence was issued after it", _TWICE, _plan(),
     _licence(expires_at="2025-03-04T01:20:00Z", issued_at="2025-03-03T01:10:00.000001Z")),
    ("one later thing is excused and another is not", _TWICE, _plan(),
     _came_in("d", "2025-03-04T01:10:00Z"),
     _came_in("f", "2025-03-04T02:00:00Z", "verification_requested", material_kind="map")),
    ("neither beginning nor submission is on record", {"a1": None}, gone("e1")),
)  # fmt: skip

EDGES = (*HAL_8, *HAL_1, *HAL_3, *HAL_4)
