"""All benchmarks of the simulator (性能测量): ``python model/benchmarks/run.py [scenario ...]``."""

from __future__ import annotations

import sys

import engine_cost
import stages
from everything import IN_WAVES, everything_on

from tongban.levers.regime import LEVER_IDS, named
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario, shipped_names

REGIMES = ("siloed", "integrated")


def main(names: list[str]) -> int:
    """Print both tables; return 1 if the engine costs more than its target on the largest run."""
    paths = [find_scenario(name) for name in names or shipped_names()]
    print("CPU seconds of each stage (medians)")
    print(stages.table([stages.stages(path, name) for path in paths for name in REGIMES]))
    worlds = [load_world(path, LEVER_IDS) for path in paths]
    costs = [engine_cost.engine_cost(w, named(w, name)) for w in worlds for name in REGIMES]
    loaded = everything_on(max(worlds, key=lambda w: len(w.halls)))
    costs += [engine_cost.engine_cost(loaded, named(loaded, n)) for n in (*REGIMES, IN_WAVES)]
    print(f"\nReference engine against bare SimPy (medians; target ratio {engine_cost.RATIO_MAX})")
    print(engine_cost.table(costs))
    largest = max(costs, key=lambda c: c.waits)
    return int(largest.ratio > engine_cost.RATIO_MAX)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
