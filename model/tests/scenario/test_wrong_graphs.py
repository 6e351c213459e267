"""Names that nobody defined, circles, and items that nobody handles, each at its line."""

from __future__ import annotations

import pytest

from tongban.errors import LegalGraphError

from .conftest import place_of, says, spoilt

REVIEW = "      review:\n        name: {zh: 审查, en: review}\n"
SECOND = """      decision:
        name: {zh: 决定, en: decision}
        class: registration
        work: {value: 5, unit: min, assumption: {zh: 决定, en: decision}}
        after: [review]
"""

# before, after, piece that the place points at, zh, en
CASES = {
    "an unknown issuer": (
        "issuer: SAMR", "issuer: SMAR", "SMAR", "您是不是想写 SAMR", "did you mean SAMR",
    ),
    "an unknown department of an item": (
        "    department: SAMR", "    department: TAX", "TAX", "没有部门 TAX", "no department TAX",
    ),
    "an unknown material": (
        "materials: [APP, ID]", "materials: [APP, IDD]", "IDD", "是不是想写 ID", "did you mean ID",
    ),
    "an unknown product": (
        "produces: [BL]", "produces: [BLL]", "BLL", "没有材料 BLL", "no material BLL",
    ),
    "an unknown item": (
        "items: [E01.1]", "items: [E01.2]", "E01.2", "是不是想写 E01.1", "did you mean E01.1",
    ),
    "a matter without items": (
        "items: [E01.1]", "items: []", "[]", "一件事 E01 没有事项", "matter E01 has no items",
    ),
    "an item twice": (
        "items: [E01.1]", "items: [E01.1, E01.1]", "E01.1]\n    weight", "列了两次", "listed twice",
    ),
    "a class that nobody has": (
        "class: registration", "class: registry", "registry", "没有人办理", "nobody handles step",
    ),
    "a class with no heads": (
        "registration: {value: 1", "registration: {value: 0", "registration\n",
        "是 0 人", "has 0 rev",
    ),
    "an unknown step before": (
        REVIEW, REVIEW + "        after: [revew]\n", "revew",
        "没有环节 revew", "did you mean review",
    ),
    "a step after itself": (
        REVIEW, REVIEW + "        after: [review]\n", "[review]", "review → review", "for ever",
    ),
    "a government material without issuer": (
        "    issuer: PS\n", "", "ID:\n", "材料 ID 没有签发者", "material ID has no issuer",
    ),
    "an applicant's material with an issuer": (
        "maker: applicant", "maker: applicant\n    issuer: SAMR", "SAMR\n    single_use",
        "自备的材料 APP", "APP is made by the applicant",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_graph_that_cannot_work_is_refused_at_its_line(wrong, case):
    before, after, piece, zh, en = CASES[case]
    text = spoilt((before, after))
    error = wrong(text)
    assert isinstance(error, LegalGraphError)
    says(error, zh=zh, en=en, at=place_of(text, piece))


def test_steps_that_wait_for_each_other_are_named_by_their_shortest_circle(wrong):
    text = spoilt((REVIEW, REVIEW.replace("review:\n", "review:\n        after: [decision]\n")))
    text = text.replace("      review:\n", SECOND + "      review:\n", 1)
    error = wrong(text)
    circle = "decision → review → decision"
    says(error, zh=f"永远不能开始：{circle}", en=circle, at=place_of(text, "[review]"))


def test_a_step_behind_a_circle_can_never_start(wrong):
    text = spoilt((REVIEW, REVIEW + "        after: [review]\n"))
    text = text.replace("      review:\n", SECOND + "      review:\n", 1)
    assert "step decision can never start" in wrong(text).say("en")
    assert "环节 decision 永远不能开始" in wrong(text).say("zh")


def test_an_item_without_steps_is_handled_by_nobody(wrong):
    text = spoilt(("    steps:\n      review:", "    steps: {}\n    left:\n      review:"))
    lines = text.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith("    left:"))
    last = next(n for n, line in enumerate(lines) if line.startswith("matters:"))
    text = "".join(lines[:first] + lines[last:])
    says(
        wrong(text), zh="没有人办理：没有环节", en="it has no step", at=place_of(text, "steps: {}")
    )


def test_an_item_that_needs_the_product_of_a_later_one_is_in_the_wrong_order(wrong):
    text = spoilt(("items: [E01.1]", "items: [E01.2, E01.1]"))
    start, end = text.index("  E01.1:"), text.index("\nmatters:")
    other = text[start:end].replace("  E01.1:", "  E01.2:").replace("[APP, ID]", "[BL]")
    other = other.replace("    produces: [BL]\n", "")
    text = text[:end] + "\n" + other + text[end:]
    error = wrong(text)
    where = place_of(text, "E01.2, E01.1]")
    says(error, zh="请把 E01.1 排在 E01.2 之前", en="needs BL, a product of E01.1", at=where)


# before, after, piece, zh, en
NAMES = {
    "source": ("source: receipt_log", "source: receipts_log", "receipts_log", "来源", "source"),
    "hall": ('halls:\n  "330402"', 'halls:\n  "330403"', '"330403"', "区划", "region"),
    "windows": ("      SAMR: {value: 1", "      SAMT: {value: 1", "SAMT", "部门", "department"),
    "link": ("provider: PS", "provider: PSS", "PSS", "部门", "department"),
    "fetched": ("    materials: [ID]\n", "    materials: [IDD]\n", "IDD", "材料", "material"),
    "lever": (
        "regimes: {}", "regimes:\n  mine: [{lever: data_shering}]", "data_shering", "措施", "lever",
    ),
    "scope": (
        "regimes: {}", "regimes:\n  mine: [{lever: one_notice, matters: [E10]}]", "E10",
        "一件事", "matter",
    ),
    "selection": ("schema: 1", "schema: 1\nselect: {matters: [E10]}", "E10", "一件事", "matter"),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_a_name_that_nobody_defined_is_refused_with_the_nearest(wrong, case):
    before, after, piece, zh, en = NAMES[case]
    text = spoilt((before, after))
    said = wrong(text)
    assert f"{place_of(text, piece)}: there is no {en} " in said.say("en")
    assert f"没有{zh}" in said.say("zh")
    assert "did you mean" in said.say("en")


WHY = "assumption: {zh: x, en: x}"
SEASON = (
    "{name: {zh: x, en: x}, first: 03-01, last: 02-28, "
    f"factor: {{value: 0, unit: ratio, {WHY}}}}}"
)
# changes, piece, zh, en
INCOHERENT = {
    "shares": (
        ("share: {value: 1,", "share: {value: 0.9,"), "0.9, unit: share",
        "合计 0.9", "add up to 0.9",
    ),
    "early": (("2025-03-03", "2003-12-31"), "2003-12-31", "2004–2026", "within 2004–2026"),
    "late": (("2025-03-03", "2026-12-01"), "60, unit: day", "超出日历范围", "beyond the calendar"),
    "spans": (("{value: 20, unit: day", "{value: 90, unit: day"), "90,", "warm_up <", "warm_up <"),
    "kinds": (
        ("kind: enterprise", "kind: resident"), "enterprise\n    items", "没有企业", "no group",
    ),
    "needs": (("{value: 12, unit: per", "{value: 0, unit: per"), "regions:", "有需要", "any needs"),
    "windows": (
        ("windows:\n      SAMR: {value: 1", "windows:\n      SAMR: {value: 0"),
        "SAMR\n    category", "没有人受理", "nobody receives item",
    ),
    "siloed": (("regimes: {}", "regimes: {siloed: []}"), "siloed: []", "是基线", "is the baseline"),
    "nobody": (
        ("{9: 182, 10: 206, 11: 188, 13: 117, 14: 175, 15: 188, 16: 82}", "{3: 5}"),
        "arrivals:", "没有人来", "nobody arrives",
    ),
    "seasons without a case": (
        ("  dispersion:", f"  seasons: [{SEASON}]\n  dispersion:"),
        "seasons:", "没有一件会产生", "no case arises",
    ),
    "nobody at work": (
        ("process:\n", f"process:\n  absence: {{value: 1, unit: share, {WHY}}}\n"),
        "1, unit: share, assumption: {zh: x, en: x}", "永远没有人在岗", "nobody is ever there",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", INCOHERENT)
def test_what_cannot_be_together_is_refused(wrong, case):
    change, piece, zh, en = INCOHERENT[case]
    text = spoilt(change)
    says(wrong(text), zh=zh, en=en, at=place_of(text, piece))
