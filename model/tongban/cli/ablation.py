"""Carrying out an ablation (逐项增减): levers tried one at a time, written and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongban.cli.experiment import found_and_written, how_long, must_go_somewhere
from tongban.cli.load_estimate import expected_cases
from tongban.cli.manifest import LAST, command_line, manifest, reproduction, write_manifest
from tongban.cli.options import workers_of
from tongban.cli.scenario_copy import write_scenario
from tongban.cli.texts import RUNS
from tongban.cli.workers import workers
from tongban.errors import UsageError
from tongban.experiments.ablation import Ablation, ablate, regimes_of_trials, trials
from tongban.experiments.intervals import CONFIDENCE
from tongban.levers.regime import Regime
from tongban.report.ablation_words import effects_table
from tongban.report.figures.house import Table
from tongban.scenario.world import World
from tongban_spec.cli.console.progress import progress
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text
from tongban_spec.verdicts import Judgement

if TYPE_CHECKING:
    from rich.table import Table as Shown

EFFECTS, RUN_MEANS, DOCUMENT = "effects.csv", "runs.csv", "effects.json"


@dataclass(frozen=True, slots=True)
class AblationOrder:
    """What was ordered (逐项增减要求); as of :class:`tongban.cli.experiment.Order`."""

    scenario: str
    world: World
    files: Mapping[str, bytes]
    first: Regime
    last: Regime
    seed: int
    replications: int
    out: str | None
    json: bool
    workers: str | None


def two_of(regimes: tuple[Regime, ...]) -> tuple[Regime, Regime]:
    """Return the two regimes to try levers between (起止体制).

    Raises
    ------
    UsageError
        If they are not two, or leave no lever to try.
    """
    if len(regimes) != 2:
        raise UsageError(
            Text("逐项增减在两个体制之间，写了 {n} 个", "levers are tried between two regimes, "
                 "got {n}").fill(n=len(regimes)),
            Text("如 --regimes siloed,integrated", "e.g. --regimes siloed,integrated"),
        )  # fmt: skip
    first, last = regimes
    if not any(t.way == "last" for t in trials(first, last)):
        raise UsageError(
            Text(
                "体制 {b} 没有 {a} 之外的措施，无可增减",
                "regime {b} has no lever beyond those of {a}: there is nothing to try",
            ).fill(a=first.name, b=last.name),
            Text("把措施少的体制写在前面", "name the regime with fewer levers first"),
        )
    return first, last


def carry_out(order: AblationOrder, talk: Talk) -> None:
    """Try the levers, write the results if a folder is named, and tell of them (逐项增减).

    Raises
    ------
    UsageError
        If an option or the folder cannot be used.
    OutputError
        If the results could not be written.
    """
    must_go_somewhere(order.out, order.json)
    regimes = regimes_of_trials(order.first, order.last, trials(order.first, order.last))
    jobs = len(regimes) * order.replications
    count = workers_of(order.workers, jobs)
    how_long(expected_cases(order.world), jobs, count, talk)
    found = found_and_written(
        order.out,
        lambda: _simulate(order, count, jobs, talk),
        lambda effects, part: _write(order, effects, part, talk),
    )
    if order.json:
        talk.document(document(found))
    else:
        talk.show_aside(_table(found, talk))
    if order.out is not None:
        talk.note(Text("结果在 {d}", "the results are in {d}"), d=order.out)


def document(found: Ablation) -> dict[str, Any]:
    """Return an ablation as the one document of ``--json`` (JSON 文档)."""
    table = effects_table(found, found.every)
    return {
        "scenario": found.world.name,
        "seed": found.seed,
        "replications": found.replications,
        "regimes": [found.first.name, found.last.name],
        "confidence": CONFIDENCE,
        "intervals_hold_together": {"all": len(found.effects), "by_group": len(found.by_group)},
        "effects": [
            {name: _known(value) for name, value in zip(table.columns, row, strict=True)}
            for row in table.rows
        ],
        "requirements": [
            {
                "lever": own.lever,
                "requirement": own.with_it.requirement.id,
                "with": _counted(own.with_it),
                "without": _counted(own.without),
            }
            for own in found.requirements
        ],
    }


def _counted(judgement: Judgement) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict,
        "breaches": judgement.breaches,
        "opportunities": judgement.opportunities - judgement.undecided,
    }


def _known(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    return None if isinstance(value, float) and value != value else value


def _simulate(order: AblationOrder, count: int, jobs: int, talk: Talk) -> Ablation:
    with progress(talk, jobs, RUNS) as tick, workers(count, tick) as executor:
        return ablate(order.world, order.first, order.last, order.seed, order.replications,
                      executor, lambda done, _total: tick(done))  # fmt: skip


def _write(order: AblationOrder, found: Ablation, folder: Path, talk: Talk) -> None:
    from tongban.report.ablation_page import write_ablation_page

    talk.note(Text("写结果……", "writing the results …"))
    files = write_scenario(order.files, folder)
    pair = (order.first, order.last)
    described = manifest(
        order.world, files, pair, order.seed, order.replications, _command(order, talk)
    )
    described["levers"] = list(found.levers)
    for name, table in (
        (EFFECTS, effects_table(found, found.every)),
        (RUN_MEANS, _means_of_runs(found)),
    ):
        (folder / name).write_text(table.to_csv(), encoding="utf-8", newline="\n")
    write_manifest(document(found), folder / DOCUMENT)
    write_ablation_page(found, folder, talk.language, reproduction(described))
    write_manifest(described, folder / LAST)


def _means_of_runs(found: Ablation) -> Table:
    rows = tuple(
        (regime, number, measure, group, value)
        for (regime, (measure, group)), values in found.values.items()
        for number, value in enumerate(values.tolist())
    )
    return Table(("regime", "replication", "measure", "group", "mean"), rows)


def _command(order: AblationOrder, talk: Talk) -> str:
    words = ["tongban", "ablate", order.scenario]
    words += ["--regimes", f"{order.first.name},{order.last.name}"]
    words += ["--replications", str(order.replications), "--seed", str(order.seed)]
    return command_line([*words, "--lang", talk.language, "--out", "DIR"])


def _table(found: Ablation, talk: Talk) -> Shown:
    from rich.table import Table as Grid

    from tongban.report.ablation_table import own_columns, own_rows, title

    table = Grid(title=talk.say(title(found)))
    for column in own_columns(found):
        table.add_column(talk.say(column), overflow="fold")
    for row in own_rows(found):
        table.add_row(*(talk.say(cell) for cell in row))
    return table
