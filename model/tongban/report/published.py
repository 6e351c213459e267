"""Against published figures (与公布数字对照): how far off the model is, also where it is far."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tongban.experiments.comparison import Comparison
from tongban.experiments.intervals import interval
from tongban.experiments.validation.published import means_of_pair
from tongban.measures.names import BY_ID
from tongban.report.markup import Html, bullets, paragraph, section, table
from tongban.report.words import number, percent
from tongban.scenario.world import PublishedPair
from tongban_spec.language import Text

USES = {
    "fitted": Text("拟合：有参数取自它", "Fitted: a parameter was taken from it"),
    "related": Text(
        "不独立：没有参数取自它，但有参数取自同一地方或同一改革的别的公布数字",
        "Not independent: no parameter was taken from it, but one was from another published "
        "figure of the same place or reform",
    ),
    "predicted": Text("预测：没有参数取自它", "Predicted: no parameter was taken from it"),
    "unlike": Text(
        "不同类：前后不是同一个量，或说的不是模型里的事，不算检验",
        "Unlike: its two sides are not one quantity, or not of a matter of the model: no test",
    ),
}
KINDS = {
    "fitted": Text("拟合", "fitted"),
    "related": Text("不独立", "not independent"),
    "predicted": Text("预测", "predicted"),
    "unlike": Text("不同类", "unlike"),
}


@dataclass(frozen=True)
class Check:
    """One published pair beside the model (一对公布数字的对照).

    Parameters
    ----------
    pair : PublishedPair
    before, after : float
        The model's means; NaN where the matter had no case.
    """

    pair: PublishedPair
    before: float
    after: float

    @property
    def published_ratio(self) -> float:
        """After over before, as published."""
        return self.pair.after / self.pair.before if self.pair.before else math.nan

    @property
    def model_ratio(self) -> float:
        """After over before, in the model."""
        return self.after / self.before if self.before else math.nan

    @property
    def error(self) -> float:
        """The model's ratio over the published one, minus 1."""
        wanted = self.published_ratio
        return self.model_ratio / wanted - 1 if wanted else math.nan


def checks(comparison: Comparison) -> list[Check]:
    """Return every published pair with the model's numbers under the pair's own regimes beside it.

    Left out are pairs whose regimes are not compared.
    """
    names = [r.name for r in comparison.regimes]
    found = []
    for pair in comparison.world.published:
        if pair.before_regime not in names or pair.after_regime not in names:
            continue
        sides = (pair.before_regime, pair.after_regime)
        means = [interval(means_of_pair(comparison, pair, side)).mean for side in sides]
        found.append(Check(pair, means[0], means[1]))
    return found


def off_by(check: Check) -> Text:
    """Return in one sentence by how much the model is off (偏差)."""
    pair = check.pair
    words = {
        "m": pair.title,
        "q": BY_ID[pair.measure].title,
        "u": USES[pair.use],
    }
    if math.isnan(check.error):
        return Text(
            "{m}，{q}：模型没有可比的数。{u}。",
            "{m}, {q}: the model has no number to compare. {u}.",
        ).fill(**words)
    side = Text("模型降得更多", "the model falls further")
    if check.error > 0:
        side = Text("模型降得更少", "the model falls less far")
    return Text(
        "{m}，{q}：公布由 {a} 到 {b}（剩 {p}），模型由 {x} 到 {y}（剩 {r}），"
        "比值偏差 {e}，{side}。{u}。",
        "{m}, {q}: published from {a} to {b} (ratio {p}), model from {x} to {y} (ratio {r}); "
        "the ratio is off by {e}: {side}. {u}.",
    ).fill(a=_plain(pair.before), b=_plain(pair.after), p=ratio_words(check.published_ratio),
           x=_plain(check.before), y=_plain(check.after), r=ratio_words(check.model_ratio),
           e=percent(check.error), side=side, **words)  # fmt: skip


def together(comparison: Comparison) -> Text | None:
    """Return in one sentence how far off the model is over all pairs (总体偏差); None without any.

    If all pairs err to the same side the sentence says so: that is no luck.
    """
    found = checks(comparison)
    known = [c for c in found if not math.isnan(c.error)]
    if not found:
        return None
    missing = Text(
        "与公布数字对照：{k} 对都没有可比的模型数。",
        "Against published figures: the model has no number for any of {k} pairs.",
    )
    if not known:
        return missing.fill(k=len(found))
    errors = sorted(c.error for c in known)
    spread = Text("{a}", "{a}") if len(known) == 1 else Text("{a} 到 {b}", "{a} to {b}")
    said = Text(
        "与 {n} 对公布的前后数字对照，前后之比的偏差为 {e}{side}。",
        "Against {n} published pair{s} of before and after, the ratio is off by {e}{side}.",
    ).fill(n=len(known), s="" if len(known) == 1 else "s", side=_side(known),
           e=spread.fill(a=percent(errors[0]), b=percent(errors[-1])))  # fmt: skip
    left = len(found) - len(known)
    rest = Text("另有 {k} 对模型没有可比的数。", " For {k} more the model has no number.")
    rest = rest.fill(k=left)
    return Text(said.zh + rest.zh, said.en + rest.en) if left else said


def _side(known: list[Check]) -> Text:
    """Return to which side the pairs err, to stand behind the range of the error."""
    low, high = all(c.error < 0 for c in known), all(c.error > 0 for c in known)
    falls = all(c.published_ratio <= 1 and c.model_ratio <= 1 for c in known)
    n, every = len(known), Text("全部 {n} 对", "all {n} predict")
    if n == 1:
        every = Text("模型", "the model predicts")
    if low:
        way = Text("降得比公布的多", "a larger fall than published")
        way = way if falls else Text("之比低于公布", "a lower ratio than published")
    elif high:
        way = Text("降得比公布的少", "a smaller fall than published")
        way = way if falls else Text("之比高于公布", "a higher ratio than published")
    elif n > 1:
        return Text("，方向不一", ": to both sides")
    else:
        return Text("，与公布一致", ": as published")
    return Text("：{e}{w}", ": {e} {w}").fill(e=every.fill(n=n), w=way)


def _plain(value: float) -> str:
    return number(value, "count")


def published_section(comparison: Comparison) -> Html:
    """Return the section on published pairs (与公布数字对照)."""
    title = Text("与公布数字对照", "Against published figures")
    if not comparison.world.published:
        none = Text(
            "本场景没有可对照的公布数字。", "The scenario has no published pair to compare with."
        )
        return section("published", title, paragraph(none))
    if len(comparison.regimes) < 2:
        none = Text(
            "只有一种体制，无从对照前后。", "One regime only: no before and after to compare."
        )
        return section("published", title, paragraph(none))
    found = checks(comparison)
    if not found:
        none = Text(
            "公布的前后对照所对应的体制不在这次比较之中；全部对照见 tongban validate published。",
            "The regimes that the published pairs describe are not part of this comparison; "
            "tongban validate published shows all pairs.",
        )
        return section("published", title, paragraph(none))
    lead = Text(
        "比较的是改革后与改革前之比，不是水平；前后各取场景为这对数字写明的体制。"
        "偏差为模型之比除以公布之比再减一。",
        "Ratios of after to before are compared, and not levels; before and after are the regimes "
        "that the scenario names for the pair. The error is the model's ratio over the published "
        "one, minus one.",
    )
    return section("published", title, paragraph(lead), bullets(off_by(c) for c in found),
                   _table(found))  # fmt: skip


def _table(found: list[Check]) -> Html:
    columns = [
        Text("公布了什么", "what was published"),
        Text("公布：前 → 后", "published: before → after"),
        Text("模型：前 → 后", "model: before → after"),
        Text("公布之比", "published ratio"),
        Text("模型之比", "model ratio"),
        Text("偏差", "error"),
        Text("用途", "use"),
        Text("来源", "source"),
    ]
    body = []
    for c in found:
        name = Text("{t}，{u}", "{t}, {u}").fill(t=c.pair.title, u=c.pair.unit)
        published = f"{_plain(c.pair.before)} → {_plain(c.pair.after)}"
        model = f"{_plain(c.before)} → {_plain(c.after)}"
        ratios = [ratio_words(c.published_ratio), ratio_words(c.model_ratio), percent(c.error)]
        body.append([name, published, model, *ratios, USES[c.pair.use], c.pair.source])
    caption = Text("公布的前后对照与模型", "Published pairs and the model")
    return table(caption, columns, body, frozenset(range(1, 6)))


def ratio_words(value: float) -> str:
    """Return a ratio with two decimals, a small one with as many as it needs: 0.0017, not 0.00."""
    if math.isnan(value):
        return "—"
    return f"{value:.2f}" if not 0 < abs(value) < 0.1 else f"{value:.2g}"
