"""Parquet of any origin (Parquet 文件): read in place by DuckDB, with the types that it has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tongban_spec.errors import EvidenceError
from tongban_spec.evidence.files import broken
from tongban_spec.evidence.source import COLUMNS_MAX, SourceTable
from tongban_spec.evidence.sql_words import file_in_sql

if TYPE_CHECKING:
    import duckdb


def parquet_file(connection: duckdb.DuckDBPyConnection, path: Path, shown: str) -> SourceTable:
    """Return a Parquet file as a table (读 Parquet).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    path : Path
    shown : str
        The path as the user knows it.

    Raises
    ------
    EvidenceError
        If its footer is no Parquet footer. Damage within the columns shows when they are read.
    """
    relation = f"read_parquet({file_in_sql(path)})"
    return SourceTable(relation, columns_of(connection, relation, shown, "Parquet"))


def columns_of(
    connection: duckdb.DuckDBPyConnection, relation: str, shown: str, format_name: str
) -> dict[str, str]:
    """Return the columns of a relation with DuckDB's types (列及类型)."""
    import duckdb

    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    except (duckdb.Error, UnicodeError) as trouble:
        raise broken(Path(shown), format_name, trouble) from trouble
    if len(described) > COLUMNS_MAX:
        raise _too_wide(shown, len(described), format_name)
    return {name: kind for name, kind, *_ in described}


def _too_wide(shown: str, count: int, format_name: str) -> EvidenceError:
    return broken(Path(shown), format_name, f"{count} columns, at most {COLUMNS_MAX}")
