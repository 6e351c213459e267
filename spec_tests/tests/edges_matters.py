"""Edges of HAL-7 and HAL-10: what a channel asks for and gives, and which visit counts."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_ITEM = "11370800MB285591843370117002011"
_EQUAL, _UNEQUAL = {f"{_ITEM}/1": False}, {f"{_ITEM}/1": True}


def _case(application: str) -> dict[str, object]:
    return {"application_id": application, "case_id": application.replace("a", "c")}


def _asked(application: str, event_id: str, kind: str = "notice_issued", **cells: object):
    asked = {"at": "2025-03-03T04:00:00Z", "kind": kind, "material_kind": "PHOTO"}
    return event(event_id, **{**asked, **_case(application), **cells})


def _made(application: str, channel: str | None, **cells: object):
    made = {"at": "2025-03-03T02:00:00Z", "kind": "application_submitted", "channel": channel}
    return event(f"s{application}", **{**made, **_case(application), "item_code": _ITEM,
                                       "item_version": 1, **cells})  # fmt: skip


def _gave(application: str, *kinds: str | None, outcome: str | None = "granted"):
    """Return edits by which an application is decided and each result is delivered."""
    decided = {"at": "2025-03-05T01:00:00Z", "kind": "decision_made", "outcome": outcome}
    return (
        event(f"d{application}", **decided, **_case(application)),
        *(event(f"r{n}{application}", at=f"2025-03-06T0{n}:00:00Z", kind="result_delivered",
                material_kind=kind, **_case(application)) for n, kind in enumerate(kinds)),
    )  # fmt: skip


HAL_7 = edges(
    "HAL-7",
    "conforming",
    ("one channel asks for what is not listed", _UNEQUAL, _asked("a2", "f")),
    ("the other channel does", _UNEQUAL, _asked("a1", "f")),
    ("both channels ask for it", _EQUAL, _asked("a1", "f"), _asked("a2", "g")),
    ("each asks for something else that is not listed", _UNEQUAL, _asked("a1", "f"),
     _asked("a2", "g", material_kind="CV")),
    ("one channel asks for what is listed", _EQUAL, _asked("a2", "f", material_kind="lease")),
    ("it is on another region's list", _EQUAL, _asked("a2", "f"),
     row("item_materials", None, item_code=_ITEM, item_version=1, region="330411",
         material_kind="PHOTO")),
    ("it is on another version's list", _UNEQUAL, _asked("a2", "f"),
     row("item_materials", None, item_code=_ITEM, item_version=2, region="330402",
         material_kind="PHOTO")),
    ("it is on another item's list", _UNEQUAL, _asked("a2", "f"),
     row("item_materials", None, item_code="x", item_version=1, region="330402",
         material_kind="PHOTO")),
    ("told, and of no material", _EQUAL, _asked("a2", "f", material_kind=None)),
    ("another department is to verify it, by the applicant", _UNEQUAL,
     _asked("a2", "f", "verification_requested")),
    ("another department is asked", _EQUAL, _asked("a2", "f", "material_requested",
                                                  carrier="data")),
    ("nobody knows who is asked", _EQUAL, _asked("a2", "f", "material_requested")),
    ("brought unasked", _EQUAL, _asked("a2", "f", "material_submitted")),
    ("whoever is asked changed the channel", _EQUAL, _asked("a2", "f"), _made("a3", "hall"),
     _asked("a2", "g", "channel_changed")),
    ("the only one in the hall changed the channel", {}, _asked("a2", "f"),
     _asked("a2", "g", "channel_changed")),
    ("another application changed the channel", _UNEQUAL, _asked("a2", "f"),
     _asked("a3", "g", "channel_changed")),
    ("made by post", {}, _asked("a2", "f"), event("e3", channel="post")),
    ("both made online", {}, _asked("a2", "f"), event("e3", channel="online")),
    ("made nobody knows where", {}, _asked("a2", "f"), event("e3", channel=None)),
    ("a third, made by post, is asked", _EQUAL, _made("a3", "post"), _asked("a3", "f")),
    ("another version in the hall", {}, _asked("a2", "f"), event("e3", item_version=2)),
    ("another item in the hall", {}, _asked("a2", "f"), event("e3", item_code="x")),
    ("the version is not on record", {}, _asked("a2", "f"), event("e3", item_version=None)),
    ("the item is not on record", {}, _asked("a2", "f"), event("e3", item_code=None)),
    ("never handed in", {}, _asked("a2", "f"), gone("e3")),
    ("one of several asked is enough", _UNEQUAL, _made("a3", "hall"), _asked("a3", "f")),
    ("both give the same", _EQUAL, *_gave("a1", "BL"), *_gave("a2", "BL")),
    ("each gives something else", _UNEQUAL, *_gave("a1", "BL"), *_gave("a2", "SEAL")),
    ("the hall gives something more", _UNEQUAL, *_gave("a1", "BL"), *_gave("a2", "BL", "SEAL")),
    ("online something more is given", _UNEQUAL, *_gave("a1", "BL", "SEAL"), *_gave("a2", "BL")),
    ("only one channel has given anything", _EQUAL, *_gave("a1", "BL")),
    ("one channel gives nobody knows what", _EQUAL, *_gave("a1", "BL"), *_gave("a2", None)),
    ("refused in the hall", _EQUAL, *_gave("a1", "BL"), *_gave("a2", "X", outcome="refused")),
    ("the outcome is not on record", _EQUAL, *_gave("a1", "BL"), *_gave("a2", "X", outcome=None)),
    ("not yet delivered in the hall", _EQUAL, *_gave("a1", "BL"), *_gave("a2"),
     _asked("a2", "f", "licence_issued")),
    ("issued and delivered in the hall", _UNEQUAL, *_gave("a1", "BL"), *_gave("a2", None),
     _asked("a2", "f", "licence_issued")),
    ("not always given in the hall", _EQUAL, *_gave("a1", "BL"), *_gave("a2", "BL", "SEAL"),
     _made("a3", "hall"), *_gave("a3", "BL")),
    ("once given online too", _EQUAL, *_gave("a1", "BL", "SEAL"), *_gave("a2", "BL", "SEAL"),
     _made("a3", "online"), *_gave("a3", "BL")),
    ("always given in the hall, to two", _UNEQUAL, *_gave("a1", "BL"), *_gave("a2", "BL", "SEAL"),
     _made("a3", "hall"), *_gave("a3", "BL", "SEAL")),
    ("given twice in one application, and once not", _EQUAL, *_gave("a1", "BL"),
     *_gave("a2", "BL", "SEAL", "SEAL"), _made("a3", "hall"), *_gave("a3", "BL")),
    ("given to whoever changed the channel", _EQUAL, *_gave("a1", "BL"), _made("a3", "hall"),
     *_gave("a3", "SEAL"), _asked("a3", "f", "channel_changed")),
    ("another version gives something else", _EQUAL, *_gave("a1", "BL"), *_gave("a2", "BL"),
     _made("a3", "hall", item_version=2), *_gave("a3", "SEAL")),
    ("another item gives something else", _EQUAL, *_gave("a1", "BL"), *_gave("a2", "BL"),
     _made("a3", "hall", item_code="x"), *_gave("a3", "SEAL")),
)  # fmt: skip

_ONCE, _TWICE, _UNDECIDED = {"c1": False}, {"c1": True}, {"c1": None}
_DAY = "2025-03-04T01:0{}:00Z"


def _second(outcome: str | None = "served", place: str | None = "hall@330402", *acts: str):
    """Return edits by which somebody comes a second time, and what happens in that visit."""
    happened = ("visit_started", *acts, "visit_ended")
    return tuple(
        event(f"f{n}", at=_DAY.format(n), kind=kind, place=place, case_id="c1",
              outcome=outcome if kind == "visit_ended" else None) for n, kind in enumerate(happened)
    )  # fmt: skip


_ONE = (gone("e4", "e5", "e6"),
        event("e7", at="2025-03-05T01:00:00Z", kind="result_delivered", channel="post",
              case_id="c1", application_id="a1"))  # fmt: skip
_ACTS = (
    "redirected", "identity_verified", "material_requested", "material_submitted",
    "licence_presented", "licence_refused", "verification_requested", "recertification_requested",
    "application_submitted", "application_accepted", "application_rejected", "result_delivered",
)  # fmt: skip

HAL_10 = edges(
    "HAL-10",
    "breaching",
    ("one visit", _ONCE, *_ONE),
    ("two visits to the hall", _TWICE, *_ONE, *_second()),
    ("two visits, and not yet at its end", _TWICE, *_ONE, *_second(), gone("e7")),
    ("left at once", _ONCE, *_ONE, *_second("left")),
    *((f"left after this: {act}", _TWICE, *_ONE, *_second("left", "hall@330402", act))
      for act in _ACTS),
    ("left after nothing of it", _ONCE, *_ONE, *_second("left", "hall@330402", "step_started")),
    ("left after being told", _ONCE, *_ONE, *_second("left", "hall@330402", "notice_issued")),
    ("told, and served", _ONCE, *_ONE, *_second("served", "hall@330402", "notice_issued")),
    ("nobody knows how the visit ended", _TWICE, *_ONE, *_second(None)),
    ("the visit has not ended", _TWICE, *_ONE, *_second(), gone("f1")),
    ("told after the visit", _TWICE, *_ONE, *_second(),
     event("f2", at="2025-03-04T02:00:00Z", kind="notice_issued", case_id="c1")),
    ("told as the visit ends, after it by its id", _TWICE, *_ONE, *_second(),
     event("f2", at="2025-03-04T01:01:00Z", kind="notice_issued", case_id="c1")),
    ("told as the visit ends, before it by its id", _ONCE, *_ONE, *_second(),
     event("f0a", at="2025-03-04T01:01:00Z", kind="notice_issued", case_id="c1")),
    ("told as the visit begins, before it by its id", _TWICE, *_ONE, *_second(),
     event("f", at="2025-03-04T01:00:00Z", kind="notice_issued", case_id="c1")),
    ("left, and the end told a second time", _ONCE, *_ONE, *_second("left"),
     event("f2", at="2025-03-04T01:02:00Z", kind="visit_ended", case_id="c1", outcome="served")),
    ("served, and the end told a second time", _TWICE, *_ONE, *_second(),
     event("f2", at="2025-03-04T01:02:00Z", kind="visit_ended", case_id="c1", outcome="left")),
    ("an end before any visit", _ONCE, *_ONE,
     event("d", at="2025-03-03T00:00:00Z", kind="visit_ended", case_id="c1", outcome="left")),
    ("the second visit is of another matter", _ONCE, *_ONE, *_second(),
     event("f0", case_id="c2"), event("f1", case_id="c2")),
    ("the second visit is of no matter", _ONCE, *_ONE, *_second(),
     event("f0", case_id=None), event("f1", case_id=None)),
    ("told at the hall, served at the department", _TWICE, *_ONE,
     *_second(None, "office:TAX@330402", "notice_issued")),
    ("told at the hall twice", _ONCE, *_ONE, *_second(None, "hall@330402", "notice_issued")),
    ("told at the department, and nobody knows what the first place is", _ONCE, *_ONE,
     kept("places", lambda r: r["place_kind"] == "office"),
     *_second(None, "office:TAX@330402", "notice_issued")),
    ("told at a window, served at the department", _TWICE, *_ONE, row("places", 0,
                                                                     place_kind="window"),
     *_second(None, "office:TAX@330402", "notice_issued")),
    ("told at a terminal, served at the department", _ONCE, *_ONE, row("places", 0,
                                                                      place_kind="terminal"),
     *_second(None, "office:TAX@330402", "notice_issued")),
    ("walked away from the department", _ONCE, *_ONE, *_second("left", "office:TAX@330402")),
    ("not yet at its end", _UNDECIDED, *_ONE, gone("e7")),
    ("granted, and not delivered", _UNDECIDED, *_ONE,
     event("e7", kind="decision_made", outcome="granted")),
    ("decided, nobody knows how", _UNDECIDED, *_ONE, event("e7", kind="decision_made")),
    ("refused", _ONCE, *_ONE, event("e7", kind="decision_made", outcome="refused")),
    ("rejected", _ONCE, *_ONE, event("e7", kind="application_rejected")),
    ("given up", _ONCE, *_ONE, event("e7", kind="application_abandoned")),
    ("withdrawn", _ONCE, *_ONE, event("e7", kind="application_withdrawn")),
    ("of two applications one is open", _UNDECIDED, *_ONE,
     event("g", at="2025-03-03T01:25:00Z", kind="application_submitted", case_id="c1",
           application_id="a2", channel="online")),
    ("it had begun before the log", _UNDECIDED, *_ONE, gone("e2")),
    ("only its start is on record", _ONCE, *_ONE, event("e2", kind="application_started")),
    ("nobody came, and it was made at a window", _UNDECIDED, *_ONE, gone("e1", "e3")),
    ("nobody came, and it was made online", _ONCE, *_ONE, gone("e1", "e3"),
     event("e2", channel="online")),
    ("one visit, and it was made online", _ONCE, *_ONE, event("e2", channel="online")),
    ("nobody came, and nobody knows where it was made", _ONCE, *_ONE, gone("e1", "e3"),
     event("e2", channel=None)),
    ("the matter is not on record", {}, *_ONE, event("e2", case_id=None),
     event("e7", case_id=None)),
)  # fmt: skip

EDGES = (*HAL_7, *HAL_10)
