"""The measures as a long table (指标长表): Parquet for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

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
    with (
        ParquetWriter(folder / "measures.parquet", SCHEMA) as parquet,
        (folder / "measures.csv").open("w", encoding="utf-8", newline="") as file,
    ):
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(SCHEMA.names)
        for rows in _batches(runs):
            columns = zip(zip(*rows, strict=True), SCHEMA, strict=True)
            arrays = [pa.array(column, field.type) for column, field in columns]
            parquet.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))
            sheet.writerows(rows)


def _batches(runs: Sequence[Replication]) -> Iterator[list[tuple]]:
    for first in range(0, len(runs), _RUNS_AT_A_TIME):
        yield [row for run in runs[first : first + _RUNS_AT_A_TIME] for row in _rows(run)]


def _rows(run: Replication) -> Iterator[tuple]:
    for (measure, group), figures in run.summary.items():
        unit = BY_ID[measure].unit
        for stat in STATISTICS:
            value = float(getattr(figures, stat))
            known = None if math.isnan(value) else value
            yield run.regime, run.number, measure, unit, group, stat, known
