"""The self-test in several processes (多进程自检): the same outcomes, sooner."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial

from tongban_spec.registry_shapes import Requirement
from tongban_spec.selftest.kill_matrix import Job, Outcome, outcome_by_name

Outcomes = Callable[[Sequence[Job]], Iterable[Outcome]]
_AT_ONCE = 4  # jobs that a process takes at a time


@contextmanager
def in_processes(
    simulator: str, requirements: Sequence[Requirement], workers: int
) -> Iterator[Outcomes | None]:
    """Give what works out jobs in processes (多进程), to be used in a ``with`` statement.

    Parameters
    ----------
    simulator : str
        Name of its module: every process loads it for itself.
    requirements : sequence of Requirement
    workers : int
        One: None is given, and the work is done where it is asked for.
    """
    if workers == 1:
        yield None
        return
    # A process of its own, not a fork: DuckDB and Arrow have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context) as pool:
        work = partial(outcome_by_name, simulator, tuple(r.id for r in requirements))
        yield lambda jobs: pool.map(work, jobs, chunksize=_AT_ONCE)
