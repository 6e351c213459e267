"""Every shipped scenario runs, and shows what its README says that it shows."""

from __future__ import annotations

import csv
import datetime
import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tongban.catalogue.graph import check_graph, circular_proofs
from tongban.experiments.replication import Replication, replicate
from tongban.journeys.program import Outcome
from tongban.levers.regime import LEVER_IDS, Regime, named
from tongban.quantities import DAY
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario, shipped_names
from tongban.scenario.world import World
from tongban.trace.systems import moves_of_records

ROOT = Path(__file__).parents[3]
SEED = 1


@cache
def world(name: str) -> World:
    return load_world(find_scenario(name), LEVER_IDS)


@cache
def run(name: str, regime: str) -> Replication:
    return replicate(world(name), named(world(name), regime), SEED, 0, True)


def mean(name: str, regime: str, measure: str, group: str = "all") -> float:
    return run(name, regime).summary[measure, group].mean


def test_the_four_first_scenarios_are_shipped():
    assert {"one_counter", "business_startup", "jiaxing", "circular_proofs"} <= set(shipped_names())


@pytest.mark.parametrize(
    ("name", "regime"), [(n, r) for n in shipped_names() for r in sorted(world(n).regimes)]
)
def test_a_shipped_scenario_runs_under_each_of_its_regimes(name, regime):
    sample = run(name, regime).sample
    assert sample is not None
    assert len(sample.trace.records) > len(sample.compiled.needs) > 0
    assert not check_graph(world(name).catalogue, world(name).departments)


def test_what_is_simplified_in_a_matter_foretells_no_outcome():
    """What is still open at the end is counted by the run, and no sentence says it before."""
    for name in shipped_names():
        for matter in world(name).catalogue.matters.values():
            told = matter.simplified
            assert told is None or ("未办结" not in told.zh and "still open" not in told.en)


@pytest.mark.parametrize("name", shipped_names())
def test_every_number_of_a_shipped_scenario_has_a_source_or_a_reason_in_both_languages(name):
    figures = world(name).figures
    assert figures
    assert all(f.words.zh and f.words.en for f in figures)
    assert {f.kind for f in world(name).inputs} <= {"source", "assumption"}


def test_jiaxing_is_the_real_prefecture_with_all_22_matters():
    assert set(world("jiaxing").halls) == {
        "330402", "330411", "330421", "330424", "330481", "330482", "330483",
    }  # fmt: skip
    ids = {f"E{n:02d}" for n in range(1, 12)} | {f"R{n:02d}" for n in range(1, 12)}
    assert set(world("jiaxing").catalogue.matters) == ids


def test_start_up_changes_in_the_direction_and_rough_size_of_the_published_pair():
    """Published: 22 → 5 days (0.23), 7 → 3 steps (0.43). Rough size: within a factor of two."""
    for measure, published in (("elapsed_calendar_days", 5 / 22), ("procedures", 3 / 7)):
        siloed = mean("business_startup", "siloed", measure)
        ratio = mean("business_startup", "integrated", measure) / siloed
        assert published / 2 < ratio < published * 2, measure
    met = [mean("business_startup", r, "authorities") for r in ("siloed", "integrated")]
    assert met[1] < met[0]
    assert 5 <= met[0] <= 6.5, "published: five departments; here with the bank"


def test_the_circular_cases_deadlock_when_siloed_and_dissolve_with_a_query():
    circles = circular_proofs(world("circular_proofs").catalogue)
    assert circles, "the circle of the first case is found in the legal graph"
    special = world("circular_proofs").process.special_handling
    siloed = run("circular_proofs", "siloed").sample
    assert siloed is not None
    for matter in range(3):
        outcomes = siloed.cases.outcome[siloed.cases.matter == matter]
        assert len(outcomes) > 10
        stuck = np.mean(outcomes == Outcome.STUCK)
        assert stuck > 1 - special - 0.2, "only special handling leads out"
    assert mean("circular_proofs", "integrated", "stuck") == 0
    query = (*world("circular_proofs").regimes["integrated"],)
    only = tuple(s for s in query if s.lever == "data_sharing")
    alone = replicate(world("circular_proofs"), Regime("query", only), SEED, 0, False)
    assert alone.summary["stuck", "all"].mean == 0, "the query alone dissolves them"


@pytest.mark.parametrize(("name", "prefecture", "counties"),
                         [("guizhou", "520400", 6), ("guangdong", "440600", 5)])  # fmt: skip
def test_a_prefecture_has_its_real_counties_and_all_22_matters(name, prefecture, counties):
    found = world(name)
    assert len(found.halls) == counties
    assert all(found.regions[c].parent == prefecture for c in found.halls)
    assert len(found.catalogue.matters) == 22


def test_construction_takes_about_the_published_200_days_before_and_clearly_less_after():
    """Published: over 200 to 120 working days, a target; the level before is fitted."""
    before = mean("construction_permit", "siloed", "elapsed_working_days")
    after = mean("construction_permit", "four_stages", "elapsed_working_days")
    assert 160 < before < 280
    assert after < 120
    assert len(world("construction_permit").catalogue.matters["E05"].items) == 8


@pytest.mark.parametrize("name", ["newborn", "second_hand_home", "unemployment"])
def test_integrating_saves_people_visits_and_papers_in_the_matters_of_residents(name):
    for measure in ("visits", "materials", "applicant_hours"):
        assert mean(name, "integrated", measure) < 0.5 * mean(name, "siloed", measure), measure


def test_newborns_wait_for_the_page_that_is_made_half_way():
    items = world("newborn").catalogue.items
    needing = [i for i, item in items.items()
               if "HK_CHILD" in [m.material for m in item.materials]]  # fmt: skip
    assert needing == ["R01.4", "R01.5"]


WORSE_ON_A_BAD_DAY = ("visits", "applicant_hours", "materials", "elapsed_working_days")


def test_with_all_links_down_for_a_day_integration_gives_less_and_for_three_days_less_again():
    for measure in WORSE_ON_A_BAD_DAY:
        regimes = ("all_links_up", "outage_day", "integrated", "siloed")
        values = [mean("bad_week", r, measure) for r in regimes]
        assert values == sorted(values), measure
        assert values[0] < values[1], measure
    answered = [mean("bad_week", r, "unanswered_requests") for r in ("all_links_up", "outage_day")]
    assert answered[0] < 0.01 < answered[1]


def test_the_migration_moves_every_item_once_in_every_county_within_24_months():
    sample = run("migration", "integrated").sample
    assert sample is not None
    moves = list(moves_of_records(world("migration"), sample.compiled.histories))
    places = [(m.item, m.region) for m in moves]
    assert len(set(places)) == len(places) == 16 * 3
    begun = datetime.date(2024, 1, 1) - world("migration").start
    assert all(0 < m.at - begun.days * DAY < 731 * DAY for m in moves)


def test_late_links_cost_papers_and_trips_where_they_are_missing_and_nowhere_else():
    for measure in ("materials", "visits"):
        on_time = mean("migration", "links_on_time", measure, "matter:R08")
        assert mean("migration", "integrated", measure, "matter:R08") > on_time + 0.2, measure
        start_up = [mean("migration", r, measure, "matter:E01")
                    for r in ("links_on_time", "integrated")]  # fmt: skip
        assert start_up[0] == pytest.approx(start_up[1], rel=0.02), measure


def test_in_the_small_county_people_gain_and_integrating_does_not_pay():
    for measure in ("visits", "applicant_hours", "materials", "applicant_cost"):
        before, after = (mean("small_county", r, measure) for r in ("siloed", "integrated"))
        assert after < before, measure
    before, after = (mean("small_county", r, "society_cost") for r in ("siloed", "integrated"))
    assert after > 2 * before
    cases = run("small_county", "siloed").sample
    assert cases is not None and np.mean(~cases.cases.digital) > 0.6


def test_in_the_small_county_the_levers_without_systems_do_not_pay_either():
    costs = [mean("small_county", r, "society_cost") for r in ("siloed", "lists_only")]
    assert costs[0] < costs[1]


def test_the_wider_applying_elsewhere_holds_the_less_people_travel():
    regimes = ("siloed", "in_the_prefecture", "in_the_province")
    hours = [mean("migration", r, "travel_hours") for r in regimes]
    assert hours[0] > hours[1] > hours[2]
    visits = [mean("migration", r, "visits") for r in regimes]
    assert max(visits) < 1.02 * min(visits), "not the number of trips, but how far they are"


def test_overtime_in_the_rush_comes_with_reviewers_of_their_own_and_is_little():
    assert mean("bad_week", "siloed", "overtime_hours") == 0
    for regime in ("all_links_up", "outage_day", "integrated"):
        overtime = mean("bad_week", regime, "overtime_hours")
        assert 0 < overtime < 0.01 * mean("bad_week", regime, "reviewer_hours")


def test_on_the_days_of_the_outage_people_make_about_twice_as_many_visits():
    days = ("2025-02-17", "2025-02-18", "2025-02-19")
    down, up = ([mean("bad_week", r, "visits", f"day:{d}") for d in days]
                for r in ("integrated", "all_links_up"))  # fmt: skip
    assert 1.5 < sum(down) / sum(up) < 3.5


PUBLISHED = sorted(p.parent.name for p in ROOT.glob("results/*/report.html"))


@pytest.mark.parametrize("folder", PUBLISHED)
def test_a_published_result_belongs_to_the_scenario_of_this_checkout(folder):
    path = ROOT / "results" / folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    stale = "run `make results`: the scenario has changed since the result was published"
    assert manifest["scenario_digest"] == world(manifest["scenario"]).digest, stale


def test_there_are_the_published_results_that_are_spoken_of():
    told = re.findall(r"^\| `(\w+)/` \|", (ROOT / "results" / "README.md").read_text("utf-8"), re.M)
    assert {"jiaxing", "levers", "validation"} <= set(told)
    assert all((ROOT / "results" / name / "manifest.json").exists() for name in told)


def test_the_published_levers_are_all_levers_each_tried_first_and_last():
    folder = ROOT / "results" / "levers"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["levers"] == list(LEVER_IDS), "run `make results`: there is another lever"
    with (folder / "effects.csv").open(encoding="utf-8", newline="") as file:
        tried = {(row["lever"], row["way"]) for row in csv.DictReader(file)}
    assert tried >= {(lever, way) for lever in LEVER_IDS for way in ("alone", "last")}


def test_the_table_of_the_validation_in_the_readme_is_the_published_one():
    table = (ROOT / "results" / "validation" / "checks.md").read_text("utf-8")
    assert table in (ROOT / "model" / "README.md").read_text("utf-8")


def test_the_published_validation_agrees_with_theory_in_every_row():
    document = json.loads((ROOT / "results" / "validation" / "checks.json").read_text("utf-8"))
    theory = [c for c in document["checks"] if c["part"] == "theory"]
    assert len(theory) >= 20
    assert [c["id"] for c in theory if c["verdict"] != "within"] == []
    assert all(c["replications"] >= 30 for c in theory)


@pytest.mark.parametrize("name", shipped_names())
def test_every_regime_of_a_shipped_scenario_has_a_title_in_both_languages(name):
    own = set(world(name).regimes) - {"siloed", "integrated"}
    assert own <= set(world(name).regime_titles)
