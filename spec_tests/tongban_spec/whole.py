"""Results whole or not at all (整体写出): written beside their place, and put there at the end."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tongban_spec.errors import OutputError, UsageError
from tongban_spec.language import Text
from tongban_spec.stopping import undisturbed

_PART = ".tongban-part-"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def whole_folder(written: str | Path, last: str = "") -> Iterator[Path]:
    """Give a folder to write into that becomes the user's when all went well (整个文件夹).

    A folder that does not exist yet is written beside its place and renamed. Into an empty one
    the results are moved one by one: it may be a mount point, or the folder in which the user
    stands, and must not be exchanged for another.

    Parameters
    ----------
    written : str or Path
        The folder as the user wrote it: new, or empty.
    last : str
        Name of the file that is moved last: where it is, everything is.

    Yields
    ------
    Path
        An empty folder on the same file system.

    Raises
    ------
    UsageError
        If the folder cannot be used.
    OutputError
        If the results could not be put there at the end.
    """
    target = _usable(str(written))
    made = _missing_parents(target)
    try:
        part = _part_of(target, str(written))
        try:
            yield part
            with writing(target), undisturbed():
                _deliver(part, target, last)
        finally:
            shutil.rmtree(part, ignore_errors=True)  # it is the parts that must go, not the error
    except BaseException:
        _remove_if_empty(made)
        raise


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a file to write that gets its name when all went well (整个文件).

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
    if os.path.isdir(target):  # noqa: PTH112 - a name that no system takes is told below
        raise UsageError(
            Text("{f} 是文件夹，不是文件", "{f} is a folder and no file").fill(f=target),
            Text("请写一个还没有的文件名", "write the name of a file that is not there yet"),
        )
    if os.path.lexists(target):
        raise UsageError(
            Text("文件 {f} 已经存在，不会覆盖", "the file {f} exists and stays as it is").fill(
                f=target
            ),
            Text("请换一个名称，或先移走它", "choose another name, or move it away"),
        )
    with writing(target), _room_beside(target) as at:
        part = Path(at) / target.name
        yield part
        part.rename(target)


@contextmanager
def _room_beside(target: Path) -> Iterator[str]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as trouble:
        raise UsageError(
            Text("{f} 的上级是一个文件", "what is above {f} is a file").fill(f=target),
            Text("请写在文件夹里", "write it into a folder"),
        ) from trouble
    with tempfile.TemporaryDirectory(prefix=".tongban-", dir=target.parent) as room:
        yield room


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the system says while results are written into words (写结果).

    Raises
    ------
    OutputError
        For any OSError inside, also one that was told already.
    """
    try:
        yield
    except OSError as trouble:
        raise _not_written(trouble, target) from trouble
    except OutputError as told:  # of a part, in a place that the user does not know
        if not isinstance(told.__cause__, OSError):
            raise
        raise _not_written(told.__cause__, target) from told


def _not_written(trouble: OSError, target: Path) -> OutputError:
    what = Text(
        "结果写不进 {d}：{e}；没有留下写了一半的东西",
        "results could not be written to {d}: {e}; nothing half-written is left",
    ).fill(d=target, e=trouble.strerror or trouble)
    if trouble.errno in _FULL:
        advice = Text(
            "磁盘或配额已满：请腾出空间，或换一处写（--out 或目标）",
            "the disk or the quota is full: free some space, or write elsewhere (--out, or the"
            " target)",
        )
    elif trouble.errno in _FORBIDDEN:
        advice = Text(
            "没有写的权限：请换一处写（--out 或目标）",
            "writing is not permitted: write elsewhere (--out, or the target)",
        )
    else:
        advice = Text(
            "请检查这一处，或换一处写（--out 或目标）",
            "check the place, or write elsewhere (--out, or the target)",
        )
    return OutputError(what, advice)


def _usable(written: str) -> Path:
    if not written or "\0" in written:
        raise _unusable(written or "''", Text("没有写名称", "it has no name"))
    target = Path(written).absolute()
    try:
        if target.is_symlink() and not target.exists():
            raise _unusable(written, Text("是悬空的链接", "it is a link to nothing"))
        if target.exists() and not target.is_dir():
            raise _unusable(written, Text("是一个文件", "it is a file"))
        if target.is_dir() and any(target.iterdir()):
            raise _unusable(
                written, Text("不是空的，不会覆盖", "it is not empty, and stays as it is")
            )
    except OSError as trouble:
        raise _refused(written, trouble) from trouble
    return target


def _part_of(target: Path, written: str) -> Path:
    """Return a new folder for the parts: also the proof, before hours of work, that it can be."""
    try:
        if target.is_dir():
            return Path(tempfile.mkdtemp(prefix=_PART, dir=target))
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name[:100]}{_PART}", dir=target.parent))
    except OSError as trouble:
        raise _refused(written, trouble) from trouble
    return part


def _refused(written: str, trouble: OSError) -> UsageError:
    if trouble.errno in _FORBIDDEN:
        return _unusable(written, Text("没有写的权限", "writing there is not permitted"))
    if trouble.errno in _FULL:
        return _unusable(written, Text("磁盘已满", "the disk is full"))
    if trouble.errno in (errno.EEXIST, errno.ENOTDIR):
        return _unusable(written, Text("它的上级是一个文件", "what is above it is a file"))
    said = trouble.strerror or str(trouble)
    return _unusable(written, Text("系统说：{e}", "the system says: {e}").fill(e=said))


def _unusable(written: str, why: Text) -> UsageError:
    return UsageError(
        Text("文件夹 {d} 不能用：{w}", "the folder {d} cannot be used: {w}").fill(d=written, w=why),
        Text(
            "请换一个还没有的或空的文件夹，且可以写",
            "name a new or an empty folder, and a writable one",
        ),
    )


def _missing_parents(target: Path) -> list[Path]:
    """Return the folders above that do not exist yet, the deepest first."""
    return [folder for folder in target.parents if not folder.exists()]


def _remove_if_empty(made: list[Path]) -> None:
    for folder in made:
        try:
            folder.rmdir()
        except OSError:
            return  # somebody else uses it by now


def _deliver(part: Path, target: Path, last: str) -> None:
    _open_to_others(part)
    if not target.exists():
        part.rename(target)
        return
    names = sorted((p.name for p in part.iterdir()), key=lambda name: (name == last, name))
    moved: list[Path] = []
    try:
        for name in names:
            if os.path.lexists(target / name):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)
            (part / name).rename(target / name)
            moved.append(target / name)
    except BaseException:
        for place in moved:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        raise


def _open_to_others(part: Path) -> None:
    """Give the folder the rights that any new folder has: a temporary one is private."""
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o777 & ~mask)
