"""What a log says against itself (自相矛盾): no breach, but to be known with the verdicts.

A platform could look better than it is by dating its decisions back, by leaving out visits, or by
declaring its people machines. No requirement can tell that from an honest mistake; the gate
says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tongban_spec.evidence.evidence import Finding
from tongban_spec.language import Text, number_of

if TYPE_CHECKING:
    import duckdb

EXAMPLES_MAX = 5
_REVIEWED_AFTER = """
SELECT e.application_id FROM events AS e JOIN applications AS a USING (application_id)
WHERE e.kind = 'step_completed' AND e.stage = 'review' AND e.at_us > a.decided_us
"""
_NOBODY_CAME = """
SELECT application_id FROM applications WHERE channel = 'hall' AND case_id IS NOT NULL
AND case_id NOT IN (
    SELECT case_id FROM events WHERE kind = 'visit_started' AND case_id IS NOT NULL
)
"""


def claims(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Yield where prepared evidence contradicts itself (自相矛盾)."""
    after = Text(
        "{n} 个申请的审查环节在决定之后才完成：决定的时刻可能不实",
        "in {n} applications a step of review was completed after the decision: the time of the "
        "decision may not be true",
    )
    yield from _applications(connection, "reviewed_after_decision", after, _REVIEWED_AFTER)
    unseen = Text(
        "{n} 个申请在大厅提交，所属的一件事却没有到场记录：到场没有记全",
        "{n} applications were handed in at a hall, and their matters have no visit on record: "
        "visits are not all recorded",
    )
    yield from _applications(connection, "visits_lacking", unseen, _NOBODY_CAME)
    yield from _machines(connection)


def _applications(
    connection: duckdb.DuckDBPyConnection, rule: str, said: Text, query: str
) -> Iterator[Finding]:
    found = connection.execute(
        f"SELECT application_id, count(*) OVER () FROM ({query}) GROUP BY application_id"
        f" ORDER BY application_id LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    if found:
        ids = tuple(name for name, _ in found)
        yield Finding(rule, "warning", said.fill(n=found[0][1]), found[0][1], ids)


def _machines(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Yield how many acts are said to be of machines: HAL-2 asks nothing of those."""
    row = connection.execute(
        "SELECT count(*), count(m.officer), string_agg(DISTINCT m.officer, ';' ORDER BY m.officer)"
        " FROM events AS e LEFT JOIN automatic_officers AS m ON m.officer = e.officer"
        " WHERE e.officer IS NOT NULL AND EXISTS (SELECT officer FROM automatic_officers)"
    ).fetchone()
    assert row is not None
    named, count, names = row
    if count:
        said = Text(
            "有经办人的 {m} 个事件里，{n} 个由声明的机器办理；HAL-2 只管人，不管它们",
            "of {m} with an officer, {n} are by declared machines: HAL-2 is about persons and asks "
            "nothing of these",
        ).fill(n=count, m=number_of(named, "event", "events"))
        shown = tuple(names.split(";")[:EXAMPLES_MAX])
        yield Finding("declared_machines", "note", said, count, shown)
