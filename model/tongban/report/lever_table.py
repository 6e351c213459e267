"""The table of all levers in words (措施总表), for model/README.md."""

from __future__ import annotations

from tongban.levers.lever import Lever
from tongban.levers.regime import LEVERS, POINTS
from tongban.measures.names import BY_ID
from tongban.report.words import is_plural
from tongban_spec.language import Text

LESS, MORE = Text("减少“{m}”", "less {m}"), Text("增加“{m}”", "more {m}")
FEWER = Text("减少“{m}”", "fewer {m}")
COLUMNS = (
    Text("措施", "lever"),
    Text("改变什么", "what it changes"),
    Text("依据", "source"),
    Text("应有的效果", "what it must do"),
    Text("证明它的测试", "the test that it does"),
    Text("谁付出", "whom it costs"),
)


def effect_of(lever: Lever) -> Text:
    """Return which measure a lever must move, and in which direction (应有的效果)."""
    measure = BY_ID[lever.effect.measure]
    less = FEWER if is_plural(measure) else LESS
    return (less if lever.effect.direction < 0 else MORE).fill(m=measure.title)


def markdown(file: str, test: str) -> str:
    """Return the table in English, titles in both languages, as Markdown (措施总表).

    Parameters
    ----------
    file, test : str
        The file of the test of a lever's effect, and the test's name without its parameter.
    """
    lines = ["| " + " | ".join(c.en for c in COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for number, (point, levers) in enumerate(POINTS, 1):
        lines.append(f"| **{number} {point.zh} {point.en}** |" + " |" * (len(COLUMNS) - 1))
        lines += ["| " + " | ".join(_cells(lever, file, test)) + " |" for lever in levers]
    return "\n".join(lines) + "\n"


def _cells(lever: Lever, file: str, test: str) -> list[str]:
    must = effect_of(lever).en
    if lever.effect.beside:
        titles = ", ".join(LEVERS[b].title.en for b in lever.effect.beside)
        must += f" ({titles} in force with and without)"
    name = f"{lever.title.zh} {lever.title.en} (`{lever.id}`)"
    link = f"[`{test}[{lever.id}]`]({file})"
    cells = (name, lever.changes.en, lever.source, must, link, lever.costs.en)
    return [cell.replace("|", "\\|") for cell in cells]
