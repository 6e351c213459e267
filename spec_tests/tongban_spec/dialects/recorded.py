"""What is recorded, asked of the vendor's tables (是否有记录), in DuckDB's dialect.

The same rules as ``check_needs`` has for a package, columns of events as in ``evidence.prepared``:
one that is never filled is recorded only if kinds need it and none of them happened. But an empty
context table, or an empty column of one, counts as not recorded until the table ``recorded`` says
that it is: a table that nobody filled must not pass for "nothing happened".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tongban_spec.dialects.raw_tables import CODE_CHECKS, RAW, RECORDED
from tongban_spec.events import ALWAYS_NEEDED, CONTEXT_TABLES, EVENTS, TABLES
from tongban_spec.evidence.code_checks import CODES
from tongban_spec.evidence.prepared import kinds_that_fill
from tongban_spec.evidence.sql_words import text_in_sql
from tongban_spec.registry_shapes import Requirement

CODES_TO_CHECK = f"SELECT code FROM ({CODES}) AS found WHERE code IS NOT NULL"


def needs_of(requirement: Requirement) -> tuple[str, ...]:
    """Return the names of everything that a requirement needs (所需之名): ``links``,
    ``items.fee``, ``events.officer``, ``kind:link_down``, ``declared:profiles``.
    """
    needs = requirement.needs
    columns = [
        f"{table}.{name}"
        for table, named in needs.tables.items()
        for name in (*named, *(c.name for c in CONTEXT_TABLES[table].columns if c.required))
    ]
    codes = [CODE_CHECKS.name] if CODE_CHECKS.name in requirement.query else []
    names = (
        *(f"kind:{kind}" for kind in needs.kinds),
        *(f"{EVENTS.name}.{name}" for name in needs.columns),
        *needs.tables,
        *columns,
        *(f"declared:{name}" for name in needs.declared),
        *codes,
    )
    return tuple(dict.fromkeys(names))


def needs_query(requirements: Sequence[Requirement]) -> str:
    """Return the query of ``needs(id, name)`` (所需表)."""
    rows = ", ".join(
        f"({text_in_sql(r.id)}, {text_in_sql(name)})" for r in requirements for name in needs_of(r)
    )
    return f"SELECT id, name FROM (VALUES {rows}) AS listed (id, name)"


def not_recorded_query(requirements: Sequence[Requirement]) -> str:
    """Return the query of ``not_recorded(name)`` (没有记录的): of what some requirement needs."""
    needed = list(dict.fromkeys(name for r in requirements for name in needs_of(r)))
    read = [table for table in TABLES if _of(table, needed)]
    content = "\n    UNION ALL ".join(_content(table, _of(table, needed)) for table in read)
    ctes = ",\n".join(
        [*(_counts(table, needed) for table in read), f"content AS (\n    {content}\n)"]
    )
    stated = f"SELECT name FROM {RAW}.{RECORDED.name}"
    parts = [
        f"SELECT name FROM content WHERE filled = 0 AND name NOT IN ({stated} WHERE is_recorded)",
        f"{stated} WHERE NOT is_recorded",
        "SELECT n.name FROM needs AS n LEFT JOIN declared AS d ON 'declared:' || d.name = n.name"
        " WHERE n.name LIKE 'declared:%' AND d.name IS NULL",
    ]
    if CODE_CHECKS.name in needed:
        parts.append(
            f"SELECT '{CODE_CHECKS.name}' AS name FROM codes_to_check AS c"
            " LEFT JOIN code_checks AS k ON k.code = c.code WHERE k.code IS NULL"
        )
    return f"WITH {ctes}\n" + "\nUNION ".join(parts)


LACKING = """
SELECT n.id, n.name
FROM needs AS n
INNER JOIN not_recorded AS r ON r.name = n.name
"""


def _content(table: str, of_it: Sequence[tuple[str, str, str]]) -> str:
    """Return the query of how much is filled of each thing needed of a table."""
    cases = " ".join(f"WHEN {text_in_sql(name)} THEN {column}" for name, column, _ in of_it)
    return (
        f"SELECT n.name, CASE n.name {cases} END AS filled FROM needs AS n"
        f" CROSS JOIN {table}_counts WHERE n.name = '{table}' OR n.name LIKE '{table}.%'"
    )


def _counts(table: str, needed: Sequence[str]) -> str:
    cells = ", ".join(f"{count} AS {column}" for _, column, count in _of(table, needed))
    return f"{table}_counts AS (SELECT {cells} FROM {table})"


def _of(table: str, needed: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return name, column and count of what is needed of a table."""
    return [
        (name, f"n{place}", count)
        for place, (name, count) in enumerate(_filled(table))
        if name in needed
    ]


def _filled(table: str) -> Iterator[tuple[str, str]]:
    yield table, "count(*)"
    for column in TABLES[table].columns:
        count = f'count("{column.name}")'
        if table == EVENTS.name and column.name not in ALWAYS_NEEDED:
            fillers = kinds_that_fill(column.name)
            if fillers:
                kinds = ", ".join(map(text_in_sql, fillers))
                # nothing happened that would have to fill it
                count += f" + CASE WHEN count(CASE WHEN kind IN ({kinds}) THEN 1 END) = 0"
                count += " THEN 1 ELSE 0 END"
        elif table == EVENTS.name:
            count = "1"
        yield f"{table}.{column.name}", count
