"""Who is worse off (谁变差): said whole where it matters, and counted where it hardly does."""

from __future__ import annotations

import math

from tongban.experiments.comparison import Comparison, Row
from tongban.measures.figures import ALL
from tongban.measures.names import HEADLINES
from tongban.report.adding_up import means_of
from tongban.report.findings import direction
from tongban.report.words import (
    SURE,
    apart,
    between,
    clear,
    group_name,
    is_plural,
    regime_name,
    relative,
    unit_of,
)
from tongban_spec.language import Text

ALSO = ("preparing_hours", "applicant_cost", "given_up", "stuck", "in_time")
WATCHED = tuple(dict.fromkeys((*(m.id for m in HEADLINES), *ALSO)))
KINDS = {
    "group": Text("{w}", "{w}"),
    "trait": Text("{w}", "{w}"),
    "matter": Text("办“{w}”的人", "those with the matter “{w}”"),
    "region": Text("{w}的人", "those of the county {w}"),
}
MANY = {
    "matter": Text(
        "办这 {n} 件事的人在“{m}”上变差（{u}）",
        "{m} {v} worse for those with {n} matters, {u}",
    ),
    "region": Text(
        "这 {n} 个县区的人在“{m}”上变差（{u}）",
        "{m} {v} worse for those of {n} counties, {u}",
    ),
}
MANY_FROM = 3  # so many of one kind, worse in the same measure, share a sentence
ENDINGS = ("given_up", "stuck", "in_time")  # not cut short by those who stop early
CUT_SHORT = 0.1  # so much more stuck or given up before than after: burdens count only until then
RELEVANT = 0.01  # of the first value, or in its unit where that is 0; less is counted, not told
RELEVANT_SHARE = 0.001  # where a share is 0 at first


def worse_off(comparison: Comparison) -> list[Text]:
    """Return a plain sentence for everybody who is worse off than under the first regime (谁变差).

    Applicant groups, and the people of each matter and county, on every headline measure, on
    preparing, cost, giving up and decisions in time. With intervals only what they bear is said;
    with one replication the sign decides and the sentence says so. Left to :func:`worse_aside`
    is what is below one percent of the first value, or too little to be seen in the numbers.
    """
    alone: dict[str, list[Row]] = {}
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in _worse_rows(comparison):
        if _is_relevant(row):
            alike.setdefault((_kind(row), row.measure.id), []).append(row)
    many = {key: rows for key, rows in alike.items() if key[0] in MANY and len(rows) >= MANY_FROM}
    for key, rows in alike.items():
        for row in rows if key not in many else ():
            alone.setdefault(row.group, []).append(row)
    order = {kind: n for n, kind in enumerate(KINDS)}
    groups = sorted(alone, key=lambda group: order[group.partition(":")[0]])
    said = [_worse(comparison, group, alone[group]) for group in groups]
    return said + [_many_worse(comparison, kind, rows) for (kind, _), rows in many.items()]


def worse_aside(comparison: Comparison) -> list[Text]:
    """Return what belongs behind :func:`worse_off` (补充): what is small, and what may be luck."""
    found = _worse_rows(comparison)
    small = sum(not _is_relevant(row) for row in found)
    said = []
    if small:
        words = Text(
            "另有 {n} 项变差不到前一数的 1 %，或小得数字上看不出来。",
            "Worse as well, but by less than 1 % of the first number or too little to show in the "
            "numbers: {n}.",
        )
        if comparison.replications > 1:
            words = Text(
                "另有 {n} 项差值虽明确，但不到前一数的 1 %，或小得数字上看不出来。",
                "Clearly worse as well, but by less than 1 % of the first number or too little to "
                "show in the numbers: {n}.",
            )
        said.append(words.fill(n=small))
    tested = [r for r in _watched(comparison) if clear(r.difference) is not None]
    if tested:
        said.append(
            Text(
                "这里看了 {n} 个差值，各按 {s} 单独检验：其实没有变化的差值中，"
                "约二十个有一个会偶然显得明确（变好或变差）。",
                "Looked at here: {n} differences, each tested on its own at {s}. Of differences "
                "that are in truth none, about one in twenty looks clear by chance, for the better "
                "or for the worse.",
            ).fill(n=len(tested), s=SURE)
        )
    return said


def _watched(comparison: Comparison) -> list[Row]:
    if len(comparison.regimes) < 2:
        return []
    watched = ENDINGS if cut_short(comparison) else WATCHED
    return [r for r in comparison.rows if r.measure.id in watched and _is_part(comparison, r)]


def cut_short(comparison: Comparison) -> bool:
    """Return whether so many stop early at first that burdens look light then (半途而止)."""
    ends = [r for r in comparison.rows if r.group == ALL and r.measure.id in ("stuck", "given_up")]
    lost = [sum(r.estimates[place].mean.mean for r in ends) for place in (0, -1)]
    return lost[0] - lost[1] > CUT_SHORT


def _worse_rows(comparison: Comparison) -> list[Row]:
    return [row for row in _watched(comparison) if direction(row) == "worse"]


def _is_part(comparison: Comparison, row: Row) -> bool:
    """Everybody is not a part; nor is the only county, which would be told twice."""
    alone = row.group.startswith("region:") and len(comparison.world.halls) == 1
    return row.group.partition(":")[0] in KINDS and not alone


def _is_relevant(row: Row) -> bool:
    first, last = row.estimates[0].mean.mean, row.estimates[-1].mean.mean
    a, b = apart(first, last, row.measure.unit)
    size = relative(first, last)
    if math.isnan(size):  # there was none at first
        seen = RELEVANT_SHARE if row.measure.unit == "share" else RELEVANT
        return a != b and abs(last) >= seen
    return a != b and abs(size) >= RELEVANT


def _worse(comparison: Comparison, group: str, rows: list[Row]) -> Text:
    who = KINDS[group.partition(":")[0]].fill(w=group_name(comparison.world, group))
    said = [_worse_in(row) for row in rows]
    return Text(
        f"{who.zh}变差：" + "；".join(t.zh for t in said) + "。",
        f"{who.en[0].upper()}{who.en[1:]}: worse off in " + "; ".join(t.en for t in said) + ".",
    )


def _kind(row: Row) -> str:
    return row.group.partition(":")[0]


def _many_worse(comparison: Comparison, kind: str, rows: list[Row]) -> Text:
    """Return one sentence for several matters or counties that are worse in the same measure."""
    first = rows[0].measure
    verb = "are" if is_plural(first) else "is"
    lead = MANY[kind].fill(n=len(rows), m=first.title, u=unit_of(first), v=verb)
    parts = []
    for row in sorted(rows, key=lambda row: -abs(row.difference.mean)):
        a, b = apart(row.estimates[0].mean.mean, row.estimates[-1].mean.mean, first.unit)
        words = Text("{w} {a} → {b}", "{w} {a} → {b}")
        parts.append(words.fill(w=group_name(comparison.world, row.group), a=a, b=b))
    return Text(
        f"{lead.zh}：" + "；".join(t.zh for t in parts) + "。",
        f"{lead.en[0].upper()}{lead.en[1:]}: " + "; ".join(t.en for t in parts) + ".",
    )


def _worse_in(row: Row) -> Text:
    unit, word = row.measure.unit, unit_of(row.measure)
    (a, *_, b), step = means_of(row)
    sure = Text("只有一次重复", "one replication only")
    if clear(row.difference) is not None:
        sure = Text("区间 {i}", "interval {i}").fill(i=between(row.difference, unit, beside=step))
    words = Text(
        "{m}由 {a} {u}变为 {b} {u}（{d}，{sure}）", "{m}, from {a} {u} to {b} {u} ({d}, {sure})"
    )
    return words.fill(m=row.measure.title, a=a, b=b, u=word, d=step, sure=sure)


def who_is_worse(comparison: Comparison) -> Text:
    """Return the sentence before the list: whether anybody is worse off (有无变差)."""
    if len(comparison.regimes) < 2:
        return Text("只有一种体制，没有比较。", "One regime only: nothing is compared.")
    first, last = comparison.regimes[0], comparison.regimes[-1]
    names = {"a": regime_name(first), "b": regime_name(last)}
    if cut_short(comparison) and not worse_off(comparison):
        return Text(
            "{a}下卡死或放弃的多得多，负担只计到停下为止，各群体的负担无从比较；"
            "在放弃、卡死与按时办结上，在{b}下没有人明确变差 1 % 以上。",
            "Far more are stuck or give up under {a}, and their burdens count only until then, so "
            "nobody's burdens are compared; in giving up, being stuck and decisions in time nobody "
            "is worse off by 1 % or more under {b}.",
        ).fill(**names)
    if worse_off(comparison):
        return Text(
            "在{b}下，以下的人比在{a}下差：", "Under {b} these are worse off than under {a}:"
        ).fill(**names)
    if comparison.replications == 1:
        return Text(
            "在核心指标、准备用时、成本、放弃与按时办结上，"
            "这一次重复里没有任何群体、事项或县区在{b}下比在{a}下差 1 % 以上。",
            "In this one replication no group, matter or county is worse off under {b} than under "
            "{a} by 1 % or more in a headline measure, in preparing time, cost, giving up or "
            "decisions in time.",
        ).fill(**names)
    return Text(
        "在核心指标、准备用时、成本、放弃与按时办结上，"
        "没有任何群体、事项或县区在{b}下明确比在{a}下差 1 % 以上。",
        "No group, matter or county is clearly worse off under {b} than under {a} by 1 % or more "
        "in a headline measure, in preparing time, cost, giving up or decisions in time.",
    ).fill(**names)
