"""Edges of SRV-2, DAT-6 and DAT-7: the last microsecond of a limit, and the twentieth decision."""

from __future__ import annotations

from edges import edges, event, gone, kept, row

_A1, _A2, _GRANTED = "a1/decision", "a2/decision", "a1/delivery"


def _of(event_id: str, at: str, kind: str, application: str = "a1", **cells: object):
    case = application.replace("a", "c")
    of = {"at": at, "kind": kind, "application_id": application, "case_id": case}
    return event(event_id, **{**of, **cells})


def _judged(decision: bool | None, delivery: bool | None) -> dict[str, bool | None]:
    return {_A1: False, _GRANTED: delivery, _A2: decision}


def _end(at: str):
    return event("e6", at=at)


def _decided(number: int, *outcomes: str | None):
    """Return edits that leave nothing but decided applications, of these outcomes at last."""
    all_of_them = [*["refused"] * (number - len(outcomes)), *outcomes]
    return (
        gone("e1", "e2", "e3", "e4", "e5"),
        *(_of(f"z{n}", f"2025-03-05T01:00:{n:02}Z", "decision_made", f"a{n}", outcome=outcome)
          for n, outcome in enumerate(all_of_them)),
    )  # fmt: skip


_DUE = "2025-03-10T16:00:00Z"  # the limit of five days is past for a2, the delivery is not
_EVERY = "every decision of the log"

SRV_2 = edges(
    "SRV-2",
    "breaching",
    ("the log ends as the ten days end", _judged(True, True), _end("2025-03-19T16:00:00Z")),
    ("the log ends a microsecond before", _judged(True, None), _end("2025-03-19T15:59:59.999999Z")),
    ("the log ends as the limit ends", _judged(True, None), _end(_DUE)),
    ("the log ends a microsecond before the limit", _judged(None, None),
     _end("2025-03-10T15:59:59.999999Z")),
    ("accepted a microsecond before midnight", _judged(True, None), _end(_DUE),
     event("e4", at="2025-03-03T15:59:59.999999Z")),
    ("accepted at midnight", _judged(None, None), _end(_DUE),
     event("e4", at="2025-03-03T16:00:00Z")),
    ("the clock went on the next day", _judged(None, None), _end(_DUE),
     _of("k1", "2025-03-03T05:00:00Z", "clock_stopped", "a2"),
     _of("k2", "2025-03-03T16:00:00Z", "clock_resumed", "a2")),
    ("the clock went on within the day", _judged(True, None), _end(_DUE),
     _of("k1", "2025-03-03T05:00:00Z", "clock_stopped", "a2"),
     _of("k2", "2025-03-03T15:59:59.999999Z", "clock_resumed", "a2")),
    ("the clock stands still", _judged(None, True),
     _of("k1", "2025-03-03T05:00:00Z", "clock_stopped", "a2")),
    ("the clock stands still once more", _judged(None, True),
     _of("k1", "2025-03-03T05:00:00Z", "clock_stopped", "a2"),
     _of("k2", "2025-03-03T06:00:00Z", "clock_resumed", "a2"),
     _of("k3", "2025-03-03T07:00:00Z", "clock_stopped", "a2")),
    ("stopped and resumed at once, by their ids", _judged(True, True),
     _of("k1", "2025-03-03T05:00:00Z", "clock_stopped", "a2"),
     _of("k2", "2025-03-03T05:00:00Z", "clock_resumed", "a2")),
    ("resumed and stopped at once, by their ids", _judged(None, True),
     _of("k1", "2025-03-03T05:00:00Z", "clock_resumed", "a2"),
     _of("k2", "2025-03-03T05:00:00Z", "clock_stopped", "a2")),
    ("another application's clock stands still", _judged(True, True),
     _of("k1", "2025-03-03T05:00:00Z", "clock_stopped", "a3")),
    ("it has no limit", _judged(None, True), row("items", 0, limit_working_days=None)),
    ("it is in no catalogue", _judged(None, True), row("items", 0, item_version=2)),
    ("to be decided on the day: the day is past", _judged(True, None),
     row("items", 0, limit_working_days=0), event("e5", at="2025-03-03T05:00:00Z"),
     _end("2025-03-03T16:00:00Z")),
    ("to be decided on the day: it is not past", _judged(None, None),
     row("items", 0, limit_working_days=0), event("e5", at="2025-03-03T05:00:00Z"),
     _end("2025-03-03T15:59:59.999999Z")),
    ("another county has a longer limit", _judged(None, None), _end(_DUE),
     row("items", None, item_code="11370800MB285591843370117002011", item_version=1,
         region="330411", limit_working_days=6)),
    ("the calendar ends before the limit", _judged(None, None),
     kept("calendar", lambda r: r["date"] < "2025-03-10")),
    ("the calendar ends with the limit", _judged(True, None),
     kept("calendar", lambda r: r["date"] <= "2025-03-10")),
    ("one more day off", _judged(None, None), _end(_DUE), row("calendar", 1, working=False)),
    ("withdrawn", {_A1: False, _GRANTED: True},
     _of("k", "2025-03-04T01:00:00Z", "application_withdrawn", "a2")),
    ("given up", {_A1: False, _GRANTED: True},
     _of("k", "2025-03-04T01:00:00Z", "application_abandoned", "a2")),
    ("withdrawn, and decided", _judged(False, True),
     _of("k", "2025-03-04T01:00:00Z", "application_withdrawn", "a2"),
     _of("l", "2025-03-04T02:00:00Z", "decision_made", "a2", outcome="refused")),
    ("decided nobody knows how", _judged(False, True),
     _of("l", "2025-03-19T02:00:00Z", "decision_made", "a2")),
    ("the decision came late", _judged(False, True),
     _of("l", "2025-03-19T02:00:00Z", "decision_made", "a2", outcome="refused")),
    ("never accepted", {_A1: False, _GRANTED: True}, gone("e4")),
    ("granted and withdrawn", {_A1: False, _A2: True},
     _of("k", "2025-03-06T01:00:00Z", "application_withdrawn")),
    ("withdrawn, and delivered", _judged(True, False),
     _of("k", "2025-03-06T01:00:00Z", "application_withdrawn"),
     _of("l", "2025-03-06T02:00:00Z", "result_delivered")),
    ("the first decision is a refusal", {_A1: False, _A2: True}, event("e5", outcome="refused"),
     _of("l", "2025-03-06T01:00:00Z", "decision_made", outcome="granted")),
    ("granted at midnight", _judged(True, None), event("e5", at="2025-03-05T16:00:00Z")),
    ("granted a microsecond before midnight", _judged(True, True),
     event("e5", at="2025-03-05T15:59:59.999999Z")),
    ("of one matter with an undecided one", _judged(True, None),
     *(event(f"e{n}", case_id="c1") for n in (3, 4))),
    ("of one matter with one decided a day later", _judged(False, None),
     *(event(f"e{n}", case_id="c1") for n in (3, 4)),
     _of("l", "2025-03-06T01:00:00Z", "decision_made", "a2", outcome="refused", case_id="c1")),
    ("of one matter with one decided on the same day", _judged(False, True),
     *(event(f"e{n}", case_id="c1") for n in (3, 4)),
     _of("l", "2025-03-05T02:00:00Z", "decision_made", "a2", outcome="refused", case_id="c1")),
    ("of one matter with a rejected one", _judged(True, True),
     *(event(f"e{n}", case_id="c1") for n in (3, 4)),
     _of("l", "2025-03-04T01:00:00Z", "application_rejected", "a2", case_id="c1")),
    ("of one matter with one that only began", {_A1: False, _GRANTED: True}, gone("e4"),
     event("e3", kind="application_started", case_id="c1")),
    ("of one matter with one handed in", {_A1: False, _GRANTED: None}, gone("e4"),
     event("e3", case_id="c1")),
    ("nineteen decided, and none granted", {}, *_decided(19)),
    ("twenty decided, and none granted", {_EVERY: True}, *_decided(20)),
    ("twenty decided, and one nobody knows how", {_EVERY: None}, *_decided(20, None)),
    ("twenty decided, and one granted", {_EVERY: False, "a19/delivery": True},
     *_decided(20, "granted")),
    ("twenty decided, one granted, one nobody knows how", {_EVERY: False, "a19/delivery": True},
     *_decided(20, None, "granted")),
    ("one of the twenty decided twice", {}, *_decided(20),
     event("z1", application_id="a0")),
)  # fmt: skip

_HEALTH = "a1/health"
_FINE = {"a1/fire": False, _HEALTH: False, "a1/decide": False}
_LATE, _OPEN = {**_FINE, _HEALTH: True}, {**_FINE, _HEALTH: None}
_MINUTE, _OVER = "2025-03-03T02:01:00Z", "2025-03-03T02:01:00.000001Z"
_UNBOUND = row("declared", 0, name="other")


def _between(at: str, **cells: object):
    return _of("b", at, "step_completed", **{"step": "other", **cells})


_SLOW = (_UNBOUND, event("e4", at=_OVER))

DAT_6 = edges(
    "DAT-6",
    "conforming",
    ("ready as the bound ends", _FINE, event("e4", at=_MINUTE)),
    ("ready a microsecond later", _LATE, event("e4", at=_OVER)),
    ("the bound is a second longer", _FINE, event("e4", at="2025-03-03T02:01:01Z"),
     row("declared", 0, value="61")),
    ("no bound is declared: within a minute", _FINE, _UNBOUND, event("e4", at=_MINUTE),
     _between("2025-03-03T02:00:30Z")),
    ("no bound is declared: later, with nothing in between", _OPEN, *_SLOW),
    ("no bound is declared: later, another step in between", _LATE, *_SLOW,
     _between("2025-03-03T02:00:30Z")),
    ("the other step ends as it could begin", _OPEN, *_SLOW, _between("2025-03-03T02:00:00Z")),
    ("the other step ends a microsecond later", _LATE, *_SLOW,
     _between("2025-03-03T02:00:00.000001Z")),
    ("the other step ends as it is ready, before it by its id", _LATE, *_SLOW, _between(_OVER)),
    ("the other step ends as it is ready, after it by its id", _OPEN, *_SLOW,
     _of("f", _OVER, "step_completed", step="other")),
    ("the other step has no name", _OPEN, *_SLOW, _between("2025-03-03T02:00:30Z", step=None)),
    ("the step itself ends before it is ready", _OPEN, *_SLOW,
     _between("2025-03-03T02:00:30Z", step="health")),
    ("another application's step, of the same matter", _LATE, *_SLOW,
     _between("2025-03-03T02:00:30Z", application_id="a2", step="health")),
    ("another matter's step", _OPEN, *_SLOW,
     _between("2025-03-03T02:00:30Z", application_id="a2", case_id="c2")),
    ("in another matter is a step of the same name as one it needs", {**_FINE, "a1/decide": None},
     _UNBOUND, event("e6", at="2025-03-05T02:01:00.000001Z"),
     _of("b", "2025-03-05T02:00:30Z", "step_completed", "a2", step="fire")),
    ("the step it needs ends once more", _FINE, event("e6", at="2025-03-05T02:02:00Z"),
     _of("b", "2025-03-05T02:01:00Z", "step_completed", step="fire")),
    ("the step it needs ends once more, later", _FINE,
     _of("b", "2025-03-05T03:01:00Z", "step_completed", step="fire")),
    ("ready a microsecond late for the later of two", {**_FINE, "a1/decide": True},
     event("e6", at="2025-03-05T02:01:00.000001Z")),
    ("of the two it needs one is not on record", {**_FINE, "a1/decide": None}, gone("e3")),
    ("ready once more later", _FINE, _of("f", "2025-03-04T05:00:00Z", "step_ready", step="health")),
    ("acceptance is not on record", dict.fromkeys(_FINE), gone("e1")),
    ("the step is in no catalogue", {"a1/fire": False, "a1/decide": False},
     event("e4", step="other")),
    ("the clock goes on as it becomes ready", _FINE, event("e4", at="2025-03-03T05:00:00Z"),
     _of("k1", "2025-03-03T02:00:40Z", "clock_stopped"),
     _of("k2", "2025-03-03T05:00:00Z", "clock_resumed")),
    ("the clock went on a minute before", _FINE, event("e4", at="2025-03-03T05:00:00Z"),
     _of("k1", "2025-03-03T02:00:40Z", "clock_stopped"),
     _of("k2", "2025-03-03T04:59:00Z", "clock_resumed")),
    ("the clock went on longer before", _LATE, event("e4", at="2025-03-03T05:00:00Z"),
     _of("k1", "2025-03-03T02:00:40Z", "clock_stopped"),
     _of("k2", "2025-03-03T04:58:59.999999Z", "clock_resumed")),
    ("the clock is stopped as it becomes ready", _FINE, event("e4", at="2025-03-03T05:00:00Z"),
     _of("k1", "2025-03-03T05:00:00Z", "clock_stopped"),
     _of("k2", "2025-03-03T06:00:00Z", "clock_resumed")),
    ("the clock is stopped after that", _LATE, event("e4", at="2025-03-03T05:00:00Z"),
     _of("k1", "2025-03-03T05:00:00.000001Z", "clock_stopped"),
     _of("k2", "2025-03-03T06:00:00Z", "clock_resumed")),
    ("another application's clock", _LATE, event("e4", at="2025-03-03T05:00:00Z"),
     _of("k1", "2025-03-03T02:00:40Z", "clock_stopped", "a2")),
)  # fmt: skip

_BOTH = {"a1": False, "a2": False}
_FIRST, _SECOND = {**_BOTH, "a1": True}, {**_BOTH, "a2": True}
_MIDNIGHT = "2025-03-11T16:00:00Z"
_PLAIN = gone("e3", "e4")  # a2 without its stopped clock: one day more was used


def _still(stopped: str, resumed: str | None):
    to = (event("e4", at=resumed),) if resumed else (gone("e4"),)
    return (event("e3", at=stopped), *to)


DAT_7 = edges(
    "DAT-7",
    "conforming",
    ("decided at the last microsecond", _BOTH, event("e5", at="2025-03-11T15:59:59.999999Z")),
    ("decided at midnight", _FIRST, event("e5", at=_MIDNIGHT)),
    ("accepted a microsecond before midnight", _FIRST, event("e5", at=_MIDNIGHT),
     event("e1", at="2025-03-06T15:59:59.999999Z")),
    ("accepted at midnight", _BOTH, event("e5", at=_MIDNIGHT),
     event("e1", at="2025-03-06T16:00:00Z")),
    ("the clock never stood still", _SECOND, _PLAIN),
    ("it stood still within the day", _SECOND, *_still("2025-03-06T16:00:00Z",
                                                       "2025-03-07T15:59:59.999999Z")),
    ("it stood still over midnight", _BOTH, *_still("2025-03-07T15:59:59.999999Z",
                                                    "2025-03-07T16:00:00Z")),
    ("it stood still over the night to a working day", _BOTH,
     *_still("2025-03-10T15:59:59.999999Z", "2025-03-10T16:00:00Z")),
    ("it stood still over days off only", _SECOND, *_still("2025-03-07T16:00:00Z",
                                                          "2025-03-09T16:00:00Z")),
    ("it stood still to the next working day", _BOTH, *_still("2025-03-07T15:00:00Z",
                                                             "2025-03-09T16:00:00Z")),
    ("it stands still to the end", _BOTH, *_still("2025-03-12T15:00:00Z", None)),
    ("it stood still until the decision", _SECOND, *_still("2025-03-12T15:00:00Z",
                                                        "2025-03-12T15:59:59Z")),
    ("stopped before acceptance, on the day", _SECOND, *_still("2025-03-06T02:00:00Z",
                                                              "2025-03-06T16:00:00Z")),
    ("the limit is a day longer", _BOTH, _PLAIN, row("items", 0, limit_working_days=4)),
    ("another county has a longer limit", _BOTH, _PLAIN,
     row("items", None, item_code="330117002011", item_version=1, region="330411",
         limit_working_days=4)),
    ("another version has a longer limit", _SECOND, _PLAIN,
     row("items", None, item_code="330117002011", item_version=2, region="330402",
         limit_working_days=4)),
    ("no limit", {}, row("items", 0, limit_working_days=None)),
    ("withdrawn as the limit is past", _FIRST, event("e5", kind="application_withdrawn",
                                                    at=_MIDNIGHT)),
    ("withdrawn a microsecond before", {"a2": False},
     event("e5", kind="application_withdrawn", at="2025-03-11T15:59:59.999999Z")),
    ("given up as the limit is past", _FIRST, event("e5", kind="application_abandoned",
                                                    at=_MIDNIGHT)),
    ("the log ends, and it is past", _FIRST, gone("e5")),
    ("the log ends, and it is not past", {"a1": None, "a2": False}, gone("e5"),
     event("e6", at="2025-03-11T15:59:59.999999Z")),
    ("decided on a day off: the next working day counts", _FIRST,
     row("items", 0, limit_working_days=1), event("e5", at="2025-03-08T02:00:00Z"),
     event("e6", at="2025-03-10T15:00:00Z")),
    ("decided on a day off within two days", _BOTH, row("items", 0, limit_working_days=2),
     event("e5", at="2025-03-09T15:59:59.999999Z"), event("e6", at="2025-03-11T15:00:00Z")),
    ("never accepted", {"a2": False}, gone("e1")),
    ("the first decision counts", _BOTH, _of("g", "2025-03-13T02:00:00Z", "decision_made")),
    ("the calendar does not know the day", {"a1": False, "a2": None},
     kept("calendar", lambda r: r["date"] < "2025-03-12")),
    ("the version is not on record", {"a1": None, "a2": False},
     event("e1", item_version=None), event("e5", item_version=None)),
)  # fmt: skip

EDGES = (*SRV_2, *DAT_6, *DAT_7)
