"""Whoever receives also reviews, until reception is apart: who, in whose hours, after whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metamorphic.observed import Observed, observe
from telling import small_run, tell
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.journeys.calendars import open_pieces, working_seconds_between
from tongban.levers.regime import LEVER_IDS, Regime, full
from tongban.measures.staffing import heads_at
from tongban.quantities import DAY
from tongban.scenario.world import LeverSetting, World
from worlds import PROCESS, world

APART = full(["reception_apart"])
EVERYTHING_ELSE = full([lever for lever in LEVER_IDS if lever != "reception_apart"])


def layout_of(small: World, setting: tuple[LeverSetting, ...]):
    return compile_regime(small, Regime("tried", setting), 1).layout


def desks(compiled: Compiled) -> list[int]:
    return [n for n, p in enumerate(compiled.layout.pools) if p.kind == "reviewers"]


def reviewed_at(seen: Observed) -> set[str]:
    """Return the kinds of pools at which anything was reviewed."""
    done = seen.spans.did("review") & (seen.spans.start >= 0)
    return {seen.compiled.layout.pools[p].kind for p in np.unique(seen.spans.pool[done])}


def test_without_the_lever_reviewers_stand_at_their_own_windows_and_heads_are_the_same():
    small = world()
    siloed, apart = layout_of(small, ()), layout_of(small, APART)
    assert siloed.heads() == apart.heads()
    for pool in siloed.pools:
        expected = (
            [] if pool.kind == "reviewers" else [(pool.department, ""), (pool.department, "any")]
        )
        assert [(d, c) for d, c, _ in pool.members] == expected
    assert [p.members for p in apart.pools if p.kind == "reviewers"] == [
        ((d, "any", 2),) for d in small.departments for _ in small.halls
    ]


def test_with_the_lever_only_desks_review_and_without_it_only_windows_do():
    small = world()
    assert reviewed_at(observe(small, APART, 1)) == {"reviewers"}
    assert reviewed_at(observe(small, (), 1)) == {"window"}


def test_reviewers_of_a_higher_level_stay_at_their_desks():
    small = world()
    prefecture = replace(small.departments["D1"], level="prefecture")
    small = replace(small, departments={**small.departments, "D1": prefecture})
    layout = layout_of(small, ())
    assert [p.department for p in layout.pools if p.kind == "reviewers" and p.heads] == ["D1"]


@pytest.mark.parametrize("lever", ["reception_apart", "integrated"])
def test_hal_2_with_the_lever_nobody_reviews_what_they_received(lever):
    told = small_run(lever)
    receivers = {e["application_id"]: e["officer"] for e in told.events("application_accepted")}
    done = told.events("step_completed", "decision_made")
    assert done
    assert not [e for e in done if e["officer"] == receivers[e["application_id"]]]


def test_hal_2_without_it_the_same_officer_often_receives_and_reviews():
    told = small_run("siloed")
    receivers = {e["application_id"]: e["officer"] for e in told.events("application_accepted")}
    done = told.events("step_completed")
    same = [e for e in done if e["officer"] == receivers[e["application_id"]]]
    assert 0.1 < len(same) / len(done) < 0.9


def test_hal_5_at_a_window_files_are_reviewed_by_other_classes_and_by_window_staff():
    small = world(needs=4.0)
    split = replace(small.departments["D0"], reviewers=(("any", 1), ("other", 1)))
    told = tell(replace(small, departments={**small.departments, "D0": split}), "siloed")
    done = [e for e in told.events("step_completed") if e["authority"].startswith("D0@")]
    assert {e["review_class"] for e in done} == {"any", "other", "window"}
    assert all(e["officer"].startswith("W") and "D0@" in e["officer"] for e in done)


def test_who_is_trained_for_the_class_asked_serves_as_that_class_also_at_a_window():
    small = world(needs=4.0)
    split = replace(small.departments["D0"], reviewers=(("any", 1), ("other", 1)),
                    cross_trained=(("any", "other"),))  # fmt: skip
    told = tell(replace(small, departments={**small.departments, "D0": split}), "siloed")
    done = [e for e in told.events("step_completed") if e["authority"].startswith("D0@")]
    assert {e["review_class"] for e in done} == {"any", "window"}


def test_people_in_the_hall_come_before_files():
    """Nobody who stands at a window waits while a file is taken up there."""
    s = observe(world(needs=20.0), (), 1).spans
    for pool in np.unique(s.pool[s.at_window]).tolist():
        here = (s.pool == pool) & (s.start >= 0)
        files = s.start[here & ~s.for_window]
        begin, called = s.begin[here & s.at_window], s.start[here & s.at_window]
        hall = s.start[here & s.at_window] // DAY == s.begin[here & s.at_window] // DAY
        for at in files.tolist():
            assert not ((begin < at) & (at < called) & hall).any()


def test_a_file_at_a_window_is_worked_on_in_office_hours_and_takes_what_it_takes_at_a_desk():
    small = world()
    worked = []
    for setting in ((), APART):
        seen = observe(small, setting, 5)
        s, done = seen.spans, np.flatnonzero(seen.spans.did("review"))
        item = seen.spans.meaning(seen.compiled, "item")[done]
        step = seen.spans.meaning(seen.compiled, "step")[done]
        seconds = working_seconds_between(seen.compiled.office, s.start[done], s.end[done])
        names = zip(s.case[done].tolist(), item, step, strict=True)
        worked.append(dict(zip(names, seconds.tolist(), strict=True)))
    both = worked[0].keys() & worked[1].keys()
    assert both and all(worked[0][name] == worked[1][name] for name in both)


@pytest.mark.parametrize("strength", [0.0, 1 / 3, 2 / 3, 1.0])
def test_strength_is_the_share_of_departments_whose_reviewers_are_at_desks(strength):
    small = world()
    layout = layout_of(small, (LeverSetting("reception_apart", strength),))
    apart = {p.department for p in layout.pools if p.kind == "reviewers" and p.heads}
    assert len(apart) == round(strength * len(small.departments))


def test_the_scope_by_items_and_by_regions_names_the_departments_of_their_steps_there():
    small = world()
    setting = LeverSetting("reception_apart", items=("S.0",), regions=("330401",))
    pools = layout_of(small, (setting,)).pools
    apart = {(p.department, p.region) for p in pools if p.kind == "reviewers" and p.heads}
    assert apart == {("D2", "330401")}


def test_comprehensive_windows_alone_have_the_reviewers_too():
    small = world()
    seen = observe(small, EVERYTHING_ELSE, 1)
    assert reviewed_at(seen) == {"window"}
    assert seen.errors() == []
    classes = {
        c for p in seen.compiled.layout.pools if p.department == "*" for _, c, _ in p.members
    }
    assert classes == {"", "any"}


def dated(begin: int, end: int | None, small: World) -> tuple[LeverSetting, ...]:
    def day(n: int):
        return small.start + timedelta(days=n)

    until = None if end is None else day(end)
    return (LeverSetting("reception_apart", since=day(begin), until=until),)


def test_from_its_date_on_desks_review_and_after_its_end_windows_do_again():
    small = world(needs=10.0, days=30)
    seen = observe(small, dated(7, 14, small), 2)
    assert seen.errors() == []
    s, pools = seen.spans, seen.compiled.layout.pools
    done = np.flatnonzero(s.did("review") & (s.start >= 0))
    at_desk = np.array([pools[p].kind == "reviewers" for p in s.pool[done]])
    inside = (s.start[done] >= 7 * DAY) & (s.start[done] < 14 * DAY)
    assert inside.any() and (~inside).any()
    assert np.array_equal(at_desk, inside)


def test_files_that_wait_at_windows_when_the_lever_comes_go_to_the_desks_that_they_are_for():
    """The queue of a window is taken apart: people stay, files go."""
    small = world(needs=60.0, days=12)
    siloed, later = observe(small, (), 3), observe(small, dated(8, None, small), 3)
    waiting = siloed.spans.did("review") & (siloed.spans.begin < 8 * DAY)
    assert (waiting & (siloed.spans.start >= 8 * DAY)).sum() > 10, "the queue is worth the name"
    s = later.spans
    moved = np.flatnonzero(s.did("review") & (s.begin < 8 * DAY) & (s.start >= 8 * DAY))
    assert len(moved) > 10
    assert np.array_equal(s.pool[moved], s.asked[moved])
    assert later.errors() == []


@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(
    st.integers(0, 2**32 - 1), st.integers(1, 12), st.integers(1, 9), st.sampled_from([0.0, 0.3])
)
def test_a_desk_that_comes_and_goes_loses_nothing(seed, begin, lasts, absence):
    small = world(needs=15.0, days=12, process=replace(PROCESS, absence=absence))
    plan = (
        *dated(begin, begin + lasts, small),
        LeverSetting("comprehensive_windows", 0.5, since=small.start + timedelta(days=5)),
    )
    seen = observe(small, plan, seed)
    assert seen.errors() == []
    if not absence:
        heads = [heads_at(seen.compiled.given, day * DAY).sum() for day in range(30)]
        assert set(heads) == {seen.compiled.layout.heads()}


def test_the_same_heads_are_absent_whether_they_stand_at_a_window_or_sit_at_a_desk():
    """At least one is there of every pool, so pools are large enough for that not to matter."""
    base = world(process=replace(PROCESS, absence=0.1), windows=9)
    many = {k: replace(d, reviewers=(("any", 9),)) for k, d in base.departments.items()}
    small = replace(base, departments=many)
    given_ = [observe(small, setting, 1).compiled.given for setting in ((), APART)]
    days = [[heads_at(one, day * DAY + DAY // 2).sum() for day in range(40)] for one in given_]
    assert days[0] == days[1]
    assert len(set(days[0])) > 3


def test_open_pieces_are_the_working_seconds_of_a_span():
    cal = compile_regime(world(), Regime("siloed", ()), 1).office
    begin = np.array([0, 9 * 3600, 4 * DAY + 16 * 3600, 5 * DAY], np.int64)
    end = np.array([DAY, 9 * 3600 + 60, 7 * DAY + 10 * 3600, 6 * DAY], np.int64)
    row, opened, shut = open_pieces(cal, begin, end)
    total = np.bincount(row, weights=shut - opened, minlength=len(begin))
    assert total.tolist() == working_seconds_between(cal, begin, end).tolist()
    assert (opened // DAY == (shut - 1) // DAY).all()
