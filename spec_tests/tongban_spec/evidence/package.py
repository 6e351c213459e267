"""Evidence packages (证据包): the tables of a run as files, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

import tongban_spec
from tongban_spec.events import TABLES
from tongban_spec.whole import whole_folder, writing

PACKAGE_FILE = "package.json"
_ROWS_OF_A_GROUP = 1 << 17
# how a column of the vocabulary is held in Arrow
ARROW_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}


def write_package(folder: Path, tables: Mapping[str, pa.Table], csv: bool = False) -> None:
    """Write an evidence package (写证据包).

    Parameters
    ----------
    folder : Path
        Where it will be; it must not exist yet, or be empty.
    tables : mapping of str to pyarrow.Table
        Those of the vocabulary that there are.
    csv : bool
        Whether each table is also written as CSV: UTF-8, times as in the JSON Schema, nothing
        between two commas for null.

    Raises
    ------
    UsageError
        If something is in the folder already.
    OutputError
        If the disk refuses; nothing half-written is left.

    Notes
    -----
    The same tables give the same bytes with the same version of Arrow: the settings are fixed and
    no file bears a time.
    """
    unknown = sorted(set(tables) - set(TABLES))
    assert not unknown, f"no tables of the vocabulary: {unknown}"
    with whole_folder(folder) as beside, writing(folder):
        _write_files(beside, tables, csv)


def read_package(folder: Path) -> dict[str, pa.Table]:
    """Return the tables of an evidence package, in the order of its description (读证据包)."""
    described = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    return {
        name: pyarrow.parquet.read_table(folder / f"{name}.parquet") for name in described["tables"]
    }


def _write_files(folder: Path, tables: Mapping[str, pa.Table], csv: bool) -> None:
    for name, table in tables.items():
        pyarrow.parquet.write_table(
            table,
            folder / f"{name}.parquet",
            version="2.6",
            compression="zstd",
            compression_level=3,
            row_group_size=_ROWS_OF_A_GROUP,
        )
        if csv:
            pyarrow.csv.write_csv(_as_text(table), folder / f"{name}.csv")
    describe(folder, {name: table.num_rows for name, table in tables.items()})


def describe(
    folder: Path, rows: Mapping[str, int], not_recorded: frozenset[str] = frozenset()
) -> None:
    """Write the description of a package (写说明): its tables, and what it does not record."""
    described: dict[str, object] = {
        "specification_version": tongban_spec.__version__,
        "tables": dict(rows),
    }
    if not_recorded:
        described["not_recorded"] = sorted(not_recorded)
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")


def in_json_form(times: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return times of UTC as the JSON Schema writes them, to the microsecond (写时刻)."""
    options = pc.StrftimeOptions(format="%Y-%m-%dT%H:%M:%SZ")
    return pc.call_function("strftime", [times.cast(pa.timestamp("us"))], options)


def _as_text(table: pa.Table) -> pa.Table:
    """Return the table with its times as the JSON Schema writes them, in UTC with a ``Z``."""
    for place, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            table = table.set_column(place, field.name, in_json_form(table.column(place)))
    return table
