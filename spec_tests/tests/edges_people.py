"""Edges of PRO-1, HAL-2 and CAT-2: how long a login holds, who does both, what must be online."""

from __future__ import annotations

from edges import edges, event, gone, row

_ME = "360426199101010071"
_HELD, _AGAIN, _OPEN = {"e3": False}, {"e3": True}, {"e3": None}


def _started(event_id: str, at: str, application: str = "a3", **cells: object):
    of = {"kind": "application_started", "channel": "online", "applicant_id": _ME}
    return event(event_id, **{**of, "at": at, "application_id": application, **cells})


PRO_1 = edges(
    "PRO-1",
    "conforming",
    ("asked again as the session ends", _HELD, event("e4", at="2025-03-03T02:00:00Z")),
    ("asked again a microsecond before", {**_HELD, "e4": True},
     event("e4", at="2025-03-03T01:59:59.999999Z")),
    ("asked again with a reason", {**_HELD, "e4": False},
     event("e4", at="2025-03-03T01:59:00Z", basis="换设备")),
    ("asked again in vain", _HELD, event("e4", at="2025-03-03T01:59:00Z", outcome="failed")),
    ("asked again at a counter", _HELD, event("e4", at="2025-03-03T01:59:00Z", channel="hall")),
    ("asked again nobody knows where", _HELD,
     event("e4", at="2025-03-03T01:59:00Z", channel=None)),
    ("asked again at what is a portal", {**_HELD, "e4": True},
     event("e4", at="2025-03-03T01:59:00Z", channel=None),
     row("places", None, place="portal:TAX", place_kind="portal")),
    ("somebody else logs in", _HELD,
     event("e4", at="2025-03-03T01:59:00Z", applicant_id="91110000600037341L")),
    ("nobody knows who", _HELD, event("e4", at="2025-03-03T01:59:00Z", applicant_id=None)),
    ("as the first login, after it by its id", {**_HELD, "e4": True},
     event("e4", at="2025-03-03T01:00:00Z")),
    ("begun as the session ends", {}, event("e3", at="2025-03-03T02:00:00Z")),
    ("begun a microsecond before", _HELD, event("e3", at="2025-03-03T01:59:59.999999Z")),
    ("only one is begun", {}, gone("e3")),
    ("a third is begun", {**_HELD, "f": False}, _started("f", "2025-03-03T01:40:00Z")),
    ("one is begun a second time", _HELD, _started("f", "2025-03-03T01:40:00Z", "a2")),
    ("begun before the login", {}, event("e2", at="2025-03-03T00:59:00Z")),
    ("begun before any login", {}, event("e1", outcome="failed")),
    ("no session is declared", {**_OPEN, "e4": None}, row("declared", 0, name="other")),
    ("the session is a second longer", {**_HELD, "e4": True}, row("declared", 0, value="3601")),
)  # fmt: skip

_APART, _BOTH, _UNSURE = {"a1": False}, {"a1": True}, {"a1": None}
_TAKEN, _W = "2025-03-03T01:10:00Z", "王"


def _did(event_id: str, at: str, kind: str, **cells: object):
    of = {"at": at, "kind": kind, "application_id": "a1", "case_id": "c1", "officer": _W}
    return event(event_id, **{**of, **cells})


_APART_NOW = event("e4", officer="赵")

HAL_2 = edges(
    "HAL-2",
    "breaching",
    ("nobody does both", _APART, _APART_NOW),
    ("the receiver ends a step", _BOTH, _APART_NOW, event("e3", officer=_W)),
    ("the receiver begins a step", _BOTH, _APART_NOW,
     _did("f", "2025-03-03T02:00:00Z", "step_started")),
    ("the receiver only tells what is missing afterwards", _APART, _APART_NOW,
     _did("f", "2025-03-04T01:30:00Z", "notice_issued")),
    ("another told what is missing, and decides", _BOTH, event("e4", officer="赵"),
     _did("e1a", "2025-03-03T01:05:00Z", "notice_issued", officer="赵")),
    ("told as it is accepted, before it by its id", _BOTH, event("e4", officer="赵"),
     _did("e1a", _TAKEN, "notice_issued", officer="赵")),
    ("told as it is accepted, after it by its id", _APART, event("e4", officer="赵"),
     _did("e2a", _TAKEN, "notice_issued", officer="赵")),
    ("whoever keyed it in decides", _BOTH, event("e4", officer="赵"), event("e1", officer="赵")),
    ("accepted by nobody knows whom", _UNSURE, event("e2", officer=None)),
    ("decided by nobody knows whom", _UNSURE, event("e4", officer=None)),
    ("a step ended by nobody knows whom", _UNSURE, _APART_NOW, event("e3", officer=None)),
    ("a step begun by nobody knows whom", _APART, _APART_NOW,
     _did("f", "2025-03-03T02:00:00Z", "step_started", officer=None)),
    ("a step ended by nobody knows whom, and one did both", _BOTH, event("e3", officer=None)),
    ("it is a machine", _APART, row("declared", None, name="automatic_officers", value=_W)),
    ("another is a machine", _BOTH, row("declared", None, name="automatic_officers", value="李")),
    ("deemed accepted", {}, event("e2", outcome="deemed_accepted")),
    ("accepted nobody knows how", _BOTH, event("e2", outcome=None)),
    ("never accepted", {}, gone("e2")),
    ("only accepted", {}, gone("e3", "e4")),
    ("accepted by another, and once more by who decides", _BOTH, event("e2", officer="钱"),
     _did("f", "2025-03-03T03:00:00Z", "application_accepted", outcome="accepted")),
    ("the receiver decides another application", _APART, _APART_NOW,
     _did("f", "2025-03-04T03:00:00Z", "decision_made", application_id="a2")),
)  # fmt: skip

_ITEM, _SECRET = "330110101001/1/330402", "330110101001/1/330411"
_ON, _OFF, _UNSAID = {_ITEM: False}, {_ITEM: True}, {_ITEM: None}
_STAGES = ("application", "acceptance", "review", "decision", "delivery")
_NOW = "2025-03-03T01:00:00Z"


def _item(**cells: object):
    return row("items", 0, **cells)


CAT_2 = edges(
    "CAT-2",
    "conforming",
    *((f"all but this: {stage}", _OFF,
       _item(online_stages=";".join(s for s in _STAGES if s != stage))) for stage in _STAGES),
    ("nothing is online", _OFF, _item(online_stages=None)),
    ("no exception", {**_ON, _SECRET: True}, row("items", 1, online_exception=None)),
    ("in no listed category", {}, _item(online_stages=None, category="别的")),
    ("the category is not on record", _UNSAID, _item(online_stages=None, category=None)),
    ("publication is not on record", _UNSAID, _item(online_stages=None, published_at=None)),
    ("withdrawn as the log begins", {}, _item(withdrawn_at=_NOW)),
    ("withdrawn a microsecond later", _OFF, _item(online_stages=None,
                                                 withdrawn_at="2025-03-03T01:00:00.000001Z")),
    ("published as the log ends", _OFF, _item(online_stages=None, published_at=_NOW)),
    ("published a microsecond later", {}, _item(published_at="2025-03-03T01:00:00.000001Z")),
    ("withdrawn as it is published", {}, gone("e1"), _item(withdrawn_at="2025-02-01T00:00:00Z")),
    ("no log", _OFF, gone("e1"), _item(online_stages=None, withdrawn_at="2025-02-02T00:00:00Z")),
)  # fmt: skip

EDGES = (*PRO_1, *HAL_2, *CAT_2)
