"""The door (命令之门): words in, exit code out; whatever goes wrong is said to a person."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tongban.cli.exit_codes import DONE, FAULT, STOPPED
from tongban.cli.stopping import stoppable
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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese
    talk = Talk(language_of_locale(), bool(os.environ.get(DEBUG_VARIABLE)))
    try:
        with stoppable():
            talk, rest = common_options(words, talk)
            return _dispatch(rest, talk)
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


def common_options(words: Sequence[str], talk: Talk) -> tuple[Talk, list[str]]:
    """Take out what every command understands, wherever it stands (通用选项).

    Parameters
    ----------
    words : sequence of str
    talk : Talk
        What holds unless the words say otherwise.

    Returns
    -------
    Talk
        In the language asked for.
    list of str
        The other words.
    """
    language, debug, rest = talk.language, talk.debug, []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        if word == "--debug":
            debug = True
        elif word == "--lang":
            language = _language(left.pop(0) if left else "")
        elif word.startswith("--lang="):
            language = _language(word.removeprefix("--lang="))
        else:
            rest.append(word)
    return Talk(language, debug), rest


def _language(written: str) -> Language:
    for language in LANGUAGES:
        if written.lower().replace("-", "_").split("_")[0] == language:
            return language
    raise UsageError(
        Text("不认识的语言 {s}", "unknown language {s}").fill(s=written or "''"),
        Text("--lang 可用：zh, en", "--lang takes: zh, en"),
    )


def _dispatch(words: list[str], talk: Talk) -> int:
    import typer

    from tongban.cli.app import command, usage_error

    try:
        code = command().main(
            args=words or ["--help"], prog_name="tongban", standalone_mode=False, obj=talk
        )
    except typer.Abort:
        return _stopped(talk)
    except Exception as trouble:
        error = usage_error(trouble)
        if error is None:
            raise
        raise error from trouble
    if code == STOPPED:  # typer's word for KeyboardInterrupt
        return _stopped(talk)
    return code if isinstance(code, int) else DONE


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
