"""People without digital means (不上网办事的人): said plainly beside those with them."""

from __future__ import annotations

from tongban.experiments.comparison import Comparison, Row
from tongban.measures.summary import ALL
from tongban.report.adding_up import means_of
from tongban.report.words import clear, number, regime_name
from tongban.report.worse import cut_short
from tongban_spec.language import Text

OFFLINE, ONLINE = "trait:offline", "trait:online"
BURDENS = ("visits", "applicant_hours")


def digital_divide(comparison: Comparison) -> list[Text]:
    """Return what people without digital means bear beside the others, and how evenly all do.

    Returns
    -------
    list of Text
        Empty where everybody is of one kind.
    """
    rows = {(r.measure.id, r.group): r for r in comparison.rows}
    wanted = [(m, part) for m in BURDENS for part in (OFFLINE, ONLINE)]
    if not all(key in rows for key in wanted):
        return []
    offline, online = ([means_of(rows[m, part])[0] for m in BURDENS] for part in (OFFLINE, ONLINE))
    needs = [rows["needs", part].estimates[-1].mean.mean for part in (OFFLINE, ALL)]
    said = Text(
        "{b}下，不上网办事的人（占办件 {p} %）每件事跑 {x} 次、用 {y} 小时，"
        "会用且愿用网络的人跑 {u} 次、用 {v} 小时",
        "Under {b} people without digital means ({p} % of matters) make {x} visits and spend {y} "
        "hours a matter, those with digital means {u} and {v}",
    ).fill(
        b=regime_name(comparison.regimes[-1]), p=number(needs[0] / needs[1], "share"),
        x=offline[0][-1], y=offline[1][-1], u=online[0][-1], v=online[1][-1],
    )  # fmt: skip
    if cut_short(comparison):  # what the stuck bore counts only until they stopped
        return [Text(f"{said.zh}。", f"{said.en}.")]
    if len(comparison.regimes) > 1:
        before = Text(
            "（{a}下：{x} 次、{y} 小时，对 {u} 次、{v} 小时）",
            " (under {a}: {x} and {y}, against {u} and {v})",
        ).fill(a=regime_name(comparison.regimes[0]), x=offline[0][0], y=offline[1][0],
               u=online[0][0], v=online[1][0])  # fmt: skip
        said = Text(said.zh + before.zh, said.en + before.en)
    return [Text(f"{said.zh}。", f"{said.en}."), *_evenness(rows.get(("gini_hours", ALL)))]


def _evenness(row: Row | None) -> list[Text]:
    """Return whether the hours are borne more evenly (负担匀不匀)."""
    if row is None or len(row.estimates) < 2:
        return []
    (a, *_, b), _ = means_of(row)
    sure, less = clear(row.difference), row.difference.mean > 0
    way = Text("没有明确变化", "no clear change")
    if sure:
        way = Text("更不均", "less evenly borne") if less else Text("更均", "more evenly borne")
    elif sure is None:
        way = Text("只有一次重复，不能确定", "one replication, so not sure")
    words = Text(
        "办事用时在申请人之间的基尼系数由 {a} % 变为 {b} %：{w}。"
        "人人都省也可能更不均：省得多的是本来就方便的人。",
        "The Gini of hours among applicants goes from {a} % to {b} %: {w}. It may rise though "
        "everybody gains, where those gain most for whom it was easy before.",
    )
    if not (sure and less):
        words = Text(
            "办事用时在申请人之间的基尼系数由 {a} % 变为 {b} %：{w}。",
            "The Gini of hours among applicants goes from {a} % to {b} %: {w}.",
        )
    return [words.fill(a=a, b=b, w=way)]
