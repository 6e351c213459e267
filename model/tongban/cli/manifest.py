"""The manifest (结果清单): what somebody else needs to get the same bytes again.

It has no date and no place: the same inputs give the same manifest.
"""

from __future__ import annotations

import json
import platform
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import tongban
from tongban.levers.regime import Regime
from tongban.report.sources import Reproduction
from tongban.scenario.world import LeverSetting, World

LAST = "manifest.json"  # put into its place last: where it is, everything is
LIBRARIES = ("matplotlib", "networkx", "numpy", "pyarrow", "scipy", "simpy")
_SCOPES = ("matters", "items", "regions", "materials", "groups", "level")


def manifest(
    world: World,
    files: Iterable[str],
    regimes: Sequence[Regime],
    seed: int,
    replications: int,
    command: str,
) -> dict[str, Any]:
    """Return the manifest of a folder of results (结果清单).

    Parameters
    ----------
    world : World
    files : iterable of str
        The scenario's files, as paths within the folder of results; its own first.
    regimes : sequence of Regime
    seed, replications : int
    command : str
        The command that gives the same results.
    """
    return {
        "tongban": tongban.__version__,
        "commit": commit(),
        "command": command,
        "scenario": world.name,
        "scenario_digest": world.digest,
        "scenario_files": list(files),
        "seed": seed,
        "replications": replications,
        "regimes": {r.name: [_setting(s) for s in r.settings] for r in regimes},
        "engine": engine(),
        "python": platform.python_version(),
        "libraries": libraries(),
    }


def reproduction(document: dict[str, Any]) -> Reproduction:
    """Return what the report says of a manifest (复现信息)."""
    return Reproduction(
        version=document["tongban"],
        commit=document["commit"] or "",
        command=document["command"],
        digest=document["scenario_digest"],
        seed=document["seed"],
        engine=document["engine"],
        libraries=(("Python", document["python"]), *document["libraries"].items()),
    )


def write_manifest(document: dict[str, Any], file: Path) -> None:
    """Write a manifest (写出清单)."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def command_line(words: Sequence[str]) -> str:
    """Return words as one would type them (命令行)."""
    return shlex.join(words)


def engine() -> str:
    """Return the engine with its version (引擎)."""
    return f"reference (SimPy {installed('simpy')})"


def libraries() -> dict[str, str]:
    """Return the versions of the libraries that results depend on (库版本)."""
    return {name: installed(name) for name in LIBRARIES}


def commit() -> str | None:
    """Return the commit of the checkout that runs (提交号), None if this is no checkout of ours.

    Returns
    -------
    str or None
        The commit, with ``-dirty`` if tracked files were changed since.
    """
    here = Path(tongban.__file__).resolve().parent
    top = _git(here, "rev-parse", "--show-toplevel")
    head = _git(here, "rev-parse", "--verify", "HEAD")
    # a wheel may be installed anywhere, also below somebody's own checkout
    if not top or not head or Path(top).resolve() != here.parent.parent:
        return None
    changed = _git(here, "status", "--porcelain", "--untracked-files=no")
    return f"{head}-dirty" if changed else head


def _git(folder: Path, *words: str) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    done = subprocess.run(
        # without locks: asking must leave nothing in the checkout, whatever ends us
        [git, "--no-optional-locks", "-C", str(folder), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else None


def _setting(setting: LeverSetting) -> dict[str, Any]:
    document: dict[str, Any] = {"lever": setting.lever, "strength": setting.strength}
    dates = {"from": setting.since, "until": setting.until}
    document |= {name: day.isoformat() for name, day in dates.items() if day is not None}
    limits = {scope: getattr(setting, scope) for scope in _SCOPES if getattr(setting, scope)}
    return document | {s: v if isinstance(v, str) else list(v) for s, v in limits.items()}
