"""All levers at a glance (措施一览): as a document, and as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tongban.levers.lever import Lever
from tongban.levers.regime import POINTS
from tongban.report.lever_table import effect_of
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text


def document_of_levers() -> dict[str, Any]:
    """Return the document of ``levers --json`` (措施文档)."""
    return {"levers": [_row(point, lever) for point, lever in _all()]}


def _all() -> Iterator[tuple[Text, Lever]]:
    for point, levers in POINTS:
        for lever in levers:
            yield point, lever


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _row(point: Text, lever: Lever) -> dict[str, Any]:
    return {
        "id": lever.id,
        "title": _both(lever.title),
        "point": _both(point),
        "changes": _both(lever.changes),
        "unit": _both(lever.unit),
        "costs": _both(lever.costs),
        "needs": list(lever.needs),
        "can_end": not lever.for_good,
        "source": lever.source,
        "absence_breaches": list(lever.breaches),
        "effect": {
            "measure": lever.effect.measure,
            "direction": lever.effect.direction,
            "beside": list(lever.effect.beside),
        },
    }


def table_of_levers(talk: Talk) -> Any:
    """Return what a person sees of all levers (措施页面)."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")  # Chinese has no blanks to break a line at
    for point, lever in _all():
        table.add_row(lever.id, _told(point, lever, talk))
    return table


def _told(point: Text, lever: Lever, talk: Talk) -> str:
    lines = [
        Text("{t} · 属于“{p}”", "{t} · of the point “{p}”").fill(t=lever.title, p=point),
        lever.changes,
        Text("数的是：{u}", "counted: {u}").fill(u=lever.unit),
        Text("谁付出：{c}", "whom it costs: {c}").fill(c=lever.costs),
        Text("应有的效果：{e}", "what it must do: {e}").fill(e=effect_of(lever)),
        Text("缺了它违反：{b}", "its absence breaches: {b}").fill(b=", ".join(lever.breaches)),
        Text("依据：{s}", "source: {s}").fill(s=lever.source),
    ]
    if lever.needs:
        lines.append(Text("先要有：{n}", "needs first: {n}").fill(n=", ".join(lever.needs)))
    return "\n".join(talk.say(line) for line in lines)
