"""The errors a user can meet (错误), one tree.

::

    TongbanError               exit  what happened
    ├── UsageError             2     the command cannot be understood, or its folder cannot be used
    ├── ScenarioError          3     a scenario file is wrong; says file:line:column
    │   └── LegalGraphError    3     the legal graph cannot work (unknown material, cycle, ...)
    └── OutputError            4     results could not be written (disk full, no right to write)

Exit code 0 is success, 130 is Ctrl-C, 1 is a fault of ours that has no place in this tree.
Every error says what is wrong, where, the value seen, what is allowed, and what to do next.
"""

from __future__ import annotations

from tongban_spec.errors import ToldError, Where

__all__ = [
    "LegalGraphError",
    "OutputError",
    "ScenarioError",
    "TongbanError",
    "UsageError",
    "Where",
]


class TongbanError(ToldError):
    """What every error of tongban can say (通办错误); parameters as of ToldError."""


class UsageError(TongbanError):
    """The command line asks for something that cannot be done (用法错误)."""

    exit_code = 2


class ScenarioError(TongbanError):
    """A scenario file is wrong (场景文件错误)."""

    exit_code = 3


class LegalGraphError(ScenarioError):
    """The legal graph of a scenario cannot work (事项图错误)."""


class OutputError(TongbanError):
    """Results could not be written; nothing half-written is left (结果写不出)."""

    exit_code = 4
