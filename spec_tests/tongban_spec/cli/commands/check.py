"""``tongban-spec check`` (检查证据)."""

from __future__ import annotations

import typer


def check(
    ctx: typer.Context,
    evidence: str = typer.Argument(...),
    only: str | None = typer.Option(None),
    profile: str = typer.Option("province"),
    waivers: str | None = typer.Option(None),
    mapping: str | None = typer.Option(None),
    also: str | None = typer.Option(None),
    subject: str | None = typer.Option(None),
    out: str | None = typer.Option(None),
    since: str | None = typer.Option(None),
    memory_limit: str | None = typer.Option(None, "--memory-limit"),
    json: bool = typer.Option(False, "--json"),
) -> int:
    """Check an evidence package or a log (检查证据)."""
    from pathlib import Path

    from tongban_spec.cli.checking import Order, run_check
    from tongban_spec.cli.chosen import profile_of, requirements_of
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.report.again import Asked

    talk: Talk = ctx.obj
    order = Order(
        asked=Asked(evidence, mapping, also, memory_limit),
        requirements=requirements_of(only),
        profile=profile_of(profile),
        waivers=Path(waivers) if waivers is not None else None,
        subject=subject,
        out=out,
        since=Path(since) if since is not None else None,
        json=json,
    )
    return run_check(order, talk)
