"""What is right at an edge is written down, and query and oracle both say it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

import edges_acts
import edges_cat
import edges_dat
import edges_hal
import edges_licences
import edges_listed
import edges_matters
import edges_people
import edges_pro
import edges_regions
import edges_results
import edges_srv
import edges_time
from edges import Bench, Edge, small_database
from oracles import oracle_of
from tongban_spec.registry import by_id

EDGES: tuple[Edge, ...] = (
    *edges_cat.EDGES,
    *edges_acts.EDGES,
    *edges_pro.EDGES,
    *edges_dat.EDGES,
    *edges_hal.EDGES,
    *edges_licences.EDGES,
    *edges_listed.EDGES,
    *edges_matters.EDGES,
    *edges_people.EDGES,
    *edges_regions.EDGES,
    *edges_results.EDGES,
    *edges_time.EDGES,
    *edges_srv.EDGES,
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = small_database()
    yield connection
    connection.close()


@pytest.mark.parametrize("requirement", sorted({e.requirement for e in EDGES}))
def test_what_is_right_at_an_edge_is_what_query_and_oracle_say(database, requirement):
    bench = Bench(database, by_id()[requirement])
    oracle = oracle_of(requirement)
    assert oracle is not None
    wrong = {}
    for edge in (e for e in EDGES if e.requirement == requirement):
        tables = edge.tables()
        bench.fill(tables)
        found = {"query": bench.rows(), "oracle": sorted(oracle(tables), key=str)}
        expected = sorted(edge.expected.items(), key=str)
        wrong |= {(edge.said, who): rows for who, rows in found.items() if rows != expected}
    assert not wrong
