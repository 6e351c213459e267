"""The kill matrix as a picture (检出矩阵图): a row a fault, a column a requirement; plain SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tongban_spec.language import Language, Text
from tongban_spec.selftest.kill_matrix import KillMatrix, Row

CELL, LEFT, TOP, FOOT = 14, 150, 70, 54
# Colours that the colour-blind tell apart, and shapes that need no colour.
_COLOURS = {"own": "#0072b2", "also": "#9ecae1", "missed": "#d55e00"}
_LEGEND = {
    "own": Text("被自己的要求检出", "caught by its own requirement"),
    "also": Text("也被别的要求检出", "caught by another one too"),
    "missed": Text("未被自己的要求检出", "not caught by its own requirement"),
}
_FONT = "font-family='Noto Sans SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif'"


def picture(matrix: KillMatrix, language: Language) -> str:
    """Return the matrix as an SVG document (画检出矩阵)."""
    ids = [r.id for r in matrix.requirements]
    width = LEFT + CELL * len(ids) + 20
    height = TOP + CELL * len(matrix.rows) + FOOT
    title = Text("检出矩阵：已知错误 × 要求", "kill matrix: known faults × requirements")
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
        f"viewBox='0 0 {width} {height}' role='img' {_FONT} font-size='10'>",
        f"<title>{escape(title.say(language))}</title>",
        f"<rect width='{width}' height='{height}' fill='white'/>",
        *_columns(ids, len(matrix.rows)),
        *(line for n, row in enumerate(matrix.rows) for line in _row(n, row, ids, language)),
        *_legend(TOP + CELL * len(matrix.rows) + 20, language),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _columns(ids: list[str], rows: int) -> Iterator[str]:
    for n, requirement in enumerate(ids):
        x = LEFT + CELL * n + CELL // 2
        begins = n == 0 or ids[n - 1][:3] != requirement[:3]
        yield (f"<text transform='translate({x + 4},{TOP - 6}) rotate(-60)'>"
               f"{escape(requirement)}</text>")  # fmt: skip
        shade = "#888" if begins else "#eee"
        x -= CELL // 2
        yield f"<path d='M{x} {TOP}V{TOP + CELL * rows}' stroke='{shade}'/>"


def _row(n: int, row: Row, ids: list[str], language: Language) -> Iterator[str]:
    y = TOP + CELL * n
    yield f"<path d='M{LEFT} {y}H{LEFT + CELL * len(ids)}' stroke='#eee'/>"
    yield (f"<text x='{LEFT - 6}' y='{y + 11}' text-anchor='end'>{escape(row.fault.id)}"
           f"<title>{escape(row.fault.title.say(language))}</title></text>")  # fmt: skip
    for m, requirement in enumerate(ids):
        said = _said(row, requirement)
        if said:
            cell = row.cells[requirement]
            words = f"{row.fault.id} × {requirement}: {cell.breaches}/{cell.opportunities}"
            shape = _shape(said, LEFT + CELL * m, y)
            yield f"<g>{shape}<title>{escape(words)}</title></g>"


def _said(row: Row, requirement: str) -> str:
    own = requirement in row.fault.requirements
    if row.cells[requirement].verdict == "breached":
        return "own" if own else "also"
    return "missed" if own else ""


def _shape(said: str, x: int, y: int) -> str:
    colour = _COLOURS[said]
    if said == "own":
        return f"<rect x='{x + 2}' y='{y + 2}' width='10' height='10' fill='{colour}'/>"
    if said == "also":
        return f"<circle cx='{x + 7}' cy='{y + 7}' r='3.5' fill='{colour}'/>"
    cross = f"M{x + 3} {y + 3}l8 8m0 -8l-8 8"
    return f"<path d='{cross}' stroke='{colour}' stroke-width='2'/>"


def _legend(y: int, language: Language) -> Iterator[str]:
    x = 10
    for said, words in _LEGEND.items():
        yield _shape(said, x, y)
        yield f"<text x='{x + 18}' y='{y + 11}'>{escape(words.say(language))}</text>"
        x += 230
