"""Files of others (外来文件): opened only if they are files, unpacked only within bounds."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.csv_faults import csv_fault
from tongban_spec.evidence.database import is_of_resources
from tongban_spec.language import Text

CHUNK = 1 << 20
# Deflate cannot do better than about 1:1030, and does so for nothing but zeros; logs reach 1:60.
RATIO_MAX = 300
SMALL = 64 << 20
_ENDING = 64


def checked_file(path: Path, inside: Path | None = None) -> Path:
    """Return the path if a file can be read there (查文件).

    Parameters
    ----------
    path : Path
    inside : Path or None
        Folder that the file must really be in, links followed.

    Raises
    ------
    EvidenceError
        If there is none, it is no regular file, or a link leads out of the folder.
    """
    try:
        real = path.resolve(strict=True)
        regular = real.is_file()
        if regular:
            with real.open("rb"):
                pass
    except (OSError, ValueError, RuntimeError) as trouble:
        raise unreadable(path, trouble) from trouble
    if not regular:
        raise EvidenceError(
            Text("这不是普通文件", "this is no regular file"),
            Text("请指向证据文件或文件夹", "name a file or a folder of evidence"),
            Where(str(path)),
        )
    if inside is not None and not real.is_relative_to(inside.resolve()):
        raise EvidenceError(
            Text("链接指到文件夹之外", "a link leads out of the folder"),
            Text("请把文件本身放进来", "put the file itself into the folder"),
            Where(str(path)),
        )
    return path


def unreadable(path: Path, trouble: Exception) -> EvidenceError:
    """Return the error of a file that the system does not give (读不出)."""
    if isinstance(trouble, FileNotFoundError):
        what = Text("没有这个文件或文件夹", "there is no such file or folder")
    else:
        reason = getattr(trouble, "strerror", None) or str(trouble)
        # The reason may hold braces: it is filled in, never a pattern itself.
        what = Text("读不出：{r}", "it cannot be read: {r}").fill(r=reason)
    return EvidenceError(
        what, Text("请检查路径和读取权限", "check the path and the right to read"), Where(str(path))
    )


def broken(path: Path, format_name: str, why: object) -> EvidenceError:
    """Return the error of a file that is not what it says, or is cut short (文件损坏)."""
    said = why
    if not isinstance(why, Text):
        first = str(why).strip().splitlines()[0][:300] if str(why).strip() else type(why).__name__
        said = first
    return EvidenceError(
        Text("不是完好的 {f} 文件：{w}", "not a sound {f} file: {w}").fill(f=format_name, w=said),
        Text(
            "文件可能不完整或已损坏：请重新导出或重新传送",
            "it may be cut short or damaged: export or transfer it again",
        ),
        Where(str(path)),
    )


def lacking_in(parts: Iterable[str]) -> Text:
    """Return what a file lacks (缺少的部分), for :func:`broken`."""
    names = list(parts)
    return Text("缺少 {z}", "it has no {e}").fill(z="、".join(names), e=", ".join(names))


def outermost(name: str) -> Text:
    """Return that the outermost element is another (最外层元素不对), for :func:`broken`."""
    said = Text("最外层元素是 {n}，不是 log", "the outermost element is {n}, not log")
    return said.fill(n=name)


@contextmanager
def damage_told(shown: str, format_name: str) -> Iterator[None]:
    """Turn what DuckDB says of a damaged file into words (文件损坏), in a ``with`` statement.

    Columns of Parquet are only read when they are asked for, so damage may show late. What cannot
    come of a file, such as a name that no table has or too little memory, is left as it is.

    Raises
    ------
    EvidenceError
        If a file turns out to be damaged.
    """
    import duckdb

    # Of the words of a file's decoders some are DuckDB's plainest error: so what is ours is named.
    of_ours = (
        duckdb.BinderException,
        duckdb.CatalogException,
        duckdb.ParserException,
        duckdb.SyntaxException,
        duckdb.InterruptException,
    )
    try:
        yield
    except of_ours:
        raise
    except (duckdb.Error, UnicodeError) as trouble:
        if isinstance(trouble, duckdb.Error) and is_of_resources(trouble):
            raise
        told = csv_fault(shown, format_name, str(trouble))
        raise (told or broken(Path(shown), format_name, trouble)) from trouble


def too_dense(path: Path) -> EvidenceError:
    """Return the error of a small file that unpacks to an enormous one (压缩炸弹)."""
    return EvidenceError(
        Text(
            "压缩比超过 {r} 倍，不像日志",
            "it unpacks to more than {r} times its size, which no log does",
        ).fill(r=RATIO_MAX),
        Text("若确是日志，请先自行解压", "if it is a log indeed, unpack it yourself first"),
        Where(str(path)),
    )


def is_gzip(path: Path) -> bool:
    """Return whether a file begins as gzip does (是否 gzip)."""
    return head(path, 2) == b"\x1f\x8b"


def head(path: Path, count: int) -> bytes:
    """Return the first bytes of a file (文件开头)."""
    try:
        with path.open("rb") as stream:
            return stream.read(count)
    except (OSError, ValueError) as trouble:
        raise unreadable(path, trouble) from trouble


def unpacked_head(path: Path, count: int) -> bytes:
    """Return the first bytes of what a file holds, unpacked if it is gzip (内容开头)."""
    with opened(path) as stream:
        return stream.read(count)


class _Bounded:
    """Reads what gzip unpacks, and stops where no log would go on."""

    def __init__(self, path: Path, stream: gzip.GzipFile) -> None:
        self.path, self.stream, self.read_bytes = path, stream, 0
        self.most = max(SMALL, path.stat().st_size * RATIO_MAX)

    def read(self, count: int = -1) -> bytes:
        try:
            data = self.stream.read(min(count, CHUNK) if count >= 0 else CHUNK)
        except (OSError, EOFError, zlib.error) as trouble:
            raise broken(self.path, "gzip", trouble) from trouble
        self.read_bytes += len(data)
        if self.read_bytes > self.most:
            raise too_dense(self.path)
        return data


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read, through gzip if it is packed (打开), in a ``with`` statement.

    Raises
    ------
    EvidenceError
        While reading too: if gzip is broken, cut short or unpacks beyond all measure.
    """
    packed = is_gzip(path)
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as trouble:
        raise unreadable(path, trouble) from trouble
    with stream:
        if packed:
            with gzip.GzipFile(fileobj=stream) as inner:
                yield cast(BinaryIO, _Bounded(path, inner))
        else:
            yield stream


def unpacked(path: Path, folder: Path) -> Path:
    """Return the file, or what gzip had packed in it as a file of ``folder`` (解压)."""
    if not is_gzip(path):
        return path
    target = new_file(folder)
    with opened(path) as packed, target.open("wb") as plain:
        while data := packed.read(CHUNK):
            plain.write(data)
    return target


def new_file(folder: Path) -> Path:
    """Return a path in the scratch folder that is not taken (新文件)."""
    number = sum(1 for _ in folder.iterdir())
    while (path := folder / f"unpacked-{number}").exists():
        number += 1
    return path


def codes_in(path: Path) -> tuple[str, ...]:
    """Return the codes of a text in UTF-8, a code a line, each once (编码清单).

    Raises
    ------
    EvidenceError
        If there is no such file, or it is not in UTF-8.
    """
    try:
        lines = checked_file(path).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as trouble:
        raise EvidenceError(
            Text("第 {n} 个字节不是 UTF-8", "byte {n} is not UTF-8").fill(n=trouble.start + 1),
            Text("请存成 UTF-8，每行一个编码", "save it as UTF-8, a code a line"),
            Where(str(path)),
        ) from trouble
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
