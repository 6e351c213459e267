"""Scenarios that come with tongban (自带场景), found from a wheel and from a checkout."""

from __future__ import annotations

from pathlib import Path

import tongban
from tongban.errors import UsageError
from tongban.scenario.load import FILE_NAME
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean


def scenarios_folder() -> Path:
    """Return the folder of the shipped scenarios (自带场景所在文件夹).

    Raises
    ------
    UsageError
        If the installation has none.
    """
    package = Path(tongban.__file__).resolve().parent
    # the wheel's folder first: a checkout never has it, and a wheel may lie beside anything
    for folder in (package / "shipped_scenarios", package.parent.parent / "scenarios"):
        if folder.is_dir():
            return folder
    raise UsageError(
        Text("找不到自带场景", "the shipped scenarios cannot be found"),
        Text("请重新安装 tongban，或写场景的路径", "reinstall tongban, or give a scenario's path"),
    )


def shipped_names() -> tuple[str, ...]:
    """Return the names of the shipped scenarios (自带场景名), sorted."""
    return tuple(sorted(p.parent.name for p in scenarios_folder().glob(f"*/{FILE_NAME}")))


def find_scenario(name_or_path: str) -> Path:
    """Return where a scenario is (查找场景).

    Parameters
    ----------
    name_or_path : str
        The name of a shipped scenario, a folder with ``scenario.yaml``, or a YAML file. What
        looks like a path (has a separator or ends in .yaml) is never taken as a name.

    Returns
    -------
    Path
        The folder or file as given, or the folder of the shipped scenario.

    Raises
    ------
    UsageError
        If there is neither, with the nearest name.

    Examples
    --------
    >>> find_scenario("one_counter").name
    'one_counter'
    """
    names = shipped_names()
    if name_or_path in names:
        return scenarios_folder() / name_or_path
    path = Path(name_or_path)
    if name_or_path and "\0" not in name_or_path and _exists(path):
        return path
    raise UsageError(
        Text("没有场景 {s}", "there is no scenario {s}").fill(s=name_or_path or "''"),
        did_you_mean(Path(name_or_path).name, names),
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # e.g. a name longer than the system takes
        return False
