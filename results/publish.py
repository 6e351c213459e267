"""Write the published reference results anew: ``make results``.

Each result is what one public command writes, without what is large and can be made again from the
manifest (evidence package, vector pictures, single runs, copies of the scenario); a test holds the
manifests against the scenarios of this checkout. The table of the validation is also set into
model/README.md.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
README = HERE.parent / "model" / "README.md"
BEGIN, END = "<!-- validation: written by `make results` -->", "<!-- end of validation -->"
LARGE = ("figures/*.svg", "measures.csv", "runs.csv", "effects.json")
RESULTS = {
    "jiaxing": ["compare", "jiaxing", "--replications", "10", "--seed", "1", "--no-events"],
    "levers": ["ablate", "jiaxing", "--replications", "16", "--seed", "1"],
    "validation": ["validate", "all", "--replications", "40", "--seed", "1"],
}


def main(names: list[str]) -> None:
    """Run the commands of some results, of all if none is named; a former result is replaced."""
    for name in names or RESULTS:
        target, fresh = HERE / name, HERE / f"{name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        words = [*RESULTS[name], "--lang", "en", "--out", str(fresh)]
        subprocess.run([sys.executable, "-m", "tongban.cli", *words], check=True)
        for large in (file for pattern in LARGE for file in fresh.glob(pattern)):
            large.unlink()
        # the scenario is the shipped one of this checkout, by its digest
        shutil.rmtree(fresh / "scenario", ignore_errors=True)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    set_table_into_readme()


def set_table_into_readme() -> None:
    """Set the published table of the validation into model/README.md."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    table = (HERE / "validation" / "checks.md").read_text(encoding="utf-8")
    README.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
