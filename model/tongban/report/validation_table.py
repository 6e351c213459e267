"""The table of a validation in words (验证表): the same rows for the terminal, Markdown and CSV."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tongban.experiments.validation.checks import VERDICTS, Check
from tongban.experiments.validation.published import (
    PREDICTED_ERROR_MAX,
    log_error,
    median_error,
)
from tongban.report.published import USES
from tongban_spec.language import Text

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
    verdict = VERDICTS[check.verdict]
    if check.part == "published" and not math.isnan(check.error):
        words = Text("偏差 {e}；{n}", "off by {e}; {n}")
        verdict = words.fill(e=f"{check.error:+.0%}", n=USES[check.use])
    return check.what, expected, short(check.simulated.mean), interval, verdict, check.source


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
    published = [c for c in checks if c.part == "published"]
    error = median_error(published)
    if not math.isnan(error):
        known = [c for c in published if not math.isnan(log_error(c))]
        words = Text(
            "公布的前后对照：{n} 对，其中预测的 {k} 对，对数比误差绝对值的中位数为 {e}"
            "（要求不超过 {m}）：{v}。",
            "Published pairs: {n}; the median absolute log-ratio error of the {k} predicted "
            "ones is {e} (wanted: at most {m}): {v}.",
        )
        held = Text("达到", "reached")
        predicted = sum(c.use == "predicted" for c in known)
        verdict = held if error <= PREDICTED_ERROR_MAX else Text("未达到", "not reached")
        said.append(words.fill(n=len(known), k=predicted, e=f"{error:.2f}", m=PREDICTED_ERROR_MAX,
                               v=verdict))  # fmt: skip
    return said


def markdown(checks: Sequence[Check]) -> str:
    """Return the table in English as Markdown, for model/README.md."""
    lines = ["| " + " | ".join(c.en for c in COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for check in checks:
        cells = [c.en if isinstance(c, Text) else c for c in row_of(check)]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, "", *(t.en for t in together(checks))]) + "\n"


def short(value: float) -> str:
    """Return a number with three figures, a dash for none (数字)."""
    if math.isnan(value):
        return "—"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
