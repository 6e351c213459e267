"""Findings (主要发现): one sentence a headline measure, and no more than the intervals bear."""

from __future__ import annotations

import math

from tongban.experiments.comparison import Comparison, Row
from tongban.measures.names import HEADLINES
from tongban.measures.summary import ALL
from tongban.report.markup import Html, element, join, paragraph, section
from tongban.report.words import (
    SURE,
    between,
    clear,
    is_plural,
    number,
    quantity,
    regime_name,
    signed,
    unit_of,
)
from tongban_spec.language import Text

TOTALS = ("window_hours", "reviewer_hours")  # of a replication, and not of a matter


def finding(row: Row, replications: int) -> Text:
    """Return one measure's finding in one sentence (一句话结论).

    Parameters
    ----------
    row : Row
        Of a comparison of one or more regimes; the last is told against the first.
    replications : int
        With one there is no interval, and the sentence says so.
    """
    if len(row.estimates) == 1:
        return _level(row, replications)
    first, last = row.estimates[0].mean.mean, row.estimates[-1].mean.mean
    if math.isnan(first) or math.isnan(last):
        return Text(
            "{m}：至少一种体制下没有这样的办件，无从比较。",
            "{m}: no case has it under at least one regime, so nothing can be said.",
        ).fill(m=_begin(row.measure.title))
    begin, end = _ends(row, first, last)
    words = Text("{m}由{a}{v}至{b}（{d}{sure}）。", "{m} {v} from {a} to {b} ({d}{sure}).")
    if clear(row.difference) is False:
        words = Text(
            "{m}没有明确变化：由{a}至{b}（{d}{sure}）。",
            "{m}: no clear change, from {a} to {b} ({d}{sure}).",
        )
    return words.fill(
        m=_begin(row.measure.title), a=begin, b=end, v=_verb(row, first, last),
        d=signed(row.difference.mean, row.measure.unit), sure=_sureness(row, replications),
    )  # fmt: skip


def _verb(row: Row, first: float, last: float) -> Text:
    verb = Text("降", "fall") if last < first else Text("升", "rise")
    if last == first:
        verb = Text("不变，", "stay")
    return Text(verb.zh, verb.en + ("" if is_plural(row.measure) else "s"))


def _ends(row: Row, first: float, last: float) -> tuple[Text, Text]:
    """Return both numbers as the sentence says them: the unit once, "a matter" where it is one."""
    unit, word = row.measure.unit, unit_of(row.measure)
    a, b = number(first, unit), number(last, unit)
    if unit == "share":
        return Text(f" {a} %", f"{a} %"), Text(f" {b} %", f"{b} %")
    of_each = unit != "minute" and row.measure.id not in TOTALS
    begin = Text(f"{'每件' if of_each else ''} {a} {word.zh}", a)
    told = b if unit == "count" else f"{b} {word.en}"
    return begin, Text(f" {b} {word.zh}", f"{told}{' a matter' if of_each else ''}")


def _sureness(row: Row, replications: int) -> Text:
    """Return how sure the difference is, to stand behind it in the brackets."""
    if clear(row.difference) is None:
        one = Text("；只有一次重复，没有区间", "; one replication, no interval")
        few = Text("；没有区间", "; no interval")
        return one if replications == 1 else few
    inside = Text("；{s} 区间 {i}", "; {s}: {i}")
    if row.together:
        inside = Text("；同时成立的 {s} 区间 {i}", "; {s} together: {i}")
    return inside.fill(s=SURE, i=between(row.difference, row.measure.unit))


def _level(row: Row, replications: int) -> Text:
    """Return the sentence of a single regime: a level and no change."""
    mean = row.estimates[0].mean
    if math.isnan(mean.mean):
        return Text("{m}：没有这样的办件。", "{m}: no case has it.").fill(
            m=_begin(row.measure.title)
        )
    words = Text("{m}：{a}（{s} 区间 {i}）。", "{m}: {a} ({s}: {i}).")
    if replications == 1 or math.isnan(mean.low):
        words = Text("{m}：{a}（没有区间）。", "{m}: {a} (no interval).")
    return words.fill(
        m=_begin(row.measure.title), a=quantity(mean.mean, row.measure), s=SURE,
        i=between(mean, row.measure.unit, sign=False),
    )  # fmt: skip


def _begin(title: Text) -> Text:
    return Text(title.zh, title.en[0].upper() + title.en[1:])


def direction(row: Row) -> str:
    """Return ``better``, ``worse`` or ``unclear`` for those concerned (好坏).

    Without intervals the sign of the difference decides.
    """
    sure, change = clear(row.difference), row.difference.mean
    if sure is False or math.isnan(change) or change == 0 or row.measure.better == 0:
        return "unclear"
    return "better" if change * row.measure.better > 0 else "worse"


def headline_rows(comparison: Comparison) -> list[Row]:
    """Return the rows of the headline measures that have any case, in their order."""
    rows = {r.measure.id: r for r in comparison.rows if r.group == ALL}
    return [rows[m.id] for m in HEADLINES if m.id in rows]


def findings_section(comparison: Comparison) -> Html:
    """Return the first section: what came out (第一节)."""
    names = [regime_name(r.name) for r in comparison.regimes]
    if len(names) > 1:
        lead = Text("由{a}到{b}，各项为每件事的平均：", "From {a} to {b}, means over matters:")
        lead = lead.fill(a=names[0], b=names[-1])
    else:
        lead = Text("{a}，各项为每件事的平均：", "{a}, means over matters:").fill(
            a=_begin(names[0])
        )
    items = []
    for row in headline_rows(comparison):
        way = direction(row) if len(names) > 1 else "unclear"
        items.append(element("li", finding(row, comparison.replications), class_=way))
    nothing = paragraph(Text("没有任何办件。", "There is no case at all."))
    body = element("ul", join(items), class_="findings") if items else nothing
    title = Text("主要发现", "Findings")
    return section("findings", title, paragraph(lead), body, *_cautions(comparison))


def _cautions(comparison: Comparison) -> list[Html]:
    """Return what a reader must know before believing the list above."""
    parts = []
    if comparison.replications == 1:
        parts.append(
            Text(
                "只有一次重复：没有区间，差值可能只是运气。",
                "One replication only: there are no intervals, and a difference may be luck.",
            )
        )
    parts += [_lost(comparison)] if _lost(comparison) else []
    return [paragraph(p, "warning") for p in parts if p]


def _lost(comparison: Comparison) -> Text | None:
    """Return the warning for matters that end without a result, where regimes differ in it."""
    rows = {r.measure.id: r for r in comparison.rows if r.group == ALL}
    if not {"stuck", "given_up"} <= set(rows):
        return None
    count = range(len(comparison.regimes))
    lost = [sum(rows[m].estimates[r].mean.mean for m in ("stuck", "given_up")) for r in count]
    if max(lost) - min(lost) < 0.01:
        return None
    said = "；".join(
        f"{regime_name(r.name).zh} {number(x, 'share')} %"
        for r, x in zip(comparison.regimes, lost, strict=True)
    )
    told = "; ".join(
        f"{regime_name(r.name).en} {number(x, 'share')} %"
        for r, x in zip(comparison.regimes, lost, strict=True)
    )
    return Text(
        "卡死或放弃的事占：{said}。它们的用时、跑动与材料只计到停下为止，时长不计，"
        "所以停得早的体制显得轻；"
        "比较时请一并看办成的占比。",
        "Stuck or given up: {told}. Their time, trips and materials count only until they stop, "
        "and "
        "their elapsed time not at all, so the regime in which more stop looks lighter than it is.",
    ).fill(said=said, told=told)
