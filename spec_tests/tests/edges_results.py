"""Edges of HAL-5, HAL-6, HAL-9 and DAT-2: who worked, what came together, what is held."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_ITEM = "11370800MB285591843370117002011"
_RIGHT, _WRONG, _OPEN = {"a1/check": False}, {"a1/check": True}, {"a1/check": None}


def _of(event_id: str, at: str, kind: str, **cells: object):
    of = {"at": at, "kind": kind, "application_id": "a1", "case_id": "c1"}
    return event(event_id, **{**of, **cells})


def _by(*event_ids: str, **cells: object):
    return tuple(event(event_id, **cells) for event_id in event_ids)


HAL_5 = edges(
    "HAL-5",
    "conforming",
    ("begun by another kind of department", _WRONG, event("e3", authority="TAX@330402")),
    ("ended by another kind of department", _WRONG, event("e4", authority="TAX@330402")),
    ("the same kind elsewhere", _RIGHT, event("e3", authority="FIRE@330411")),
    ("begun by nobody knows whom, ended by the right one", _RIGHT, event("e3", authority=None)),
    ("begun and ended by nobody knows whom", _OPEN, *_by("e3", "e4", authority=None)),
    ("the kind of department is not on record", _OPEN, *_by("e3", "e4", authority="FIRE")),
    ("begun by another class", _WRONG, event("e3", review_class="desk")),
    ("ended by another class", _WRONG, event("e4", review_class="desk")),
    ("begun by nobody knows what class", _RIGHT, event("e3", review_class=None)),
    ("nobody knows what class", _OPEN, *_by("e3", "e4", review_class=None)),
    ("nobody knows by whom, and another class", _WRONG, *_by("e3", "e4", authority=None),
     event("e4", review_class="desk")),
    ("the catalogue gives no class", _RIGHT, row("item_steps", 0, review_class=None),
     *_by("e3", "e4", review_class="desk")),
    ("the catalogue gives no kind of department", _RIGHT, row("item_steps", 0, authority_kind=None),
     *_by("e3", "e4", authority="TAX@330402")),
    ("the catalogue gives no kind, and another class", _WRONG,
     row("item_steps", 0, authority_kind=None), event("e4", review_class="desk")),
    ("the catalogue gives neither", {}, row("item_steps", 0, authority_kind=None,
                                            review_class=None),
     event("e2", carrier="applicant")),
    ("the post carried it", _WRONG, event("e2", carrier="post")),
    ("the applicant carried it", _WRONG, event("e2", carrier="applicant")),
    ("nobody knows who carried it", _OPEN, event("e2", carrier=None)),
    ("nobody knows who carried it, and another class", _WRONG, event("e2", carrier=None),
     event("e4", review_class="desk")),
    ("nobody knows who carried it once, the post did once", _WRONG, event("e2", carrier=None),
     _of("f", "2025-03-03T03:00:00Z", "handed_over", step="check", carrier="post")),
    ("never handed over", _RIGHT, gone("e2")),
    ("another step was carried by the applicant", _RIGHT,
     _of("f", "2025-03-03T03:00:00Z", "handed_over", step="other", carrier="applicant")),
    ("another application was carried by the applicant", _RIGHT,
     event("f", at="2025-03-03T03:00:00Z", kind="handed_over", application_id="a2", step="check",
           carrier="applicant")),
    ("the applicant carried it after it was done", _WRONG,
     _of("f", "2025-03-05T03:00:00Z", "handed_over", step="check", carrier="applicant")),
    ("only begun", _RIGHT, gone("e4")),
    ("only ended", _RIGHT, gone("e3")),
    ("only handed over", {}, gone("e3", "e4"), event("e2", carrier="post")),
    ("only ready, at the wrong department", {}, gone("e4"),
     event("e3", kind="step_ready", authority="TAX@330402")),
    ("a step of another name", {}, row("item_steps", 0, step="other")),
    ("another version's step", {}, row("item_steps", 0, item_version=2)),
    ("another item's step", {}, row("item_steps", 0, item_code="330110101001")),
)  # fmt: skip

_ONCE, _APART, _UNSURE = {"c1": False}, {"c1": True}, {"c1": None}
_FIRST = "2025-03-06T01:30:00Z"

HAL_6 = edges(
    "HAL-6",
    "conforming",
    ("twenty-four hours apart", _APART, event("e6", at="2025-03-07T01:30:00Z")),
    ("a microsecond less", _ONCE, event("e6", at="2025-03-07T01:29:59.999999Z")),
    ("at the same time", _ONCE, event("e6", at=_FIRST)),
    ("by two channels", _APART, event("e6", channel="online")),
    ("at two places", _APART, event("e6", place="office:TAX@330402")),
    ("nobody knows where one was given", _UNSURE, event("e6", place=None)),
    ("nobody knows by what channel one was given", _UNSURE, event("e6", channel=None)),
    ("nobody knows where, twenty-four hours apart", _APART,
     event("e6", place=None, at="2025-03-07T01:30:00Z")),
    ("by post, to two places", _ONCE, event("e5", channel="post"),
     event("e6", channel="post", place="elsewhere")),
    ("by post, nobody knows where to", _ONCE, event("e5", channel="post", place=None),
     event("e6", channel="post", place=None)),
    ("by post, twenty-four hours apart", _APART, event("e5", channel="post"),
     event("e6", channel="post", at="2025-03-07T01:30:00Z")),
    ("a visit in between", _APART,
     event("e5a", at="2025-03-06T01:30:30Z", kind="visit_started", case_id="c1")),
    ("a visit in between, of another matter", _ONCE,
     event("e5a", at="2025-03-06T01:30:30Z", kind="visit_started", case_id="c2")),
    ("a visit ends in between", _ONCE,
     event("e5a", at="2025-03-06T01:30:30Z", kind="visit_ended", case_id="c1")),
    ("a visit as the first is given, after it by its id", _APART,
     event("e5a", at=_FIRST, kind="visit_started", case_id="c1")),
    ("a visit as the first is given, before it by its id", _ONCE,
     event("e4a", at=_FIRST, kind="visit_started", case_id="c1")),
    ("a visit as the last is given, before it by its id", _APART,
     event("e5a", at="2025-03-06T01:31:00Z", kind="visit_started", case_id="c1")),
    ("a visit as the last is given, after it by its id", _ONCE,
     event("f", at="2025-03-06T01:31:00Z", kind="visit_started", case_id="c1")),
    ("one is given, the other is still open", _UNSURE, gone("e6")),
    ("one is given, the other is undecided", _UNSURE, gone("e4", "e6")),
    ("one is given, the other was refused", {}, gone("e6"), event("e4", outcome="refused")),
    ("one is given, nobody knows how the other was decided", _UNSURE, gone("e6"),
     event("e4", outcome=None)),
    ("one is given, the other was rejected", {}, gone("e6"),
     event("e4", kind="application_rejected")),
    ("one is given, the other was withdrawn", {}, gone("e6"),
     event("e4", kind="application_withdrawn")),
    ("one is given, the other was given up", {}, gone("e6"),
     event("e4", kind="application_abandoned")),
    ("one is given, the other only began", {}, gone("e4", "e6"),
     event("e2", kind="application_started")),
    ("one is given, the other is of another matter", {}, gone("e6"),
     *_by("e2", "e4", case_id="c2")),
    ("both are given, a third is open", _UNSURE,
     event("f", at="2025-03-03T01:00:00Z", kind="application_submitted", application_id="a3",
           case_id="c1")),
    ("both are given, one had begun before the log", _UNSURE, gone("e2")),
    ("two results of one application", _ONCE, event("e6", application_id="a1"),
     event("e4", outcome="refused")),
    ("the deliveries do not say the matter", _ONCE, *_by("e5", "e6", case_id=None)),
    ("the deliveries do not say the matter, and are apart", _APART,
     *_by("e5", "e6", case_id=None), event("e6", at="2025-03-07T01:30:00Z")),
    ("nothing says the matter", {}, *_by("e1", "e2", "e3", "e4", "e5", "e6", case_id=None)),
    ("nothing is given", {}, gone("e5", "e6")),
)  # fmt: skip

_ME, _FIRM, _BAD = "360426199101010071", "91110000600037341L", "360426199101010072"
_MINE = {f"applicant/{_ME}": False}

HAL_9 = edges(
    "HAL-9",
    "conforming",
    ("one number", {"case/c1": False, **_MINE}),
    ("a right number of somebody else", {"case/c1": True, **_MINE, f"applicant/{_FIRM}": False},
     event("e2", applicant_id=_FIRM)),
    ("in another matter another number",
     {"case/c1": False, "case/c2": False, **_MINE, f"applicant/{_FIRM}": False},
     event("e2", applicant_id=_FIRM, case_id="c2")),
    ("in another matter the same number", {"case/c1": False, "case/c2": False, **_MINE},
     event("e2", case_id="c2")),
    ("only one of the events says it", {"case/c1": False, **_MINE},
     event("e1", applicant_id=None)),
    ("no event says it", {"case/c1": None}, *_by("e1", "e2", applicant_id=None)),
    ("no matter is said", _MINE, *_by("e1", "e2", case_id=None)),
    ("neither is said", {}, *_by("e1", "e2", case_id=None, applicant_id=None)),
    ("one wrong number", {"case/c1": False, f"applicant/{_BAD}": True},
     *_by("e1", "e2", applicant_id=_BAD)),
    ("a wrong number and no matter", {f"applicant/{_BAD}": True},
     *_by("e1", "e2", applicant_id=_BAD, case_id=None)),
    ("the code of a unit fails its check",
     {"case/c1": False, "applicant/911100006000373411": True},
     *_by("e1", "e2", applicant_id="911100006000373411")),
    ("the code of an item is no number of an applicant",
     {"case/c1": False, f"applicant/{_ITEM}": True}, *_by("e1", "e2", applicant_id=_ITEM)),
    ("the basic code of an item is none", {"case/c1": False, "applicant/330110101001": True},
     *_by("e1", "e2", applicant_id="330110101001")),
    ("a name is none", {"case/c1": False, "applicant/P1": True},
     *_by("e1", "e2", applicant_id="P1")),
)  # fmt: skip

_ASKED, _GAVE = "a1/lease/e1", "a1/lease/e2"
_ASKED_2, _GAVE_2 = "a2/lease/e3", "a2/lease/e4"
_NEW = {_ASKED: False, _GAVE: False}
_HELD = {**_NEW, _ASKED_2: True, _GAVE_2: True}
_GONE = {**_NEW, _ASKED_2: False, _GAVE_2: False}
_LATER = event("e4", kind="step_ready")  # only the request is left of the second time
_AGAIN, _PASSED = {**_NEW, _ASKED_2: True}, {**_NEW, _ASKED_2: False}


def _valid(days: int | None):
    return row("material_kinds", 0, validity_days=days)


DAT_2 = edges(
    "DAT-2",
    "breaching",
    ("still in force by a microsecond", _AGAIN, _LATER, _valid(7),
     event("e3", at="2025-03-10T01:04:59.999999Z")),
    ("no more in force", _PASSED, _LATER, _valid(7), event("e3", at="2025-03-10T01:05:00Z")),
    ("a day longer in force", _AGAIN, _LATER, _valid(8), event("e3", at="2025-03-10T01:05:00Z")),
    ("somebody else asked", _GONE, *_by("e3", "e4", applicant_id=_FIRM)),
    ("asked for something else",
     {**_NEW, "a2/map/e3": False, "a2/map/e4": False}, *_by("e3", "e4", material_kind="map"),
     row("material_kinds", None, material_kind="map", validity_days=365)),
    ("another department is asked", _NEW, _LATER, event("e3", carrier="data")),
    ("nobody knows who is asked", _NEW, _LATER, event("e3", carrier=None)),
    ("told that it is missing", _AGAIN, _LATER, event("e3", kind="notice_issued",
                                                     outcome="missing")),
    ("told that it is wrong", _NEW, _LATER, event("e3", kind="notice_issued", outcome="wrong")),
    ("asked as it is handed in, after it by its id", _AGAIN, _LATER,
     event("e3", at="2025-03-03T01:05:00Z")),
    ("asked as it is handed in, before it by its id", {**_NEW, "a1/lease/d": False},
     gone("e3", "e4"), _of("d", "2025-03-03T01:05:00Z", "material_requested",
                           material_kind="lease", carrier="applicant", applicant_id=_ME)),
    ("the application is not on record", _NEW, *_by("e3", "e4", application_id=None)),
    ("the material is not on record", _NEW, *_by("e3", "e4", material_kind=None)),
    ("a link carries it", {_ASKED: True, _GAVE: False, _ASKED_2: True}, _LATER,
     row("links", None, link_id="k", asker="*", provider="x", material_kind="lease",
         **{"from": "2025-01-01T00:00:00Z"}), _valid(1), event("e2", applicant_id=_FIRM)),
    ("the library is down", _PASSED, _LATER,
     event("d", at="2025-03-10T01:00:00Z", kind="link_down", link_id="library")),
    ("the library went down a microsecond later", _AGAIN, _LATER,
     event("d", at="2025-03-10T01:00:00.000001Z", kind="link_down", link_id="library")),
    ("the library is up again as it is asked", _AGAIN, _LATER,
     event("d", at="2025-03-09T01:00:00Z", kind="link_down", link_id="library"),
     event("d2", at="2025-03-10T01:00:00Z", kind="link_up", link_id="library")),
    ("the library is up a microsecond later", _PASSED, _LATER,
     event("d", at="2025-03-09T01:00:00Z", kind="link_down", link_id="library"),
     event("d2", at="2025-03-10T01:00:00.000001Z", kind="link_up", link_id="library")),
    ("another link is down", _AGAIN, _LATER,
     event("d", at="2025-03-09T01:00:00Z", kind="link_down", link_id="k")),
    ("found defective, after it by its id", _PASSED, _LATER,
     _of("e2a", "2025-03-03T01:05:00Z", "notice_issued", material_kind="lease",
         outcome="defective")),
    ("found defective as it is asked anew, before it by its id", _PASSED, _LATER,
     _of("e2a", "2025-03-10T01:00:00Z", "notice_issued", material_kind="lease",
         outcome="defective")),
    ("found defective as it is asked anew, after it by its id", _AGAIN, _LATER,
     _of("e3a", "2025-03-10T01:00:00Z", "notice_issued", material_kind="lease",
         outcome="defective")),
    ("the kind is in no list", {**_NEW, _ASKED_2: None, _GAVE_2: None},
     kept("material_kinds", lambda r: r["material_kind"] == "map")),
)  # fmt: skip

EDGES = (*HAL_5, *HAL_6, *HAL_9, *DAT_2)
