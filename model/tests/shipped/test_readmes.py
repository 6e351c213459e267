"""Every shipped scenario's README says in both languages what it is, and its numbers are true."""

from __future__ import annotations

import re
import shlex
from functools import partial

import pytest

from tongban.cli.options import REPLICATIONS_MAX
from tongban.levers.regime import LEVER_IDS
from tongban.report.scenario_numbers import summary_of, with_numbers
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario, shipped_names

HEADINGS = ("中文", "English", "来源 Sources", "假设 Assumed")
SEEN = ("看到什么", "What one sees")


def readme(name: str) -> str:
    return (find_scenario(name) / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", shipped_names())
def test_a_readme_says_where_numbers_are_from_what_is_assumed_and_what_one_sees(name):
    bold = re.findall(r"\*\*(.+?)\*\*", readme(name))
    assert set(HEADINGS) <= set(bold)
    told = " ".join(bold)
    assert all(words in told for words in SEEN)


@pytest.mark.parametrize("name", shipped_names())
def test_a_readme_has_its_command_in_both_languages_and_it_can_be_run(name):
    world = load_world(find_scenario(name), LEVER_IDS)
    lines = re.findall(r"^    (tongban .+)$", readme(name), re.M)
    commands = [shlex.split(line, comments=True) for line in lines]
    compared = [words for words in commands if words[1] == "compare"]
    languages = {words[words.index("--lang") + 1] for words in compared}
    assert languages == {"zh", "en"}
    for words in compared:
        assert words[2] == name
        assert 1 < int(words[words.index("--replications") + 1]) <= REPLICATIONS_MAX
        if "--regimes" in words:
            assert set(words[words.index("--regimes") + 1].split(",")) <= set(world.regimes)


@pytest.mark.parametrize("name", shipped_names())
def test_the_numbers_of_a_readme_are_those_of_a_run(name):
    text, world = readme(name), load_world(find_scenario(name), LEVER_IDS)
    assert "<!-- numbers: " in text
    assert with_numbers(text, world, partial(summary_of, world)) == text, "run `make numbers`"


def test_a_number_that_is_not_of_the_run_is_seen():
    text, world = readme("one_counter"), load_world(find_scenario("one_counter"), LEVER_IDS)
    rows = [line for line in text.splitlines() if line.startswith("| 跑动次数")]
    wrong = text.replace(rows[0], re.sub(r"\d+\.\d", "9.9", rows[0]))
    assert with_numbers(wrong, world, partial(summary_of, world)) == text != wrong
