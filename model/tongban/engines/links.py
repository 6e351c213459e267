"""Data links as an engine sees them (数据链路): up, down, busy, and answering in batches."""

from __future__ import annotations

from bisect import bisect_right

MICROSECONDS = 1_000_000


class Link:
    """A link with its outages (链路).

    Parameters
    ----------
    down_start, down_end : list of int
        Outages in seconds, ascending.
    batch : int
        Period of its answers in seconds; 0: in real time.
    patience : int
        Seconds that a request waits for it to come back.
    spacing : int
        Microseconds between the beginnings of two answers; 0: as many at once as are asked.
    """

    def __init__(
        self, down_start: list[int], down_end: list[int], batch: int, patience: int, spacing: int
    ):
        self.down_start, self.down_end = down_start, down_end
        self.batch, self.patience, self.spacing = batch, patience, spacing
        self.turn = 0  # microsecond from which the next answer may begin

    def up_from(self, at: int) -> int:
        """Return ``at`` if the link is up then, else the second at which it is up again."""
        index = bisect_right(self.down_start, at) - 1
        return at if index < 0 or at >= self.down_end[index] else self.down_end[index]

    def ask(self, now: int, latency: int) -> tuple[int, int]:
        """Return 1 if it answers a request of now, and the second at which that is known.

        A link that is down or busy, or goes down before the answer, is waited for within its
        patience. Nobody gives up before the outage that is to blame has begun.
        """
        give_up = now + self.patience
        noticed = now + 1
        begin = self._take_turn(now, give_up) if self.spacing else self.up_from(now)
        while begin <= give_up:
            end = begin + latency
            if self.batch:
                end += -end % self.batch
            if self.up_from(end) == end:
                return 1, end
            noticed = max(noticed, self._down_since(end))
            begin = self.up_from(end)
        return 0, max(give_up, noticed)

    def _take_turn(self, now: int, give_up: int) -> int:
        """Return when the answer to a request of now begins; who gives up before takes no turn."""
        turn = max(self.turn, now * MICROSECONDS)
        begin = self.up_from(turn // MICROSECONDS)
        if begin * MICROSECONDS > turn:
            turn = begin * MICROSECONDS
        if begin <= give_up:
            self.turn = turn + self.spacing
        return begin

    def _down_since(self, at: int) -> int:
        """Return the start of the outage during which ``at`` falls."""
        return self.down_start[bisect_right(self.down_start, at) - 1]
