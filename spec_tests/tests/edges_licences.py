"""Edges of licences and proofs: what could be verified, and what is an electronic licence."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_HOUSEHOLD, _RECORD, _DEGREE = "a1/household/e1", "a1/no_record/e3", "a1/degree/e5"
_NONE = {_HOUSEHOLD: False, _RECORD: False, _DEGREE: False}
_HELD = {**_NONE, _RECORD: True}
_LIBRARY = {"kind": "link_down", "link_id": "library"}


def _licence(**cells: str | bool | None):
    of = {"licence_id": "L1", "material_kind": "no_record", "holder": "360426199101010071",
          "issued_at": "2025-01-01T00:00:00Z", "electronic": True}  # fmt: skip
    return row("licences", None, **{**of, **cells})


DAT_1 = edges(
    "DAT-1",
    "conforming",
    ("asked in the last microsecond of the link", {**_NONE, _DEGREE: True},
     event("e5", at="2025-03-03T23:59:59.999999Z")),
    ("nobody knows of whom", {**_NONE, _DEGREE: None},
     event("e5", at="2025-03-03T23:59:59.999999Z", carrier=None)),
    ("asked over the platform", {_HOUSEHOLD: False, _RECORD: False},
     event("e5", at="2025-03-03T23:59:59.999999Z", carrier="platform")),
    ("asked as the link is up again", _HELD, event("e3", at="2025-03-03T02:10:00Z")),
    ("asked a microsecond before", _NONE, event("e3", at="2025-03-03T02:09:59.999999Z")),
    ("the link never comes up again", _NONE, event("e4", kind="status_shown")),
    ("another department's link", _NONE, event("e3", at="2025-03-03T01:00:00Z"),
     row("links", 1, asker="TAX")),
    ("fetched with a licence at hand", _NONE, _licence(material_kind="household")),
    ("not fetched", {_RECORD: False, _DEGREE: False}, event("e1", outcome="failed")),
    ("the library has it", _HELD, _licence()),
    ("the library is down", _NONE, _licence(), event("d", at="2025-03-03T01:00:00Z", **_LIBRARY)),
    ("the library goes down as it is asked for", _NONE, _licence(),
     event("d", at="2025-03-03T01:10:00Z", **_LIBRARY)),
    ("the library goes down a microsecond later", _HELD, _licence(),
     event("d", at="2025-03-03T01:10:00.000001Z", **_LIBRARY)),
    ("the library is up again as it is asked for", _HELD, _licence(),
     event("d", at="2025-03-03T01:00:00Z", **_LIBRARY),
     event("f", at="2025-03-03T01:10:00Z", kind="link_up", link_id="library")),
    ("somebody else's licence", _NONE, _licence(holder="91110000600037341L")),
    ("a licence on paper", _NONE, _licence(electronic=False)),
    ("the licence has just expired", _NONE, _licence(expires_at="2025-03-03T01:10:00Z")),
    ("the last microsecond of the licence", _HELD,
     _licence(expires_at="2025-03-03T01:10:00.000001Z")),
    ("issued as it is asked for", _HELD, _licence(issued_at="2025-03-03T01:10:00Z")),
    ("issued a microsecond later", _NONE, _licence(issued_at="2025-03-03T01:10:00.000001Z")),
    ("issued within the log, and not in the library yet", _NONE, _licence(),
     event("d", at="2025-03-03T01:00:00Z", kind="licence_issued", licence_id="L1")),
    ("and in the library as it is asked for", _HELD, _licence(),
     event("d", at="2025-03-03T01:00:00Z", kind="licence_issued", licence_id="L1"),
     event("f", at="2025-03-03T01:10:00Z", kind="licence_registered", licence_id="L1")),
    ("only the application knows the applicant", _HELD, _licence(),
     event("e3", applicant_id=None)),
)  # fmt: skip

_ISSUED, _SHOWN = "L1/e1", "a1/L2"
_TAKEN = {_ISSUED: False, _SHOWN: False}
_REFUSED, _UNSURE = {_ISSUED: False, _SHOWN: True}, {_ISSUED: False, _SHOWN: None}
_NOT_SHOWN = {_ISSUED: False}
_EARLY = "2025-03-04T03:00:00Z"


def _paper(at: str = _EARLY, **cells: str | None):
    """The paper one is asked for."""
    of = {"application_id": "a1", "kind": "material_requested", "carrier": "applicant",
          "material_kind": "营业执照"}  # fmt: skip
    return event("p", at=at, **{**of, **cells})


DAT_4 = edges(
    "DAT-4",
    "conforming",
    ("refused a microsecond before it expires", _REFUSED,
     event("e3", at="2025-03-04T23:59:59.999999Z")),
    ("presented as it expires", _NOT_SHOWN, event("e2", at="2025-03-05T00:00:00Z")),
    ("presented as it was issued", _TAKEN, event("e2", at="2025-03-03T02:00:00Z")),
    ("presented a microsecond before", _NOT_SHOWN, event("e2", at="2025-03-03T01:59:59.999999Z")),
    ("refused and never presented", _REFUSED, gone("e2"), event("e3", at=_EARLY)),
    ("the paper one is asked for afterwards", _REFUSED, _paper()),
    ("the paper one was asked for before", _TAKEN, _paper("2025-03-04T01:00:00Z")),
    ("the paper one is asked for as it expires", _TAKEN, _paper("2025-03-05T00:00:00Z")),
    ("asked of another unit", _TAKEN, _paper(carrier="post")),
    ("another paper is asked for", _TAKEN, _paper(material_kind="身份证")),
    ("asked for in another application", _TAKEN, _paper(application_id="a2")),
    ("the applicant brings it", _TAKEN, _paper(kind="material_submitted")),
    ("another licence, not on record, is refused", {**_TAKEN, "a1/L3": None},
     event("e3", at=_EARLY, licence_id="L3")),
    ("another licence is refused", {**_TAKEN, "a1/L3": True},
     event("e3", at=_EARLY, licence_id="L3"),
     row("licences", None, licence_id="L3", material_kind="身份证", holder="91110000600037341L",
         issued_at="2025-03-03T02:00:00Z", electronic=True, seal_valid=True)),
    ("nobody knows if it is electronic", _UNSURE, row("licences", 1, electronic=None)),
    ("nobody knows if it is sealed", _UNSURE, row("licences", 1, seal_valid=None)),
    ("nobody knows whose it is", _UNSURE, event("e2", applicant_id=None),
     event("e3", applicant_id=None)),
    ("only the application knows the applicant", _TAKEN, event("e2", applicant_id=None)),
    ("it is not on record", _UNSURE, kept("licences", lambda r: r["licence_id"] == "L1")),
    ("it is on paper", _NOT_SHOWN, row("licences", 1, electronic=False)),
    ("its seal is not valid", _NOT_SHOWN, row("licences", 1, seal_valid=False)),
    ("it is somebody else's", _NOT_SHOWN, row("licences", 1, holder="360426199101010071")),
    ("issued on paper", {_ISSUED: True, _SHOWN: False}, row("licences", 0, electronic=False)),
    ("issued with a wrong seal", {_ISSUED: True, _SHOWN: False},
     row("licences", 0, seal_valid=False)),
    ("issued, nobody knows how", {_ISSUED: None, _SHOWN: False},
     row("licences", 0, electronic=None)),
    ("issued, nobody knows how it is sealed", {_ISSUED: None, _SHOWN: False},
     row("licences", 0, seal_valid=None)),
    ("issued and not on record", {_ISSUED: None, _SHOWN: False},
     kept("licences", lambda r: r["licence_id"] == "L2")),
    ("issued on no application", {_SHOWN: False}, event("e1", application_id=None)),
    ("issued by a body that is no department", {_SHOWN: False}, row("items", 0, government=False),
     event("e1", item_code="330117002011", item_version=1)),
    ("issued on an application to such a body", {_SHOWN: False}, row("items", 0, government=False),
     event("d", at="2025-03-03T01:00:00Z", kind="application_submitted", application_id="a0",
           item_code="330117002011", item_version=1)),
    ("issued on another version of its item", _TAKEN, row("items", 0, government=False),
     event("e1", item_code="330117002011", item_version=2)),
)  # fmt: skip

EDGES = (*DAT_1, *DAT_4)
