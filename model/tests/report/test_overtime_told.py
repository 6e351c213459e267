"""Overtime on the page: told where somebody works it, and not where nobody does."""

from __future__ import annotations

from dataclasses import replace

from comparisons import compared, two_languages, usual
from tongban.actors.departments import Overtime
from tongban.quantities import HOUR
from tongban.report.gains import gains_section
from worlds import minutes, world


def test_overtime_is_told_only_where_somebody_works_it():
    small = two_languages(world())
    late = Overtime(2 * HOUR, above=0, rate=1.5)
    departments = {k: replace(d, overtime=late) for k, d in small.departments.items()}
    items = {
        k: replace(i, steps=tuple(replace(s, work=minutes(240)) for s in i.steps))
        for k, i in small.catalogue.items.items()
    }
    small = replace(small, departments=departments, catalogue=replace(small.catalogue, items=items))
    told = str(gains_section(compared(small, "siloed", "integrated", replications=1)))
    assert "加班工作量" in told
    assert "Overtime" in told
    assert "加班工作量" not in str(gains_section(usual()))
