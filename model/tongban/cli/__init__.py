"""The command ``tongban`` (命令行).

``main`` is the entry point; everything behind it is imported when it is needed, so that
``tongban --help`` answers at once.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command ``tongban`` with the process's arguments and exit (命令入口)."""
    import sys

    from tongban_spec.stopping import be_deaf, listen

    listen()
    try:
        from tongban.cli.door import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the door was open
        code = 130
    be_deaf()
    sys.exit(code)
