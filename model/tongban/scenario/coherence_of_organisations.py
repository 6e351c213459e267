"""What a scenario says of departments and cannot be together (部门的前后一致)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.errors import ScenarioError
from tongban.scenario.complaints import complaint
from tongban.scenario.schema import ScenarioShape
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.tree import Node


def organisation_incoherences(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Yield an error for everything about departments that cannot be together (前后一致检查).

    Parameters
    ----------
    root : Node
    shape : ScenarioShape
        After its selection.
    """
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
