"""Hostile and broken files: a clear error or a finding; no crash, nothing written elsewhere."""

from __future__ import annotations

import gzip
import os
import random
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest

from small_package import TABLES_OF_ROWS, arrow, changed, write_csv, write_parquet
from tongban_spec.errors import EvidenceError, TongbanError
from tongban_spec.evidence.database import Limits
from tongban_spec.evidence.formats import write_ocel_sqlite
from tongban_spec.evidence.reading import evidence_of


def refused(path: Path) -> str:
    with pytest.raises(EvidenceError) as caught, evidence_of(path):
        pass
    assert caught.value.exit_code == 3 and caught.value.say("zh") != caught.value.say("en")
    return caught.value.say("en")


def told(path: Path) -> dict[str, int]:
    with evidence_of(path) as evidence:
        return {finding.rule: finding.count for finding in evidence.gate}


def read_or_refused(path: Path) -> None:
    """Read a file in any state: it is refused with words, or read; nothing else may happen."""
    try:
        with evidence_of(path):
            pass
    except TongbanError as error:
        assert error.exit_code == 3


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_a_file_cut_short_anywhere_is_refused(tmp_path, form):
    tables = {name: arrow(name, rows) for name, rows in TABLES_OF_ROWS.items()}
    if form == "parquet":
        path = write_parquet(tmp_path / "p") / "events.parquet"
    else:
        path = tmp_path / "log.sqlite"
        write_ocel_sqlite(path, tables)
    whole = path.read_bytes()
    for share in (0.02, 0.3, 0.6, 0.99):
        path.write_bytes(whole[: int(len(whole) * share)])
        refused(path)


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_a_damaged_file_never_ends_in_anything_but_words(tmp_path, form):
    tables = {name: arrow(name, rows) for name, rows in TABLES_OF_ROWS.items()}
    if form == "parquet":
        path = write_parquet(tmp_path / "p") / "events.parquet"
    else:
        path = tmp_path / "log.sqlite"
        write_ocel_sqlite(path, tables)
    whole, luck = path.read_bytes(), random.Random(1)
    for _ in range(25):
        spoilt = bytearray(whole)
        for _ in range(luck.randint(1, 6)):
            spoilt[luck.randrange(len(spoilt))] = luck.randrange(256)
        path.write_bytes(bytes(spoilt))
        read_or_refused(path)


def zipped(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../events.csv", "leads elsewhere"),
        ("/tmp/events.csv", "leads elsewhere"),
        ("a/../../events.csv", "leads elsewhere"),
        ("C:/events.csv", "leads elsewhere"),
        ("..\\events.csv", "leads elsewhere"),
        (link("events.csv"), "a link"),
    ],
)
def test_a_zip_that_reaches_out_is_refused_and_writes_nothing(tmp_path, name, said):
    path = zipped(tmp_path / "package.zip", (name, b"event_id,at,kind\n"))
    before = sorted(tmp_path.rglob("*"))
    assert said in refused(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_bomb_a_double_and_a_damaged_zip_are_refused(tmp_path):
    bomb = zipped(tmp_path / "bomb.zip", ("events.csv", b"\n" * (80 << 20)))
    assert "unpacks" in refused(bomb)
    double = zipped(tmp_path / "double.zip", ("a/events.csv", b"x"), ("b/events.csv", b"y"))
    told = refused(double)
    assert "two of events.csv" in told and "a/events.csv, b/events.csv" in told
    content = bytearray(bomb.read_bytes())
    content[40:60] = b"\xff" * 20
    bomb.write_bytes(content)
    refused(bomb)
    (tmp_path / "not.zip").write_bytes(b"PK\x03\x04 nothing")
    refused(tmp_path / "not.zip")


def test_a_link_out_of_the_folder_and_a_pipe_are_refused(tmp_path):
    (tmp_path / "secret").write_text("event_id,at,kind\n")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "events.csv").symlink_to(tmp_path / "secret")
    assert "out of the folder" in refused(folder)
    os.mkfifo(tmp_path / "pipe.csv")
    assert "regular file" in refused(tmp_path / "pipe.csv")
    assert "no such file" in refused(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("number", "values", "said"),
    [
        (1, {"event_id": "e1"}, "id of another one"),
        (1, {"event_id": None}, "without a usable event_id"),
        (1, {"at": None}, "without a usable at"),
        (1, {"at": "yesterday"}, "without a usable at"),
        (1, {"kind": None}, "without a usable kind"),
        (2, {"at": "9999-12-31T23:59:59Z"}, "after the year 9000"),
    ],
)
def test_events_that_cannot_be_judged_are_refused(tmp_path, number, values, said):
    assert said in refused(write_csv(tmp_path / "p", {"events": changed(number, **values)}))


@pytest.mark.parametrize(
    ("number", "values", "rule"),
    [
        (0, {"at": "1969-12-31T23:59:59Z"}, "before_1970"),
        (2, {"at": "2025-03-03T01:30:00Z"}, "times_go_back"),
        (1, {"kind": "accepted!"}, "unknown_kind"),
        (0, {"channel": "fax"}, "foreign_value"),
        (1, {"outcome": "granted"}, "foreign_outcome"),
        (1, {"authority": None}, "needed_column_empty"),
        (0, {"item_code": "990000000001"}, "reference_to_nothing"),
    ],
)
def test_what_the_gate_lets_pass_is_told(tmp_path, number, values, rule):
    events = changed(number, **values)
    assert told(write_parquet(tmp_path / "p", {**TABLES_OF_ROWS, "events": events}))[rule] == 1


def test_a_licence_until_the_year_9999_is_no_fault(tmp_path):
    licence = {"licence_id": "l1", "material_kind": "ID", "holder": "p1"}
    licence |= {"issued_at": "2020-01-01T00:00:00Z", "expires_at": "9999-12-31T23:59:59Z"}
    folder = write_parquet(tmp_path / "p", {**TABLES_OF_ROWS, "licences": [licence]})
    with evidence_of(folder) as evidence:
        rows = evidence.connection.execute("SELECT expires_at_us FROM licences").fetchall()
    assert rows == [(253402300799000000,)]


def test_a_million_kinds_are_one_finding_in_little_memory(tmp_path):
    path = tmp_path / "events.csv"
    with path.open("w") as stream:
        stream.write("event_id,at,kind\n")
        stream.writelines(f"e{n},2025-01-01T00:00:00Z,kind{n}\n" for n in range(1_000_000))
    with evidence_of(path, Limits(memory="400MB")) as evidence:
        told = {finding.rule: finding for finding in evidence.gate}
    assert told["unknown_kind"].count == 1_000_000 and len(told["unknown_kind"].examples) == 5


@pytest.mark.parametrize("form", ["events.csv.gz", "log.xes.gz"])
def test_gzip_cut_short_or_damaged_is_refused(tmp_path, form):
    event = '<event><string key="concept:name" value="受理"/></event>'
    inside = {
        "events.csv.gz": "event_id,at,kind\n" + "e1,2025-01-01T00:00:00Z,link_down\n" * 2000,
        "log.xes.gz": f"<log><trace>{event * 2000}</trace></log>",
    }
    path = tmp_path / form
    whole = gzip.compress(inside[form].encode("utf-8"), mtime=0)
    for share in (0.3, 0.7, 0.98):
        path.write_bytes(whole[: int(len(whole) * share)])
        refused(path)
    path.write_bytes(whole[:-8] + b"\0" * 8)  # the sum of what was packed
    assert "gzip" in refused(path)
    path.write_bytes(b"\x1f\x8b" + b"nothing of the kind" * 20)
    refused(path)


def test_mixed_time_zones_are_told_and_each_is_read_in_its_own(tmp_path):
    events = changed(1, at="2025-03-03T10:30:00+08:00")
    events[2]["at"] = "2025-03-05 07:15:00"
    with evidence_of(write_csv(tmp_path / "p", {"events": events})) as evidence:
        rules = {finding.rule for finding in evidence.gate}
        rows = evidence.connection.execute('SELECT "at"::VARCHAR FROM events ORDER BY seq')
        assert [at for (at,) in rows.fetchall()][1:] == [
            "2025-03-03 02:30:00",
            "2025-03-05 07:15:00",
        ]
    assert "mixed_time_zones" in rules


def test_huge_fields_and_ragged_rows_are_refused_or_read(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("event_id,at,kind\ne1,2025-01-01T00:00:00Z,link_down,more,more\n")
    refused(path)
    path.write_text(f'event_id,at,kind\n"{"x" * (20 << 20)}",2025-01-01T00:00:00Z,link_down\n')
    refused(path)


def test_a_database_whose_tables_are_views_is_refused(tmp_path):
    path = tmp_path / "log.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE t (ocel_id TEXT, ocel_type TEXT);"
        "CREATE VIEW event AS SELECT * FROM t; CREATE VIEW object AS SELECT * FROM t;"
    )
    connection.close()
    assert "constraint 1" in refused(path)


@pytest.mark.parametrize("at", ["2025-03-03 10:00:00 CST", "2025-03-03 10:00:00 +8", "epoch"])
def test_a_zone_that_cannot_be_read_is_never_passed_over(tmp_path, at):
    events = changed(1, at=at)
    assert "without a usable at" in refused(write_csv(tmp_path / "p", {"events": events}))


def test_what_a_zip_holds_beside_the_package_is_told(tmp_path):
    content = b"event_id,at,kind\ne1,2025-01-01T00:00:00Z,link_down\n"
    path = zipped(tmp_path / "p.zip", ("events.csv", content), ("item.csv", b"item_code\n"))
    with evidence_of(path) as evidence:
        (left,) = [f for f in evidence.gate if f.rule == "file_left_aside"]
    assert left.examples == ("item.csv",)
