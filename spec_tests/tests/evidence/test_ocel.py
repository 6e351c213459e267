"""OCEL 2.0: all three forms, the standard's constraints, and round trips that lose nothing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_package import STRANGE, TABLES_OF_ROWS, arrow, changed, write_parquet
from tongban_spec.errors import EvidenceError
from tongban_spec.evidence.ocel.constraints import CONSTRAINTS, broken_constraints
from tongban_spec.evidence.ocel.json_file import read_json, write_json
from tongban_spec.evidence.ocel.object_log import ObjectLog
from tongban_spec.evidence.ocel.relational import described, opened_database
from tongban_spec.evidence.ocel.sqlite_file import read_sqlite
from tongban_spec.evidence.ocel.sqlite_writing import write_sqlite
from tongban_spec.evidence.ocel.vocabulary import to_objects
from tongban_spec.evidence.ocel.xml_file import read_xml, write_xml
from tongban_spec.evidence.reading import evidence_of

LOG: dict[str, Any] = {
    "objectTypes": [
        {"name": "order", "attributes": [{"name": "items", "type": "integer"}]},
        {"name": "lonely", "attributes": [{"name": "note", "type": "string"}]},
    ],
    "eventTypes": [
        {
            "name": "Create Order",
            "attributes": [
                {"name": "total", "type": "integer"},
                {"name": "price", "type": "float"},
                {"name": "paid", "type": "boolean"},
                {"name": "due", "type": "time"},
                {"name": "note", "type": "string"},
            ],
        },
        {"name": "never happened", "attributes": []},
    ],
    "objects": [
        {
            "id": "untouched",
            "type": "lonely",
            "attributes": [{"name": "note", "time": "1970-01-01T00:00:00Z", "value": "<&\"'\n> 1"}],
            "relationships": [{"objectId": "o1", "qualifier": "knows"}],
        },
        {
            "id": "o1",
            "type": "order",
            "attributes": [
                {"name": "items", "time": "1970-01-01T00:00:00Z", "value": 1},
                {"name": "items", "time": "2024-05-01T08:00:00.000001Z", "value": 2},
            ],
            "relationships": [],
        },
    ],
    "events": [
        {
            "id": "e1",
            "type": "Create Order",
            "time": "2024-05-01T08:00:00.123456Z",
            "attributes": [
                {"name": "total", "value": 9007199254740993},
                {"name": "price", "value": 0.1},
                {"name": "paid", "value": False},
                {"name": "due", "value": "9999-12-31T23:59:59.999999Z"},
                {"name": "note", "value": ""},
            ],
            "relationships": [{"objectId": "o1", "qualifier": "made"}],
        },
        {
            "id": "e2",
            "type": "Create Order",
            "time": "1969-12-31T23:59:59Z",
            "attributes": [{"name": "price", "value": 2.0}, {"name": "paid", "value": True}],
            "relationships": [],
        },
    ],
}
WRITE = {"json": write_json, "xml": write_xml, "sqlite": write_sqlite}


def read(path: Path) -> ObjectLog:
    log = ObjectLog(duckdb.connect())
    if path.suffix == ".json":
        read_json(path, log)
    elif path.suffix == ".xml":
        read_xml(path, log)
    else:
        read_sqlite(path, log, path.name)
    return log


def written(folder: Path, document: Any) -> Path:
    path = folder / "log.json"
    path.write_text(json.dumps(document))
    return path


def as_json(folder: Path, log: ObjectLog) -> Any:
    path = folder / "again.json"
    write_json(path, log)
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("form", WRITE)
def test_a_foreign_log_comes_back_from_every_form_as_it_was(tmp_path, form):
    path = tmp_path / f"log.{form}"
    WRITE[form](path, read(written(tmp_path, LOG)))
    assert as_json(tmp_path, read(path)) == LOG


TEXTS = st.sampled_from([text for text in STRANGE if "\0" not in text]) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8
)
MOMENTS = ("1970-01-01T00:00:00Z", "2024-05-01T08:00:00.000001Z", "2024-05-01T16:00:01+08:00")
VALUES = {
    "string": TEXTS,
    "integer": st.integers(-(2**63) + 1, 2**63 - 1),
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
}


@st.composite
def logs(draw) -> Any:
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=4))
    names = [f"a{n}" for n in range(len(kinds))]
    attributes = [{"name": n, "type": k} for n, k in zip(names, kinds, strict=True)]
    ids = draw(st.lists(TEXTS.filter(bool), unique=True, min_size=1, max_size=4))
    links = st.lists(st.tuples(st.sampled_from(ids), TEXTS), unique=True, max_size=3).map(
        lambda found: [{"objectId": t, "qualifier": q} for t, q in found]
    )

    def values(time: bool) -> list[Any]:
        chosen = [pair for pair in zip(names, kinds, strict=True) if draw(st.booleans())]
        if not time:
            return [{"name": n, "value": draw(VALUES[k])} for n, k in chosen]
        # In the order of the relational form: what holds from the beginning, then each change.
        last = draw(st.integers(0, len(MOMENTS)))
        return [
            {"name": n, "time": at, "value": draw(VALUES[k])}
            for at in MOMENTS[:last]
            for n, k in chosen
        ]

    objects = [
        {"id": i, "type": "T", "attributes": values(True), "relationships": draw(links)}
        for i in ids
    ]
    events = [
        {"id": f"e{n}", "type": "t", "time": "2024-01-01T00:00:00Z"}
        | {"attributes": values(False), "relationships": draw(links)}
        for n in range(draw(st.integers(0, 3)))
    ]
    return {
        "objectTypes": [{"name": "T", "attributes": attributes}],
        "eventTypes": [{"name": "t", "attributes": attributes}],
        "objects": objects,
        "events": events,
    }


@settings(deadline=None, max_examples=15)
@given(document=logs())
def test_any_log_comes_back_from_every_form(tmp_path_factory, document):
    folder = tmp_path_factory.mktemp("log")
    log = read(written(folder, document))
    for form, write in WRITE.items():
        path = folder / f"log.{form}"
        write(path, log)
        assert as_json(folder, read(path)) == document


def our_log(rows: Any = TABLES_OF_ROWS) -> ObjectLog:
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA raw")
    columns = {}
    for name, of in rows.items():
        table = arrow(name, of)
        columns[name] = frozenset(table.column_names)
        connection.register("given", table)
        connection.execute(f"CREATE TABLE raw.{name} AS SELECT * FROM given")
    return to_objects(connection, columns, frozenset({"step_ready"}))


def prepared_tables(path: Path) -> dict[str, Any]:
    with evidence_of(path) as evidence:
        tables = {
            name: evidence.connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            for name in ("events", "items", "calendar", "applications")
        }
        return tables | {"columns": evidence.columns}


@pytest.mark.parametrize("form", WRITE)
def test_a_package_comes_back_from_every_form_as_it_was(tmp_path, form):
    path = tmp_path / f"log.{form}"
    WRITE[form](path, our_log())
    folder = write_parquet(tmp_path / "package")
    assert prepared_tables(path) == prepared_tables(folder)
    with evidence_of(path) as evidence:
        assert evidence.not_recorded == {"step_ready"}
        assert evidence.gate == ()


def test_all_24_constraints_hold_in_what_is_written(tmp_path):
    assert [c.number for c in CONSTRAINTS] == list(range(1, 25))
    path = tmp_path / "log.sqlite"
    write_sqlite(path, our_log())
    with opened_database(path, "log") as connection:
        assert broken_constraints(described(connection)) == ()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


# Each spoils one thing; the constraints that must then be found broken.
SPOILT = {
    "DROP TABLE object_object": {1, 7, 9, 17, 22},
    "DROP TABLE object_items": {2, 10, 12, 24},
    "DROP TABLE event_decision_made": {3, 11, 13, 18, 23},
    "ALTER TABLE event RENAME COLUMN ocel_type TO kind": {4, 19},
    "ALTER TABLE event_map_type RENAME COLUMN ocel_type_map TO mapped": {3, 5},
    "ALTER TABLE object RENAME COLUMN ocel_id TO name": {6, 15, 21, 22, 24},
    "ALTER TABLE event_object RENAME COLUMN ocel_qualifier TO role": {7, 16},
    "ALTER TABLE event_object RENAME COLUMN ocel_event_id TO event": {8, 16, 21},
    "ALTER TABLE object_object RENAME COLUMN ocel_source_id TO source": {9, 17, 22},
    "ALTER TABLE object_items RENAME COLUMN ocel_id TO renamed": {10, 24},
    "ALTER TABLE event_decision_made RENAME COLUMN ocel_id TO name": {11, 18, 23},
    "ALTER TABLE object_items RENAME COLUMN ocel_time TO at": {12},
    "ALTER TABLE event_decision_made RENAME COLUMN ocel_time TO at": {13},
}


@pytest.mark.parametrize(("spoil", "numbers"), SPOILT.items())
def test_each_constraint_sees_what_breaks_it(tmp_path, spoil, numbers):
    path = tmp_path / "log.sqlite"
    write_sqlite(path, our_log())
    connection = sqlite3.connect(path)
    connection.executescript(f"PRAGMA legacy_alter_table = OFF; {spoil};")
    connection.close()
    with opened_database(path, "log") as found:
        broken = {c.number for c in broken_constraints(described(found))}
    assert numbers <= broken, broken


def test_a_database_without_any_keys_is_read_and_told(tmp_path):
    path = tmp_path / "plain.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);
        INSERT INTO event VALUES ('e1', 'Create Order');
        CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
        INSERT INTO event_object VALUES ('e1', 'o1', 'order');
        CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
        INSERT INTO object VALUES ('o1', 'Order');
        CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);
        CREATE TABLE event_CreateOrder (ocel_id TEXT, ocel_time TEXT, "total items" INTEGER);
        INSERT INTO event_CreateOrder VALUES ('e1', '2024-01-01 00:00:00', 1);
        CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
        INSERT INTO event_map_type VALUES ('Create Order', 'CreateOrder');
        CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT);
        INSERT INTO object_map_type VALUES ('Order', 'Order');
        CREATE TABLE object_Order (ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT, n INT);
        INSERT INTO object_Order VALUES ('o1', '1970-01-01 00:00:00', NULL, 1);
        """
    )
    connection.close()
    log = ObjectLog(duckdb.connect())
    (finding,) = read_sqlite(path, log, "plain")
    assert set(finding.examples) == {str(n) for n in range(12, 25)}
    assert as_json(tmp_path, log)["events"][0]["attributes"] == [
        {"name": "total items", "value": 1}
    ]


def test_two_events_with_one_id_have_no_place_in_ocel():
    with pytest.raises(EvidenceError, match="2 have an id"):
        our_log({"events": changed(1, event_id="e1")})


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[]",
        '{"events": 1}',
        json.dumps({**LOG, "events": [{"id": "e1"}]}),
        json.dumps({**LOG, "events": [{"id": 1, "type": "t", "time": "x"}]}),
        json.dumps(
            {**LOG, "eventTypes": [{"name": "t", "attributes": [{"name": "a", "type": "x"}]}]}
        ),
        json.dumps(LOG)[:-200],
        json.dumps(LOG) + "x",
        '{"events": ' + "[" * 100_000,
        '{"events": [NaN]}',
        '{"events": [{"id": "\\ud800", "type": "t", "time": "x"}],'
        ' "objects": [], "eventTypes": [], "objectTypes": []}',
        '{"a": ' + "9" * 10_000 + "}",
    ],
)
def test_what_is_no_log_is_refused_with_words(tmp_path, document):
    path = tmp_path / "log.json"
    path.write_text(document)
    with pytest.raises(EvidenceError) as caught, evidence_of(path):
        pass
    assert str(path) in caught.value.say("zh")


def test_a_foreign_log_asks_for_a_mapping(tmp_path):
    with (
        pytest.raises(EvidenceError, match="lack the columns"),
        evidence_of(written(tmp_path, LOG)),
    ):
        pass


def test_a_name_of_an_attribute_that_sqlite_cannot_hold_is_told(tmp_path):
    attributes = [{"name": "a\0b", "type": "string"}]
    log = read(written(tmp_path, {**LOG, "objectTypes": [{"name": "T", "attributes": attributes}]}))
    with pytest.raises(EvidenceError, match="cannot hold it"):
        write_sqlite(tmp_path / "log.sqlite", log)


def test_a_character_that_xml_cannot_hold_is_told(tmp_path):
    log = our_log({"events": changed(0, officer="a\x01b")})
    with pytest.raises(EvidenceError, match="U\\+0001"):
        write_xml(tmp_path / "log.xml", log)
