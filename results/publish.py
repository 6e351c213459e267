"""Write the published reference results anew: ``make results``.

Each result is what one public command writes, without what is large and can be made again from the
manifest (evidence package, vector pictures, single runs, copies of the scenario); a test holds the
manifests against the scenarios of this checkout. The tables of levers and validation are also set
into model/README.md, by ``make tables`` alone where no result changes; the tables of numbers in the
scenarios' READMEs are written by ``make numbers``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from tongban.levers.regime import LEVER_IDS
from tongban.report.lever_table import markdown
from tongban.report.scenario_numbers import summary_of, with_numbers
from tongban.scenario.load import load_world

HERE = Path(__file__).parent
README = HERE.parent / "model" / "README.md"
LEVER_TEST = ("tests/metamorphic/test_each_lever.py", "test_a_lever_does_what_it_must")
NUMBERS = "numbers"  # no result: writes the tables of the scenarios' READMEs
TABLES = "tables"  # no result: sets the tables into model/README.md and runs nothing
LARGE = ("figures/*.svg", "measures.csv", "runs.csv", "effects.json")
SIMULATOR, SPECIFICATION = "tongban.cli", "tongban_spec.cli"
RESULTS = {
    "jiaxing": [SIMULATOR, "compare", "jiaxing", "--replications", "10", "--seed", "1"],
    "levers": [SIMULATOR, "ablate", "jiaxing", "--replications", "10", "--seed", "1"],
    "validation": [SIMULATOR, "validate", "all", "--replications", "40", "--seed", "1"],
    "selftest": [SPECIFICATION, "selftest", "--worlds", "1000", "--workers", "2"],
}  # fmt: skip


def main(names: list[str]) -> None:
    """Run the commands of some results, of all if none is named; a former result is replaced."""
    if names == [NUMBERS]:
        set_numbers_into_scenarios()
        return
    for name in names or RESULTS:
        if name != TABLES:
            publish(name)
    set_tables_into_readme()


def publish(name: str) -> None:
    """Run the command of a result and put what it wrote in the place of the former one."""
    target, fresh = HERE / name, HERE / f"{name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    words = [*RESULTS[name], "--lang", "en", "--out", str(fresh)]
    subprocess.run([sys.executable, "-m", *words], check=True)
    for large in (file for pattern in LARGE for file in fresh.glob(pattern)):
        large.unlink()
    # the scenario is the shipped one of this checkout, by its digest
    for folder in ("events", "scenario"):
        shutil.rmtree(fresh / folder, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def set_tables_into_readme() -> None:
    """Set the table of the levers and that of the published validation into model/README.md."""
    text = README.read_text(encoding="utf-8")
    checks = (HERE / "validation" / "checks.md").read_text(encoding="utf-8")
    for table, content in (("levers", markdown(*LEVER_TEST)), ("validation", checks)):
        begin, end = f"<!-- {table}: written by `make tables` -->", f"<!-- end of {table} -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n\n{content}\n{end}{rest.split(end)[1]}"
    README.write_text(text, encoding="utf-8", newline="\n")


def set_numbers_into_scenarios() -> None:
    """Write every table of numbers in the scenarios' READMEs anew."""
    for readme in sorted((HERE.parent / "scenarios").glob("*/README.md")):
        text = readme.read_text(encoding="utf-8")
        if (readme.parent / "scenario.yaml").exists():
            world = load_world(readme.parent / "scenario.yaml", LEVER_IDS)
            text = with_numbers(text, world, partial(summary_of, world))
            readme.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
