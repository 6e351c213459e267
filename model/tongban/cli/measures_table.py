"""The measures as a long table (指标长表): Parquet for programs, CSV for spreadsheets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from tongban.experiments.replication import Replication
from tongban.measures.names import BY_ID

STATISTICS = ("mean", "p50", "p90", "n")
SCHEMA = pa.schema(
    [
        ("regime", pa.string()),
        ("replication", pa.int32()),
        ("measure", pa.string()),
        ("unit", pa.string()),
        ("group", pa.string()),
        ("stat", pa.string()),
        ("value", pa.float64()),
    ]
)
_RUNS_AT_A_TIME = 64  # memory stays small however many replications there are


def write_measures(runs: Sequence[Replication], folder: Path) -> None:
    """Write every measure of every run (写出指标).

    Parameters
    ----------
    runs : sequence of Replication
        In the order of the rows.
    folder : Path
        Gets ``measures.parquet`` and ``measures.csv`` with the same rows; a value that a run does
        not have is null, and an empty field.
    """
    options = pa.csv.WriteOptions(quoting_style="needed")
    with (
        pa.parquet.ParquetWriter(folder / "measures.parquet", SCHEMA) as parquet,
        pa.csv.CSVWriter(folder / "measures.csv", SCHEMA, write_options=options) as csv,
    ):
        for table in _tables(runs):
            parquet.write_table(table)
            csv.write_table(table)


def _tables(runs: Sequence[Replication]) -> Iterator[pa.Table]:
    for first in range(0, len(runs), _RUNS_AT_A_TIME):
        rows = [row for run in runs[first : first + _RUNS_AT_A_TIME] for row in _rows(run)]
        columns = list(zip(*rows, strict=True))
        yield pa.Table.from_arrays(
            [pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
        )


def _rows(run: Replication) -> Iterator[tuple]:
    for (measure, group), figures in run.summary.items():
        unit = BY_ID[measure].unit
        for stat in STATISTICS:
            value = float(getattr(figures, stat))
            known = None if math.isnan(value) else value
            yield run.regime, run.number, measure, unit, group, stat, known
