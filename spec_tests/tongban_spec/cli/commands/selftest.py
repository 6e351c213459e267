"""``tongban-spec selftest`` (规范自检)."""

from __future__ import annotations

import typer


def selftest(
    ctx: typer.Context,
    only: str | None = typer.Option(None),
    worlds: int = typer.Option(0, min=0),
    workers: int = typer.Option(1, min=1),
    simulator: str = typer.Option("tongban.known_bad"),
    out: str | None = typer.Option(None),
    json: bool = typer.Option(False, "--json"),
) -> int:
    """Put platforms with known faults, and right ones, to the requirements (规范自检)."""
    from contextlib import ExitStack
    from pathlib import Path

    from tongban_spec.cli.chosen import requirements_of
    from tongban_spec.cli.console.progress import progress
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.cli.program import FAULT, HOLDS
    from tongban_spec.language import Text
    from tongban_spec.selftest.kill_matrix import jobs_of, kill_matrix
    from tongban_spec.selftest.processes import in_processes
    from tongban_spec.selftest.simulator import load_simulator
    from tongban_spec.selftest.writing import document_of, lines_of, write_files
    from tongban_spec.whole import whole_folder, writing

    talk: Talk = ctx.obj
    found, chosen = load_simulator(simulator), requirements_of(only)
    total = len(jobs_of(found, chosen, worlds))
    with ExitStack() as opened:
        folder = opened.enter_context(whole_folder(Path(out))) if out else None
        tick = opened.enter_context(progress(talk, total, Text("平台", "platforms")))
        outcomes = opened.enter_context(in_processes(simulator, chosen, workers))
        matrix = kill_matrix(found, chosen, worlds, tick, outcomes)
        if folder is not None and out is not None:
            with writing(Path(out)):
                write_files(folder, matrix)
    if json:
        talk.document(document_of(matrix))
    else:
        talk.text("\n".join(line.say(talk.language) for line in lines_of(matrix)))
    return HOLDS if matrix.strong else FAULT
