"""Talking to the user (与用户对话): text for people on one stream, documents on the other."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tongban_spec.cli.console.streams import was_closed
from tongban_spec.errors import OutputError
from tongban_spec.language import Language, Text
from tongban_spec.visible import visible

_GONE = (errno.EPIPE, errno.EINVAL)  # the second is what Windows says of a closed pipe
_CLOSED = Text("标准输出已被关闭", "standard output was closed")


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation with one user (对话).

    Parameters
    ----------
    language : {"zh", "en"}
    debug : bool
        Whether details of a fault of ours are wanted.
    """

    language: Language
    debug: bool = False

    def say(self, text: Text, **values: object) -> str:
        """Return a text in the user's language, with its places filled."""
        return (text.fill(**values) if values else text).say(self.language)

    def note(self, text: Text, **values: object) -> None:
        """Tell the person something beside the result, on stderr."""
        print(visible(self.say(text, **values), kept="\n\t"), file=sys.stderr, flush=True)

    def text(self, said: str) -> None:
        """Print finished words on stdout; a reader who has seen enough may leave (``| head``)."""
        with _stdout(may_leave=True):
            print(said, flush=True)

    def show(self, *renderables: Any) -> None:
        """Print what the command was asked for, on stdout; anything that rich can draw.

        A reader who has seen enough may leave, as of :meth:`text`.
        """
        from rich.console import Console

        class Plain(Console):
            def on_broken_pipe(self) -> None:
                raise  # what is being handled: rich would end the process without a word

        with _stdout(may_leave=True):
            console = Plain(file=sys.stdout, highlight=False, soft_wrap=False)
            for one in renderables:
                console.print(one, markup=False)
            sys.stdout.flush()

    def show_aside(self, *renderables: Any) -> None:
        """Print something for people beside a document, on stderr."""
        from rich.console import Console

        console = Console(file=sys.stderr, highlight=False)
        for one in renderables:
            console.print(one, markup=False)

    def document(self, document: Mapping[str, Any]) -> None:
        """Print one JSON document in UTF-8 on stdout, and nothing else."""
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        if was_closed(sys.stdout):
            raise OutputError(_CLOSED)
        with _stdout(may_leave=False):
            sys.stdout.flush()
            # lone surrogates of undecodable file names become JSON escapes, which JSON allows
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
            sys.stdout.buffer.flush()


@contextmanager
def _stdout(may_leave: bool):
    """Turn a standard output that takes nothing more into an error that says so.

    Whoever reads words may have read enough; a document without its end is of no use.
    """
    try:
        yield
    except OSError as trouble:
        _forget_stdout()
        if trouble.errno in _GONE:
            if may_leave:
                return
            raise OutputError(_CLOSED) from trouble
        raise OutputError(
            Text("标准输出写不出：{e}", "standard output cannot be written: {e}").fill(
                e=trouble.strerror or trouble
            ),
            Text("请检查磁盘空间和重定向的目标", "check the disk space and where it leads"),
        ) from trouble


def _forget_stdout() -> None:
    """Keep the interpreter from trying again at its end, and from complaining in its own words."""
    import os

    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):
        pass  # stdout is no file (a test's stream): there is nothing left to flush
