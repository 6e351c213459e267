"""The legal graph of a matter as a drawing (事项图), from what is needed to who does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from tongban.catalogue.graph import legal_graph
from tongban.report.typeface import UNDATED, use_typeface
from tongban.scenario.world import World
from tongban_spec.language import Language, Text

Node = tuple[str, str]
Places = Mapping[Node, tuple[float, float]]

COLUMNS = ("material", "item", "step", "department")  # from left to right; the matter is the title
_HEADINGS = {
    "material": Text("材料（出具者）", "materials (who issues them)"),
    "item": Text("事项", "items"),
    "step": Text("环节", "steps"),
    "department": Text("办理部门", "done by"),
}
_FILLS = {"item": "#d7e8f7", "step": "#ffffff", "material": "#e3f1e3", "department": "#ececec"}
# Besides its colour each relation has its dashes: colour alone is lost in grey print. Who issues a
# material stands in its box, and who decides an item is the department of its last step: as lines
# they would cross all others.
_RELATIONS: dict[str, tuple[str, Literal["-", "--", ":"], Text]] = {
    "needs": ("#0B4F8A", "-", Text("需要", "needs")),
    "produces": ("#2F6E55", "--", Text("产生", "produces")),
    "has": ("#5b6670", "-", Text("由环节组成", "consists of")),
    "after": ("#8A5A00", ":", Text("在……之后", "after")),
    "done_by": ("#9AA3AB", "-", Text("由……办理", "done by")),
}
_COLUMN_WIDTH, _ROW_HEIGHT = 3.4, 0.5  # inches
_BOX_WIDTH, _BOX_HEIGHT = 0.7, 0.7  # of a column, of a row


def matter_graph(world: World, matter: str) -> nx.DiGraph:
    """Return the part of the legal graph that a matter relies on (一件事的事项图).

    Parameters
    ----------
    world : World
    matter : str
        Id of the matter.

    Returns
    -------
    networkx.DiGraph
        As ``tongban.catalogue.graph.legal_graph``, with what can be reached from the matter: its
        items, their steps, materials with all that these need, and the departments.
    """
    whole = legal_graph(world.catalogue, world.departments)
    root: Node = ("matter", matter)
    items: list[Node] = [("item", i) for i in world.catalogue.matters[matter].items]
    reached = nx.descendants(whole, root) | {root}
    # not subgraph(): it gives the nodes in the order of a set, which differs from run to run
    nodes = [root, *items, *(n for n in whole if n in reached and n != root and n not in items)]
    part = nx.DiGraph()
    part.add_nodes_from((node, whole.nodes[node]) for node in nodes)
    part.add_edges_from((a, b, d) for a, b, d in whole.edges(data=True) if {a, b} <= reached)
    return part


def places_of(graph: nx.DiGraph) -> dict[Node, tuple[float, float]]:
    """Return where each node stands (布局): its column, and its row from 0 at the top.

    Parameters
    ----------
    graph : networkx.DiGraph
        As of :func:`matter_graph`; its items are in the order in which they are taken.

    Returns
    -------
    dict of node to (float, float)
        Steps stand beside their item; materials and departments at the mean row of what they are
        joined to, so that few lines cross. Nothing is drawn by lot.
    """
    rows: dict[Node, float] = {}
    items = [n for n in graph if n[0] == "item"]
    steps = [(item, step) for item in items for step in _steps(graph, item)]
    for row, (_, step) in enumerate(steps):
        rows[step] = row + 0.5
    for item in items:
        own = [rows[step] for of, step in steps if of == item]
        rows[item] = sum(own) / len(own)
    departments = {end for _, end, r in graph.edges(data="relation") if r == "done_by"}
    columns = [[n for n in graph if n[0] == "material"], [n for n in graph if n in departments]]
    tallest = float(max(len(steps), *(len(c) for c in columns)))
    stretch = tallest / len(steps)
    rows = {node: row * stretch for node, row in rows.items()}
    for column in columns:
        rows |= _spread(column, graph, rows, tallest)
    return {node: (float(COLUMNS.index(node[0])), row) for node, row in rows.items()}


def _steps(graph: nx.DiGraph, item: Node) -> list[Node]:
    """Return an item's steps, each below those that come before it."""
    place = {node: number for number, node in enumerate(graph)}
    own = graph.subgraph([n for n in graph[item] if n[0] == "step"]).reverse()
    return list(nx.lexicographical_topological_sort(own, key=place.__getitem__))


def _spread(column: list[Node], graph: nx.DiGraph, rows: dict[Node, float], tallest: float):
    """Return even rows for a column, in the order of the mean rows of what each is joined to."""

    def barycentre(node: Node) -> float:
        joined = [rows[n] for n in nx.all_neighbors(graph, node) if n in rows]
        return sum(joined) / len(joined) if joined else tallest  # only other materials need it

    ordered = sorted(column, key=lambda node: (barycentre(node), node))
    return {node: (row + 0.5) * tallest / len(column) for row, node in enumerate(ordered)}


def draw_matter(world: World, matter: str, language: Language) -> Figure:
    """Draw the legal graph of a matter (画事项图).

    Parameters
    ----------
    world : World
    matter : str
        Id of the matter.
    language : {"zh", "en"}

    Returns
    -------
    matplotlib.figure.Figure
        As large as the matter needs.
    """
    use_typeface()
    graph = matter_graph(world, matter)
    places = places_of(graph)
    rows = max(y for _, y in places.values()) + 0.5
    size = (_COLUMN_WIDTH * len(COLUMNS), _ROW_HEIGHT * rows + 1.6)
    figure = Figure(figsize=size, layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(-0.7, len(COLUMNS) - 0.6)
    axes.set_ylim(rows + 0.3, -1.0)
    name = world.catalogue.matters[matter].name.say(language)
    axes.set_title(f"{matter} {name}", loc="left", fontsize=14)
    lines = [edge for edge in graph.edges(data="relation") if edge[2] in _RELATIONS]
    lines = [(start, end, r) for start, end, r in lines if start in places and end in places]
    _draw_lines(axes, lines, places)
    _draw_boxes(axes, world, places, language)
    _draw_key(axes, {relation for _, _, relation in lines}, language)
    return figure


def save_svg(figure: Figure, file: Path) -> None:
    """Write a drawing as SVG; the same drawing gives the same bytes (保存为SVG)."""
    figure.savefig(file, format="svg", metadata=UNDATED["svg"])


def _draw_lines(axes: Axes, lines: Iterable[tuple[Node, Node, str]], places: Places) -> None:
    half = _BOX_WIDTH / 2
    for start, end, relation in lines:
        colour, dashes, _ = _RELATIONS[relation]
        (x0, y0), (x1, y1) = places[start], places[end]
        bend = "arc3"
        if x0 == x1:  # within a column the line goes round outside: materials left, steps right
            side, turn = (-half, 0.35) if start[0] == "material" else (half, -0.35)
            x0, x1, bend = x0 + side, x1 + side, f"arc3,rad={turn if y1 > y0 else -turn}"
        else:
            side = half if x1 > x0 else -half
            x0, x1 = x0 + side, x1 - side
        arrow = {"arrowstyle": "-|>", "color": colour, "linestyle": dashes, "linewidth": 0.9,
                 "connectionstyle": bend, "shrinkA": 0, "shrinkB": 0}  # fmt: skip
        axes.annotate("", (x1, y1), (x0, y0), arrowprops=arrow, zorder=1)


def _draw_boxes(axes: Axes, world: World, places: Places, language: Language) -> None:
    for x, kind in enumerate(COLUMNS):
        heading = _HEADINGS[kind].say(language)
        axes.text(x, -0.5, heading, ha="center", va="center", fontsize=11, color="#5b6670")
    for node, (x, y) in places.items():
        corner = (x - _BOX_WIDTH / 2, y - _BOX_HEIGHT / 2)
        axes.add_patch(Rectangle(corner, _BOX_WIDTH, _BOX_HEIGHT, facecolor=_FILLS[node[0]],
                                 edgecolor="#5b6670", linewidth=0.8, zorder=2))  # fmt: skip
        label = _fitting(_label(world, node).say(language), language)
        axes.text(x, y, label, ha="center", va="center", fontsize=7.5, zorder=3)


def _label(world: World, node: Node) -> Text:
    kind, id = node
    words = Text("{i} {n}", "{i} {n}")
    if kind == "step":
        item, _, step = id.partition("/")
        found = next(s for s in world.catalogue.items[item].steps if s.id == step)
        return found.name
    if kind == "item":
        return words.fill(i=id, n=world.catalogue.items[id].name)
    if kind == "department":
        return world.departments[id].name
    material = world.catalogue.materials[id]
    if material.issuer is None:
        return words.fill(i=id, n=material.name)
    issuer = world.departments[material.issuer].name
    return Text("{i} {n}（{d}）", "{i} {n} ({d})").fill(i=id, n=material.name, d=issuer)


def _fitting(label: str, language: Language) -> str:
    """Return a label in at most two lines that a box can hold."""
    wide = 21 if language == "zh" else 38
    if len(label) <= wide:
        return label
    cut = label.rfind(" ", 0, wide) if language == "en" else wide
    cut = cut if cut > 0 else wide
    rest = label[cut:].strip()
    return f"{label[:cut]}\n{rest if len(rest) <= wide else rest[: wide - 1] + '…'}"


def _draw_key(axes: Axes, used: set[str], language: Language) -> None:
    handles = [
        Line2D([], [], color=colour, linestyle=dashes, label=words.say(language))
        for relation, (colour, dashes, words) in _RELATIONS.items()
        if relation in used
    ]
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), frameon=False,
                ncols=len(handles), fontsize=9)  # fmt: skip
