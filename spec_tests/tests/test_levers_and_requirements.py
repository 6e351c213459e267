"""Worlds and levers against the requirements: all levers on breach nothing, one off its own."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.known_bad.right_worlds import random_shape, random_world
from tongban.known_bad.running import evidence_of_world
from tongban.known_bad.small_world import Shape, integrated, small_world
from tongban.levers.regime import LEVERS
from tongban_spec.check import judge
from tongban_spec.evidence.rows import evidence_of_tables
from tongban_spec.registry import by_id
from tongban_spec.selftest.simulator import Tables
from tongban_spec.verdicts import Verdict

KNOWN = by_id()
SMALL = Shape(counties=4, needs=4.0, missing=0.8)
# What else must be off for the lever to matter: an electronic result needs no outlet.
BESIDE = {"one_outlet": ("e_licences",)}
# Where its absence leaves nothing in the log that the requirement could judge, and why.
NOT_IN_THE_LOG = {
    ("data_sharing", "DAT-1"): "what no link is connected for, no link could have verified",
    ("e_licences", "DAT-10"): "without a library none declares a delay",
    ("one_standard", "HAL-7"): "what a county lists, it asks for in both channels",
    ("pledge", "SRV-1"): "who lacks something is told so, which the law allows",
    ("limit_supervision", "DAT-7"): "only near overload does the order of a queue decide; "
    "model/tests hold that it then keeps more in time",
    ("limit_supervision", "SRV-1"): "nobody is silent for days in a world with time enough",
}
PAIRS = [(lever.id, r) for lever in LEVERS.values() for r in lever.requirements]
OF_RECORD = ("CAT-1", "CAT-5", "CAT-6", "CAT-7", "CAT-8", "HAL-9", "SRV-2")  # no lever is for them
SHOWN = [p for p in PAIRS if p not in NOT_IN_THE_LOG]


def verdicts(tables: Tables, *requirements: str) -> dict[str, Verdict]:
    evidence = evidence_of_tables(tables)
    try:
        return {r: judge(evidence, KNOWN[r], examples=1).verdict for r in requirements or KNOWN}
    finally:
        evidence.connection.close()


@cache
def without(*levers: str) -> dict[str, Verdict]:
    return verdicts(evidence_of_world(small_world(SMALL), integrated(*levers)))


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_with_every_lever_on_and_all_links_up_no_world_breaches_anything(number):
    found = verdicts(random_world(number).tables())
    assert [r for r, verdict in found.items() if verdict == "breached"] == []


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 10**9), st.sets(st.sampled_from(sorted(LEVERS))))
def test_whatever_levers_are_off_what_is_recorded_is_right(number, off):
    """A bad regime treats people badly; it invents no items, numbers, sources or decisions."""
    world = small_world(random_shape(number))
    found = verdicts(evidence_of_world(world, integrated(*sorted(off)), seed=number), *OF_RECORD)
    assert [r for r, verdict in found.items() if verdict == "breached"] == []


@pytest.mark.parametrize(("lever", "requirement"), SHOWN)
def test_a_lever_switched_off_alone_breaches_its_own_requirement(lever, requirement):
    beside = BESIDE.get(lever, ())
    assert without(*beside)[requirement] != "breached"
    assert without(*beside, lever)[requirement] == "breached"


@pytest.mark.parametrize(("lever", "requirement"), NOT_IN_THE_LOG)
def test_what_a_log_cannot_show_of_a_lever_is_said_and_still_true(lever, requirement):
    assert (lever, requirement) in PAIRS, "an exception that nobody needs any more"
    assert without(lever)[requirement] != "breached", "the log shows it now"


def test_every_lever_names_a_requirement_that_exists():
    assert {r for _, r in PAIRS} <= set(KNOWN)
