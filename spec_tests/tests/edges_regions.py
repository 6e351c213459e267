"""Edges of PRO-2 and CAT-4: whose list counts, who was sent away, and how long two rules stand."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_ITEM = "330110101001"
_IN, _OUT, _OPEN = {"a1": False}, {"a1": True}, {"a1": None}
_TAKEN = "2025-03-03T01:10:00Z"


def _of(event_id: str, at: str, kind: str, **cells: object):
    return event(event_id, **{"at": at, "kind": kind, "application_id": "a1", **cells})


def _asked(event_id: str = "f", kind: str = "notice_issued", **cells: object):
    return _of(event_id, "2025-03-03T02:00:00Z", kind, **{"material_kind": "PREMISE", **cells})


def _listed(region: str, **cells: object):
    of = {"item_code": _ITEM, "item_version": 1, "region": region, "secondary": False}
    return row("item_materials", None, **{**of, "material_kind": "PREMISE", **cells})


def _gave(number: int, material_kind: str, **cells: object):
    return _of(f"b{number}", **{"at": f"2025-03-03T01:0{number}:00Z", "kind": "material_submitted",
                                "material_kind": material_kind, **cells})  # fmt: skip


_REJECTED = event("e2", kind="application_rejected", outcome=None)
_COMPLETE = (_gave(1, "ID"), _gave(2, "AOA"), _REJECTED)
_NO_LIST = (
    kept("items", lambda r: r["region"] != "330402"),
    kept("item_materials", lambda r: r["region"] != "330402"),
)
_PREFECTURE = (
    row("items", 0, region="330400"),
    row("item_materials", 0, region="330400"),
    row("item_materials", 1, region="330400"),
)
_AGAIN = (
    event("e6", at="2025-03-05T01:00:00Z", kind="application_submitted", case_id="c1",
          application_id="a2", item_code=_ITEM, item_version=1, region="330402"),
    event("e7", at="2025-03-05T01:10:00Z", kind="application_accepted", case_id="c1",
          application_id="a2", authority="SAMR@330402"),
)  # fmt: skip

_PRO_2_MADE = edges(
    "PRO-2",
    "conforming",
    ("told to bring what nobody lists", _OUT, _asked()),
    ("told to bring what only the place of application lists", _OUT, _asked(), _listed("330411")),
    ("told to bring what the competent region lists", _IN, _asked(), _listed("330402")),
    ("told to bring what the competent region's prefecture lists", _OUT, _asked(),
     _listed("330400")),
    ("told, and not of a material", _IN, _asked(material_kind=None)),
    ("another applicant is told", _IN, _asked(application_id="a2")),
    ("the applicant is asked", _OUT, _asked(kind="material_requested", carrier="applicant")),
    ("another department is asked", _IN, _asked(kind="material_requested", carrier="data")),
    ("brought unasked", _IN, _asked(kind="material_submitted")),
    ("the list is the prefecture's", _IN, *_PREFECTURE),
    ("the list is the prefecture's, and it is not on it", _OUT, *_PREFECTURE, _asked()),
    ("no list of the competent region is on record", _IN, *_NO_LIST, _asked()),
    ("another version's list", _IN, row("items", 0, item_version=2), _asked()),
    ("the limit is longer there", _OUT, row("items", 1, limit_working_days=4)),
    ("the limit is shorter there", _OUT, row("items", 1, limit_working_days=2)),
    ("another version has another limit", _IN,
     row("items", 1, item_version=2, limit_working_days=4)),
    ("a third region has another limit", _IN, row("items", 1, region="330421",
                                                  limit_working_days=4)),
    ("made in the competent region", {}, event("e1", region="330402"), _asked()),
    ("the prefecture is competent", {}, event("e2", authority="SAMR@330400"), _asked()),
    ("made at the prefecture", {}, event("e1", region="330400"), _asked()),
    ("another prefecture is competent", _OUT, event("e2", authority="SAMR@330100"), *_PREFECTURE,
     row("items", 0, region="330100"), _asked()),
    ("the country is competent", {}, event("e2", authority="SAMR@000000"), _asked()),
    ("nobody knows where it was made", {}, event("e1", region=None), _asked()),
    ("nobody knows who accepted it", {}, event("e2", authority=None), _asked()),
    ("nobody knows of what region accepted it", {}, event("e2", authority="SAMR"), _asked()),
    ("complete, and rejected", _OUT, *_COMPLETE),
    ("rejected, and a material was lacking", _IN, _gave(1, "ID"), _REJECTED),
    ("only what is needed later was lacking", _OUT, *_COMPLETE,
     _listed("330402", secondary=True)),
    ("what nobody knows when it is needed was lacking", _IN, *_COMPLETE,
     _listed("330402", secondary=None)),
    ("only what the place of application lists was lacking", _OUT, *_COMPLETE, _listed("330411")),
    ("fetched", _OUT, *_COMPLETE, event("b2", kind="material_fetched", outcome="succeeded")),
    ("could not be fetched", _IN, *_COMPLETE,
     event("b2", kind="material_fetched", outcome="failed")),
    ("a licence is presented", _OUT, *_COMPLETE, event("b2", kind="licence_presented")),
    ("handed over", _OUT, *_COMPLETE, event("b2", kind="handed_over")),
    ("asked for, and not given", _IN, *_COMPLETE, event("b2", kind="material_requested")),
    ("given as it is rejected, before it by its id", _OUT, *_COMPLETE, event("b2", at=_TAKEN)),
    ("given as it is rejected, after it by its id", _IN, gone("e2"),
     _gave(1, "ID"), _gave(2, "AOA", at=_TAKEN),
     _of("b1a", _TAKEN, "application_rejected", authority="SAMR@330402")),
    ("complete, told, and rejected", _IN, *_COMPLETE, _asked(material_kind="ID")),
    ("complete, told of nothing in particular, and rejected", _IN, *_COMPLETE,
     _asked(material_kind=None)),
    ("a licence was refused", _IN, *_COMPLETE,
     _asked(kind="licence_refused", material_kind="ID")),
    ("another applicant was told, complete and rejected", _OUT, *_COMPLETE,
     _asked(application_id="a2")),
    ("rejected, and accepted after all", _IN, *_COMPLETE,
     _of("e3", "2025-03-03T03:00:00Z", "application_accepted", authority="SAMR@330402")),
    ("rejected, and no list of the competent region is on record", _OPEN, *_NO_LIST, *_COMPLETE),
    ("complete when it was rejected once more", _IN, *_COMPLETE,
     _of("b0", "2025-03-03T01:01:30Z", "application_rejected", authority="SAMR@330402")),
    ("rejected, and made anew in the competent region", {**_OUT, "sent/e2": True}, *_COMPLETE,
     *_AGAIN),
    ("made anew there, and not accepted", _OUT, *_COMPLETE, *_AGAIN, gone("e7")),
    ("made anew there for another item", _OUT, *_COMPLETE, *_AGAIN,
     event("e6", item_code="330110101002")),
    ("made anew there in another matter", _OUT, *_COMPLETE, *_AGAIN, event("e6", case_id="c9")),
    ("made anew there before it was rejected", _OUT, *_COMPLETE, *_AGAIN,
     event("e6", at="2025-03-03T01:09:59.999999Z")),
    ("made anew there as it was rejected, after it by its id", {**_OUT, "sent/e2": True},
     *_COMPLETE, *_AGAIN, event("e6", at=_TAKEN)),
    ("made anew in the same region", {**_OUT, "a2": False}, *_COMPLETE, *_AGAIN,
     event("e6", region="330411")),
    ("told, rejected, and made anew in the competent region", _IN, *_COMPLETE, *_AGAIN,
     _asked(material_kind="ID")),
    ("rejected, accepted after all, and made anew elsewhere", _IN, *_COMPLETE, *_AGAIN,
     _of("e3", "2025-03-03T03:00:00Z", "application_accepted", authority="SAMR@330402")),
)  # fmt: skip

_SENT, _APPLIED = "2025-03-04T01:00:00Z", "2025-03-05T01:00:00Z"
_AWAY, _ALONE = {"sent/e4": True}, gone("e1", "e2", "e3")


def _seen(at: str, kind: str, event_id: str = "e4a", **cells: object):
    return event(event_id, at=at, kind=kind, **{"case_id": "c2", "place": "h", **cells})


def _place(region: str, place: str = "h"):
    return row("places", None, place=place, place_kind="hall", region=region)


_PRO_2_SENT = edges(
    "PRO-2",
    "breaching",
    ("sent to another county", _AWAY, _ALONE),
    ("sent to another window", {}, _ALONE, event("e5", region="330411")),
    ("sent to the prefecture", {}, _ALONE, event("e5", region="330400")),
    ("sent to another prefecture", _AWAY, _ALONE, event("e5", region="330100")),
    ("applied nobody knows where", {}, _ALONE, event("e5", region=None)),
    ("sent away nobody knows where", {}, _ALONE, event("e4", region=None)),
    ("the place says where", _AWAY, _ALONE, event("e4", region=None),
     _place("330411", "hall@330411")),
    ("the event goes before the place", _AWAY, _ALONE, _place("330402", "hall@330411")),
    ("applied in another matter", {}, _ALONE, event("e5", case_id="c3")),
    ("applied as sent, after it by its id", _AWAY, _ALONE, event("e5", at=_SENT)),
    ("sent as applied, after it by its id", {}, _ALONE, gone("e4"),
     event("e6", at=_APPLIED, kind="redirected", case_id="c2", region="330411")),
    ("the first application counts", {}, _ALONE,
     event("e4a", at="2025-03-04T02:00:00Z", kind="application_submitted", case_id="c2",
           application_id="a3", item_code=_ITEM, item_version=1, region="330411")),
    ("served in that visit", {}, _ALONE,
     _seen("2025-03-04T02:00:00Z", "visit_ended", outcome="served")),
    ("left that visit", _AWAY, _ALONE,
     _seen("2025-03-04T02:00:00Z", "visit_ended", outcome="left")),
    ("served in another matter", _AWAY, _ALONE,
     _seen("2025-03-04T02:00:00Z", "visit_ended", outcome="served", case_id="c3")),
    ("served before", _AWAY, _ALONE,
     _seen("2025-03-04T00:59:59.999999Z", "visit_ended", outcome="served")),
    ("served as sent, after it by its id", {}, _ALONE,
     _seen(_SENT, "visit_ended", outcome="served")),
    ("served as applied, before it by its id", {}, _ALONE,
     _seen(_APPLIED, "visit_ended", outcome="served")),
    ("served as applied, after it by its id", _AWAY, _ALONE,
     _seen(_APPLIED, "visit_ended", "e6", outcome="served")),
    ("came there again", {}, _ALONE, _seen("2025-03-04T02:00:00Z", "visit_started",
                                          region="330411")),
    ("came there again, as the place says", {}, _ALONE,
     _seen("2025-03-04T02:00:00Z", "visit_started"), _place("330411")),
    ("came to the prefecture", {}, _ALONE,
     _seen("2025-03-04T02:00:00Z", "visit_started", region="330400")),
    ("came nobody knows where", _AWAY, _ALONE, _seen("2025-03-04T02:00:00Z", "visit_started")),
    ("came elsewhere, and was served", _AWAY, _ALONE,
     _seen("2025-03-04T02:00:00Z", "visit_started", region="330402"),
     _seen("2025-03-04T03:00:00Z", "visit_ended", "e4b", outcome="served")),
    ("left, and came there again", {}, _ALONE,
     _seen("2025-03-04T02:00:00Z", "visit_ended", outcome="left"),
     _seen("2025-03-04T03:00:00Z", "visit_started", "e4b", region="330411")),
    ("the region is not the competent one, and both hold", {"a1": True, "sent/e4": True}),
)  # fmt: skip

PRO_2 = (*_PRO_2_MADE, *_PRO_2_SENT)
_SAME, _OTHER, _UNSAID = {_ITEM: False}, {_ITEM: True}, {_ITEM: None}
_DATED = "2025-02-01T00:00:00Z"


def _entry(**cells: object):
    return row("items", 1, **cells)


def _declared(seconds: object):
    return row("declared", None, name="propagation_delay_seconds", value=str(seconds))


def _none(table: str):
    return kept(table, lambda row: row is None)


def _newer(**cells: object):
    """Return edits by which the other county has version 2, with another limit."""
    return (
        _entry(item_version=2, limit_working_days=4, **cells),
        row("item_materials", 2, item_version=2),
        row("item_materials", 3, item_version=2),
        row("item_steps", None, item_code=_ITEM, item_version=2, step="review"),
    )


CAT_4 = edges(
    "CAT-4",
    "conforming",
    ("another limit", _OTHER, _entry(limit_working_days=4)),
    ("another fee", _OTHER, _entry(fee=0.01)),
    ("one more material", _OTHER, _listed("330411")),
    ("one material less", _OTHER, kept("item_materials", lambda r: r["material_kind"] == "ID"
                                       or r["region"] != "330411")),
    ("a limit is not on record", _UNSAID, _entry(limit_working_days=None)),
    ("no limit is on record", _SAME, row("items", 0, limit_working_days=None),
     _entry(limit_working_days=None)),
    ("a fee is not on record", _UNSAID, _entry(fee=None)),
    ("no fee is on record", _SAME, row("items", 0, fee=None), _entry(fee=None)),
    ("a fee is not on record, and another limit", _OTHER, _entry(fee=None, limit_working_days=4)),
    ("another name", _SAME, _entry(name="公司设立登记")),
    ("only one region", {}, kept("items", lambda r: r["region"] == "330402")),
    ("two versions in one region", {}, _entry(region="330402", item_version=2,
                                              limit_working_days=4)),
    ("withdrawn as the other begins", {}, row("items", 0, withdrawn_at=_DATED),
     _entry(published_at=_DATED)),
    ("another limit, withdrawn as the other begins", {},
     row("items", 0, published_at="2025-01-01T00:00:00Z", withdrawn_at=_DATED),
     _entry(limit_working_days=4)),
    ("another limit, withdrawn a microsecond later", _OTHER,
     row("items", 0, published_at="2025-01-01T00:00:00Z",
         withdrawn_at="2025-02-01T00:00:00.000001Z"),
     _entry(limit_working_days=4)),
    ("another limit, a publication is not on record", _UNSAID,
     _entry(published_at=None, limit_working_days=4)),
    ("the same, and a publication is not on record", _SAME, _entry(published_at=None)),
    ("never in force", {}, _entry(withdrawn_at=_DATED)),
    ("another code", {}, _entry(item_code="330110101002", limit_working_days=4)),
    ("two departments implement it, with another limit", _OTHER,
     row("items", 0, item_code=f"11330402MB285591843{_ITEM}"),
     _entry(item_code=f"11330411MB285591843{_ITEM}", limit_working_days=4),
     _none("item_materials"), _none("item_steps")),
    ("another version, the same standard", _SAME, *_newer(), _entry(limit_working_days=3)),
    ("another version, and no delay is declared", _UNSAID, *_newer()),
    ("another version, without end", _OTHER, *_newer(), _declared(3600)),
    ("another version, for as long as the delay", _SAME, *_newer(), _declared(3600),
     row("items", 0, withdrawn_at="2025-02-01T01:00:00Z")),
    ("another version, for a microsecond longer", _OTHER, *_newer(), _declared(3600),
     row("items", 0, withdrawn_at="2025-02-01T01:00:00.000001Z")),
    ("the other way round, for as long as the delay", _SAME, *_newer(), _declared(3600),
     _entry(withdrawn_at="2025-02-01T01:00:00Z")),
    ("another version, published later, for as long as the delay", _SAME, _declared(3600),
     *_newer(published_at="2025-02-01T01:00:00Z"),
     row("items", 0, withdrawn_at="2025-02-01T02:00:00Z")),
    ("another version, published later, for a microsecond longer", _OTHER, _declared(3600),
     *_newer(published_at="2025-02-01T01:00:00Z"),
     row("items", 0, withdrawn_at="2025-02-01T02:00:00.000001Z")),
    ("the same version differs within the delay", _OTHER, _declared(3600),
     _entry(limit_working_days=4, withdrawn_at="2025-02-01T01:00:00Z")),
    ("the delay is declared as no number", _UNSAID, *_newer(), _declared("soon")),
    ("a step comes after another", _OTHER, *_newer(), _declared(1), _entry(limit_working_days=3),
     *(row("item_steps", None, item_code=_ITEM, item_version=v, step="file", after=after)
       for v, after in ((1, None), (2, "review")))),
    ("the same two steps", _SAME, *_newer(), _declared(1), _entry(limit_working_days=3),
     *(row("item_steps", None, item_code=_ITEM, item_version=v, step="file", after="review")
       for v in (1, 2))),
    ("one step more", _OTHER, *_newer(), _declared(1), _entry(limit_working_days=3),
     row("item_steps", None, item_code=_ITEM, item_version=2, step="file")),
)  # fmt: skip

EDGES = (*PRO_2, *CAT_4)
