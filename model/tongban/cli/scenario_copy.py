"""The scenario beside its results (结果中的场景副本), so that they can be repeated from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = "scenario"


def write_scenario(files: Mapping[str, bytes], folder: Path) -> list[str]:
    """Write a scenario's files as they were read (写出场景副本).

    They stand to each other as they did, so the copy has the digest of the original.

    Parameters
    ----------
    files : mapping of str to bytes
        As of ``tongban.scenario.load.Loaded``.
    folder : Path
        The folder of results.

    Returns
    -------
    list of str
        Their paths within ``folder``, the scenario's own file first.
    """
    for name, content in files.items():
        file = folder / FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return [f"{FOLDER}/{name}" for name in files]
