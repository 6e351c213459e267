"""A shipped scenario as a start for one's own (以自带场景为起点), with all that it includes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tongban.cli.options import known
from tongban.scenario.load import FILE_NAME
from tongban.scenario.shipped import scenarios_folder, shipped_names
from tongban_spec.language import Text

# one include a line, as the shipped scenarios are written: "  - ../catalogue/links.yaml"
_INCLUDED = re.compile(r"^(\s*-\s*)\.\./(catalogue/[\w.-]+)\s*$", re.MULTILINE)


# the shipped scenarios have each of these lines once
_NAME = re.compile(r"^name: .*$", re.MULTILINE)
_TITLE = re.compile(r"^title: \{zh: (.*?), en: (.*?)(\"?)\}$", re.MULTILINE)
_NO_NAME_SIGN = re.compile(r"[^A-Za-z0-9_.\-]+")
_NAME_LONGEST = 100
_README = """\
**中文** 由 `tongban init` 从自带场景 `{name}` 复制而来；之后可能已改动。

**English** Copied by `tongban init` from the shipped scenario `{name}`; it may differ by now.
"""


def copy_shipped(name: str, folder: Path, called: str) -> None:
    """Copy a shipped scenario so that it works alone (复制自带场景).

    Parameters
    ----------
    name : str
    folder : Path
        Existing and empty; gets ``scenario.yaml``, ``README.md`` and the included catalogue files.
    called : str
        What the user calls the folder; the copy gets its name from it.

    Raises
    ------
    UsageError
        If there is no such scenario.
    """
    what = Text("没有自带场景 {n}", "there is no shipped scenario {n}")
    source = scenarios_folder() / known(name, shipped_names(), what)
    written = (source / FILE_NAME).read_text(encoding="utf-8")
    for _, file in _INCLUDED.findall(written):
        (folder / file).parent.mkdir(exist_ok=True)
        shutil.copyfile(source.parent / file, folder / file)
    own = _named(_INCLUDED.sub(r"\1\2", written), name_of_copy(called, name))
    (folder / FILE_NAME).write_text(own, encoding="utf-8", newline="\n")
    (folder / "README.md").write_text(_README.format(name=name), encoding="utf-8", newline="\n")


def name_of_copy(called: str, original: str) -> str:
    """Return the name of a copy in a folder (副本名称): allowed, and never the original's."""
    name = _NO_NAME_SIGN.sub("_", called).lstrip(".-")[:_NAME_LONGEST]
    return f"{original}_copy" if not name.strip("_") or name == original else name


def _named(text: str, name: str) -> str:
    text, names = _NAME.subn(f'name: "{name}"', text)  # quoted: 2025 is no number
    text, titles = _TITLE.subn(r"title: {zh: \1（副本）, en: \2 (copy)\3}", text)
    assert names == titles == 1, "a shipped scenario is written in another way"
    return text
