"""Being stopped (停止): Ctrl-C once, and what was begun is cleared away undisturbed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # the last is a terminal that was closed


def listen() -> None:
    """Raise KeyboardInterrupt at the first signal to stop and be deaf to further ones (可停止).

    Whoever presses Ctrl-C twice would else interrupt the clearing away, and leave half-written
    files. A signal that the caller of the process had set to be ignored (nohup) stays so. It holds
    until the process ends.
    """
    _listen(_stop)


def be_deaf() -> None:
    """Take no signal to stop any more (不再停止): all is done, and the process is about to end."""
    _listen(signal.SIG_IGN)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Do something short to its end even if a signal comes (不受打断)."""
    before = _listen(signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held_back() -> Iterator[None]:
    """Do something short to its end, and only then be stopped by a signal that came (暂缓停止)."""
    came: list[int] = []
    before = _listen(lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def _stop(_number: int, _frame: object) -> None:
    be_deaf()
    raise KeyboardInterrupt


def _listen(handler: Any) -> dict[int, Any]:
    """Set the handler of all signals to stop; return those from before."""
    before: dict[int, Any] = {}
    for number in (getattr(signal, n) for n in _NAMES if hasattr(signal, n)):
        current = signal.getsignal(number)
        # None: set by C code that we could not restore
        if current is None or current is signal.SIG_IGN:
            continue
        try:
            before[number] = signal.signal(number, handler)
        except ValueError:  # not in the main thread: somebody else listens to signals
            return before
    return before
