"""Whether the specification is whole (规范是否完整): ids, examples, oracles, documents, release.

An oracle in plain Python stands beside the package, in the tests; where only the package is
installed there is none to look at.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from tongban_spec.document import DOCUMENTS, document
from tongban_spec.errors import SpecificationError
from tongban_spec.events import SCHEMA_FILE, schema_text
from tongban_spec.examples import FOLDER as EXAMPLES
from tongban_spec.examples import SIDES, path_of
from tongban_spec.language import Text
from tongban_spec.points import POINTS
from tongban_spec.registry import FOLDER as REQUIREMENTS
from tongban_spec.registry import all_requirements
from tongban_spec.releases import FOLDER as RELEASES
from tongban_spec.releases import as_it_is, complaint, release_of

SOURCES = Path(__file__).parents[1]  # beside the package: the documents and the releases
HOW_MANY = {"CAT": 9, "PRO": 7, "DAT": 10, "HAL": 10, "SRV": 3}  # by point; 39 in all
UNTESTED: Mapping[str, Text] = MappingProxyType({})  # id → why no oracle can be written for it
IDS = tuple(f"{point}-{n}" for point in POINTS for n in range(1, HOW_MANY[point] + 1))


def gaps(
    sources: Path = SOURCES,
    requirements: Path = REQUIREMENTS,
    examples: Path = EXAMPLES,
    releases: Path = RELEASES,
    untested: Mapping[str, Text] = UNTESTED,
) -> tuple[Text, ...]:
    """Return everything in which the specification is not whole (缺口), each in one sentence."""
    return (
        *_ids(requirements),
        *_examples(examples),
        *_oracles(sources / "tests" / "oracles", untested),
        *_stale(sources),
        *filter(None, [complaint(release_of(as_it_is().specification, releases), as_it_is())]),
    )


def _ids(folder: Path) -> Iterator[Text]:
    files = [path.stem for path in sorted(folder.rglob("*.sql"))]
    loaded = [r.id for r in all_requirements()]
    yield from _each(
        (i for i in files if i not in IDS),
        Text("文件 {i}.sql 不是 39 条之一", "the file {i}.sql is none of the 39"),
    )
    yield from _each(
        (i for i in IDS if i not in files), Text("要求 {i} 没有文件", "requirement {i} has no file")
    )
    if folder == REQUIREMENTS and loaded != [i for i in IDS if i in loaded]:
        order = Text("要求的次序不对：{i}", "the requirements are out of order: {i}")
        yield order.fill(i=", ".join(loaded))


def _examples(folder: Path) -> Iterator[Text]:
    wanted = {path_of(i, side).name for i in IDS for side in SIDES}
    there = {path.name for path in folder.glob("*.json")}
    yield from _each(
        sorted(there - wanted),
        Text("示例 {i} 不属于任何要求", "the example {i} belongs to no requirement"),
    )
    yield from _each(sorted(wanted - there), Text("没有示例 {i}", "there is no example {i}"))


def _oracles(folder: Path, untested: Mapping[str, Text]) -> Iterator[Text]:
    """Yield the requirements that no oracle judges, and oracles and reasons of no use."""
    if not folder.is_dir():
        return
    written = {
        node.name
        for path in sorted(folder.glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    wanted = {i.lower().replace("-", "_"): i for i in IDS}
    yield from _each(
        (i for name, i in wanted.items() if name not in written and i not in untested),
        Text(
            "要求 {i} 没有判据，也没有写明理由", "requirement {i} has no oracle, and no reason why"
        ),
    )
    points = tuple(f"{point.lower()}_" for point in POINTS)
    yield from _each(
        sorted(n for n in written - wanted.keys() if n.startswith(points)),
        Text("判据 {i} 不属于任何要求", "the oracle {i} belongs to no requirement"),
    )
    yield from _each(
        (
            i
            for i in untested
            if wanted.get(i.lower().replace("-", "_")) is None
            or i.lower().replace("-", "_") in written
        ),
        Text(
            "{i} 写了没有判据的理由，却有判据或不是要求",
            "{i} has a reason why it has no oracle, but it has one, or is no requirement",
        ),
    )


def _stale(sources: Path) -> Iterator[Text]:
    stale = Text(
        "{i} 过时了：请运行 python -m tongban_spec.document",
        "{i} is stale: run python -m tongban_spec.document",
    )
    if not all(path_of(r.id, side).is_file() for r in all_requirements() for side in SIDES):
        return  # no document can be made, and what is lacking or one too many is told already
    for language, name in DOCUMENTS.items():
        path = sources / name
        if not path.is_file() or path.read_text(encoding="utf-8") != document(language):
            yield stale.fill(i=name)
    if SCHEMA_FILE.read_text(encoding="utf-8") != schema_text():
        yield Text(
            "events.schema.json 过时了：请运行 python -m tongban_spec.events",
            "events.schema.json is stale: run python -m tongban_spec.events",
        )


def _each(names: Iterable[str], said: Text) -> Iterator[Text]:
    return (said.fill(i=name) for name in names)


def main() -> int:
    """Print the gaps, in both languages, and return 1 if there are any (列出缺口)."""
    try:
        found = gaps()
    except SpecificationError as trouble:  # a file of the registry is none: nothing can be loaded
        print(f"{trouble.say('zh')}\n{trouble.say('en')}")
        return 1
    for gap in found:
        print(f"{gap.zh}\n{gap.en}")
    return 1 if found else 0


if __name__ == "__main__":
    import sys

    sys.exit(main())
