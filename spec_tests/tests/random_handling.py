"""Scenes of handling (办理的场景): versions, answers in time, cut-overs, results passed on."""

from __future__ import annotations

import datetime

from random_context import LINKS
from random_scene import DAY, Scene

_ZONE = datetime.timedelta(hours=8)


def _version_ends(s: Scene) -> None:
    """An application is handed in, accepted or decided as its version begins or ends."""
    ends = [t for t in (s.item["published_at"], s.item["withdrawn_at"]) if t is not None]
    end = s.chance.choice([*ends, s.begin])
    s.say("item_served", s.near(end), place="portal:province")
    s.say("application_submitted", s.near(end), channel="online")
    s.say(s.chance.choice(["item_reviewed", "item_changed"]), s.near(end))
    accepted = s.near(s.chance.choice([end, end + DAY]))
    s.say("application_accepted", accepted, authority="SAMR@330402", outcome="accepted")
    if s.chance.random() < 0.5:
        s.say("decision_made", s.near(accepted), authority="SAMR@330402", outcome="granted")


def _answered_in_time(s: Scene) -> None:
    """An application is answered as the fifth or the sixth working day ends."""
    calendar = {row["date"]: row["working"] for row in s.tables["calendar"]}
    day = (s.begin + _ZONE).date()
    left = s.chance.choice([5, 6])
    while left > 0 and day in calendar:
        day += DAY
        left -= bool(calendar.get(day))
    due = datetime.datetime.combine(day, datetime.time(), datetime.UTC) - _ZONE + DAY
    s.item["published_at"], s.item["withdrawn_at"] = s.begin - DAY, None
    s.say("application_submitted", s.begin, channel="online")
    of = {"authority": "SAMR@330402"}
    answer = s.chance.choice(["accepted", "accepted", "rejected", "notice", "abandoned"])
    if answer == "notice":
        s.say("notice_issued", s.near(due), material_kind="FORM", outcome="missing", **of)
        s.say("material_submitted", s.near(due), material_kind="FORM")
    else:
        s.say(f"application_{answer}", s.near(due), outcome=answer, **of)
    if s.chance.random() < 0.3:
        s.say("application_accepted", s.near(due), outcome="accepted", **of)


def _record_moves(s: Scene) -> None:
    """The system of record changes just as an application is handed in, decided or given up."""
    s.say("application_submitted", s.near(s.begin), channel="online")
    s.say("record_moved", s.begin, place="portal:province")
    kind = s.chance.choice(["decision_made", "application_rejected", "application_withdrawn"])
    for _ in range(s.chance.choice([1, 1, 2])):
        s.say(kind, s.near(s.begin), authority="SAMR@330402", outcome="granted")
    if s.chance.random() < 0.3:
        s.bears["application_id"] = f"x{s.number}.1"
        s.say("application_submitted", s.near(s.begin), channel="online")


def _passed_on(s: Scene) -> None:
    """One department's result is needed by another, as the link that carries it begins or ends."""
    link, of = s.chance.choice(LINKS[:2]), {"material_kind": s.material}
    end = s.begin + 5 * DAY
    s.tables["links"].append(
        {"link_id": link, "asker": "*", "provider": "SAMR", "from": s.begin, "until": end, **of}
    )
    s.say("licence_issued", s.begin - DAY, authority="SAMR@330402", licence_id=f"X{s.number}", **of)
    s.bears["application_id"] = f"x{s.number}.1"
    down, up = s.begin + DAY, s.begin + 2 * DAY
    s.say("link_down", down, link_id=link)
    s.say("link_up", up, link_id=link)
    asked = s.near(s.chance.choice([s.begin, down, up, end]))
    s.say("material_requested", asked, carrier="applicant", authority="TAX@330402", **of)
    s.say("material_submitted", asked + DAY, carrier=s.chance.choice(["applicant", "platform"]),
          **of)  # fmt: skip
    s.say("application_accepted", asked + DAY, authority="TAX@330402", outcome="accepted")


def _changes_channel(s: Scene) -> None:
    """Something is begun, handed in or given again just as the channel changes."""
    s.say("application_started", s.begin, channel="online")
    s.say("material_submitted", s.begin, material_kind=s.material)
    s.say("application_submitted", s.begin, channel="online")
    changed = s.begin + DAY
    s.say("channel_changed", changed, channel="hall")
    kind = s.chance.choice(["application_started", "application_submitted", "material_submitted"])
    s.say(kind, s.near(changed), channel="hall", material_kind=s.material)
    if s.chance.random() < 0.4:
        s.bears["application_id"] = f"x{s.number}.1"
        s.say("application_started", s.near(changed), channel="hall")


SCENES = (_version_ends, _answered_in_time, _record_moves, _passed_on, _changes_channel)
