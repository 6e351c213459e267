"""``tongban levers`` (措施一览)."""

from __future__ import annotations

import typer


def levers(
    ctx: typer.Context,
    scenario: str | None = typer.Argument(None),
    json: bool = typer.Option(False, "--json"),
) -> None:
    """List all levers (措施一览)."""
    from tongban.cli.levers_page import document_of_levers, table_of_levers
    from tongban.cli.reading import read_scenario
    from tongban_spec.cli.console.talk import Talk

    talk: Talk = ctx.obj
    world = None if scenario is None else read_scenario(scenario)
    if json:
        talk.document(document_of_levers(world))
    else:
        talk.show(table_of_levers(talk, world))
