"""Faults of point 1, everything online that can be (应上尽上之错)."""

from __future__ import annotations

import datetime
from collections import Counter

from tongban.catalogue.materials import OFF_LIST
from tongban.known_bad.making import across_boundary, by_acts, by_lever, by_slip, off_in
from tongban.known_bad.record import DAY, MICROSECOND, SECOND, Record, Row, some
from tongban.known_bad.scribe import Slip
from tongban.known_bad.small_world import integrated
from tongban.known_bad.wrongs import asks_as_well, never_recorded
from tongban_spec.selftest.simulator import Fault


def withdraw(record: Record, at: datetime.datetime, **cells: object) -> None:
    """Take items off the catalogue at a moment; whoever goes on with them does so without it."""
    for row in record.rows("items", **cells):
        row["withdrawn_at"] = at
        same = {name: row[name] for name in ("item_code", "item_version", "region")}
        record.add({**record.of("item_published", **same)[0]}, at, kind="item_withdrawn")


def _at_home(record: Record) -> list[Row]:
    """Return the submissions made in the competent county, each the last for its item there."""
    competent = {e["application_id"]: e["authority"] for e in record.of("application_accepted")}
    here = [
        e for e in record.of("application_submitted")
        if (competent.get(e["application_id"]) or "").endswith("@" + e["region"])
    ]  # fmt: skip
    return list({(e["item_code"], e["region"]): e for e in here}.values())


def _gone_for_some(record: Record) -> None:
    for row in some(_at_home(record), 0.02):
        withdraw(record, row["at"], item_code=row["item_code"], region=row["region"])


def _gone_for_all(record: Record) -> None:
    withdraw(record, record.of("item_published")[0]["at"] + DAY)


def _gone_at_the_submission(record: Record, across: bool) -> None:
    row = some(_at_home(record))[0]
    at = row["at"] if across else row["at"] + MICROSECOND
    withdraw(record, at, item_code=row["item_code"], region=row["region"])


def new_item(record: Record, across: bool, **cells: object) -> None:
    """Publish one more item at the last moment of the log, or just after it."""
    last = max(e["at"] for e in record.events)
    at = last if across else last + MICROSECOND
    like = record.rows("items")[0]
    record.tables["items"].append(
        {**like, "item_code": "330101000099", "name": "新事项", "reviewed_at": at,
         "published_at": at, "withdrawn_at": None, **cells}
    )  # fmt: skip


def _offline_at_the_last_moment(record: Record, across: bool) -> None:
    new_item(record, across, online_stages="application;acceptance;review;decision",
             online_exception=None)  # fmt: skip


def _codes_overlap(record: Record, across: bool) -> None:
    row = record.rows("items")[0]
    at = max(e["at"] for e in record.events) - SECOND
    row["withdrawn_at"] = at
    since = at - MICROSECOND if across else at
    record.tables["items"] = [r for r in record.tables["items"]
                              if r["name"] != row["name"] or r is row]  # fmt: skip
    new = {"item_code": "330101000088", "published_at": since, "withdrawn_at": None}
    record.tables["items"].append({**row, **new})


def _late_in_other_counties(record: Record, across: bool) -> None:
    """A new limit comes into force in one county, and in the others after the declared delay."""
    first = max(e["at"] for e in record.events) - 10 * SECOND
    (delay,) = record.rows("declared", name="propagation_delay_seconds")
    late = first + float(delay["value"]) * SECOND + (MICROSECOND if across else 0 * SECOND)
    code = record.rows("items")[0]["item_code"]
    for number, row in enumerate(record.rows("items", item_code=code)):
        row["withdrawn_at"] = first if number == 0 else late
        new = {
            "item_version": row["item_version"] + 1,
            "limit_working_days": 19,
            "reviewed_at": first,
            "published_at": row["withdrawn_at"],
            "withdrawn_at": None,
        }
        record.tables["items"].append({**row, **new})  # fmt: skip
    for table in ("item_materials", "item_steps"):
        again = [{**r, "item_version": r["item_version"] + 1}
                 for r in record.rows(table, item_code=code)]  # fmt: skip
        record.tables[table] += again


def _two_sources(record: Record, kinds: list[Row]) -> None:
    for row in kinds:
        other = "TAX" if row["source"] != "TAX" else "REG"
        record.tables["material_kinds"].append({**row, "source": other})


def _applicant_as_well(record: Record, across: bool) -> None:
    (row,) = record.rows("material_kinds", material_kind="LICENCE")
    record.tables["material_kinds"].append({**row, "source": None if across else row["source"]})


def _review_after(record: Record, rows: list[Row], by: datetime.timedelta) -> None:
    for row in rows:
        row["reviewed_at"] = row["published_at"] + by
        same = {name: row[name] for name in ("item_code", "item_version", "region")}
        for event in record.of("item_reviewed", **same):
            event["at"] = row["reviewed_at"]


def _expired(record: Record, share: float) -> None:
    """The register has the licence as expired, and it is taken all the same."""
    presented = record.of("licence_presented")
    for event in presented if share == 1 else some(presented, share):
        for row in record.rows("licences", licence_id=event["licence_id"]):
            row["expires_at"] = min(row["expires_at"] or event["at"], event["at"] - DAY)


def _expires_when_presented(record: Record, across: bool) -> None:
    times = Counter(e["licence_id"] for e in record.of("licence_presented", "material_fetched"))
    once = [e for e in record.of("licence_presented") if times[e["licence_id"]] == 1]
    event = some(once)[0]
    for row in record.rows("licences", licence_id=event["licence_id"]):
        row["expires_at"] = event["at"] if across else event["at"] + MICROSECOND


def _delivered_before_decided(record: Record, across: bool) -> None:
    granted = [e for e in record.of("decision_made")
               if len(record.application(e, "result_delivered")) == 1]  # fmt: skip
    row = some(granted)[0]
    (delivered,) = record.application(row, "result_delivered")
    row["at"] = delivered["at"] + (MICROSECOND if across else -MICROSECOND)
    row["event_id"] += "+"


def _listed_in_another_county(record: Record, across: bool) -> None:
    """One county lists one material more, and asks for it; another asks for it as well."""
    row = some([e for e in record.of("application_accepted")
                if not e["application_id"].endswith(".2")])[0]  # fmt: skip
    county = row["authority"].rpartition("@")[2]
    record.add(row, row["at"], kind="material_requested", material_kind="STAMP",
               carrier="applicant", basis="the county's list")  # fmt: skip
    submitted = record.application(row, "application_submitted")[0]["region"]
    mine = {county, submitted, row["region"]}
    lists = record.rows("item_materials", item_code=row["item_code"])
    region = next(r["region"] for r in lists if (r["region"] in mine) != across)
    (like, *_rest) = [r for r in lists if r["region"] == region]
    record.tables["item_materials"].append({**like, "material_kind": "STAMP"})


FAULTS: tuple[Fault, ...] = (
    by_acts("CAT-1/gross", "目录撤下了全部事项，各地照常受理",
            "every item is taken off the catalogue, and all go on accepting", _gone_for_all),
    by_acts("CAT-1/rare", "个别县撤下的个别事项仍被受理",
            "a few items taken off in a county are accepted there", _gone_for_some),
    across_boundary("CAT-1", "提交的那一刻事项刚好失效",
                    "the item ends at the very moment of submission", _gone_at_the_submission),
    by_lever("CAT-2/gross", "没有一个事项可以网上办", "no item is offered online",
             integrated("online_coverage")),
    by_lever("CAT-2/rare", "一个县的一个事项不能网上办", "one item of one county is not online",
             off_in("online_coverage", "330405", "TAX.1")),
    across_boundary("CAT-2", "日志最后一刻生效的事项少了网上送达",
                    "an item in force at the last moment of the log lacks delivery online",
                    _offline_at_the_last_moment),
    by_lever("CAT-3/gross", "各县自编代码", "counties give codes of their own",
             integrated("one_standard")),
    by_lever("CAT-3/rare", "一个县自编代码", "one county gives codes of its own",
             off_in("one_standard", "330404")),
    across_boundary("CAT-3", "新旧编码并存一微秒",
                    "an item's old and new code are both in force for a microsecond",
                    _codes_overlap),
    by_lever("CAT-4/gross", "各县自定材料和时限", "counties set materials and limits of their own",
             integrated("one_standard")),
    by_lever("CAT-4/rare", "一个县的一个事项另定标准",
             "one item of one county has a standard of its own",
             off_in("one_standard", "330404", "TAX.1")),
    across_boundary("CAT-4", "各县换新标准比声明的传播时延晚一微秒",
                    "counties follow a new standard a microsecond after the declared delay",
                    _late_in_other_counties),
    by_acts("CAT-5/gross", "每种材料都有两个来源", "every kind of material has two sources",
            lambda record: _two_sources(record, list(record.rows("material_kinds")))),
    by_acts("CAT-5/rare", "一种材料有两个来源", "one kind of material has two sources",
            lambda record: _two_sources(record, some(record.rows("material_kinds"),
                                                     by="material_kind"))),
    across_boundary("CAT-5", "部门发的证，申请人也算来源",
                    "the applicant counts as a second source of what a department issues",
                    _applicant_as_well),
    by_acts("CAT-6/gross", "先发布后审核", "versions are published first and reviewed a day later",
            lambda record: _review_after(record, record.rows("items"), DAY)),
    by_acts("CAT-6/rare", "个别版本先发布后审核", "a few versions are published before review",
            lambda record: _review_after(record, some(record.rows("items"), by="region")[:4], DAY)),
    across_boundary("CAT-6", "审核比发布晚一微秒", "the review is a microsecond after publication",
                    lambda record, across: _review_after(
                        record, record.rows("items")[:1], MICROSECOND if across else 0 * SECOND)),
    by_acts("CAT-7/gross", "没有人看证照的有效期", "nobody looks at when a licence expires",
            lambda record: _expired(record, 1)),
    by_acts("CAT-7/rare", "个别过期证照被采信", "a few expired licences are taken as current",
            lambda record: _expired(record, 0.01)),
    across_boundary("CAT-7", "证照在出示的那一刻过期",
                    "a licence expires at the very moment at which it is presented",
                    _expires_when_presented),
    by_slip("CAT-8/gross", "决定从不记录", "decisions are never put on record",
            Slip(("decide",), never_recorded)),
    by_slip("CAT-8/rare", "个别决定没有记录", "a few decisions are not put on record",
            Slip(("decide",), never_recorded, 0.02)),
    across_boundary("CAT-8", "决定记在送达之后一微秒",
                    "a decision is on record a microsecond after the delivery",
                    _delivered_before_decided),
    by_slip("CAT-9/gross", "每要一份材料都加要一份清单外的",
            "with every material one more is asked for that no list names",
            Slip(("ask",), asks_as_well(OFF_LIST))),
    by_lever("CAT-9/rare", "指南不清，偶尔加要清单外材料",
             "guides are unclear, and now and then something off the list is asked for",
             integrated("clear_guide")),
    across_boundary("CAT-9", "索要的材料只有别的县的清单才有",
                    "what is asked for stands on another county's list only",
                    _listed_in_another_county),
)  # fmt: skip
