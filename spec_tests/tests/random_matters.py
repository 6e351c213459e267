"""Scenes of whole matters (整件事的场景): results, channels, regions and logins, side by side."""

from __future__ import annotations

import datetime

from random_context import AUTHORITIES, MATERIALS, PLACES
from random_scene import DAY, HAIR, Scene


def _results_together(s: Scene) -> None:
    """The results of a matter are handed over together, or a day apart, or in two ways."""
    channel, place = s.chance.choice(["online", "hall", "post"]), s.chance.choice(PLACES)
    for part in range(2):
        s.bears["application_id"] = f"x{s.number}.{part}"
        s.say("application_submitted", s.begin, channel="online", place=place)
        apart = DAY * part * s.chance.choice([0, 0, 1])
        if s.chance.random() < 0.9:
            s.say("result_delivered", s.near(s.begin + DAY + apart), place=place,
                  channel=channel if s.chance.random() < 0.9 else "post")  # fmt: skip
    if s.chance.random() < 0.1:
        s.say("visit_started", s.begin + DAY, place=place, channel="hall")


def _both_channels(s: Scene) -> None:
    """The same item is applied for online and in the hall, and mostly fares the same."""
    listed = [r["material_kind"] for r in s.tables["item_materials"]
              if all(r[k] == s.item[k] for k in ("item_code", "item_version"))]  # fmt: skip
    for part, channel in enumerate(("online", "hall")):
        s.bears |= {"application_id": f"x{s.number}.{part}", "case_id": f"x{s.number}.{part}"}
        s.say("application_submitted", s.begin, channel=channel)
        odd = s.chance.random() < 0.2
        for material in MATERIALS if odd else listed:
            s.say("material_requested", s.begin, material_kind=material, carrier="applicant",
                  authority="TAX@330402", channel=channel)  # fmt: skip
        s.say("decision_made", s.begin + DAY, outcome="granted", authority="TAX@330402")
        given = s.chance.choice(["BL", "BL", "BL", None, "ID"])
        s.say("result_delivered", s.begin + DAY, channel=channel, material_kind=given)


def _elsewhere(s: Scene) -> None:
    """An application is made in one region and belongs to another; some are sent there."""
    here, there = s.chance.choice([("330402", "330411"), ("330411", "330402"), ("330402",) * 2])
    s.bears["region"] = here
    if s.chance.random() < 0.4:
        s.say("redirected", s.begin - DAY, place=s.chance.choice(PLACES))
        if s.chance.random() < 0.5:  # to another window there, or to another region
            kind = s.chance.choice(["visit_ended", "visit_ended", "visit_started"])
            s.bears["region"] = s.chance.choice([here, here, there])
            s.say(kind, s.begin - DAY / 2, place=s.chance.choice(PLACES),
                  outcome=s.chance.choice(["served", "left"]))  # fmt: skip
        s.bears["region"] = there
    s.say("application_submitted", s.begin, channel="hall")
    if s.chance.random() < 0.3:
        s.say("material_requested", s.begin, material_kind=s.material, carrier="applicant",
              authority=f"TAX@{there}")  # fmt: skip
    if s.chance.random() < 0.6:
        s.say("application_accepted", s.begin + DAY, authority=f"TAX@{there}", outcome="accepted")
        return
    s.say("application_rejected", s.begin + DAY, authority=f"TAX@{there}", outcome="rejected")
    s.bears |= {"application_id": f"x{s.number}.1", "region": there}
    s.say("application_submitted", s.begin + DAY + HAIR, channel="hall")
    s.say("application_accepted", s.begin + 2 * DAY, authority=s.chance.choice(AUTHORITIES),
          outcome="accepted")  # fmt: skip


def _logs_in(s: Scene) -> None:
    """Somebody logs in and begins applications as the session's validity ends."""
    validity = s.declared("session_validity_seconds")
    s.bears["applicant_id"] = f"logs in {s.number}"
    end = s.begin + validity
    s.say("identity_verified", s.begin, channel="online", outcome="succeeded", session_id="s1")
    s.say("application_started", s.begin + HAIR, channel="online")
    s.bears["application_id"] = f"x{s.number}.1"
    if s.chance.random() < 0.5:
        s.say("application_started", s.near(end), channel="online")
    else:
        s.say("identity_verified", s.near(end), channel="online", session_id="s2",
              outcome="succeeded", basis=s.chance.choice([None, None, "logged out"]))  # fmt: skip
    if s.chance.random() < 0.5:
        s.say("application_started", s.near(end + datetime.timedelta(hours=1)), channel="online")


SCENES = (_results_together, _both_channels, _elsewhere, _logs_in)
