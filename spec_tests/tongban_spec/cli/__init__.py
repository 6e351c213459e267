"""The command ``tongban-spec`` (规范命令行).

``main`` is the entry point; everything behind it is imported when it is needed, so that
``tongban-spec --help`` answers at once. ``console`` is shared with ``tongban.cli``.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command ``tongban-spec`` with the process's arguments and exit (命令入口)."""
    import sys

    try:
        code = _run()
    except KeyboardInterrupt:  # before the door was open
        from tongban_spec.cli.console.door import stopped_before

        code = stopped_before()
    sys.exit(code)


def _run() -> int:
    import sys

    from tongban_spec.stopping import be_deaf, listen

    listen()
    from tongban_spec.cli.console.door import run
    from tongban_spec.cli.program import PROGRAM

    code = run(PROGRAM, sys.argv[1:])
    be_deaf()
    return code
