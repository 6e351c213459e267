"""Help at the hall to apply online, and giving up with stage and reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from telling import tell
from tongban.journeys.assemble import compile_regime
from tongban.journeys.giving_up import REASONS, STAGES
from tongban.journeys.program import Outcome
from tongban.levers.regime import Regime, full
from tongban.scenario.world import World
from worlds import PROCESS, group, minutes, world

HELPING = replace(PROCESS, helping=minutes(12), login_failure=0.0)
INTEGRATED = Regime("integrated", full())


def people(process=HELPING, needs: float = 4.0, windows: int = 2, **changes) -> World:
    """A small world whose only group is changed."""
    base = world(needs=needs, process=process, windows=windows)
    return replace(base, groups={"firm": group(**changes)})


@pytest.fixture(scope="module")
def helped():
    """Nobody can act online, everybody accepts help."""
    return tell(people(digital=0.0, helped_online=1.0), "integrated")


def test_whoever_is_helped_applies_online_in_one_visit_to_the_nearest_hall(helped):
    events = helped.events("application_submitted")
    assert events and {e["channel"] for e in events} == {"online"}
    assert all(e["place"].startswith("portal:") for e in events)
    visits = Counter(e["case_id"] for e in helped.events("visit_started"))
    assert set(visits) == {e["case_id"] for e in events}


def test_help_costs_window_time(helped):
    s = helped.spans
    served = s.did("helped") & (s.start >= 0)
    assert served.sum() >= len({e["case_id"] for e in helped.events("application_submitted")})
    assert (s.pool[served] >= 0).all() and s.at_window[served].all()
    # at least the 12 minutes of one item, joint applications longer
    assert (s.end - s.start)[served].mean() > 11 * 60


def test_whoever_is_helped_is_identified_at_the_window_and_never_called_in():
    told = tell(people(digital=0.0, helped_online=1.0), "online_coverage")
    assert told.events("application_submitted")
    assert not told.events("called_in")
    others = tell(people(digital=1.0, online_success=1.0), "online_coverage")
    assert others.events("called_in")  # applying at home without no_visit, one is


def test_help_is_of_no_use_where_nothing_is_online():
    told = tell(people(digital=0.0, helped_online=1.0), "siloed")
    assert {e["channel"] for e in told.events("application_submitted")} == {"hall"}


def test_whoever_declines_help_hands_in_at_the_window():
    told = tell(people(digital=0.0, helped_online=0.5, needs=8.0), "integrated")
    channels = Counter(e["channel"] for e in told.events("application_submitted"))
    assert channels["hall"] > 0.2 * channels.total() and channels["online"] > 0.2 * channels.total()


def test_without_help_nothing_is_written_of_it():
    plain = compile_regime(world(), INTEGRATED, 1)
    helping = replace(PROCESS, helping=minutes(12))
    asked = compile_regime(replace(world(), process=helping), INTEGRATED, 1)
    assert len(plain.meanings) == len(asked.meanings)
    assert not [m for m in plain.meanings if m.act == "helped"]


# ---- giving up ---------------------------------------------------------------------------------


def abandoned(told) -> Counter:
    return Counter((e["stage"], e["basis"]) for e in told.events("application_abandoned"))


def cases_given_up(told) -> int:
    return int((told.trace.outcome == Outcome.ABANDONED).sum())


def test_too_many_trips_are_told_with_the_stage_in_which_they_became_too_many():
    found = abandoned(tell(people(trips_patience=4, needs=8.0), "siloed"))
    assert {basis for _, basis in found} == {REASONS["trips"]}
    assert {stage for stage, _ in found} <= set(STAGES) and len(found) >= 2


def test_whoever_loses_patience_for_good_gives_up_because_of_the_queue():
    hasty = {"hall_patience": minutes(2, "constant", 0), "trips_patience": 10_000}
    told = tell(people(needs=30.0, windows=1, leaves_for_good=1.0, **hasty), "siloed")
    assert cases_given_up(told) > 0
    assert {basis for _, basis in abandoned(told)} == {REASONS["queue"]}
    back = tell(people(needs=30.0, windows=1, leaves_for_good=0.0, **hasty), "siloed")
    assert cases_given_up(back) == 0  # they come again another day


def test_whoever_cannot_log_in_may_give_up_or_go_to_the_hall():
    failing = replace(PROCESS, login_failure=0.5, login_abandonment=1.0)
    told = tell(people(failing, digital=1.0, online_success=1.0), "integrated")
    found = abandoned(told)
    assert set(found) == {("application", REASONS["login"])}
    none = tell(people(replace(failing, login_abandonment=0.0), digital=1.0), "integrated")
    assert cases_given_up(none) == 0
    halls = {e["channel"] for e in none.events("application_submitted")}
    assert "hall" in halls


def test_every_case_given_up_is_told_and_no_other():
    told = tell(people(trips_patience=3, leaves_for_good=0.3, needs=10.0), "siloed")
    lost = np.flatnonzero(told.trace.outcome == Outcome.ABANDONED)
    named = {e["case_id"] for e in told.events("application_abandoned")}
    assert len(lost) > 0 and named == {f"C{c:08d}" for c in lost}
