"""The errors that a user of tongban can meet (错误), what the two packages share of their tree.

::

    TongbanError               exit  what happened
    ├── UsageError             2     the command cannot be understood, or its folder cannot be used
    ├── EvidenceError          3     the evidence to be checked cannot be read
    │   └── MappingError       3     a mapping file is wrong; says file:line:column
    ├── OutputError            4     results could not be written (disk full, no right to write)
    ├── ResourceError          4     memory or scratch space is not enough for the evidence
    └── SpecificationError     4     a requirement of ours is wrong, or its query failed

The simulator's own errors hang on the same tree, see ``tongban.errors``. Exit code 0 is success,
130 is Ctrl-C. Every error says what is wrong, where, the value seen, what is allowed, and what to
do next.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongban_spec.language import Language, Text

__all__ = [
    "EvidenceError",
    "MappingError",
    "OutputError",
    "ResourceError",
    "SpecificationError",
    "TongbanError",
    "UsageError",
    "Where",
]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file that the user wrote (出错位置).

    Parameters
    ----------
    file : str
        Path as the user knows it.
    line, column : int
        Counted from 1; 0 if unknown.
    source_line : str
        The line itself, shown with a caret under ``column``; may be empty.
    """

    file: str
    line: int = 0
    column: int = 0
    source_line: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def picture(self) -> str:
        """Return the source line with a caret below the column, or an empty string."""
        if not self.source_line or not self.column:
            return ""
        lead = "".join(
            "\t" if c == "\t" else _blank(c) for c in self.source_line[: self.column - 1]
        )
        return f"  {self.source_line}\n  {lead}^"


def _blank(character: str) -> str:
    """Return blanks as wide as the character on a terminal: two for Chinese characters."""
    return "  " if ord(character) >= 0x2E80 else " "


class TongbanError(Exception):
    """What every error of tongban can say (通办错误).

    Parameters
    ----------
    what : Text
        What is wrong, with the value seen.
    allowed : Text, optional
        What would be right, and what to do next.
    where : Where, optional
        The place in the user's file.
    """

    exit_code = 1

    def __init__(self, what: Text, allowed: Text | None = None, where: Where | None = None):
        super().__init__(what.en)
        self.what = what
        self.allowed = allowed
        self.where = where

    def __reduce__(self):  # worker processes hand errors back by pickle
        return (type(self), (self.what, self.allowed, self.where))

    def say(self, language: Language) -> str:
        """Return the whole message for a person, without a traceback."""
        lines = [
            f"{self.where}: {self.what.say(language)}" if self.where else self.what.say(language)
        ]
        if self.where and (picture := self.where.picture()):
            lines.append(picture)
        if self.allowed:
            lines.append(self.allowed.say(language))
        return "\n".join(lines)


class UsageError(TongbanError):
    """The command line asks for something that cannot be done (用法错误)."""

    exit_code = 2


class EvidenceError(TongbanError):
    """The evidence cannot be read (证据不可读): a file is lacking, broken, or not what it says."""

    exit_code = 3


class MappingError(EvidenceError):
    """A mapping file is wrong (映射文件错误)."""


class OutputError(TongbanError):
    """Results could not be written; nothing half-written is left (结果写不出)."""

    exit_code = 4


class ResourceError(TongbanError):
    """Memory or scratch space is not enough (资源不足): neither a breach nor a damaged file."""

    exit_code = 4


class SpecificationError(TongbanError):
    """A requirement is wrong or its query failed (规范自身有错): ours, and never a breach."""

    exit_code = 4
