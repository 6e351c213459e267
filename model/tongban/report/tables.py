"""Tables of measures (指标表): every regime's mean, median and 90th percentile, and differences."""

from __future__ import annotations

from tongban.experiments.comparison import Comparison, Row
from tongban.measures.figures import ALL
from tongban.report.adding_up import means_of
from tongban.report.findings import direction, headline_rows
from tongban.report.markup import Html, folded, join, paragraph, section, table
from tongban.report.words import (
    NONE,
    SURE,
    between,
    clear,
    group_name,
    percent,
    percentiles,
    regime_name,
    relative,
    unit_of,
)
from tongban_spec.language import Text

_WAYS = {
    "better": Text("变好", "better"),
    "worse": Text("变差", "worse"),
    "unclear": Text("不明确", "not clear"),
}
_KINDS = {
    "group": Text("按申请人群体", "By applicant group"),
    "trait": Text("按会不会用网络", "By digital means"),
    "demand": Text("按是否新增需求", "By whether demand is induced"),
    "matter": Text("按一件事", "By matter"),
    "region": Text("按县区", "By county"),
    "month": Text("按需求产生的月份", "By the month in which the need arose"),
    "day": Text("按需求产生的日子", "By the day on which the need arose"),
    "hour": Text("按时段", "By hour of the day"),
    "desk": Text("按窗口种类", "By kind of window"),
    "class": Text("按审查岗", "By class of reviewers"),
}


def tables_section(comparison: Comparison) -> Html:
    """Return the section of tables: headline measures open, all others folded (指标表)."""
    headlines = headline_rows(comparison)
    others = [r for r in comparison.rows if r.group == ALL and r not in headlines]
    parts = [
        paragraph(_how_to_read(comparison), "quiet"),
        _table(comparison, Text("核心指标", "Headline measures"), headlines, False),
        folded(
            Text("其他指标（{n}）", "Other measures ({n})").fill(n=len(others)),
            _table(comparison, Text("其他指标", "Other measures"), others, False),
            in_print=True,
        ),
    ]
    for kind, title in _KINDS.items():
        rows = [r for r in comparison.rows if r.group.startswith(f"{kind}:")]
        if rows:
            summary = Text("{t}（{n} 行）", "{t} ({n} rows)").fill(t=title, n=len(rows))
            parts.append(folded(summary, _table(comparison, title, rows, True), in_print=False))
    return section(
        "measures", Text("各项指标与成对差值", "Measures and paired differences"), *parts
    )


def _how_to_read(comparison: Comparison) -> Text:
    single = len(comparison.regimes) == 1
    if comparison.replications == 1:
        return Text(
            "只有一次重复，没有区间。P50 为中位数，P90 为九成不超过的值；占比与总量没有。",
            "One replication: no intervals. P50 is the median; 90 % are at most P90; shares and "
            "totals have neither.",
        )
    if single:
        return Text(
            "均值后为 {s} 区间。P50、P90 为各次重复的平均；占比与总量没有。",
            "Behind the mean its {s} interval. P50 and P90 are averaged over the replications; "
            "shares and totals have neither.",
        ).fill(s=SURE)
    return Text(
        "差值为末一种体制减第一种，逐次成对。核心指标的区间同时成立（{s}，Bonferroni），"
        "其余各自成立。"
        "“相对”为末一体制的均值除以第一体制的均值再减一，按未取整的均值算。"
        "P50、P90 为各次重复的平均；占比与总量没有。折叠的表打印时保持屏幕上的样子。",
        "Differences are the last regime minus the first, pair by pair. Intervals of headline "
        "measures hold together ({s}, Bonferroni), the others one by one. “Relative” is the last "
        "regime's mean over that of the first, minus one, by means that are not rounded. P50 and "
        "P90 are averaged over the replications; shares and totals have neither. Folded tables "
        "print as they stand on the screen.",
    ).fill(s=SURE)


def _table(comparison: Comparison, caption: Text, rows: list[Row], by_group: bool) -> Html:
    several = len(comparison.regimes) > 1
    columns = [Text("指标", "measure"), *([Text("对象", "of")] if by_group else [])]
    columns.append(Text("单位", "unit"))
    first_number = len(columns)
    for regime in comparison.regimes:
        name = regime_name(regime)
        columns.append(Text("{r}：均值", "{r}: mean").fill(r=name))
        columns.append(Text("P50 / P90", "P50 / P90"))
    if several:
        columns += [
            Text("差值", "difference"),
            Text("{s} 区间", "{s} interval").fill(s=SURE),
            Text("相对", "relative"),
            Text("对申请人", "for applicants"),
        ]
    body = []
    for row in rows:
        who = [group_name(comparison.world, row.group)] if by_group else []
        body.append([row.measure.title, *who, _unit(row), *_cells(row, several)])
    if not body:
        return paragraph(Text("没有。", "None."))
    numeric = frozenset(range(first_number, len(columns) - several))
    return table(caption, columns, body, numeric)


def _unit(row: Row) -> Text:
    return unit_of(row.measure)


def _cells(row: Row, several: bool) -> list[Text | str]:
    unit = row.measure.unit
    cells: list[Text | str] = []
    shown, step = means_of(row)
    for estimate, mean in zip(row.estimates, shown, strict=True):
        inside = between(estimate.mean, unit, sign=False, beside=mean)
        cells.append(mean if several or inside == NONE else f"{mean} ({inside})")
        cells.append(percentiles(estimate.p50, estimate.p90, row.measure))
    if several:
        cells += [
            step,
            between(row.difference, unit, beside=step),
            percent(_relative(row)),
            _way(row),
        ]
    return cells


def _relative(row: Row) -> float:
    """Return the change of the means that stand beside it, not the mean of the pairs' ratios."""
    return relative(row.estimates[0].mean.mean, row.estimates[-1].mean.mean)


def _way(row: Row) -> Text:
    if row.measure.better == 0:
        return Text("无所谓", "neither")
    if row.difference.mean == 0 and clear(row.difference) is not True:
        return Text("不变", "no change")
    return _WAYS[direction(row)]


def legend(comparison: Comparison) -> Html:
    """Return what each measure means (指标释义)."""
    seen = {r.measure.id: r.measure for r in comparison.rows}
    body = [[m.title, m.definition] for m in seen.values()]
    columns = [Text("指标", "measure"), Text("定义", "definition")]
    words = Text("指标怎样计算", "How the measures are defined")
    return join([folded(words, table(words, columns, body), in_print=True)]) if body else Html("")
