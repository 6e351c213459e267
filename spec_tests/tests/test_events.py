"""The vocabulary: whole, consistent, bilingual, and told in JSON Schema."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys

import jsonschema
import pytest

from tongban_spec import events
from tongban_spec.language import Text

EVENT = {"event_id": "e1", "at": "2025-03-03T01:00:00.000001Z", "kind": "link_down"}
# A value for each column that a kind may need.
FILLED: dict[str, str | int] = {
    "item_code": "330000000001",
    "item_version": 1,
    "region": "330402",
    "authority": "SAMR@330402",
    "channel": "hall",
    "stage": "review",
    "carrier": "applicant",
    "outcome": "granted",
}


def row_validator(table: str) -> jsonschema.Draft202012Validator:
    schema = events.json_schema()
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{table}", "$defs": schema["$defs"]})


def a_row_of(kind: events.Kind) -> dict[str, str | int | None]:
    needed: dict[str, str | int | None] = {name: FILLED.get(name, "x") for name in kind.needs}
    if "outcome" in needed and kind.outcomes:
        needed["outcome"] = kind.outcomes[0]
    return {**EVENT, "kind": kind.name, **needed}


def every_text(thing: object) -> list[Text]:
    if isinstance(thing, Text):
        return [thing]
    if isinstance(thing, tuple):
        return [text for part in thing for text in every_text(part)]
    if dataclasses.is_dataclass(thing):
        values = (getattr(thing, field.name) for field in dataclasses.fields(thing))
        return [text for value in values for text in every_text(value)]
    return []


def test_the_columns_of_events_are_those_of_the_design_in_their_order():
    assert " ".join(column.name for column in events.EVENT_COLUMNS) == (
        "event_id at kind case_id application_id applicant_id item_code item_version region"
        " authority place channel stage step officer review_class session_id material_kind"
        " material_id licence_id link_id carrier outcome basis"
    )
    assert events.ALWAYS_NEEDED == ("event_id", "at", "kind")


def test_the_kinds_are_those_of_the_design_group_by_group():
    by_group = {group: [] for group in events.GROUPS}
    for name, kind in events.KINDS.items():
        assert name == kind.name
        by_group[kind.group].append(name)
    assert {group: " ".join(names) for group, names in by_group.items()} == {
        "catalogue": "item_reviewed item_published item_changed item_withdrawn item_served",
        "identity": "identity_verified",
        "visit": "visit_started visit_ended redirected called_in",
        "application": "application_started application_submitted application_accepted"
        " application_rejected notice_issued application_abandoned application_withdrawn"
        " channel_changed",
        "materials": "material_requested material_submitted material_fetched licence_presented"
        " licence_refused verification_requested recertification_requested",
        "handling": "handed_over step_ready step_started step_completed clock_stopped"
        " clock_resumed decision_made",
        "delivery": "licence_issued licence_registered licence_revoked result_delivered",
        "systems": "link_down link_up record_moved status_shown",
    }


def test_the_context_tables_are_those_of_the_design():
    assert {name: " ".join(t.column_names) for name, t in events.CONTEXT_TABLES.items()} == {
        "items": "item_code item_version region name category applicant_kind government"
        " online_stages online_exception limit_working_days fee review_class reviewed_at"
        " published_at withdrawn_at",
        "item_materials": "item_code item_version region material_kind secondary",
        "item_steps": "item_code item_version step after authority_kind review_class",
        "material_kinds": "material_kind name source validity_days electronic",
        "material_needs": "material_kind needed_kind asker region",
        "licences": "licence_id material_kind holder issuer issued_at expires_at revoked_at"
        " electronic seal_valid",
        "links": "link_id asker provider material_kind from until",
        "places": "place place_kind region comprehensive items",
        "calendar": "date working",
        "declared": "name value",
    }


def test_every_reference_inside_the_vocabulary_leads_somewhere():
    names = {column.name for column in events.EVENT_COLUMNS}
    outcomes = {term.word for term in events.OUTCOMES}
    for kind in events.KINDS.values():
        assert kind.needs, f"{kind.name} says nothing"
        assert set(kind.needs) <= names - set(events.ALWAYS_NEEDED)
        assert len(set(kind.needs)) == len(kind.needs)
        assert set(kind.outcomes) <= outcomes
    for table in events.TABLES.values():
        assert len(set(table.column_names)) == len(table.columns)
        assert set(table.key) <= set(table.column_names)
        for column in table.columns:
            assert column.type in events.COLUMN_TYPES
            assert len(set(column.words)) == len(column.words)
            assert all(events.SEPARATOR not in word for word in column.words)


def test_everything_has_a_chinese_and_an_english_name():
    things = (*events.TABLES.values(), *events.KINDS.values(), *events.GROUPS.values())
    texts = every_text((*things, *events.LISTED_CATEGORIES))
    assert len(texts) > len(events.KINDS) + sum(len(t.columns) for t in events.TABLES.values())
    for text in texts:
        assert re.search("[\u4e00-\u9fff]", text.zh), text
        assert not re.search("[\u4e00-\u9fff]", text.en), text


def test_the_schema_file_is_up_to_date():
    """If this fails: ``python -m tongban_spec.events`` writes it anew."""
    assert events.SCHEMA_FILE.read_text(encoding="utf-8") == events.schema_text()
    jsonschema.Draft202012Validator.check_schema(json.loads(events.schema_text()))


@pytest.mark.parametrize("kind", events.KINDS.values(), ids=events.KINDS)
def test_a_row_needs_what_its_kind_needs_and_no_more(kind):
    rows = row_validator("events")
    whole = a_row_of(kind)
    rows.validate(whole)
    for name in (*events.ALWAYS_NEEDED, *kind.needs):
        assert not rows.is_valid({k: v for k, v in whole.items() if k != name}), name
        assert not rows.is_valid({**whole, name: None}), name
    for term in events.OUTCOMES:
        allowed = not kind.outcomes or term.word in kind.outcomes
        assert rows.is_valid({**whole, "outcome": term.word}) == allowed, term.word


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "link_broken"},
        {"at": "2025-03-03T09:00:00+08:00"},
        {"at": "2025-03-03 01:00:00"},
        {"region": "3304"},
        {"authority": "SAMR"},
        {"item_version": 0},
        {"item_version": "1"},
        {"channel": "phone"},
        {"carrier": "courier"},
        {"stage": "appeal"},
        {"officer": ""},
        {"windowless": "x"},
    ],
)
def test_a_word_or_shape_outside_the_vocabulary_is_refused(wrong):
    rows = row_validator("events")
    rows.validate({**EVENT, "link_id": "x", "officer": None})
    assert not rows.is_valid({**EVENT, "link_id": "x", **wrong})


def test_a_text_of_several_values_is_checked_value_by_value():
    items = row_validator("items")
    row = {"item_code": "330000000001", "item_version": 1, "region": "330402", "name": "设立登记"}
    items.validate({**row, "online_stages": "application;review", "category": "其他"})
    for wrong in ("application,review", "application;", "application;appeal", ""):
        assert not items.is_valid({**row, "online_stages": wrong}), wrong
    places = row_validator("places")
    place = {"place": "W1", "place_kind": "window", "region": "330402"}
    places.validate({**place, "items": "330000000001;330000000002"})
    assert not places.is_valid({**place, "items": ";330000000001"})


def test_a_whole_package_can_be_described_in_one_document():
    package = jsonschema.Draft202012Validator(events.json_schema())
    package.validate({"events": [{**EVENT, "link_id": "x"}], "calendar": []})
    assert not package.is_valid({"calendar": []})
    assert not package.is_valid({"events": [], "calender": []})


def test_the_listed_categories_are_the_nine_and_the_five():
    assert len(events.LISTED_CATEGORIES) == 14
    assert [term.word for term in events.LISTED_CATEGORIES][8:10] == ["安全生产", "教育医疗"]


def test_the_vocabulary_needs_no_simulator_and_no_table_library():
    look = (
        "import sys, tongban_spec.events;"
        "print(sorted({'tongban', 'simpy', 'matplotlib', 'pyarrow', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(events.SCHEMA_FILE.parents[1])},
    )
    assert done.stdout == "[]\n"
