"""THE order (同秒次序): what comes first when several things happen in one second.

Within a second: every change of a pool's heads, by pool number; then everything that finishes, by
application number; then everything that arrives, by application number; then every pool that may
start something, by pool number, which takes from its queue people before files; people by arrival,
files by due date; and then by application number. A file without a due date queues as if due
:data:`UNDATED` seconds after coming: so files of which none has one go by arrival, and one without
a limit is not put off for ever. At a fork the branch at hand goes on until it waits; then the new
ones begin, in the order in which they were spawned. Engines sort by these keys and by nothing else,
so that two engines and two runs agree to the last event. Last of all in a second, a pool whose day
ends decides whether it goes on.
"""

from __future__ import annotations

from tongban.quantities import DAY

CHANGE = -1
FINISH = 0
ARRIVE = 1
DISPATCH = 2
CLOSE = 3

UNDATED = 28 * DAY  # twenty working days, the general limit of the Administrative Licensing Law §42
AFTER_PEOPLE = 1 << 61  # a file's place in a queue: after all who stand there in person

_PHASE_BITS = 48
THREADS = 256  # largest number of concurrent branches of one application


def key(phase: int, number: int) -> int:
    """Return the sorting key of a moment within its second.

    Parameters
    ----------
    phase : {CHANGE, FINISH, ARRIVE, DISPATCH, CLOSE}
    number : int
        Application number (``case * THREADS + branch``); pool number for the
        others.
    """
    return (phase << _PHASE_BITS) | number
