"""``tongban-spec list`` (要求清单)."""

from __future__ import annotations

import typer


def list_(ctx: typer.Context, json: bool = typer.Option(False, "--json")) -> None:
    """List every requirement (列出要求)."""
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.registry import SPECIFICATION, all_requirements

    talk: Talk = ctx.obj
    found = all_requirements()
    if json:
        listed = [
            {
                "id": r.id,
                "level": r.level,
                "title": {"zh": r.title.zh, "en": r.title.en},
                "statement": {"zh": r.statement.zh, "en": r.statement.en},
                "essay": list(r.essay),
                "law": [n.id for n in r.law],
                "profiles": list(r.profiles),
                "since": r.since,
            }
            for r in found
        ]
        talk.document({"specification": SPECIFICATION, "requirements": listed})
        return
    talk.text("\n".join(f"{r.id:7} {r.level:7} {talk.say(r.title)}" for r in found))
