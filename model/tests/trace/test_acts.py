"""Every act is told, or it is said why not."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from telling import REGIMES
from tongban.journeys.assemble import compile_regime
from tongban.journeys.program import Column
from tongban.levers.regime import LEVER_IDS, Regime
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario
from tongban.trace.acts import EVENTS_OF, SILENT, SYSTEM_ACTS, TEMPLATES
from tongban_spec.events import EVENT_COLUMNS, KINDS
from worlds import world

KNOWN = set(EVENTS_OF) | set(SILENT)
COLUMNS = {c.name: c for c in EVENT_COLUMNS}
TAKEN = {*COLUMNS, "application", "item", "material", "counter", "receiver", "decider", "portal",
         "record", "former"}  # fmt: skip


@lru_cache
def acts_of_shipped(name: str, regime: str) -> frozenset[str]:
    return acts_of(load_world(find_scenario(name), LEVER_IDS), regime)


def with_old_copies():
    """A world whose links answer from copies that may be out of date."""
    small = world()
    links = {k: replace(x, batch_seconds=3600, out_of_date=0.2) for k, x in small.links.items()}
    return replace(small, links=links)


def acts_of(small, regime: str) -> frozenset[str]:
    compiled = compile_regime(small, Regime(regime, REGIMES[regime]), 1)
    return frozenset(m.act for m in compiled.meanings)


@pytest.mark.parametrize("regime", REGIMES)
def test_every_act_that_journeys_write_is_told_or_said_to_be_silent(regime):
    assert acts_of(world(departments=4), regime) <= KNOWN


@pytest.mark.parametrize("regime", REGIMES)
def test_every_act_of_the_shipped_catalogue_is_told_or_said_to_be_silent(regime):
    for name in ("circular_proofs", "jiaxing"):
        assert acts_of_shipped(name, regime) <= KNOWN


def test_nothing_is_told_or_silent_that_no_journey_writes():
    written = set().union(
        *(
            acts_of_shipped("jiaxing", r)
            | acts_of_shipped("circular_proofs", r)
            | acts_of(with_old_copies(), r)
            for r in REGIMES
        )
    )
    assert written | set(SYSTEM_ACTS) == KNOWN


def test_no_act_is_both_told_and_silent():
    assert not set(EVENTS_OF) & set(SILENT)


def test_templates_use_only_words_of_the_vocabulary():
    for t in TEMPLATES:
        assert t.kind in KINDS
        assert t.takes <= TAKEN
        for column, word in t.fixed.items():
            assert not COLUMNS[column].words or word in COLUMNS[column].words
        outcomes = KINDS[t.kind].outcomes
        assert not outcomes or "outcome" not in t.fixed or t.fixed["outcome"] in outcomes


def test_silent_operations_without_an_act_leave_no_record():
    compiled = compile_regime(world(), Regime("integrated", REGIMES["integrated"]), 1)
    recorded = compiled.given.ops[:, Column.RECORD] == 1
    assert "" not in {m.act for m, kept in zip(compiled.meanings, recorded, strict=True) if kept}
