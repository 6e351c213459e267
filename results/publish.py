"""Write the published reference results anew: ``make results``.

Each result is what one public command writes, without what is large and can be made again from the
manifest (evidence package, vector pictures, copies of the scenario); a test holds the
manifests against the scenarios of this checkout.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = {
    "jiaxing": ["compare", "jiaxing", "--replications", "10", "--seed", "1"],
}


def main() -> None:
    """Run every command into a folder beside this file; a former result is replaced."""
    for name, command in RESULTS.items():
        target, fresh = HERE / name, HERE / f"{name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        words = [*command, "--lang", "en", "--no-events", "--out", str(fresh)]
        subprocess.run([sys.executable, "-m", "tongban.cli", *words], check=True)
        for large in (*fresh.glob("figures/*.svg"), fresh / "measures.csv"):
            large.unlink()
        shutil.rmtree(fresh / "scenario")  # the shipped one of this checkout, by its digest
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)


if __name__ == "__main__":
    main()
