"""Progress (进度), with the time left: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text

Tick = Callable[[int], None]
LINE_SECONDS = 10.0
_LINE = Text("{w} {d}/{t}，约还需 {s} 秒", "{w} {d}/{t}, about {s} s left")


@contextmanager
def progress(talk: Talk, total: int, what: Text) -> Iterator[Tick]:
    """Show how far the work is, on stderr (显示进度).

    Parameters
    ----------
    talk : Talk
    total : int
        How many there are in all.
    what : Text
        What they are.

    Yields
    ------
    callable
        To be called with the number done; a smaller number than before changes nothing.
    """
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(talk, total, what) as tick:
            yield tick
    else:
        yield _lines(talk, total, what)


@contextmanager
def _bar(talk: Talk, total: int, what: Text) -> Iterator[Tick]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn(talk.say(what)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(talk.say(Text("用时", "elapsed"))),
        TimeElapsedColumn(),
        TextColumn(talk.say(Text("还需", "left"))),
        TimeRemainingColumn(elapsed_when_finished=False),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as shown:
        task = shown.add_task("", total=total)
        most = 0

        def tick(done: int) -> None:
            nonlocal most
            most = max(most, done)
            shown.update(task, completed=most)

        yield tick


def _lines(talk: Talk, total: int, what: Text) -> Tick:
    begun = said = time.monotonic()
    most = 0

    def tick(done: int) -> None:
        nonlocal said, most
        now, last = time.monotonic(), most
        most = max(most, done)
        if done < last:
            return
        if now - said < LINE_SECONDS or done == total:
            return
        said = now
        left = (now - begun) / done * (total - done)
        talk.note(_LINE, w=what, d=done, t=total, s=round(left))

    return tick
