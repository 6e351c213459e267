"""``tongban-spec codes`` (校验编码)."""

from __future__ import annotations

import typer


def codes(ctx: typer.Context, list_of_codes: str = typer.Argument(...)) -> int:
    """Check the codes of a list (校验编码)."""
    import csv
    import io
    from pathlib import Path

    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.evidence.code_checks import judged
    from tongban_spec.evidence.files import codes_in

    talk: Talk = ctx.obj
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("code", "kind", "valid"))
    found = codes_in(Path(list_of_codes))
    rows.writerows((code, kind, str(valid).lower()) for code, kind, valid in judged(found))
    talk.text(written.getvalue().rstrip("\n"))
    return 0
