"""Links with a capacity: turns in the order of asking, backlogs after an outage, to the second."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.actors.data_links import DataLink, Platform, ScheduledOutage
from tongban.engines.links import Link
from tongban.experiments.validation.towns import Coming, Town, Wire, fetch
from tongban.journeys.outages import joined, outages
from tongban.journeys.program import FOREVER, Meaning, Op, Outcome
from tongban.journeys.writer import Label, Writer
from tongban.quantities import DAY, HOUR, ZERO, Spread
from worlds import name, world

TEN_SECONDS = 10_000_000


def asked(moments, latency: int = 1, **wire) -> list[tuple[int, int]]:
    """Return for each request its second of answer or of giving up, and whether it was answered."""
    town = Town(wires=[Wire(**wire)])

    def write(w: Writer) -> None:
        fails = Label()
        fetch(w, latency, fails)
        w.end(Outcome.STUCK, Meaning("end"))
        w.place(fails)

    town.journey(write)
    told = town.run([Coming(at) for at in moments])
    return [told.of(Op.FETCH, case)[0][2:] for case in range(len(moments))]


def test_a_busy_link_begins_one_answer_after_another():
    assert asked([0, 0, 0], spacing=TEN_SECONDS, patience=100) == [(1, 1), (11, 1), (21, 1)]


def test_a_link_that_was_idle_saves_nothing_up():
    assert asked([0, 500, 500], spacing=TEN_SECONDS, patience=100) == [(1, 1), (501, 1), (511, 1)]


def test_many_answers_may_begin_within_a_second():
    ends = [end for end, _ in asked([0] * 10, spacing=250_000, patience=100)]
    assert ends == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3]


def test_who_would_wait_too_long_gives_up_and_takes_nobodys_turn():
    found = asked([0, 1, 2, 12], spacing=TEN_SECONDS, patience=9)
    assert found == [(1, 1), (11, 1), (11, 0), (21, 1)]


def test_after_an_outage_the_backlog_is_answered_in_the_order_of_asking():
    found = asked([50, 60, 70, 130], spacing=TEN_SECONDS, patience=200, down=((40, 100),))
    assert found == [(101, 1), (111, 1), (121, 1), (131, 1)]


def test_a_turn_that_falls_into_an_outage_comes_after_it():
    found = asked([0, 0, 0], spacing=TEN_SECONDS, patience=500, down=((15, 300),))
    assert found == [(1, 1), (11, 1), (301, 1)]


def test_what_an_outage_cut_off_is_answered_first_and_holds_nobody_up():
    found = asked([0, 20, 20], latency=60, spacing=TEN_SECONDS, patience=900, down=((50, 300),))
    assert found == [(360, 1), (360, 1), (360, 1)]  # all were begun before, at 0, 20 and 30
    later = asked([0, 320], latency=60, spacing=TEN_SECONDS, patience=900, down=((50, 300),))
    assert later == [(360, 1), (380, 1)]


def test_who_waits_for_ever_is_answered_whatever_happens():
    found = asked([10], patience=FOREVER, down=((0, 3 * DAY), (4 * DAY, 5 * DAY)))
    assert found == [(3 * DAY + 1, 1)]


@settings(deadline=None, max_examples=80)
@given(
    gaps=st.lists(st.integers(0, 40), min_size=1, max_size=30),
    spacing=st.integers(1, 40),
    patience=st.integers(0, 300),
    outage=st.integers(0, 300),
)
def test_answers_begin_in_order_of_asking_and_never_faster_than_the_link_can(
    gaps, spacing, patience, outage
):
    link = Link([200], [200 + outage + 1], 0, patience, spacing * 1_000_000)
    begun = []
    for now in np.cumsum(gaps).tolist():
        answered, end = link.ask(now, 1)
        if answered:
            begun.append(end - 1)
        else:
            assert end >= now + patience
    cut_off = {200, 200 + outage + 1}  # an answer that was under way when the link went down
    regular = [b for b in begun if b not in cut_off]
    assert regular == sorted(regular)
    assert all(b - a >= spacing for a, b in itertools.pairwise(regular))


class TestOutages:
    def down(self, scheduled=(), **changes) -> list[list[tuple[int, int]]]:
        small = world(departments=3, horizon=30)
        links = {
            k: DataLink(k, "*", "D0", (), ZERO, 0, ZERO, ZERO, 0, platform)
            for k, platform in (("a", "p"), ("b", "p"), ("c", ""))
        }
        platform = Platform("p", name("p"), *changes.get("spreads", (ZERO, ZERO)))
        found = outages(replace(small, links=links, platforms={"p": platform}), scheduled, 7)
        return [list(zip(s.tolist(), e.tolist(), strict=True)) for s, e in found]

    def test_when_a_platform_is_down_all_its_links_are_and_no_other(self):
        spreads = (Spread("exponential", 3 * DAY, 1.0), Spread("exponential", HOUR, 1.0))
        a, b, c = self.down(spreads=spreads)
        assert a == b
        assert len(a) > 3
        assert c == []

    def test_what_is_scheduled_hits_what_it_names_or_everything(self):
        on_platform = ScheduledOutage(10, 20, platforms=("p",))
        one = ScheduledOutage(5, 15, links=("c",))
        assert self.down([on_platform]) == [[(10, 20)], [(10, 20)], []]
        assert self.down([one]) == [[], [], [(5, 15)]]
        assert self.down([ScheduledOutage(10, 20), one]) == [[(10, 20)], [(10, 20)], [(5, 20)]]

    def test_what_overlaps_or_touches_is_one_outage(self):
        parts = [(np.array([10, 50]), np.array([30, 60])), (np.array([20, 60]), np.array([25, 70]))]
        starts, ends = joined(parts)
        assert starts.tolist() == [10, 50]
        assert ends.tolist() == [30, 70]

    @pytest.mark.parametrize("seed", range(5))
    def test_joined_outages_are_down_exactly_when_some_part_is(self, seed):
        rng = np.random.default_rng(seed)
        parts = []
        for _ in range(3):
            cuts = np.unique(rng.integers(0, 200, 8))
            cuts = cuts[: len(cuts) // 2 * 2]
            parts.append((cuts[::2], cuts[1::2]))
        starts, ends = joined(parts)
        at = np.arange(220)
        some = np.zeros(220, bool)
        for s, e in parts:
            some |= ((at[:, None] >= s) & (at[:, None] < e)).any(axis=1)
        assert (((at[:, None] >= starts) & (at[:, None] < ends)).any(axis=1) == some).all()
        assert (starts[1:] > ends[:-1]).all()
