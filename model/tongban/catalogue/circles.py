"""Circles in the legal graph (循环), above all proofs that need each other (循环证明)."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import networkx as nx

from tongban.catalogue.matters import Catalogue
from tongban_spec.language import Text

NodeId = TypeVar("NodeId", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cycle:
    """Proofs that need each other (循环证明).

    Parameters
    ----------
    materials : tuple of str
        The shortest circle: each needs the next, the last needs the first.
    what : Text
        The circle in words.
    """

    materials: tuple[str, ...]
    what: Text


def circular_proofs(catalogue: Catalogue) -> tuple[Cycle, ...]:
    """Return the proofs that cannot be had on paper because they need each other (循环证明).

    Parameters
    ----------
    catalogue : Catalogue

    Returns
    -------
    tuple of Cycle
        One for each knot of materials, named by its shortest circle. A material needs its
        prerequisites, and, if it is the product of items, what every one of these items needs:
        what only one of several ways needs can be gone round. An item that renews a material and
        asks for the old one is no circle.
    """
    graph = proofs_graph(catalogue)
    return tuple(_cycle(found, catalogue) for found in shortest_cycles(graph))


def _cycle(found: tuple[str, ...], catalogue: Catalogue) -> Cycle:
    names = [catalogue.materials[m].name for m in (*found, found[0])]
    return Cycle(
        found,
        Text(
            "循环证明：" + "，要先有 ".join(f"{n.zh}" for n in names),
            "circular proofs: " + ", which needs ".join(n.en for n in names),
        ),
    )


def proofs_graph(catalogue: Catalogue) -> nx.DiGraph:
    """Return which material needs which to be had on paper (材料互需图): an edge a prerequisite.

    Parameters
    ----------
    catalogue : Catalogue
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(catalogue.materials)
    for material in catalogue.materials.values():
        graph.add_edges_from((material.id, p) for p in material.prerequisites if p in graph)
    needed_by_all: dict[str, set[str]] = {}
    for item in catalogue.items.values():
        needed = {one.material for one in item.materials if not one.secondary}
        for product in item.produces:
            needed_by_all[product] = needed_by_all.get(product, needed) & needed
    for product, needed in needed_by_all.items():
        edges = ((product, m) for m in sorted(needed) if m != product and m in graph)
        graph.add_edges_from(edges if product in graph else ())
    return graph


def shortest_cycles(graph: nx.DiGraph) -> tuple[tuple[Any, ...], ...]:
    """Return the shortest circle of every knot of a graph (最短循环).

    Parameters
    ----------
    graph : networkx.DiGraph

    Returns
    -------
    tuple of tuple
        One circle for each strongly connected part, in order of the graph's nodes; each begins
        with its first node in that order.
    """
    order = {node: place for place, node in enumerate(graph)}
    found = []
    for part in nx.strongly_connected_components(graph):
        nodes = sorted(part, key=order.__getitem__)
        circles = [c for node in nodes if (c := _shortest_through(graph, node, part))]
        if circles:
            found.append(min(circles, key=len))
    return tuple(sorted(found, key=lambda circle: order[circle[0]]))


def _shortest_through(
    graph: nx.DiGraph, start: NodeId, part: set[NodeId]
) -> tuple[NodeId, ...] | None:
    before: dict[NodeId, NodeId] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for after in graph.successors(node):
            if after == start:
                return _way_back(before, start, node)
            if after in part and after not in before:
                before[after] = node
                queue.append(after)
    return None


def _way_back(before: Mapping[NodeId, NodeId], start: NodeId, last: NodeId) -> tuple[NodeId, ...]:
    way = [last]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))
