"""Edges of 应上尽上: when a version begins and ends, and what was put right in time."""

from __future__ import annotations

from edges import edges, event, gone, row

_AT, _BEFORE, _AFTER = (
    "2025-03-03T01:00:00Z",
    "2025-03-03T00:59:59.999999Z",
    "2025-03-03T01:00:00.000001Z",
)
_IN, _OUT, _OPEN = {"a1": False}, {"a1": True}, {"a1": None}


def _taken(**more: str | None):
    return event("e2", kind="application_accepted", outcome="accepted", **more)


def _item(place: int = 0, **cells: object):
    return row("items", place, **cells)


CAT_1 = edges(
    "CAT-1",
    "conforming",
    ("withdrawn as it was handed in", _OUT, _taken(), _item(withdrawn_at=_AT)),
    ("withdrawn a microsecond later", _IN, _taken(), _item(withdrawn_at=_AFTER)),
    ("published as it was handed in", _IN, _taken(), _item(withdrawn_at=None, published_at=_AT)),
    ("published a microsecond later", _OUT, _taken(),
     _item(withdrawn_at=None, published_at=_AFTER)),
    ("publication is not on record", _OPEN, _taken(), _item(withdrawn_at=None, published_at=None)),
    ("withdrawal is on record, publication is not", _OUT, _taken(),
     _item(withdrawn_at=_AT, published_at=None)),
    ("in force in the province", _IN, _taken(), _item(withdrawn_at=None, region="330000")),
    ("in force in the country", _IN, _taken(), _item(withdrawn_at=None, region="000000")),
    ("in force elsewhere only", _OUT, _taken(), _item(withdrawn_at=None, region="330411")),
    ("in force where the accepting authority is", _IN, _taken(authority="SAMR@330411"),
     _item(withdrawn_at=None, region="330411")),
    ("in force elsewhere, and where it was handed in is not on record", _OPEN,
     event("e1", region=None), _taken(), _item(withdrawn_at=None, region="330411")),
    ("in force elsewhere, and who accepted is not on record", _OPEN, _taken(authority=None),
     _item(withdrawn_at=None, region="330411")),
    ("withdrawn elsewhere as it was handed in", _OUT, _taken(authority=None),
     _item(withdrawn_at=_AT, region="330411")),
    ("withdrawn elsewhere a microsecond later", _OPEN, _taken(authority=None),
     _item(withdrawn_at=_AFTER, region="330411")),
    ("published elsewhere as it was handed in", _OPEN, _taken(authority=None),
     _item(withdrawn_at=None, published_at=_AT, region="330411")),
    ("published elsewhere a microsecond later", _OUT, _taken(authority=None),
     _item(withdrawn_at=None, published_at=_AFTER, region="330411")),
    ("published elsewhere nobody knows when", _OPEN, _taken(authority=None),
     _item(withdrawn_at=None, published_at=None, region="330411")),
    ("here and elsewhere, and who accepted is not on record", _IN, _taken(authority=None),
     _item(withdrawn_at=None),
     row("items", None, item_code="330110101001", item_version=1, region="330411", name="x")),
    ("not answered", _OPEN, gone("e2")),
    ("decided without acceptance", _OUT, event("e2", kind="decision_made", outcome="granted")),
    ("delivered without acceptance", _OUT, event("e2", kind="result_delivered", channel="hall")),
    ("given up", _IN, event("e2", kind="application_abandoned")),
)  # fmt: skip

_V1, _V2, _A = "330110101001/1/330402", "330110101001/2/330402", "application/a1"
_RIGHT = {_V1: False, _V2: False, _A: False}
_PUBLISHED, _LATE = "2025-03-04T00:00:00Z", "2025-03-04T00:00:00.000001Z"
_EARLY = "2025-03-03T23:59:59.999999Z"


def _about(kind: str, at: str, version: int = 2, region: str | None = "330402"):
    return event("q", at=at, kind=kind, item_code="330110101001", item_version=version,
                 region=region)  # fmt: skip


def _act(kind: str, at: str, version: int):
    return event("q", at=at, kind=kind, application_id="a1", item_code="330110101001",
                 item_version=version, material_kind="ID")  # fmt: skip


CAT_6 = edges(
    "CAT-6",
    "conforming",
    ("reviewed as it was published", _RIGHT, _item(1, reviewed_at=_PUBLISHED)),
    ("reviewed a microsecond later", {**_RIGHT, _V2: True}, _item(1, reviewed_at=_LATE)),
    ("no review on record, published within the log", {**_RIGHT, _V2: True},
     _item(1, reviewed_at=None)),
    ("reviewed by an event as it was published", _RIGHT, _item(1, reviewed_at=None),
     _about("item_reviewed", _PUBLISHED)),
    ("reviewed by an event a microsecond later", {**_RIGHT, _V2: True}, _item(1, reviewed_at=None),
     _about("item_reviewed", _LATE)),
    ("reviewed by an event before it was published, and again later", _RIGHT,
     _item(1, reviewed_at=None), _about("item_reviewed", _EARLY),
     event("r", at=_LATE, kind="item_reviewed", item_code="330110101001", item_version=2)),
    ("reviewed in another region", {**_RIGHT, _V2: True}, _item(1, reviewed_at=None),
     _about("item_reviewed", _EARLY, region="330411")),
    ("reviewed in no region", _RIGHT, _item(1, reviewed_at=None),
     _about("item_reviewed", _EARLY, region=None)),
    ("another version was reviewed", {**_RIGHT, _V2: True}, _item(1, reviewed_at=None),
     _about("item_reviewed", _EARLY, 1)),
    ("no review on record, published before the log", {**_RIGHT, _V1: None},
     _item(0, reviewed_at=None)),
    ("published as the log begins", {**_RIGHT, _V1: True},
     _item(0, reviewed_at=None, published_at=_AT)),
    ("published a microsecond before", {**_RIGHT, _V1: None},
     _item(0, reviewed_at=None, published_at=_BEFORE)),
    ("changed as it was published", _RIGHT, _about("item_changed", _PUBLISHED)),
    ("changed a microsecond later", {**_RIGHT, _V2: True}, _about("item_changed", _LATE)),
    ("changed in another region", _RIGHT, _about("item_changed", _LATE, region="330411")),
    ("told of as published", _RIGHT, _about("item_published", _LATE)),
    ("handed in as the version changes", {**_RIGHT, _A: True},
     event("e1", at=_PUBLISHED), event("e2", at="2025-03-04T02:00:00Z")),
    ("handed in a microsecond before", _RIGHT,
     event("e1", at=_EARLY), event("e2", at="2025-03-04T02:00:00Z")),
    ("asked for a proof by another version", {**_RIGHT, _A: True},
     _act("verification_requested", "2025-03-03T03:00:00Z", 2)),
    ("told by another version as it was handed in", {**_RIGHT, _A: True},
     _act("notice_issued", _AT, 2)),
    ("told by another version before", {_V1: None, _V2: False, _A: False},
     _act("notice_issued", _BEFORE, 2), _item(0, reviewed_at=None)),
    ("publication is not on record", {_V2: False, _A: None}, _item(0, published_at=None)),
    ("of two versions in force one is sure, and it was handled by a third",
     {_V2: False, "330110101001/3/330000": False, _A: True},
     _item(0, published_at=None), _act("notice_issued", "2025-03-03T03:00:00Z", 2),
     row("items", None, item_code="330110101001", item_version=3, region="330000", name="x",
         reviewed_at="2025-01-10T00:00:00Z", published_at="2025-02-01T00:00:00Z")),
    ("no version is in force", {_V1: False, _V2: False, _A: None},
     _item(0, withdrawn_at=_AT)),
)  # fmt: skip

_USED, _JUST_BEFORE = "2025-03-05T01:00:00Z", "2025-03-05T00:59:59.999999Z"
_FINE = {"shown/e1": False, "shown/e2": False, "licence/e3": False}
_DEAD, _UNTOLD = {**_FINE, "licence/e3": True}, {**_FINE, "licence/e3": None}
_UNDECLARED = row("declared", 0, value="soon")


def _then(kind: str, **more: str | None):
    """What happens to the dead licence in the place of its refusal."""
    return event("e4", kind=kind, **{"licence_id": None, "outcome": None, **more})


CAT_7 = edges(
    "CAT-7",
    "conforming",
    ("shown a microsecond after the delay", {**_FINE, "shown/e1": True},
     event("e1", at="2025-03-04T01:00:00.000001Z")),
    ("shown as it ends", _FINE, event("e1", at=_PUBLISHED)),
    ("no delay is declared, shown as it ends", {**_FINE, "shown/e1": None},
     event("e1", at=_PUBLISHED), _UNDECLARED),
    ("no delay is declared, shown before it ends", _FINE, event("e1", at=_EARLY), _UNDECLARED),
    ("no delay is declared, shown where it is not known", {**_FINE, "shown/e1": None},
     event("e1", region="330411"), _UNDECLARED),
    ("shown where it is not known", {**_FINE, "shown/e1": None}, event("e1", region="330411")),
    ("shown nobody knows where", {**_FINE, "shown/e1": True},
     event("e1", at="2025-03-04T01:00:00.000001Z", region=None)),
    ("neither published nor withdrawn on record", {**_FINE, "shown/e1": None},
     event("e1", at="2025-03-04T01:00:00.000001Z"), _item(0, published_at=None, withdrawn_at=None)),
    ("withdrawn on record, published not", {**_FINE, "shown/e1": True},
     event("e1", at="2025-03-04T01:00:00.000001Z"), _item(0, published_at=None)),
    ("taken", _DEAD, gone("e4")),
    ("taken as it expires", _DEAD, gone("e4"), event("e3", at="2025-03-05T00:00:00Z")),
    ("presented as it expires, and refused", _FINE, event("e3", at="2025-03-05T00:00:00Z")),
    ("taken a microsecond before", _FINE, gone("e4"),
     event("e3", at="2025-03-04T23:59:59.999999Z")),
    ("accepted as it is presented", _DEAD, gone("e4"), event("e5", at=_USED)),
    ("accepted before it is presented", _UNTOLD, gone("e4"), event("e5", at=_JUST_BEFORE)),
    ("granted as it is presented", _DEAD, gone("e4"),
     event("e5", at=_USED, kind="decision_made", outcome="granted")),
    ("granted before it is presented", _UNTOLD, gone("e4"),
     event("e5", at=_JUST_BEFORE, kind="decision_made", outcome="granted")),
    ("refused as it is presented", _FINE, gone("e4"),
     event("e5", at=_USED, kind="decision_made", outcome="refused")),
    ("refused before it is presented", _UNTOLD, gone("e4"),
     event("e5", at=_JUST_BEFORE, kind="decision_made", outcome="refused")),
    ("rejected as it is presented", _FINE, gone("e4"),
     event("e5", at=_USED, kind="application_rejected")),
    ("rejected before it is presented", _UNTOLD, gone("e4"),
     event("e5", at=_JUST_BEFORE, kind="application_rejected")),
    ("given up as it is presented", _FINE, gone("e4"),
     event("e5", at=_USED, kind="application_abandoned")),
    ("given up before it is presented", _UNTOLD, gone("e4"),
     event("e5", at=_JUST_BEFORE, kind="application_abandoned")),
    ("told", _FINE, _then("notice_issued")),
    ("told as it is presented, before it by its id", _DEAD, gone("e4"),
     event("d", at=_USED, kind="notice_issued", application_id="a1", material_kind="BL")),
    ("told of another material", _DEAD, _then("notice_issued", material_kind="ID")),
    ("told in another application", _DEAD, _then("notice_issued", application_id="a2")),
    ("asked for anew", _FINE, _then("material_requested")),
    ("brought anew", _FINE, _then("material_submitted")),
    ("another licence is refused", _DEAD, _then("licence_refused", licence_id="L2")),
    ("another licence is presented", {**_FINE, "licence/e4": None},
     _then("licence_presented", licence_id="L2")),
    ("the same licence is presented again", {**_DEAD, "licence/e4": True},
     _then("licence_presented", licence_id="L1")),
    ("some licence is presented", _FINE, _then("licence_presented")),
    ("another licence is fetched", {**_FINE, "licence/e4": None},
     _then("material_fetched", licence_id="L2", outcome="succeeded")),
    ("another licence cannot be fetched", _DEAD,
     _then("material_fetched", licence_id="L2", outcome="failed")),
    ("an identity is verified", _DEAD,
     _then("identity_verified", licence_id="L2", outcome="succeeded")),
    ("it was fetched", _DEAD, gone("e4"),
     event("e3", kind="material_fetched", outcome="succeeded")),
    ("it could not be fetched", {"shown/e1": False, "shown/e2": False}, gone("e4"),
     event("e3", kind="material_fetched", outcome="failed")),
    ("it only came up", {"shown/e1": False, "shown/e2": False}, gone("e4"),
     event("e3", kind="identity_verified", outcome="succeeded")),
)  # fmt: skip

EDGES = (*CAT_1, *CAT_6, *CAT_7)
