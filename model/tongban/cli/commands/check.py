"""``tongban check`` (检查场景)."""

from __future__ import annotations

import typer


def check(
    ctx: typer.Context,
    scenario: str = typer.Argument(...),
    json: bool = typer.Option(False, "--json"),
) -> None:
    """Check a scenario (检查场景)."""
    from tongban.cli.checking import document_of_errors, document_of_world, page_of_world
    from tongban.cli.exit_codes import SCENARIO
    from tongban.cli.reading import read_scenario
    from tongban.errors import ScenarioError
    from tongban_spec.cli.console.talk import Talk

    talk: Talk = ctx.obj
    try:
        world = read_scenario(scenario)
    except ScenarioError as error:
        if not json:
            raise
        talk.document(document_of_errors(scenario, error))
        raise typer.Exit(SCENARIO) from error
    if json:
        talk.document(document_of_world(scenario, world))
    else:
        talk.show(*page_of_world(world, talk))
