"""Help pages (帮助页) in the user's language.

Laid out here from the commands' own parameters: typer's pages have English headings.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tongban_spec.cli.console.program import Program
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text

VERSION = Text("显示版本", "print the version")
HEADINGS = {
    "usage": Text("用法：", "Usage: "),
    "arguments": Text("参数", "Arguments"),
    "options": Text("选项", "Options"),
    "common": Text("通用选项（写在哪里都行）", "Common options (anywhere in the command)"),
    "commands": Text("命令", "Commands"),
    "example": Text("例", "Example"),
    "exit": Text("退出码", "Exit codes"),
}
COMMON = {
    "--lang zh|en": Text("语言；不写则按系统语言环境", "language; from the locale if not given"),
    "--debug": Text(
        "程序自身出错时显示细节（或设 {v}=1）", "show details of a fault of ours (or set {v}=1)"
    ),
    "--help": Text("显示本页", "show this page"),
}


@dataclass(frozen=True, slots=True)
class HelpPages:
    """The help pages of a program for one user (帮助页).

    Parameters
    ----------
    program : Program
    talk : Talk
    """

    program: Program
    talk: Talk

    def of_command(self, command: Any) -> str:
        """Return the help page of a command as typer made it (命令帮助页)."""
        name = str(command.name)
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
        shown = [self._argument(name, p) for p in arguments]
        parts = [
            ("arguments", [(self._metavar(name, p), self._words(name, p)) for p in arguments]),
            ("options", [(self._option(name, p), self._words(name, p)) for p in options]),
        ]
        usage = " ".join([self.program.name, name, *shown, "…"])
        return self._page(usage, self.program.about[name], parts, name)

    def of_all(self, names: Iterable[str]) -> str:
        """Return the help page of the program with its commands (总帮助页)."""
        listed = [(name, self.talk.say(self.program.about[name])) for name in names]
        options = [("--version", self.talk.say(VERSION))]
        usage = f"{self.program.name} COMMAND …"
        return self._page(
            usage, self.program.about[""], [("commands", listed), ("options", options)], ""
        )

    def _metavar(self, command: str, param: Any) -> str:
        return self.program.metavar(command, str(param.name))

    def _argument(self, command: str, param: Any) -> str:
        shown = self._metavar(command, param)
        return shown if param.required else f"[{shown}]"

    def _option(self, command: str, param: Any) -> str:
        name = param.opts[0]
        return name if param.is_flag else f"{name} {self._metavar(command, param)}"

    def _words(self, command: str, param: Any) -> str:
        words = self.program.parameters
        said = self.talk.say(words.get(f"{command}.{param.name}") or words[param.name])
        if isinstance(param.default, str) and param.default:
            said += self.talk.say(Text("（默认 {d}）", " (default {d})"), d=param.default)
        return said

    def _page(self, usage: str, about: Text, parts: list[tuple[str, list]], example: str) -> str:
        from rich.console import Console

        say = self.talk.say
        text = io.StringIO()
        colours = sys.stdout.isatty()
        console = Console(file=text, force_terminal=colours, highlight=False, markup=False)
        console.print(f"{say(HEADINGS['usage'])}{usage}\n")
        console.print(say(about))
        variable = self.program.debug_variable
        common = [(name, say(said, v=variable)) for name, said in COMMON.items()]
        codes = [(str(code), say(said)) for code, said in self.program.exit_codes.items()]
        for heading, rows in [*parts, ("common", common), ("exit", codes)]:
            if rows:
                console.print(f"\n{say(HEADINGS[heading])}", style="bold")
                console.print(_columns(rows))
        console.print(f"\n{say(HEADINGS['example'])}", style="bold")
        console.print(f"  {self.program.examples[example]}")
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
