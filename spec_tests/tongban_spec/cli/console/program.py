"""One command-line program (命令行程序): its name, its commands and its words for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Program:
    """One command-line program (命令行程序).

    Parameters
    ----------
    name : str
        As it is called.
    version : str
    debug_variable : str
        Environment variable that asks for details of a fault of ours.
    commands : callable
        Returns the functions of the commands by name; called when one is to be run, so that
        nothing is imported before.
    about : mapping of str to Text
        What each command does; ``""`` is the program itself.
    parameters : mapping of str to Text
        What each parameter means, as ``parameter`` or ``command.parameter``.
    metavars : mapping of str to str
        What stands for the value of a parameter on help pages and in errors, where it is not its
        name; as ``parameter`` or ``command.parameter``.
    examples : mapping of str to str
        A line to copy for each command, and for ``""``.
    exit_codes : mapping of int to Text
    fault : int
        Exit code of a fault of ours.
    no_memory : Text
        What is said, and what to do, when the memory is not enough.
    """

    name: str
    version: str
    debug_variable: str
    commands: Callable[[], Mapping[str, Callable[..., Any]]]
    about: Mapping[str, Text]
    parameters: Mapping[str, Text]
    metavars: Mapping[str, str]
    examples: Mapping[str, str]
    exit_codes: Mapping[int, Text]
    fault: int
    no_memory: Text

    def metavar(self, command: str, parameter: str) -> str:
        """Return what stands for the value of a parameter of a command (参数占位)."""
        own = self.metavars.get(f"{command}.{parameter}")
        return own or self.metavars.get(parameter, parameter.upper())
