"""Results whole or not at all (整体写出): written beside their place, and put there at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tongban_spec.errors import OutputError, UsageError
from tongban_spec.language import Text


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write into that gets its name when all went well (整个文件夹).

    Parameters
    ----------
    folder : Path
        It must not exist yet, or be empty.

    Yields
    ------
    Path
        An empty folder on the same file system.

    Raises
    ------
    UsageError
        If something is in the folder already.
    OutputError
        If the disk refuses; nothing half-written is left.
    """
    with _told(folder):
        if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
            raise _occupied(folder)
        with _beside(folder) as part:
            inside = part / "whole"
            inside.mkdir()  # with the rights that any new folder has; a temporary one is private
            yield inside
            inside.replace(folder)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a file to write that gets its name when all went well (整个文件).

    Parameters
    ----------
    path : Path
        It must not exist yet.

    Yields
    ------
    Path
        A place on the same file system with the same file name; nothing is there yet.

    Raises
    ------
    UsageError
        If there is such a file already.
    OutputError
        If the disk refuses; nothing half-written is left.
    """
    with _told(path):
        if os.path.lexists(path):
            raise _occupied(path)
        with _beside(path) as part:
            inside = part / path.name
            yield inside
            inside.replace(path)


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    place.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{place.name[:100]}.", dir=place.parent))
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            Text("{f} 写不出：{e}", "{f} cannot be written: {e}").fill(f=place, e=error),
            Text(
                "请检查磁盘空间和写入权限；没有留下写了一半的文件",
                "check the space on the disk and the right to write; nothing half-written is left",
            ),
        ) from error


def _occupied(place: Path) -> UsageError:
    return UsageError(
        Text("{f} 已经有了，不会覆盖", "{f} is there already and stays as it is").fill(f=place),
        Text(
            "请另选一个新的名称（文件夹可以是空的），或先移走原有的",
            "choose a new name (a folder may be empty), or move away what is there",
        ),
    )
