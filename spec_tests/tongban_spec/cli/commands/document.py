"""``tongban-spec document`` (规范文本)."""

from __future__ import annotations

import typer


def document(ctx: typer.Context, out: str = typer.Option(...)) -> None:
    """Write the specification as documents, schemas and example logs (写出规范)."""
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.document.folder import write_documents
    from tongban_spec.language import Text

    talk: Talk = ctx.obj
    write_documents(out)
    talk.note(Text("规范已写入 {d}", "the specification is in {d}"), d=out)
