"""The program ``tongban`` (通办程序): its commands and words for the shared command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import tongban
from tongban.cli.exit_codes import EXIT_CODES, FAULT
from tongban.cli.texts import COMMANDS, EXAMPLES, METAVARS, PARAMETERS
from tongban_spec.cli.console.program import Program
from tongban_spec.language import Text


def _commands() -> Mapping[str, Callable[..., Any]]:
    from tongban.cli.commands.ablate import ablate
    from tongban.cli.commands.check import check
    from tongban.cli.commands.compare import compare
    from tongban.cli.commands.explain import explain
    from tongban.cli.commands.init import init
    from tongban.cli.commands.levers import levers
    from tongban.cli.commands.run import run
    from tongban.cli.commands.show import show
    from tongban.cli.commands.validate import validate

    every = (init, check, show, run, compare, ablate, levers, explain, validate)
    return {f.__name__: f for f in every}


PROGRAM = Program(
    name="tongban",
    version=tongban.__version__,
    debug_variable="TONGBAN_DEBUG",
    commands=_commands,
    about=COMMANDS,
    parameters=PARAMETERS,
    metavars=METAVARS,
    examples=EXAMPLES,
    exit_codes=EXIT_CODES,
    fault=FAULT,
    no_memory=Text(
        "内存不足：请减少 --workers 或 --replications，或缩短场景的时间",
        "there is not enough memory: use fewer --workers or --replications, or a shorter scenario",
    ),
)
