"""The checks as a script for a vendor's own database (检查脚本).

In four parts: the tables that the vendor fills, in the schema ``tongban_raw``; what is prepared
from them, in the schema ``tongban``; a view for each requirement, one row an opportunity; and the
verdicts. Everything but the tables can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tongban_spec.dialects.raw_tables import CODE_CHECKS, RAW, RAW_TABLES, ddl
from tongban_spec.dialects.recorded import (
    CODES_TO_CHECK,
    lacking_query,
    needs_query,
)
from tongban_spec.dialects.translation import Dialect, in_dialect, in_steps, tables_in
from tongban_spec.events import CONTEXT_TABLES, EVENTS, Table
from tongban_spec.evidence.derived import derived
from tongban_spec.evidence.sql_words import unless_blank
from tongban_spec.language import Text
from tongban_spec.registry_shapes import Requirement
from tongban_spec.views import views
from tongban_spec.whole import whole_file, whole_folder, writing

SCHEMA = "tongban"
_KEPT: Mapping[Dialect, str] = MappingProxyType(
    # A prepared table keeps its rows: as a view it would be worked out anew wherever it is read,
    # and Spark's plans of views upon views took longer than the work.
    {
        "postgres": "DROP MATERIALIZED VIEW IF EXISTS {name} CASCADE;\n"
        "CREATE MATERIALIZED VIEW {name} AS\n{query}",
        "spark": "DROP TABLE IF EXISTS {name};\nCREATE TABLE {name} USING parquet AS\n{query}",
    }
)
# What is dropped or made only if need be is no news: 80 notices would hide an error.
_QUIET = "SET client_min_messages TO warning"
_INDEXED = {"events": ("seq", "application_id", "kind"), "applications": ("application_id",)}


class Part(NamedTuple):
    """A part of the script (脚本的一部分).

    Parameters
    ----------
    name : str
        Of its file, without number and ending.
    about : Text
    statements : tuple of str
        In order, each with the comment that says what it is.
    """

    name: str
    about: Text
    statements: tuple[str, ...]

    def text(self) -> str:
        """Return the part as a file (文本)."""
        lines = "\n".join(f"-- {said}" for said in (self.about.zh, self.about.en))
        return "\n\n".join([lines, *(f"{s};" for s in self.statements)]) + "\n"


def view_of(requirement: Requirement) -> str:
    """Return the name of a requirement's view (视图名): ``dat_2``."""
    return requirement.id.lower().replace("-", "_")


def script(dialect: Dialect, requirements: Sequence[Requirement]) -> tuple[Part, ...]:
    """Return the script of some requirements in a dialect (检查脚本).

    Parameters
    ----------
    dialect : {"postgres", "spark"}
    requirements : sequence of Requirement
    """
    return (
        Part("tables", _TABLES, tuple(_tables(dialect))),
        Part("prepared", _PREPARED, tuple(_prepared(dialect, requirements))),
        Part("requirements", _REQUIREMENTS, tuple(_requirements(dialect, requirements))),
        Part("verdicts", _VERDICTS, tuple(_verdicts(dialect, requirements))),
    )


def judged_query(requirement: Requirement, query: str | None = None) -> str:
    """Return the query of a requirement's view (视图的查询), in DuckDB's dialect: its own, and no
    row where something that it needs is not recorded. Nobody is accused by an inconclusive one.

    Parameters
    ----------
    requirement : Requirement
    query : str, optional
        What is left of its query where the rest is made in steps.
    """
    return (
        f"SELECT * FROM (\n{query or requirement.query}\n) AS judged"
        f" WHERE NOT EXISTS (SELECT id FROM lacking WHERE id = '{requirement.id}')"
    )


def verdict_query(requirement: Requirement) -> str:
    """Return the query of one row: id, level, counts and verdict (判定), in DuckDB's dialect.

    ``lacks`` names what is needed and not recorded, null if nothing: else nothing is judged.
    """
    return f"""
SELECT '{requirement.id}' AS id, '{requirement.level}' AS level,
    CASE WHEN lacks IS NOT NULL THEN 'inconclusive' WHEN breaches > 0 THEN 'breached'
        WHEN opportunities = 0 THEN 'not_exercised'
        WHEN undecided = opportunities THEN 'inconclusive' ELSE 'holds' END AS verdict,
    opportunities, breaches, undecided, lacks
FROM (
    SELECT count(*) AS opportunities, count(CASE WHEN breach THEN 1 END) AS breaches,
        count(CASE WHEN breach IS NULL THEN 1 END) AS undecided
    FROM {view_of(requirement)}
) AS counted
CROSS JOIN (
    SELECT string_agg(name, ', ' ORDER BY name) AS lacks FROM lacking WHERE id = '{requirement.id}'
) AS missed"""


def _tables(dialect: Dialect) -> Iterator[str]:
    if dialect == "postgres":
        yield _QUIET
    for schema in (RAW, SCHEMA):
        yield f"CREATE SCHEMA IF NOT EXISTS {schema}"
    for table in RAW_TABLES:
        yield f"-- {table.title.zh}\n-- {table.title.en}\n{ddl(table, dialect)}"


def prepared_queries(requirements: Sequence[Requirement]) -> Mapping[str, str]:
    """Return the query of each prepared table that some requirements read (备表的查询).

    Returns
    -------
    mapping of str to str
        In the order of making, in DuckDB's dialect.
    """
    every = {
        EVENTS.name: _with_times(EVENTS, ', row_number() OVER (ORDER BY "at", event_id) AS seq'),
        **{name: _with_times(table) for name, table in CONTEXT_TABLES.items()},
        CODE_CHECKS.name: f"SELECT code, kind, valid FROM {RAW}.{CODE_CHECKS.name}",
        **derived(),
        **views(),
        "codes_to_check": CODES_TO_CHECK,
    }
    read = tables_in(lacking_query(requirements))
    read = read.union(*(tables_in(r.query) for r in requirements))
    for name in reversed(every):
        if name in read:
            read |= tables_in(every[name])
    return MappingProxyType({name: query for name, query in every.items() if name in read})


def _prepared(dialect: Dialect, requirements: Sequence[Requirement]) -> Iterator[str]:
    yield from _entry(dialect)
    for name, query in prepared_queries(requirements).items():
        place = f"{SCHEMA}.{name}"
        yield from _kept(dialect, name, query)
        if dialect == "postgres":
            yield from (f"CREATE INDEX ON {place} ({c})" for c in _INDEXED.get(name, ()))
            yield f"ANALYZE {place}"
    asked = {
        "needs": needs_query(requirements),
        "lacking": lacking_query(requirements),
    }
    yield from (made for name, query in asked.items() for made in _kept(dialect, name, query))


def _requirements(dialect: Dialect, requirements: Sequence[Requirement]) -> Iterator[str]:
    yield from _entry(dialect)
    for requirement in requirements:
        view = view_of(requirement)
        said = [
            f"{requirement.id} · {requirement.level} · {requirement.title.zh}"
            f" · {requirement.title.en}",
            requirement.statement.zh,
            requirement.statement.en,
            f"SELECT * FROM {SCHEMA}.{view} WHERE breach",
        ]
        lines = "".join(f"-- {line}\n" for text in said for line in text.splitlines())
        query = requirement.query
        if dialect == "spark":
            steps, query = in_steps(query, view)
            yield from (made for name, step in steps for made in _kept(dialect, name, step))
        *drop, make = _view(dialect, view, judged_query(requirement, query))
        yield from (*drop, lines + make)


def _verdicts(dialect: Dialect, requirements: Sequence[Requirement]) -> Iterator[str]:
    yield from _entry(dialect)
    rows = [verdict_query(requirement) for requirement in requirements]
    if dialect == "postgres":
        yield from _view(dialect, "verdicts", "\nUNION ALL".join(rows))
        return
    # One statement a requirement: all in one would be more than Spark's planner can take.
    yield from _kept(dialect, "verdicts", rows[0])
    yield from (f"INSERT INTO {SCHEMA}.verdicts\n{in_dialect(row, dialect)}" for row in rows[1:])


def _kept(dialect: Dialect, name: str, query: str) -> list[str]:
    """Return the statements that make a table which keeps its rows."""
    made = _KEPT[dialect].format(name=f"{SCHEMA}.{name}", query=in_dialect(query, dialect))
    return made.split(";\n", 1)


def _view(dialect: Dialect, name: str, query: str) -> list[str]:
    drop = [f"DROP VIEW IF EXISTS {SCHEMA}.{name} CASCADE"] if dialect == "postgres" else []
    make = "CREATE VIEW" if dialect == "postgres" else "CREATE OR REPLACE VIEW"
    return [*drop, f"{make} {SCHEMA}.{name} AS\n{in_dialect(query, dialect)}"]


def _entry(dialect: Dialect) -> Iterator[str]:
    if dialect == "postgres":
        yield _QUIET
        yield f"SET search_path TO {SCHEMA}"
    else:
        yield "SET TIME ZONE 'UTC'"
        yield f"USE {SCHEMA}"


def _with_times(table: Table, more: str = "") -> str:
    cells = []
    for column in table.columns:
        name = f'"{column.name}"'
        cells.append(f"{unless_blank(name)} AS {name}" if column.type == "text" else name)
        if column.type == "timestamp":
            cells.append(f'epoch_us("{column.name}") AS "{column.name}_us"')
    return f"SELECT {', '.join(cells)}{more} FROM {RAW}.{table.name}"


_TABLES = Text(
    "一、待填的表：请把日志和背景表装入 tongban_raw，时刻要带时区；已有的表不动。",
    "1. Tables to fill: load the log and the context tables into tongban_raw, times with their"
    " zone. Tables that are there stay as they are.",
)
_PREPARED = Text(
    "二、备表：由所填的表算出；每次装入数据后，重跑二、三、四。",
    "2. Prepared tables, made from those; run parts 2, 3 and 4 again whenever data was loaded.",
)
_REQUIREMENTS = Text(
    "三、要求：每条要求一个视图，每次机会一行；breach 为 true 是违反，为空是定不下来。"
    "所需的没有记录（tongban.lacking）的，视图没有行。",
    "3. Requirements: a view each, a row an opportunity; breach true is a breach, null is"
    " undecided. Where something needed is not recorded (tongban.lacking) the view has no row.",
)
_VERDICTS = Text(
    "四、判定：SELECT * FROM tongban.verdicts。lacks 列出要求所需而没有记录的内容。",
    "4. Verdicts: SELECT * FROM tongban.verdicts. lacks names what a requirement needs and the"
    " tables do not record.",
)


def write_script(parts: Sequence[Part], target: Path) -> tuple[Path, ...]:
    """Write a script, whole or not at all (写脚本); nothing is overwritten.

    Parameters
    ----------
    parts : sequence of Part
    target : Path
        One file if it ends in ``.sql``, else a folder with a file for each part.

    Returns
    -------
    tuple of Path
        The files.
    """
    if target.suffix == ".sql":
        with whole_file(target) as beside:
            _write(beside, "\n".join(part.text() for part in parts))
        return (target,)
    names = {f"{place}_{part.name}.sql": part for place, part in enumerate(parts, 1)}
    with whole_folder(target) as beside, writing(target):
        for name, part in names.items():
            _write(beside / name, part.text())
    return tuple(target / name for name in names)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
