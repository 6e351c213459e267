"""An example log as evidence (示例日志作证据): JSON with ``requirement`` and ``tables``.

Those that ``tongban-spec document`` writes, and whatever has their form: rows of the vocabulary's
tables, as ``events.schema.json`` has them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from tongban_spec.events import EVENTS, TABLES
from tongban_spec.evidence.database import Workshop
from tongban_spec.evidence.files import broken, opened
from tongban_spec.evidence.rows import table_of_rows
from tongban_spec.evidence.source import FORMS, Source, SourceTable
from tongban_spec.evidence.sql_words import name_in_sql

BYTES_MAX = 16 << 20


def read_example(place: Workshop, path: Path) -> Source:
    """Return the tables of an example log (读示例日志).

    Parameters
    ----------
    place : Workshop
    path : Path

    Raises
    ------
    EvidenceError
        If it is no such file, or larger than :data:`BYTES_MAX`.
    """
    name = FORMS["example"].en
    with opened(path) as stream:
        written = stream.read(BYTES_MAX + 1)
    try:
        if len(written) > BYTES_MAX:
            raise ValueError(f"more than {BYTES_MAX >> 20} MB")
        tables = _tables(json.loads(written.decode("utf-8-sig")))
        found = {table: table_of_rows(table, rows) for table, rows in tables.items()}
    except KeyError as trouble:
        raise broken(path, name, trouble.args[0]) from trouble
    except (ValueError, TypeError, RecursionError, pa.ArrowException) as trouble:
        raise broken(path, name, trouble) from trouble
    place.connection.execute("CREATE SCHEMA IF NOT EXISTS source")
    return Source(str(path), "example", {t: _kept(place, t, rows) for t, rows in found.items()})


def _tables(document: Any) -> Mapping[str, list[dict[str, Any]]]:
    tables = document.get("tables") if isinstance(document, dict) else None
    if not isinstance(tables, dict) or EVENTS.name not in tables:
        raise ValueError("tables with events are lacking")
    for table, rows in tables.items():
        if table not in TABLES:
            raise ValueError(f"tables.{table[:60]}: no table of the vocabulary")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValueError(f"tables.{table}: no list of rows")
    return tables


def _kept(place: Workshop, table: str, rows: pa.Table) -> SourceTable:
    relation = f"source.{name_in_sql(f'example_{table}')}"
    place.connection.register("given_rows", rows)
    place.connection.execute(f"CREATE TABLE {relation} AS SELECT * FROM given_rows")
    place.connection.unregister("given_rows")
    types = place.connection.execute(f"DESCRIBE {relation}").fetchall()
    return SourceTable(relation, {name: kind for name, kind, *_ in types})
