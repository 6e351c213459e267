"""The command ``tongban`` (命令行).

``main`` is the entry point; everything behind it is imported when it is needed, so that
``tongban --help`` answers at once.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command ``tongban`` with the process's arguments and exit (命令入口)."""
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
    from tongban.cli.door import run

    code = run(sys.argv[1:])
    be_deaf()
    return code
