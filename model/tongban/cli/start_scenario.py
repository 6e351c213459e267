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


def copy_shipped(name: str, folder: Path) -> None:
    """Copy a shipped scenario so that it works alone (复制自带场景).

    Parameters
    ----------
    name : str
    folder : Path
        Existing and empty; gets ``scenario.yaml``, ``README.md`` and the included catalogue files.

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
    alone = _INCLUDED.sub(r"\1\2", written)
    (folder / FILE_NAME).write_text(alone, encoding="utf-8", newline="\n")
    if (source / "README.md").exists():
        shutil.copyfile(source / "README.md", folder / "README.md")
