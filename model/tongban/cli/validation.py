"""Carrying out a validation (做验证): checks run, rows and figures written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tongban
from tongban.cli.manifest import LAST, command_line, commit, engine, libraries, write_manifest
from tongban.cli.options import whole_number, workers_of
from tongban.cli.reading import read_scenario
from tongban.cli.texts import RUNS
from tongban.cli.workers import workers
from tongban.experiments.validation.checks import REPLICATIONS_MIN, Check, known_number
from tongban.experiments.validation.province import (
    days_of_needs,
    little_on_every_pool,
    peaks_of_the_day,
)
from tongban.experiments.validation.published import (
    errors_of_pairs,
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

THEORY_REPLICATIONS = 40
SCREEN_WIDTHS = (28, 11, 13, 6, 6)  # of pairs: 80 with their frame, and no id is cut
PUBLISHED_REPLICATIONS = 4  # a run of a prefecture takes as long as a hundred of a station
LEVERS_ELSEWHERE = Text(
    "各对是什么、区间、来源，以及各体制的措施和理由，见 --json，或 --out 所写的 checks.zh.md",
    "what each pair is, intervals, sources, and the levers of each regime with reasons are in "
    "--json and in the checks.md that --out writes",
)


@dataclass(frozen=True, slots=True)
class Replications:
    """How often each part is repeated (各部分的重复次数)."""

    theory: int = THEORY_REPLICATIONS
    published: int = PUBLISHED_REPLICATIONS


def replications_of_validation(part: str, written: str | None) -> Replications:
    """Return the replications of a validation (验证的重复次数).

    What is written is of theory, at least 30 to be worth its interval; of the published pairs, at
    least 2, if these alone are asked for.

    Parameters
    ----------
    part : {"theory", "published", "all"}
    written : str or None
        As on the command line.

    Raises
    ------
    UsageError
    """
    if written is None:
        return Replications()
    if part == "published":
        return Replications(published=whole_number("--replications", written, 2, 10_000))
    return Replications(theory=whole_number("--replications", written, REPLICATIONS_MIN, 10_000))


def carry_out(
    part: str, times: Replications, seed: int, out: str | None, json: bool, asked: str | None,
    talk: Talk,
) -> None:  # fmt: skip
    """Run the checks of a part, write them if a folder is named, and tell of them (做验证)."""
    if out is None:
        checks = _checks(part, times, seed, asked, talk)
    else:
        with whole_folder(out, LAST) as folder:
            checks = _checks(part, times, seed, asked, talk)
            with writing(Path(out)):
                _write(checks, part, times, seed, folder, talk)
    if json:
        talk.document(document(checks, seed))
    else:
        _tell(checks, talk)
    if out is not None:
        talk.note(Text("结果在 {d}", "the results are in {d}"), d=out)


def document(checks: Sequence[Check], seed: int) -> dict[str, Any]:
    """Return the checks as the one document of ``--json`` (JSON 文档)."""
    return {
        "seed": seed,
        "checks": [c.to_json() for c in checks],
        "published_median_absolute_log_ratio_error": known_number(median_error(checks)),
        "published_median_with_unlike_pairs": known_number(
            median_error(checks, ("predicted", "unlike"))
        ),
        "published_median_with_every_lever": known_number(median_error(checks, whole=True)),
        "published_errors_of_predicted_pairs": errors_of_pairs(checks),
    }


def _checks(
    part: str, times: Replications, seed: int, asked: str | None, talk: Talk
) -> list[Check]:
    found: list[Check] = []
    if part != "published":
        chosen = [*experiments(), *of_shipped_worlds()]
        jobs = len(chosen) * times.theory
        with progress(talk, jobs, RUNS) as tick, workers(workers_of(asked, jobs), tick) as executor:
            found += theory_checks(times.theory, seed, executor, lambda done, _all: tick(done),
                                   chosen)  # fmt: skip
    if part != "theory":
        worlds = worlds_with_pairs()
        jobs = sum(len(regimes_of_pairs(w)) for w in worlds) * times.published
        with progress(talk, jobs, RUNS) as tick, workers(workers_of(asked, jobs), tick) as executor:
            found += published_checks(worlds, times.published, seed, executor,
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


def _write(checks, part, times: Replications, seed, folder: Path, talk: Talk) -> None:
    from tongban.report.figures.house import save_plate
    from tongban.report.figures.validation import validation_plates
    from tongban.report.validation_table import markdown

    repeated = times.published if part == "published" else times.theory
    words = ["tongban", "validate", part, "--replications", str(repeated), "--seed", str(seed)]
    (folder / "figures").mkdir()
    for plate in validation_plates(checks):
        save_plate(plate, folder / "figures")
    texts = {"checks.md": markdown(checks, "en"), "checks.zh.md": markdown(checks, "zh")}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    write_manifest(document(checks, seed), folder / "checks.json")
    described = {
        "tongban": tongban.__version__,
        "commit": commit(),
        "command": command_line([*words, "--lang", talk.language, "--out", "DIR"]),
        "seed": seed,
        "replications": times.theory,
        "published_replications": times.published,
        "engine": engine(),
        "libraries": libraries(),
    }
    write_manifest(described, folder / LAST)


def _tell(checks: Sequence[Check], talk: Talk) -> None:
    from rich.table import Table

    from tongban.report.published_table import SCREEN_COLUMNS, row_on_screen
    from tongban.report.validation_table import COLUMNS, pairs_among, row_of, together

    theory = [row_of(c) for c in checks if c.part == "theory"]
    pairs = [row_on_screen(c) for c in pairs_among(checks)]
    for columns, rows in ((COLUMNS, theory), (SCREEN_COLUMNS, pairs)):
        if rows:
            table = Table(*(talk.say(c) for c in columns))
            if columns is SCREEN_COLUMNS:
                for column, width in zip(table.columns, SCREEN_WIDTHS, strict=True):
                    column.width = width
            for row in rows:
                table.add_row(*(talk.say(c) if isinstance(c, Text) else c for c in row))
            talk.show(table)
    talk.show(*(talk.say(said) for said in together(checks)))
    if pairs:
        talk.note(LEVERS_ELSEWHERE)
