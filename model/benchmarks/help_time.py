"""How long ``tongban --help`` takes (帮助页用时): CPU seconds of fresh processes, on a bare line.

Run it as ``python model/benchmarks/help_time.py``; it ends with 1 if the median is over the limit.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

LIMIT_SECONDS = 0.3
TIMES = 15
PAGES = (("--help",), ("compare", "--help"), ("--lang", "zh", "--help"))


def cpu_seconds(words: tuple[str, ...]) -> float:
    """Return user and system time of one fresh process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "tongban.cli", *words], check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure all pages and print a line for each."""
    slowest = 0.0
    for words in PAGES:
        times = [cpu_seconds(words) for _ in range(TIMES)]
        median = statistics.median(times)
        slowest = max(slowest, median)
        print(f"tongban {' '.join(words):20} median {median:.3f} s, worst {max(times):.3f} s CPU")
    print(f"limit {LIMIT_SECONDS} s: {'kept' if slowest < LIMIT_SECONDS else 'broken'}")
    return 0 if slowest < LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
