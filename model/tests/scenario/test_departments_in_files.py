"""What a scenario may say of departments and how they work, and what it may not."""

from __future__ import annotations

import pytest

from tongban.actors.departments import Overtime

from .conftest import place_of, says, spoilt

WHY = "assumption: {zh: 试, en: a trial}"
CLASSES = "      registration: {value: 1"
TWO = f"      licences: {{value: 2, unit: person, {WHY}}}\n{CLASSES}"
HEADS = "    reviewers:\n"
CIRCULATES = "circulation: {value: 1, unit: working_day, spread: exponential, "
STEP = "      review:\n"


def overtime(most: str = "2, unit: hour", above: str = "5, unit: count", rate: str = "1.5") -> str:
    """Return a department's overtime as it is written in a file."""
    return (
        f"    overtime:\n      most: {{value: {most}, {WHY}}}\n"
        f"      above: {{value: {above}, {WHY}}}\n"
        f"      rate: {{value: {rate}, unit: ratio, {WHY}}}\n{HEADS}"
    )


# before, after, piece that the place points at, zh, en
CASES = {
    "a class that nobody has": (
        HEADS, f"    cross_trained: [[registration, registraton]]\n{HEADS}", "registraton",
        "没有类别 registraton", "has no class registraton",
    ),
    "a class twice": (
        HEADS, f"    cross_trained: [[registration, registration]]\n{HEADS}", "registration]",
        "列了两次", "is listed twice",
    ),
    "a team of one": (
        HEADS, f"    cross_trained: [[registration]]\n{HEADS}", "[registration]",
        "至少 2 项", "at least 2",
    ),
    "more overtime than the law allows": (
        HEADS, overtime("3.01, unit: hour"), "3.01", "每日至多三小时", "at most three hours a day",
    ),
    "overtime of nothing": (
        HEADS, overtime("0, unit: min"), "0, unit: min", "应当 > 0", "must be > 0",
    ),
    "overtime in days": (HEADS, overtime("1, unit: day"), f"day, {WHY}", "min", "min"),
    "fewer files than none": (
        HEADS, overtime(above="-1, unit: count"), "-1, unit: count", "应当 ≥ 0", "must be >= 0",
    ),
    "half a file": (HEADS, overtime(above="0.5, unit: count"), "0.5", "整数", "whole"),
    "overtime for less than an hour's wage": (
        HEADS, overtime(rate="0.9"), "0.9", "应当 ≥ 1", "must be >= 1",
    ),
    "a wait by law that differs from file to file": (
        CIRCULATES, f"wait_by_law: true\n        {CIRCULATES}",
        "exponential, assumption: {zh: 纸件流转",
        "须是固定时长", "one fixed length",
    ),
    "a wait by law of no length": (
        STEP, f"{STEP.replace('review', 'notice')}        name: {{zh: 公示, en: notice}}\n"
        f"        class: registration\n        work: {{value: 1, unit: min, {WHY}}}\n"
        f"        wait_by_law: true\n{STEP}", "notice:",
        "须是固定时长", "one fixed length",
    ),
    "a wait by law that electronic files shorten": (
        CIRCULATES, f"wait_by_law: true\n        {CIRCULATES.replace(', spread: exponential', '')}",
        "0.2, unit: share, assumption: {zh: 电子流转",
        "不因电子流转缩短", "electronic files do not",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_refused_with_its_place(wrong, case):
    before, after, piece, zh, en = CASES[case]
    text = spoilt((before, after))
    says(wrong(text), zh=zh, en=en, at=place_of(text, piece))


def test_overtime_into_the_next_day_is_refused(wrong):
    text = spoilt((HEADS, overtime())).replace("17:30", "22:30")
    at = place_of(text, "2, unit: hour")
    says(wrong(text), zh="第二天", en="into the next day", at=at)
    says(wrong(text), zh="22:30", en="the office closes at 22:30", at=at)


def test_overtime_written_is_what_the_model_takes(load):
    department = load(spoilt((HEADS, overtime()))).departments["SAMR"]
    assert department.overtime == Overtime(most_seconds=7200, above=5, rate=1.5)
    assert load(spoilt()).departments["SAMR"].overtime is None


def test_what_is_written_of_a_department_is_what_the_model_takes(load):
    text = spoilt(
        (HEADS, f"    cross_trained: [[registration, licences]]\n    dedicated: true\n{HEADS}"),
        (CLASSES, TWO),
    )
    department = load(text).departments["SAMR"]
    assert department.teams() == [(("registration", 1), ("licences", 2))]
    assert department.dedicated
    assert not department.joins_comprehensive
