"""Simulated against expected (验证图): every check as a ratio, with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from tongban.experiments.validation.checks import VERDICTS, Check
from tongban.experiments.validation.published import PairCheck, log_error
from tongban.report.figures.house import (
    COLOUR,
    INK,
    QUIET,
    Plate,
    Table,
    plain_axes,
    sheet,
    wrapped,
)
from tongban.report.published import KINDS
from tongban.report.validation_table import short
from tongban_spec.language import Language, Text

HEADINGS = {
    "theory": Text("与排队论对照", "Against queueing theory"),
    "published": Text("与公布的前后对照比较", "Against published before-and-after pairs"),
}

AXIS = {
    "theory": Text("仿真/应有", "simulated / expected"),
    "published": Text("仿真/应有（×：全部措施都在）", "simulated / expected (×: every lever on)"),
}
COMPARED = Text("应有 | 仿真", "expected | simulated")

_NARROW = (0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3)  # ticks that have room
_WIDE = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True)
class Validation(Plate):
    """The checks of one part (验证项)."""

    part: str
    checks: tuple[Check, ...]

    @property
    def name(self) -> str:  # type: ignore[override]
        return f"validation_{self.part}"

    @property
    def heading(self) -> Text:  # type: ignore[override]
        return HEADINGS[self.part]

    @property
    def finding(self) -> Text:
        inside = sum(c.verdict == "within" for c in self.checks)
        if self.part == "theory":
            words = Text(
                "{n} 项有公式的量中，{k} 项的 99 % 区间含有公式的值",
                "Of {n} numbers that have a formula, the 99 % interval of {k} holds it",
            )
            return words.fill(n=len(self.checks), k=inside)
        predicted = [c for c in self.checks if c.use == "predicted"]
        return Text(
            "{n} 行公布数字中，模型有 {k} 行降得比公布的多；真正预测的 {p} 行中有 {q} 行",
            "Of {n} rows of published pairs, the model falls further than published in {k}; "
            "of the {p} truly predicted, in {q}",
        ).fill(n=len(self.checks), k=sum(c.error < 0 for c in self.checks), p=len(predicted),
               q=sum(c.error < 0 for c in predicted))  # fmt: skip

    @property
    def caption(self) -> Text:
        if self.part == "published":
            return Text(
                "横轴为模型之比除以公布之比（对数刻度），蓝条为区间；实心点为预测，空心点为拟合、不独立或"
                "不同类，不算检验；灰叉为以全部措施代替该改革的措施。各行所用体制写在名称后，"
                "其措施与来源见同处的 checks.zh.md。",
                "The axis is the model's ratio over the published one (log scale), the bar is the "
                "interval; a full dot is a prediction, a hollow one is fitted, not independent or "
                "unlike and no test; a grey cross has every lever on in place of the reform's own. "
                "The regimes stand behind each name, their levers and sources in checks.md beside "
                "it.",
            )
        return Text(
            "横轴为仿真值除以应有值（对数刻度）；灰条为公式只给出上下界的范围，蓝条为区间。",
            "The axis is simulated over expected (log scale); a grey bar is a range where there "
            "are bounds only, the blue bar is the interval.",
        )

    def table(self) -> Table:
        columns = ("id", "expected_low", "expected_high", "simulated", "low", "high",
                   "replications", "verdict")  # fmt: skip
        rows = tuple(
            (c.id, *c.expected, c.simulated.mean, c.simulated.low, c.simulated.high, c.simulated.n,
             c.verdict, *_of_pair(c))
            for c in self.checks
        )  # fmt: skip
        return Table(columns + (_PAIR_COLUMNS if self.part == "published" else ()), rows)

    def draw(self, language: Language) -> Figure:
        height = 0.58 if self.part == "published" else 0.42
        figure = sheet(self.finding, language, height * len(self.checks) + 0.9)
        axes = plain_axes(figure.subplots(), "x")
        axes.axvline(1, color=INK, linewidth=1)
        axes.set_xscale("log")
        for y, check in enumerate(self.checks):
            _draw_one(axes, y, check, language)
        names = [wrapped(_name(c).say(language), language, 44) for c in self.checks]
        axes.text(1.02, -0.75, COMPARED.say(language), transform=axes.get_yaxis_transform(),
                  va="center", fontsize=8, color=QUIET)  # fmt: skip
        axes.set_yticks(range(len(names)), names, fontsize=8)
        axes.set_ylim(len(names) - 0.4, -0.6)
        low, high = _low(self.checks), _high(self.checks)
        ticks = [t for t in (_NARROW if high / low < 4 else _WIDE) if low <= t <= high]
        axes.set_xlim(low, high)
        axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
        axes.minorticks_off()
        axes.set_xlabel(AXIS[self.part].say(language), color=INK)
        return figure


_PAIR_COLUMNS = ("kind", "before_regime", "after_regime", "log_error", "log_error_with_every_lever")


def _of_pair(check: Check) -> tuple[object, ...]:
    if not isinstance(check, PairCheck):
        return ()
    pair = check.pair
    errors = (log_error(check), log_error(check, whole=True))
    return (pair.use, pair.before_regime, pair.after_regime, *errors)


def _name(check: Check) -> Text:
    """Return what a row compares, and of a published pair its kind and regimes."""
    if not isinstance(check, PairCheck):
        return check.what
    pair = check.pair
    return Text("{w}［{k}：{b} → {a}］", "{w} [{k}: {b} → {a}]").fill(
        w=check.what, k=KINDS[pair.use], b=pair.before_regime, a=pair.after_regime
    )


def _ratios(check: Check) -> list[float]:
    base = check.expected[0]
    ends = [check.simulated.mean, check.simulated.low, check.simulated.high, check.expected[1]]
    if isinstance(check, PairCheck):
        ends.append(check.whole.mean)
    return [e / base for e in ends if not math.isnan(e) and e > 0 and base > 0]


def _low(checks: Sequence[Check]) -> float:
    return max(0.02, 0.93 * min((r for c in checks for r in _ratios(c)), default=0.5))


def _high(checks: Sequence[Check]) -> float:
    return 1.07 * max((r for c in checks for r in _ratios(c)), default=2.0)


def _draw_one(axes, y: int, check: Check, language: Language) -> None:
    base, top = check.expected
    colour = COLOUR
    if top != base:
        axes.plot([1, top / base], [y, y], color=QUIET, linewidth=7, alpha=0.3)
    low, high, mean = check.simulated.low, check.simulated.high, check.simulated.mean
    if not math.isnan(low) and low > 0:
        axes.plot([low / base, high / base], [y, y], color=colour, linewidth=3)
    if isinstance(check, PairCheck) and check.whole.mean > 0:
        axes.plot(check.whole.mean / base, y, "x", color=QUIET, markersize=5)
    if mean > 0:
        hollow = check.part == "published" and check.use != "predicted"
        axes.plot(mean / base, y, "o", color=colour, markersize=5,
                  markerfacecolor="white" if hollow else colour)  # fmt: skip
    words = f"{short(base)}{'–' + short(top) if top != base else ''} | {short(mean)}"
    if check.verdict == "outside":
        words += "  " + VERDICTS["outside"].say(language)
    axes.text(1.02, y, words, transform=axes.get_yaxis_transform(), va="center", fontsize=8,
              color=INK)  # fmt: skip


def validation_plates(checks: Sequence[Check]) -> list[Validation]:
    """Return a figure for each part that has checks (验证图)."""
    parts = {part: tuple(c for c in checks if c.part == part) for part in HEADINGS}
    return [Validation(part, found) for part, found in parts.items() if found]
