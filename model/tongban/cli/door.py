"""The door (命令之门): words in, exit code out; whatever goes wrong is said to a person."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import tongban
from tongban.cli.exit_codes import DONE, FAULT, STOPPED
from tongban.cli.streams import open_closed_streams
from tongban.cli.talk import Talk
from tongban.errors import TongbanError, UsageError
from tongban_spec.language import LANGUAGES, Language, Text, language_of_locale

DEBUG_VARIABLE = "TONGBAN_DEBUG"
_FAULT = Text(
    "这是 tongban 自身的错误（{e}），不是您的；加 --debug 重试可看到细节，请附上它报告给我们。",
    "this is a fault of ours ({e}), not of yours; run it again with --debug for the details, "
    "and please report them.",
)
_NO_MEMORY = Text(
    "内存不足：请减少 --workers 或 --replications，或缩短场景的时间",
    "there is not enough memory: use fewer --workers or --replications, or a shorter scenario",
)


def run(words: Sequence[str]) -> int:
    """Run one command (运行命令).

    Parameters
    ----------
    words : sequence of str
        The arguments after the command's name.

    Returns
    -------
    int
        The exit code, one of ``tongban.cli.exit_codes.EXIT_CODES``.
    """
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese
    talk = Talk(language_of_locale(), bool(os.environ.get(DEBUG_VARIABLE)))
    try:
        line = asked(words, talk)
        talk = line.talk
        return _dispatch(line)
    except KeyboardInterrupt:
        return _stopped(talk)
    except TongbanError as error:
        print(error.say(talk.language), file=sys.stderr)
        return error.exit_code
    except MemoryError:
        talk.note(_NO_MEMORY)
        return FAULT
    except Exception as fault:  # the last place where a traceback can be kept from a user
        return _fault(fault, talk)


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


def _dispatch(line: Asked) -> int:
    import typer

    from tongban.cli.app import VERSION, command, usage_error

    words, group = line.words, command()
    # Pages and version are no options of typer's: reading its first option, it loads all of
    # pydantic, and its pages have English headings that cannot be exchanged.
    if words == [VERSION]:
        line.talk.text(f"tongban {tongban.__version__}")
        return DONE
    if not words or (line.help and words[0] in group.commands):
        _print_page(group, words, line.talk)
        return DONE
    try:
        code = group.main(args=words, prog_name="tongban", standalone_mode=False, obj=line.talk)
    except typer.Abort:
        return _stopped(line.talk)
    except Exception as trouble:
        error = usage_error(trouble)
        if error is None:
            raise
        raise error from trouble
    if code == STOPPED:  # typer's word for KeyboardInterrupt
        return _stopped(line.talk)
    return code if isinstance(code, int) else DONE


def _print_page(group: Any, words: list[str], talk: Talk) -> None:
    from tongban.cli.help_page import page_of_all, page_of_command

    if words:
        talk.text(page_of_command(group.commands[words[0]], talk))
    else:
        talk.text(page_of_all(group.commands, talk))


def _stopped(talk: Talk) -> int:
    talk.note(
        Text("已停止；没有留下写了一半的东西。", "stopped; nothing half-written was left behind.")
    )
    return STOPPED


def _fault(fault: Exception, talk: Talk) -> int:
    if talk.debug:
        import traceback

        traceback.print_exception(fault)
    both = _FAULT.fill(e=type(fault).__name__)
    print(f"{both.zh} / {both.en}", file=sys.stderr)
    return FAULT
