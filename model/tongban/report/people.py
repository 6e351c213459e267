"""Giving up, demand and cost (放弃、需求与成本): said plainly, and as tables."""

from __future__ import annotations

import math

from tongban.experiments.comparison import Comparison, Row
from tongban.measures.figures import ALL
from tongban.measures.names import BY_ID
from tongban.measures.names_of_people import ENDING_MEASURES
from tongban.report.adding_up import means_of
from tongban.report.contacts import contacts_part
from tongban.report.markup import Html, join, paragraph, table
from tongban.report.words import NONE, between, number, regime_name
from tongban_spec.language import Text

INEQUALITY = ("gini_hours", "gini_cost")
COSTS = ("time_cost", "travel_cost", "fees", "applicant_cost", "staff_cost", "more_staff_cost",
         "link_cost", "lever_cost", "administration_cost", "society_cost")  # fmt: skip


def people_parts(comparison: Comparison) -> Html:
    """Return what is said of induced demand, inequality, giving up and cost."""
    rows = {r.measure.id: r for r in comparison.rows if r.group == ALL}
    parts = [paragraph(words) for words in induced_demand(comparison)]
    for caption, ids in (
        (Text("负担不均（基尼系数，%）", "Inequality of the burden, Gini in %"), INEQUALITY),
        (Text("因何、在何处放弃（占比，%）", "Given up: why and where, %"),
         tuple(m.id for m in ENDING_MEASURES)),
        (Text("每件事的成本，元（标准成本模型）", "Standard Cost Model, CNY a matter"), COSTS),
    ):  # fmt: skip
        found = [rows[id] for id in ids if id in rows and _any(rows[id])]
        if found:
            parts.append(_table(comparison, caption, found))
    parts += [paragraph(words) for words in more_staff(comparison)]
    if comparison.world.costs is None:
        words = Text(
            "场景没有写行政成本单价（costs），所以行政一方的工作不计价。",
            "The scenario has no tariffs (costs), so the administration's work is not priced.",
        )
        parts.append(paragraph(words, "quiet"))
    parts.append(contacts_part(comparison))
    return join(parts)


def more_staff(comparison: Comparison) -> list[Text]:
    """Return a sentence for each regime that has more heads than the scenario (增配人手)."""
    said = []
    for regime in comparison.regimes:
        compiled = comparison.samples[regime.name].compiled
        if compiled.more_heads:
            words = Text(
                "{r}比场景多配 {n} 人（共 {a} 人）：他们的全部办公时间合每件事 {c} 元，"
                "另加在人工成本之外。",
                "Under {r} there are {n} heads more than in the scenario, {a} in all: all their "
                "office time is {c} CNY a matter, on top of the cost of staff.",
            )
            cost = comparison.estimate("more_staff_cost", regime.name)
            if cost is None:
                words = Text(
                    "{r}比场景多配 {n} 人（共 {a} 人）；场景没有行政成本单价，所以不计价。",
                    "Under {r} there are {n} heads more than in the scenario, {a} in all; without "
                    "tariffs that is not priced.",
                )
            fill = {"n": compiled.more_heads, "a": compiled.layout.heads()}
            price = NONE if cost is None else number(cost, "CNY")
            said.append(words.fill(r=regime_name(regime), c=price, **fill))
    return said


def induced_demand(comparison: Comparison) -> list[Text]:
    """Return a sentence for each regime that brings more demand (新增需求)."""
    if comparison.world.demand is None:
        return []
    rows = {r.measure.id: r for r in comparison.rows if r.group == ALL}
    said = []
    for regime, count, share in zip(
        comparison.regimes, rows["needs"].estimates, rows["induced"].estimates, strict=True
    ):
        if share.mean.mean > 0:
            words = Text(
                "{r}下的需求为每次重复 {n} 项，其中 {p} % 是因更方便而新增的；各项平均含它们，"
                "只看本来就有的需求请见“按是否新增需求”。需求按空省试算的负担估计，不含排队的反作用。",
                "Under {r} {n} needs arise in a replication, of which {p} % only because it is "
                "easier. Means include them; see “By whether demand is induced” for the others. "
                "Demand is estimated from a pilot in an empty province, without queues.",
            )
            said.append(words.fill(r=regime_name(regime), n=number(count.mean.mean, "count"),
                                   p=number(share.mean.mean, "share")))  # fmt: skip
    return said


def _any(row: Row) -> bool:
    return any(e.mean.mean and not math.isnan(e.mean.mean) for e in row.estimates)


def _table(comparison: Comparison, caption: Text, rows: list[Row]) -> Html:
    several = len(comparison.regimes) > 1
    columns = [Text("指标", "measure"), *(regime_name(r) for r in comparison.regimes)]
    if several:
        columns += [Text("差值", "difference"), Text("差值区间", "interval of the difference")]
    body = []
    for row in rows:
        unit = BY_ID[row.measure.id].unit
        cells, step = means_of(row)
        if several:
            cells += [step, between(row.difference, unit, beside=step)]
        body.append([row.measure.title, *cells])
    return table(caption, columns, body, frozenset(range(1, len(columns))))
