"""``tongban-spec convert`` (转换证据)."""

from __future__ import annotations

import typer


def convert(
    ctx: typer.Context,
    evidence: str = typer.Argument(...),
    target: str = typer.Argument(...),
    mapping: str | None = typer.Option(None),
    also: str | None = typer.Option(None),
    memory_limit: str | None = typer.Option(None, "--memory-limit"),
) -> int:
    """Convert evidence from one form to another (转换证据)."""
    from pathlib import Path

    from tongban_spec.cli.chosen import further_logs
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.evidence.converting import convert as run_convert
    from tongban_spec.evidence.database import Limits
    from tongban_spec.language import Text

    talk: Talk = ctx.obj
    paths = [Path(evidence), *further_logs(also, mapping)]
    done = run_convert(
        paths, Path(target), Path(mapping) if mapping else None, Limits(memory=memory_limit)
    )
    rows = ", ".join(f"{name} {count}" for name, count in done.rows.items())
    talk.text(talk.say(Text("已写 {t}：{r}", "wrote {t}: {r}"), t=target, r=rows))
    for finding in done.findings:
        talk.note(Text("读入时：{s}", "reading: {s}"), s=finding.said)
    if done.left_out:
        names = ", ".join(done.left_out)
        talk.note(
            Text("XES 容不下背景表，没有写：{n}", "XES has no place for context tables: {n}"),
            n=names,
        )
    return 0
