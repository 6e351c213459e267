"""One command that shows a breach again (再现命令), made to be copied."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass

PATTERN_MAX = 200
# What a shell or a pattern takes for more than itself, in any of the usual shells.
_ACTIVE = frozenset("*?[]\"'`$\\!%^&|<>;")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a check was asked for (检查的问法), in the user's own words.

    Parameters
    ----------
    evidence : str
    mapping : str or None
    also : str or None
        Further logs, with commas.
    memory_limit : str or None
    """

    evidence: str
    mapping: str | None = None
    also: str | None = None
    memory_limit: str | None = None


def command_again(asked: Asked, requirement: str, subject: str) -> str:
    """Return the command that shows one breach with its events (再现命令).

    Parameters
    ----------
    asked : Asked
    requirement : str
        Its id.
    subject : str
        Of the breach.
    """
    words = ["tongban-spec", "check", asked.evidence]
    for option, value in (
        ("--mapping", asked.mapping),
        ("--also", asked.also),
        ("--memory-limit", asked.memory_limit),
    ):
        if value is not None:
            words += [option, value]
    words += ["--only", requirement]
    said = subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
    return f'{said} --subject "{pattern_of(subject)}"'


def pattern_of(subject: str) -> str:
    """Return the pattern for ``--subject`` that means a subject (主体模式).

    It is the subject itself, with ``?`` for what a shell, a pattern or a terminal would act on: a
    vendor's text is copied into a command here.

    Examples
    --------
    >>> pattern_of("a1/$(reboot)")
    'a1/?(reboot)'
    """
    short = subject[:PATTERN_MAX]
    plain = "".join(c if c.isprintable() and c not in _ACTIVE else "?" for c in short)
    return plain if len(subject) <= PATTERN_MAX else plain + "*"
