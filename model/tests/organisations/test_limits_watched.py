"""Where limits are watched: who is in time, what is hurried, and what silence means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metamorphic.observed import FEW, SHAPES, Observed, observe, patient, same_trace, seeds, shapes
from tongban.engines.trace_arrays import Field
from tongban.experiments.compliance import compliance
from tongban.experiments.sample import Sample
from tongban.journeys.program import Outcome
from tongban.levers.regime import full
from tongban.measures.limits import handlings
from tongban.quantities import DAY, HOUR, Spread
from tongban.scenario.supervision import Supervision
from tongban.scenario.world import World
from worlds import PROCESS, WORKING_DAY, minutes, world

PLATFORM = full(["platform_handover"])
WATCHED = full(["platform_handover", "limit_supervision"])
ROOMY = [shape for shape in SHAPES if shape["needs"] < 10]


def with_steps(small: World, limit: int | None, **changes) -> World:
    """Return a world whose items have a limit and steps with something changed."""
    items = {
        key: replace(item, limit_working_days=limit,
                     steps=tuple(replace(step, **changes) for step in item.steps))
        for key, item in small.catalogue.items.items()
    }  # fmt: skip
    return replace(small, catalogue=replace(small.catalogue, items=items))


def late(seen: Observed) -> np.ndarray:
    """Return the case numbers whose applications were not decided within their limit."""
    found = handlings(seen.world, seen.compiled, seen.spans, len(seen.compiled.needs))
    return found.case[found.took > found.limit]


def moments(seen: Observed, act: str) -> dict[tuple[int, str], int]:
    """Return when each case did an act for each item, the last time."""
    items = seen.spans.meaning(seen.compiled, "item")
    mask = seen.spans.did(act)
    rows = zip(seen.spans.case[mask], items[mask], seen.spans.end[mask], strict=True)
    return {(int(case), str(item)): int(end) for case, item, end in rows}


def slow_files(**shape) -> World:
    """Return a world with staff enough, in which a file lies a day before each of its steps."""
    circulation = Spread("exponential", 4 * WORKING_DAY, 1.0)  # a quarter on the platform
    return with_steps(patient(**shape), 3, circulation=circulation, work=minutes(10))


@FEW
@given(st.sampled_from(ROOMY), seeds)
def test_dat_7_with_staff_enough_nothing_is_late_where_limits_are_watched(shape, seed):
    assert len(late(observe(slow_files(**shape), PLATFORM, seed))) > 0
    assert len(late(observe(slow_files(**shape), WATCHED, seed))) == 0


def test_dat_7_where_staff_are_too_few_files_are_late_all_the_same():
    """Every review takes a day, and more come in than two reviewers can do."""
    small = with_steps(world(**SHAPES[0]), 2, work=Spread("constant", WORKING_DAY))
    assert len(late(observe(small, WATCHED, 1))) > 10


@FEW
@given(shapes, seeds)
def test_who_is_not_on_the_platform_is_not_watched(shape, seed):
    small = world(**shape)
    assert same_trace(
        observe(small, (), seed).trace, observe(small, full(["limit_supervision"]), seed).trace
    )


class TestWarnings:
    """One step, whose file would lie between desks for five days; the limit is three days."""

    def desk_reached(self, warning: float = 0.67, **changes) -> list[tuple[int, int]]:
        """Return for each application the working days until it is on the desk, and when then."""
        process = replace(PROCESS, supervision=Supervision(warning, HOUR, 5), rekeying=minutes(0))
        small = with_steps(
            world(departments=1, regions=1, needs=5.0, process=process, horizon=90), 3,
            circulation=Spread("constant", 5 * WORKING_DAY), circulation_electronic=1.0,
            **changes,
        )  # fmt: skip
        kept = tuple(replace(s, after=()) for s in small.catalogue.items["S.0"].steps)
        items = {k: replace(i, steps=kept) for k, i in small.catalogue.items.items()}
        seen = observe(replace(small, catalogue=replace(small.catalogue, items=items)), WATCHED, 1)
        accepted, arrived = moments(seen, "accepted"), moments(seen, "circulation")
        assert len(arrived) > 10
        works = np.unique(seen.compiled.office.starts // DAY).tolist()
        return [
            (works.index(at // DAY) - works.index(accepted[key] // DAY), at % DAY)
            for key, at in arrived.items()
        ]

    def test_a_warned_file_is_on_the_desk_within_the_hurried_time_of_the_day_after(self):
        assert set(self.desk_reached()) == {(3, 10 * HOUR)}

    @pytest.mark.parametrize(("share", "day"), [(0.66, 2), (0.34, 2), (1 / 3, 2), (0.33, 1)])
    def test_the_warning_comes_after_whole_days_of_the_limit_rounded_down(self, share, day):
        assert set(self.desk_reached(share)) == {(day, 10 * HOUR)}

    def test_a_wait_that_the_law_sets_is_not_hurried(self):
        assert {days for days, _ in self.desk_reached(wait_by_law=True)} == {5}


def test_an_office_of_the_national_level_is_not_hurried():
    def national(small: World) -> World:
        offices = {k: replace(d, level="national") for k, d in small.departments.items()}
        return replace(small, departments=offices)

    slow = slow_files(**ROOMY[0])
    assert len(late(observe(slow, WATCHED, 1))) == 0
    assert len(late(observe(national(slow), WATCHED, 1))) > 0


def test_without_numbers_of_supervision_only_the_queues_change():
    small = with_steps(
        world(departments=1, regions=1, needs=5.0, process=replace(PROCESS, supervision=None)),
        3, circulation=Spread("constant", 5 * WORKING_DAY), circulation_electronic=1.0,
    )  # fmt: skip
    assert len(late(observe(small, WATCHED, 1))) > 10


def test_what_is_due_comes_first_and_only_where_limits_are_watched():
    """Matter S has a limit of a year, M one of two days; they share one reviewer."""

    def overtaken(levers) -> int:
        small = with_steps(world(departments=1, regions=1, needs=8.0), 2, work=minutes(60))
        items = small.catalogue.items
        relaxed = {**items, "S.0": replace(items["S.0"], limit_working_days=250)}
        small = replace(small, catalogue=replace(small.catalogue, items=relaxed))
        seen = observe(small, levers, 1)
        s = seen.spans
        reviews = s.did("review") & (s.start >= 0)
        item = s.meaning(seen.compiled, "item")[reviews]
        begin, start = s.begin[reviews], s.start[reviews]
        urgent = item == "M.0"
        return sum(
            int(((begin[urgent] < at) & (start[urgent] > at)).any()) for at in start[~urgent]
        )

    assert overtaken(WATCHED) == 0
    assert overtaken(PLATFORM) > 0


def test_a_matter_accepted_as_one_is_watched_by_its_joint_limit():
    """No item has a limit of its own; the matter as a whole has six days."""
    levers = ["platform_handover", "limit_supervision", "one_acceptance", "parallel_review"]

    def longest(joint: int | None, names: list[str]) -> int:
        five_days = Spread("constant", 5 * WORKING_DAY)
        small = with_steps(
            patient(**SHAPES[1]), None, circulation=five_days, circulation_electronic=1.0
        )
        matters = {
            k: replace(m, joint_limit_working_days=joint)
            for k, m in small.catalogue.matters.items()
        }
        small = replace(small, catalogue=replace(small.catalogue, matters=matters))
        seen = observe(small, full(names), 1)
        accepted, decided = moments(seen, "accepted"), moments(seen, "decide")
        works = np.unique(seen.compiled.office.starts // DAY)
        days = [np.searchsorted(works, (accepted[k] // DAY, decided[k] // DAY)) for k in accepted]
        return int(max(b - a for a, b in days))

    assert longest(6, levers) <= 6
    assert longest(None, levers) > 6
    assert longest(6, [name for name in levers if name != "one_acceptance"]) > 6


class TestSilence:
    """A single window staff needs four days for each look: most are not looked at in time."""

    LEVERS = ("online_coverage", "no_visit", "platform_handover")

    def seen(self, *levers: str) -> Observed:
        process = replace(PROCESS, precheck=Spread("constant", 4 * DAY), login_failure=0.0)
        small = world(departments=1, regions=1, needs=12.0, days=8, horizon=90, process=process)
        return observe(small, full([*self.LEVERS, *levers]), 1)

    def test_srv_1_silence_counts_as_acceptance_when_the_fifth_day_is_over(self):
        seen = self.seen("limit_supervision")
        assert seen.errors() == []
        submitted, silent = moments(seen, "submitted"), moments(seen, "accepted_by_silence")
        works = np.unique(seen.compiled.office.starts // DAY)
        assert len(silent) > 5
        for key, at in silent.items():
            assert at % DAY == 0
            day = np.searchsorted(works, submitted[key] // DAY, "right")  # the next working day
            assert at == (works[day + 4] + 1) * DAY

    def test_srv_1_nothing_that_is_accepted_waited_longer_than_that(self):
        seen = self.seen("limit_supervision")
        submitted, accepted = moments(seen, "submitted"), moments(seen, "accepted")
        works = np.unique(seen.compiled.office.starts // DAY)
        waits = [
            np.searchsorted(works, at // DAY) - np.searchsorted(works, submitted[key] // DAY)
            for key, at in accepted.items()
        ]
        looked_at_while_four_days_long = 5 + 4
        assert waits
        assert max(waits) <= looked_at_while_four_days_long

    def test_srv_1_without_supervision_silence_counts_for_nothing(self):
        seen = self.seen()
        assert moments(seen, "accepted_by_silence") == {}
        waited = seen.spans.did("precheck")
        records = seen.trace.records[waited]
        assert (records[:, Field.START] - records[:, Field.BEGIN]).max() > 14 * DAY


def test_a_file_whose_clock_stands_still_for_a_pledge_is_warned_of_as_well():
    """The material follows the next day, and the file lies about from the day of acceptance."""
    process = replace(PROCESS, missing_at_first_try=0.9, supervision=Supervision(0.67, HOUR, 5))
    small = with_steps(
        world(departments=2, regions=1, needs=5.0, process=process, horizon=90), 6,
        circulation=Spread("constant", 20 * WORKING_DAY), circulation_electronic=1.0,
        work=minutes(5),
    )  # fmt: skip
    for beside in ([], ["one_acceptance"]):
        levers = ["platform_handover", "limit_supervision", "pledge", "parallel_review", *beside]
        seen = observe(small, full(levers), 1)
        assert seen.spans.did("clock_resumed").sum() > 10
        assert len(late(seen)) == 0


@pytest.mark.parametrize("levers", [(), ("pledge",), ("one_acceptance", "platform_handover")])
def test_dat_7_the_requirement_and_the_measure_count_the_same_applications(levers):
    """Over all that was decided: stopped clocks are in it, of pledges and of joint applications."""
    process = replace(PROCESS, missing_at_first_try=0.4, local_limit_share=0.0)
    slow = Spread("exponential", WORKING_DAY, 1.0)
    small = with_steps(patient(**SHAPES[0]), 3, circulation=slow, circulation_electronic=1.0)
    small = replace(small, process=replace(process, returning_applicant=0.0))
    seen = observe(small, full(levers), 1)
    assert (seen.trace.outcome == Outcome.DELIVERED).all()
    found = handlings(small, seen.compiled, seen.spans, len(seen.compiled.needs))
    sample = Sample(seen.compiled, seen.trace, seen.spans, seen.cases())
    judged = {j.requirement.id: j for j in compliance(small, "tried", sample)}["DAT-7"]
    assert judged.opportunities == len(found.took)
    assert judged.breaches == int((found.took > found.limit).sum()) > 0
