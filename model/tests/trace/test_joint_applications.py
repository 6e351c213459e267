"""A joint application is government departments' alone: a bank is applied to on its own."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metamorphic.observed import observe, patient
from telling import Telling, tell
from tongban.journeys.program import Outcome
from tongban.levers.regime import LEVER_IDS, full
from tongban.scenario.world import World
from worlds import item, world

ONE = full(["one_acceptance"])


def with_outsider(base: World, department: str) -> World:
    """Return the world with one department of the chain that is a bank, or the like."""
    outsider = replace(base.departments[department], government=False)
    return replace(base, departments={**base.departments, department: outsider})


@lru_cache
def told(department: str, regime: str) -> Telling:
    return tell(with_outsider(world(departments=4, needs=4.0), department), regime)


def times(seen, act: str, id: str) -> dict[int, int]:
    """Return when each case did something about an item first."""
    s = seen.spans
    mine = s.did(act) & (s.meaning(seen.compiled, "item") == id)
    result: dict[int, int] = {}
    for case, at in zip(s.case[mine].tolist(), s.end[mine].tolist(), strict=True):
        result.setdefault(case, at)
    return result


def test_what_only_a_bank_can_give_is_applied_for_while_the_rest_is_handled():
    """D1 is the bank: it needs D0's paper, and D2 needs the bank's."""
    small = with_outsider(patient(departments=4, regions=1, needs=3.0, days=6), "D1")
    seen = observe(small, ONE, 1)
    accepted = {i: times(seen, "accepted", f"M.{i}") for i in range(4)}
    decided = {i: times(seen, "decide", f"M.{i}") for i in range(4)}
    assert accepted[0]
    for case, at in accepted[0].items():
        assert accepted[2][case] == accepted[3][case] == at, "accepted together"
        assert at < decided[0][case] <= accepted[1][case] <= decided[1][case] <= decided[2][case]
    waits = times(seen, "clock_stopped", "M.2")
    runs = times(seen, "clock_resumed", "M.2")
    for case, at in accepted[0].items():
        assert waits[case] == at
        assert runs[case] >= decided[1][case], "its clock stands still until the bank's paper is in"


def test_what_an_outsider_does_first_comes_before_the_joint_application():
    """D0 is the hospital: the matter begins with its certificate."""
    small = with_outsider(patient(departments=3, regions=1, needs=3.0, days=6), "D0")
    seen = observe(small, ONE, 1)
    decided, accepted = times(seen, "decide", "M.0"), times(seen, "accepted", "M.1")
    assert accepted and accepted == times(seen, "accepted", "M.2")
    assert all(decided[case] <= at for case, at in accepted.items())


@settings(max_examples=6, deadline=None, derandomize=True, database=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["D0", "D1", "D2", "D3"]),
    st.sampled_from([("one_acceptance",), ("one_acceptance", "parallel_review"), LEVER_IDS]),
)
def test_whoever_the_outsider_is_every_item_is_accepted_decided_and_delivered_once(
    seed, department, levers
):
    small = with_outsider(patient(departments=4, regions=2, needs=3.0, days=6), department)
    seen = observe(small, full(levers), seed)
    assert seen.errors() == []
    assert (seen.trace.outcome == Outcome.DELIVERED).all()
    matters = list(small.catalogue.matters.values())
    wanted = sorted((n, i) for n, m in enumerate(seen.compiled.needs.matter)
                    for i in matters[m].items)  # fmt: skip
    items = seen.spans.meaning(seen.compiled, "item")
    for act in ("submitted", "accepted", "decide"):
        did = seen.spans.did(act)
        done = zip(seen.spans.case[did].tolist(), items[did].tolist(), strict=True)
        assert sorted(done) == wanted, act
    did = seen.spans.did("deliver")
    assert (
        sorted(set(zip(seen.spans.case[did].tolist(), items[did].tolist(), strict=True))) == wanted
    )


@pytest.mark.parametrize("regime", ["one_acceptance", "integrated"])
@pytest.mark.parametrize("department", ["D0", "D1"])
def test_dat_5_the_log_has_one_submission_and_one_acceptance_at_one_place(department, regime):
    found: dict[tuple, list[dict]] = {}
    for e in told(department, regime).events("application_submitted", "application_accepted"):
        found.setdefault((e["case_id"], e["kind"]), []).append(e)
    whole = [rows for rows in found.values() if len(rows) > 1]
    assert whole
    for rows in whole:
        assert len({(r["at"].replace(microsecond=0), r["channel"], r["place"]) for r in rows}) == 1


def test_a_joint_application_is_at_the_window_of_its_leading_department():
    """D1 has an office of its own; the application that it is part of is made at D0's window."""
    run = tell(world(departments=3, needs=4.0), "one_acceptance")
    mine = [e for e in run.events("application_submitted") if e["application_id"].endswith("M.1")]
    assert {e["place"].split("@")[0] for e in mine} == {"hall"}


def test_results_handed_over_together_are_handed_over_at_one_place():
    """One outlet without comprehensive windows is the leading department's window."""
    found: dict[tuple, set[str]] = {}
    for e in tell(world(departments=3, needs=4.0), "one_outlet").events("result_delivered"):
        if e["channel"] == "hall" and "-M." in e["application_id"]:
            found.setdefault((e["case_id"], e["at"].replace(microsecond=0)), set()).add(e["place"])
    assert found and all(len(places) == 1 for places in found.values())


def test_nobody_reviews_on_record_what_has_been_given_up():
    """A bank can only be asked while the rest is handled, and some give up there."""
    small = with_outsider(world(departments=4, regions=1, needs=8.0), "D1")
    groups = {k: replace(g, trips_patience=4) for k, g in small.groups.items()}
    run = tell(replace(small, groups=groups), "one_acceptance")
    ended = {e["application_id"]: e["at"] for e in run.events("application_abandoned")}
    steps = run.events("step_started", "step_completed", "step_ready")
    late = [
        e for e in steps if e["application_id"] in ended and e["at"] > ended[e["application_id"]]
    ]
    assert ended and not late


def test_an_item_needs_the_product_of_another_if_it_lists_it():
    licence, account = item("A", "D0", ["ID"], ["BL"]), item("B", "D1", ["BL"], ["BACC"])
    assert account.needs_product_of(licence)
    assert not licence.needs_product_of(account)


def test_an_application_online_within_an_old_session_is_a_procedure_too():
    small = with_outsider(patient(departments=4, regions=1, needs=3.0, days=6), "D1")
    seen = observe(small, full(), 1)
    online = (seen.cases().values["online_contacts"] == 2) & (seen.cases().values["visits"] == 0)
    assert online.any()
    assert np.all(seen.cases().values["procedures"][online] >= 2)
