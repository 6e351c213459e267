"""Departments and data links (部门与数据链路): who brings the papers, people or the network."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import networkx as nx
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from tongban.experiments.comparison import Comparison
from tongban.experiments.sample import Sample
from tongban.levers.regime import Regime
from tongban.report.figures.house import (
    INK,
    PAPER,
    QUIET,
    Plate,
    Table,
    sheet,
    word_colour,
    wrapped,
)
from tongban.report.words import by_regime, regime_name, same
from tongban.scenario.world import World
from tongban_spec.language import Language, Text

PEOPLE, NETWORK = "people", "network"
COLOURS = {PEOPLE: "#C77700", NETWORK: "#0B4F8A"}
WORDS = {
    PEOPLE: Text("- - 申请人带材料", "- - papers carried by applicants"),
    NETWORK: Text("— 数据替人跑", "— data over links and the library"),
}
RADII = (2.6, 1.55)  # of the oval, in units of the picture
Edge = tuple[str, str, str]  # issuer, department that needs it, carrier


@dataclass(frozen=True)
class Flow:
    """What moved between departments under one regime (部门间流动).

    Parameters
    ----------
    regime : Regime
    edges : dict of (issuer, asker, carrier) to int
        Number of materials in the replication; an issuer may ask for its own.
    """

    regime: Regime
    edges: dict[Edge, int]

    def total(self, carrier: str) -> int:
        """Return how many materials a carrier moved between different departments."""
        return sum(n for (a, b, c), n in self.edges.items() if c == carrier and a != b)

    def own(self) -> int:
        """Return how many papers people brought back to their own issuer."""
        return sum(n for (a, b, c), n in self.edges.items() if c == PEOPLE and a == b)


@dataclass(frozen=True)
class Links(Plate):
    """The graph of departments under each regime (部门关系图).

    Parameters
    ----------
    departments : tuple of str
        Those with an edge under any regime, in the world's order: their places on the circle.
    names : dict of str to Text
    flows : tuple of Flow
    """

    departments: tuple[str, ...]
    names: dict[str, Text]
    flows: tuple[Flow, ...]
    name = "links"
    heading = Text("部门与数据链路", "Departments and data links")

    @property
    def finding(self) -> Text:
        said = [
            Text("人带 {p} 份，数据 {n} 份", "{p} brought by people, {n} by data").fill(
                p=f"{f.total(PEOPLE):,}", n=f"{f.total(NETWORK):,}"
            )
            for f in self.flows
        ]
        return Text("部门之间的材料。{s}", "Materials between departments. {s}").fill(
            s=by_regime(tuple(f.regime for f in self.flows), said)
        )

    @property
    def caption(self) -> Text:
        own = [same(f"{f.own():,}") for f in self.flows]
        return Text(
            "第 0 次重复，首末两种体制。箭头从出具部门指向要材料的部门，粗细随份数的平方根。"
            "虚线橙色：申请人带去的纸质材料；"
            "实线蓝色：数据链路取回或证照库已有。未画：申请人把材料带回给出具部门自己的份数：{o}。",
            "Replication 0, first and last regime. Arrows run from the issuing department to the "
            "one that asks, their width "
            "with the square root of the number. Dashed orange: papers that applicants carried; "
            "solid "
            "blue: fetched over a link or already in the library. Not drawn: papers that "
            "applicants "
            "brought back to their own issuer: {o}.",
        ).fill(o=by_regime(tuple(f.regime for f in self.flows), own))

    def graph(self, flow: Flow) -> nx.MultiDiGraph:
        """Return one regime's graph; loops are left out."""
        graph = nx.MultiDiGraph()
        graph.add_nodes_from(self.departments)
        for (issuer, asker, carrier), count in sorted(flow.edges.items()):
            if issuer != asker:
                graph.add_edge(issuer, asker, key=carrier, count=count)
        return graph

    def table(self) -> Table:
        rows = [
            (f.regime.name, issuer, asker, carrier, count)
            for f in self.flows
            for (issuer, asker, carrier), count in sorted(f.edges.items())
        ]
        return Table(("regime", "issuer", "asker", "carrier", "materials"), tuple(rows))

    def draw(self, language: Language) -> Figure:
        figure = sheet(self.finding, language, 4.3 * len(self.flows), one_replication=True)
        panels = figure.subplots(len(self.flows), 1, squeeze=False)[:, 0]
        most = max((n for f in self.flows for (a, b, _), n in f.edges.items() if a != b), default=1)
        for r, (axes, flow) in enumerate(zip(panels, self.flows, strict=True)):
            self._draw_flow(axes, flow, most, language)
            axes.set_title(regime_name(flow.regime).say(language), fontsize=11, loc="left",
                           color=word_colour(flow.regime, r))  # fmt: skip
        return figure

    def _draw_flow(self, axes, flow: Flow, most: int, language: Language) -> None:
        axes.axis("off")
        axes.set_xlim(-4.0, 4.0)
        axes.set_ylim(-2.15, 2.15)
        for line, carrier in enumerate((PEOPLE, NETWORK)):
            words = f"{WORDS[carrier].say(language)}  {flow.total(carrier):,}"
            axes.text(0.0, 0.99 - 0.055 * line, words, transform=axes.transAxes, va="top",
                      fontsize=9.5, color=COLOURS[carrier])  # fmt: skip
        places = places_on_oval(self.departments)
        for issuer, asker, carrier, count in self.graph(flow).edges(keys=True, data="count"):
            axes.add_patch(_arrow(places[issuer], places[asker], carrier, count / most))
        for kind, (x, y) in places.items():
            axes.plot(x, y, "o", markersize=8, color=PAPER, markeredgecolor=INK, zorder=3)
            self._label(axes, kind, x, y, language)

    def _label(self, axes, kind: str, x: float, y: float, language: Language) -> None:
        across, level = abs(x) / RADII[0], "center"
        if abs(y) >= 0.7 * RADII[1]:
            level = "bottom" if y > 0 else "top"
        beside = level == "center" or across > 0.6
        words = wrapped(self.names[kind].say(language), language, 22 if beside else 12)
        side = ("left" if x > 0 else "right") if beside else "center"
        shift = (8 * np.sign(x) * beside, 7 * np.sign(y) * (level != "center"))
        axes.annotate(words, (x, y), shift, textcoords="offset points", ha=side, va=level,
                      fontsize=8, color=QUIET, linespacing=1.05, zorder=4)  # fmt: skip


def _arrow(start, end, carrier: str, weight: float) -> FancyArrowPatch:
    return FancyArrowPatch(
        start, end, arrowstyle="-|>", mutation_scale=7, shrinkA=5, shrinkB=5,
        connectionstyle="arc3,rad=0.12", color=COLOURS[carrier], alpha=0.75,
        linewidth=0.5 + 4 * math.sqrt(weight),
        linestyle=(0, (3, 1)) if carrier == PEOPLE else "-",
    )  # fmt: skip


def places_on_oval(kinds: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Return where departments stand: evenly round an oval from the top, clockwise, in order.

    A rule and no search: the same departments stand in the same places in every picture.
    """
    turn = 2 * math.pi / max(len(kinds), 1)
    wide, high = RADII
    return {k: (wide * math.sin(n * turn), high * math.cos(n * turn)) for n, k in enumerate(kinds)}


def links_of(comparison: Comparison) -> Links | None:
    """Return the figure's data; None if no material moved between departments."""
    world = comparison.world
    ends = comparison.regimes[:1] + comparison.regimes[1:][-1:]
    flows = tuple(Flow(r, _edges(world, comparison.samples[r.name])) for r in ends)
    seen = {d for f in flows for a, b, _ in f.edges if a != b for d in (a, b)}
    if not seen:
        return None
    kinds = tuple(k for k in world.departments if k in seen)
    return Links(kinds, {k: world.departments[k].name for k in kinds}, flows)


def _edges(world: World, sample: Sample) -> dict[Edge, int]:
    """Count the materials of the measured cases by issuer, asker and carrier."""
    s = sample.spans
    measured = np.isin(s.case, sample.cases.number)
    by_people = s.did("submit") & measured
    by_network = (s.did("present", "carried") | (s.did("fetch") & (s.result == 1))) & measured
    counts: Counter[Edge] = Counter()
    for mask, carrier in ((by_people, PEOPLE), (by_network, NETWORK)):
        for op, count in zip(*np.unique(s.op[mask], return_counts=True), strict=True):
            meaning = sample.compiled.meanings[op]
            issuer = world.catalogue.materials[meaning.material].issuer
            asker = world.catalogue.items[meaning.item].department
            if issuer is not None and issuer in world.departments:
                counts[issuer, asker, carrier] += int(count)
    return dict(sorted(counts.items()))
