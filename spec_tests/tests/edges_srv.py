"""Edges of 办成事: the last microsecond of a working day, and what counts as told and mended."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_OF = {"application_id": "a1", "case_id": "c1", "authority": "SAMR@330402"}
_LAST, _NEXT = "2025-03-11T15:59:59.999999Z", "2025-03-11T16:00:00Z"


def _told(event_id: str, at: str, material: str = "FORM"):
    return event(event_id, at=at, kind="notice_issued", material_kind=material,
                 outcome="missing", basis="§32", **_OF)  # fmt: skip


def _came(event_id: str, at: str, kind: str = "material_submitted", **more: str):
    return event(event_id, at=at, kind=kind, **{"material_kind": "FORM", **_OF, **more})


def _rejected(at: str, event_id: str = "e3"):
    return event(event_id, at=at, kind="application_rejected", outcome="rejected", **_OF)


_TOLD = _told("n1", "2025-03-04T01:00:00Z")
_ONLY = {"a2": False}  # told of something that was never handed in: not complete, and not judged

SRV_1 = edges(
    "SRV-1",
    "conforming",
    ("on record at the end of the sixth day", {"a1": False, "a2": False}, event("e3", at=_LAST)),
    ("on record a microsecond too late", {"a1": True, "a2": False}, event("e3", at=_NEXT)),
    ("silence, and the log ends before it must be on record", {"a1": None, "a2": False},
     event("e3", at=_LAST, kind="status_shown")),
    ("silence, and the log ends as it should have been on record", {"a1": True, "a2": False},
     event("e3", at=_NEXT, kind="status_shown")),
    ("given up just before", {"a1": None, "a2": False},
     event("e3", at=_LAST, kind="application_abandoned"), event("z", at=_NEXT, kind="link_up")),
    ("given up too late", {"a1": True, "a2": False},
     event("e3", at=_NEXT, kind="application_abandoned")),
    ("the calendar ends too early", {"a1": None, "a2": None},
     kept("calendar", lambda r: r["date"] < "2025-03-11")),
    ("withdrawn as it was handed in", {}, row("items", 0, withdrawn_at="2025-03-03T01:00:00Z")),
    ("withdrawn a microsecond later", {"a1": False},
     row("items", 0, withdrawn_at="2025-03-03T01:00:00.000001Z")),
    ("published as it was handed in", {"a1": False, "a2": False},
     row("items", 0, published_at="2025-03-03T01:00:00Z")),
    ("replaced by the next version as it was handed in", {},
     row("items", None, item_code="11370800MB285591843370117002011", item_version=2,
         region="330402", name="食品经营许可", published_at="2025-03-03T01:00:00Z")),
    ("told in the last moment of the fifth day", _ONLY,
     gone("e3"), _told("n1", "2025-03-10T15:59:59.999999Z")),
    ("told a microsecond too late", {"a1": True, "a2": False},
     gone("e3"), _told("n1", "2025-03-10T16:00:00Z")),
    ("told of one thing in time and of another late", _ONLY,
     gone("e3"), _TOLD, _told("n2", "2025-03-12T01:00:00Z", "ID")),
    ("accepted late, though something is outstanding", {"a1": False, "a2": False},
     _TOLD, event("e3", at="2025-03-28T01:00:00Z")),
    ("rejected with something outstanding", _ONLY, _TOLD, _rejected("2025-03-05T01:00:00Z")),
    ("told as it was handed in, and rejected", _ONLY,
     _told("n1", "2025-03-03T01:00:00Z"), _rejected("2025-03-05T01:00:00Z")),
    ("told before it was handed in, and rejected", {"a1": True, "a2": False},
     _told("n1", "2025-03-03T00:59:59.999999Z"), _rejected("2025-03-05T01:00:00Z")),
    ("told as it is rejected", _ONLY,
     _told("n1", "2025-03-05T01:00:00Z"), _rejected("2025-03-05T01:00:00Z")),
    ("told after it was rejected", {"a1": True, "a2": False},
     _told("n1", "2025-03-05T01:00:00.000001Z"), _rejected("2025-03-05T01:00:00Z")),
    ("mended, and rejected", {"a1": True, "a2": False},
     _TOLD, _came("m1", "2025-03-05T01:00:00Z"), _rejected("2025-03-06T01:00:00Z")),
    ("mended as it is rejected", {"a1": True, "a2": False},
     _TOLD, _came("m1", "2025-03-05T01:00:00Z"), _rejected("2025-03-05T01:00:00Z")),
    ("mended after it was rejected", _ONLY,
     _TOLD, _came("m1", "2025-03-05T01:00:00.000001Z"), _rejected("2025-03-05T01:00:00Z")),
    ("mended with a licence, and rejected", {"a1": True, "a2": False},
     _TOLD, _came("m1", "2025-03-05T01:00:00Z", "licence_presented"),
     _rejected("2025-03-06T01:00:00Z")),
    ("mended over a link, and rejected", {"a1": True, "a2": False},
     _TOLD, _came("m1", "2025-03-05T01:00:00Z", "material_fetched", outcome="succeeded"),
     _rejected("2025-03-06T01:00:00Z")),
    ("a link failed to mend it", _ONLY,
     _TOLD, _came("m1", "2025-03-05T01:00:00Z", "material_fetched", outcome="failed"),
     _rejected("2025-03-06T01:00:00Z")),
    ("another material came", _ONLY,
     _TOLD, _came("m1", "2025-03-05T01:00:00Z", material_kind="ID"),
     _rejected("2025-03-06T01:00:00Z")),
    ("told again of what came", _ONLY,
     _TOLD, _came("m1", "2025-03-05T01:00:00Z"), _told("n2", "2025-03-06T01:00:00Z"),
     _rejected("2025-03-07T01:00:00Z")),
    ("one of two things mended, and rejected", _ONLY,
     _TOLD, _told("n2", "2025-03-04T01:00:00Z", "ID"), _came("m1", "2025-03-05T01:00:00Z"),
     _rejected("2025-03-06T01:00:00Z")),
    ("told of one thing in time and once more late", _ONLY,
     gone("e3"), _TOLD, _told("n2", "2025-03-12T01:00:00Z")),
    ("told without a word of what, and rejected", {"a1": True, "a2": False},
     event("n1", at="2025-03-04T01:00:00Z", kind="notice_issued", basis="§32", **_OF),
     _rejected("2025-03-05T01:00:00Z")),
    ("an identity check mends nothing", _ONLY,
     _TOLD, _came("m1", "2025-03-05T01:00:00Z", "identity_verified", outcome="succeeded"),
     _rejected("2025-03-06T01:00:00Z")),
    ("rejected with something outstanding, and accepted after all", _ONLY,
     _TOLD, _rejected("2025-03-05T01:00:00Z", "r1")),
    ("rejected, accepted, and rejected again", {"a1": True, "a2": False},
     _rejected("2025-03-04T01:00:00Z"), _rejected("2025-03-12T01:00:00Z", "r2"),
     event("p", at="2025-03-06T01:00:00Z", kind="application_accepted", outcome="accepted", **_OF)),
    ("the days begin anew with the last thing mended", {"a1": False, "a2": False},
     _TOLD, _told("n2", "2025-03-04T01:00:00Z", "ID"), _came("m1", "2025-03-05T01:00:00Z"),
     _came("m2", "2025-03-12T01:00:00Z", material_kind="ID"),
     event("e3", at="2025-03-20T15:59:59.999999Z")),
    ("and end with the sixth after it", {"a1": True, "a2": False},
     _TOLD, _told("n2", "2025-03-04T01:00:00Z", "ID"), _came("m1", "2025-03-05T01:00:00Z"),
     _came("m2", "2025-03-12T01:00:00Z", material_kind="ID"),
     event("e3", at="2025-03-20T16:00:00Z")),
    ("of two copies of one material the first mends it", {"a1": True, "a2": False},
     _TOLD, _came("m1", "2025-03-05T01:00:00Z"), _came("m2", "2025-03-12T01:00:00Z"),
     event("e3", at="2025-03-13T16:00:00Z")),
)  # fmt: skip

EDGES = (*SRV_1,)
