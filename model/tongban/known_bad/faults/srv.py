"""Faults of the service itself (办成事之错), and platforms that are wrong as a whole."""

from __future__ import annotations

from functools import partial

from tongban.known_bad.faults.cat import withdraw
from tongban.known_bad.making import across_boundary, by_acts, by_slip
from tongban.known_bad.record import (
    DAY,
    MICROSECOND,
    Record,
    Row,
    after_working_days,
    edited,
    postpone,
    some,
)
from tongban.known_bad.running import base_world, evidence_of_world
from tongban.known_bad.scribe import Slip
from tongban.known_bad.small_world import integrated
from tongban.known_bad.wrongs import FOR_EVER, delayed, never_recorded, told_as
from tongban_spec.language import Text
from tongban_spec.selftest.simulator import Fault

_ACCEPTING_DAYS = 5  # 行政许可法 §32: silence beyond them counts as acceptance
_TAX_LIMIT_DAYS = 5


def single(record: Record, *kinds: str) -> list[Row]:
    """Return the events of applications that are alone in their matter and were told nothing."""
    told = {e["case_id"] for e in record.of("notice_issued", "clock_stopped")}
    return [e for e in record.of(*kinds)
            if e["application_id"].endswith(("PERMIT.1", "TAX.1", "CARD.1"))
            and e["case_id"] not in told]  # fmt: skip


def _accepted_after_silence(record: Record, across: bool) -> None:
    row = some(single(record, "application_accepted"))[0]
    (submitted,) = record.application(row, "application_submitted")
    too_late = after_working_days(record, submitted["at"], _ACCEPTING_DAYS + 1)
    postpone(record, row, too_late if across else too_late - MICROSECOND)


def _log_ends_at_the_limit(record: Record, across: bool) -> None:
    """One application is never decided, and the log ends when its limit is past, or just before."""
    tax = [e for e in single(record, "application_accepted")
           if e["application_id"].endswith("TAX.1")]  # fmt: skip
    row = tax[-1]
    due = after_working_days(record, row["at"], _TAX_LIMIT_DAYS)
    end = due if across else due - MICROSECOND
    after = [e for e in record.application(row, "decision_made", "licence_issued", "status_shown",
                                           "licence_registered", "result_delivered")
             if e["at"] > row["at"]]  # fmt: skip
    record.remove([*after, *(e for e in record.events if e["at"] > end)])
    record.add(record.of("item_published")[0], end, kind="item_served", place="portal:province",
               channel="online")  # fmt: skip


def _blank_basis(record: Record, across: bool) -> None:
    row = some(record.of("notice_issued"))[0]
    row["basis"] = "  " if across else "§32"


def _without_basis(record: Record) -> None:
    for row in some(record.of("notice_issued"), 0.03):
        row["basis"] = None


FAULTS: tuple[Fault, ...] = (
    by_slip("SRV-1/gross", "申请放上十天才受理",
            "every application lies for ten days before it is accepted",
            Slip(("accepted",), delayed(10))),
    by_slip("SRV-1/rare", "个别申请放上十天才受理", "a few applications lie for ten days",
            Slip(("accepted",), delayed(10), 0.01)),
    across_boundary("SRV-1", "视为受理后的一个工作日刚过才记作受理",
                    "acceptance is on record at the first moment after the working day of grace",
                    _accepted_after_silence),
    by_slip("SRV-2/gross", "结果从不送达", "no result is ever delivered",
            Slip(("deliver",), never_recorded)),
    by_slip("SRV-2/rare", "个别结果没有送达", "a few results are never delivered",
            Slip(("deliver",), never_recorded, 0.01)),
    across_boundary("SRV-2", "日志结束时时限刚过，仍无决定",
                    "the limit is just past when the log ends, with no decision",
                    _log_ends_at_the_limit),
    by_slip("SRV-3/gross", "告知补正从不写依据", "notices never carry a basis",
            Slip(("notice",), told_as(basis=""))),
    by_acts("SRV-3/rare", "个别告知没有依据", "a few notices carry no basis", _without_basis),
    across_boundary("SRV-3", "依据一栏只有空格", "the basis is nothing but blanks", _blank_basis),
)  # fmt: skip


def _whole(id: str, requirements: str, zh: str, en: str, *slips: Slip) -> Fault:
    run = partial(evidence_of_world, base_world(), integrated(), slips=slips)
    return Fault(id, tuple(requirements.split()), "platform", "journey", Text(zh, en), run)


def _accept_what_comes(record: Record) -> None:
    """Nothing is looked at: not the catalogue, not whether a licence is valid."""
    begin = record.of("item_published")[0]["at"]
    withdraw(record, begin + 2 * DAY)
    for row in record.rows("licences"):
        row["expires_at"] = row["issued_at"] + DAY


_REFUSED = told_as(outcome="refused", basis="the conditions are not met")

PLATFORMS: tuple[Fault, ...] = (
    _whole("platform/answers-nothing", "SRV-1", "收件之后再无回音的平台",
           "a platform that takes applications in and never answers",
           Slip(("accepted", "notice", "sent_back"), delayed(FOR_EVER))),
    _whole("platform/refuses-everybody", "SRV-2", "有据有理地拒绝所有人的平台",
           "a platform that refuses everybody, with a basis and in time",
           Slip(("decide",), _REFUSED),
           Slip(("issue", "register", "deliver"), never_recorded)),
    Fault("platform/accepts-everything", ("CAT-1", "CAT-7"), "platform", "act",
          Text("来者不拒的平台：不看目录，也不看证照是否有效",
               "a platform that accepts everything: off the catalogue, with expired licences"),
          partial(edited, _accept_what_comes)),
)  # fmt: skip
