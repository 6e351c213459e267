"""The table of a validation in words (验证表): the same rows for the terminal, Markdown and CSV."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tongban.experiments.validation.checks import VERDICTS, Check
from tongban.experiments.validation.published import PairCheck
from tongban.report import published_table
from tongban.report.published_table import (
    LEVER_COLUMNS,
    Cell,
    row_of_pair,
    rows_of_levers,
    told_of_pairs,
)
from tongban_spec.language import Language, Text

COLUMNS = (
    Text("比较什么", "what"),
    Text("应有", "expected"),
    Text("仿真", "simulated"),
    Text("区间", "interval"),
    Text("结论", "verdict"),
    Text("来源", "source"),
)


def row_of(check: Check) -> tuple[Text, str, str, str, Text, Text]:
    """Return a check in the columns of the table (一行)."""
    low, high = check.expected
    expected = short(low) if low == high else f"{short(low)} – {short(high)}"
    interval = "—"
    if not math.isnan(check.simulated.low):
        interval = f"{short(check.simulated.low)} – {short(check.simulated.high)}"
    return (
        check.what,
        expected,
        short(check.simulated.mean),
        interval,
        VERDICTS[check.verdict],
        check.source,
    )


def together(checks: Sequence[Check]) -> list[Text]:
    """Return what the checks say together, a sentence a part (总结)."""
    said = []
    theory = [c for c in checks if c.part == "theory"]
    if theory:
        inside = sum(c.verdict == "within" for c in theory)
        words = Text(
            "理论：{n} 项中 {k} 项相符（各按 99 %；全对的模型平均也有 {m} 项不符）。"
            "同一系统的几项出自同一批仿真，不是各自独立的证据。",
            "Theory: {k} of {n} agree (each at 99 %; of a right model {m} would not, on average). "
            "Rows of one system are of the same runs and no independent evidence of each other.",
        )
        said.append(words.fill(n=len(theory), k=inside, m=f"{len(theory) / 100:.1f}"))
    return said + told_of_pairs(pairs_among(checks))


def pairs_among(checks: Sequence[Check]) -> list[PairCheck]:
    """Return the published pairs among some checks (其中的公布对照)."""
    return [c for c in checks if isinstance(c, PairCheck)]


def markdown(checks: Sequence[Check], language: Language = "en") -> str:
    """Return all tables of a validation as Markdown: theory, pairs, and their regimes' levers."""
    theory = [row_of(c) for c in checks if c.part == "theory"]
    pairs = pairs_among(checks)
    tables = (
        (COLUMNS, theory),
        (published_table.COLUMNS, [row_of_pair(c) for c in pairs]),
        (LEVER_COLUMNS, rows_of_levers(pairs)),
    )
    written = [_table(columns, rows, language) for columns, rows in tables if rows]
    said = "\n\n".join(t.say(language) for t in together(checks))
    return "\n".join([*written, said]) + "\n"


def _table(columns: Sequence[Text], rows: Sequence[Sequence[Cell]], language: Language) -> str:
    lines = [
        "| " + " | ".join(_cell(c, language) for c in line) + " |\n" for line in (columns, *rows)
    ]
    return lines[0] + "|" + "---|" * len(columns) + "\n" + "".join(lines[1:])


def _cell(cell: Cell, language: Language) -> str:
    said = cell.say(language) if isinstance(cell, Text) else cell
    return said.replace("|", "\\|")


def short(value: float) -> str:
    """Return a number with three figures, a dash for none (数字)."""
    if math.isnan(value):
        return "—"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
