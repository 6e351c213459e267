"""Jobs of an experiment (仿真任务): any executor does them, and the answer knows no order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Executor, as_completed
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Progress = Callable[[int, int], None]
Job = tuple[Any, ...]  # what is called, and with what


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def all_done(
    executor: Executor, jobs: Mapping[Key, Job], progress: Progress = silent
) -> dict[Key, Any]:
    """Return what every job returned, in the order in which the jobs are listed (做完全部任务).

    Parameters
    ----------
    executor : Executor
        Any ``concurrent.futures`` executor; results do not depend on it.
    jobs : mapping
        From a key to a callable and its arguments.
    progress : callable
        Called with jobs done and jobs in all.
    """
    waiting = {executor.submit(call, *of): key for key, (call, *of) in jobs.items()}
    done: dict[Key, Any] = {}
    for future in as_completed(waiting):
        done[waiting[future]] = future.result()
        progress(len(done), len(jobs))
    return {key: done[key] for key in jobs}
