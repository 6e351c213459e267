"""Progress of a check (检查进度): on a terminal, on stderr; nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text
from tongban_spec.registry_shapes import Requirement
from tongban_spec.visible import visible


class CheckProgress:
    """Shows what is being done (进度).

    Parameters
    ----------
    talk : Talk
    shown : rich.progress.Progress or None
        None: nobody is looking.
    """

    def __init__(self, talk: Talk, shown: Any = None) -> None:
        self.talk, self.shown = talk, shown
        self.task = None if shown is None else shown.add_task("", total=None)

    def reading(self, what: Text, share: float | None) -> None:
        """Tell what is done to read the evidence (读入)."""
        if self.shown is not None:
            done = {"completed": share, "total": 1.0} if share is not None else {"total": None}
            self.shown.update(self.task, description=visible(self.talk.say(what)), **done)

    def requirement(self, place: int, total: int, requirement: Requirement) -> None:
        """Tell which requirement is judged (判定)."""
        if self.shown is not None:
            said = f"{requirement.id} {self.talk.say(requirement.title)}"
            self.shown.update(self.task, description=said, completed=place, total=total)

    def done(self) -> None:
        """Take the line away, so that other words have their place (收起)."""
        if self.shown is not None:
            self.shown.stop()


@contextmanager
def check_progress(talk: Talk) -> Iterator[CheckProgress]:
    """Show the progress while something is done (显示进度), in a ``with`` statement."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield CheckProgress(talk)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as shown:
        yield CheckProgress(talk, shown)
