"""Packages on disk: whole or not at all, and the same bytes for the same run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pytest

import tongban_spec
from telling import small_run, tell
from tongban.errors import OutputError, UsageError
from tongban_spec.events import TABLES
from tongban_spec.evidence import package
from tongban_spec.evidence.package import read_package, write_package
from worlds import world


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


@pytest.mark.parametrize("regime", ["siloed", "integrated"])
def test_the_same_seed_gives_the_same_bytes(tmp_path, regime):
    for name in ("first", "second"):
        write_package(tmp_path / name, tell(world(needs=2.0), regime).tables, csv=True)
    assert content(tmp_path / "first") == content(tmp_path / "second")
    write_package(tmp_path / "other", tell(world(needs=2.0), regime, seed=2).tables)
    assert (
        content(tmp_path / "other")["events.parquet"]
        != content(tmp_path / "first")["events.parquet"]
    )


def test_a_package_reads_back_as_it_was_written(tmp_path):
    tables = small_run("integrated").tables
    write_package(tmp_path / "evidence", tables)
    assert set(tables) == set(TABLES)
    read = read_package(tmp_path / "evidence")
    assert list(read) == list(tables)
    assert all(read[name].equals(table) for name, table in tables.items())
    described = json.loads((tmp_path / "evidence" / "package.json").read_text("utf-8"))
    assert described["specification_version"] == tongban_spec.__version__
    assert described["tables"]["events"] == tables["events"].num_rows


def test_csv_comes_on_request_with_times_in_utc(tmp_path):
    tables = small_run("integrated").tables
    write_package(tmp_path / "plain", tables)
    assert not list((tmp_path / "plain").glob("*.csv"))
    write_package(tmp_path / "both", tables, csv=True)
    with (tmp_path / "both" / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == tables["events"].num_rows
    for written, row in zip(rows[:50], tables["events"].slice(0, 50).to_pylist(), strict=True):
        assert written["at"] == row["at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        assert written["application_id"] == (row["application_id"] or "")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError) as caught:
        write_package(tmp_path, small_run("siloed").tables)
    assert str(tmp_path) in caught.value.say("zh")
    assert content(tmp_path) == {"mine.txt": b"mine"}


def test_an_empty_folder_may_stand_there_already(tmp_path):
    (tmp_path / "evidence").mkdir()
    write_package(tmp_path / "evidence", small_run("siloed").tables)
    assert (tmp_path / "evidence" / "events.parquet").exists()


def test_a_disk_that_refuses_leaves_nothing_half_written(tmp_path, monkeypatch):
    def full_disk(*_args, **_settings):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package.pyarrow.csv, "write_csv", full_disk)
    with pytest.raises(OutputError) as caught:
        write_package(tmp_path / "evidence", small_run("siloed").tables, csv=True)
    assert "No space left" in caught.value.say("en")
    assert not list(tmp_path.iterdir())


def test_a_table_that_the_vocabulary_lacks_is_a_fault_of_ours(tmp_path):
    with pytest.raises(AssertionError, match="rumours"):
        write_package(tmp_path / "evidence", {"rumours": pa.table({"a": [1]})})
