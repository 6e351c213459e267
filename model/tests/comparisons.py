"""Small finished comparisons for the report's tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

from tongban.experiments.comparison import Comparison, Row, compare
from tongban.experiments.intervals import Interval
from tongban.levers.regime import Regime
from tongban.report.page import Reproduction
from tongban.scenario.world import Figure, PublishedPair, World
from tongban_spec.language import Text
from worlds import world

EVIL = '<script src="http://evil.example/x.js">alert("1")</script>&\'"'
REPRODUCE = Reproduction(
    "0.1.0", "abc", "tongban compare small --seed 1", "0" * 64, 1, "reference", (("numpy", "2"),)
)
PAIR = PublishedPair(
    "visits_somewhere",
    "M", "visits", 8.0, 2.0, Text("次", "visits"), Text("某市", "a city"), Text("某报", "a paper"),
    "predicted",
)  # fmt: skip
NUMBERS = (
    Figure("time.arrival", "10 day", "assumption", Text("两周", "two weeks"), "small.yaml:3"),
    Figure("process.login", "10 min", "source", Text("一份报告", "a report"), "small.yaml:9"),
)


def two_languages(base: World) -> World:
    """Give a test world names that differ between the languages, so that a mix-up shows."""
    catalogue = base.catalogue
    matters = {
        k: replace(m, name=Text(f"事{k}", f"matter {k}"), simplified=Text("从简", "made simple"))
        for k, m in catalogue.matters.items()
    }
    return replace(
        base,
        title=Text("小场景", "A small scenario"),
        purpose=Text("试验用", "for trials"),
        catalogue=replace(catalogue, matters=matters),
        groups={k: replace(g, name=Text("企业", "firms")) for k, g in base.groups.items()},
        published=(PAIR,),
        figures=NUMBERS,
    )


def compared(base: World, *names: str, replications: int = 3, judge: bool = False) -> Comparison:
    regimes = [Regime(name, base.regimes[name]) for name in names]
    with ThreadPoolExecutor(1) as executor:
        return compare(base, regimes, 1, replications, executor, judge=judge)


@cache
def usual() -> Comparison:
    """Two regimes and three replications."""
    return compared(two_languages(world()), "siloed", "integrated", judge=True)


@cache
def single() -> Comparison:
    """One regime, one replication, no published pair, no number with an origin."""
    return compared(world(), "siloed", replications=1)


@cache
def three() -> Comparison:
    """A third regime between the two, with a name that nobody knows."""
    base = two_languages(world())
    partial = base.regimes["integrated"][:3]
    regimes = {**base.regimes, "partial": partial}
    return compared(replace(base, regimes=regimes), "siloed", "partial", "integrated")


@cache
def evil() -> Comparison:
    """A scenario that writes markup wherever it may write words."""
    base, words = two_languages(world(needs=2.0)), Text(EVIL, EVIL + "!")
    return compared(
        replace(
            base,
            title=words,
            purpose=words,
            groups={k: replace(g, name=words) for k, g in base.groups.items()},
            published=(replace(PAIR, title=words, source=words, unit=words),),
            figures=(Figure(EVIL, EVIL, "source", words, EVIL),),
        ),
        "siloed",
        "integrated",
        replications=1,
    )


@cache
def empty() -> Comparison:
    """Nobody wants anything."""
    return compared(two_languages(world(needs=0.0)), "siloed", "integrated", replications=2)


def row_with(mean: float, low: float, high: float, measure: str = "visits"):
    row = usual().row(measure)
    first = row.estimates[0].mean.mean
    last = replace(row.estimates[-1], mean=Interval(first + mean, first, first, 3))
    return replace(row, estimates=(row.estimates[0], last), difference=Interval(mean, low, high, 3))


def changed(first: float, last: float, half: float = 0.0, measure: str = "visits") -> Row:
    """Return a row with these two means and an interval that reaches ``half`` to both sides."""
    row, d = usual().row(measure), last - first
    of = [replace(row.estimates[0], mean=Interval(x, x, x, 3)) for x in (first, last)]
    return replace(row, estimates=tuple(of), difference=Interval(d, d - half, d + half, 10))
