"""Published costs a contact are a cost scenario: shown only if wanted, and added to nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from comparisons import compared, two_languages, usual
from tongban.experiments.comparison import Comparison
from tongban.report.contacts import contact_cost, contacts_part
from tongban.report.gains import gains_section
from tongban.scenario.costs import ContactCosts
from tongban_spec.language import Text
from worlds import world

UK = ContactCosts(
    8.62, 0.15, Text("英镑", "GBP"), Text("只说明简单接触", "of simple contacts only")
)


@cache
def priced() -> Comparison:
    base = replace(two_languages(world(needs=2.0)), contact_costs=UK)
    return compared(base, "siloed", "integrated")


def test_nothing_is_shown_unless_the_scenario_switches_it_on():
    assert contacts_part(usual()).source == ""
    assert "cost scenario" not in gains_section(usual()).source


def test_it_is_marked_as_a_cost_scenario_with_its_critique_in_both_languages():
    page = gains_section(priced()).source
    for piece in ("This is a cost scenario", "这是一个成本情景", "of simple contacts only",
                  "只说明简单接触", "8.62", "0.15", "GBP", "英镑"):  # fmt: skip
        assert piece in page, piece


def test_the_sum_is_contacts_by_the_published_cost_of_each():
    for place, regime in enumerate(("siloed", "integrated")):
        level, change = contact_cost(priced(), place)
        counters = priced().row("counter_contacts").estimates[place].mean.mean
        online = priced().row("online_contacts").estimates[place].mean.mean
        assert level.mean == pytest.approx(8.62 * counters + 0.15 * online), regime
        assert change.mean == pytest.approx(level.mean - contact_cost(priced(), 0)[0].mean)


def test_no_other_cost_changes_with_it():
    plain = compared(two_languages(world(needs=2.0)), "siloed", "integrated")
    for measure in ("applicant_cost", "travel_cost", "time_cost"):
        assert plain.row(measure) == priced().row(measure)
