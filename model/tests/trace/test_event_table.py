"""The table of events obeys the vocabulary and is true to the run."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import jsonschema
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telling import REGIMES, Telling, small_run, tell
from tongban.measures.cases import cases
from tongban.trace.context import evidence_tables
from tongban_spec.codes import (
    check_citizen_id,
    check_licence_identifier,
    check_social_credit_code,
)
from tongban_spec.events import KINDS, TABLES, json_schema
from worlds import PROCESS, world

BOTH = pytest.mark.parametrize("regime", ["siloed", "integrated"])
ALL = pytest.mark.parametrize("regime", REGIMES)
SCHEMA = json_schema()


def as_json(row: dict) -> dict:
    """Return a row as the JSON form has it."""
    return {k: _cell(v) for k, v in row.items() if v is not None}


def _cell(value):
    if hasattr(value, "astimezone"):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value.isoformat() if hasattr(value, "isoformat") else value


def assert_rows_obey(name: str, rows: list[dict]) -> None:
    schema = {"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}
    validator = jsonschema.Draft202012Validator(schema)
    for row in rows:
        assert not list(validator.iter_errors(as_json(row)))[:1], row


def sample_of_each_kind(told: Telling, most: int = 3) -> list[dict]:
    by_kind = defaultdict(list)
    for row in told.events():
        by_kind[row["kind"]].append(row)
    return [row for rows in by_kind.values() for row in rows[:most] + rows[-most:]]


def assert_needs_are_filled(events: pa.Table) -> None:
    for kind in events["kind"].unique().to_pylist():
        rows = events.filter(pc.field("kind") == kind)
        for column in KINDS[kind].needs:
            assert rows[column].null_count == 0, (kind, column)


@ALL
def test_rows_obey_the_json_schema_and_have_what_their_kind_needs(regime):
    told = small_run(regime)
    assert_rows_obey("events", sample_of_each_kind(told))
    assert_needs_are_filled(told.tables["events"])


@BOTH
def test_context_rows_obey_the_json_schema(regime):
    for name, table in small_run(regime).tables.items():
        assert table.column_names == list(TABLES[name].column_names)
        if name != "events":
            assert_rows_obey(name, table.slice(0, 20).to_pylist())


@BOTH
def test_keys_name_one_row_of_each_table(regime):
    for name, table in small_run(regime).tables.items():
        rows = [tuple(r[k] for k in TABLES[name].key) for r in table.to_pylist()]
        assert len(rows) == len(set(rows)), name


@ALL
def test_what_events_refer_to_stands_in_the_context(regime):
    tables = small_run(regime).tables
    for column, name in (("place", "places"), ("licence_id", "licences"), ("link_id", "links"),
                         ("item_code", "items"), ("material_kind", "material_kinds"),
                         ("step", "item_steps")):  # fmt: skip
        used = set(tables["events"][column].unique().to_pylist()) - {None}
        assert used <= set(tables[name][column].to_pylist()), column


@BOTH
def test_times_strictly_rise_and_stay_within_the_run(regime):
    told = small_run(regime)
    at = told.tables["events"]["at"].cast(pa.int64()).to_numpy()
    assert (np.diff(at) > 0).all()
    first = np.datetime64(told.world.start, "us").astype(np.int64) - 8 * 3600 * 10**6
    assert at[0] == first
    assert at[-1] < first + told.compiled.given.horizon * 10**6


def test_an_event_has_the_second_of_its_record_in_china():
    told = small_run("siloed")
    decided = told.events("decision_made")
    seconds = told.spans.end[told.spans.did("decide")]
    midnight = np.datetime64(told.world.start, "s") - np.timedelta64(8, "h")
    written = [np.datetime64(r["at"].replace(tzinfo=None), "s") for r in decided]
    assert sorted(written) == sorted(midnight + seconds.astype("m8[s]"))


@BOTH
def test_identifiers_have_right_check_digits(regime):
    tables = small_run(regime).tables
    holders = set(tables["licences"]["holder"].to_pylist())
    for holder in {*holders, *tables["events"]["applicant_id"].to_pylist()} - {None}:
        assert check_social_credit_code(holder) is None
    for licence in tables["licences"]["licence_id"].to_pylist():
        assert check_licence_identifier(licence) is None


def test_residents_have_citizen_ids():
    small = world(needs=2.0)
    matters = {k: replace(m, applicant_kind="resident") for k, m in small.catalogue.matters.items()}
    group = replace(small.groups["firm"], kind="resident")
    small = replace(
        small, catalogue=replace(small.catalogue, matters=matters), groups={"people": group}
    )
    ids = set(tell(small, "siloed").tables["events"]["applicant_id"].to_pylist()) - {None}
    assert ids
    assert all(check_citizen_id(i) is None for i in ids)


def assert_stages_come_in_order(told: Telling) -> None:
    ranks = {"application_submitted": 0, "application_accepted": 1, "step_started": 2,
             "decision_made": 3, "result_delivered": 4}  # fmt: skip
    last: dict[str, int] = {}
    for row in told.events(*ranks, "step_completed"):
        rank = ranks.get(row["kind"], 2)
        assert rank >= last.get(row["application_id"], 0), row
        last[row["application_id"]] = rank


@ALL
def test_an_application_is_submitted_accepted_handled_decided_delivered_in_this_order(regime):
    assert_stages_come_in_order(small_run(regime))


@ALL
def test_each_step_is_ready_before_it_starts_and_starts_before_it_ends(regime):
    state: dict[tuple, int] = defaultdict(int)
    for row in small_run(regime).events("step_ready", "step_started", "step_completed"):
        key = (row["application_id"], row["step"])
        expected = ("step_ready", "step_started", "step_completed")[state[key]]
        assert row["kind"] == expected
        state[key] += 1


def assert_visits_alternate(told: Telling) -> None:
    present: dict[str, bool] = defaultdict(bool)
    for row in told.events("visit_started", "visit_ended"):
        assert present[row["case_id"]] == (row["kind"] == "visit_ended"), row
        present[row["case_id"]] = not present[row["case_id"]]


@BOTH
def test_visits_begin_and_end_in_turn(regime):
    assert_visits_alternate(small_run(regime))


@BOTH
def test_the_log_and_the_measures_count_the_same_things(regime):
    told = small_run(regime)
    measured = cases(told.world, told.compiled, told.trace, told.spans).values
    assert len(told.events("material_submitted")) == measured["materials"].sum()
    assert len(told.events("visit_started")) == measured["visits"].sum()
    given_up = {r["case_id"] for r in told.events("application_abandoned")}
    assert len(given_up) == measured["given_up"].sum() + measured["stuck"].sum()


@BOTH
def test_no_officer_works_on_two_steps_at_once(regime):
    busy: dict[str, tuple] = {}
    for row in small_run(regime).events("step_started", "step_completed"):
        key = (row["application_id"], row["step"])
        if row["kind"] == "step_completed":
            # what has ended in its last second is told before what begins in it
            assert busy.pop(row["officer"]) == key
        else:
            assert row["officer"] not in busy
            busy[row["officer"]] = key


def test_without_a_platform_nothing_is_online_fetched_or_shown():
    kinds = {r["kind"] for r in small_run("siloed").events()}
    assert not kinds & {"material_fetched", "licence_presented", "licence_registered",
                        "status_shown", "link_down", "link_up", "channel_changed"}  # fmt: skip
    assert "online" not in small_run("siloed").tables["events"]["channel"].to_pylist()


def test_a_failed_login_is_told_and_opens_no_session():
    small = world(needs=4.0, process=replace(PROCESS, login_failure=0.5))
    told = tell(small, "integrated")
    online = [r for r in told.events("identity_verified") if r["channel"] == "online"]
    failed = [r for r in online if r["outcome"] == "failed"]
    assert failed
    assert all(r["session_id"] is None for r in failed)
    opened = {r["session_id"]: r["applicant_id"] for r in online if r["outcome"] == "succeeded"}
    assert None not in opened
    for row in told.events():
        if row["session_id"] is not None:
            assert opened[row["session_id"]] == row["applicant_id"]


def test_a_session_is_not_used_after_its_validity():
    small = world(needs=4.0, process=replace(PROCESS, session_validity_seconds=600))
    told = tell(small, "integrated")
    begun = {}
    for row in told.events():
        if row["session_id"] is not None:
            begun.setdefault(row["session_id"], row["at"])
            assert int((row["at"] - begun[row["session_id"]]).total_seconds()) <= 600
    unsigned = [r for r in told.events("application_submitted") if r["channel"] == "online"]
    assert any(r["session_id"] is None for r in unsigned)


def test_notices_with_one_basis_are_one_round_of_one_case():
    small = world(needs=4.0, process=replace(PROCESS, missing_at_first_try=0.6))
    one_by_one = tell(small, "siloed").events("notice_issued")
    bases = [r["basis"] for r in one_by_one]
    assert len(bases) == len(set(bases)) > 20
    together: dict[str, set] = defaultdict(set)
    for row in tell(small, "one_notice").events("notice_issued"):
        together[row["basis"]].add((row["case_id"], row["at"].replace(microsecond=0)))
    assert all(len(moments) == 1 for moments in together.values())
    assert len(tell(small, "one_notice").events("notice_issued")) > len(together)


def test_a_matter_that_cannot_go_on_is_told_with_its_circle():
    small = world(needs=6.0)
    materials = dict(small.catalogue.materials)
    materials["ID"] = replace(materials["ID"], held_share=0.3)
    materials["HK"] = replace(materials["HK"], held_share=0.3, prerequisites=("ID",))
    small = replace(small, catalogue=replace(small.catalogue, materials=materials))
    rows = tell(small, "siloed").events("application_abandoned")
    assert rows
    assert {r["basis"] for r in rows} <= {"ID → HK → ID", "HK → ID → HK"}


def test_who_gives_up_gives_up_what_is_begun_and_not_delivered():
    groups = {"firm": replace(world().groups["firm"], trips_patience=3)}
    told = tell(replace(world(needs=4.0), groups=groups), "siloed")
    delivered = {r["application_id"] for r in told.events("result_delivered")}
    abandoned = [r["application_id"] for r in told.events("application_abandoned")]
    assert abandoned
    assert len(abandoned) == len(set(abandoned))
    assert not delivered & set(abandoned)


def assert_licences_are_used_in_their_time(told: Telling) -> int:
    book = {r["licence_id"]: r for r in told.tables["licences"].to_pylist()}
    used = 0
    for row in told.events("licence_presented", "material_fetched"):
        if row["licence_id"] is not None:
            licence = book[row["licence_id"]]
            assert licence["holder"] == row["applicant_id"]
            assert licence["material_kind"] == row["material_kind"]
            assert licence["issued_at"].replace(microsecond=0) <= row["at"]
            assert licence["expires_at"] is None or row["at"] <= licence["expires_at"]
            used += licence["expires_at"] is not None
    return used


@pytest.mark.parametrize("regime", ["integrated", "data_sharing", "e_licences"])
def test_no_licence_is_used_before_its_issue_or_after_its_end(regime):
    small = world(needs=6.0, process=replace(PROCESS, returning_applicant=0.8))
    days = {"ID": 4, "HK": 30, "P0": 3, "P1": 2}
    materials = {
        k: replace(m, validity_days=days.get(k)) for k, m in small.catalogue.materials.items()
    }
    small = replace(small, catalogue=replace(small.catalogue, materials=materials))
    assert assert_licences_are_used_in_their_time(tell(small, regime)) > 0


@ALL
def test_a_licence_is_issued_once_and_registered_after_it(regime):
    issued: dict[str, dict] = {}
    for row in small_run(regime).events("licence_issued", "licence_registered"):
        if row["kind"] == "licence_issued":
            assert row["licence_id"] not in issued
            issued[row["licence_id"]] = row
        else:
            assert issued[row["licence_id"]]["application_id"] == row["application_id"]
    book = {r["licence_id"]: r for r in small_run(regime).tables["licences"].to_pylist()}
    for licence, row in issued.items():
        assert book[licence]["issuer"] == row["authority"]


def test_only_links_that_can_be_asked_go_down_in_the_log():
    told = small_run("data_sharing")
    asked = {r["link_id"] for r in told.events("link_down")}
    assert asked
    assert asked <= set(told.tables["links"]["link_id"].to_pylist())
    assert not small_run("one_notice").events("link_down", "link_up")


def test_a_run_that_ends_at_once_tells_what_was_published():
    told = tell(world(needs=0.0, days=1, horizon=1), "integrated")
    kinds = {r["kind"] for r in told.events()} - {"link_down", "link_up"}
    assert kinds == {
        "item_reviewed",
        "item_published",
        "record_moved",
    }  # what is taken over at the start
    assert told.tables["licences"].num_rows == 0


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 2**32),
    departments=st.integers(2, 4),
    needs=st.just(0.0) | st.floats(0.25, 4.0),
    regime=st.sampled_from(sorted(REGIMES)),
)
def test_any_small_world_is_told_truly(seed, departments, needs, regime):
    told = tell(world(departments=departments, needs=needs, days=4, horizon=30), regime, seed)
    assert_needs_are_filled(told.tables["events"])
    assert_rows_obey("events", sample_of_each_kind(told, 1))
    assert_stages_come_in_order(told)
    again = evidence_tables(told.world, told.compiled, told.trace, told.spans)
    assert all(table.equals(again[name]) for name, table in told.tables.items())
    submitted = told.spans.did("submit").sum()
    assert len(told.events("material_submitted")) == submitted
