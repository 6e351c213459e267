"""Rows whose columns nobody knows beforehand (列未知的行), put into a table batch by batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from tongban_spec.evidence.source import COLUMNS_MAX, SourceTable
from tongban_spec.evidence.sql_words import name_in_sql

if TYPE_CHECKING:
    import duckdb

_BATCH_ROWS = 1 << 14


class TextRows:
    """A table of texts that gets a column when a row has one (文字表).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    name : str
        Of the table, in the schema ``source``, which is made here.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        self.connection = connection
        self.place = f"source.{name_in_sql(name)}"
        self.columns: dict[str, str] = {}  # key as found → column, which differ in more than case
        self.made = 0
        self.rows: list[Mapping[str, str]] = []
        connection.execute("CREATE SCHEMA IF NOT EXISTS source")
        # The number of the row keeps the order of the file.
        connection.execute(f'CREATE TABLE {self.place} ("row" BIGINT)')
        self.count = 0

    def add(self, row: Mapping[str, str]) -> None:
        """Take a row (收一行).

        Raises
        ------
        ValueError
            If there are too many columns.
        """
        for key in row:
            if key not in self.columns:
                self._name(key)
        self.rows.append(row)
        if len(self.rows) >= _BATCH_ROWS:
            self.flush()

    def _name(self, key: str) -> None:
        if len(self.columns) >= COLUMNS_MAX:
            raise ValueError(f"more than {COLUMNS_MAX} different attributes")
        taken = {"row", *(column.casefold() for column in self.columns.values())}
        column, number = key, 1
        while column.casefold() in taken:
            number += 1
            column = f"{key}#{number}"
        self.columns[key] = column

    def flush(self) -> None:
        """Put what waits into the table (入表)."""
        for column in list(self.columns.values())[self.made :]:
            self.connection.execute(
                f"ALTER TABLE {self.place} ADD COLUMN {name_in_sql(column)} VARCHAR"
            )
        self.made = len(self.columns)
        if not self.rows:
            return
        numbers = range(self.count + 1, self.count + len(self.rows) + 1)
        arrays: list[pa.Array] = [pa.array(numbers, pa.int64())]
        arrays += [
            pa.array([row.get(key) for row in self.rows], pa.string()) for key in self.columns
        ]
        batch = pa.Table.from_arrays(arrays, names=["row", *self.columns.values()])
        self.connection.register("collected_rows", batch)
        self.connection.execute(f"INSERT INTO {self.place} SELECT * FROM collected_rows")
        self.connection.unregister("collected_rows")
        self.count += len(self.rows)
        self.rows = []

    def table(self) -> SourceTable:
        """Return the table, with everything taken (成表)."""
        self.flush()
        columns = dict.fromkeys(self.columns.values(), "VARCHAR")
        return SourceTable(self.place, {"row": "BIGINT", **columns}, written=True)
