"""A text that is empty or nothing but spaces is not recorded, in whatever form a log comes."""

from __future__ import annotations

import duckdb
import pyarrow.parquet
import pytest

from small_package import arrow, changed, write_csv, write_parquet
from tongban_spec.dialects.script import prepared_queries
from tongban_spec.errors import EvidenceError
from tongban_spec.events import EVENTS
from tongban_spec.evidence.converting import convert
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.registry import by_id

FORMS = ("package", "log.json", "log.xml", "log.sqlite", "log.xes", "log.xes.gz")


@pytest.mark.parametrize("blank", ["", "  ", "\u3000"])
@pytest.mark.parametrize("form", ["csv", *FORMS])
def test_nobody_is_called_by_a_blank(tmp_path, form, blank):
    events = changed(1, officer=blank)
    events[2]["officer"] = blank
    path = (write_csv if form == "csv" else write_parquet)(tmp_path / "p", {"events": events})
    if form not in ("csv", "package"):
        path = tmp_path / form
        convert([tmp_path / "p"], path)
    with evidence_of(path) as evidence:
        assert "officer" not in evidence.columns["events"]
        assert evidence.connection.execute("SELECT count(officer) FROM events").fetchone() == (0,)


@pytest.mark.parametrize("form", FORMS[1:])
def test_a_blank_stays_what_it_is_where_a_log_is_written_anew(tmp_path, form):
    package = write_parquet(tmp_path / "p", {"events": changed(1, officer="", basis=" ")})
    convert([package], tmp_path / form)
    convert([tmp_path / form], tmp_path / "again")
    rows = pyarrow.parquet.read_table(tmp_path / "again" / "events.parquet").to_pylist()
    told = [(row["officer"], row["basis"]) for row in rows]
    assert told == [(None, None), ("", " "), ("Wang", None)]


def test_an_event_whose_id_is_blank_has_none(tmp_path):
    with (
        pytest.raises(EvidenceError, match="without a usable event_id"),
        evidence_of(write_parquet(tmp_path / "p", {"events": changed(1, event_id="")})),
    ):
        pass


def test_nobody_is_called_by_a_blank_in_a_vendors_own_database():
    connection = duckdb.connect()
    given = arrow("events", changed(1, officer=""))
    connection.execute("CREATE SCHEMA tongban_raw")
    connection.execute("CREATE TABLE tongban_raw.events AS SELECT * FROM given")
    for column in set(EVENTS.column_names) - set(given.column_names):
        connection.execute(f"ALTER TABLE tongban_raw.events ADD COLUMN {column} VARCHAR")
    query = prepared_queries([by_id()["HAL-2"]])["events"]
    rows = connection.execute(f"SELECT officer FROM ({query}) ORDER BY seq").fetchall()
    assert rows == [(None,), (None,), ("Wang",)]
