"""Faults of point 3, data travels instead of people (数据共享之错)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tongban.journeys.program import Meaning
from tongban.journeys.writer import Writer
from tongban.known_bad.faults.cat import new_item
from tongban.known_bad.faults.pro import refused_at_the_end, seconds
from tongban.known_bad.faults.srv import single
from tongban.known_bad.making import across_boundary, by_lever, by_run, by_slip, off_in
from tongban.known_bad.record import (
    DAY,
    MICROSECOND,
    SECOND,
    Record,
    Row,
    after_working_days,
    postpone,
    some,
)
from tongban.known_bad.running import base_world, evidence_of_world
from tongban.known_bad.scribe import Honest, Slip
from tongban.known_bad.small_world import integrated
from tongban.known_bad.wrongs import after_another, delayed, never_recorded
from tongban_spec.selftest.simulator import Fault, Tables

_LIMITS = {"TAX.1": 5}
_LIMIT_DAYS = 20
FIVE_MINUTES = 300 * SECOND


def cut(record: Record, at, *links: str) -> None:
    """Let links go down at a moment, for a day."""
    system = record.of("item_published")[0]
    for link in links:
        for kind, when in (("link_down", at), ("link_up", at + DAY)):
            event = record.add(system, when, kind=kind, link_id=link)
            event |= dict.fromkeys(("item_code", "item_version", "region", "authority"))


def _has_it_submitted(w: Writer, meaning: Meaning, _honest: Honest) -> None:
    w.note(replace(meaning, act="ask", carrier="applicant"))
    w.note(replace(meaning, act="submit", carrier="applicant"))


def _proof_asked(w: Writer, meaning: Meaning, honest: Honest) -> None:
    """Have another unit vouch for what the library has, by its own hand."""
    w.note(replace(meaning, act="ask", carrier="post"))
    honest()


def _asked_as_the_link_goes(record: Record, across: bool, carrier: str) -> None:
    row: Row = some(record.of("licence_presented", material_kind="ID"))[0]
    at = row["at"] - SECOND
    cut(record, at + (MICROSECOND if across else 0 * SECOND), "link-REG", "library")
    record.add(row, at, kind="material_requested", material_kind="ID", carrier=carrier,
               basis="the item's list", channel=row["channel"])  # fmt: skip


def _decided_after_the_limit(record: Record, across: bool) -> None:
    row = some(single(record, "decision_made"))[0]
    (accepted,) = record.application(row, "application_accepted")
    days = _LIMITS.get(row["application_id"].partition("-")[2], _LIMIT_DAYS)
    too_late = after_working_days(record, accepted["at"], days)
    postpone(record, row, too_late if across else too_late - MICROSECOND)


def _in_circles(*kinds: str) -> Callable[[], Tables]:
    """Return a run in which the identity card needs what needs the identity card."""

    def run() -> Tables:
        world = base_world()
        materials = dict(world.catalogue.materials)
        materials["ID"] = replace(materials["ID"], prerequisites=kinds)
        catalogue = replace(world.catalogue, materials=materials)
        return evidence_of_world(replace(world, catalogue=catalogue), integrated("data_sharing"))

    return run


def _circle_when_the_links_end(record: Record, across: bool) -> None:
    """A circle is no circle while links carry its papers: they end with the log, or just after."""
    like = record.rows("material_needs")[0]
    for kind, needed in (("LICENCE", "ID"), ("ID", "LICENCE")):
        record.tables["material_needs"].append(
            {**like, "material_kind": kind, "needed_kind": needed}
        )
    last = max(e["at"] for e in record.events)
    for link in record.rows("links"):
        link["until"] = last if across else last + MICROSECOND


def _accepted_five_minutes_apart(record: Record, across: bool) -> None:
    (first, *_others, last) = record.of("application_accepted", case_id=some(
        [e for e in record.of("application_accepted") if e["application_id"].endswith("OPEN.3")]
    )[0]["case_id"])  # fmt: skip
    last["at"] = first["at"] + FIVE_MINUTES + (MICROSECOND if across else 0 * SECOND)


def _ready_after_the_bound(record: Record, across: bool) -> None:
    row = some(single(record, "step_ready"))[0]
    (accepted,) = record.application(row, "application_accepted")
    bound = seconds(record, "status_bound_seconds")
    row["at"] = accepted["at"] + bound + (MICROSECOND if across else 0 * SECOND)


def _one_stage_offline(record: Record, across: bool) -> None:
    new_item(record, across, online_stages="application;acceptance;review;decision",
             online_exception=None)  # fmt: skip


def _called_in_before_the_change(record: Record, across: bool) -> None:
    """Who goes to the hall by own choice may be called there; who has not yet, may not."""
    changed = {e["application_id"] for e in record.of("channel_changed")}
    row = some([e for e in record.of("application_accepted", channel="online")
                if e["application_id"] not in changed])[0]  # fmt: skip
    at = row["at"] - SECOND
    record.add(row, at, kind="called_in", stage="acceptance", basis="originals to be shown")
    record.add(row, at + (MICROSECOND if across else -MICROSECOND), kind="channel_changed",
               channel="hall", stage="acceptance")  # fmt: skip


def _entered_after_the_delay(record: Record, across: bool) -> None:
    row = some(record.of("licence_registered"))[0]
    (issued,) = record.of("licence_issued", licence_id=row["licence_id"])
    delay = seconds(record, "library_delay_seconds")
    row["at"] = issued["at"] + delay + (MICROSECOND if across else 0 * SECOND)


def _online(meaning: Meaning) -> bool:
    return meaning.channel == "online"


FAULTS: tuple[Fault, ...] = (
    by_slip("DAT-1/gross", "库里有的，还要别的单位出证明",
            "another unit has to vouch for what the library has",
            Slip(("present",), _proof_asked)),
    by_slip("DAT-1/rare", "个别时候还要别的单位出证明", "now and then another unit has to vouch",
            Slip(("present",), _proof_asked, 0.02)),
    across_boundary("DAT-1", "链路在核验之后、取用之前断开",
                    "the link goes down between the check and the fetch",
                    lambda record, across: _asked_as_the_link_goes(record, across, "post")),
    by_lever("DAT-2/gross", "数据链路都没有接通", "no data link is connected",
             integrated("data_sharing", "e_licences")),
    by_slip("DAT-2/rare", "个别在库证照又要申请人交",
            "a few licences in the library are asked for again",
            Slip(("present",), _has_it_submitted, 0.02)),
    across_boundary("DAT-2", "链路在索要之后一微秒才断",
                    "the link goes down a microsecond after the applicant was asked",
                    lambda record, across: _asked_as_the_link_goes(record, across, "applicant")),
    by_run("DAT-3/gross", "setting", "没有链路，办什么证都要身份证，办身份证又要这些证",
           "with no links, all needs the identity card, and it needs all that",
           _in_circles("LICENCE", "TAX-NO", "PERMIT", "CARD", "STAMP")),
    by_run("DAT-3/rare", "setting", "办执照要身份证，办身份证又要执照",
           "the licence needs the identity card, and it needs the licence",
           _in_circles("LICENCE")),
    across_boundary("DAT-3", "链路在日志最后一刻停用，证明成了循环",
                    "links end at the last moment of the log, and proofs go in a circle",
                    _circle_when_the_links_end),
    by_lever("DAT-4/gross", "只发纸质证照", "licences are issued on paper only",
             integrated("e_licences")),
    by_slip("DAT-4/rare", "个别证照只有纸质", "a few licences are on paper only",
            Slip(("register",), never_recorded, 0.01)),
    across_boundary("DAT-4", "电子证照到期前一微秒被拒收",
                    "an electronic licence is refused a microsecond before it expires",
                    refused_at_the_end),
    by_lever("DAT-5/gross", "各部门各自受理", "each department accepts by itself",
             integrated("one_acceptance")),
    by_lever("DAT-5/rare", "一个县各部门各自受理",
             "in one county each department accepts by itself",
             off_in("one_acceptance", "330410")),
    across_boundary("DAT-5", "一并受理相隔五分钟零一微秒",
                    "what is accepted together is five minutes and a microsecond apart",
                    _accepted_five_minutes_apart),
    by_lever("DAT-6/gross", "环节一个接一个", "steps follow one after the other",
             integrated("parallel_review")),
    by_lever("DAT-6/rare", "一个县的环节一个接一个", "in one county steps follow one another",
             off_in("parallel_review", "330410")),
    across_boundary("DAT-6", "进入待办比声明的时延晚一微秒",
                    "a step is ready a microsecond after the declared bound",
                    _ready_after_the_bound),
    by_slip("DAT-7/gross", "案卷放上六周才决定",
            "every file lies for six weeks before the decision",
            Slip(("decide",), delayed(42))),
    by_slip("DAT-7/rare", "个别案卷放上六周才决定", "a few files lie for six weeks",
            Slip(("decide",), delayed(42), 0.01)),
    across_boundary("DAT-7", "时限最后一个工作日的次日零时才决定",
                    "decided at the first moment of the day after the limit's last working day",
                    _decided_after_the_limit),
    by_lever("DAT-8/gross", "没有一个阶段可以网上办", "no stage is online",
             integrated("online_coverage")),
    by_lever("DAT-8/rare", "一个县的一个事项不能网上办", "one item of one county is not online",
             off_in("online_coverage", "330405", "TAX.1")),
    across_boundary("DAT-8", "日志最后一刻生效的事项不能网上送达",
                    "an item in force at the last moment of the log lacks delivery online",
                    _one_stage_offline),
    by_lever("DAT-9/gross", "网上申请都要到场核验", "whoever applies online has to come",
             integrated("no_visit")),
    by_slip("DAT-9/rare", "个别网上申请人被通知到场", "a few who apply online are called in",
            Slip(("accepted",), after_another("called_in"), 0.02, _online)),
    across_boundary("DAT-9", "申请人改到大厅前一微秒被通知到场",
                    "called in a microsecond before the applicant changes to the hall",
                    _called_in_before_the_change),
    by_slip("DAT-10/gross", "证照签发一天后才入库", "licences are entered a day after their issue",
            Slip(("register",), delayed(1))),
    by_slip("DAT-10/rare", "个别证照一天后才入库", "a few licences are entered a day late",
            Slip(("register",), delayed(1), 0.01)),
    across_boundary("DAT-10", "入库比声明的时延晚一微秒",
                    "a licence is entered a microsecond after the declared delay",
                    _entered_after_the_delay),
)  # fmt: skip
