"""``tongban init`` (新建场景)."""

from __future__ import annotations

import typer


def init(
    ctx: typer.Context,
    folder: str = typer.Argument(...),
    from_: str = typer.Option("one_counter", "--from"),
) -> None:
    """Start a scenario of one's own from a shipped one (新建场景)."""
    from pathlib import Path

    from tongban.cli.start_scenario import copy_shipped
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.language import Text
    from tongban_spec.whole import whole_folder, writing

    talk: Talk = ctx.obj
    with whole_folder(folder) as part, writing(Path(folder)):
        copy_shipped(from_, part, Path(folder).absolute().name)
    talk.note(
        Text(
            "已建好 {d}，以 {f} 为起点。接下来：改 {d}/scenario.yaml，再运行 tongban check {d}",
            "{d} is ready, copied from {f}. Next: edit {d}/scenario.yaml, then tongban check {d}",
        ),
        d=folder,
        f=from_,
    )
