"""The flat form: what is written is read, whatever the files are like."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from small_package import EVENTS, TABLES_OF_ROWS, changed, write_csv, write_parquet
from tongban_spec.errors import EvidenceError
from tongban_spec.evidence.database import Limits
from tongban_spec.evidence.reading import evidence_of

ALL = "SELECT event_id, at_us, kind, officer, item_version, region FROM events ORDER BY seq"
EXPECTED = [
    ("e1", 1740963600000001, "application_submitted", None, 1, "330402"),
    ("e2", 1740969000000000, "application_accepted", "Li", None, None),
    ("e3", 1741158900000000, "decision_made", "Wang", None, None),
]


def asked(path: Path, query: str = ALL) -> list[Any]:
    with evidence_of(path) as evidence:
        return evidence.connection.execute(query).fetchall()


def found(path: Path) -> dict[str, Any]:
    with evidence_of(path) as evidence:
        return {f.rule: f for f in evidence.gate}


def refused(path: Path) -> str:
    with pytest.raises(EvidenceError) as caught, evidence_of(path):
        pass
    assert caught.value.exit_code == 3
    assert caught.value.say("zh") != caught.value.say("en")
    assert "Traceback" not in caught.value.say("en")
    return caught.value.say("en")


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_a_folder_is_read_to_the_microsecond_with_all_types(tmp_path, write):
    folder = write(tmp_path / "package")
    assert asked(folder) == EXPECTED
    assert asked(folder, "SELECT fee, limit_working_days FROM items") == [(0.5, 3)]
    assert asked(folder, "SELECT working FROM calendar ORDER BY date") == [(True,), (False,)]
    assert not found(folder)


def test_parquet_goes_before_csv_of_the_same_table(tmp_path):
    folder = write_parquet(tmp_path / "package")
    (folder / "events.csv").write_text("event_id,at,kind\nother,2025-01-01T00:00:00Z,link_down\n")
    assert asked(folder) == EXPECTED


def test_a_zip_is_read_from_its_root_and_from_its_only_folder(tmp_path):
    folder = write_csv(tmp_path / "package")
    for name, inside in (("flat.zip", ""), ("deep.zip", "export/")):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in folder.iterdir():
                archive.write(path, inside + path.name)
        assert asked(tmp_path / name) == EXPECTED


def test_one_table_alone_is_read_packed_or_not(tmp_path):
    folder = write_csv(tmp_path / "package")
    packed = tmp_path / "export.csv.gz"
    packed.write_bytes(gzip.compress((folder / "events.csv").read_bytes()))
    assert asked(packed) == asked(folder / "events.csv") == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read_and_told(tmp_path, encoding):
    folder = write_csv(tmp_path / "package", {"events": changed(1, officer="李建国")})
    text = (folder / "events.csv").read_text("utf-8")
    (folder / "events.csv").write_bytes(text.encode(encoding))
    assert asked(folder, "SELECT officer FROM events WHERE event_id = 'e2'") == [("李建国",)]
    told = found(folder)
    assert told.keys() == ({"encoding"} if encoding != "utf-8-sig" else set())


def test_an_encoding_that_nobody_knows_is_refused_with_the_byte(tmp_path):
    path = tmp_path / "events.csv"
    path.write_bytes(b"event_id,at,kind\n\xff\xff\xff,2025-01-01T00:00:00Z,link_down\n")
    assert "byte 17" in refused(path)


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_the_separator_is_found_out(tmp_path, sign):
    path = tmp_path / "events.csv"
    rows = ["event_id", "at", "kind"], ["e,1", "2025-01-01T00:00:00Z", "link_down"]
    path.write_text("".join(sign.join(row) + "\r\n" for row in rows))
    assert asked(path, "SELECT event_id FROM events") == [("e,1",)]


def test_times_without_a_zone_are_told_and_mixed_ones_too(tmp_path):
    naive = [row | {"at": row["at"].removesuffix("Z")} for row in EVENTS]
    assert "no_time_zone" in found(write_csv(tmp_path / "naive", {"events": naive}))
    mixed = changed(1, at="2025-03-03T10:30:00")
    assert "mixed_time_zones" in found(write_csv(tmp_path / "mixed", {"events": mixed}))
    zoned = changed(1, at="2025-03-03T10:30:00+08:00")
    assert asked(write_csv(tmp_path / "zoned", {"events": zoned})) == EXPECTED


def test_values_that_are_no_values_are_counted_and_not_recorded(tmp_path):
    folder = write_csv(tmp_path / "package", {"events": changed(0, item_version="one")})
    told = found(folder)["unreadable_value"]
    assert (told.count, told.examples, told.severity) == (1, ("one",), "warning")
    assert asked(folder, "SELECT count(item_version) FROM events") == [(0,)]


def test_columns_beside_the_vocabulary_are_told_with_a_guess(tmp_path):
    rows = [{("oficer" if k == "officer" else k): v for k, v in row.items()} for row in EVENTS]
    told = found(write_csv(tmp_path / "package", {"events": rows}))["column_left_aside"]
    assert told.examples == ("oficer → officer?",)


def test_a_table_with_a_vendors_own_columns_asks_for_a_mapping(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text("case,activity,timestamp\n1,start,2025-01-01 10:00\n")
    assert "--mapping" in refused(path)


def test_names_and_values_are_never_taken_for_sql(tmp_path):
    nasty = "x'); DROP TABLE events; --"
    column = 'a"; DROP TABLE events; --'
    rows = [row | {"officer": nasty, column: nasty} for row in EVENTS]
    folder = write_csv(tmp_path / "it's [a] *folder*; DROP", {"events": rows})
    assert asked(folder, "SELECT DISTINCT officer FROM events") == [(nasty,)]
    assert column in found(folder)["column_left_aside"].examples


def test_a_folder_name_with_wildcards_means_itself(tmp_path):
    write_csv(tmp_path / "ab", {"events": changed(0, event_id="other")})
    folder = write_csv(tmp_path / "a*")
    assert asked(folder) == EXPECTED


def test_a_small_memory_limit_is_honoured_and_nonsense_refused(tmp_path):
    folder = write_parquet(tmp_path / "package")
    with evidence_of(folder, Limits(memory="200MB", threads=1)) as evidence:
        row = evidence.connection.execute("SELECT current_setting('memory_limit')").fetchone()
        assert row == ("190.7 MiB",)
    with (
        pytest.raises(Exception, match="memory limit") as caught,
        evidence_of(folder, Limits(memory="much")),
    ):
        pass
    assert caught.value.exit_code == 2  # pyright: ignore[reportAttributeAccessIssue]


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    folder = write_csv(tmp_path / "package")
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)
    with evidence_of(folder, Limits(scratch=scratch)):
        assert list(scratch.iterdir())
    assert sorted(tmp_path.rglob("*")) == before


def test_kinds_that_the_package_says_are_not_recorded(tmp_path):
    folder = write_csv(tmp_path / "package")
    (folder / "package.json").write_text('{"not_recorded": ["step_ready"]}')
    with evidence_of(folder) as evidence:
        assert evidence.not_recorded == {"step_ready"}
    (folder / "package.json").write_text('{"not_recorded": ["step_redy"]}')
    assert "step_redy" in refused(folder)


def test_nested_and_strange_types_of_parquet_are_text_or_unreadable(tmp_path):
    table = pa.table(
        {
            "event_id": [1, 2],
            "at": pa.array([0, 1_000_000], pa.timestamp("ns")),
            "kind": ["link_down", "link_up"],
            "link_id": pa.array([["a"], ["b"]]),
            "item_version": ["7", "x"],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "events.parquet")
    rows = asked(tmp_path / "events.parquet", "SELECT event_id, at_us, link_id FROM events")
    assert rows == [("1", 0, "[a]"), ("2", 1000, "[b]")]
    assert {"no_time_zone", "unreadable_value"} <= found(tmp_path / "events.parquet").keys()


def test_the_context_tables_are_no_condition(tmp_path):
    folder = write_csv(tmp_path / "package", {"events": EVENTS})
    with evidence_of(folder) as evidence:
        assert evidence.columns.keys() == {"events"}
        assert evidence.has("events", "officer") and not evidence.has("items", "fee")
    assert TABLES_OF_ROWS.keys() > {"events"}
