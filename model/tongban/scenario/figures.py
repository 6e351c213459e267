"""Every number of a scenario with its origin (数值清单): what a report lists as assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tongban.scenario.complaints import dotted
from tongban.scenario.numbers import SourceShape, Words
from tongban.scenario.schema import ScenarioShape
from tongban.scenario.world import Figure
from tongban_spec.written.tree import Node, Trail


def figures_of(root: Node, shape: ScenarioShape) -> tuple[Figure, ...]:
    """Return the numbers of a scenario in order of its files (数值清单).

    Parameters
    ----------
    root : Node
        The merged files.
    shape : ScenarioShape
        The checked scenario after its selection; numbers of what it left out are not listed.

    Returns
    -------
    tuple of Figure
        The scenario's own file first, then the included ones by name.
    """
    found = [
        (node, _figure(trail, node, shape.sources))
        for trail, node in _numbers((), root)
        if _is_kept(root, trail, shape)
    ]
    own = root.file.name
    found.sort(key=lambda f: (f[0].file.name != own, f[0].file.name, f[0].line, f[0].column))
    return tuple(figure for _, figure in found)


def _numbers(trail: Trail, node: Node) -> Iterator[tuple[Trail, Node]]:
    entries = node.value
    if isinstance(entries, dict) and ("source" in entries or "assumption" in entries):
        yield trail, node
        return
    for step, below in node.below():
        if (*trail, step) != ("regimes",):  # the source of a lever is no origin of a number
            yield from _numbers((*trail, step), below)


def _is_kept(root: Node, trail: Trail, shape: ScenarioShape) -> bool:
    section = trail[0]
    if section == "published":
        return any(pair.id == _id_of_pair(root, trail) for pair in shape.published)
    parts = getattr(shape, str(section), None)
    if not isinstance(parts, Mapping) or len(trail) < 2:
        return True
    if trail[1] not in parts:
        return False
    return section != "halls" or trail[3] in shape.halls[str(trail[1])].windows


def _id_of_pair(root: Node, trail: Trail) -> str:
    return root.follow((*trail[:2], "id"))[0].value


def _figure(trail: Trail, node: Node, sources: Mapping[str, SourceShape]) -> Figure:
    entries = node.value
    where = f"{node.file.local}:{node.line}"
    if "assumption" in entries:
        words = Words.model_validate(entries["assumption"].node.plain()).text()
        return Figure(dotted(trail), _written(entries), "assumption", words, where)
    named = entries["source"].node.plain()
    source = sources[named] if isinstance(named, str) else SourceShape.model_validate(named)
    kind = "published" if trail[0] == "published" else "source"
    return Figure(dotted(trail), _written(entries), kind, source.text(), where)


def _written(entries: Mapping) -> str:
    """Return the number as it was written: ``15 min, lognormal, cv 0.6``."""
    if "weights" in entries:
        weights = entries["weights"].node.value
        return ", ".join(f"{hour}: {entry.node.written}" for hour, entry in weights.items())
    if "open" in entries:
        parts = [node.written for node in entries["open"].node.value]
        if "arrivals" in entries:
            arrivals = entries["arrivals"].node.value
            parts += [f"{hour}: {entry.node.written}" for hour, entry in arrivals.items()]
        return ", ".join(parts)
    if "until" in entries:
        return f"{entries['from'].node.written} – {entries['until'].node.written}"
    written = f"{entries['value'].node.written} {entries['unit'].node.written}"
    if "spread" in entries:
        written += f", {entries['spread'].node.written}"
    return written + (f", cv {entries['cv'].node.written}" if "cv" in entries else "")
