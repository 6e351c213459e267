"""What is right is loaded whole, with the origin of every number."""

from __future__ import annotations

import json
import pickle
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.catalogue.graph import circular_proofs, legal_graph
from tongban.catalogue.materials import OWN_MATERIALS
from tongban.errors import TongbanError, UsageError
from tongban.quantities import Spread
from tongban.scenario.load import load_world
from tongban.scenario.schema import schema_text
from tongban.scenario.shipped import find_scenario, scenarios_folder, shipped_names

from .conftest import LEVERS, RIGHT, spoilt


def test_the_example_becomes_a_world(load):
    world = load(RIGHT)
    item = world.catalogue.items["E01.1"]
    assert item.intake == Spread("lognormal", 900.0, 0.6)
    assert item.steps[0].circulation == Spread("exponential", 7 * 3600.0, 1.0)
    assert world.hall_hours.intervals == ((32400, 43200), (48600, 61200))
    assert world.hall_hours.arrival_weights[9] == 182
    assert world.process.session_validity_seconds == 8 * 3600
    assert world.regimes["siloed"] == ()
    assert [setting.lever for setting in world.regimes["integrated"]] == list(LEVERS)


def test_every_number_of_the_file_is_listed_in_order_with_its_origin(load):
    figures = load(RIGHT).figures
    lines = [int(figure.where.rsplit(":", 1)[1]) for figure in figures]
    assert lines == sorted(lines)
    pieces = len(re.findall(r"\{value:", RIGHT))
    assert len(figures) == pieces + 2  # and two sets of opening hours
    intake = next(f for f in figures if f.path == "items.E01.1.intake")
    assert (intake.value, intake.kind) == ("15 min, lognormal, cv 0.6", "assumption")
    dispersion = next(f for f in figures if f.path == "time.dispersion")
    assert dispersion.words.zh.startswith("荷兰某市")
    assert "derived" in dispersion.words.en


def test_the_digest_changes_with_any_file_and_only_then(load):
    text = spoilt(("schema: 1", "schema: 1\ninclude: [../more.yaml]"))
    first = load(text, more="items: {}\n").digest
    assert load(text, more="items: {}\n").digest == first
    assert load(text, more="items: {} \n").digest != first
    assert load(text + "#", more="items: {}\n").digest != first


def test_own_entries_win_over_included_ones_key_by_key(load):
    start, end = RIGHT.index("departments:"), RIGHT.index("\nmaterials:")
    shared = RIGHT[start:end].replace("value: 1,", "value: 9,")
    both = shared + RIGHT[start:end].split("\n", 1)[1].replace("SAMR", "TAX").replace("PS:", "PB:")
    include = spoilt(("schema: 1", "schema: 1\ninclude: [../shared.yaml]"))
    world = load(include, shared=both)
    assert dict(world.departments["SAMR"].reviewers) == {"registration": 1}
    assert "TAX" in world.departments
    world = load(include[: include.index("departments:")] + RIGHT[end:], shared=both)
    assert dict(world.departments["SAMR"].reviewers) == {"registration": 9}
    figure = next(f for f in world.figures if f.path == "departments.SAMR.reviewers.registration")
    assert figure.where == "shared.yaml:8"


def test_an_error_in_an_included_file_names_that_file(wrong):
    text = spoilt(("schema: 1", "schema: 1\ninclude: [../shared.yaml]"))
    error = wrong(text, shared="materials:\n  X:\n    maker: nobody\n")
    assert "shared.yaml:3:12: materials.X.maker: nobody is not one" in error.say("en")


def test_a_selection_keeps_matters_with_what_they_need(load):
    matter = "  E02:\n" + RIGHT[RIGHT.index("  E01:\n") + 7 : RIGHT.index("\nregions:")]
    item = "  E02.1:\n" + RIGHT[RIGHT.index("  E01.1:\n") + 9 : RIGHT.index("\nmatters:")]
    text = spoilt(
        ("\nregions:", matter.replace("E01.1", "E02.1") + "\nregions:"),
        ("\nmatters:", item.replace("[APP, ID]", "[APP]").replace("[BL]", "[]") + "\nmatters:"),
        ("regimes: {}", "regimes: {m: [{lever: one_notice, matters: [E01]}]}"),
    )
    whole = load(text)
    assert set(whole.catalogue.matters) == {"E01", "E02"}
    part = load(text + "select: {matters: [E02]}\n")
    assert set(part.catalogue.items) == {"E02.1"}
    assert set(part.catalogue.materials) - set(OWN_MATERIALS) == {"APP"}
    assert part.links == {}
    assert part.regimes["m"] == ()  # a scope of E01 alone must not become a scope of everything
    assert not [f for f in part.figures if "E01" in f.path]
    own = [w.regions["330402"].needs_per_working_day for w in (whole, part)]
    assert own == [12.0, 6.0], "two matters of equal weight: one has half the needs"
    all_of_it = load(text + "select: {matters: [E02], needs: all}\n")
    assert all_of_it.regions["330402"].needs_per_working_day == 12.0


def test_a_published_pair_has_its_unit_and_source(load):
    before = "{value: 20, unit: working_day, source: receipt_log}"
    after = before.replace("20", "3")
    title = "title: {zh: 用时, en: time taken}"
    pair = (
        f"{{id: time_taken, {title}, matter: E01, measure: elapsed, before: {before}, "
        f"after: {after}, use: fitted}}"
    )
    world = load(spoilt(("published: []", f"published:\n  - {pair}")))
    assert (world.published[0].before, world.published[0].after) == (20.0, 3.0)
    assert world.published[0].unit.say("zh") == "工作日"
    assert world.published[0].title.en == "time taken"
    assert [f.value for f in world.figures[-2:]] == ["20 working_day", "3 working_day"]
    assert world.inputs == world.figures[:-2]


def test_circular_proofs_are_findings_and_no_errors(load):
    world = load(
        spoilt(
            ("    electronic: true\n", "    electronic: true\n    prerequisites: [BL]\n"),
        )
    )
    circles = circular_proofs(world.catalogue)
    assert [circle.materials for circle in circles] == [("ID", "BL")]
    assert "居民身份证，要先有 营业执照" in circles[0].what.zh
    assert circular_proofs(load(RIGHT).catalogue) == ()


def test_the_legal_graph_leads_from_matter_to_department(load):
    world = load(RIGHT)
    graph = legal_graph(world.catalogue, world.departments)
    assert graph.edges[("matter", "E01"), ("item", "E01.1")]["relation"] == "has"
    step = ("step", "E01.1/review")
    assert graph.nodes[step]["kind"] == "step"
    assert list(graph.successors(step)) == [("department", "SAMR")]


def test_the_schema_for_editors_is_up_to_date():
    written = (scenarios_folder() / "scenario.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "run python -m tongban.scenario.schema FILE"
    assert json.loads(written)["properties"]["schema"]["const"] == 1


def test_a_shipped_scenario_is_found_by_its_name():
    assert "one_counter" in shipped_names()
    assert load_world(find_scenario("one_counter"), LEVERS).name == "one_counter"


@pytest.mark.parametrize("written", ["one_conter", "ONE_COUNTER", "one-counter"])
def test_a_mistyped_scenario_gets_the_nearest_name(written):
    with pytest.raises(UsageError) as caught:
        find_scenario(written)
    assert "did you mean one_counter" in caught.value.say("en")
    assert "您是不是想写 one_counter" in caught.value.say("zh")


def test_a_path_that_names_nothing_is_a_usage_error():
    for written in ("", "x" * 5000, "a\0b", "/nowhere/at/all"):
        with pytest.raises(UsageError):
            find_scenario(written)


def test_several_errors_survive_the_way_between_processes(wrong):
    error = wrong(RIGHT.replace("value:", "valeu:"))
    assert pickle.loads(pickle.dumps(error)).say("zh") == error.say("zh")


def test_a_large_catalogue_loads_within_a_second(load):
    start, end = RIGHT.index("  E01.1:"), RIGHT.index("\nmatters:")
    item = RIGHT[start:end]
    more = "".join("\n" + item.replace("E01.1", f"E{n:03}.1") for n in range(100))
    text = RIGHT[:end] + more + RIGHT[end:]
    assert len(text) > 100_000
    load(RIGHT)
    begun = time.process_time()
    load(text)
    assert time.process_time() - begun < 1.0  # 0.3 s on the machine it was written on


SIGNS = (
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "\n",
    "  ",
    "&a ",
    "*a",
    "!!x ",
    "- ",
    "'",
    '"',
    "|\n",
    "? ",
)
WORDS = ("-1", "1e400", ".nan", "null", "true", "0x10", "é", "一", "\x00", "\ud7ff", "%YAML 1.1\n")
PIECES = st.sampled_from((*SIGNS, *WORDS))
ODD = ("{}", "[]", "[[1]]", "{a: {b: 1}}", "9" * 30)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_mutation_of_the_example_raises_anything_but_ours(load, data):
    text = RIGHT
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        until = min(len(text), at + data.draw(st.integers(0, 40)))
        text = text[:at] + data.draw(st.one_of(PIECES, st.text(max_size=5))) + text[until:]
    content = text.encode("utf-8", "surrogatepass")
    try:
        load(content)
    except TongbanError as error:
        assert error.say("zh")
        assert error.say("en")


TREE = re.compile(r"(?<=: )[^\s{}\[\],#]+")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_exchanged_value_raises_anything_but_ours(load, data):
    places = list(TREE.finditer(RIGHT))
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([*(p.group() for p in places), *ODD]))
    try:
        load(RIGHT[: place.start()] + other + RIGHT[place.end() :])
    except TongbanError as error:
        assert error.say("zh")
        assert error.say("en")
