"""``tongban-spec lint`` (目录体检)."""

from __future__ import annotations

import typer


def lint(
    ctx: typer.Context,
    catalogue: str = typer.Argument(...),
    columns: str | None = typer.Option(None, "--mapping"),
    marked: str | None = typer.Option(None, "--out"),
    json: bool = typer.Option(False, "--json"),
) -> int:
    """Lint a list of items (目录体检)."""
    from pathlib import Path

    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.cli.program import BREACHED, HOLDS
    from tongban_spec.language import Text, number_of
    from tongban_spec.lint.folder import write_lint
    from tongban_spec.lint.linting import document_of
    from tongban_spec.lint.linting import lint as run_lint
    from tongban_spec.lint.page import title_of

    talk: Talk = ctx.obj
    linted = run_lint(Path(catalogue), Path(columns) if columns else None)
    if marked is not None:
        write_lint(linted, Path(catalogue), Path(marked), talk.language)
    if json:
        talk.document(document_of(linted))
        return BREACHED if linted.fails else HOLDS
    lines = [
        f"{fault.rule:11} {fault.level:7} {talk.say(title_of(fault.rule))} ·"
        f" {talk.say(fault.sentence)}"
        for fault in linted.faults
    ]
    rows = number_of(len(linted.entries), "row", "rows")
    faults = number_of(len(linted.faults), "fault", "faults")
    counted = Text("{n} 行，{f} 个问题", "{n}, {f}")
    talk.text("\n".join([*lines, talk.say(counted, n=rows, f=faults)]))
    for note in linted.notes:
        talk.note(note)
    for one in linted.judgements:
        if one.reason is not None:
            talk.note(Text("{r}：{s}", "{r}: {s}"), r=one.requirement.id, s=one.reason)
    return BREACHED if linted.fails else HOLDS
