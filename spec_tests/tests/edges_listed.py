"""Edges of PRO-5, PRO-7, CAT-3, CAT-5, CAT-9 and SRV-3: what is valid, shown, named and listed."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_ITEM = "330110101001"
_HELD, _REFUSED, _OPEN = {"a1/L1": False}, {"a1/L1": True}, {"a1/L1": None}


def _of(event_id: str, at: str, kind: str, **cells: object):
    of = {"at": at, "kind": kind, "application_id": "a1", "case_id": "c1"}
    return event(event_id, **{**of, **cells})


def _licence(**cells: object):
    return row("licences", 0, **cells)


def _refuse(at: str = "2025-03-03T01:30:00Z", kind: str = "licence_refused", **cells: object):
    of = {"licence_id": "L1", "authority": "TAX@330411", "basis": "§1"}
    return _of("r", at, kind, **{**of, **cells})


PRO_5 = edges(
    "PRO-5",
    "conforming",
    ("refused", _REFUSED, _refuse()),
    ("asked to be certified anew", _REFUSED, _refuse(kind="recertification_requested")),
    ("another licence is refused", {**_HELD, "a1/L2": None}, _refuse(licence_id="L2")),
    ("refused in another application", {**_HELD, "a2/L1": True}, _refuse(application_id="a2"),
     event("r", applicant_id="360426199101010071")),
    ("refused as it expires", _HELD, _refuse("2025-03-05T00:00:00Z")),
    ("refused a microsecond before", _REFUSED, _refuse("2025-03-04T23:59:59.999999Z")),
    ("presented as it expires", {}, event("e1", at="2025-03-05T00:00:00Z")),
    ("presented a microsecond before", _HELD, event("e1", at="2025-03-04T23:59:59.999999Z")),
    ("presented as it was issued", _HELD, _licence(issued_at="2025-03-03T01:00:00Z")),
    ("presented a microsecond before it was issued", {},
     _licence(issued_at="2025-03-03T01:00:00.000001Z")),
    ("nobody knows when it was issued", _OPEN, _refuse(), _licence(issued_at=None)),
    ("it never expires", _REFUSED, _refuse("2025-03-06T00:00:00Z"), _licence(expires_at=None)),
    ("revoked as it is presented", {}, _licence(revoked_at="2025-03-03T01:00:00Z")),
    ("revoked as it is refused", _HELD, _refuse(), _licence(revoked_at="2025-03-03T01:30:00Z")),
    ("revoked a microsecond later", _REFUSED, _refuse(),
     _licence(revoked_at="2025-03-03T01:30:00.000001Z")),
    ("revoked by an event as it is refused", _HELD, _refuse(),
     event("v", at="2025-03-03T01:30:00Z", kind="licence_revoked", licence_id="L1")),
    ("refused at the end of its validity, and before it", _REFUSED, _refuse(),
     _of("r2", "2025-03-05T00:00:00Z", "licence_refused", licence_id="L1")),
    ("somebody else's", {}, _refuse(), _licence(holder="91110000600037341L")),
    ("nobody knows whose", _REFUSED, _refuse(), _licence(holder=None)),
    ("nobody knows who presents it", _REFUSED, _refuse(), event("e1", applicant_id=None),
     event("e2", applicant_id=None)),
    ("the application says who presents it", {}, event("e1", applicant_id=None),
     _licence(holder="91110000600037341L")),
    ("the seal is not valid", {}, _refuse(), _licence(seal_valid=False)),
    ("nobody knows of the seal", _REFUSED, _refuse(), _licence(seal_valid=None)),
    ("on paper", _REFUSED, _refuse(), _licence(electronic=False)),
    ("issued in another prefecture", _REFUSED, _refuse(), _licence(issuer="SAMR@330100")),
    ("issued by the province", _REFUSED, _refuse(), _licence(issuer="SAMR@330000")),
    ("issued in another province", {}, _refuse(), _licence(issuer="SAMR@320402")),
    ("nobody knows who issued it", _OPEN, _refuse(), _licence(issuer=None)),
    ("nobody knows where it was issued", _OPEN, _refuse(), _licence(issuer="SAMR")),
    ("nobody knows where it is presented", _REFUSED, _refuse(), event("e1", region=None),
     _licence(issuer="SAMR@320402")),
    ("the authority goes before the region", {}, event("e1", authority="TAX@320402")),
    ("it is in no register", _OPEN, _refuse(), kept("licences", lambda r: r["issuer"] is None)),
    ("only the refusal is on record", _REFUSED, gone("e1"), _refuse()),
    ("not yet valid at first, and refused when it was", {},
     _licence(issued_at="2025-03-03T01:15:00Z"), _refuse()),
    ("the application is not on record", {}, event("e1", application_id=None)),
    ("the licence is not on record", {}, event("e1", licence_id=None)),
)  # fmt: skip

_ONE, _TWO, _THREE, _FOUR, _FIVE = (f"a1/{n}" for n in range(1, 6))
_IN_STEP = {_ONE: False, _TWO: False}
_LATE = {_ONE: False, _TWO: True}
_UNKNOWN = {_ONE: False, _TWO: None}
_NO_BOUND = row("declared", 0, name="other")


def _later(at: str):
    return event("z", at=at, kind="link_up", link_id="k")


def _shown(event_id: str, at: str, stage: str, **cells: object):
    return _of(event_id, at, "status_shown", **{"place": "p", "stage": stage, **cells})


PRO_7 = edges(
    "PRO-7",
    "conforming",
    ("shown as the bound ends", _IN_STEP, event("e4", at="2025-03-03T02:10:00Z")),
    ("shown a microsecond later", _LATE, event("e4", at="2025-03-03T02:10:00.000001Z")),
    ("shown as it is entered", _IN_STEP, event("e4", at="2025-03-03T02:00:00Z")),
    ("shown before it is entered", _IN_STEP, event("e4", at="2025-03-03T01:59:00Z")),
    ("no bound is declared", {_ONE: None, _TWO: None}, _NO_BOUND),
    ("no bound is declared, shown as it is entered", {_ONE: None, _TWO: False}, _NO_BOUND,
     event("e4", at="2025-03-03T02:00:00Z")),
    ("not shown, and the log ends as the bound does", _UNKNOWN, gone("e4"),
     _later("2025-03-03T02:10:00Z")),
    ("not shown, and the log ends a microsecond later", _LATE, gone("e4"),
     _later("2025-03-03T02:10:00.000001Z")),
    ("an earlier stage is shown", _LATE, event("e4", stage="application"),
     _later("2025-03-03T03:00:00Z")),
    ("a later stage is shown", _IN_STEP, event("e4", stage="decision")),
    ("no stage is shown", _LATE, event("e4", stage=None), _later("2025-03-03T03:00:00Z")),
    ("shown for another application", _LATE, event("e4", application_id="a2"),
     _later("2025-03-03T03:00:00Z")),
    ("shown first late, then again", _LATE, event("e4", at="2025-03-03T02:20:00Z"),
     _shown("e5", "2025-03-03T02:30:00Z", "acceptance")),
    ("shown again, late", _IN_STEP, _shown("e5", "2025-03-03T02:30:00Z", "acceptance")),
    ("rejected", _LATE, event("e2", kind="application_rejected"),
     event("e4", at="2025-03-03T02:10:00.000001Z")),
    ("accepted once more", _IN_STEP, _of("e5", "2025-03-03T03:00:00Z", "application_accepted"),
     _later("2025-03-03T05:00:00Z")),
    ("in review, and no portal ever shows it", _IN_STEP,
     _of("s", "2025-03-03T02:30:00Z", "step_started", step="review"),
     _later("2025-03-03T05:00:00Z")),
    ("in review, and a portal shows it of another", {**_IN_STEP, _THREE: True},
     _of("s", "2025-03-03T02:30:00Z", "step_started", step="review"),
     _shown("t", "2025-03-03T02:30:00Z", "review", application_id="a2"),
     _later("2025-03-03T05:00:00Z")),
    ("in review, shown as decided", {**_IN_STEP, _THREE: False},
     _of("s", "2025-03-03T02:30:00Z", "step_started", step="review"),
     _shown("t0", "2025-03-03T02:30:00Z", "review", application_id="a2"),
     _shown("t", "2025-03-03T02:40:00Z", "decision")),
    ("decided, and shown a microsecond late", {**_IN_STEP, _FOUR: True},
     _of("s", "2025-03-03T02:30:00Z", "decision_made"),
     _shown("t", "2025-03-03T02:40:00.000001Z", "decision")),
    ("decided, and shown as in review", {**_IN_STEP, _FOUR: True},
     _of("s", "2025-03-03T02:30:00Z", "decision_made"),
     _shown("t", "2025-03-03T02:30:00Z", "review"), _later("2025-03-03T05:00:00Z")),
    ("delivered, and shown as decided", {**_IN_STEP, _FIVE: True},
     _of("s", "2025-03-03T02:30:00Z", "result_delivered"),
     _shown("t", "2025-03-03T02:30:00Z", "decision"), _later("2025-03-03T05:00:00Z")),
    ("delivered, and shown", {**_IN_STEP, _FIVE: False},
     _of("s", "2025-03-03T02:30:00Z", "result_delivered"),
     _shown("t", "2025-03-03T02:40:00Z", "delivery")),
    ("not online, and shown all the same", _IN_STEP, row("items", 0, online_stages=None)),
    ("not online, and never shown", {}, row("items", 0, online_stages=None), gone("e3", "e4")),
    ("online, and never shown", {_ONE: True, _TWO: True}, gone("e3", "e4"),
     _later("2025-03-03T05:00:00Z")),
    ("online in another version", {_ONE: True, _TWO: True}, gone("e3", "e4"),
     row("items", 0, item_version=2), _later("2025-03-03T05:00:00Z")),
    ("never handed in", {}, gone("e1")),
)  # fmt: skip

_CODE, _OTHER = f"code/{_ITEM}", "code/330110104001"
_NAME, _TAX = "name/企业设立登记/enterprise", "name/税务信息确认/enterprise"
_ALL = dict.fromkeys((_CODE, _OTHER, _NAME, _TAX), False)
_ENDED = "2025-03-01T00:00:00Z"

CAT_3 = edges(
    "CAT-3",
    "conforming",
    ("one code, two names", {**_ALL, _CODE: True, "name/公司登记/enterprise": False},
     row("items", 1, name="公司登记")),
    ("one code, two names, one after the other", {**_ALL, "name/公司登记/enterprise": False},
     row("items", 0, withdrawn_at=_ENDED), row("items", 1, name="公司登记", published_at=_ENDED)),
    ("one code, two names, a microsecond together",
     {**_ALL, _CODE: True, "name/公司登记/enterprise": False},
     row("items", 0, withdrawn_at="2025-03-01T00:00:00.000001Z"),
     row("items", 1, name="公司登记", published_at=_ENDED)),
    ("one code, two names, nobody knows since when",
     {**_ALL, _CODE: None, "name/公司登记/enterprise": False},
     row("items", 1, name="公司登记", published_at=None)),
    ("one code, two names, one of them never in force", _ALL,
     row("items", 1, name="公司登记", withdrawn_at="2025-02-01T00:00:00Z")),
    ("one name, two codes", {_CODE: False, _OTHER: False, _NAME: True},
     row("items", 2, name="企业设立登记")),
    ("one name, two codes, one after the other", {_CODE: False, _OTHER: False, _NAME: False},
     row("items", 2, name="企业设立登记", published_at=_ENDED),
     *(row("items", n, withdrawn_at=_ENDED) for n in (0, 1))),
    ("one name, two codes, a microsecond together", {_CODE: False, _OTHER: False, _NAME: True},
     row("items", 2, name="企业设立登记", published_at=_ENDED),
     *(row("items", n, withdrawn_at="2025-03-01T00:00:00.000001Z") for n in (0, 1))),
    ("one name, two codes, nobody knows since when", {_CODE: False, _OTHER: False, _NAME: None},
     row("items", 2, name="企业设立登记", published_at=None)),
    ("one name for two kinds of applicants",
     {_CODE: False, _OTHER: False, _NAME: False, "name/企业设立登记/person": False},
     row("items", 2, name="企业设立登记", applicant_kind="person")),
    ("one name, and the kind of one is not on record",
     {_CODE: False, _OTHER: False, _NAME: False, "name/企业设立登记/*": False},
     row("items", 2, name="企业设立登记", applicant_kind=None)),
    ("one name, and neither kind is on record",
     {_CODE: False, _OTHER: False, "name/企业设立登记/*": True},
     row("items", 2, name="企业设立登记"), *(row("items", n, applicant_kind=None)
                                             for n in range(3))),
    ("an implementation code of the same", _ALL,
     row("items", 1, item_code=f"11370800MB285591843{_ITEM}")),
    ("an implementation code that fails its check", {**_ALL, _CODE: True},
     row("items", 1, item_code=f"11370800MB285591853{_ITEM}")),
    ("an implementation code with another name",
     {**_ALL, _CODE: True, "name/公司登记/enterprise": False},
     row("items", 1, item_code=f"11370800MB285591843{_ITEM}", name="公司登记")),
    ("a code of eleven digits", {_CODE: False, "code/33011010400": True, _NAME: False, _TAX: False},
     row("items", 2, item_code="33011010400")),
    ("the code of a unit", {_CODE: False, "code/91110000600037341L": True, _NAME: False,
                            _TAX: False},
     row("items", 2, item_code="91110000600037341L")),
)  # fmt: skip

_KINDS = {"BL": False, "AOA": False}


def _kind(**cells: object):
    return row("material_kinds", None, **{"material_kind": "BL", "source": "SAMR", **cells})


CAT_5 = edges(
    "CAT-5",
    "conforming",
    ("registered twice with one source", _KINDS, _kind()),
    ("two sources", {**_KINDS, "BL": True}, _kind(source="TAX")),
    ("a department and the applicant", {**_KINDS, "BL": True}, _kind(source=None)),
    ("the applicant twice", _KINDS, _kind(material_kind="AOA", source=None)),
    ("listed and not registered", {**_KINDS, "ID": None},
     row("item_materials", None, item_code=_ITEM, item_version=1, region="330402",
         material_kind="ID")),
    ("listed and registered", _KINDS,
     row("item_materials", None, item_code=_ITEM, item_version=1, region="330402",
         material_kind="BL")),
)  # fmt: skip

_ID, _AOA, _STEP = "a1/ID/e1", "a1/AOA/e2", "a1/review/e3"
_ON = {_ID: False, _AOA: False, _STEP: False}
_PHOTO = {"a1/PHOTO/e1": True, _AOA: False, _STEP: False}
_NOT = {**_ON, _ID: True, _AOA: True}


def _listed(**cells: object):
    of = {"item_code": _ITEM, "item_version": 1, "region": "330402", "material_kind": "PHOTO"}
    return row("item_materials", None, **{**of, **cells})


CAT_9 = edges(
    "CAT-9",
    "conforming",
    ("asked for what is not listed", _PHOTO, event("e1", material_kind="PHOTO")),
    ("told of what is not listed", _PHOTO, event("e1", kind="notice_issued",
                                                material_kind="PHOTO", carrier=None)),
    ("a proof that is not listed", _PHOTO, event("e1", kind="verification_requested",
                                                material_kind="PHOTO", carrier=None)),
    ("another department is asked", {_AOA: False, _STEP: False},
     event("e1", material_kind="PHOTO", carrier="data")),
    ("nobody knows who is asked", {_AOA: False, _STEP: False},
     event("e1", material_kind="PHOTO", carrier=None)),
    ("another version lists it", _PHOTO, event("e1", material_kind="PHOTO"),
     _listed(item_version=2)),
    ("another region lists it", _PHOTO, event("e1", material_kind="PHOTO"),
     row("items", None, item_code=_ITEM, item_version=1, region="330411"),
     _listed(region="330411")),
    ("it is listed", {"a1/PHOTO/e1": False, _AOA: False, _STEP: False}, _listed(),
     event("e1", material_kind="PHOTO")),
    ("a step that is not listed", {_ID: False, _AOA: False, "a1/other/e3": True},
     event("e3", step="other")),
    ("a step that another version lists", {**_ON, _STEP: True},
     row("item_steps", 0, item_version=2)),
    ("a step ends that is not listed", {_ID: False, _AOA: False},
     event("e3", step="other", kind="step_completed")),
    ("a step without a name", {_ID: False, _AOA: False}, event("e3", step=None)),
    ("a material without a name", {_AOA: False, _STEP: False}, event("e1", material_kind=None)),
    ("the item is in no catalogue", dict.fromkeys(_ON), row("items", 0, item_code="330110101002"),
     row("item_materials", 0, item_code="330110101002"),
     row("item_materials", 1, item_code="330110101002"),
     row("item_steps", 0, item_code="330110101002")),
    ("the list is empty", _NOT, kept("item_materials", lambda r: r["region"] == "")),
    ("the application is not on record", {_AOA: False, _STEP: False},
     event("e1", application_id=None)),
)  # fmt: skip

_ASKED, _DECIDED = {"e2": False}, {"e3": False}
_BOTH = {**_ASKED, **_DECIDED}
_BARE = event("e2", material_kind="photo")


def _act(kind: str, basis: str | None, **cells: object):
    return _of("f", "2025-03-05T01:00:00Z", kind, basis=basis, **cells)


_NEEDS_BASIS = (
    "application_rejected", "licence_refused", "notice_issued", "verification_requested",
    "recertification_requested",
)  # fmt: skip

SRV_3 = edges(
    "SRV-3",
    "conforming",
    *((f"{kind}, without a basis", {**_BOTH, "f": True}, _act(kind, None, material_kind="lease"))
      for kind in _NEEDS_BASIS),
    *((f"{kind}, with a basis", {**_BOTH, "f": False}, _act(kind, "§1")) for kind in _NEEDS_BASIS),
    ("refused without a basis", {**_ASKED, "e3": True}, event("e3", basis=None)),
    ("refused with an empty basis", {**_ASKED, "e3": True}, event("e3", basis="")),
    ("refused with a blank for a basis", {**_ASKED, "e3": True}, event("e3", basis="  ")),
    ("granted without a basis", _ASKED, event("e3", basis=None, outcome="granted")),
    ("decided nobody knows how", _ASKED, event("e3", basis=None, outcome=None)),
    ("asked for what is not listed", {**_DECIDED, "e2": True}, _BARE),
    ("asked for what is not listed, with a basis", _BOTH, _BARE, event("e2", basis="§1")),
    ("asked for what another version lists", {**_DECIDED, "e2": True},
     row("item_materials", 0, item_version=2)),
    ("asked for what another item lists", {**_DECIDED, "e2": True},
     row("item_materials", 0, item_code="330117002011")),
    ("asked for what another region lists", _BOTH, row("item_materials", 0, region="330411")),
    ("asked for nobody knows what", {**_DECIDED, "e2": None}, event("e2", material_kind=None)),
    ("asked for, nobody knows by which item", {**_DECIDED, "e2": None},
     event("e1", item_code=None)),
    ("asked for, nobody knows by which version", {**_DECIDED, "e2": None},
     event("e1", item_version=None)),
    ("the request says the item", _BOTH, event("e1", item_code=None, item_version=None),
     event("e2", item_code="11370800MB285591843370117002011", item_version=1)),
    ("another department is asked", _DECIDED, _BARE, event("e2", carrier="data")),
    ("nobody knows who is asked", _DECIDED, _BARE, event("e2", carrier=None)),
)  # fmt: skip

EDGES = (*PRO_5, *PRO_7, *CAT_3, *CAT_5, *CAT_9, *SRV_3)
