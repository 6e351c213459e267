"""Faults of point 2, one platform for the province (省级统筹之错)."""

from __future__ import annotations

from collections import Counter

from tongban.catalogue.materials import OFF_LIST
from tongban.journeys.journey import HERE
from tongban.journeys.program import Meaning
from tongban.journeys.writer import Writer
from tongban.known_bad.making import across_boundary, by_acts, by_lever, by_slip
from tongban.known_bad.record import DAY, HOUR, MICROSECOND, SECOND, Record, Row, some
from tongban.known_bad.scribe import Honest, Slip
from tongban.known_bad.small_world import integrated
from tongban.known_bad.wrongs import asks_as_well, followed_by, told_as
from tongban_spec.selftest.simulator import Fault

_PORTAL = "portal:province"
_OTHER = "portal:REG"


def seconds(record: Record, name: str):
    """Return how long something may take by the platform's own declaration."""
    (row,) = record.rows("declared", name=name)
    return float(row["value"]) * SECOND


def _online(meaning: Meaning) -> bool:
    return meaning.channel == "online"


def _away(meaning: Meaning) -> bool:
    return meaning.site == HERE


def _logs_in_again(w: Writer, meaning: Meaning, honest: Honest) -> None:
    honest()
    followed_by("identity", 0.001)(w, meaning, lambda: None)


def _login_when_the_session_ends(record: Record, across: bool) -> None:
    logins = record.of("identity_verified", channel="online", outcome="succeeded")
    row = {e["applicant_id"]: e for e in logins}[some(logins)[0]["applicant_id"]]
    validity = seconds(record, "session_validity_seconds")
    at = row["at"] + validity - (MICROSECOND if across else 0 * SECOND)
    record.add(row, at, kind="identity_verified", outcome="succeeded", channel="online",
               place=_OTHER)  # fmt: skip


def _made_elsewhere(record: Record) -> list[Row]:
    """Return the acceptances of what was handed in outside the competent county."""
    region = {e["application_id"]: e["region"] for e in record.of("application_submitted")}
    return [e for e in record.of("application_accepted")
            if not e["authority"].endswith("@" + region[e["application_id"]])]  # fmt: skip


def _one_day_more(record: Record, across: bool) -> None:
    """The competent county, or one that has nothing to do with it, has a limit a day longer."""
    row = some(_made_elsewhere(record))[0]
    (submitted,) = record.application(row, "application_submitted")
    competent = row["authority"].rpartition("@")[2]
    used = {(e["item_code"], e["region"]) for e in record.of("application_submitted")}
    used |= {(e["item_code"], e["authority"].rpartition("@")[2]) for e in _made_elsewhere(record)}
    for item in record.rows("items", item_code=row["item_code"]):
        mine = item["region"] == competent if across else (
            (item["item_code"], item["region"]) not in used)  # fmt: skip
        item["limit_working_days"] += 1 if mine else 0
    assert submitted["region"] != competent


def _portal_lists_one(record: Record) -> None:
    (portal,) = record.rows("places", place=_PORTAL)
    portal["items"] = record.rows("items")[0]["item_code"]


def _an_earlier_state(record: Record, shown: Row, at) -> None:
    record.add(shown, at, kind="status_shown", stage="application", place=_OTHER)


def _portals_disagree(record: Record) -> None:
    for row in some(record.of("status_shown", stage="decision")):
        _an_earlier_state(record, row, row["at"] + HOUR)


def _portal_behind_by_the_bound(record: Record, across: bool) -> None:
    row = some(record.of("status_shown", stage="acceptance"))[0]
    bound = seconds(record, "status_bound_seconds")
    _an_earlier_state(record, row, row["at"] + bound + (MICROSECOND if across else 0 * SECOND))


def _two_systems(record: Record, share: float) -> None:
    moves = record.of("record_moved")
    for row in moves if share == 1 else some(moves, share):
        record.add(row, kind="record_moved", place=_OTHER)


def _accepted_again(record: Record, across: bool) -> None:
    """An application open at a cut-over is accepted once more, then or just before."""
    moves = {(e["item_code"], e["region"]): e["at"] for e in record.of("record_moved")}
    for row in record.of("application_accepted"):
        moved = moves.get((row["item_code"], row["authority"].rpartition("@")[2]))
        decided = record.application(row, "decision_made")
        if moved and row["at"] < moved - SECOND and decided and decided[0]["at"] > moved:
            at = moved if across else moved - MICROSECOND
            again = {n: row[n] for n in ("outcome", "channel", "officer", "stage", "place")}
            record.add(row, at, kind="application_accepted", **again)
            return
    raise AssertionError("no application is open at a cut-over")


def refused_at_the_end(record: Record, across: bool) -> None:
    """A licence is refused at its expiry, or a microsecond before."""
    times = Counter(e["licence_id"] for e in record.of("licence_presented", "material_fetched"))
    once = [e for e in record.of("licence_presented") if times[e["licence_id"]] == 1]
    row = some(once)[0]
    expires = row["at"] + HOUR
    for licence in record.rows("licences", licence_id=row["licence_id"]):
        licence["expires_at"] = expires
    record.add(row, expires - (MICROSECOND if across else 0 * SECOND), kind="licence_refused",
               licence_id=row["licence_id"], material_kind=row["material_kind"], outcome="refused",
               basis="not of this office")  # fmt: skip


def _link_down_when_asked(record: Record, across: bool) -> None:
    """A result of the matter is asked of the applicant, just before its link goes down or then."""
    carried = [e for e in record.of("handed_over") if e["material_kind"] == "LICENCE"]
    row = some(carried or record.of("clock_resumed"))[0]
    asked = row["at"] + SECOND
    down = asked + (MICROSECOND if across else 0 * SECOND)
    common = {"material_kind": "LICENCE", "carrier": "applicant", "channel": "hall"}
    record.add(row, asked, kind="material_requested", basis="the item's list", **common)
    record.add(row, asked + HOUR, kind="material_submitted", **common)
    system = record.of("item_published")[0]
    for link in ("link-REG", "library"):
        for kind, at in (("link_down", down), ("link_up", down + DAY)):
            event = record.add(system, at, kind=kind, link_id=link)
            event |= dict.fromkeys(("item_code", "item_version", "region", "authority"))


def _shown_late(record: Record, share: float) -> None:
    shown = record.of("status_shown", stage="delivery")
    for row in shown if share == 1 else some(shown, share):
        row["at"] += DAY


def _shown_after_the_bound(record: Record, across: bool) -> None:
    row = some(record.of("status_shown", stage="delivery"))[0]
    delivered = record.application(row, "result_delivered")[0]
    bound = seconds(record, "status_bound_seconds")
    row["at"] = delivered["at"] + bound + (MICROSECOND if across else 0 * SECOND)


FAULTS: tuple[Fault, ...] = (
    by_slip("PRO-1/gross", "每登录一次，马上又要登录一次", "every login is followed by another one",
            Slip(("identity",), _logs_in_again, 1.0, _online)),
    by_lever("PRO-1/rare", "各部门网站各登各的", "each department has a login of its own",
             integrated("single_sign_on")),
    across_boundary("PRO-1", "会话到期前一微秒被要求登录",
                    "a login is asked for a microsecond before the session ends",
                    _login_when_the_session_ends),
    by_slip("PRO-2/gross", "对外地来的人都加要清单外材料",
            "of whoever comes from elsewhere something off the list is asked for",
            Slip(("ask",), asks_as_well(OFF_LIST), 1.0, _away)),
    by_slip("PRO-2/rare", "对外地来的人偶尔加要清单外材料",
            "of a few from elsewhere something off the list is asked for",
            Slip(("ask",), asks_as_well(OFF_LIST), 0.05, _away)),
    across_boundary("PRO-2", "主管地的时限比提交地多一天",
                    "the competent county's limit is one day longer", _one_day_more),
    by_acts("PRO-3/gross", "省级门户只列一个事项", "the provincial portal lists one item only",
            _portal_lists_one),
    by_acts("PRO-3/rare", "个别申请在另一门户显示旧状态",
            "another portal shows a few applications in an earlier state", _portals_disagree),
    across_boundary("PRO-3", "另一门户落后比声明的时限多一微秒",
                    "another portal is behind by a microsecond more than declared",
                    _portal_behind_by_the_bound),
    by_acts("PRO-4/gross", "每次切换都切到两个系统",
            "every cut-over leads to two systems of record",
            lambda record: _two_systems(record, 1)),
    by_acts("PRO-4/rare", "个别切换切到两个系统", "a few cut-overs lead to two systems of record",
            lambda record: _two_systems(record, 0.01)),
    across_boundary("PRO-4", "切换的那一刻重复受理", "accepted twice at the moment of the cut-over",
                    _accepted_again),
    by_lever("PRO-5/gross", "不认别的机关的证照", "licences of other authorities are not trusted",
             integrated("mutual_recognition")),
    by_slip("PRO-5/rare", "个别证照被要求重新认证", "a few licences have to be certified anew",
            Slip(("present",), followed_by("recertify"), 0.02)),
    across_boundary("PRO-5", "证照到期前一微秒被拒收",
                    "a licence is refused a microsecond before it expires", refused_at_the_end),
    by_lever("PRO-6/gross", "结果由申请人在部门之间传递",
             "applicants carry results between departments",
             integrated("platform_handover")),
    by_slip("PRO-6/rare", "个别案卷由申请人传递", "a few files are carried by applicants",
            Slip(("handed_over",), told_as(carrier="applicant"), 0.01)),
    across_boundary("PRO-6", "链路在索要之后一微秒才断",
                    "the link goes down a microsecond after the applicant was asked",
                    _link_down_when_asked),
    by_acts("PRO-7/gross", "门户晚一天显示送达", "portals show a delivery a day late",
            lambda record: _shown_late(record, 1)),
    by_acts("PRO-7/rare", "个别送达晚一天显示", "a few deliveries are shown a day late",
            lambda record: _shown_late(record, 0.02)),
    across_boundary("PRO-7", "显示比声明的时限晚一微秒",
                    "a state is shown a microsecond after the declared bound",
                    _shown_after_the_bound),
)  # fmt: skip
