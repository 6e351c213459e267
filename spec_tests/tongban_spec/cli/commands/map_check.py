"""``tongban-spec map check`` (检查映射)."""

from __future__ import annotations

import typer


def map_check(
    ctx: typer.Context,
    mapping: str = typer.Argument(...),
    sample: str = typer.Argument(...),
    json: bool = typer.Option(False, "--json"),
) -> int:
    """Judge a mapping by a sample (检查映射)."""
    from pathlib import Path

    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.cli.mapping_result import document_of, lines_of
    from tongban_spec.cli.program import HOLDS, UNREADABLE
    from tongban_spec.mapping.judge import judge_mapping
    from tongban_spec.registry import all_requirements

    talk: Talk = ctx.obj
    judgement = judge_mapping(Path(mapping), Path(sample), all_requirements())
    if json:
        talk.document(document_of(judgement))
    else:
        talk.text("\n".join(lines_of(judgement, talk)))
    return HOLDS if judgement.sound else UNREADABLE
