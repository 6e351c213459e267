"""A wrong value is refused where it stands, in both languages."""

from __future__ import annotations

import pytest

from .conftest import RIGHT, place_of, says, spoilt

SHARE = "held: {value: 1, unit: share, assumption: {zh: 人人都有, en: everybody has one}}"

# before, after, piece that the place points at, zh, en
CASES = {
    "an unknown key": (
        "dispersion:",
        "disperson:",
        "disperson",
        "不认识的键 disperson",
        "did you mean dispersion",
    ),
    "an unknown key in a number": (
        "spread: lognormal, cv: 0.6",
        "spred: lognormal, cv: 0.6",
        "spred",
        "不认识的键 spred",
        "did you mean spread",
    ),
    "a wrong unit": (
        "{value: 15, unit: min",
        "{value: 15, unit: CNY",
        "CNY, spread",
        "单位 CNY 不对",
        "unit CNY does not fit here",
    ),
    "a calendar day as working time": (
        "{value: 1, unit: working_day, spread",
        "{value: 1, unit: day, spread",
        "day, spread: exp",
        "请用 working_day",
        "use working_day (7 hours)",
    ),
    "a negative duration": (
        "{value: 15, unit: min",
        "{value: -15, unit: min",
        "-15",
        "-15 超出范围",
        "must be >= 0",
    ),
    "a duration of a thousand years": (
        "{value: 15, unit: min",
        "{value: 365000, unit: day",
        "intake",
        "时长超过 10 年",
        "longer than 10 years",
    ),
    "too many needs": (
        "{value: 12, unit: per_w",
        "{value: 1.0e+7, unit: per_w",
        "1.0e+7",
        "应当 ≤ 1000000",
        "must be <= 1000000",
    ),
    "not a number": (
        "{value: 12, unit: per_w",
        "{value: .nan, unit: per_w",
        ".nan",
        "不是有限的数",
        "not a finite number",
    ),
    "infinity": (
        "{value: 12, unit: per_w",
        "{value: .inf, unit: per_w",
        ".inf",
        "不是有限的数",
        "not a finite number",
    ),
    "half a person": (
        "{value: 1, unit: person",
        "{value: 0.5, unit: person",
        "0.5, unit: person",
        "应当是整数",
        "whole number",
    ),
    "a share above 1": (SHARE, SHARE.replace("1", "1.5"), "1.5", "应当 ≤ 1", "must be <= 1"),
    "a missing source": (
        "{value: 2, unit: s, spread: exponential, assumption: {zh: 接口时延, en: answer time}}",
        "{value: 2, unit: s, spread: exponential}",
        "latency:",
        "缺少来源",
        "missing source",
    ),
    "both a source and an assumption": (
        "unit: ratio, source: receipt_log",
        "unit: ratio, source: receipt_log, assumption: {zh: 也, en: too}",
        "dispersion",
        "来源和假设只能有一个",
        "both a source and an assumption",
    ),
    "a spread without its cv": (
        "spread: lognormal, cv: 0.6",
        "spread: lognormal",
        "intake",
        "cv 与分布 lognormal 不配",
        "cv does not fit the spread lognormal",
    ),
    "an unknown spread": (
        "spread: lognormal, cv: 0.6",
        "spread: lognormel, cv: 0.6",
        "lognormel",
        "您是不是想写 lognormal",
        "did you mean lognormal",
    ),
    "a code without quotes": (
        'code: "330000000001"',
        "code: 330000000001",
        "330000000001",
        "编码、名称要加引号",
        "put codes and names in quotes",
    ),
    "hours that overlap": (
        '["09:00-12:00", "13:30-17:00"]',
        '["09:00-12:00", "11:30-17:00"]',
        '["09:00-12:00", "11',
        "时段重叠",
        "intervals overlap",
    ),
    "an hour that is none": (
        '["09:00-12:00", "13:30-17:00"]',
        '["09:00-12:00", "13:30-25:00"]',
        '"13:30-25:00"',
        "时段 13:30-25:00 不对",
        "no interval of a day",
    ),
    "a day that is none": (
        "2025-03-03",
        "2025-02-30",
        "2025-02-30",
        "没有 2025-02-30 这一天",
        "no day 2025-02-30",
    ),
    "a missing key": ("    resident: true\n", "", "SAMR:", "缺少 resident", "resident is missing"),
    "a list for a mapping": (
        "{value: 1, unit: person, assumption: {zh: 一个柜台, en: one counter}}",
        "[SAMR]",
        "[SAMR]",
        "数值的写法",
        "a number is written",
    ),
    "an unknown schema version": (
        "schema: 1",
        "schema: 7",
        "7",
        "已知版本：1",
        "known versions: 1",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_in_both_languages_with_its_place(wrong, case):
    before, after, piece, zh, en = CASES[case]
    text = spoilt((before, after))
    says(wrong(text), zh=zh, en=en, at=place_of(text, piece))


def test_a_text_without_its_english_twin_is_refused(wrong):
    text = spoilt(("title: {zh: 一个柜台, en: One counter}", "title: {zh: 一个柜台}"))
    says(wrong(text), zh="缺少 en", en="en is missing", at=place_of(text, "title"))


def test_the_line_is_shown_with_a_caret_below_the_word(wrong):
    said = wrong(spoilt(("dispersion:", "disperson:"))).say("en").splitlines()
    assert said[1].index("disperson") == said[2].index("^")


def test_all_problems_are_told_in_one_go_and_in_order(wrong):
    text = spoilt(("dispersion:", "disperson:"), ("value: 15", "value: -15"), ("level: county", ""))
    said = wrong(text).say("en")
    assert "the scenario has 3 errors" in said
    assert said.index("disperson") < said.index("level is missing") < said.index("value: -15")


def test_no_more_than_twenty_are_told_and_the_rest_counted(wrong):
    said = wrong(RIGHT.replace("value:", "valeu:")).say("zh")
    assert said.count("^") == 20
    assert "处错误未列出" in said
