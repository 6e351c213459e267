"""The database that evidence is read into (证据库): in memory if small, else on disk."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tongban_spec.errors import OutputError, ResourceError, UsageError
from tongban_spec.language import Text

if TYPE_CHECKING:
    import duckdb

IN_MEMORY_BYTES_MAX = 64 << 20
ONE_THREAD_BYTES_MAX = 1 << 20
_MEMORY = re.compile(r"[0-9]+(?:\.[0-9]+)?\s*(?:[KMGT]i?B?|B|bytes|%)", re.IGNORECASE)


class Limits(NamedTuple):
    """What reading and checking may use (资源上限).

    Parameters
    ----------
    memory : str or None
        As DuckDB writes it, such as ``2GiB``; None leaves DuckDB's own: four fifths of what the
        machine has. What is beyond it goes to the scratch folder.
    threads : int or None
        None: as many as there are processors, but one for less than 1 MiB of evidence.
    scratch : Path or None
        Where the scratch folder is made; None: the system's place for temporary files.
    """

    memory: str | None = None
    threads: int | None = None
    scratch: Path | None = None


NO_LIMITS = Limits()


class Workshop(NamedTuple):
    """A database with the folder for what it needs meanwhile (工作台).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    folder : Path
        Everything that is written while evidence is read is in it; it goes when the work ends.
    small : bool
        Whether there is less than 1 MiB to read.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    small: bool


@contextmanager
def workshop(bytes_to_read: int, limits: Limits = NO_LIMITS) -> Iterator[Workshop]:
    """Open a database that leaves nothing behind (开库), to be used in a ``with`` statement.

    Parameters
    ----------
    bytes_to_read : int
        Size of the evidence: more than 64 MiB is kept on disk.
    limits : Limits

    Raises
    ------
    UsageError
        If DuckDB does not understand a limit.
    OutputError
        If there is no place for a scratch folder.
    ResourceError
        If memory or the scratch folder's disk is not enough for what is done meanwhile.
    """
    import duckdb

    try:
        folder = Path(tempfile.mkdtemp(prefix="tongban-spec-", dir=limits.scratch))
    except OSError as error:
        raise _no_place(limits.scratch, error) from error
    try:
        connection = _open(folder, bytes_to_read, limits)
        try:
            yield Workshop(connection, folder, bytes_to_read <= ONE_THREAD_BYTES_MAX)
        except duckdb.Error as trouble:
            if not is_of_resources(trouble):
                raise
            raise _too_little(trouble, limits, folder) from trouble
        finally:
            connection.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_wrong(limits: Limits) -> None:
    """Refuse limits that nobody can keep, each by its own name: DuckDB takes -1 for none."""
    if limits.memory is not None and not _MEMORY.fullmatch(limits.memory.strip()):
        raise UsageError(
            Text("内存上限 {m} 读不懂", "the memory limit {m} cannot be understood").fill(
                m=limits.memory or "''"
            ),
            Text("写法如 2GiB、500MB", "write, for example, 2GiB or 500MB"),
        )
    if limits.threads is not None and limits.threads < 1:
        raise UsageError(
            Text("线程数 {t} 太少", "{t} threads are too few").fill(t=limits.threads),
            Text("至少 1", "at least 1"),
        )


def _open(folder: Path, bytes_to_read: int, limits: Limits) -> duckdb.DuckDBPyConnection:
    import duckdb

    _refuse_wrong(limits)
    small = bytes_to_read <= IN_MEMORY_BYTES_MAX
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(folder / "spilled"),
        # Nothing is fetched from anywhere: what is needed is built into the wheel.
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if limits.threads is not None:
        config["threads"] = str(limits.threads)
    elif bytes_to_read <= ONE_THREAD_BYTES_MAX:
        config["threads"] = "1"  # a third less CPU for a log of 300 events, and no slower
    if limits.memory is not None:
        config["memory_limit"] = limits.memory
    try:
        place = ":memory:" if small else str(folder / "evidence.duckdb")
        connection = duckdb.connect(place, config=config)
        connection.execute("SET TimeZone = 'UTC'")
        return connection
    except duckdb.Error as error:
        raise UsageError(
            Text(
                "内存上限 {m} 或线程数 {t} 不被接受", "memory limit {m} or threads {t} refused"
            ).fill(m=limits.memory, t=limits.threads),
            Text("写法如 2GiB、500MB；线程数至少 1", "write 2GiB or 500MB; at least 1 thread"),
        ) from error


def is_of_resources(trouble: duckdb.Error) -> bool:
    """Return whether DuckDB lacked memory or disk (是否资源不足): no fault of file or query."""
    import duckdb

    return isinstance(trouble, duckdb.OutOfMemoryException) or (
        isinstance(trouble, duckdb.IOException)
        and any(word in str(trouble) for word in ("No space left", "Disk quota exceeded"))
    )


def _too_little(trouble: duckdb.Error, limits: Limits, folder: Path) -> ResourceError:
    first = str(trouble).strip().splitlines()[0][:300]
    what = Text("内存或临时空间不足：{e}", "memory or scratch space is not enough: {e}")
    limit = limits.memory or Text("本机内存的五分之四", "four fifths of the machine's memory")
    return ResourceError(
        what.fill(e=first),
        Text(
            "现在的上限：{m}；超出的写在 {w}。可以：用 --memory-limit 放宽（如 4GiB）；用 --only"
            " 分几次检查；设 TMPDIR 到空间大的盘；关掉别的程序",
            "The limit is {m}; what is beyond it goes to {w}. You can raise it with --memory-limit"
            " (such as 4GiB), check in parts with --only, set TMPDIR to a disk with more space, or"
            " end other programs",
        ).fill(m=limit, w=folder.parent),
    )


def _no_place(scratch: Path | None, error: OSError) -> OutputError:
    where = scratch or tempfile.gettempdir()
    return OutputError(
        Text("临时文件夹建不了：{w}：{e}", "no scratch folder can be made in {w}: {e}").fill(
            w=where, e=error.strerror or error
        ),
        Text(
            "请检查空间和写入权限，或把 TMPDIR 设到别处",
            "check space and the right to write, or set TMPDIR to another place",
        ),
    )
