"""Every breach in one table (全部违反), for the vendor's own work and for the next comparison."""

from __future__ import annotations

from pathlib import Path

from tongban_spec.check import CheckResult, rows_of, with_waivers
from tongban_spec.evidence.sql_words import text_in_sql

BREACHES_FILE = "breaches.parquet"
TABLE = "report_breaches"


def make_breaches(result: CheckResult) -> None:
    """Make the table of all breaches in the evidence's database (建违反表).

    Those that a waiver covers are in it too, and marked.
    """
    connection = result.evidence.connection
    connection.execute(
        f"CREATE OR REPLACE TABLE {TABLE} (requirement VARCHAR, subject VARCHAR, case_id VARCHAR,"
        " events VARCHAR, waived BOOLEAN)"
    )
    for judgement in result.judgements:
        if judgement.breaches or judgement.waived:
            requirement = judgement.requirement
            waivers = [w for w in result.waivers if w.requirement == requirement.id]
            query = with_waivers(requirement.query, waivers)
            rows_of(
                connection,
                requirement,
                f"INSERT INTO {TABLE} SELECT '{requirement.id}', subject, case_id, events, waived"
                f" FROM ({query}) WHERE breach",
                [w.subject for w in waivers],
            )


def write_breaches(result: CheckResult, folder: Path) -> None:
    """Write all breaches as Parquet (写全部违反), in order of requirement and subject."""
    make_breaches(result)
    target = text_in_sql(str((folder / BREACHES_FILE).absolute()))
    result.evidence.connection.execute(
        f"COPY (SELECT * FROM {TABLE} ORDER BY requirement, subject) TO {target} (FORMAT PARQUET)"
    )
