"""Published pairs beside the model in words (公布对照表), and the levers of their regimes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tongban.experiments.validation.published import (
    PREDICTED_ERROR_MAX,
    WHOLE,
    PairCheck,
    errors_of_pairs,
    log_error,
    median_error,
)
from tongban.levers.regime import LEVERS
from tongban.report.published import KINDS, ratio_words
from tongban.scenario.world import LeverSetting, PairUse
from tongban_spec.language import Text

Cell = Text | str

COLUMNS = (
    Text("公布了什么（前 → 后）", "what was published (before → after)"),
    Text("场景", "scenario"),
    Text("体制", "regimes"),
    Text("性质", "kind"),
    Text("公布之比", "published ratio"),
    Text("模型之比（区间）", "model's ratio (interval)"),
    Text("对数误差", "log error"),
    Text("开全部措施时", "with every lever"),
    Text("模型：前 → 后", "model: before → after"),
    Text("来源与可靠程度", "source and status"),
)
LEVER_COLUMNS = (
    Text("体制", "regime"),
    Text("措施", "lever"),
    Text("为什么", "why"),
    Text("来源", "source"),
)
ASSUMED = Text("假设", "an assumption")
SCREEN_COLUMNS = (
    Text("公布对照；场景：体制", "published pair; scenario: regimes"),
    Text("性质", "kind"),
    Text("公布｜模型", "published | model"),
    Text("对数差", "log error"),
    Text("全开时", "with every lever"),
)


def row_of_pair(check: PairCheck) -> tuple[Cell, ...]:
    """Return a pair in the columns of its table (一行)."""
    pair = check.pair
    published = Text("{t}（{n}，{b} → {a}）", "{t} ({n}, {b} → {a})").fill(
        t=pair.title, n=pair.unit, b=f"{pair.before:g}", a=f"{pair.after:g}"
    )
    simulated = check.simulated
    model = ratio_words(simulated.mean)
    if not math.isnan(simulated.low):
        low, high = max(0.0, simulated.low), simulated.high  # a ratio is not below 0
        model += f" ({ratio_words(low)} – {ratio_words(high)})"
    levels = " → ".join("—" if math.isnan(x.mean) else f"{x.mean:.3g}" for x in check.levels)
    regimes = f"{pair.before_regime} → {pair.after_regime}"
    errors = (signed(log_error(check)), signed(log_error(check, whole=True)))
    return (published, check.scenario, regimes, KINDS[pair.use], ratio_words(check.expected[0]),
            model, *errors, levels, pair.source)  # fmt: skip


def row_on_screen(check: PairCheck) -> tuple[Cell, ...]:
    """Return what of a pair fits on a screen, by its id (屏幕上的一行); files have all of it."""
    ratios = f"{ratio_words(check.expected[0])} | {ratio_words(check.simulated.mean)}"
    errors = (signed(log_error(check)), signed(log_error(check, whole=True)))
    pair = check.pair
    name = f"{pair.id}\n{check.scenario}: {pair.before_regime} → {pair.after_regime}"
    return name, KINDS[pair.use], ratios, *errors


def signed(value: float) -> str:
    """Return a log error with its sign, a dash for none (带符号)."""
    return "—" if math.isnan(value) else f"{value:+.2f}".replace("-", "−")


def rows_of_levers(checks: Sequence[PairCheck]) -> list[tuple[Cell, ...]]:
    """Return the levers of every regime of a reform, each with its reason (措施来源)."""
    regimes: dict[str, tuple[LeverSetting, ...]] = {}
    for check in checks:
        sides = ((check.pair.before_regime, check.before), (check.pair.after_regime, check.after))
        regimes |= dict(sides)
    return [
        (name, _lever(s), s.because or "—", s.source or ASSUMED)
        for name, settings in regimes.items() if name != WHOLE
        for s in settings
    ]  # fmt: skip


def _lever(setting: LeverSetting) -> Text:
    title = LEVERS[setting.lever].title
    if setting.strength == 1:
        return title
    return Text("{t}，力度 {s}", "{t}, strength {s}").fill(t=title, s=f"{setting.strength:g}")


def told_of_pairs(checks: Sequence[PairCheck]) -> list[Text]:
    """Return what the pairs say together (总结): the median, and what it hangs on."""
    error = median_error(checks)
    if math.isnan(error):
        return []
    predicted = errors_of_pairs(checks)
    verdict = Text("达到", "reached")
    if error > PREDICTED_ERROR_MAX:
        verdict = Text("未达到", "not reached")
    first = Text(
        "公布的前后对照：{n} 对，{r} 行；其中预测的 {k} 对，对数比误差绝对值的中位数为 {e}"
        "（要求不超过 {m}）：{v}。",
        "Published pairs: {n} in {r} rows; the median absolute log-ratio error of the {k} "
        "predicted ones is {e} (wanted: at most {m}): {v}.",
    ).fill(n=len({c.pair.id for c in checks}), r=len(checks), k=len(predicted), e=f"{error:.2f}",
           m=PREDICTED_ERROR_MAX, v=verdict)  # fmt: skip
    return [first, _once(predicted), _hangs_on(checks)]


def _once(predicted: dict[str, float]) -> Text:
    each = "; ".join(f"{pair} {error:.2f}" for pair, error in predicted.items())
    return Text(
        "一对只算一次，取它所在各场景误差的平均：{x}。这么几对的中位数只能算粗略的证据。",
        "Each pair counts once, by the mean error of the scenarios where it stands: {x}. "
        "A median of so few is rough evidence.",
    ).fill(x=each)


def _hangs_on(checks: Sequence[PairCheck]) -> Text:
    every: tuple[PairUse, ...] = ("predicted", "related", "fitted")
    medians = {
        "u": median_error(checks, ("predicted", "unlike")),
        "a": median_error(checks, every),
        "w": median_error(checks, whole=True),
    }
    return Text(
        "若把不同类的几对也计入，中位数为 {u}；连同不独立和拟合的，为 {a}。"
        "改革的体制按来源的文字写成，写在旧版本用全部措施比较之后；开全部措施时中位数为 {w}。",
        "With the unlike pairs counted as well the median is {u}; of predicted, not independent "
        "and fitted ones together it is {a}. The regimes of the reforms were written by the words "
        "of their sources, after an earlier version had compared with every lever on; so compared "
        "the median is {w}.",
    ).fill(**{key: f"{value:.2f}" for key, value in medians.items()})
