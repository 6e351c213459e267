"""Edges of 省级统筹: what is open as a system of record is changed, and what a portal reaches."""

from __future__ import annotations

from edges import edges, event, gone, row

_MOVED, _BEFORE, _AFTER = (
    "2025-03-04T16:00:00Z",
    "2025-03-04T15:59:59.999999Z",
    "2025-03-04T16:00:00.000001Z",
)
_ITEM = {"item_code": "330110101001", "item_version": 1, "region": "330402"}
_FINE = {"moved/e3": False, "a1/e3": False}
_NOT_OPEN, _LOST, _OPEN = {"moved/e3": False}, {**_FINE, "a1/e3": True}, {**_FINE, "a1/e3": None}
_DAYS = [
    row("calendar", None, date=f"2025-03-{day:02}", working=day not in (8, 9))
    for day in range(1, 15)
]
_LIMIT = (row("items", None, **_ITEM, name="x", limit_working_days=1), *_DAYS)


def _ends(kind: str, at: str, outcome: str | None = None):
    return event("e4", kind=kind, at=at, outcome=outcome)


def _again(at: str, event_id: str = "f", **other: str):
    of = {"case_id": "c1", "application_id": "a2", **_ITEM, **other}
    return event(event_id, at=at, kind="application_submitted", channel="hall", **of)


def _accepted(event_id: str, at: str, outcome: str = "accepted"):
    return event(event_id, at=at, kind="application_accepted", application_id="a1",
                 authority="SAMR@330402", outcome=outcome)  # fmt: skip


def _log_ends(at: str):
    return event("z", at=at, kind="link_up", link_id="k")


PRO_4 = edges(
    "PRO-4",
    "conforming",
    ("handed in as it moves", _NOT_OPEN, event("e1", at=_MOVED), event("e2", at=_AFTER)),
    ("handed in a microsecond before", _FINE, event("e1", at=_BEFORE), event("e2", at=_AFTER)),
    ("decided as it moves", _NOT_OPEN, _ends("decision_made", _MOVED, "granted")),
    ("decided a microsecond after", _FINE, _ends("decision_made", _AFTER, "granted")),
    ("rejected as it moves", _NOT_OPEN, _ends("application_rejected", _MOVED)),
    ("rejected a microsecond after", _FINE, _ends("application_rejected", _AFTER)),
    ("given up as it moves", _NOT_OPEN, _ends("application_abandoned", _MOVED)),
    ("given up a microsecond after", _FINE, _ends("application_abandoned", _AFTER)),
    ("goes on as it moves", _FINE, _ends("step_started", _MOVED)),
    ("nothing more, and no limit is known", _OPEN, gone("e4")),
    ("only shown", _OPEN, _ends("status_shown", _AFTER)),
    ("handed in again as it moves", _LOST, gone("e4"), _again(_MOVED)),
    ("handed in again as it moves, before it by its id", _LOST, gone("e4"), _again(_MOVED, "d")),
    ("one of two is handed in again", {**_LOST, "a3/e3": None}, gone("e4"), _again(_AFTER),
     _again(_BEFORE, "g", application_id="a3", case_id="c3")),
    ("handed in again, and moved on later",
     {**_LOST, "moved/m": False, "a1/m": None, "a2/m": None}, gone("e4"), _again(_AFTER),
     event("m", at="2025-03-06T01:00:00Z", kind="record_moved", place="other",
           item_code="330110101001", region="330402")),
    ("handed in twice before it moves", {**_OPEN, "a2/e3": None}, gone("e4"), _again(_BEFORE)),
    ("another item is handed in", _OPEN, gone("e4"), _again(_AFTER, item_code="330110104001")),
    ("in another matter", _OPEN, gone("e4"), _again(_AFTER, case_id="c2")),
    ("the same application, handed in again", _FINE, gone("e4"),
     _again(_AFTER, application_id="a1")),
    ("handed in again, and this one goes on", _FINE, _again(_AFTER)),
    ("decided twice", _LOST, event("e5", at="2025-03-07T02:00:00Z", kind="decision_made",
                                   application_id="a1", outcome="granted")),
    ("accepted again as it moves", _LOST, _accepted("e3a", _MOVED)),
    ("accepted again a microsecond before", _FINE, _accepted("e3a", _BEFORE)),
    ("deemed accepted, and accepted on record", _FINE, _accepted("e3a", _AFTER, "deemed_accepted")),
    ("deemed accepted, and accepted twice", _LOST,
     _accepted("e3a", _AFTER, "deemed_accepted"), _accepted("e3b", _AFTER)),
    ("silent to the last moment of the limit", _OPEN, gone("e4"), *_LIMIT,
     _log_ends("2025-03-06T15:59:59.999999Z")),
    ("silent a day longer", _LOST, gone("e4"), *_LIMIT, _log_ends("2025-03-06T16:00:00Z")),
    ("silent to the end of the next day", _LOST, gone("e4"), *_LIMIT,
     _log_ends("2025-03-07T15:59:59.999999Z")),
    ("silent over a weekend", _OPEN, gone("e4"), *_DAYS,
     row("items", None, **_ITEM, name="x", limit_working_days=2),
     _log_ends("2025-03-09T15:59:59.999999Z")),
    ("silent since the applicant was told to mend", _OPEN, gone("e4"), *_LIMIT,
     event("n", at=_BEFORE, kind="notice_issued", application_id="a1"),
     _log_ends("2025-03-07T16:00:00Z")),
    ("silent since the clock was stopped", _OPEN, gone("e4"), *_LIMIT,
     event("n", at=_BEFORE, kind="clock_stopped", application_id="a1"),
     _log_ends("2025-03-07T16:00:00Z")),
    ("silent since the applicant was called in, and shown", _OPEN, gone("e4"), *_LIMIT,
     event("n", at="2025-03-04T15:00:00Z", kind="called_in", application_id="a1"),
     event("o", at=_BEFORE, kind="status_shown", application_id="a1"),
     _log_ends("2025-03-07T16:00:00Z")),
    ("told to mend as it moves", _FINE, gone("e4"), *_LIMIT,
     event("n", at=_MOVED, kind="notice_issued", application_id="a1"),
     _log_ends("2025-03-07T16:00:00Z")),
    ("moved to two systems at once", {"moved/e3": True, "a1/e3": False},
     event("m", at=_MOVED, kind="record_moved", place="other", item_code="330110101001",
           region="330402")),
    ("moved twice to one system at once", _FINE,
     event("m", at=_MOVED, kind="record_moved", place="platform", item_code="330110101001",
           region="330402")),
    ("moved on a microsecond later", {**_FINE, "moved/m": False, "a1/m": False},
     event("m", at=_AFTER, kind="record_moved", place="other", item_code="330110101001",
           region="330402")),
)  # fmt: skip

_STATE = {"state/a1": False}
_TWO = ("330110101001/1/330402", "330110104001/1/330402")

PRO_3 = edges(
    "PRO-3",
    "conforming",
    ("shown behind as the bound ends", {**dict.fromkeys(_TWO, False), **_STATE},
     event("e2", at="2025-03-03T01:10:00Z")),
    ("shown behind a microsecond later", {**dict.fromkeys(_TWO, False), "state/a1": True},
     event("e2", at="2025-03-03T01:10:00.000001Z")),
    ("in force in the whole country, and reached in each province",
     {"330110101001/1/000000": False, "330110104001/1/330402": False, **_STATE},
     row("items", 0, region="000000"),
     row("places", None, place="portal:32", place_kind="portal", region="320000")),
    ("in force in the whole country, and not reached in one province",
     {"330110101001/1/000000": True, "330110104001/1/330402": False, **_STATE},
     row("items", 0, region="000000"),
     row("places", None, place="portal:32", place_kind="portal", region="320000", items="other")),
    ("a national portal is no provincial one",
     {"330110101001/1/000000": False, "330110104001/1/330402": False, **_STATE},
     row("items", 0, region="000000"),
     row("places", None, place="portal:0", place_kind="portal", region="000000", items="other")),
)  # fmt: skip

_HAND, _SYSTEM, _NONE, _UNSURE = (
    {"a1/BL": True, "e3": True},
    {"a1/BL": False, "e3": True},
    {"e3": True},
    {"a1/BL": None, "e3": True},
)
_GIVEN = "2025-03-03T03:01:00Z"


def _link(link_id: str = "k1", **cells: str):
    of = {"asker": "TAX", "provider": "SAMR", "material_kind": "BL",
          "from": "2025-01-01T00:00:00Z", "until": None}  # fmt: skip
    return row("links", None, link_id=link_id, **{**of, **cells})


def _switch(event_id: str, kind: str, at: str, link_id: str = "k1"):
    return event(event_id, at=at, kind=kind, link_id=link_id)


def _asked(at: str, event_id: str = "q", **cells: str):
    of = {"application_id": "a1", "kind": "material_requested", "carrier": "applicant",
          "material_kind": "BL", "authority": "TAX@330402"}  # fmt: skip
    return event(event_id, at=at, **{**of, **cells})


_DOWN = _switch("l1", "link_down", "2025-03-03T02:00:00Z")
_MEANWHILE = (_link(), _DOWN, _switch("l2", "link_up", "2025-03-03T02:45:00Z"))

PRO_6 = edges(
    "PRO-6",
    "breaching",
    ("issued on no application", _NONE, event("e1", application_id=None)),
    ("nobody knows what was issued", _NONE, event("e1", material_kind=None)),
    ("nobody knows who issued it", _NONE, event("e1", authority=None)),
    ("issued in another matter", _NONE, event("e1", case_id="c2")),
    ("another result", _NONE, event("e1", material_kind="ID")),
    ("issued as it is given, before it by its id", _HAND, event("e1", at=_GIVEN)),
    ("issued after it was given", _NONE, event("e1", at="2025-03-03T03:01:00.000001Z")),
    ("issued by the same department", _NONE, event("e1", authority="TAX@330402")),
    ("nobody knows who carried it", _HAND, event("e2", carrier=None)),
    ("carried by the platform", _SYSTEM, event("e2", carrier="platform")),
    ("posted", _SYSTEM, event("e2", carrier="post")),
    ("presented as a licence", _SYSTEM, event("e2", kind="licence_presented")),
    ("fetched", _SYSTEM, event("e2", kind="material_fetched", outcome="succeeded")),
    ("not fetched", _NONE, event("e2", kind="material_fetched", outcome="failed")),
    ("only checked", _NONE, event("e2", kind="identity_verified", outcome="succeeded")),
    ("once fetched and once by hand", _HAND,
     event("f", at=_GIVEN, kind="material_fetched", outcome="succeeded", application_id="a1",
           case_id="c1", material_kind="BL")),
    ("nobody knows who takes it", _UNSURE, gone("e4")),
    ("who asked takes it", _HAND, gone("e4"), _asked("2025-03-03T02:30:00Z")),
    ("who told of it takes it", _HAND, gone("e4"),
     _asked("2025-03-03T02:30:00Z", kind="notice_issued")),
    ("who asked had issued it", _NONE, gone("e4"),
     _asked("2025-03-03T02:30:00Z", authority="SAMR@330402")),
    ("asked by post", _UNSURE, gone("e4"), _asked("2025-03-03T02:30:00Z", carrier="post")),
    ("asked for something else", _UNSURE, gone("e4"),
     _asked("2025-03-03T02:30:00Z", material_kind="ID")),
    ("asked in another application", _UNSURE, gone("e4"),
     _asked("2025-03-03T02:30:00Z", application_id="a2")),
    ("asked as it is given, after it by its id", _UNSURE, gone("e4"), _asked(_GIVEN)),
    ("asked as it is given, before it by its id", _HAND, gone("e4"), _asked(_GIVEN, "d")),
    ("the link is down", _SYSTEM, _link(), _DOWN),
    ("the link is up as it is given", _HAND, _link(), _DOWN, _switch("l2", "link_up", _GIVEN)),
    ("the link is up a microsecond later", _SYSTEM, _link(), _DOWN,
     _switch("l2", "link_up", "2025-03-03T03:01:00.000001Z")),
    ("the link goes down as it is given", _SYSTEM, _link(), _switch("l1", "link_down", _GIVEN)),
    ("the link goes down a microsecond later", _HAND, _link(),
     _switch("l1", "link_down", "2025-03-03T03:01:00.000001Z")),
    ("of two links one is up", _HAND, _link(), _link("k2"), _DOWN),
    ("both are down", _SYSTEM, _link(), _link("k2"), _DOWN,
     _switch("l3", "link_down", "2025-03-03T02:00:00Z", "k2")),
    ("the library is up, the link is down", _SYSTEM, _link(), _link("library"), _DOWN),
    ("the library alone is down", _SYSTEM, _link("library"),
     _switch("l3", "link_down", "2025-03-03T02:00:00Z", "library")),
    ("the link of another department is down", _HAND, _link(asker="HRSS"), _DOWN),
    ("the link of everybody is down", _SYSTEM, _link(asker="*"), _DOWN),
    ("the link of another material is down", _HAND, _link(material_kind="ID"), _DOWN),
    ("the link is out of use", _HAND, _link(until=_GIVEN), _DOWN),
    ("the link goes out of use a microsecond later", _SYSTEM,
     _link(until="2025-03-03T03:01:00.000001Z"), _DOWN),
    ("the link comes into use as it is given", _SYSTEM, _link(**{"from": _GIVEN}), _DOWN),
    ("the link comes into use a microsecond later", _HAND,
     _link(**{"from": "2025-03-03T03:01:00.000001Z"}), _DOWN),
    ("the link was down as it was asked for", _SYSTEM, *_MEANWHILE, _asked("2025-03-03T02:30:00Z")),
    ("the link was up as it was asked for last", _HAND, *_MEANWHILE,
     _asked("2025-03-03T02:30:00Z"), _asked("2025-03-03T02:50:00Z", "r")),
    ("the link was down as something else was asked for", _HAND, *_MEANWHILE,
     _asked("2025-03-03T02:30:00Z", material_kind="ID")),
    ("nobody knows who carried the file", {"a1/BL": True, "e3": None}, event("e3", carrier=None)),
    ("the file was posted", {"a1/BL": True, "e3": False}, event("e3", carrier="post")),
)  # fmt: skip

EDGES = (*PRO_4, *PRO_3, *PRO_6)
