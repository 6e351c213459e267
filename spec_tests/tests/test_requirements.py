"""Every requirement against its oracle, its examples and the rules that all of them keep."""

from __future__ import annotations

import functools
import string
from typing import Any

import duckdb
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracles import oracle_of
from random_packages import Shape, random_package, shapes
from tongban_spec.check import judge, values_of
from tongban_spec.events import json_schema
from tongban_spec.evidence.rows import evidence_of_rows
from tongban_spec.examples import FOLDER as EXAMPLES
from tongban_spec.examples import SIDES, Side, example, path_of
from tongban_spec.registry import Requirement, all_requirements

EACH = pytest.mark.parametrize("requirement", all_requirements(), ids=lambda r: r.id)
ALWAYS = ("subject", "case_id", "breach", "events")
EMPTY: dict[str, list[dict[str, Any]]] = {
    name: [] for name in json_schema()["properties"] if name != "events"
}
WILD = Shape(applications=6, noise=30, bent=0.3, nulls=0.1)


@functools.lru_cache(maxsize=64)
def prepared_package(seed: int, shape: Shape):
    tables = random_package(seed, shape)
    return tables, evidence_of_rows(tables)


def rows_of(requirement: Requirement, connection: duckdb.DuckDBPyConnection) -> list[dict]:
    found = connection.execute(requirement.query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@EACH
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), shape=shapes())
def test_a_query_and_its_oracle_say_the_same_of_random_packages(requirement, seed, shape):
    oracle = oracle_of(requirement.id)
    assert oracle is not None, f"{requirement.id} has no oracle in tests/oracles"
    tables, evidence = prepared_package(seed, shape)
    rows = rows_of(requirement, evidence.connection)
    assert len({row["subject"] for row in rows}) == len(rows), "a subject occurs twice"
    assert {(row["subject"], row["breach"]) for row in rows} == oracle(tables)


@EACH
def test_random_packages_hold_and_breach_each_requirement(requirement):
    """The twin of the test above: two empty sets are equal too."""
    seen = set()
    for seed in range(200):
        _, evidence = prepared_package(seed, WILD)
        seen |= {row["breach"] for row in rows_of(requirement, evidence.connection)}
        if {True, False} <= seen:
            return
    raise AssertionError(f"200 random packages gave only {seen}")


@EACH
def test_a_query_gives_what_its_sentences_fill_in(requirement):
    _, evidence = prepared_package(0, WILD)
    found = evidence.connection.execute(requirement.query)
    names = [column[0] for column in found.description]
    assert tuple(n for n in names if n in ALWAYS) and set(ALWAYS) <= set(names)
    given_values = values_of({n: None if n in ("case_id", "breach") else "x" for n in names})
    for text in (requirement.sentence, requirement.expected):
        for said in (text.zh, text.en):
            places = {f for _, f, _, _ in string.Formatter().parse(said) if f}
            assert places <= set(given_values)


@EACH
def test_the_events_of_a_breach_exist_and_stand_in_order_of_time(requirement):
    for seed in range(12):
        tables, evidence = prepared_package(seed, WILD)
        order = {e["event_id"]: (e["at"], e["event_id"]) for e in tables["events"]}
        for row in rows_of(requirement, evidence.connection):
            if row["breach"]:
                ids = [i for i in (row["events"] or "").split(";") if i]
                assert ids == sorted(ids, key=order.__getitem__)
                assert len(set(ids)) == len(ids)


@EACH
@pytest.mark.parametrize("side", SIDES)
def test_an_example_gets_the_verdict_written_in_it(requirement: Requirement, side: Side):
    written = example(requirement.id, side)
    assert written.requirement == requirement.id
    assert written.verdict == ("holds" if side == "conforming" else "breached")
    evidence = evidence_of_rows(written.tables)
    found = judge(evidence, requirement, examples=1000)
    assert (found.verdict, found.reason) == (written.verdict, None)
    assert found.opportunities == written.opportunities
    assert {b.subject: b.events for b in found.examples} == written.breaches
    assert found.breaches == len(written.breaches)
    for breach in found.examples:
        assert "{" not in breach.sentence.zh + breach.sentence.en + breach.expected.en


@EACH
@pytest.mark.parametrize("side", SIDES)
def test_an_example_is_what_the_schema_of_packages_asks_for(requirement, side):
    validator = jsonschema.Draft202012Validator(json_schema())
    written = example(requirement.id, side)
    assert not list(validator.iter_errors(written.tables))


@EACH
def test_an_empty_log_exercises_nothing_that_happens_and_passes_nothing(requirement):
    found = judge(evidence_of_rows({"events": [], **EMPTY}), requirement)
    assert found.verdict in ("not_exercised", "inconclusive")
    assert found.reason is not None


@EACH
def test_a_bare_log_without_context_is_never_an_error(requirement):
    event = {"event_id": "e", "at": "2025-03-03T01:00:00Z", "kind": "link_down", "link_id": "k"}
    assert judge(evidence_of_rows({"events": [event]}), requirement).verdict != "breached"


def test_every_example_belongs_to_a_requirement():
    known = {path_of(r.id, side) for r in all_requirements() for side in SIDES}
    assert set(EXAMPLES.glob("*.json")) == known
