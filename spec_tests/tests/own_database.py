"""What the tests put into a vendor's database, and what must come out (入库与应得)."""

from __future__ import annotations

import datetime
import importlib.util
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pytest

from tongban_spec.check_needs import lacking
from tongban_spec.dialects.raw_tables import CODE_CHECKS, RECORDED
from tongban_spec.events import CONTEXT_TABLES, TABLES
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.registry import Requirement

REQUIRED = "TONGBAN_REQUIRE_DATABASES"
Rows = Sequence[Mapping[str, Any]]


class Outcome(NamedTuple):
    """What a database says of one requirement (所得)."""

    verdict: str
    counts: tuple[int, int, int]
    rows: dict[str, tuple[Any, ...]]


def skip_or_fail(lacking: str) -> None:
    """Skip a test for want of a database; where databases are required, fail (略过或失败)."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{REQUIRED} is set and {lacking}")
    pytest.skip(lacking)


def importable(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def loaded(tables: Mapping[str, Rows], evidence: Evidence) -> dict[str, Rows]:
    """Return the rows of every table that a vendor fills."""
    codes = evidence.connection.execute("SELECT code, kind, valid FROM code_checks").fetchall()
    return {
        **{name: tables.get(name, ()) for name in TABLES},
        CODE_CHECKS.name: [dict(zip(("code", "kind", "valid"), c, strict=True)) for c in codes],
        RECORDED.name: [{"name": n, "is_recorded": is_it} for n, is_it in _recorded(evidence)],
    }


def _recorded(evidence: Evidence) -> Iterator[tuple[str, bool]]:
    for table, columns in evidence.columns.items():
        if table in CONTEXT_TABLES:
            yield table, True
            yield from ((f"{table}.{column}", True) for column in columns)
    yield from ((f"kind:{kind}", False) for kind in evidence.not_recorded)


def outcome_in_duckdb(evidence: Evidence, requirement: Requirement, verdict: str) -> Outcome:
    """Return what our own check finds, row for row: none where something needed is lacking."""
    if lacking(evidence, requirement.needs) is not None:
        return outcome(verdict, [])
    found = evidence.connection.execute(requirement.query)
    names = [column[0] for column in found.description or ()]
    return outcome(verdict, [dict(zip(names, row, strict=True)) for row in found.fetchall()])


def outcome(verdict: str, rows: Sequence[Mapping[str, Any]]) -> Outcome:
    """Return rows in a form that two databases have in common."""
    breaches = [row["breach"] for row in rows]
    counts = (len(rows), breaches.count(True), breaches.count(None))
    return Outcome(
        verdict, counts, {r["subject"]: tuple(_plain(r[name]) for name in sorted(r)) for r in rows}
    )


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
