"""Carrying out an experiment (做实验): what ``run`` and ``compare`` have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tongban.cli.load_estimate import are_many, expected_cases, minutes
from tongban.cli.manifest import LAST, command_line, manifest, reproduction, write_manifest
from tongban.cli.options import CSV, workers_of
from tongban.cli.overload_notes import overload_notes
from tongban.cli.scenario_copy import write_scenario
from tongban.cli.summary_page import summary_table
from tongban.cli.texts import RUNS
from tongban.cli.workers import workers
from tongban.errors import UsageError
from tongban.experiments.comparison import Comparison, compare
from tongban.levers.regime import Regime
from tongban.report.break_even import rests_on
from tongban.report.cautions import lost
from tongban.report.compliance import in_short
from tongban.report.verdict import pays, verdict
from tongban.scenario.world import World
from tongban_spec.cli.console.progress import progress
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text
from tongban_spec.whole import whole_folder, writing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order:
    """What was ordered (实验要求).

    Parameters
    ----------
    command : {"run", "compare"}
    scenario : str
        As the user wrote it.
    world : World
    files : mapping of str to bytes
        What the scenario was read from, as of ``tongban.scenario.load.Loaded``.
    regimes : tuple of Regime
    seed, replications : int
    out : str or None
        The folder for the results, if one is wanted.
    json : bool
        Whether the document is wanted on standard output.
    workers : str or None
        As written; None for as many as there are cores.
    formats : tuple of str
        What the evidence is written as beside its Parquet.
    events : bool
        Evidence at all, and with it what the specification says of it.
    """

    command: str
    scenario: str
    world: World
    files: Mapping[str, bytes]
    regimes: tuple[Regime, ...]
    seed: int
    replications: int
    out: str | None
    json: bool
    workers: str | None
    formats: tuple[str, ...]
    events: bool


def carry_out(order: Order, talk: Talk) -> None:
    """Simulate, write the results and tell of them (做实验).

    Raises
    ------
    UsageError
        If an option or the folder cannot be used.
    OutputError
        If the results could not be written.
    """
    must_go_somewhere(order.out, order.json)
    jobs = order.replications * len(order.regimes)
    count = workers_of(order.workers, jobs)
    how_long(expected_cases(order.world), jobs, count, talk)
    comparison = found_and_written(
        order.out,
        lambda: _simulate(order, count, jobs, talk),
        lambda found, part: _write(order, found, part, talk),
    )
    if order.json:
        talk.document({**comparison.to_json(), "pays": pays(comparison)})
    else:
        talk.show_aside(summary_table(comparison, talk))
        for regime in comparison.regimes if comparison.compliance else ():
            talk.note(in_short(regime, comparison.compliance[regime.name]))
    worth = verdict(comparison)
    found = (lost(comparison), worth, rests_on(comparison))
    said = [words for words in found if words is not None]
    for note in [*said, *overload_notes(comparison)]:
        talk.note(note)
    if order.out is not None:
        talk.note(Text("结果在 {d}", "the results are in {d}"), d=order.out)


def found_and_written(
    out: str | None, find: Callable[[], T], write: Callable[[T, Path], None]
) -> T:
    """Return what an experiment finds, written into the folder if one is named (做完写出).

    Parameters
    ----------
    out : str or None
        The folder is taken before anything is simulated, and filled whole or not at all.
    find : callable
        Simulates.
    write : callable
        Writes what was found into a folder.
    """
    if out is None:
        return find()
    with whole_folder(out, LAST) as part:
        found = find()
        with writing(Path(out)):
            write(found, part)
    return found


def must_go_somewhere(out: str | None, json: bool) -> None:
    """Raise a UsageError if neither a folder nor the document is wanted (结果要有去处)."""
    if out is None and not json:
        raise UsageError(
            Text("没有写 --out：结果会丢失", "--out is missing: the results would be lost"),
            Text(
                "请写 --out 文件夹，或用 --json 在标准输出上得到文档",
                "write --out DIR, or --json to have the document on standard output",
            ),
        )


def how_long(cases: int, jobs: int, count: int, talk: Talk) -> None:
    """Tell roughly how long an experiment takes (预计用时), if it has very many cases in all.

    Parameters
    ----------
    cases : int
        Expected in a run.
    jobs, count : int
        Runs in all, and worker processes.
    talk : Talk
    """
    if not are_many(cases * jobs):
        return
    words = Text(
        "提醒：每次仿真预计有 {c} 件，{j} 次共 {a} 件，可能要很久：{w} 个进程约 {m} 分钟"
        "（粗略估计）",
        "warning: a run has about {c} cases, {j} runs have {a}; this may take long: roughly {m} "
        "min with {w} process(es)",
    )
    numbers = {"c": f"{cases:,}", "a": f"{cases * jobs:,}"}
    talk.note(words, **numbers, j=jobs, w=count, m=minutes(cases * jobs, count))


def _simulate(order: Order, count: int, jobs: int, talk: Talk) -> Comparison:
    with progress(talk, jobs, RUNS) as tick, workers(count, tick) as executor:
        return compare(
            order.world,
            order.regimes,
            order.seed,
            order.replications,
            executor,
            lambda done, _total: tick(done),
            judge=order.events,
        )


def _write(order: Order, comparison: Comparison, folder: Path, talk: Talk) -> None:
    from tongban.cli.compliance_table import write_compliance
    from tongban.cli.measures_table import write_measures
    from tongban.report.page import write_report

    talk.note(Text("写结果……", "writing the results …"))
    command = _command(order, talk)
    files = write_scenario(order.files, folder)
    document = manifest(order.world, files, order.regimes, order.seed, order.replications, command)
    write_measures(comparison.runs, folder)
    if order.events:
        _write_events(comparison, folder / "events", order.formats)
        write_compliance(comparison.compliance, folder)
    write_report(comparison, folder, talk.language, reproduction(document))
    write_manifest(document, folder / LAST)


def _write_events(comparison: Comparison, folder: Path, formats: tuple[str, ...]) -> None:
    from tongban.trace.context import evidence_tables
    from tongban_spec.evidence.formats import ENDINGS, write_tables
    from tongban_spec.evidence.package import write_package

    for name, kept in comparison.samples.items():
        tables = evidence_tables(comparison.world, kept.compiled, kept.trace, kept.spans)
        write_package(folder / name, tables, CSV in formats)
        for form, endings in ENDINGS.items():
            if form in formats:
                write_tables(folder / f"{name}{endings[0]}", form, tables)


def _command(order: Order, talk: Talk) -> str:
    """Return the command that gives the same folder again: no word that does not change it."""
    names = ",".join(regime.name for regime in order.regimes)
    which = "--regimes" if order.command == "compare" else "--regime"
    words = ["tongban", order.command, order.scenario, which, names]
    words += ["--replications", str(order.replications), "--seed", str(order.seed)]
    words += ["--format", ",".join(order.formats)] if order.formats and order.events else []
    words += [] if order.events else ["--no-events"]
    words += ["--lang", talk.language]
    return command_line([*words, "--out", "DIR"])
