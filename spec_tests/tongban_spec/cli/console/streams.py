"""Standard streams (标准流) that the caller may have closed before we began (``>&-``)."""

from __future__ import annotations

import io
import os
import sys


class Nowhere(io.TextIOWrapper):
    """A stream that was closed before we began (已关闭的流): it takes everything, nobody reads."""


def open_closed_streams() -> None:
    """Put something in the place of closed standard streams (补上已关闭的流).

    Python has None there, and the next file that is opened would get the stream's number: what a
    library or another process prints would land in it.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = io.FileIO(os.open(os.devnull, os.O_WRONLY), "w")
            setattr(sys, name, Nowhere(io.BufferedWriter(nowhere), encoding="utf-8"))


def was_closed(stream: object) -> bool:
    """Return whether a stream was closed before we began (是否已关闭)."""
    return isinstance(stream, Nowhere)
