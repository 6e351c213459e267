"""What is recorded, asked of the vendor's tables (是否有记录), in DuckDB's dialect.

The same rules as ``check_needs`` has for a package. But an empty context table, or an empty column
of one, counts as not recorded until the table ``recorded`` says that it is: a table that nobody
filled must not pass for "nothing happened".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tongban_spec.check_needs import kinds_that_fill
from tongban_spec.dialects.raw_tables import CODE_CHECKS, RAW, RECORDED
from tongban_spec.events import CONTEXT_TABLES, EVENTS, TABLES
from tongban_spec.evidence.code_checks import CODES
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
    """Return the query of ``needs(id, name, asked)`` (所需表); ``asked``: see :class:`_Asked`."""
    rows = ", ".join(
        f"({text_in_sql(r.id)}, {text_in_sql(name)}, {text_in_sql(_Asked.of(r, name).key)})"
        for r in requirements
        for name in needs_of(r)
    )
    return f"SELECT id, name, asked FROM (VALUES {rows}) AS listed (id, name, asked)"


def lacking_query(requirements: Sequence[Requirement]) -> str:
    """Return the query of ``lacking(id, name)`` (所缺): what each needs and nothing records."""
    asked = dict.fromkeys(_Asked.of(r, name) for r in requirements for name in needs_of(r))
    of_table = {t: [a for a in asked if a.table == t] for t in TABLES}
    read = {t: dict(enumerate(of_it)) for t, of_it in of_table.items() if of_it}
    content = "\n    UNION ALL ".join(_content(table, of_it) for table, of_it in read.items())
    ctes = [_counts(table, of_it) for table, of_it in read.items()]
    ctes.append(f"content AS (\n    {content}\n)")
    stated = f"SELECT name FROM {RAW}.{RECORDED.name}"
    parts = [
        "SELECT id, name FROM content WHERE filled = 0"
        f" AND name NOT IN ({stated} WHERE is_recorded)",
        f"SELECT id, name FROM needs WHERE name IN ({stated} WHERE NOT is_recorded)",
        "SELECT n.id, n.name FROM needs AS n LEFT JOIN declared AS d"
        " ON 'declared:' || d.name = n.name WHERE n.name LIKE 'declared:%' AND d.name IS NULL",
    ]
    if any(CODE_CHECKS.name in needs_of(r) for r in requirements):
        parts.append(
            "SELECT n.id, n.name FROM needs AS n CROSS JOIN codes_to_check AS c LEFT JOIN"
            f" code_checks AS k ON k.code = c.code WHERE n.name = '{CODE_CHECKS.name}'"
            " AND k.code IS NULL"
        )
    ctes_in_sql = ",\n".join(ctes)
    return f"WITH {ctes_in_sql}\n" + "\nUNION ".join(parts)


class _Asked(NamedTuple):
    """Something needed, and the kinds whose events would have filled it (所问)."""

    name: str
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, requirement: Requirement, name: str) -> _Asked:
        table, _, column = name.partition(".")
        if table != EVENTS.name or not column:
            return cls(name)
        return cls(name, kinds_that_fill(requirement.needs, column))

    @property
    def table(self) -> str:
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """The name, and the kinds too: two requirements may ask for a column of other events."""
        return "/".join((self.name, *self.kinds))

    @property
    def filled(self) -> str:
        """SQL of how much of it is filled: 0 if it is not recorded."""
        column = self.name.partition(".")[2]
        if not column:
            return "count(*)"
        if self.table != EVENTS.name:
            return f'count("{column}")'
        happened = "0"  # what every event has is recorded where no event happened, too
        if self.kinds:
            kinds = ", ".join(map(text_in_sql, self.kinds))
            happened = f"count(CASE WHEN kind IN ({kinds}) THEN 1 END)"
        return f'count("{column}") + CASE WHEN {happened} = 0 THEN 1 ELSE 0 END'


def _content(table: str, of_it: Mapping[int, _Asked]) -> str:
    """Return the query of how much is filled of each thing needed of a table."""
    cases = " ".join(f"WHEN {text_in_sql(a.key)} THEN n{place}" for place, a in of_it.items())
    return (
        f"SELECT n.id, n.name, CASE n.asked {cases} END AS filled FROM needs AS n"
        f" CROSS JOIN {table}_counts WHERE n.name = '{table}' OR n.name LIKE '{table}.%'"
    )


def _counts(table: str, of_it: Mapping[int, _Asked]) -> str:
    cells = ", ".join(f"{a.filled} AS n{place}" for place, a in of_it.items())
    return f"{table}_counts AS (SELECT {cells} FROM {table})"
