"""``tongban validate`` (验证模型)."""

from __future__ import annotations

import typer


def validate(
    ctx: typer.Context,
    part: str = typer.Argument("all"),
    replications: str | None = typer.Option(None),
    seed: str = typer.Option("1"),
    out: str | None = typer.Option(None),
    json: bool = typer.Option(False, "--json"),
    workers: str | None = typer.Option(None),
) -> None:
    """Hold the model against theory and published figures (验证模型)."""
    from tongban.cli.options import known, seed_of
    from tongban.cli.validation import carry_out, replications_of_validation
    from tongban_spec.language import Text

    wanted = known(part, ("theory", "published", "all"), Text("没有 {n}", "there is no {n}"))
    times = replications_of_validation(wanted, replications)
    carry_out(wanted, times, seed_of(seed), out, json, workers, ctx.obj)
