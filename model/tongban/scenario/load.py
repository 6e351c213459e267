"""The door (载入): files in, a checked and frozen scenario out, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from tongban.catalogue.graph import Problem, check_graph
from tongban.errors import LegalGraphError, ScenarioError, Where
from tongban.scenario.build import catalogue_of, departments_of, world_of
from tongban.scenario.coherence import incoherences
from tongban.scenario.complaints import complaint, complaints_of_shape, in_order, raise_all
from tongban.scenario.figures import figures_of
from tongban.scenario.merge import read_merged
from tongban.scenario.references import unknown_names
from tongban.scenario.schema import SCHEMA_VERSIONS, ScenarioShape
from tongban.scenario.selection import places_kept, selected, share_of_needs
from tongban.scenario.world import World
from tongban_spec.language import Text
from tongban_spec.written.tree import Node

FILE_NAME = "scenario.yaml"


class Loaded(NamedTuple):
    """A scenario with the files that it was made of (场景及其文件).

    Parameters
    ----------
    world : World
    files : mapping of str to bytes
        Path within the folder of all scenarios → content as read; the scenario's own file first.
    """

    world: World
    files: Mapping[str, bytes]


Judge = Callable[[World], Sequence[Problem]]


def _nothing_wrong(_world: World) -> Sequence[Problem]:
    return ()


def load_world(path: Path, levers: Sequence[str], judge: Judge = _nothing_wrong) -> World:
    """Load a scenario (载入场景).

    Parameters
    ----------
    path : Path
        A folder with ``scenario.yaml``, or the file itself.
    levers : sequence of str
        Ids of all levers, in order; the regime ``integrated`` has them all at full strength
        unless the scenario says otherwise.
    judge : callable
        What else is wrong with a world that is right in itself: what only the levers know.

    Returns
    -------
    World

    Raises
    ------
    ScenarioError
        What is wrong, with file:line:column; several at once as ScenarioErrors. A legal graph
        that cannot work is a LegalGraphError.
    """
    return load_with_files(path, levers, judge).world


def load_with_files(path: Path, levers: Sequence[str], judge: Judge = _nothing_wrong) -> Loaded:
    """Load a scenario, and keep the files that it was made of (载入场景及其文件).

    Parameters and exceptions as of :func:`load_world`.
    """
    merged = read_merged(scenario_file(path))
    root = merged.root
    shape = _shape_of(root)
    unknown = unknown_names(root, shape, levers)
    if unknown and shape.select is not None:
        raise_all(in_order(root, unknown))  # what they hide cannot be known before the selection
    share = share_of_needs(shape)
    written, shape = shape, selected(shape)
    problems = check_graph(catalogue_of(shape), departments_of(shape))
    found = [_legal_graph_error(root, problem) for problem in problems]
    raise_all(in_order(root, [*unknown, *found, *incoherences(root, shape)]))
    world = world_of(shape, levers, merged.digest, figures_of(root, shape), share)
    wrong = [_judged(root, written, shape, problem) for problem in judge(world)]
    raise_all(in_order(root, wrong))
    return Loaded(world, dict(merged.files))


def scenario_file(path: Path) -> Path:
    """Return the scenario's file (场景文件): ``path`` itself or ``scenario.yaml`` in it."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        return path  # reading it says what is wrong
    if not is_folder:
        return path
    if not (path / FILE_NAME).exists():
        raise ScenarioError(
            Text("文件夹里没有 {f}", "the folder has no {f}").fill(f=FILE_NAME),
            Text(
                "请指向有 {f} 的文件夹，或指向文件本身",
                "name a folder that has {f}, or the file itself",
            ).fill(f=FILE_NAME),
            Where(str(path)),
        )
    return path / FILE_NAME


def _shape_of(root: Node) -> ScenarioShape:
    _check_version(root)
    try:
        return ScenarioShape.model_validate(root.plain())
    except ValidationError as trouble:
        raise_all(complaints_of_shape(root, trouble))
        raise  # pydantic never raises without an error


def _check_version(root: Node) -> None:
    """Refuse another version at once: its other differences would only confuse."""
    if "schema" not in root.value:
        return
    node = root.value["schema"].node
    if isinstance(node.value, bool) or node.value not in SCHEMA_VERSIONS:
        known = ", ".join(map(str, SCHEMA_VERSIONS))
        seen = f'"{node.value}"' if isinstance(node.value, str) else node.written
        raise ScenarioError(
            Text("不认识的文件版本 {v}", "unknown schema version {v}").fill(v=seen),
            Text("已知版本：{all}，不加引号", "known versions: {all}, without quotes").fill(
                all=known
            ),
            node.where(),
        )


def _legal_graph_error(root: Node, problem: Problem) -> LegalGraphError:
    placed = complaint(root, problem.path, problem.what, problem.allowed)
    return LegalGraphError(placed.what, placed.allowed, placed.where)


def _judged(
    root: Node, written: ScenarioShape, shape: ScenarioShape, problem: Problem
) -> ScenarioError:
    """Return an error in a regime or a pair at its place in the file, before the selection."""
    section, *path = problem.path
    if section == "published":
        n, *rest = path
        kept = [place for place, pair in enumerate(written.published) if pair in shape.published]
        where = (section, kept[int(n)], *rest)
    else:
        name, n, *rest = path
        where = (section, name, places_kept(written.regimes[str(name)], shape)[int(n)], *rest)
    return complaint(root, where, problem.what, problem.allowed)
