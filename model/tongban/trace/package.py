"""Evidence packages (证据包): the tables of a run as files, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

import tongban_spec
from tongban.errors import OutputError, UsageError
from tongban.trace.columns import in_json_form
from tongban_spec.events import TABLES
from tongban_spec.language import Text

PACKAGE_FILE = "package.json"
_ROWS_OF_A_GROUP = 1 << 17


def write_package(folder: Path, tables: Mapping[str, pa.Table], csv: bool = False) -> None:
    """Write an evidence package (写证据包).

    Parameters
    ----------
    folder : Path
        Where it will be; it must not exist yet, or be empty.
    tables : mapping of str to pyarrow.Table
        As :func:`tongban.trace.context.evidence_tables`.
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
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise _occupied(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        _write_files(beside, tables, csv)
        beside.chmod(0o755)  # a temporary folder is its owner's alone
        beside.replace(folder)
    except (OSError, pa.ArrowException) as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)  # nothing is there any more if all went well


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
    described = {
        "specification_version": tongban_spec.__version__,
        "tables": {name: table.num_rows for name, table in tables.items()},
    }
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")


def _as_text(table: pa.Table) -> pa.Table:
    """Return the table with its times as the JSON Schema writes them, in UTC with a ``Z``."""
    for place, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            table = table.set_column(place, field.name, in_json_form(table.column(place)))
    return table


def _occupied(folder: Path) -> UsageError:
    return UsageError(
        Text("文件夹 {f} 里已有东西", "there is something in the folder {f}").fill(f=folder),
        Text(
            "证据包只写到新的或空的文件夹：请另选一个，或先移走里面的文件",
            "an evidence package goes into a new or an empty folder: choose another one, or move "
            "away what is in it",
        ),
    )


def _refused(folder: Path, error: Exception) -> OutputError:
    return OutputError(
        Text("证据包 {f} 写不出：{e}", "the evidence package {f} cannot be written: {e}").fill(
            f=folder, e=error
        ),
        Text(
            "请检查磁盘空间和写入权限；没有留下写了一半的文件",
            "check the space on the disk and the right to write; nothing half-written is left",
        ),
    )
