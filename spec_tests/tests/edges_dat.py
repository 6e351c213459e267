"""Edges of 数据共享: the library's delay, circles, the way online, and who is called in."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_ISSUED, _REVOKED = "L1/e1", "L1/e4"
_HELD = {_ISSUED: False, _REVOKED: False}


def _registered(event_id: str, at: str):
    return event(event_id, at=at, kind="licence_registered", licence_id="L1")


def _library(event_id: str, kind: str, at: str):
    return event(event_id, at=at, kind=kind, link_id="library")


DAT_10 = edges(
    "DAT-10",
    "conforming",
    ("entered as the delay ends", _HELD, event("e2", at="2025-03-03T02:10:00Z")),
    ("entered a microsecond late", {_ISSUED: True, _REVOKED: False},
     event("e2", at="2025-03-03T02:10:00.000001Z")),
    ("entered as it is issued", _HELD, event("e2", at="2025-03-03T02:00:00Z")),
    ("entered before it is issued", {_ISSUED: True, _REVOKED: False},
     event("e2", at="2025-03-03T01:59:59.999999Z")),
    ("after an outage, entered a microsecond late", {_ISSUED: False, _REVOKED: True},
     event("e6", at="2025-03-03T05:10:00.000001Z")),
    ("up again as it is revoked: no outage", {_ISSUED: False, _REVOKED: True},
     event("e5", at="2025-03-03T03:00:00Z"), event("e6", at="2025-03-03T03:10:00.000001Z")),
    ("up again a microsecond after", _HELD,
     event("e5", at="2025-03-03T03:00:00.000001Z"), event("e6", at="2025-03-03T03:10:00.000001Z")),
    ("down as the delay ends", _HELD, event("e3", at="2025-03-03T03:10:00Z")),
    ("down after the delay has ended", {_ISSUED: False, _REVOKED: True},
     event("e3", at="2025-03-03T03:10:00.000001Z")),
    ("down a second time within the new delay", _HELD,
     _library("f1", "link_down", "2025-03-03T05:10:00Z"),
     _library("f2", "link_up", "2025-03-03T06:00:00Z"),
     event("e6", at="2025-03-03T06:10:00Z")),
    ("down a second time after the new delay", {_ISSUED: False, _REVOKED: True},
     _library("f1", "link_down", "2025-03-03T05:10:00.000001Z"),
     _library("f2", "link_up", "2025-03-03T06:00:00Z"),
     event("e6", at="2025-03-03T06:10:00Z")),
    ("down a second time, and never up again", {_ISSUED: False, _REVOKED: None},
     _library("f1", "link_down", "2025-03-03T05:10:00Z"), gone("e6")),
    ("the log ends as it is due", {_ISSUED: False, _REVOKED: None},
     event("e6", kind="link_up", link_id="k")),
    ("the log ends after it was due", {_ISSUED: False, _REVOKED: True},
     event("e6", at="2025-03-03T05:10:00.000001Z", kind="link_up", link_id="k")),
    ("issued by a body that is no department", {_REVOKED: False},
     row("items", 0, government=False)),
    ("issued on an application to a body that is no department", {_REVOKED: False},
     row("items", 0, government=False), event("e1", item_code=None, item_version=None),
     event("d", at="2025-03-03T01:00:00Z", kind="application_submitted", application_id="a1",
           item_code="330117002011", item_version=1)),
    ("the delay is declared as no number", {_ISSUED: None, _REVOKED: None},
     row("declared", 0, value="soon")),
)  # fmt: skip

_RECEPTION, _MOVE = "单位接收证明@330402", "户口迁入证明@330402"
_NO_CIRCLE = {
    "单位接收证明": False,
    "户口迁入证明": False,
    "房屋产权证明": False,
    _RECEPTION: False,
    _MOVE: False,
    "房屋产权证明@330402": False,
}
_CIRCLE = {**_NO_CIRCLE, _RECEPTION: True, _MOVE: True}


def _circle_of(number: int):
    """Return edits that leave nothing but a circle; the last of them closes it."""
    needs = [
        row("material_needs", None, material_kind=f"m{n}", needed_kind=f"m{(n + 1) % number}")
        for n in range(number)
    ]
    return (kept("material_needs", lambda r: r["material_kind"].startswith("m")), *needs)


def _ring(number: int, circle: bool) -> dict[str, bool]:
    return {f"m{n}": circle for n in range(number)}


DAT_3 = edges(
    "DAT-3",
    "breaching",
    ("the link goes as the log ends", _CIRCLE),
    ("the link goes a microsecond later", _NO_CIRCLE,
     row("links", 0, until="2025-03-28T09:00:00.000001Z")),
    ("the link stays", _NO_CIRCLE, row("links", 0, until=None)),
    ("the link comes as the log begins", _NO_CIRCLE,
     row("links", 0, until=None, **{"from": "2025-03-03T01:00:00Z"})),
    ("the link comes a microsecond later", _CIRCLE,
     row("links", 0, until=None, **{"from": "2025-03-03T01:00:00.000001Z"})),
    ("the link carries another material", _CIRCLE,
     row("links", 0, until=None, material_kind="身份证")),
    ("of two needs of one material one is carried", _CIRCLE,
     row("links", 0, until=None, material_kind="身份证", asker="PS"),
     row("material_needs", None, material_kind="户口迁入证明", needed_kind="身份证", asker="PS",
         region="330402")),
    ("a circle of thirty-two", _ring(32, True), *_circle_of(32)),
    ("a circle of thirty-three is not found", _ring(33, False), *_circle_of(33)),
    ("a circle of five", _ring(5, True), *_circle_of(5)),
    ("a chain of five and no circle", _ring(4, False), *_circle_of(5)[:-1]),
    ("the link is another department's", _CIRCLE, row("links", 0, until=None, asker="TAX")),
    ("the link is everybody's", _NO_CIRCLE, row("links", 0, until=None, asker="*")),
    ("the link is the library", _CIRCLE, row("links", 0, until=None, link_id="library")),
    ("nobody is said to ask, and some link carries it", _NO_CIRCLE,
     row("links", 0, until=None), row("material_needs", 0, asker=None)),
    ("the old copy is given back for the new one",
     {"身份证": False, "单位接收证明": False, "户口迁入证明": False, "房屋产权证明": False},
     kept("material_needs", lambda r: r.get("region") is None),
     row("material_needs", None, material_kind="身份证", needed_kind="身份证", asker="PS"),
     row("material_needs", None, material_kind="身份证", needed_kind="户口簿", asker="PS")),
    ("the rule holds in the whole prefecture",
     {"单位接收证明": False, "户口迁入证明": False, "房屋产权证明": False,
      "单位接收证明@330400": True, "户口迁入证明@330400": True, "房屋产权证明@330400": False},
     row("material_needs", 2, region="330400")),
    ("the rule holds in another county than its twin",
     dict.fromkeys(["户口迁入证明", "房屋产权证明", "户口迁入证明@330402", "房屋产权证明@330402",
                    "单位接收证明@330411", "户口迁入证明@330411", "房屋产权证明@330411"], False),
     kept("material_needs", lambda r: r["needed_kind"] != "户口迁入证明"),
     row("material_needs", None, material_kind="单位接收证明", needed_kind="户口迁入证明",
         asker="HRSS", region="330411")),
    ("of two rules one is carried and the other is not", _CIRCLE,
     row("links", 0, until=None),
     row("material_needs", None, material_kind="单位接收证明", needed_kind="户口迁入证明",
         asker="EDU")),
)  # fmt: skip
_ITEM = "330117002011/1/330402/"
_STAGES = ("application", "acceptance", "review", "decision", "delivery")
_ONLINE = {f"{_ITEM}{stage}": False for stage in _STAGES}
_UNDATED = dict.fromkeys(_ONLINE)


def _but(**stages: bool | None) -> dict[str, bool | None]:
    return {**_ONLINE, **{f"{_ITEM}{stage}": breach for stage, breach in stages.items()}}


DAT_8 = edges(
    "DAT-8",
    "conforming",
    ("done in the hall as well as online", _ONLINE,
     event("f", at="2025-03-04T03:00:00Z", kind="application_accepted", application_id="a1",
           channel="hall")),
    ("done in the hall only", _but(acceptance=True), event("e3", channel="hall")),
    ("posted", _but(acceptance=None), event("e3", channel="post")),
    ("accepted nobody knows where", _but(acceptance=None), event("e3", channel=None)),
    ("decided in the hall", _but(decision=True), event("e5", channel="hall")),
    ("fetched at the hall: the applicant's choice", _but(delivery=None),
     event("e6", channel="hall")),
    ("after a change to the hall nothing counts", _but(acceptance=None, review=None, decision=None,
                                                       delivery=None),
     event("d", at="2025-03-04T02:00:00Z", kind="channel_changed", application_id="a1",
           channel="hall"), event("e3", channel="hall")),
    ("the last act before the change counts", _but(acceptance=True, review=None, decision=None,
                                                   delivery=None),
     event("f", at="2025-03-04T02:00:00.000001Z", kind="channel_changed", application_id="a1",
           channel="hall"), event("e3", channel="hall")),
    ("withdrawn as the log begins", {}, row("items", 0, withdrawn_at="2025-03-03T02:00:00Z")),
    ("withdrawn a microsecond later", _ONLINE,
     row("items", 0, withdrawn_at="2025-03-03T02:00:00.000001Z")),
    ("published as the log ends", _ONLINE, row("items", 0, published_at="2025-03-05T02:20:00Z")),
    ("published after the log", {}, row("items", 0, published_at="2025-03-05T02:20:00.000001Z")),
    ("publication is not on record", _UNDATED, row("items", 0, published_at=None)),
    ("withdrawn as it was published", {}, row("items", 0, withdrawn_at="2025-01-01T00:00:00Z")),
    ("no log, and it is withdrawn some day", _UNDATED,
     kept("events", lambda e: e["event_id"] == ""),
     row("items", 0, withdrawn_at="2025-06-01T00:00:00Z")),
    ("no department's item", {}, row("items", 0, government=False)),
    ("an exception on record", {}, row("items", 0, online_exception="涉密")),
    ("another version was done in the hall", _ONLINE,
     event("f0", at="2025-03-03T02:00:00Z", kind="application_submitted", channel="online",
           application_id="a2", item_code="330117002011", item_version=2),
     event("f1", at="2025-03-04T02:00:00Z", kind="application_accepted", channel="hall",
           application_id="a2")),
    ("another item was done in the hall", _ONLINE,
     event("f0", at="2025-03-03T02:00:00Z", kind="application_submitted", channel="online",
           application_id="a2", item_code="330117004011", item_version=1),
     event("f1", at="2025-03-04T02:00:00Z", kind="application_accepted", channel="hall",
           application_id="a2")),
)  # fmt: skip

_CALLED = "2025-03-05T02:00:00Z"

DAT_9 = edges(
    "DAT-9",
    "conforming",
    ("called in as the channel changes, and later by its id", {"a1": False},
     event("e3", at=_CALLED), gone("e4"),
     event("d", at=_CALLED, kind="channel_changed", application_id="a1", channel="hall")),
    ("called in as the channel changes, and before it by its id", {"a1": True},
     event("e3", at=_CALLED)),
    ("called in a microsecond before", {"a1": True}, event("e3", at="2025-03-05T01:59:59.999999Z")),
    ("called in as it was begun", {"a1": True}, event("e3", at="2025-03-03T02:00:00Z")),
    ("called in, and the item is in no catalogue", {"a1": None},
     event("e3", at="2025-03-04T02:00:00Z"), row("items", 0, item_code="330117004011")),
    ("called in, and only another version is in the catalogue", {"a1": None},
     event("e3", at="2025-03-04T02:00:00Z"), row("items", 0, item_version=2)),
    ("the change to the hall is at a stage that is not online", {"a1": False},
     gone("e3"), event("e4", stage="decision"),
     row("items", 0, online_stages="application;acceptance;review;delivery")),
    ("an exception of one version is none of another", {"a1": True},
     event("e3", at="2025-03-04T02:00:00Z"),
     row("items", None, item_code="330117002011", item_version=2, region="330402", name="x",
         online_exception="涉密", online_stages=None, government=True)),
    ("an exception is on record", {}, row("items", 0, online_exception="涉密")),
    ("no department's item", {}, row("items", 0, government=False)),
    ("not over yet", {"a1": None}, gone("e5", "e3")),
    ("over by a rejection", {"a1": False},
     event("e5", kind="application_rejected"), gone("e3")),
    ("over as it was given up", {"a1": False}, event("e5", kind="application_abandoned"),
     gone("e3")),
    ("over by a refusal", {"a1": False},
     event("e5", kind="decision_made", outcome="refused"), gone("e3")),
    ("a grant is not the end", {"a1": None},
     event("e5", kind="decision_made", outcome="granted"), gone("e3")),
    ("fetched at the hall where delivery is online", {"a1": False},
     event("e4", channel="online"), gone("e3")),
    ("fetched at the hall where it is not", {"a1": True},
     event("e4", channel="online"), gone("e3"),
     row("items", 0, online_stages="application;acceptance;review;decision")),
    ("fetched at the hall, and the stage is not told", {"a1": False},
     event("e4", channel="online"), event("e5", stage=None), gone("e3"),
     row("items", 0, online_stages="application;acceptance;review;decision")),
    ("posted where delivery is not online", {"a1": False},
     event("e4", channel="online"), event("e5", channel="post"), gone("e3"),
     row("items", 0, online_stages="application;acceptance;review;decision")),
    ("begun in the hall", {}, event("e1", channel="hall"), gone("e3")),
)  # fmt: skip

_TOGETHER, _APART, _UNSURE = {"c1": False}, {"c1": True}, {"c1": None}

DAT_5 = edges(
    "DAT-5",
    "conforming",
    ("handed in five minutes apart, and accepted so", _TOGETHER),
    ("handed in a microsecond more apart", _APART, event("e2", at="2025-03-03T02:05:00.000001Z")),
    ("accepted a microsecond more apart", _APART, event("e4", at="2025-03-03T06:05:00.000001Z")),
    ("accepted by another officer", _APART, event("e4", officer="w2")),
    ("accepted by an officer who is not on record", _TOGETHER, event("e4", officer=None)),
    ("handed in at another place", _APART, event("e2", place="hall@330402")),
    ("handed in in another channel", _APART, event("e2", channel="hall")),
    ("one department only", {}, event("e4", authority="SAMR@330402")),
    ("decided and never accepted", _UNSURE, event("e4", kind="decision_made", outcome="granted")),
    ("decided, and rejected before", _TOGETHER,
     event("e4", kind="decision_made", outcome="granted"),
     event("r", at="2025-03-03T05:00:00Z", kind="application_rejected", application_id="a2")),
    ("decided, and given up before", _TOGETHER,
     event("e4", kind="decision_made", outcome="granted"),
     event("r", at="2025-03-03T05:00:00Z", kind="application_abandoned", application_id="a2")),
    ("a submission is not on record", _UNSURE, gone("e1")),
    ("the bank is a department", _APART, row("items", 2, government=None)),
    ("another matter", {}, event("e4", case_id="c2"), event("e2", case_id="c2")),
)  # fmt: skip

EDGES = (*DAT_10, *DAT_3, *DAT_5, *DAT_8, *DAT_9)
