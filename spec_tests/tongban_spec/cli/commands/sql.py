"""``tongban-spec sql`` (数据库中的检查)."""

from __future__ import annotations

import typer


def sql(
    ctx: typer.Context,
    dialect: str = typer.Option(...),
    only: str | None = typer.Option(None),
    script: str | None = typer.Option(None, "--out"),
) -> int:
    """Write the checks for a vendor's own database (写出检查)."""
    from pathlib import Path

    from tongban_spec.cli.chosen import dialect_of, requirements_of
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.dialects.script import script as script_of
    from tongban_spec.dialects.script import write_script
    from tongban_spec.language import Text

    talk: Talk = ctx.obj
    parts = script_of(dialect_of(dialect), requirements_of(only))
    if script is None:
        talk.text("\n".join(part.text() for part in parts))
        return 0
    for path in write_script(parts, Path(script)):
        talk.note(Text("已写 {f}", "wrote {f}"), f=path)
    return 0
