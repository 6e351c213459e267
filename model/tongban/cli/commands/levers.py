"""``tongban levers`` (措施一览)."""

from __future__ import annotations

import typer


def levers(ctx: typer.Context, json: bool = typer.Option(False, "--json")) -> None:
    """List all levers (措施一览)."""
    from tongban.cli.levers_page import document_of_levers, table_of_levers
    from tongban_spec.cli.console.talk import Talk

    talk: Talk = ctx.obj
    if json:
        talk.document(document_of_levers())
    else:
        talk.show(table_of_levers(talk))
