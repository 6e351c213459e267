"""Worker processes (工作进程): started when asked, ended whatever happens."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from tongban.errors import TongbanError
from tongban_spec.language import Text
from tongban_spec.stopping import held_back

Told = Callable[[int], None]
_WORK = "tongban.experiments.replication"  # what workers need, loaded once for all of them


class InProcess(Executor):
    """An executor that works here and now (本进程执行).

    Parameters
    ----------
    told : callable
        Called with the number of jobs done after each: they are all done before the caller
        would ask for the first result.
    """

    def __init__(self, told: Told) -> None:
        self.told = told
        self.done = 0

    def submit(self, fn: Callable, /, *args: Any, **kwargs: Any) -> Future:
        """Run the job; what it raises is raised at once, as nobody can do without it."""
        future: Future = Future()
        future.set_result(fn(*args, **kwargs))
        self.done += 1
        self.told(self.done)
        return future


class _Pool(ProcessPoolExecutor):
    """Worker processes that are started whole or not at all (工作进程池).

    A worker whose start is cut short is known to nobody: it could not be ended, and would show a
    traceback, as what it was to work with is gone.
    """

    def submit(self, fn: Callable, /, *args: Any, **kwargs: Any) -> Future:
        with held_back():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def workers(count: int, told: Told) -> Iterator[Executor]:
    """Give an executor with ``count`` processes; 1 means this very process (工作进程).

    Raises
    ------
    TongbanError
        If the system ended a worker.
    """
    if count == 1:
        yield InProcess(told)
        return
    with held_back():
        pool = _Pool(count, mp_context=_context(), initializer=_leave_stopping_to_us)
    try:
        yield pool
        pool.shutdown()
    except BrokenProcessPool as trouble:
        raise TongbanError(
            Text("一个工作进程被系统结束", "the system ended a worker process"),
            Text(
                "多半是内存不足：请减少 --workers 或 --replications",
                "most likely there is too little memory: use fewer --workers or --replications",
            ),
        ) from trouble
    finally:
        _end(pool)


def _end(pool: ProcessPoolExecutor) -> None:
    """End all workers now; after a regular shutdown there is none."""
    pool.shutdown(wait=False, cancel_futures=True)
    children = multiprocessing.active_children()
    for child in children:
        child.terminate()
    for child in children:
        child.join()


def _context() -> Any:
    """Return how processes are started.

    A fork of this process would copy the threads' locks of the progress display; a fork server
    is clean, loads the simulator once, and its workers start in milliseconds.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_WORK])
    # Starting the tracker unblocks SIGINT, so it must run before we block it for the server.
    resource_tracker.ensure_running()
    # Ctrl-C reaches every process of the terminal. Blocked from birth on, it stops only us, and
    # no worker ever shows a traceback for it; we then end the workers.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def _leave_stopping_to_us() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
