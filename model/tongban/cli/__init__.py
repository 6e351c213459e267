"""The command ``tongban`` (命令行).

``main`` is the entry point; everything behind it is imported when it is needed, so that
``tongban --help`` answers at once.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command ``tongban`` with the process's arguments and exit (命令入口)."""
    from tongban_spec.cli import begin

    begin(_run)


def _run(words: list[str]) -> int:
    from tongban.cli.door import run

    return run(words)
