"""Carrying out a validation (做验证): checks run, rows and figures written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tongban
from tongban.cli.manifest import LAST, command_line, commit, engine, libraries, write_manifest
from tongban.cli.options import whole_number, workers_of
from tongban.cli.reading import read_scenario
from tongban.cli.texts import RUNS
from tongban.cli.workers import workers
from tongban.experiments.validation.checks import REPLICATIONS_MIN, Check
from tongban.experiments.validation.province import (
    days_of_needs,
    little_on_every_pool,
    peaks_of_the_day,
)
from tongban.experiments.validation.published import (
    median_error,
    published_checks,
    regimes_of_pairs,
)
from tongban.experiments.validation.theory import Experiment, experiments, theory_checks
from tongban.levers.regime import named
from tongban.scenario.shipped import shipped_names
from tongban.scenario.world import World
from tongban_spec.cli.console.progress import progress
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text
from tongban_spec.whole import whole_folder, writing

PUBLISHED_REPLICATIONS = 4  # a run of a prefecture takes as long as a hundred of a station


def replications_of_validation(written: str) -> int:
    """Return the replications of theory (验证的重复次数): at least 30, to be worth its interval."""
    return whole_number("--replications", written, REPLICATIONS_MIN, 10_000)


def carry_out(
    part: str, replications: int, seed: int, out: str | None, json: bool, asked: str | None,
    talk: Talk,
) -> None:  # fmt: skip
    """Run the checks of a part, write them if a folder is named, and tell of them (做验证)."""
    if out is None:
        checks = _checks(part, replications, seed, asked, talk)
    else:
        with whole_folder(out, LAST) as folder:
            checks = _checks(part, replications, seed, asked, talk)
            with writing(Path(out)):
                _write(checks, part, replications, seed, folder, talk)
    if json:
        talk.document(document(checks, seed))
    else:
        _tell(checks, talk)
    if out is not None:
        talk.note(Text("结果在 {d}", "the results are in {d}"), d=out)


def document(checks: Sequence[Check], seed: int) -> dict[str, Any]:
    """Return the checks as the one document of ``--json`` (JSON 文档)."""
    error = median_error(checks)
    return {
        "seed": seed,
        "checks": [c.to_json() for c in checks],
        "published_median_absolute_log_ratio_error": None if error != error else error,
    }


def _checks(part: str, replications: int, seed: int, asked: str | None, talk: Talk) -> list[Check]:
    found: list[Check] = []
    if part != "published":
        chosen = [*experiments(), *of_shipped_worlds()]
        jobs = len(chosen) * replications
        with progress(talk, jobs, RUNS) as tick, workers(workers_of(asked, jobs), tick) as executor:
            found += theory_checks(replications, seed, executor, lambda done, _all: tick(done),
                                   chosen)  # fmt: skip
    if part != "theory":
        worlds = worlds_with_pairs()
        jobs = sum(len(regimes_of_pairs(w)) for w in worlds) * PUBLISHED_REPLICATIONS
        with progress(talk, jobs, RUNS) as tick, workers(workers_of(asked, jobs), tick) as executor:
            found += published_checks(worlds, PUBLISHED_REPLICATIONS, seed, executor,
                                      lambda done, _all: tick(done))  # fmt: skip
    return found


def of_shipped_worlds() -> list[Experiment]:
    """Return the experiments of theory that take a whole province (整省的理论对照)."""
    start_up, prefecture = read_scenario("business_startup"), read_scenario("jiaxing")
    regimes = [named(start_up, name) for name in ("siloed", "integrated")]
    return [
        *(little_on_every_pool(start_up, regime) for regime in regimes),
        days_of_needs(prefecture),
        peaks_of_the_day(prefecture),
    ]


def worlds_with_pairs() -> list[World]:
    """Return the shipped scenarios that published pairs are compared with (有公布对照的场景)."""
    worlds = [read_scenario(name) for name in shipped_names()]
    return [w for w in worlds if w.published]


def _write(checks, part, replications, seed, folder: Path, talk: Talk) -> None:
    from tongban.report.figures.house import save_plate
    from tongban.report.figures.validation import validation_plates
    from tongban.report.validation_table import markdown

    words = ["tongban", "validate", part, "--replications", str(replications), "--seed", str(seed)]
    (folder / "figures").mkdir()
    for plate in validation_plates(checks):
        save_plate(plate, folder / "figures")
    (folder / "checks.md").write_text(markdown(checks), encoding="utf-8", newline="\n")
    write_manifest(document(checks, seed), folder / "checks.json")
    described = {
        "tongban": tongban.__version__,
        "commit": commit(),
        "command": command_line([*words, "--lang", talk.language, "--out", "DIR"]),
        "seed": seed,
        "replications": replications,
        "published_replications": PUBLISHED_REPLICATIONS,
        "engine": engine(),
        "libraries": libraries(),
    }
    write_manifest(described, folder / LAST)


def _tell(checks: Sequence[Check], talk: Talk) -> None:
    from rich.table import Table

    from tongban.report.validation_table import COLUMNS, row_of, together

    table = Table(*(talk.say(c) for c in COLUMNS))
    for check in checks:
        table.add_row(*(talk.say(c) if isinstance(c, Text) else c for c in row_of(check)))
    talk.show(table, *(talk.say(said) for said in together(checks)))
