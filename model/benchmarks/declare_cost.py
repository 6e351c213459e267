"""pm4py's Declare of the same events (Declare 对照), in an environment of its own: pm4py is AGPL.

``python declare_cost.py EVENTS.parquet``, with pm4py and pyarrow alone.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module

pd = import_module("pandas")  # by name: neither is there where types are checked
pm4py = import_module("pm4py")


def main(path: str) -> None:
    """Print how long discovery and check of a Declare model took."""
    log = pd.read_parquet(path, columns=["case_id", "kind", "at"]).dropna(subset=["case_id"])
    log.columns = ["case:concept:name", "concept:name", "time:timestamp"]
    began = time.process_time()
    model = pm4py.discover_declare(log)
    found = time.process_time()
    pm4py.conformance_declare(log, model)
    rules = sum(len(pairs) for pairs in model.values())
    print(
        f"pm4py {pm4py.__version__} Declare: discovery {found - began:.1f} s, check of {rules}"
        f" rules {time.process_time() - found:.1f} s"
    )


if __name__ == "__main__":
    main(sys.argv[1])
