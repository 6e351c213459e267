"""What the report says of the requirements: every one of them, and no pass that is none."""

from __future__ import annotations

import re
from dataclasses import replace

from comparisons import single, usual
from tongban.levers.regime import Regime
from tongban.report.compliance import compliance_section, in_short
from tongban_spec.registry import by_id


def words_of(source: str) -> str:
    return re.sub(r"<[^>]+>", " ", source)


def test_every_requirement_stands_in_the_table_with_its_verdict_under_each_regime():
    comparison = usual()
    page = compliance_section(comparison).source
    for number, one in by_id().items():
        assert number in page
        assert one.title.zh in page and one.title.en in page
    for found in comparison.compliance.values():
        for j in found:
            if j.breaches:
                decided = j.opportunities - j.undecided
                assert f"{j.breaches:,} of {decided:,}" in page


def test_a_breach_is_shown_with_one_example_and_what_was_expected():
    page = compliance_section(usual()).source
    breached = [j for j in usual().compliance["siloed"] if j.breaches]
    assert breached
    for j in breached:
        assert j.examples[0].expected.zh
    assert f"one example of each breach ({len(breached)})" in words_of(page)


def test_the_short_sentence_counts_all_requirements_and_never_gives_one_percentage():
    for name, found in usual().compliance.items():
        said = in_short(Regime(name, ()), found)
        numbers = [int(n) for n in re.findall(r"\d+", said.en)]
        assert numbers[0] == len(by_id()) == sum(numbers[1:])
        assert "%" not in said.en + said.zh


def with_share_of_one_visit(share: float):
    """Return the usual comparison in which that share has at most one visit when integrated."""
    found = usual()
    row = found.row("at_most_one_visit")
    last = row.estimates[-1]
    changed = replace(last, mean=replace(last.mean, mean=share))
    rows = [
        replace(r, estimates=(*r.estimates[:-1], changed)) if r is row else r for r in found.rows
    ]
    return replace(found, rows=tuple(rows))


def test_that_hal_10_holds_is_told_apart_from_the_measure_where_some_come_twice():
    verdicts = {j.requirement.id: j.verdict for j in usual().compliance["integrated"]}
    assert verdicts["HAL-10"] == "holds"
    twice = words_of(compliance_section(with_share_of_one_visit(0.695)).source)
    assert "That HAL-10 holds does not mean that nobody comes twice" in twice
    assert "69.5 %" in twice
    once = words_of(compliance_section(with_share_of_one_visit(1.0)).source)
    assert "That HAL-10 holds" not in once


def test_a_run_without_a_log_says_that_it_was_not_judged():
    assert "Not judged" in compliance_section(single()).source
