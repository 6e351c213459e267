"""``tongban-spec sql --dialect spark`` on PySpark in local mode says what DuckDB says.

To spare time the examples do not go through tables on disk: the same queries are run on views in
memory, and the verdicts are counted from their rows. One package goes
the whole way, for some requirements.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from own_database import importable, loaded, outcome, outcome_in_duckdb, skip_or_fail
from own_spark import Spark, spark
from random_packages import Shape, random_package
from tongban_spec.check import judge
from tongban_spec.dialects.raw_tables import RAW, RAW_TABLES
from tongban_spec.dialects.script import prepared_queries, script, view_of
from tongban_spec.dialects.translation import in_dialect, in_steps
from tongban_spec.evidence.rows import evidence_of_rows
from tongban_spec.examples import SIDES, example
from tongban_spec.registry import Requirement, all_requirements, by_id

EACH = pytest.mark.parametrize("requirement", all_requirements(), ids=lambda r: r.id)
# One of each point, and those whose script has a part that others lack: codes, and steps.
WHOLE_WAY = [by_id()[r] for r in ("CAT-3", "PRO-1", "DAT-2", "DAT-3", "HAL-9", "SRV-3")]
pytestmark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module")
def session() -> Iterator[Spark]:
    if not importable("pyspark"):
        skip_or_fail("PySpark is not installed (pip install 'tongban[databases]')")
    if shutil.which("java") is None:
        skip_or_fail("Java is not installed (Debian: apt-get install default-jre-headless)")
    with spark() as running:
        yield running


@EACH
@pytest.mark.parametrize("side", SIDES)
def test_an_example_gets_the_same_rows(session: Spark, requirement: Requirement, side):
    written = example(requirement.id, side)
    evidence = evidence_of_rows(written.tables)
    ours = judge(evidence, requirement)
    rows = loaded(written.tables, evidence)
    queries = prepared_queries([requirement])
    for table in RAW_TABLES:
        if any(f"{RAW}.{table.name}" in query for query in queries.values()):
            session.fill(f"{RAW}_{table.name}", table, rows[table.name])
    steps, query = in_steps(requirement.query, view_of(requirement))
    for name, step in {**queries, **dict(steps)}.items():
        session.keep(name, in_dialect(step, "spark").replace(f"{RAW}.", f"{RAW}_"))
    found = session.rows(in_dialect(query, "spark"))
    theirs = outcome(written.verdict, found)
    assert theirs == outcome_in_duckdb(evidence, requirement, ours.verdict)
    assert (theirs.counts[1] > 0) == (written.verdict == "breached")


def test_the_whole_script_gives_the_same_verdicts(session: Spark):
    """Over a random package, from empty tables to the verdicts, statement by statement."""
    tables = random_package(1, Shape(applications=6, noise=30, bent=0.3, nulls=0.1))
    evidence = evidence_of_rows(tables)
    session.forget()
    first, *rest = script("spark", WHOLE_WAY)
    for statement in first.statements:
        session.run(statement)
    rows = loaded(tables, evidence)
    for table in RAW_TABLES:
        session.load(f"{RAW}.{table.name}", table, rows[table.name])
    for part in rest:
        for statement in part.statements:
            session.run(statement)
    theirs = {row["id"]: row for row in session.rows("SELECT * FROM tongban.verdicts")}
    for requirement in WHOLE_WAY:
        ours, row = judge(evidence, requirement), theirs.pop(requirement.id)
        assert row["verdict"] == ours.verdict, requirement.id
        counts = (row["opportunities"], row["breaches"], row["undecided"])
        assert counts == (ours.opportunities, ours.breaches, ours.undecided)
    assert not theirs
