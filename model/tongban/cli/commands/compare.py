"""``tongban compare`` (比较体制)."""

from __future__ import annotations

import typer


def compare(
    ctx: typer.Context,
    scenario: str = typer.Argument(...),
    regimes: str = typer.Option("siloed,integrated"),
    replications: str = typer.Option("4"),
    seed: str = typer.Option("1"),
    out: str | None = typer.Option(None),
    json: bool = typer.Option(False, "--json"),
    workers: str | None = typer.Option(None),
    format: str | None = typer.Option(None),
    no_events: bool = typer.Option(False, "--no-events"),
) -> None:
    """Compare regimes (比较体制)."""
    from tongban.cli.experiment import Order, carry_out
    from tongban.cli.options import formats_of, regimes_of, replications_of, seed_of
    from tongban.cli.reading import read_with_files

    number, times = seed_of(seed), replications_of(replications)
    world, files = read_with_files(scenario)
    order = Order("compare", scenario, world, files, regimes_of(regimes, world), number, times,
                  out=out, json=json, workers=workers,
                  formats=formats_of(format, not no_events), events=not no_events)  # fmt: skip
    carry_out(order, ctx.obj)
