"""The door of ``tongban`` (命令之门): words in, exit code out."""

from __future__ import annotations

from collections.abc import Sequence

from tongban.cli.program import PROGRAM
from tongban_spec.cli.console import door


def run(words: Sequence[str]) -> int:
    """Run one command of ``tongban`` (运行命令); see ``tongban_spec.cli.console.door``."""
    return door.run(PROGRAM, words)
