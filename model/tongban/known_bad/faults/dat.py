"""Faults of point 3, data travels instead of people (数据共享之错)."""

from __future__ import annotations

from dataclasses import replace

from tongban.journeys.program import Meaning
from tongban.journeys.writer import Writer
from tongban.known_bad.faults.srv import single
from tongban.known_bad.making import across_boundary, by_lever, by_slip
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
from tongban.known_bad.scribe import Honest, Slip
from tongban.known_bad.small_world import integrated
from tongban.known_bad.wrongs import delayed
from tongban_spec.selftest.simulator import Fault

_LIMITS = {"TAX.1": 5}
_LIMIT_DAYS = 20


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
    by_slip("DAT-7/gross", "案卷放上六周才决定",
            "every file lies for six weeks before the decision",
            Slip(("decide",), delayed(42))),
    by_slip("DAT-7/rare", "个别案卷放上六周才决定", "a few files lie for six weeks",
            Slip(("decide",), delayed(42), 0.01)),
    across_boundary("DAT-7", "时限最后一个工作日刚过才决定",
                    "the decision is made at the first moment after the limit's last working day",
                    _decided_after_the_limit),
)  # fmt: skip
