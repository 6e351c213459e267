"""The door (命令之门): words in, exit code out; whatever goes wrong is said to a person."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tongban_spec.cli.console.program import Program
from tongban_spec.cli.console.streams import open_closed_streams
from tongban_spec.cli.console.talk import Talk
from tongban_spec.errors import TongbanError, UsageError
from tongban_spec.language import LANGUAGES, Language, Text, language_of_locale
from tongban_spec.stopping import be_deaf
from tongban_spec.visible import visible

DONE, STOPPED = 0, 130
_FAULT = Text(
    "这是 {p} 自身的错误（{e}），不是您的；加 --debug 重试可看到细节，请附上它报告给我们。",
    "this is a fault of ours ({e}), not of yours; run it again with --debug for the details, "
    "and please report them.",
)


def run(program: Program, words: Sequence[str]) -> int:
    """Run one command (运行命令).

    Parameters
    ----------
    program : Program
    words : sequence of str
        The arguments after the command's name.

    Returns
    -------
    int
        The exit code, one of the program's.
    """
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese
    talk = Talk(language_of_locale(), bool(os.environ.get(program.debug_variable)))
    try:
        line = asked(words, talk)
        talk = line.talk
        return _dispatch(program, line)
    except KeyboardInterrupt:
        return _stopped(talk)
    except TongbanError as error:
        print(visible(error.say(talk.language), kept="\n\t"), file=sys.stderr)
        return error.exit_code
    except MemoryError:
        talk.note(program.no_memory)
        return program.fault
    except Exception as fault:  # the last place where a traceback can be kept from a user
        return _stopped(talk) if _by_signal(fault) else _fault(program, fault, talk)


def stopped_before() -> int:
    """Say that a command was stopped before its door was open; return the exit code (停于门外)."""
    be_deaf()
    return _stopped(Talk(language_of_locale()))


@dataclass(frozen=True, slots=True)
class Asked:
    """A command line without what every command understands (命令行).

    Parameters
    ----------
    talk : Talk
        In the language asked for.
    help : bool
        Whether the help page is wanted.
    words : list of str
        All other words.
    """

    talk: Talk
    help: bool
    words: list[str]


def asked(words: Sequence[str], talk: Talk) -> Asked:
    """Take out what every command understands, wherever it stands (通用选项).

    Parameters
    ----------
    words : sequence of str
    talk : Talk
        What holds unless the words say otherwise.
    """
    language, debug, help_, rest = talk.language, talk.debug, False, []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        if word == "--debug":
            debug = True
        elif word == "--help":
            help_ = True
        elif word == "--lang":
            language = _language(left.pop(0) if left else "")
        elif word.startswith("--lang="):
            language = _language(word.removeprefix("--lang="))
        else:
            rest.append(word)
    return Asked(Talk(language, debug), help_, rest)


def _language(written: str) -> Language:
    for language in LANGUAGES:
        if written.lower().replace("-", "_").split("_")[0] == language:
            return language
    raise UsageError(
        Text("不认识的语言 {s}", "unknown language {s}").fill(s=written or "''"),
        Text("--lang 可用：zh, en", "--lang takes: zh, en"),
    )


def _dispatch(program: Program, line: Asked) -> int:
    import typer

    from tongban_spec.cli.console.usage import VERSION, command, missing_value, usage_error

    group = command(program)
    words = _joined(line.words, group.commands)
    # Pages and version are no options of typer's: reading its first option, it loads all of
    # pydantic, and its pages have English headings that cannot be exchanged.
    if words == [VERSION]:
        line.talk.text(f"{program.name} {program.version}")
        return DONE
    family = _family(words, group.commands)
    if not words or family or (line.help and words[0] in group.commands):
        _print_page(program, group, words, line.talk, family)
        return DONE
    if words[0] in group.commands:
        wrong = missing_value(program, group.commands[words[0]], words[1:])
        if wrong is not None:
            raise wrong
    try:
        code = group.main(args=words, prog_name=program.name, standalone_mode=False, obj=line.talk)
    except typer.Abort:
        return _stopped(line.talk)
    except Exception as trouble:
        error = usage_error(program, trouble)
        if error is None:
            raise
        raise error from trouble
    if code == STOPPED:  # typer's word for KeyboardInterrupt
        return _stopped(line.talk)
    return code if isinstance(code, int) else DONE


def _joined(words: list[str], commands: Collection[str]) -> list[str]:
    """Return the words with a command of two words as one (两词命令)."""
    both = " ".join(words[:2])
    return [both, *words[2:]] if len(words) > 1 and both in commands else words


def _family(words: list[str], commands: Collection[str]) -> list[str]:
    """Return the commands of two words that begin with the one word given."""
    return [c for c in commands if len(words) == 1 and c.startswith(f"{words[0]} ")]


def _print_page(
    program: Program, group: Any, words: list[str], talk: Talk, family: Collection[str]
) -> None:
    from tongban_spec.cli.console.help_page import HelpPages

    pages = HelpPages(program, talk)
    if words and not family:
        talk.text(pages.of_command(group.commands[words[0]]))
    else:
        talk.text(pages.of_all(family or group.commands))


def _by_signal(fault: Exception) -> bool:
    """Return whether DuckDB was stopped in a query: it says so in place of KeyboardInterrupt."""
    return isinstance(fault, RuntimeError) and str(fault) == "Query interrupted"


def _stopped(talk: Talk) -> int:
    talk.note(
        Text("已停止；没有留下写了一半的东西。", "stopped; nothing half-written was left behind.")
    )
    return STOPPED


def _fault(program: Program, fault: Exception, talk: Talk) -> int:
    if talk.debug:
        import traceback

        traceback.print_exception(fault)
    both = _FAULT.fill(p=program.name, e=type(fault).__name__)
    print(f"{both.zh} / {both.en}", file=sys.stderr)
    return program.fault
