"""``tongban run`` (仿真一种体制)."""

from __future__ import annotations

import typer


def run(
    ctx: typer.Context,
    scenario: str = typer.Argument(...),
    regime: str = typer.Option("siloed"),
    replications: str = typer.Option("1"),
    seed: str = typer.Option("1"),
    out: str | None = typer.Option(None),
    json: bool = typer.Option(False, "--json"),
    workers: str | None = typer.Option(None),
    format: str | None = typer.Option(None),
    no_events: bool = typer.Option(False, "--no-events"),
) -> None:
    """Simulate one regime (仿真一种体制)."""
    from tongban.cli.experiment import Order, carry_out
    from tongban.cli.options import formats_of, regime_of, replications_of, seed_of
    from tongban.cli.reading import read_with_files

    number, times = seed_of(seed), replications_of(replications)
    world, files = read_with_files(scenario)
    order = Order("run", scenario, world, files, (regime_of(regime, world),), number, times,
                  out=out, json=json, workers=workers,
                  formats=formats_of(format, not no_events), events=not no_events)  # fmt: skip
    carry_out(order, ctx.obj)
