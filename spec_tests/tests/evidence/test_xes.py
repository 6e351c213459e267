"""XES: foreign logs are rows for a mapping, ours come back; nothing in a file is executed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from small_package import EVENTS, TABLES_OF_ROWS, arrow, changed, write_parquet
from tongban_spec.errors import EvidenceError, UsageError
from tongban_spec.evidence.database import workshop
from tongban_spec.evidence.formats import (
    form_of_name,
    write_ocel_json,
    write_ocel_sqlite,
    write_ocel_xml,
    write_xes_file,
)
from tongban_spec.evidence.reading import evidence_of, read_source

TABLES = {name: arrow(name, rows) for name, rows in TABLES_OF_ROWS.items()}
ALL = "SELECT * FROM events ORDER BY seq"
FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <string key="concept:name" value="the log itself"/>
  <trace>
    <string key="concept:name" value="case 1"/>
    <string key="channel" value="Desk"><string key="nested" value="deep"/></string>
    <event>
      <string key="concept:name" value="Begin &lt;it&gt;"/>
      <date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/>
      <boolean key="planned" value="true"/>
    </event>
    <event><string key="concept:name" value="End"/><string key="Concept:Name" value="E"/></event>
  </trace>
</log>
"""


def rows(path: Path):
    with workshop(0) as place:
        source = read_source(place, path)
        table = source.tables["events"]
        names = [name for name in table.columns if name != "row"]
        listed = ", ".join(f'"{name}"' for name in names)
        found = place.connection.execute(
            f"SELECT {listed} FROM {table.relation} ORDER BY row"
        ).fetchall()
        return [dict(zip(names, row, strict=True)) for row in found]


def test_a_foreign_log_is_a_row_an_event_with_the_case_along(tmp_path):
    path = tmp_path / "log.xes"
    path.write_text(FOREIGN)
    first, second = rows(path)
    assert first == {
        "case:concept:name": "case 1",
        "case:channel": "Desk",
        "case:channel/nested": "deep",
        "concept:name": "Begin <it>",
        "time:timestamp": "2011-10-11T13:45:40.276+02:00",
        "planned": "true",
        "Concept:Name#2": None,
    }
    assert (second["concept:name"], second["Concept:Name#2"]) == ("End", "E")
    with pytest.raises(EvidenceError, match="lack the columns"), evidence_of(path):
        pass


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_our_events_come_back_from_xes_as_they_were(tmp_path, name):
    write_xes_file(tmp_path / name, TABLES)
    folder = write_parquet(tmp_path / "package", {"events": EVENTS})
    with evidence_of(tmp_path / name) as again, evidence_of(folder) as first:
        assert again.gate == ()
        assert again.connection.execute(ALL).fetchall() == first.connection.execute(ALL).fetchall()
        assert again.columns == first.columns


def test_an_event_of_no_case_comes_back_without_one(tmp_path):
    lone = arrow("events", changed(2, case_id=None))
    write_xes_file(tmp_path / "log.xes", {"events": lone})
    with evidence_of(tmp_path / "log.xes") as evidence:
        found = evidence.connection.execute("SELECT case_id FROM events ORDER BY seq").fetchall()
    assert found == [("c1",), ("c1",), (None,)]


WRITERS = {
    "a.json": write_ocel_json,
    "a.xml": write_ocel_xml,
    "a.sqlite": write_ocel_sqlite,
    "a.xes.gz": write_xes_file,
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_is_written_whole_with_the_same_bytes_and_never_over_another(tmp_path, name):
    for folder in ("one", "two"):
        WRITERS[name](tmp_path / folder / name, TABLES)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    with pytest.raises(UsageError):
        WRITERS[name](tmp_path / "one" / name, TABLES)
    bad = {"events": arrow("events", changed(1, event_id=None, officer="a\x01b"))}
    with pytest.raises(EvidenceError):
        WRITERS[name](tmp_path / "three" / name, bad)
    assert not list((tmp_path / "three").iterdir())
    assert form_of_name(Path(name)) is not None


BOMB = '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).replace("&a0;", "&a;")
)


@pytest.mark.parametrize(
    "content",
    [
        FOREIGN.replace("<log ", BOMB + "<log ").replace("Desk", "&a9;"),
        FOREIGN.replace("<log ", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><log '),
        FOREIGN[:-30],
        FOREIGN.replace("</event>", "", 1),
        FOREIGN.replace('encoding="UTF-8"', 'encoding="no-such"'),
        '<log xes.version="1">' + "<trace>" * 500,
        "<log xes.version='1'><trace><event>"
        + "".join(f'<string key="k{n}" value="v"/>' for n in range(3000))
        + "</event></trace></log>",
        FOREIGN.replace("log", "html"),
    ],
)
def test_hostile_or_broken_xml_is_refused_with_words(tmp_path, content):
    path = tmp_path / "log.xes"
    path.write_text(content)
    with pytest.raises(EvidenceError) as caught, evidence_of(path):
        pass
    assert str(path) in caught.value.say("zh") and caught.value.exit_code == 3


def test_a_truncated_and_a_dense_gzip_are_refused(tmp_path):
    path = tmp_path / "log.xes.gz"
    packed = gzip.compress(FOREIGN.encode())
    for content in (packed[:-20], packed[:40] + b"\0" * 20 + packed[60:]):
        path.write_bytes(content)
        with pytest.raises(EvidenceError, match="gzip"), evidence_of(path):
            pass
    dense = tmp_path / "events.csv.gz"
    dense.write_bytes(gzip.compress(b"event_id,at,kind\n" + b"\n" * (80 << 20)))
    with pytest.raises(EvidenceError, match="unpacks"), evidence_of(dense):
        pass


def test_a_tag_that_never_ends_is_refused_soon(tmp_path):
    path = tmp_path / "log.xes"
    path.write_bytes(FOREIGN.encode()[:-10] + b" " * (40 << 20))
    with pytest.raises(EvidenceError, match="longer than"), evidence_of(path):
        pass
