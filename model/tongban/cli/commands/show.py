"""``tongban show`` (查看一件事)."""

from __future__ import annotations

import typer


def show(
    ctx: typer.Context,
    scenario: str = typer.Argument(...),
    matter: str | None = typer.Option(None),
    regime: str = typer.Option("siloed"),
    seed: str = typer.Option("1"),
    svg: str | None = typer.Option(None),
) -> None:
    """Show the legal graph of a matter and a journey (查看一件事)."""
    from tongban.cli.journey_page import journey_table
    from tongban.cli.matter_page import list_of_matters, matter_tree
    from tongban.cli.options import known, regime_of, seed_of
    from tongban.cli.reading import read_scenario
    from tongban.errors import UsageError
    from tongban_spec.cli.console.talk import Talk
    from tongban_spec.language import Text

    talk: Talk = ctx.obj
    number = seed_of(seed)
    world = read_scenario(scenario)
    chosen = regime_of(regime, world)
    matters = list(world.catalogue.matters)
    if matter is None and len(matters) > 1:
        if svg is not None:
            what = Text("--svg 还需要 --matter", "--svg needs --matter as well")
            raise UsageError(what, Text("可用：{m}", "known: {m}").fill(m=", ".join(matters)))
        talk.show(list_of_matters(world, talk))
        return
    no_such = Text("没有一件事 {n}", "there is no matter {n}")
    wanted = world.catalogue.matters[
        known(matters[0] if matter is None else matter, matters, no_such)
    ]
    if svg is not None:
        _draw(svg, world, wanted.id, talk)
    table = journey_table(world, wanted, chosen, number, talk)
    talk.show(matter_tree(world, wanted, talk), "", table)


def _draw(svg: str, world, matter: str, talk) -> None:
    from pathlib import Path

    from tongban.report.graph_drawing import draw_matter, save_svg
    from tongban_spec.language import Text
    from tongban_spec.whole import whole_file

    with whole_file(Path(svg)) as part:
        save_svg(draw_matter(world, matter, talk.language), part)
    talk.note(Text("事项图在 {f}", "the legal graph is in {f}"), f=svg)
