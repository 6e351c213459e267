"""The command ``tongban-spec`` (规范命令行).

``main`` is the entry point; everything behind it is imported when it is needed, so that
``tongban-spec --help`` answers at once. ``console`` is shared with ``tongban.cli``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["begin", "main"]


def main() -> None:
    """Run the command ``tongban-spec`` with the process's arguments and exit (命令入口)."""
    begin(_run)


def begin(run: Callable[[list[str]], int]) -> None:
    """Run a command with the process's arguments and exit, stopped in one sentence (启动命令).

    Parameters
    ----------
    run : callable
        Imports what it needs by itself, since Ctrl-C may come meanwhile; returns the exit code.
    """
    import sys

    try:
        from tongban_spec.stopping import be_deaf, listen

        listen()
        code = run(sys.argv[1:])
        be_deaf()
    except KeyboardInterrupt:  # before the door was open
        from tongban_spec.cli.console.door import stopped_before

        code = stopped_before()
    sys.exit(code)


def _run(words: list[str]) -> int:
    from tongban_spec.cli.console.door import run
    from tongban_spec.cli.program import PROGRAM

    return run(PROGRAM, words)
