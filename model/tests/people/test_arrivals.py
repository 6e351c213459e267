"""How many come, who, and when: against the receipt log, the calendar and the counties."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import chdtrc

from tongban.journeys.assemble import replication_seed
from tongban.journeys.needs import needs
from tongban.journeys.people import shares_in
from tongban.journeys.program import Role
from tongban.journeys.seasons import after_spring_festival
from tongban.levers.regime import LEVER_IDS
from tongban.quantities import DAY, HOUR
from tongban.scenario.demand import Season, Surge
from tongban.scenario.load import load_world
from tongban.scenario.shipped import scenarios_folder
from tongban_spec.language import Text
from worlds import group, name, world

UNLIKELY = 1e-3
RECEIPT_HOURS = {9: 182, 10: 206, 11: 188, 13: 117, 14: 175, 15: 188, 16: 82}  # facts C2
MORNING = tuple(float(hour == 9) for hour in range(24))


def many(base, replications: int = 40):
    return [needs(base, replication_seed(3, n)) for n in range(replications)]


@pytest.fixture(scope="module")
def jiaxing():
    """The shipped prefecture, as if every day were alike."""
    found = load_world(scenarios_folder() / "jiaxing", LEVER_IDS)
    return replace(found, seasons=(), after_spring_festival=None)


def test_a_countys_days_vary_three_times_as_much_as_a_poisson_processs(jiaxing):
    runs = many(jiaxing)
    ratios = []
    for site in range(len(jiaxing.halls)):
        days = np.array([np.bincount(n.at[n.home == site] // DAY, minlength=28) for n in runs])
        open_days = days[:, days.sum(axis=0) > 0].ravel()
        ratios.append(open_days.var(ddof=1) / open_days.mean())
    # 40 replications of 20 days: one ratio is known to 3 × sqrt(2/800) = 0.15, their mean to 0.06
    assert np.mean(ratios) == pytest.approx(3.0, abs=0.25)


def test_the_day_has_the_receipt_logs_two_peaks(jiaxing):
    assert dict(enumerate(jiaxing.hall_hours.arrival_weights))[10] == RECEIPT_HOURS[10]
    hours = np.concatenate([n.at % DAY // HOUR for n in many(jiaxing, 4)])
    seen = np.array([(hours == hour).sum() for hour in RECEIPT_HOURS], float)
    # the hall opens for half of the hour from 13:30
    weights = np.array([w / 2 if hour == 13 else w for hour, w in RECEIPT_HOURS.items()], float)
    wanted = seen.sum() * weights / weights.sum()
    assert chdtrc(len(seen) - 1, ((seen - wanted) ** 2 / wanted).sum()) > UNLIKELY
    by_hour = dict(zip(RECEIPT_HOURS, seen, strict=True))
    assert by_hour[10] > by_hour[9] and by_hour[10] > by_hour[11] > by_hour[13]
    assert by_hour[15] > by_hour[14] > by_hour[13] and by_hour[15] > by_hour[16]


# ---- seasons ---------------------------------------------------------------------------------


def test_the_working_day_after_the_spring_festival_is_known_each_year():
    assert after_spring_festival(2025) == datetime.date(2025, 2, 5)
    assert after_spring_festival(2024) == datetime.date(2024, 2, 18)


@pytest.mark.parametrize(
    ("first", "last", "inside", "outside"),
    [((3, 1), (6, 30), (6, 30), (7, 1)), ((12, 15), (1, 15), (1, 15), (1, 16))],
)
def test_a_season_has_both_its_ends_and_may_run_over_the_turn_of_the_year(
    first, last, inside, outside
):
    season = Season(name("s"), first, last, 2.0)
    assert season.holds(datetime.date(2025, *first))
    assert season.holds(datetime.date(2025, *inside))
    assert not season.holds(datetime.date(2025, *outside))


def by_day(base) -> np.ndarray:
    days = [np.bincount(n.at // DAY, minlength=base.arrival_days) for n in many(base, 60)]
    return np.sum(days, axis=0)


def test_needs_surge_on_the_first_working_days_after_the_spring_festival_only():
    plain = replace(world(needs=20.0, days=21), start=datetime.date(2025, 1, 26))
    surge = replace(plain, after_spring_festival=Surge(4, 1.75))
    before, after = by_day(plain), by_day(surge)
    working = np.flatnonzero(before)
    assert working[0] == 0  # a Sunday that was worked, before the festival
    first = [n for n in working if n >= 10][:4]  # from 5 February; the 8th was worked as well
    assert first == [10, 11, 12, 13]
    ratio = after[first].sum() / before[first].sum()
    assert ratio == pytest.approx(1.75, rel=0.03)
    others = [n for n in working if n not in first]
    assert (after[others] == before[others]).all()


def test_a_season_of_one_matter_brings_more_of_it_and_leaves_the_others():
    plain = world(needs=20.0, days=10)
    season = Season(Text("季", "season"), (3, 1), (3, 31), 3.0, ("M",))
    busy = replace(plain, seasons=(season,))
    count = {m: sum(int((n.matter == m).sum()) for n in many(plain, 60)) for m in (0, 1)}
    more = {m: sum(int((n.matter == m).sum()) for n in many(busy, 60)) for m in (0, 1)}
    assert more[0] / count[0] == pytest.approx(3.0, rel=0.05)
    assert more[1] / count[1] == pytest.approx(1.0, rel=0.05)


def test_whoever_comes_on_an_ordinary_day_comes_on_a_busier_one_too():
    plain = world(needs=20.0, days=10)
    busy = replace(plain, seasons=(Season(name("s"), (3, 1), (3, 31), 1.5),))
    for few, many_ in zip(many(plain, 5), many(busy, 5), strict=True):
        assert set(few.bits.tolist()) <= set(many_.bits.tolist())


def test_a_season_of_no_needs_brings_none():
    closed = replace(world(), seasons=(Season(name("s"), (1, 1), (12, 31), 0.0),))
    assert all(len(n) == 0 for n in many(closed, 3))


# ---- who ---------------------------------------------------------------------------------------

VILLAGERS = {
    "town": group("town", share=0.6, lives="urban"),
    "village": group("village", share=0.2, lives="rural"),
    "anywhere": group("anywhere", share=0.2),
}


def test_rural_groups_live_where_the_country_is():
    base = world(needs=40.0, regions=2)
    codes = list(base.regions)
    regions = {
        codes[0]: replace(base.regions[codes[0]], rural_share=0.1),
        codes[1]: replace(base.regions[codes[1]], rural_share=0.8),
    }
    runs = many(replace(base, groups=VILLAGERS, regions=regions), 40)
    group_ = np.concatenate([n.group for n in runs])
    home = np.concatenate([n.home for n in runs])
    share = [[(group_[home == site] == g).mean() for g in range(3)] for site in (0, 1)]
    assert share[0] == pytest.approx([0.72, 0.08, 0.2], abs=0.02)
    assert share[1] == pytest.approx([0.16, 0.64, 0.2], abs=0.02)


def test_a_countys_shares_of_groups_add_up_to_one():
    members = list(VILLAGERS.values())
    for rural in (None, 0.0, 0.3, 1.0):
        assert sum(shares_in(members, rural)) == pytest.approx(1.0)


def test_a_group_with_its_own_profile_comes_when_it_says_and_nobody_else_changes():
    base = replace(world(needs=30.0), groups={
        "early": group("early", share=0.5), "late": group("late", share=0.5),
    })  # fmt: skip
    own = replace(base, groups={
        **base.groups, "early": group("early", share=0.5, arrival_weights=MORNING),
    })  # fmt: skip
    for plain, changed in zip(many(base, 5), many(own, 5), strict=True):
        assert (np.diff(changed.at) >= 0).all()
        hours = changed.at[changed.group == 0] % DAY // HOUR
        assert (hours == 9).all()
        before = dict(zip(plain.bits.tolist(), plain.at.tolist(), strict=True))
        for at, bits, who in zip(changed.at, changed.bits, changed.group, strict=True):
            assert at // DAY == before[int(bits)] // DAY
            assert who == 0 or at == before[int(bits)]


def test_a_group_with_its_own_profile_also_travels_by_it():
    from tongban.journeys.assemble import compile_regime
    from tongban.levers.regime import Regime

    early = group("early", arrival_weights=MORNING)
    base = replace(world(), groups={"early": early})
    given = compile_regime(base, Regime("siloed", ()), 1).given
    tables = given.tables[given.profile_tables[:, Role.MOMENT]]
    assert (tables // HOUR == 9).all()
