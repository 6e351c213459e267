"""The commands together (命令总表), and what is wrong with a command line, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer
from typer.main import get_command

from tongban_spec.cli.console.program import Program
from tongban_spec.errors import TongbanError, UsageError
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean

# the parser's own sentences, the only place where it says which word it means
_QUOTED = re.compile(r"[Nn]o such command '(.*?)'", re.DOTALL)
_LEFT_OVER = re.compile(r"extra argument\S* \((.*)\)", re.DOTALL)
VERSION = "--version"


def application(program: Program) -> typer.Typer:
    """Return the typer application (命令应用)."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    for name, function in program.commands().items():
        app.command(name)(function)
    return app


def command(program: Program) -> Any:
    """Return the application as one command that can be called with words (命令)."""
    return get_command(application(program))


def missing_value(program: Program, command: Any, words: Sequence[str]) -> UsageError | None:
    """Return the error of an option whose value is another option, or the line's end (缺值).

    The parser would take the next option for the value, and stumble over something else.

    Parameters
    ----------
    program : Program
    command : typer's command
    words : sequence of str
        What follows the command's name.
    """
    valued = {o for p in command.params for o in p.opts if not getattr(p, "is_flag", False)}
    for place, word in enumerate(words):
        if word == "--":
            return None
        rest = words[place + 1 : place + 2]
        if word in valued and word.startswith("--") and (not rest or rest[0].startswith("--")):
            what = Text("{o} 后面要写一个值", "{o} needs a value").fill(o=word)
            if rest:
                what = Text(
                    "{o} 后面要写一个值，现在接着的是 {n}", "{o} needs a value, and {n} follows it"
                ).fill(o=word, n=rest[0])
            path = f"{program.name} {command.name}"
            return UsageError(what, Text("请看 {p} --help", "see {p} --help").fill(p=path))
    return None


def usage_error(program: Program, trouble: Exception) -> UsageError | None:
    """Return what the parser of command lines complains about as our own error (用法错误).

    The classes are known by name: typer carries the parser inside since 0.2x and imports it
    before, and says the same things in both.
    """
    if isinstance(trouble, TongbanError):
        return None
    kind = type(trouble).__name__
    written = str(getattr(trouble, "option_name", ""))
    context = getattr(trouble, "ctx", None)
    see = _see_help(program, context)
    if kind == "NoSuchOption":
        what = Text("没有选项 {o}", "there is no option {o}").fill(o=written)
        return UsageError(what, did_you_mean(written, _options_of(context)))
    if kind == "MissingParameter":
        name = _name_of(program, context, getattr(trouble, "param", None))
        return UsageError(
            Text("缺少 {n}", "{n} is missing").fill(n=name), _see_help(program, context)
        )
    if kind == "BadOptionUsage":
        what = Text("{o} 是开关，后面不写值", "{o} is a switch and takes no value")
        return UsageError(what.fill(o=written), see)
    if kind == "BadParameter" and (wrong := _of_value(program, trouble, context)):
        return wrong
    if kind in ("UsageError", "BadArgumentUsage", "BadParameter", "NoSuchCommand"):
        return _of_words(program, trouble, context)
    return None


def _of_value(
    program: Program, trouble: Exception, context: typer.Context | None
) -> UsageError | None:
    """Return what is wrong with the value of an option, from what its validator found."""
    found = getattr(trouble.__cause__, "errors", None)
    if found is None:
        return None
    fault = found()[0]
    bounds = fault.get("ctx", {})
    allowed = _see_help(program, context)
    if "ge" in bounds:
        allowed = Text("至少 {b}", "at least {b}").fill(b=bounds["ge"])
    elif "le" in bounds:
        allowed = Text("至多 {b}", "at most {b}").fill(b=bounds["le"])
    elif fault["type"].startswith("int_"):
        allowed = Text("要写整数", "a whole number belongs here")
    elif fault["type"].startswith("float_"):
        allowed = Text("要写数", "a number belongs here")
    what = Text("{n} 不能是 {v}", "{n} cannot be {v}").fill(
        n=_name_of(program, context, getattr(trouble, "param", None)), v=fault.get("input") or "''"
    )
    return UsageError(what, allowed)


def _of_words(program: Program, trouble: Exception, context: typer.Context | None) -> UsageError:
    group = getattr(getattr(context, "command", None), "commands", None)
    said = str(getattr(trouble, "message", trouble))
    see = _see_help(program, context)
    if group is not None and (name := _QUOTED.search(said)):
        what = Text("没有命令 {c}", "there is no command {c}").fill(c=name[1])
        return UsageError(what, did_you_mean(name[1], group))
    if group is not None:
        what = Text("缺少命令", "the command is missing")
        return UsageError(what, Text("可用：{c}", "known: {c}").fill(c=", ".join(group)))
    if left := _LEFT_OVER.search(said):
        what = Text("多出来的词：{w}", "more words than the command takes: {w}").fill(w=left[1])
        return UsageError(what, see)
    what = Text("命令写错了：{m}", "the command is wrong: {m}").fill(m=said)
    return UsageError(what, see)


def _options_of(context: typer.Context | None) -> list[str]:
    own = [] if context is None else [o for p in context.command.params for o in p.opts]
    if hasattr(getattr(context, "command", None), "commands"):
        own = [VERSION]
    return [*(o for o in own if o.startswith("--")), "--lang", "--debug", "--help"]


def _name_of(program: Program, context: typer.Context | None, param: object) -> str:
    """Return a parameter by the name that the help page gives it."""
    options = [o for o in getattr(param, "opts", []) if o.startswith("-")]
    command = str(getattr(getattr(context, "command", None), "name", ""))
    return options[0] if options else program.metavar(command, str(getattr(param, "name", "")))


def _see_help(program: Program, context: typer.Context | None) -> Text:
    path = program.name if context is None else context.command_path
    return Text("请看 {p} --help", "see {p} --help").fill(p=path)
