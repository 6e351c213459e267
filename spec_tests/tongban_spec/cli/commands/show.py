"""``tongban-spec show`` (查看要求)."""

from __future__ import annotations

import typer


def show(ctx: typer.Context, requirement: str = typer.Argument(...)) -> None:
    """Show one requirement with its query (查看要求)."""
    from tongban_spec.cli.chosen import requirement_of
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.language import Text

    talk: Talk = ctx.obj
    found = requirement_of(requirement)
    parts = [
        (Text("说明", "Statement"), talk.say(found.statement)),
        (Text("理由", "Rationale"), talk.say(found.rationale)),
        (Text("文章段落", "Essay"), ", ".join(found.essay)),
        (Text("法规", "Law"), "; ".join(f"{n.id} {n.citation}" for n in found.law) or "—"),
        (Text("类别", "Profiles"), ", ".join((*found.profiles, "province"))),
        (Text("何时得到检验", "Exercised by"), talk.say(found.exercised_by)),
        (Text("故障时", "On a bad day"), talk.say(found.bad_day)),
    ]
    lines = [f"{found.id} {found.level} {talk.say(found.title)}", ""]
    lines += [f"{talk.say(name)}: {said}" for name, said in parts]
    talk.text("\n".join([*lines, "", found.query]))
