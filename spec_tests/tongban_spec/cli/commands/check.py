"""``tongban-spec check`` (检查证据)."""

from __future__ import annotations

import typer


def check(
    ctx: typer.Context,
    evidence: str = typer.Argument(...),
    only: str | None = typer.Option(None),
    profile: str = typer.Option("province"),
    waivers: str | None = typer.Option(None),
    mapping: str | None = typer.Option(None),
    also: str | None = typer.Option(None),
    memory_limit: str | None = typer.Option(None, "--memory-limit"),
    json: bool = typer.Option(False, "--json"),
) -> int:
    """Check an evidence package or a log (检查证据)."""
    import datetime
    import time
    from pathlib import Path

    from tongban_spec.check import check as run_check
    from tongban_spec.cli.chosen import further_logs, profile_of, requirements_of
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.cli.program import BREACHED, HOLDS
    from tongban_spec.cli.result import document_of, lines_of
    from tongban_spec.evidence.database import Limits
    from tongban_spec.evidence.reading import evidence_of
    from tongban_spec.language import Text
    from tongban_spec.registry import by_id
    from tongban_spec.waivers import read_waivers, refuse_unused

    talk: Talk = ctx.obj
    chosen, held_to = requirements_of(only), profile_of(profile)
    today = datetime.date(*time.localtime()[:3])
    given = read_waivers(Path(waivers), by_id(), today) if waivers else ()
    with evidence_of(
        Path(evidence),
        Limits(memory=memory_limit),
        mapping=Path(mapping) if mapping else None,
        more=further_logs(also, mapping),
    ) as read:
        result = run_check(read, chosen, held_to, given)
    refuse_unused(result.unused)
    if json:
        talk.document(document_of(result))
    else:
        talk.text("\n".join(lines_of(result, talk)))
        for finding in result.evidence.gate:
            talk.note(Text("入口检查：{s}", "gate: {s}"), s=finding.said)
    return BREACHED if result.fails else HOLDS
