"""``tongban-spec map init`` (映射初稿)."""

from __future__ import annotations

import typer


def map_init(
    ctx: typer.Context,
    sample: str = typer.Argument(...),
    out: str | None = typer.Option(None),
) -> int:
    """Propose a mapping from a sample (写映射初稿)."""
    from pathlib import Path

    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.language import Text
    from tongban_spec.mapping.first_draft import first_draft
    from tongban_spec.registry import all_requirements
    from tongban_spec.whole import whole_file, writing

    talk: Talk = ctx.obj
    if out is None:
        talk.text(first_draft(Path(sample), all_requirements()).rstrip("\n"))
        return 0
    with whole_file(Path(out)) as part:
        draft = first_draft(Path(sample), all_requirements())
        with writing(Path(out)):
            part.write_text(draft, encoding="utf-8", newline="\n")
    talk.note(Text("初稿在 {f}，请逐行核对", "the draft is {f}: check every line"), f=out)
    return 0
