"""What a scenario may say of departments and how they work, and what it may not."""

from __future__ import annotations

import pytest

from .conftest import place_of, says, spoilt

WHY = "assumption: {zh: 试, en: a trial}"
CLASSES = "      registration: {value: 1"
TWO = f"      licences: {{value: 2, unit: person, {WHY}}}\n{CLASSES}"
HEADS = "    reviewers:\n"

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
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_refused_with_its_place(wrong, case):
    before, after, piece, zh, en = CASES[case]
    text = spoilt((before, after))
    says(wrong(text), zh=zh, en=en, at=place_of(text, piece))


def test_what_is_written_of_a_department_is_what_the_model_takes(load):
    text = spoilt(
        (HEADS, f"    cross_trained: [[registration, licences]]\n    dedicated: true\n{HEADS}"),
        (CLASSES, TWO),
    )
    department = load(text).departments["SAMR"]
    assert department.teams() == [(("registration", 1), ("licences", 2))]
    assert department.dedicated
    assert not department.joins_comprehensive
