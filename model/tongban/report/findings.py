"""Findings (主要发现): one sentence a headline measure, and no more than the intervals bear."""

from __future__ import annotations

import math

from tongban.experiments.comparison import Comparison, Row
from tongban.measures.figures import ALL
from tongban.measures.names import HEADLINES
from tongban.report.adding_up import means_of
from tongban.report.cautions import cautions, honesty, lost
from tongban.report.markup import Html, element, join, paragraph, section
from tongban.report.words import (
    SURE,
    TOTALS,
    between,
    clear,
    is_plural,
    quantity,
    regime_name,
    relative,
    unit_of,
)
from tongban_spec.language import Text

LARGE = 0.1  # of the value before
LARGE_SHARE = 0.05  # of shares, as a difference
ROUNDING = 1e-9  # 3.6 is a tenth below 4.0, also in binary


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
    begin, end, step = _ends(row)
    words = Text("{m}由{a}{v}至{b}（{d}{sure}）。", "{m} {v} from {a} to {b} ({d}{sure}).")
    if clear(row.difference) is False:
        words = _unclear(row, first, last)
    return words.fill(
        m=_begin(row.measure.title), a=begin, b=end, v=_verb(row, first, last), n=replications,
        d=step, sure=_sureness(row, replications),
    )  # fmt: skip


def _unclear(row: Row, first: float, last: float) -> Text:
    """Return the words for a change that luck may have made: a large one is not called none."""
    share = row.measure.unit == "share"
    size = abs(last - first) if share else abs(relative(first, last))
    enough = (LARGE_SHARE if share else LARGE) - ROUNDING
    large = size >= enough or (first == 0 != last)
    if not large:
        return Text(
            "{m}没有明确变化：由{a}至{b}（{d}{sure}）。",
            "{m}: no clear change, from {a} to {b} ({d}{sure}).",
        )
    change = "change" if is_plural(row.measure) else "changes"
    return Text(
        "{m}由{a}变为{b}，但 {n} 次重复太少，不能确定（{d}{sure}）。",
        "{m} "
        + change
        + " from {a} to {b}, but {n} replications are too few to be sure ({d}{sure}).",
    )


def _verb(row: Row, first: float, last: float) -> Text:
    verb = Text("降", "fall") if last < first else Text("升", "rise")
    if last == first:
        verb = Text("不变，", "stay")
    return Text(verb.zh, verb.en + ("" if is_plural(row.measure) else "s"))


def _ends(row: Row) -> tuple[Text, Text, str]:
    """Return both numbers as the sentence says them, the unit once, and their difference."""
    unit, word = row.measure.unit, unit_of(row.measure)
    (a, *_, b), step = means_of(row)
    if unit == "share":
        return Text(f" {a} %", f"{a} %"), Text(f" {b} %", f"{b} %"), step
    of_each = unit != "minute" and row.measure.id not in TOTALS
    begin = Text(f"{'每件' if of_each else ''} {a} {word.zh}", a)
    told = b if unit == "count" else f"{b} {word.en}"
    return begin, Text(f" {b} {word.zh}", f"{told}{' a matter' if of_each else ''}"), step


def _sureness(row: Row, replications: int) -> Text:
    """Return how sure the difference is, to stand behind it in the brackets."""
    if clear(row.difference) is None:
        one = Text("；只有一次重复，没有区间", "; one replication, no interval")
        few = Text("；没有区间", "; no interval")
        return one if replications == 1 else few
    inside = Text("；{s} 区间 {i}", "; {s}: {i}")
    if row.together:
        inside = Text("；同时成立的 {s} 区间 {i}", "; {s} together: {i}")
    return inside.fill(s=SURE, i=between(row.difference, row.measure.unit, beside=means_of(row)[1]))


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
    sure, step = clear(row.difference), row.difference.mean
    if sure is False or math.isnan(step) or step == 0 or row.measure.better == 0:
        return "unclear"
    return "better" if step * row.measure.better > 0 else "worse"


def headline_rows(comparison: Comparison) -> list[Row]:
    """Return the rows of the headline measures that have any case, in their order."""
    rows = {r.measure.id: r for r in comparison.rows if r.group == ALL}
    return [rows[m.id] for m in HEADLINES if m.id in rows]


def is_nothing(row: Row) -> bool:
    """Return whether a measure is 0 under every of several regimes (各体制均为零)."""
    means = [e.mean for e in row.estimates] + [row.difference]
    return len(row.estimates) > 1 and all(m.mean == 0 for m in means)


def told(rows: list[Row], replications: int) -> list[tuple[Text, str]]:
    """Return every row's sentence and direction; those at zero everywhere share one (逐项结论).

    Parameters
    ----------
    rows : list of Row
    replications : int
    """
    several = bool(rows) and len(rows[0].estimates) > 1
    said = [
        (finding(row, replications), direction(row) if several else "unclear")
        for row in rows
        if not is_nothing(row)
    ]
    names = [row.measure.title for row in rows if is_nothing(row)]
    if names:
        every = Text("、".join(t.zh for t in names), ", ".join(t.en for t in names))
        words = Text("各体制下都为零：{n}。", "Zero under every regime: {n}.")
        said.append((words.fill(n=every), "unclear"))
    return said


def findings_section(comparison: Comparison) -> Html:
    """Return the first section: what came out, and how far to believe it (第一节)."""
    names = [regime_name(r) for r in comparison.regimes]
    if len(names) > 1:
        lead = Text("由{a}到{b}，各项为每件事的平均：", "From {a} to {b}, means over matters:")
        lead = lead.fill(a=names[0], b=names[-1])
    else:
        lead = Text("{a}，各项为每件事的平均：", "{a}, means over matters:").fill(
            a=_begin(names[0])
        )
    rows = headline_rows(comparison)
    items = [element("li", t, class_=way) for t, way in told(rows, comparison.replications)]
    nothing = paragraph(Text("没有任何办件。", "There is no case at all."))
    body = element("ul", join(items), class_="findings") if items else nothing
    title = Text("主要发现", "Findings")
    stopped = lost(comparison)
    first = [] if stopped is None else [paragraph(stopped, "warning")]
    return section(
        "findings",
        title,
        *honesty(comparison),
        *first,
        paragraph(lead),
        body,
        *cautions(comparison),
    )
