"""The errors a user can meet (错误), one tree.

::

    TongbanError               exit  what happened
    ├── UsageError             2     the command cannot be understood, or its folder cannot be used
    ├── ScenarioError          3     a scenario file is wrong; says file:line:column
    │   └── LegalGraphError    3     the legal graph cannot work (unknown material, cycle, ...)
    └── OutputError            4     results could not be written (disk full, no right to write)

Exit code 0 is success, 130 is Ctrl-C, 1 is a fault of ours that has no place in this tree.
What the specification's tests share of it is in ``tongban_spec.errors``.
Every error says what is wrong, where, the value seen, what is allowed, and what to do next.
"""

from __future__ import annotations

from tongban_spec.errors import OutputError, TongbanError, UsageError, Where

__all__ = [
    "LegalGraphError",
    "OutputError",
    "ScenarioError",
    "TongbanError",
    "UsageError",
    "Where",
]


class ScenarioError(TongbanError):
    """A scenario file is wrong (场景文件错误)."""

    exit_code = 3


class LegalGraphError(ScenarioError):
    """The legal graph of a scenario cannot work (事项图错误)."""
