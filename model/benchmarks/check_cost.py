"""What checking a log costs (检查的开销): ``python model/benchmarks/check_cost.py [events …]``.

Each size is a synthetic package, all requirements, the command as a user runs it, on two
processors and with a memory limit. Beside it, if ``--declare PYTHON`` names an interpreter that
has pm4py, pm4py's discovery and check of a Declare model of the same events: other questions of
the same log, the nearest that another tool asks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import synthetic_package

SIZES = (300, 1_000_000, 10_000_000)
MEMORY_LIMIT = "1500MiB"  # of DuckDB; Python and what DuckDB does not count come on top
HUGE, HUGE_LIMIT = 100_000_000, "2300MiB"  # from so many events on; not measured unless asked for
SMALL = 300
SECONDS_MAX = {300: 0.5, 10_000_000: 120.0}
RESIDENT_MAX = {10_000_000: 2 << 30, HUGE: 3 << 30}
DECLARE = Path(__file__).with_name("declare_cost.py")
DECLARE_EVENTS_MAX = 1_000_000  # what it holds in memory


class Cost(NamedTuple):
    """What one command took: seconds of CPU and of the clock, and bytes at the most (开销)."""

    cpu: float
    wall: float
    resident: int
    output: str


def spent(words: Sequence[str]) -> Cost:
    """Run a command on two processors and return what it took."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as stream:
        process = subprocess.Popen(words, stdout=stream, preexec_fn=_two_processors)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stream.seek(0)
        output = stream.read().decode("utf-8")
    if process.returncode not in (0, 1):  # 1: a requirement is breached
        raise SystemExit(f"{' '.join(words)}: exit {process.returncode}")
    cpu, wall = used.ru_utime + used.ru_stime, time.perf_counter() - began
    return Cost(cpu, wall, used.ru_maxrss * 1024, output)


def _two_processors() -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


def check_command(package: Path, limit: str) -> list[str]:
    """Return the command that checks a package."""
    words = [sys.executable, "-m", "tongban_spec.cli", "check", str(package), "--json"]
    return [*words, "--memory-limit", limit]


def in_process(package: Path, turns: int = 5) -> float:
    """Return the least CPU seconds of reading and checking, without starting Python."""
    from tongban_spec.check import check
    from tongban_spec.evidence.reading import evidence_of
    from tongban_spec.registry import all_requirements

    requirements, times = all_requirements(), []
    for _ in range(turns):
        began = time.process_time()
        with evidence_of(package) as evidence:
            check(evidence, requirements)
        times.append(time.process_time() - began)
    return min(times)


def main(words: Sequence[str]) -> int:
    """Print the table; return 1 if a target is missed."""
    declare = None
    if "--declare" in words:
        place = list(words).index("--declare")
        declare, words = words[place + 1], [*words[:place], *words[place + 2 :]]
    sizes = [int(float(word)) for word in words] or SIZES
    print(
        f"A synthetic log through all requirements, 2 processors, --memory-limit {MEMORY_LIMIT}"
        f" ({HUGE_LIMIT} from {HUGE:,} events on)"
    )
    print("    events   CPU s  clock s  peak MiB  judged  target")
    missed = False
    with tempfile.TemporaryDirectory(prefix="tongban-bench-") as folder:
        for size in sizes:
            package = Path(folder) / str(size)
            synthetic_package.write(package, size)
            cost = spent(check_command(package, HUGE_LIMIT if size >= HUGE else MEMORY_LIMIT))
            cpu = in_process(package) if size <= SMALL else cost.cpu
            target = _target(size, cpu, cost.resident)
            missed |= target.endswith("missed")
            print(
                f"{size:10,} {cpu:7.2f} {cost.wall:8.1f} {cost.resident / 2**20:9.0f}"
                f" {_judged(cost.output):7} {target}"
            )
            if size <= SMALL:
                print(f"{'':10} {cost.cpu:7.2f} as a command, with the start of Python")
            if declare is not None and SMALL < size <= DECLARE_EVENTS_MAX:
                other = spent([declare, str(DECLARE), str(package / "events.parquet")])
                print(
                    f"{size:10,} {other.cpu:7.2f} {other.wall:8.1f} {other.resident / 2**20:9.0f}"
                    f" {'':7} {other.output.splitlines()[-1]}"
                )
    if declare is None:
        print("pm4py: not measured (--declare PYTHON, or make bench)")
    return int(missed)


def _target(size: int, cpu: float, resident: int) -> str:
    """Return what a log of this size may take, and whether it was met; nothing if none is set."""
    most, room = SECONDS_MAX.get(size), RESIDENT_MAX.get(size)
    limits = [f"{most:g} s"] if most is not None else []
    limits += [f"{room >> 30} GiB"] if room is not None else []
    late = (most is not None and cpu > most) or (room is not None and resident > room)
    return f"{', '.join(limits)}: {'missed' if late else 'met'}" if limits else ""


def _judged(output: str) -> str:
    """Return how many requirements were really judged, of how many."""
    found = json.loads(output)["requirements"]
    judged = sum(one["verdict"] in ("holds", "breached") for one in found)
    return f"{judged}/{len(found)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
