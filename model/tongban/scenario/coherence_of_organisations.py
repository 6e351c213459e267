"""What a scenario says of departments and cannot be together (部门的前后一致)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.errors import ScenarioError
from tongban.quantities import DAY, HOUR
from tongban.scenario.complaints import complaint
from tongban.scenario.schema import ScenarioShape
from tongban.scenario.written import interval_seconds
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.tree import Node

OVERTIME_MOST = 3 * HOUR


def organisation_incoherences(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Yield an error for everything about departments that cannot be together (前后一致检查).

    Parameters
    ----------
    root : Node
    shape : ScenarioShape
        After its selection.
    """
    yield from _overtime_too_long(root, shape)
    yield from _of_more_staff(root, shape)
    absence = shape.process.absence
    if absence is not None and absence.value >= 1:
        yield complaint(
            root,
            ("process", "absence", "value"),
            Text("缺勤占比 {a}：永远没有人在岗", "absence of {a}: nobody is ever there").fill(
                a=f"{absence.value:g}"
            ),
            Text("应当 < 1", "it must be < 1"),
        )
    for key, department in shape.departments.items():
        seen: set[str] = set()
        for place, team in enumerate(department.cross_trained):
            for number, name in enumerate(team):
                trail = ("departments", key, "cross_trained", place, number)
                if name not in department.reviewers:
                    what = Text("{d} 没有类别 {c}", "{d} has no class {c}")
                    known = did_you_mean(name, department.reviewers)
                    yield complaint(root, trail, what.fill(d=key, c=name), known)
                elif name in seen:
                    what = Text("类别 {c} 列了两次", "class {c} is listed twice").fill(c=name)
                    once = Text("一个类别只在一组里", "a class belongs to one team")
                    yield complaint(root, trail, what, once)
                seen.add(name)


def _of_more_staff(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Yield an error for staff bought for a hall or a class that there is not."""
    for name, disturbed in shape.disturbed.items():
        more, here = disturbed.more_staff, ("disturbed", name, "more_staff")
        if more is None:
            if disturbed.outages is None:
                what = Text("{n} 与 {r} 没有不同", "{n} does not differ from {r}")
                either = Text("写上 outages 或 more_staff", "give it outages or more_staff")
                names = {"n": name, "r": disturbed.regime}
                yield complaint(root, ("disturbed", name), what.fill(**names), either)
            continue
        for region in more.windows:
            if region in shape.regions and region not in shape.halls:
                what = Text("{r} 没有大厅", "{r} has no hall").fill(r=region)
                known = did_you_mean(region, shape.halls)
                yield complaint(root, (*here, "windows", region), what, known, at_key=True)
        for department, classes in more.reviewers.items():
            there = shape.departments.get(department)
            for review_class in classes if there else ():
                if there and review_class not in there.reviewers:
                    what = Text("{d} 没有类别 {c}", "{d} has no class {c}")
                    trail = (*here, "reviewers", department, review_class)
                    known = did_you_mean(review_class, there.reviewers)
                    told = what.fill(d=department, c=review_class)
                    yield complaint(root, trail, told, known, at_key=True)


def _overtime_too_long(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Yield an error for overtime that the law does not allow, or that lasts into the next day."""
    closes, written = max((interval_seconds(w)[1], w) for w in shape.time.office_hours.open)
    for key, department in shape.departments.items():
        if department.overtime is None:
            continue
        most = department.overtime.most.seconds()
        trail = ("departments", key, "overtime", "most", "value")
        if most > OVERTIME_MOST:
            what = Text("加班超过三小时", "overtime of more than three hours")
            law = Text("劳动法 §41：每日至多三小时", "Labour Law §41: at most three hours a day")
            yield complaint(root, trail, what, law)
        elif closes + most > DAY:
            what = Text("加班到了第二天", "overtime that lasts into the next day")
            ends = Text("办公时间 {t} 结束", "the office closes at {t}").fill(
                t=written.split("-")[-1]
            )
            yield complaint(root, trail, what, ends)
