"""Released sets of requirements (发布的版本): what was released stays as it was.

``releases/<version>.yaml`` has a digest of every requirement: of its level, its normative statement
in both languages, its query, and the shared views that the query reads. A requirement may only
change in a new version. ``python -m tongban_spec.releases`` writes the file of the version that the
package carries, as long as it is a draft; with ``--release YYYY-MM-DD`` it is released and frozen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tongban_spec.errors import SpecificationError, UsageError
from tongban_spec.language import Text
from tongban_spec.registry import SPECIFICATION, Requirement, all_requirements
from tongban_spec.views import views

FOLDER = Path(__file__).parents[1] / "releases"


@dataclass(frozen=True, slots=True)
class Release:
    """One version of the specification (版本).

    Parameters
    ----------
    specification : str
    released : str
        The date, or empty while it is a draft.
    digests : mapping of str to str
        SHA-256 in hexadecimal, by id.
    """

    specification: str
    released: str
    digests: Mapping[str, str]


def digest_of(requirement: Requirement) -> str:
    """Return the digest of what binds in a requirement (摘要)."""
    read = _views_read(requirement.query)
    parts = [
        requirement.level,
        requirement.statement.zh,
        requirement.statement.en,
        requirement.query,
        *(f"{name}: {views()[name]}" for name in views() if name in read),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _views_read(query: str) -> set[str]:
    """Return the names of the views that a query reads, also by way of others."""
    read: set[str] = set()
    waiting = [query]
    while waiting:
        words = set(re.findall(r"[a-z_]+", waiting.pop()))
        new = {name for name in views() if name in words} - read
        read |= new
        waiting += [views()[name] for name in new]
    return read


def as_it_is() -> Release:
    """Return what would be released now (现状)."""
    digests = {r.id: digest_of(r) for r in all_requirements()}
    return Release(SPECIFICATION, "", MappingProxyType(digests))


def release_of(version: str, folder: Path = FOLDER) -> Release | None:
    """Return a version as its file has it, None if it has no file (读版本文件).

    Raises
    ------
    SpecificationError
        If the file is not what this module writes.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    path = folder / f"{version}.yaml"
    if not path.is_file():
        return None
    try:
        written = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        digests = {str(k): str(v) for k, v in written["requirements"].items()}
        released = str(written["released"] or "")
        return Release(str(written["specification"]), released, MappingProxyType(digests))
    except (YAMLError, KeyError, TypeError, AttributeError) as error:
        said = Text("{f} 不是版本文件：{e}", "{f} is no file of a release: {e}")
        raise SpecificationError(said.fill(f=path, e=error)) from error


def changes(release: Release, now: Release) -> tuple[str, ...]:
    """Return the ids that are not as they were in a version: changed, gone or new (变动)."""
    ids = dict.fromkeys((*release.digests, *now.digests))
    return tuple(i for i in ids if release.digests.get(i) != now.digests.get(i))


def complaint(release: Release | None, now: Release) -> Text | None:
    """Return what is wrong with the version that the package carries, and what to do (提示).

    Parameters
    ----------
    release : Release or None
        The file of that version.
    now : Release
        The requirements as they are.
    """
    if release is None:
        return Text(
            "releases/{v}.yaml 还没有：请运行 python -m tongban_spec.releases",
            "releases/{v}.yaml does not exist: run python -m tongban_spec.releases",
        ).fill(v=now.specification)
    changed = changes(release, now)
    if not changed:
        return None
    if release.released:
        return Text(
            "{v} 版已于 {d} 发布，而 {i} 变了。请恢复原样；要改，就把 registry.py 的 SPECIFICATION"
            " 升为新版本，新增的要求写明 since，再运行 python -m tongban_spec.releases",
            "version {v} was released on {d}, but {i} changed. Restore what was released; or raise"
            " SPECIFICATION in registry.py to a new version, write it as since in what is new, and"
            " run python -m tongban_spec.releases",
        ).fill(v=now.specification, d=release.released, i=", ".join(changed))
    return Text(
        "{v} 版的草稿与现状不同（{i}）：请运行 python -m tongban_spec.releases",
        "the draft of version {v} is not what there is now ({i}): run python -m"
        " tongban_spec.releases",
    ).fill(v=now.specification, i=", ".join(changed))


def text_of(release: Release) -> str:
    """Return the file of a version (版本文件)."""
    lines = [
        "# 一个版本的各条要求：等级、说明、查询与所读视图的摘要（SHA-256）。发布以后不得改动。",
        "# The requirements of a version: digests (SHA-256) of level, statement, query and the",
        "# views it reads. Released, it stays as it is. By python -m tongban_spec.releases.",
        f'specification: "{release.specification}"',
        f"released: {release.released or 'null'}",
        "requirements:",
        *(f"  {name}: {digest}" for name, digest in release.digests.items()),
    ]
    return "\n".join(lines) + "\n"


def write(released: str = "", folder: Path = FOLDER) -> Path:
    """Write the file of the version that the package carries (写版本文件).

    Parameters
    ----------
    released : str
        The date on which it is released; empty for a draft.
    folder : Path

    Raises
    ------
    UsageError
        If that version was released with something else in it.
    """
    now = as_it_is()
    before = release_of(now.specification, folder)
    if before is not None and before.released:
        wrong = complaint(before, now)
        if wrong is None:
            return folder / f"{now.specification}.yaml"
        raise UsageError(wrong)
    folder.mkdir(exist_ok=True)
    path = folder / f"{now.specification}.yaml"
    found = Release(now.specification, released, now.digests)
    path.write_text(text_of(found), encoding="utf-8", newline="\n")
    return path


def _main(words: list[str]) -> int:
    day = words[1] if len(words) == 2 and words[0] == "--release" else ""
    if words and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        print("python -m tongban_spec.releases [--release YYYY-MM-DD]")
        return 2
    try:
        print(write(day))
    except UsageError as error:
        print(f"{error.what.zh}\n{error.what.en}")
        return error.exit_code
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(_main(sys.argv[1:]))
