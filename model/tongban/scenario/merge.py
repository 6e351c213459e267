"""Included files (合并的文件): what a scenario shares with others, key by key.

The file that includes wins over what it includes, and of two included files the later one wins.
A whole entry replaces a whole entry (one item, one department): parts of two entries are never
mixed, because nobody could then say which file a number of the result stands in.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from tongban.errors import ScenarioError
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.source import read_yaml
from tongban_spec.written.tree import Entry, FileKind, Node

SCENARIO_FILE = FileKind(
    ScenarioError,
    Text("最小的例子见 scenarios/README.md", "scenarios/README.md has the smallest example"),
    Text("请拆成几个文件，用 include 合并", "split it into several files and use include"),
)
DEPTH_MAX = 3
FILES_MAX = 50
SECTIONS = (
    "sources",
    "departments",
    "materials",
    "items",
    "matters",
    "regions",
    "halls",
    "groups",
    "links",
    "platforms",
    "outages",
    "process",
    "demand",
    "costs",
    "contact_costs",
    "regimes",
    "regime_titles",
    "lever_costs",
    "disturbed",
    "published",
)


class Merged(NamedTuple):
    """A scenario with its includes (合并后的场景).

    Parameters
    ----------
    root : Node
    digest : str
        Of all files read.
    files : tuple of (str, bytes)
        All files in the order of reading, the scenario's own first, each as read, with its path
        within the folder of all scenarios.
    """

    root: Node
    digest: str
    files: tuple[tuple[str, bytes], ...]


def read_merged(path: Path) -> Merged:
    """Read a scenario file with everything that it includes (读入并合并).

    Parameters
    ----------
    path : Path
        The scenario file. Includes may reach the folder of the scenario and its neighbours,
        nothing beyond the folder above.

    Returns
    -------
    Merged

    Raises
    ------
    ScenarioError
        If a file cannot be read, or an include leaves the tree, is too deep or goes in a circle.
    """
    reading = _Reading(path.resolve().parent.parent)
    root = reading.file(path, str(path), ())
    digest = hashlib.sha256()
    for name, content in reading.read:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return Merged(root, digest.hexdigest(), tuple(reading.read))


class _Reading:
    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.read: list[tuple[str, bytes]] = []

    def file(self, path: Path, shown: str, above: tuple[Path, ...]) -> Node:
        real = path.resolve()
        local = real.relative_to(self.tree).as_posix()
        root = read_yaml(path, SCENARIO_FILE, shown, local)
        self.read.append((local, root.file.content))
        if not isinstance(root.value, dict):
            raise ScenarioError(
                Text("文件的最外层必须是 键: 值", "the outermost level must be key: value"),
                Text("例如 schema: 1", "for example schema: 1"),
                root.where(),
            )
        if above:
            _check_sections(root)
        included = _included(root)
        merged: dict[str, Entry] = {}
        for entry in included:
            part = self._include(entry, path, shown, (*above, real))
            merged = _merge(merged, part.value)
        merged = _merge(merged, root.value)
        return root._replace(value=merged)

    def _include(self, node: Node, path: Path, shown: str, above: tuple[Path, ...]) -> Node:
        written = node.value
        if written.startswith("/") or any(sign in written for sign in "\\:\0"):
            raise _refused(node, Text("include 要用相对路径", "an include is a relative path"))
        target = (path.parent / written).resolve()
        if not target.is_relative_to(self.tree):
            raise _refused(
                node,
                Text("{p} 在场景文件夹之外", "{p} is outside the scenarios' folder").fill(
                    p=written
                ),
            )
        if target in above:
            raise _refused(node, Text("{p} 循环引用", "{p} includes itself").fill(p=written))
        if len(above) > DEPTH_MAX:
            raise _refused(
                node,
                Text("include 超过 {n} 层", "includes are nested deeper than {n}").fill(
                    n=DEPTH_MAX
                ),
            )
        if len(self.read) >= FILES_MAX:
            raise _refused(
                node, Text("include 超过 {n} 个文件", "more than {n} files").fill(n=FILES_MAX)
            )
        if not target.is_file():
            raise _refused(
                node, Text("没有这个文件：{p}", "there is no such file: {p}").fill(p=written)
            )
        name = os.path.normpath(Path(shown).parent / written)
        return self.file(target, name, above)


def _included(root: Node) -> tuple[Node, ...]:
    if "include" not in root.value:
        return ()
    node = root.value["include"].node
    listed = node.value if isinstance(node.value, tuple) else (node,)
    for one in listed:
        if not isinstance(one.value, str) or not one.value.strip():
            raise _refused(one, Text("include 要写文件名", "an include is a file name"))
    return listed


def _refused(node: Node, what: Text) -> ScenarioError:
    return ScenarioError(
        what,
        Text(
            "写法：include: [../catalogue/x.yaml]，不出场景文件夹的上一级，至多 3 层",
            "write include: [../catalogue/x.yaml], not beyond the folder above, at most 3 deep",
        ),
        node.where(),
    )


def _check_sections(root: Node) -> None:
    known = (*SECTIONS, "include", "schema")
    for key, entry in root.value.items():
        if key not in known:
            raise ScenarioError(
                Text("被 include 的文件里不能有 {k}", "an included file cannot have {k}").fill(
                    k=key
                ),
                did_you_mean(key, known),
                entry.file.where(entry.line, entry.column),
            )


def _merge(below: dict[str, Entry], above: dict[str, Entry]) -> dict[str, Entry]:
    merged = dict(below)
    for key, entry in above.items():
        if key in merged and key in SECTIONS:
            entry = entry._replace(node=_merge_section(merged[key].node, entry.node))
        merged[key] = entry
    return merged


def _merge_section(below: Node, above: Node) -> Node:
    if isinstance(below.value, dict) and isinstance(above.value, dict):
        return above._replace(value={**below.value, **above.value})
    if isinstance(below.value, tuple) and isinstance(above.value, tuple):
        return above._replace(value=below.value + above.value)
    return below if above.value is None else above
