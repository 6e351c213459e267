"""Faults of point 4, hall and network are one (虚实结合之错)."""

from __future__ import annotations

from tongban.catalogue.materials import OFF_LIST
from tongban.journeys.program import Meaning
from tongban.journeys.writer import Writer
from tongban.known_bad.faults.cat import new_item
from tongban.known_bad.making import across_boundary, by_acts, by_lever, by_slip
from tongban.known_bad.record import (
    DAY,
    HOUR,
    MICROSECOND,
    SECOND,
    Record,
    Row,
    local_midnight,
    some,
)
from tongban.known_bad.scribe import Honest, Slip
from tongban.known_bad.small_world import integrated
from tongban.known_bad.wrongs import after_another, asks_as_well, delayed, followed_by
from tongban_spec.selftest.simulator import Fault


def _in_hall(meaning: Meaning) -> bool:
    return meaning.channel == "hall"


def _online(meaning: Meaning) -> bool:
    return meaning.channel == "online"


def _listed_but(record: Record, place: Row, code: str) -> None:
    """Let a place take every item but one."""
    codes = (place["items"] or "").split(";") if place["items"] else sorted(
        {r["item_code"] for r in record.rows("items", region=place["region"])})  # fmt: skip
    place["items"] = ";".join(c for c in codes if c != code)


def _hall_without_one(record: Record) -> None:
    (hall,) = record.rows("places", place="hall@330407")
    _listed_but(record, hall, record.rows("items")[0]["item_code"])


def _last_moment_not_in_hall(record: Record, across: bool) -> None:
    new_item(record, across, region="330401")
    (hall,) = record.rows("places", place="hall@330401")
    _listed_but(record, hall, "330101000099")


def _receiver_reviews(record: Record, share: float) -> None:
    accepted = record.of("application_accepted")
    for row in accepted if share == 1 else some(accepted, share):
        for step in record.application(row, "step_started", "step_completed"):
            step["officer"] = row["officer"]


def _teller_reviews(record: Record, across: bool) -> None:
    """Who told what was missing reviews it; before acceptance that is to receive, after it not."""
    told = {e["application_id"] for e in record.of("notice_issued")}
    row = some([e for e in record.of("application_accepted")
                if e["application_id"] not in told])[0]  # fmt: skip
    at = row["at"] + (-MICROSECOND if across else MICROSECOND)
    teller = "W9@" + row["application_id"]
    record.add(row, at, kind="notice_issued", material_kind="FORM", outcome="missing",
               basis="§32", officer=teller)  # fmt: skip
    record.application(row, "step_completed")[0]["officer"] = teller


def _told_again_next_day(record: Record, across: bool) -> None:
    notices = record.of("notice_issued", outcome="missing")
    row = some([e for e in notices if not [
        s for s in record.application(e, "material_submitted", "notice_issued")
        if e["at"] < s["at"] < local_midnight(e["at"]) + DAY + SECOND
    ]])[0]  # fmt: skip
    midnight = local_midnight(row["at"]) + DAY
    same = {name: row[name] for name in ("outcome", "basis", "channel", "officer", "place")}
    at = midnight if across else midnight - MICROSECOND
    record.add(row, at, kind="notice_issued", material_kind="STAMP", **same)


def _ended_as_the_log_began(record: Record, across: bool) -> None:
    """A comprehensive hall lacks an item that was in force for the log's first microsecond."""
    first = min(e["at"] for e in record.events)
    like = record.rows("items", region="330403")[0]
    old = {"item_code": "330101000077", "name": "旧事项", "reviewed_at": first - DAY,
           "published_at": first - DAY}  # fmt: skip
    end = first + (MICROSECOND if across else 0 * SECOND)
    record.tables["items"].append({**like, **old, "withdrawn_at": end})
    (hall,) = record.rows("places", place="hall@330403")
    _listed_but(record, hall, "330101000077")


def _to_another_class(w: Writer, _meaning: Meaning, honest: Honest) -> None:
    """Route the file to the other class of reviewers of the same department."""
    roles = dict(w.roles)
    other = {"general": "special", "special": "general"}
    w.roles = {
        (kind, department, name): roles[kind, department, other.get(name, name)]
        for kind, department, name in roles
    }
    honest()
    w.roles = roles


def _finished_by_another_class(record: Record, across: bool) -> None:
    row = some(record.of("step_completed"))[0]
    other = {"general": "special", "special": "general"}
    if across:
        row["review_class"] = other[row["review_class"]]
    else:
        row["officer"] = "R9:" + row["review_class"] + "@" + row["authority"]


def _last_result_a_day_later(record: Record, across: bool) -> None:
    cases: dict[str, list[Row]] = {}
    for event in record.of("result_delivered", channel="online"):
        cases.setdefault(event["case_id"], []).append(event)
    results = next(rows for rows in cases.values() if len(rows) > 1)
    results[-1]["at"] = results[0]["at"] + DAY - (0 * SECOND if across else MICROSECOND)


def _asked_in_one_channel(record: Record, across: bool) -> None:
    """One material off the list is asked for once in one channel, or once in each."""
    code = record.of("application_submitted")[0]["item_code"]
    changed = {e["application_id"] for e in record.of("channel_changed")}
    for channel in ("online",) if across else ("online", "hall"):
        row = next(e for e in record.of("application_submitted", item_code=code, channel=channel)
                   if e["application_id"] not in changed)  # fmt: skip
        record.add(row, kind="material_requested", material_kind=OFF_LIST, carrier="applicant",
                   channel=channel, basis="as a favour")  # fmt: skip


def _begun_anew(record: Record, across: bool) -> None:
    row = some(record.of("channel_changed"))[0]
    at = row["at"] + (MICROSECOND if across else 0 * SECOND)
    record.add(row, at, kind="application_started", channel=row["channel"])


def _own_numbers(record: Record, share: float) -> None:
    """A department's system names people by numbers of its own."""
    people = sorted({e["applicant_id"] for e in record.events if e["applicant_id"]})
    rows = [{"event_id": p} for p in people]
    chosen = {r["event_id"] for r in (rows if share == 1 else some(rows, share))}
    for event in record.events:
        if event["applicant_id"] in chosen:
            event["applicant_id"] = "K" + event["applicant_id"][-6:]
    for row in record.rows("licences"):
        if row["holder"] in chosen:
            row["holder"] = "K" + row["holder"][-6:]


def _one_digit_off(record: Record, across: bool) -> None:
    """One number has another check digit; or it is written as it should be."""
    number = record.of("application_submitted")[0]["applicant_id"]
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1") if across else number
    for event in record.events:
        if event["applicant_id"] == number:
            event["applicant_id"] = wrong


def _visit(record: Record, row: Row, at, met: bool = True) -> None:
    """Add a visit to the hall of an event's region."""
    place = f"hall@{row['region']}"
    words = {"place": place, "channel": "hall", "region": row["region"], "authority": None}
    case = {"application_id": None, "item_code": None, "item_version": None}
    record.add(row, at, kind="visit_started", **words, **case)
    if met:
        record.add(row, at + HOUR, kind="identity_verified", outcome="succeeded", **words)
    record.add(row, at + 2 * HOUR, kind="visit_ended", outcome="left", **words, **case)


def _come_twice(record: Record) -> None:
    """A few applicants are made to come twice more."""
    for row in some(record.of("application_accepted"), 0.01):
        for days in (1, 2):
            _visit(record, row, row["at"] + days * DAY)


def _left_after_meeting(record: Record, across: bool) -> None:
    """A second visit counts if somebody was met, and not if nobody was."""
    row = some([e for e in record.of("application_accepted")
                if not record.of("visit_started", case_id=e["case_id"])])[0]  # fmt: skip
    _visit(record, row, row["at"] + DAY)
    _visit(record, row, row["at"] + 2 * DAY, met=across)


FAULTS: tuple[Fault, ...] = (
    by_lever("HAL-1/gross", "部门不进大厅", "departments stay out of the hall",
             integrated("comprehensive_windows")),
    by_acts("HAL-1/rare", "一个县的大厅不办一个事项", "one county's hall does not take one item",
            _hall_without_one),
    across_boundary("HAL-1", "日志最后一刻生效的事项，大厅不办",
                    "the hall does not take an item in force at the last moment of the log",
                    _last_moment_not_in_hall),
    by_lever("HAL-2/gross", "谁收件谁审查", "whoever receives reviews as well",
             integrated("reception_apart")),
    by_acts("HAL-2/rare", "个别申请由收件人审查", "a few applications are reviewed by the receiver",
            lambda record: _receiver_reviews(record, 0.01)),
    across_boundary("HAL-2", "受理前一微秒告知补正的人后来审查",
                    "who told what was missing a microsecond before acceptance reviews it",
                    _teller_reviews),
    by_slip("HAL-3/gross", "每次告知之后第二天又告知一样",
            "after every notice comes another one two days later",
            Slip(("notice",), followed_by("notice", 2, material="STAMP"))),
    by_slip("HAL-3/rare", "个别告知之后又告知一样", "after a few notices comes another one",
            Slip(("notice",), followed_by("notice", 2, material="STAMP"), 0.15)),
    across_boundary("HAL-3", "第二次告知在次日零时", "the second notice is at midnight",
                    _told_again_next_day),
    by_slip("HAL-4/gross", "到了窗口先被支到别处", "whoever comes is first sent elsewhere",
            Slip(("submitted",), after_another("redirected"), 1.0, _in_hall)),
    by_slip("HAL-4/rare", "个别人被支到别处", "a few people are sent elsewhere",
            Slip(("submitted",), after_another("redirected"), 0.02, _in_hall)),
    across_boundary("HAL-4", "综合窗口不办日志第一微秒还有效的事项",
                    "a comprehensive window lacks an item in force for the log's first microsecond",
                    _ended_as_the_log_began),
    by_slip("HAL-5/gross", "案卷都送到另一类审批人员", "every file goes to another class",
            Slip(("review",), _to_another_class)),
    by_slip("HAL-5/rare", "个别案卷送错审批类别", "a few files go to the other class of reviewers",
            Slip(("review",), _to_another_class, 0.01)),
    across_boundary("HAL-5", "环节由对的类别开始，由另一类完成",
                    "a step is begun by the right class and completed by another one",
                    _finished_by_another_class),
    by_lever("HAL-6/gross", "纸质结果各部门各自出件", "each department hands out its own paper",
             integrated("one_outlet", "e_licences")),
    by_slip("HAL-6/rare", "个别结果晚两天才出", "a few results come two days after the others",
            Slip(("deliver",), delayed(2), 0.02, lambda m: m.item.endswith(".2"))),
    across_boundary("HAL-6", "最后一份结果整整晚了二十四小时",
                    "the last result comes exactly 24 hours after the first",
                    _last_result_a_day_later),
    by_slip("HAL-7/gross", "网上申请都加要清单外材料",
            "online, something off the list is always asked for",
            Slip(("ask",), asks_as_well(OFF_LIST), 1.0, _online)),
    by_slip("HAL-7/rare", "网上申请偶尔加要清单外材料",
            "online, something off the list is asked for now and then",
            Slip(("ask",), asks_as_well(OFF_LIST), 0.02, _online)),
    across_boundary("HAL-7", "清单外材料只在一个渠道要过一次",
                    "something off the list is asked for once, in one channel",
                    _asked_in_one_channel),
    by_slip("HAL-8/gross", "换了渠道就从头开始", "whoever changes channel begins anew",
            Slip(("channel_changed",), followed_by("started_again", 0.01))),
    by_slip("HAL-8/rare", "换了渠道偶尔从头开始", "a few who change channel begin anew",
            Slip(("channel_changed",), followed_by("started_again", 0.01), 0.08)),
    across_boundary("HAL-8", "换渠道后一微秒重新开始",
                    "begun anew a microsecond after the change",
                    _begun_anew),
    by_acts("HAL-9/gross", "系统用自编的申请人号",
            "people are named by numbers of the system's own",
            lambda record: _own_numbers(record, 1)),
    by_acts("HAL-9/rare", "个别申请人用自编号", "a few people are named by numbers of its own",
            lambda record: _own_numbers(record, 0.01)),
    across_boundary("HAL-9", "一个号码只有校验位不对",
                    "one number is wrong in its check digit only",
                    _one_digit_off, "log"),
    by_lever("HAL-10/gross", "结果都要自己来取，纸的",
             "every result is on paper and is fetched",
             integrated("post", "e_licences")),
    by_acts("HAL-10/rare", "个别人多跑了两次", "a few applicants have to come twice more",
            _come_twice),
    across_boundary("HAL-10", "第二次来见到了人才离开",
                    "the second visit ends after somebody was met", _left_after_meeting),
)  # fmt: skip
