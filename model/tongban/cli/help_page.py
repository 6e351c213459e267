"""Help pages (帮助页) in the user's language.

Laid out here from the commands' own parameters: typer's pages have English headings.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import Any

from tongban.cli.exit_codes import EXIT_CODES
from tongban.cli.talk import Talk
from tongban.cli.texts import COMMANDS, COMMON, EXAMPLES, METAVARS, PARAMETERS
from tongban_spec.language import Text

HEADINGS = {
    "usage": Text("用法：", "Usage: "),
    "arguments": Text("参数", "Arguments"),
    "options": Text("选项", "Options"),
    "common": Text("通用选项（写在哪里都行）", "Common options (anywhere in the command)"),
    "commands": Text("命令", "Commands"),
    "example": Text("例", "Example"),
    "exit": Text("退出码", "Exit codes"),
}


def page_of_command(command: Any, talk: Talk) -> str:
    """Return the help page of a command (命令帮助页).

    Parameters
    ----------
    command : command as made by typer
    talk : Talk
    """
    arguments = _arguments(command)
    usage = " ".join(["tongban", str(command.name), *(_argument(p) for p in arguments), "…"])
    parts = [("arguments", [(_metavar(p), _words(command, p, talk)) for p in arguments])]
    parts.append(("options", [(_option(p), _words(command, p, talk)) for p in _options(command)]))
    return _page(usage, COMMANDS[str(command.name)], parts, str(command.name), talk)


def page_of_all(names: Iterable[str], talk: Talk) -> str:
    """Return the help page of ``tongban`` with its commands (总帮助页)."""
    listed = [(name, talk.say(COMMANDS[name])) for name in names]
    options = [("--version", talk.say(PARAMETERS["version"]))]
    return _page("tongban COMMAND …", COMMANDS[""], [("commands", listed), ("options", options)],
                 "", talk)  # fmt: skip


def _arguments(command: Any) -> list[Any]:
    return [p for p in command.params if p.param_type_name == "argument"]


def _options(command: Any) -> list[Any]:
    return [p for p in command.params if p.param_type_name == "option" and p.name != "help"]


def _metavar(param: Any) -> str:
    name = str(param.name)
    return METAVARS.get(name, name.upper())


def _argument(param: Any) -> str:
    return _metavar(param) if param.required else f"[{_metavar(param)}]"


def _option(param: Any) -> str:
    return param.opts[0] if param.is_flag else f"{param.opts[0]} {_metavar(param)}"


def _words(command: Any, param: Any, talk: Talk) -> str:
    own = PARAMETERS.get(f"{command.name}.{param.name}") or PARAMETERS[param.name]
    said = talk.say(own)
    if isinstance(param.default, str) and param.default:
        said += talk.say(Text("（默认 {d}）", " (default {d})"), d=param.default)
    return said


def _page(
    usage: str, about: Text, parts: Iterable[tuple[str, list]], example: str, talk: Talk
) -> str:
    from rich.console import Console

    text = io.StringIO()
    colours = sys.stdout.isatty()
    console = Console(file=text, force_terminal=colours, highlight=False, markup=False)
    console.print(f"{talk.say(HEADINGS['usage'])}{usage}\n")
    console.print(talk.say(about))
    common = [(name, talk.say(said)) for name, said in COMMON.items()]
    codes = [(str(code), talk.say(said)) for code, said in EXIT_CODES.items()]
    for heading, rows in [*parts, ("common", common), ("exit", codes)]:
        if rows:
            console.print(f"\n{talk.say(HEADINGS[heading])}", style="bold")
            console.print(_columns(rows))
    console.print(f"\n{talk.say(HEADINGS['example'])}", style="bold")
    console.print(f"  {EXAMPLES[example]}")
    return "\n".join(line.rstrip() for line in text.getvalue().rstrip("\n").splitlines())


def _columns(rows: list[tuple[str, str]]):
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=2)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")  # Chinese has no blanks to break a line at
    for name, said in rows:
        table.add_row("", name, said)
    return table
