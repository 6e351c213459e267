"""Running ``tongban`` as a user does: another process, another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WORDS = [sys.executable, "-m", "tongban.cli"]
SOURCES = Path(__file__).parents[3]


@dataclass(frozen=True)
class Said:
    """What a finished command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    paths = [str(SOURCES / "model"), str(SOURCES / "spec_tests")]
    base = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "LC_MESSAGES")}
    base |= {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "COLUMNS": "120"}
    return base | {"LC_ALL": "C.UTF-8"} | more


def tongban(*words: str, cwd: Path | None = None, **more: str) -> Said:
    done = subprocess.run(
        [*WORDS, *words], capture_output=True, cwd=cwd, env=environment(**more), timeout=300
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
