"""``tongban ablate`` (逐项增减措施)."""

from __future__ import annotations

import typer


def ablate(
    ctx: typer.Context,
    scenario: str = typer.Argument(...),
    regimes: str = typer.Option("siloed,integrated"),
    replications: str = typer.Option("10"),
    seed: str = typer.Option("1"),
    out: str | None = typer.Option(None),
    json: bool = typer.Option(False, "--json"),
    workers: str | None = typer.Option(None),
) -> None:
    """Try levers one at a time (逐项增减措施)."""
    from tongban.cli.ablation import AblationOrder, carry_out, two_of
    from tongban.cli.options import regimes_of, replications_of, seed_of
    from tongban.cli.reading import read_with_files

    number, times = seed_of(seed), replications_of(replications)
    world, files = read_with_files(scenario)
    first, last = two_of(regimes_of(regimes, world))
    order = AblationOrder(scenario, world, files, first, last, number, times, out, json, workers)
    carry_out(order, ctx.obj)
