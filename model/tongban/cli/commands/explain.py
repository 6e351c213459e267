"""``tongban explain`` (说明)."""

from __future__ import annotations

import typer


def explain(
    ctx: typer.Context, thing: str = typer.Argument("", metavar="THING", show_default=False)
) -> None:
    """Say what a name means (说明)."""
    from rich.table import Table

    from tongban.cli.glossary import entries, topics
    from tongban.cli.options import known
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.language import Text

    talk: Talk = ctx.obj
    found = topics()
    wanted = thing.strip().replace("_", "-").casefold()
    if not wanted:
        chosen = [e for entries_ in found.values() for e in entries_]
    elif wanted in found:
        chosen = list(found[wanted])
    else:
        everything = entries()
        # what people see in tables and on pages are titles; they may ask with these
        by_title = [e for e in everything if thing in (e.title.zh, e.title.en)]
        names = dict.fromkeys(e.id for e in everything)
        if not by_title:
            what = Text("没有 {n} 的说明", "there is nothing to explain about {n}")
            known(thing, [*names, *found], what)
        chosen = by_title or [e for e in everything if e.id == thing]
    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")  # Chinese has no blanks to break a line at
    for entry in chosen:
        table.add_row(entry.id, talk.say(entry.said()))
    talk.show(table)
