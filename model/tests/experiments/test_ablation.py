"""Levers one at a time: what is compared with what, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from tongban.cli.workers import InProcess
from tongban.experiments.ablation import (
    SHOWN,
    Ablation,
    Trial,
    ablate,
    expected,
    is_idle,
    missing_ground,
    trials,
)
from tongban.experiments.intervals import interval
from tongban.levers.regime import LEVER_IDS, LEVERS, Regime, full, named
from tongban.measures.names import HEADLINES
from tongban.report.ablation_table import (
    measure_words,
    own_columns,
    own_rows,
    requirement_columns,
    requirement_rows,
    rows_of,
    title,
)
from tongban.report.ablation_words import VERDICTS, effects_table, verdict_of
from tongban.scenario.world import LeverSetting
from worlds import world

SILOED, WHOLE = Regime("siloed", ()), Regime("integrated", full())


@cache
def found() -> Ablation:
    small = world(needs=5.0, days=3)
    first, last = named(small, "siloed"), named(small, "integrated")
    return ablate(small, first, last, 1, 3, InProcess(lambda _done: None))


def levers_of(regime: Regime) -> set[str]:
    return {s.lever for s in regime.settings}


@pytest.mark.parametrize("trial", trials(SILOED, WHOLE), ids=lambda t: f"{t.lever}-{t.way}")
def test_a_trial_differs_by_its_lever_and_by_nothing_else(trial):
    assert set(trial.with_it.settings) - set(trial.without.settings) == set(full([trial.lever]))
    assert set(trial.without.settings) < set(trial.with_it.settings)
    company = {"alone": set(), "beside": set(LEVERS[trial.lever].effect.beside)}
    wanted = company.get(trial.way, set(LEVER_IDS) - {trial.lever})
    assert levers_of(trial.without) == wanted


def test_every_lever_is_tried_alone_and_as_the_last_piece():
    ways = {(t.lever, t.way) for t in trials(SILOED, WHOLE)}
    assert ways >= {(lever, way) for lever in LEVER_IDS for way in ("alone", "last")}
    beside = {lever for lever, way in ways if way == "beside"}
    assert beside == {lever.id for lever in LEVERS.values() if lever.effect.beside}


def test_a_lever_is_tried_as_the_last_regime_has_it():
    half = LeverSetting("post", 0.5)
    tried = trials(SILOED, Regime("half", (half,)))
    alone = next(t for t in tried if (t.lever, t.way) == ("post", "alone"))
    assert alone.with_it.settings == (half,)
    assert [t.lever for t in tried if t.way == "last"] == ["post"]
    other = next(t for t in tried if t.lever == "one_notice")
    assert other.with_it.settings == full(["one_notice"]), "what it does not have is tried whole"


def test_what_the_first_regime_has_is_not_tried():
    first = Regime("begun", full(["online_coverage"]))
    tried = trials(first, WHOLE)
    assert "online_coverage" not in {t.lever for t in tried}
    beside = {t.lever for t in tried if t.way == "beside"}
    assert "no_visit" not in beside, "its ground is there already"


def test_the_measures_are_the_headlines_and_what_each_lever_must_move():
    shown = {m.id for m in SHOWN}
    assert shown >= {m.id for m in HEADLINES}
    assert shown >= {lever.effect.measure for lever in LEVERS.values()}
    assert shown >= {"in_time", "given_up", "society_cost"}


def test_differences_are_paired_and_their_intervals_hold_together():
    for effect in found().effects:
        values = found().values
        pairs = (
            values[effect.trial.with_it.name, (effect.measure.id, "all")]
            - values[effect.trial.without.name, (effect.measure.id, "all")]
        )
        assert effect.difference == interval(pairs, len(found().effects))
        assert effect.difference.mean == pytest.approx(effect.with_it - effect.without)


def test_groups_are_looked_at_as_well_and_hold_together_among_themselves():
    groups = {"group:firm", "trait:online", "trait:offline"}
    assert {e.group for e in found().by_group} == groups
    some = found().by_group[0]
    pairs = (
        found().values[some.trial.with_it.name, (some.measure.id, some.group)]
        - found().values[some.trial.without.name, (some.measure.id, some.group)]
    )
    assert some.difference == interval(pairs, len(found().by_group))


def test_each_lever_without_its_ground_says_what_it_needs():
    groundless = [t for t in found().trials if t.way == "alone" and missing_ground(t)]
    assert {t.lever for t in groundless} == {x.id for x in LEVERS.values() if x.effect.beside}
    for trial in groundless:
        (ground,) = (LEVERS[x].title for x in missing_ground(trial))
        assert is_idle(found().effects_of(trial))
        assert verdict_of(found(), trial) == "needs"
        row = own_rows(found())[found().levers.index(trial.lever)]
        assert f"needs {ground.en}" in row[2].en
        assert f"须先有{ground.zh}" in row[2].zh


def test_a_lever_that_has_nothing_to_cover_is_called_idle_and_not_good():
    lonely = world(departments=2, regions=1, needs=4.0, days=3)  # nobody is accepted elsewhere
    nearly = Regime("nearly", full([x for x in LEVER_IDS if x != "accept_anywhere"]))
    tried = ablate(lonely, nearly, WHOLE, 1, 2, InProcess(lambda _done: None))
    trial = tried.trial("accept_anywhere", "alone")
    assert trial is not None
    assert verdict_of(tried, trial) == "idle"


def test_a_clear_difference_in_the_wrong_direction_is_called_contrary():
    trial = found().trial("data_sharing", "alone")
    assert trial is not None
    effect = expected(found(), trial)
    assert effect is not None
    turned = [
        replace(e, difference=interval(np.array([1.0, 1.1, 0.9]))) if e is effect else e
        for e in found().effects
    ]
    wrong = replace(found(), effects=tuple(turned))
    assert verdict_of(wrong, trial) == "contrary"


def test_one_replication_gives_no_interval_and_no_verdict():
    small = world(needs=4.0, days=3)
    nearly = Regime("nearly", full(LEVER_IDS[3:]))
    once = ablate(small, nearly, WHOLE, 1, 1, InProcess(lambda _done: None))
    sure = {verdict_of(once, t) for t in once.trials}
    assert not sure & {"as_it_should", "contrary"}


def test_every_word_is_in_both_languages_and_every_row_is_whole():
    told = [title(found()), *own_columns(found()), *VERDICTS.values()]
    told += [cell for row in own_rows(found()) for cell in row]
    told += [cell for m in SHOWN for row in rows_of(found(), m.id) for cell in row]
    told += [measure_words(m) for m in SHOWN]
    assert all(t.zh.strip() and t.en.strip() for t in told)
    table = effects_table(found(), found().every)
    assert len(table.rows) == len(found().effects) + len(found().by_group)
    assert {type(t) for t in found().trials} == {Trial}


def test_a_levers_own_requirements_are_judged_with_it_and_without_it():
    own = {(o.lever, o.with_it.requirement.id): o for o in found().requirements}
    assert set(own) == {(lever.id, r) for lever in LEVERS.values() for r in lever.requirements}
    duplicates = own["data_sharing", "DAT-2"]
    assert duplicates.with_it.verdict == "holds"
    assert duplicates.without.verdict == "breached"
    assert 0 < duplicates.without.breaches <= duplicates.without.opportunities
    rows = requirement_rows(found())
    assert len(rows) == len(own)
    assert len(requirement_columns(found())) == len(rows[0])
