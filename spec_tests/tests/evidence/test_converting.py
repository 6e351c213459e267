"""tongban-spec convert: any readable form becomes any writable one, and nothing gets lost."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_package import EVENTS, STRANGE, TABLES_OF_ROWS, changed, write_parquet
from tongban_spec.errors import EvidenceError, UsageError
from tongban_spec.evidence.converting import convert
from tongban_spec.evidence.reading import evidence_of


def content(path: Path):
    with evidence_of(path) as evidence:
        names = ("events", "items", "calendar")
        tables = [
            evidence.connection.execute(f"SELECT * FROM {n} ORDER BY ALL").fetchall() for n in names
        ]
        return tables, evidence.columns, evidence.not_recorded


@pytest.fixture
def package(tmp_path):
    folder = write_parquet(tmp_path / "package")
    (folder / "package.json").write_text('{"not_recorded": ["step_ready"]}')
    return folder


@pytest.mark.parametrize("name", ["log.json", "log.xml", "log.sqlite"])
def test_a_package_goes_to_ocel_and_back_without_loss(tmp_path, package, name):
    assert convert([package], tmp_path / name).left_out == ()
    assert convert([tmp_path / name], tmp_path / "again").form == "package"
    assert content(tmp_path / "again") == content(package)


def test_xes_says_what_it_leaves_out(tmp_path, package):
    done = convert([package], tmp_path / "log.xes.gz")
    assert done.left_out == ("items", "calendar") and done.rows == {"events": 3}
    assert content(tmp_path / "log.xes.gz")[0][0] == content(package)[0][0]


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_what_is_not_recorded_stays_so_in_xes(tmp_path, package, name):
    convert([package], tmp_path / name)
    assert content(tmp_path / name)[2] == content(package)[2] == {"step_ready"}


def test_xes_that_names_a_kind_nobody_knows_is_refused(tmp_path, package):
    path = tmp_path / "log.xes"
    convert([package], path)
    path.write_text(path.read_text(encoding="utf-8").replace('"step_ready"', '"step_redy"'))
    with pytest.raises(EvidenceError, match="step_redy"):
        content(path)


def test_a_foreign_ocel_log_goes_from_form_to_form_whatever_its_vocabulary(tmp_path):
    document = {
        "objectTypes": [{"name": "order", "attributes": [{"name": "n", "type": "integer"}]}],
        "eventTypes": [{"name": "made", "attributes": [{"name": "ok", "type": "boolean"}]}],
        "objects": [
            {
                "id": "untouched",
                "type": "order",
                "attributes": [{"name": "n", "time": "1970-01-01T00:00:00Z", "value": 1}],
                "relationships": [{"objectId": "untouched", "qualifier": "itself"}],
            }
        ],
        "events": [
            {
                "id": "e",
                "type": "made",
                "time": "2024-05-01T08:00:00.123456Z",
                "attributes": [{"name": "ok", "value": True}],
                "relationships": [],
            }
        ],
    }
    (tmp_path / "a.json").write_text(json.dumps(document))
    for source, target in (("a.json", "b.sqlite"), ("b.sqlite", "c.xml"), ("c.xml", "d.json")):
        convert([tmp_path / source], tmp_path / target)
    assert json.loads((tmp_path / "d.json").read_text()) == document
    with pytest.raises(EvidenceError, match="lack the columns"):
        convert([tmp_path / "a.json"], tmp_path / "package")


def test_nothing_is_overwritten_and_a_strange_ending_is_refused(tmp_path, package):
    (tmp_path / "log.json").write_text("mine")
    with pytest.raises(UsageError):
        convert([package], tmp_path / "log.json")
    assert (tmp_path / "log.json").read_text() == "mine"
    with pytest.raises(UsageError, match="ending of no form"):
        convert([package], tmp_path / "log.docx")


def test_damage_that_shows_late_is_told_by_convert(tmp_path, package):
    path = package / "events.parquet"
    whole, luck = path.read_bytes(), random.Random(3)
    footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    told = 0
    for number in range(40):
        spoilt = bytearray(whole)
        spoilt[luck.randrange(4, footer)] ^= 1 << luck.randrange(8)
        path.write_bytes(bytes(spoilt))
        for name in (f"log{number}.json", f"again{number}"):
            try:
                convert([path], tmp_path / name)
            except EvidenceError:
                told += 1
    assert told > 20


@pytest.mark.parametrize("name", ["log.json", "log.xml", "log.sqlite"])
@pytest.mark.parametrize("number", [2**53 + 1, 2**63 - 1, -(2**63)])
def test_an_integer_of_64_bits_stays_what_it_is(tmp_path, name, number):
    convert(
        [write_parquet(tmp_path / "p", {"events": changed(0, item_version=number)})],
        tmp_path / name,
    )
    convert([tmp_path / name], tmp_path / "again")
    rows = pyarrow.parquet.read_table(tmp_path / "again" / "events.parquet").to_pylist()
    assert rows[0]["item_version"] == number


FORMS = ("log.json", "log.xml", "log.sqlite", "log.xes")
TEXTS = st.none() | st.sampled_from(STRANGE) | st.text(st.characters(codec="utf-8"), max_size=6)
ROWS = st.fixed_dictionaries(
    {"officer": TEXTS, "basis": TEXTS, "case_id": TEXTS, "licence_id": TEXTS}
)


@settings(deadline=None, max_examples=6)
@given(
    rows=st.lists(ROWS, min_size=1, max_size=3),
    number=st.integers(-(2**63), 2**63 - 1),
    second=st.sampled_from(FORMS),
)
def test_any_text_goes_from_every_form_to_every_other(tmp_path_factory, rows, number, second):
    folder = tmp_path_factory.mktemp("forms")
    events = [{**EVENTS[0], **row, "event_id": f"e{n}"} for n, row in enumerate(rows)]
    tables = {**TABLES_OF_ROWS, "events": [{**e, "item_version": number} for e in events]}
    convert([write_parquet(folder / "package", tables)], folder / "wanted")
    for first in FORMS:
        place = folder / f"{first}-{second}"
        place.mkdir()
        try:
            convert([folder / "package"], place / first)
            convert([place / first], place / f"to.{second}")
            convert([place / f"to.{second}"], place / "again")
        except EvidenceError as refused:  # of all characters XML alone lacks some, and says so
            assert "XML cannot hold" in str(refused)
            continue
        names = ["events"] if "xes" in first + second else list(TABLES_OF_ROWS)
        for name in names:
            assert filled(place / "again", name) == filled(folder / "wanted", name)


def filled(package: Path, name: str) -> list[dict[str, Any]]:
    rows = pyarrow.parquet.read_table(package / f"{name}.parquet").to_pylist()
    return [{k: v for k, v in row.items() if v is not None} for row in rows]
