"""What a scenario says of people, demand and costs, and cannot be together (人与需求的前后一致)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from tongban.errors import ScenarioError
from tongban.scenario.build_people import seasons_of
from tongban.scenario.complaints import complaint
from tongban.scenario.schema import ScenarioShape
from tongban.scenario.written import interval_seconds
from tongban_spec.language import Text
from tongban_spec.written.tree import Node


def people_incoherences(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Yield an error for everything about people that cannot be together (前后一致检查).

    Parameters
    ----------
    root : Node
    shape : ScenarioShape
        After its selection.
    """
    yield from _of_settlement(root, shape)
    yield from _of_profiles(root, shape)
    yield from _of_helping(root, shape)
    yield from _of_surge(root, shape)
    yield from _of_seasons(root, shape)
    yield from _of_elasticity(root, shape)
    costs = shape.contact_costs
    if costs is not None and costs.face_to_face.unit != costs.online.unit:
        yield complaint(
            root,
            ("contact_costs", "online", "unit"),
            Text("两种接触成本的单位不同", "the two costs a contact have different units"),
            Text("两者都用 {u}", "use {u} for both").fill(u=costs.face_to_face.unit),
        )


def _of_settlement(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """A rural share of a county needs groups of both kinds of places to share out."""
    told = [code for code, region in shape.regions.items() if region.rural is not None]
    for kind in {group.kind for group in shape.groups.values()}:
        lives = {g.lives for g in shape.groups.values() if g.kind == kind and g.lives}
        if told and lives and lives != {"urban", "rural"}:
            one = next(k for k, g in shape.groups.items() if g.kind == kind and g.lives)
            yield complaint(
                root,
                ("groups", one, "lives"),
                Text("只有一种居住地的群体", "only one of urban and rural groups is there"),
                Text(
                    "区划写了 rural：同类群体中 urban 和 rural 都要有，或都不写 lives",
                    "regions have a rural share: of a kind, give lives to urban and to rural "
                    "groups, or to none",
                ),
            )
    if told and not any(group.lives for group in shape.groups.values()):
        yield complaint(
            root,
            ("regions", told[0], "rural"),
            Text(
                "没有群体写明 lives，乡村占比不起作用",
                "no group says where it lives, so the rural share has no effect",
            ),
            Text("给群体写上 lives: urban 或 rural", "give groups lives: urban or rural"),
        )


def _of_profiles(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    intervals = [interval_seconds(written) for written in shape.time.hall_hours.open]
    for key, group in shape.groups.items():
        if group.arrivals is None:
            continue
        hours = {int(hour) for hour, weight in group.arrivals.weights.items() if weight > 0}
        if not any(a < (h + 1) * 3600 and h * 3600 < b for h in hours for a, b in intervals):
            yield complaint(
                root,
                ("groups", key, "arrivals", "weights"),
                Text("办公时间内没有人来", "nobody arrives in the open hours"),
                Text("给办公的小时写上大于 0 的权重", "give open hours a weight above 0"),
            )


def _of_helping(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    for key, group in shape.groups.items():
        if group.helped_online and group.helped_online.value > 0 and not shape.process.helping:
            yield complaint(
                root,
                ("groups", key, "helped_online"),
                Text("有人接受帮办，却没有写帮办用时", "people are helped, in no stated time"),
                Text("请在 process 里写 helping", "write helping under process"),
            )


def _of_surge(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    if shape.time.after_spring_festival is not None and not shape.time.holidays:
        yield complaint(
            root,
            ("time", "after_spring_festival"),
            Text("没有节假日，就没有春节", "without holidays there is no spring festival"),
            Text("写 holidays: true，或去掉这一项", "set holidays: true, or leave it out"),
            at_key=True,
        )


def _of_seasons(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Seasons must leave a day on which a measured need can arise."""
    start = datetime.date.fromisoformat(shape.time.start)
    none = [season for season in seasons_of(shape) if season.factor == 0]
    days = range(int(shape.time.warm_up.value), int(shape.time.arrival.value))
    dates = [start + datetime.timedelta(days=n) for n in days]
    if none and not any(
        all(not s.holds(date) or (s.matters and matter not in s.matters) for s in none)
        for matter in shape.matters
        for date in dates
    ):
        yield complaint(
            root,
            ("time", "seasons"),
            Text(
                "季节系数处处为 0：没有一件会产生", "the seasons are 0 throughout: no case arises"
            ),
            Text(
                "在计入的日子里给某件一件事留一段系数大于 0 的时间",
                "leave some matter some measured days with a factor above 0",
            ),
            at_key=True,
        )


def _of_elasticity(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    for key, matter in shape.matters.items():
        if matter.elasticity and matter.elasticity.value > 0 and shape.demand is None:
            yield complaint(
                root,
                ("matters", key, "elasticity"),
                Text("有弹性，却没有写需求的上限", "an elasticity, and no cap on demand"),
                Text("请写 demand: {{cap: …}}", "write demand: {{cap: …}}").fill(),
            )
