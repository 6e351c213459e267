"""What a scenario says of data links and cannot be together (数据链路的前后一致)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.errors import ScenarioError
from tongban.quantities import DAY
from tongban.scenario.complaints import complaint
from tongban.scenario.links import OutageShape, seconds_since
from tongban.scenario.schema import ScenarioShape
from tongban_spec.language import Text
from tongban_spec.written.tree import Node, Trail


def link_incoherences(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Yield an error for everything about links that cannot be together (前后一致检查).

    Parameters
    ----------
    root : Node
    shape : ScenarioShape
        After its selection.
    """
    yield from _of_links(root, shape)
    for place, outage in enumerate(shape.outages):
        yield from _of_outage(root, shape, ("outages", place), outage)
    for name, disturbed in shape.disturbed.items():
        if name in ("siloed", "integrated", *shape.regimes):
            yield complaint(
                root,
                ("disturbed", name),
                Text("体制 {n} 已经有了", "there is a regime {n} already").fill(n=name),
                Text("请换一个名称", "choose another name"),
                at_key=True,
            )
        for place, outage in enumerate(disturbed.outages or ()):
            yield from _of_outage(root, shape, ("disturbed", name, "outages", place), outage)


def _of_links(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    for key, link in shape.links.items():
        in_batches = link.batch is not None and link.batch.value > 0
        if link.out_of_date is not None and link.out_of_date.value > 0 and not in_batches:
            yield complaint(
                root,
                ("links", key, "out_of_date"),
                Text("实时链路不会过时", "a link in real time is never out of date"),
                Text("写上 batch，或删去 out_of_date", "give it a batch, or drop out_of_date"),
            )
        if link.capacity is not None and in_batches:
            yield complaint(
                root,
                ("links", key, "capacity"),
                Text("批量链路没有每小时能力", "a link in batches has no capacity an hour"),
                Text("capacity 和 batch 只留一个", "keep one of capacity and batch"),
            )


def _of_outage(
    root: Node, shape: ScenarioShape, trail: Trail, outage: OutageShape
) -> Iterator[ScenarioError]:
    begin, end = (seconds_since(shape.time.start, at) for at in (outage.first, outage.until))
    if end <= begin:
        yield complaint(
            root,
            (*trail, "until"),
            Text("停机在开始之前就结束了", "the outage ends before it begins"),
            Text("应当 from < until", "it must be from < until"),
        )
    elif begin < 0 or begin >= shape.time.horizon.value * DAY:
        yield complaint(
            root,
            (*trail, "from"),
            Text("停机不在仿真期间", "the outage is outside the run"),
            Text("从 {s} 起 {h} 天之内", "within {h} days from {s}").fill(
                s=shape.time.start, h=shape.time.horizon.value
            ),
        )
