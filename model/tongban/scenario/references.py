"""Names that a scenario mentions and nobody defined (引用检查), each with the nearest known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tongban.errors import ScenarioError
from tongban.scenario.complaints import complaint
from tongban.scenario.links import OutageShape
from tongban.scenario.more_staff import MoreStaffShape
from tongban.scenario.schema import ScenarioShape
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.tree import Node, Trail

_NO = {
    "source": Text("没有来源 {n}", "there is no source {n}"),
    "department": Text("没有部门 {n}", "there is no department {n}"),
    "material": Text("没有材料 {n}", "there is no material {n}"),
    "item": Text("没有事项 {n}", "there is no item {n}"),
    "matter": Text("没有一件事 {n}", "there is no matter {n}"),
    "region": Text("没有区划 {n}", "there is no region {n}"),
    "group": Text("没有申请人群体 {n}", "there is no group of applicants {n}"),
    "link": Text("没有数据链路 {n}", "there is no data link {n}"),
    "platform": Text("没有平台 {n}", "there is no platform {n}"),
    "lever": Text("没有措施 {n}", "there is no lever {n}"),
    "regime": Text("没有体制 {n}", "there is no regime {n}"),
    "titled": Text("没有体制 {n}", "there is no regime {n}"),
}


def unknown_names(root: Node, shape: ScenarioShape, levers: Sequence[str]) -> list[ScenarioError]:
    """Return an error for every name that is mentioned and not defined (引用检查).

    Names inside the legal graph are left to :func:`tongban.catalogue.graph.check_graph`.

    Parameters
    ----------
    root : Node
    shape : ScenarioShape
        The whole scenario, before its selection.
    levers : sequence of str
        Known lever ids.
    """
    known: dict[str, Iterable[str]] = {
        "source": shape.sources,
        "department": shape.departments,
        "material": shape.materials,
        "item": shape.items,
        "matter": shape.matters,
        "region": shape.regions,
        "group": shape.groups,
        "link": shape.links,
        "platform": shape.platforms,
        "lever": levers,
        "regime": ("siloed", "integrated", *shape.regimes),
        "titled": ("siloed", "integrated", *shape.regimes, *shape.disturbed),
    }
    mentioned = (
        *_sources((), root),
        *_of_selection(shape),
        *_of_halls(shape),
        *_of_links(shape),
        *_of_outages(("outages",), shape.outages),
        *_of_disturbed(shape),
        *_of_regimes(shape),
        *_of_demand(shape),
        *((("regime_titles", name), "titled", name) for name in shape.regime_titles),
        *((("lever_costs", lever), "lever", lever) for lever in shape.lever_costs),
        *_of_published(shape),
    )
    return [
        complaint(root, trail, _NO[kind].fill(n=name), did_you_mean(name, known[kind]), at_key)
        for trail, kind, name in mentioned
        if name not in known[kind]
        for at_key in (str(trail[-1]) == name,)
    ]


Mention = tuple[Trail, str, str]


def _sources(trail: Trail, node: Node) -> Iterator[Mention]:
    for step, below in node.below():
        if step == "source" and isinstance(below.value, str):
            yield (*trail, step), "source", below.value
        elif below.size > 1:
            yield from _sources((*trail, step), below)


def _of_published(shape: ScenarioShape) -> Iterator[Mention]:
    for n, pair in enumerate(shape.published):
        if pair.matter is not None:
            yield ("published", n, "matter"), "matter", pair.matter
        for side in ("before_regime", "after_regime"):
            yield ("published", n, side), "regime", getattr(pair, side)


def _of_selection(shape: ScenarioShape) -> Iterator[Mention]:
    if shape.select is None:
        return
    for place, matter in enumerate(shape.select.matters or ()):
        yield ("select", "matters", place), "matter", matter
    for place, region in enumerate(shape.select.regions or ()):
        yield ("select", "regions", place), "region", region


def _of_halls(shape: ScenarioShape) -> Iterator[Mention]:
    for region, hall in shape.halls.items():
        yield ("halls", region), "region", region
        for department in hall.windows:
            yield ("halls", region, "windows", department), "department", department


def _of_links(shape: ScenarioShape) -> Iterator[Mention]:
    for key, link in shape.links.items():
        here = ("links", key)
        if link.asker != "*":
            yield (*here, "asker"), "department", link.asker
        yield (*here, "provider"), "department", link.provider
        if link.platform is not None:
            yield (*here, "platform"), "platform", link.platform
        for place, material in enumerate(link.materials):
            yield (*here, "materials", place), "material", material


def _of_outages(trail: Trail, outages: Sequence[OutageShape]) -> Iterator[Mention]:
    for place, outage in enumerate(outages):
        for number, platform in enumerate(outage.platforms):
            yield (*trail, place, "platforms", number), "platform", platform
        for number, link in enumerate(outage.links):
            yield (*trail, place, "links", number), "link", link


def _of_disturbed(shape: ScenarioShape) -> Iterator[Mention]:
    for name, disturbed in shape.disturbed.items():
        yield ("disturbed", name, "regime"), "regime", disturbed.regime
        yield from _of_outages(("disturbed", name, "outages"), disturbed.outages or ())
        if disturbed.more_staff is not None:
            yield from _of_more_staff(("disturbed", name, "more_staff"), disturbed.more_staff)


def _of_more_staff(trail: Trail, more: MoreStaffShape) -> Iterator[Mention]:
    for region, windows in more.windows.items():
        yield (*trail, "windows", region), "region", region
        for department in windows:
            yield (*trail, "windows", region, department), "department", department
    for department in more.reviewers:
        yield (*trail, "reviewers", department), "department", department


def _of_demand(shape: ScenarioShape) -> Iterator[Mention]:
    for place, season in enumerate(shape.time.seasons):
        for number, matter in enumerate(season.matters):
            yield ("time", "seasons", place, "matters", number), "matter", matter
    surge = shape.time.after_spring_festival
    for number, matter in enumerate(surge.matters if surge else ()):
        yield ("time", "after_spring_festival", "matters", number), "matter", matter
    if shape.demand is not None:
        yield ("demand", "reference"), "regime", shape.demand.reference


def _of_regimes(shape: ScenarioShape) -> Iterator[Mention]:
    for name, regime in shape.regimes.items():
        for place, setting in enumerate(regime):
            here = ("regimes", name, place)
            yield (*here, "lever"), "lever", setting.lever
            scopes = (
                ("matters", "matter", setting.matters),
                ("items", "item", setting.items),
                ("regions", "region", setting.regions),
                ("materials", "material", setting.materials),
                ("groups", "group", setting.groups),
            )
            for scope, kind, ids in scopes:
                for number, written in enumerate(ids):
                    yield (*here, scope, number), kind, written
