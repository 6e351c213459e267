"""Every requirement against its oracle, its examples and the rules that all of them keep."""

from __future__ import annotations

import functools
import string
from typing import Any, NamedTuple

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
from tongban_spec.registry import Requirement, all_requirements, by_id
from tongban_spec.views import views

EACH = pytest.mark.parametrize("requirement", all_requirements(), ids=lambda r: r.id)
ALWAYS = ("subject", "case_id", "breach", "events")
EMPTY: dict[str, list[dict[str, Any]]] = {
    name: [] for name in json_schema()["properties"] if name != "events"
}
BARE = {"event_id": "e", "at": "2025-03-03T01:00:00Z", "kind": "link_down", "link_id": "k"}
POOL = 16  # packages that all requirements share: as many as show each of them held and breached
RICH_IN_BOUNDARIES = range(1, 61, 2)  # those of the second shape, for as long as they are needed
SHAPES = (Shape(6, 30, 0.3, 0.1, 1), Shape(2, 8, 0.05, 0.0, 4))


class Package(NamedTuple):
    tables: dict[str, list[dict[str, Any]]]
    connection: duckdb.DuckDBPyConnection


def package(seed: int, shape: Shape) -> Package:
    tables = random_package(seed, shape)
    connection = evidence_of_rows(tables).connection
    # Of tables this small most of a query's time is the optimizer's; what a query means stays.
    connection.execute("PRAGMA disable_optimizer")
    return Package(tables, connection)


@functools.cache
def pooled(number: int) -> Package:
    return package(number, SHAPES[number % len(SHAPES)])


@functools.cache
def wanted(requirement: str, number: int) -> frozenset[tuple[str, bool | None]]:
    oracle = oracle_of(requirement)
    assert oracle is not None, f"{requirement} has no oracle in tests/oracles"
    return frozenset(oracle(pooled(number).tables))


def rows_of(query: str, connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def judged(rows: list[dict[str, Any]]) -> set[tuple[str, bool | None]]:
    return {(row["subject"], row["breach"]) for row in rows}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(100, 10**6), shape=shapes())
def test_queries_and_oracles_say_the_same_of_random_packages(seed, shape):
    drawn = package(seed, shape)
    differ = {}
    for requirement in all_requirements():
        oracle = oracle_of(requirement.id)
        assert oracle is not None, f"{requirement.id} has no oracle in tests/oracles"
        rows = rows_of(requirement.query, drawn.connection)
        assert len({row["subject"] for row in rows}) == len(rows), "a subject occurs twice"
        differ[requirement.id] = judged(rows) ^ oracle(drawn.tables)
    drawn.connection.close()
    assert not {name: rows for name, rows in differ.items() if rows}


@EACH
def test_a_query_and_its_oracle_agree_where_it_holds_and_where_it_is_breached(requirement):
    """The same packages every time: two empty sets are equal too, so both must have been seen."""
    seen = set()
    for number in range(POOL):
        tables, connection = pooled(number)
        rows = rows_of(requirement.query, connection)
        assert judged(rows) == wanted(requirement.id, number), f"package {number}"
        seen |= {row["breach"] for row in rows}
        order = {e["event_id"]: (e["at"], e["event_id"]) for e in tables["events"]}
        for row in [row for row in rows if row["breach"]]:
            ids = [i for i in (row["events"] or "").split(";") if i]
            assert ids == sorted(set(ids), key=order.__getitem__), "in order, each once"
    assert {True, False} <= seen


# Boundaries that count are met by the packages: moved by a hair, somebody must notice.
# (requirement or view, what stands there, what it is changed to, who must notice)
MOVED = (
    ("DAT-2", "c.at_us < h.until_us", "c.at_us <= h.until_us", "DAT-2"),
    ("DAT-2", "c.at_us < s.until_us", "c.at_us <= s.until_us", "DAT-2"),
    ("DAT-2", "o.down_us <= c.at_us", "o.down_us < c.at_us", "DAT-2"),
    ("DAT-2", "c.at_us < o.up_us", "c.at_us <= o.up_us", "DAT-2"),
    ("links_that_answer", "r.at_us < l.until_us", "r.at_us <= l.until_us", "DAT-2"),
    ("links_that_answer", "r.at_us < l.until_us", "r.at_us <= l.until_us", "DAT-1"),
    ("links_that_answer", "l.from_us <= r.at_us", "l.from_us < r.at_us", "DAT-2"),
    ("links_that_answer", "o.down_us <= r.at_us", "o.down_us < r.at_us", "DAT-1"),
    ("links_that_answer", "r.at_us < o.up_us", "r.at_us <= o.up_us", "DAT-1"),
    ("DAT-1", "c.at_us < h.until_us", "c.at_us <= h.until_us", "DAT-1"),
    ("DAT-4", "e.at_us < p.until_us", "e.at_us <= p.until_us", "DAT-4"),
    ("DAT-5", "min(p.submitted_us) > 300000000", "min(p.submitted_us) >= 300000000", "DAT-5"),
    ("DAT-6", "d.at_us > d.due_us", "d.at_us >= d.due_us", "DAT-6"),
    ("DAT-7", "WHEN u.used > u.days", "WHEN u.used >= u.days", "DAT-7"),
    ("DAT-7", "u.used <= u.days THEN false", "u.used <= u.days - 1 THEN false", "DAT-7"),
    ("DAT-7", "ELSE 1 END AS until_number", "ELSE 0 END AS until_number", "DAT-7"),
    ("DAT-10", "u.entered_us <= u.due_us", "u.entered_us < u.due_us", "DAT-10"),
    ("SRV-1", "j.positive_us >= j.grace_us", "j.positive_us > j.grace_us", "SRV-1"),
    ("PRO-6", "o.down_us <= p.asked_us", "o.down_us < p.asked_us", "PRO-6"),
    ("PRO-2", "v.outcome = 'served'", "v.outcome = 'left'", "PRO-2"),
    ("PRO-2", "v.kind = 'visit_ended' OR r.region IS NOT NULL", "true", "PRO-2"),
    ("PRO-2", " AND h.seq IS NULL", "", "PRO-2"),
    ("HAL-6", "h.apart_us >= 86400000000 OR", "h.apart_us > 86400000000 OR", "HAL-6"),
    ("HAL-8", "s.at_us > s.change_us", "s.at_us >= s.change_us", "HAL-8"),
)


@pytest.mark.parametrize("where, stands, moved, notices", MOVED)
def test_a_boundary_moved_by_a_hair_is_noticed(where, stands, moved, notices):
    requirement = by_id()[notices]
    text = views()[where] if where in views() else by_id()[where].query
    assert stands in text, f"{where} has no {stands!r} any more"
    changed = text.replace(stands, moved)
    for number in RICH_IN_BOUNDARIES:
        connection = pooled(number).connection
        connection.execute("BEGIN")
        query = changed
        if where in views():
            connection.execute(f"DROP TABLE {where}")
            connection.execute(f"CREATE TABLE {where} AS {changed}")
            query = requirement.query
        rows = judged(rows_of(query, connection))
        connection.execute("ROLLBACK")
        if rows != wanted(notices, number):
            return
    raise AssertionError("no package meets this boundary")


@EACH
def test_a_query_gives_what_its_sentences_fill_in(requirement):
    found = pooled(0).connection.execute(f"DESCRIBE {requirement.query}").fetchall()
    names = [name for name, *_ in found]
    assert set(ALWAYS) <= set(names)
    given_values = values_of({n: None if n in ("case_id", "breach") else "x" for n in names})
    for text in (requirement.sentence, requirement.expected):
        for said in (text.zh, text.en):
            places = {f for _, f, _, _ in string.Formatter().parse(said) if f}
            assert places <= set(given_values)


@EACH
@pytest.mark.parametrize("side", SIDES)
def test_an_example_gets_the_verdict_written_in_it(requirement: Requirement, side: Side):
    written = example(requirement.id, side)
    assert written.requirement == requirement.id
    assert written.verdict == ("holds" if side == "conforming" else "breached")
    evidence = evidence_of_rows(written.tables)
    found = judge(evidence, requirement, examples=1000)
    evidence.connection.close()
    assert (found.verdict, found.reason) == (written.verdict, None)
    assert found.opportunities == written.opportunities
    assert {b.subject: b.events for b in found.examples} == written.breaches
    assert found.breaches == len(written.breaches)
    for breach in found.examples:
        assert "{" not in breach.sentence.zh + breach.sentence.en + breach.expected.en


@functools.cache
def schema_validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema())


@EACH
@pytest.mark.parametrize("side", SIDES)
def test_an_example_is_what_the_schema_of_packages_asks_for(requirement, side):
    assert not list(schema_validator().iter_errors(example(requirement.id, side).tables))


@functools.cache
def empty_log():
    return evidence_of_rows({"events": [], **EMPTY})


@functools.cache
def bare_log():
    return evidence_of_rows({"events": [BARE]})


@EACH
def test_an_empty_log_exercises_nothing_that_happens_and_passes_nothing(requirement):
    found = judge(empty_log(), requirement)
    assert found.verdict in ("not_exercised", "inconclusive")
    assert found.reason is not None


@EACH
def test_a_bare_log_without_context_is_never_an_error(requirement):
    assert judge(bare_log(), requirement).verdict != "breached"


def test_every_example_belongs_to_a_requirement():
    known = {path_of(r.id, side) for r in all_requirements() for side in SIDES}
    assert set(EXAMPLES.glob("*.json")) == known
