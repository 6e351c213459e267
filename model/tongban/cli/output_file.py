"""One file of results (结果文件): whole, or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tongban.cli.output_folder import writing
from tongban.errors import UsageError
from tongban_spec.language import Text


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Give a file to write that gets its name when all went well (新文件).

    Parameters
    ----------
    target : Path
        Must have a name and not exist yet.

    Raises
    ------
    UsageError
        If there is such a file already, or it has no name.
    OutputError
        If it cannot be written.
    """
    if not target.name:
        raise UsageError(
            Text("没有写文件名", "the file has no name"),
            Text("请写文件名，如 graph.svg", "write a file name, e.g. graph.svg"),
        )
    if os.path.lexists(target):
        raise UsageError(
            Text("文件 {f} 已经存在，不会覆盖", "the file {f} exists and stays as it is").fill(
                f=target
            ),
            Text("请换一个名称，或先移走它", "choose another name, or move it away"),
        )
    with writing(target), tempfile.TemporaryDirectory(prefix=".tongban-", dir=target.parent) as at:
        part = Path(at) / target.name
        yield part
        part.rename(target)
