"""What is wrong with the published pairs of a scenario (前后对照检查), as the measures know it."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.catalogue.graph import Problem
from tongban.measures.names import BY_ID
from tongban.scenario.world import PublishedPair, World
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean


def wrong_pairs(world: World) -> list[Problem]:
    """Return what is wrong with ids, measures and sides of published pairs (前后对照检查).

    Returns
    -------
    list of Problem
        ``path`` is ``("published", place among the world's pairs, key)``.
    """
    return [problem for n, pair in enumerate(world.published) for problem in _of(world, n, pair)]


def _of(world: World, n: int, pair: PublishedPair) -> Iterator[Problem]:
    if pair.id in {other.id for other in world.published[:n]}:
        yield Problem(
            ("published", n, "id"),
            Text("{i} 写了两次", "{i} is written twice").fill(i=pair.id),
            Text("每对用自己的 id", "give each pair an id of its own"),
        )
    measure = BY_ID.get(pair.measure)
    if measure is None:
        yield Problem(
            ("published", n, "measure"),
            Text("没有指标 {m}", "there is no measure {m}").fill(m=pair.measure),
            did_you_mean(pair.measure, BY_ID),
        )
    elif pair.remainder and measure.unit != "share":
        yield Problem(
            ("published", n, "remainder"),
            Text("{m} 不是占比，没有其余的部分", "{m} is no share, nothing is left of it").fill(
                m=pair.measure
            ),
            Text("请去掉 remainder", "leave remainder out"),
        )
    if pair.before == 0:
        yield Problem(
            ("published", n, "before", "value"),
            Text("改革前为 0，没有比值", "0 before: there is no ratio"),
            Text("大于 0 的数", "a number above 0"),
        )
