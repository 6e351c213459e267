"""``tongban-spec sql --dialect postgres`` on a real PostgreSQL says what DuckDB says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from own_database import Rows, loaded, outcome, outcome_in_duckdb, skip_or_fail
from own_postgres import Postgres, postgres, programs
from random_packages import Shape, random_package
from tongban_spec.check import judge
from tongban_spec.check_needs import lacking
from tongban_spec.dialects.raw_tables import CODE_CHECKS, RAW
from tongban_spec.dialects.script import script, view_of
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.evidence.rows import evidence_of_rows
from tongban_spec.examples import SIDES, example
from tongban_spec.registry import Requirement, all_requirements
from tongban_spec.registry import by_id as requirements

EACH = pytest.mark.parametrize("requirement", all_requirements(), ids=lambda r: r.id)
pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    if programs() is None:
        skip_or_fail("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with postgres() as running:
        yield running


def load(tables: Mapping[str, Rows]) -> str:
    """Return statements that fill the raw tables anew."""
    return "\n".join(
        f"TRUNCATE {RAW}.{name}; INSERT INTO {RAW}.{name} SELECT * FROM"
        f" json_populate_recordset(NULL::{RAW}.{name},"
        f" $rows${json.dumps(list(rows), default=str)}$rows$);"
        for name, rows in tables.items()
    )


def same_as_duckdb(
    server: Postgres, tables: Mapping[str, Rows], evidence: Evidence, *requirements: Requirement
) -> None:
    first, *rest = script("postgres", requirements)
    server.run(first.text(), load(loaded(tables, evidence)), *(part.text() for part in rest))
    verdicts = {row["id"]: row for row in server.rows("SELECT * FROM tongban.verdicts")}
    for requirement in requirements:
        ours = judge(evidence, requirement)
        row = verdicts[requirement.id]
        theirs = outcome(
            row["verdict"], server.rows(f"SELECT * FROM tongban.{view_of(requirement)}")
        )
        assert theirs == outcome_in_duckdb(evidence, requirement, ours.verdict), requirement.id
        assert theirs.counts == (row["opportunities"], row["breaches"], row["undecided"])
        assert (row["lacks"] is not None) == (lacking(evidence, requirement.needs) is not None)


@EACH
@pytest.mark.parametrize("side", SIDES)
def test_an_example_gets_the_same_rows_and_verdict(server, requirement, side):
    tables = example(requirement.id, side).tables
    same_as_duckdb(server, tables, evidence_of_rows(tables), requirement)


@pytest.mark.parametrize("seed", range(2))
def test_a_random_package_gets_the_same_rows_and_verdicts(server, seed):
    tables = random_package(seed, Shape(applications=6, noise=30, bent=0.3, nulls=0.1))
    same_as_duckdb(server, tables, evidence_of_rows(tables), *all_requirements())


def test_what_nobody_filled_is_inconclusive_and_named(server):
    evidence = evidence_of_rows({"events": []})
    parts = script("postgres", all_requirements())
    server.run(parts[0].text(), load(loaded({}, evidence)), *(part.text() for part in parts[1:]))
    verdicts = server.rows("SELECT * FROM tongban.verdicts")
    assert len(verdicts) == len(all_requirements())
    assert {v["verdict"] for v in verdicts} <= {"inconclusive", "not_exercised"}
    by_id = {v["id"]: v for v in verdicts}
    assert "licences" in by_id["DAT-2"]["lacks"].split(", ")
    for requirement in all_requirements():
        if by_id[requirement.id]["verdict"] == "inconclusive":
            view = view_of(requirement)
            assert server.rows(f"SELECT * FROM tongban.{view} WHERE breach") == [], view


def test_codes_that_nobody_judged_yet_accuse_nobody(server):
    """Of the example that breaches HAL-9, before its codes are loaded and after."""
    requirement, tables = requirements()["HAL-9"], example("HAL-9", "breaching").tables
    given = loaded(tables, evidence_of_rows(tables))
    first, *rest = script("postgres", [requirement])
    found = {}
    for name, rows in {"before": {**given, CODE_CHECKS.name: ()}, "after": given}.items():
        server.run(first.text(), load(rows), *(part.text() for part in rest))
        (row,) = server.rows("SELECT verdict, opportunities, breaches, lacks FROM tongban.verdicts")
        breaches = server.rows("SELECT * FROM tongban.hal_9 WHERE breach")
        found[name] = (row["verdict"], row["breaches"], len(breaches), row["lacks"])
    assert found["before"] == ("inconclusive", 0, 0, "code_checks")
    assert found["after"][0] == "breached" and found["after"][1] == found["after"][2] > 0
