"""Whether it pays (是否划算): the report's first sentence, by the cost to society of a matter."""

from __future__ import annotations

import math
from typing import Any

from tongban.experiments.comparison import Comparison, Row
from tongban.measures.figures import ALL
from tongban.report.adding_up import sums
from tongban.report.disturbances import scheduled
from tongban.report.words import SURE, between, clear, regime_name, relative
from tongban_spec.language import Text

HARDLY = 0.01  # of the cost before: a smaller change is not called one, however sure it is
BORNE = ("time_cost", "travel_cost")  # by applicants; fees are a transfer


def verdict(comparison: Comparison) -> Text | None:
    """Return whether the last regime pays against the first (是否划算).

    The cost to society of a matter is the applicant's time and fares and the administration's
    work, links and levers. Only what the paired interval bears is said.

    Returns
    -------
    Text or None
        None with one regime: then there is no step.
    """
    rows = {row.measure.id: row for row in comparison.rows if row.group == ALL}
    if "visits" not in rows:
        return Text(
            "没有产生一件办件，结果是空的：tongban check 会说预计有多少件。",
            "Not one case arose, and the results are empty: tongban check tells how many are "
            "expected.",
        )
    if len(comparison.regimes) < 2:
        return None
    row = rows.get("society_cost")
    if row is None or math.isnan(row.difference.mean):
        return _unpriced(comparison)
    first, last = (e.mean.mean for e in (row.estimates[0], row.estimates[-1]))
    borne = sum(rows[m].difference.mean for m in BORNE)
    spent = rows["administration_cost"].difference.mean
    x, y, step, parts = sums(first, last, (borne, spent), "CNY")
    words = _words(row, first, last).fill(
        a=regime_name(comparison.regimes[0]), b=regime_name(comparison.regimes[-1]),
        x=x, y=y, d=step,
        i=between(row.difference, "CNY", beside=step), s=SURE, who=_who(*parts),
    )  # fmt: skip
    missing = _missing(comparison)
    return words if missing is None else Text(words.zh + missing.zh, f"{words.en} {missing.en}")


def pays(comparison: Comparison) -> dict[str, Any]:
    """Return the verdict for ``--json``: ``answer`` is null where nobody can tell (是否划算)."""
    rows = [r for r in comparison.rows if (r.measure.id, r.group) == ("society_cost", ALL)]
    answer = None
    if len(comparison.regimes) > 1 and rows and clear(rows[0].difference):
        first, last = (e.mean.mean for e in (rows[0].estimates[0], rows[0].estimates[-1]))
        answer = None if abs(relative(first, last)) < HARDLY else last < first
    words = verdict(comparison)
    said = None if words is None else {"zh": words.zh, "en": words.en}
    return {"answer": answer, "words": said}


def _unpriced(comparison: Comparison) -> Text:
    """Return that nobody can tell, and why: no tariffs, or no matter that came to an end."""
    why = Text("没有可计价的办件", "no matter could be priced")
    if comparison.world.costs is None:
        why = Text(
            "场景没有给行政一方的工时和措施定价",
            "the scenario has no prices of the administration's work and levers",
        )
    words = Text(
        "由{a}改为{b}是否划算，无法判断：{w}。以下只说办事人与工作量的变化。",
        "Whether the step from {a} to {b} pays cannot be said: {w}. What follows tells only what "
        "changes for applicants and in workload.",
    )
    first, last = comparison.regimes[0], comparison.regimes[-1]
    if first.settings == last.settings and scheduled(comparison.world, first) != scheduled(
        comparison.world, last
    ):
        words = Text(
            "{a}与{b}的措施相同，只是计划停机不同：以下的差别就是停机的代价。"
            "折成钱是多少无法判断：{w}。",
            "{a} and {b} have the same levers and differ in scheduled outages alone: the "
            "differences that follow are what the outages cost. How much that is in money cannot "
            "be said: {w}.",
        )
    return words.fill(a=regime_name(first), b=regime_name(last), w=why)


def _words(row: Row, first: float, last: float) -> Text:
    """Return the sentence with its places to fill."""
    sure = clear(row.difference)
    if sure is None:
        return Text(
            "由{a}改为{b}是否划算，一次重复看不出来：每件事的社会成本在这次重复里"
            "由 {x} 元变为 {y} 元（{d}，没有区间），{who}。",
            "Whether the step from {a} to {b} pays cannot be told from one replication: in it the "
            "cost to society of a matter goes from {x} to {y} CNY ({d}, no interval), {who}.",
        )
    if not sure:
        return Text(
            "由{a}改为{b}是否划算，没有明确差别：每件事的社会成本由 {x} 元至 {y} 元"
            "（{d}，{s} 区间 {i}），{who}。",
            "No clear difference in whether the step from {a} to {b} pays: the cost to society of "
            "a matter goes from {x} to {y} CNY ({d}; {s}: {i}), {who}.",
        )
    if abs(relative(first, last)) < HARDLY:
        return Text(
            "由{a}改为{b}，每件事的社会成本几乎不变：由 {x} 元至 {y} 元"
            "（{d}，{s} 区间 {i}），{who}。",
            "The step from {a} to {b} hardly changes the cost to society of a matter: from {x} to "
            "{y} CNY ({d}; {s}: {i}), {who}.",
        )
    if last > first:
        return Text(
            "由{a}改为{b}不划算：每件事的社会成本由 {x} 元升至 {y} 元"
            "（{d}，{s} 区间 {i}），{who}。",
            "The step from {a} to {b} does not pay: the cost to society of a matter rises from {x} "
            "to {y} CNY ({d}; {s}: {i}), {who}.",
        )
    return Text(
        "由{a}改为{b}划算：每件事的社会成本由 {x} 元降至 {y} 元（{d}，{s} 区间 {i}），{who}。",
        "The step from {a} to {b} pays: the cost to society of a matter falls from {x} to {y} CNY "
        "({d}; {s}: {i}), {who}.",
    )


def _who(borne: str, spent: str) -> Text:
    """Return who has how much more or less of it: applicants, and the administration."""
    return Text(
        "其中申请人 {p} 元、行政 {q} 元", "of it applicants {p} and the administration {q}"
    ).fill(p=borne, q=spent)


def _missing(comparison: Comparison) -> Text | None:
    """Return the sentence on levers whose own cost is not in it, if there are any."""
    used = {s.lever for s in comparison.regimes[-1].settings}
    missing = sorted(used - set(comparison.world.lever_costs))
    if not missing:
        return None
    return Text(
        "{b}的 {m} 项措施中有 {n} 项本身的成本场景没有给出，不在其内。",
        "What {n} of the {m} levers of {b} cost themselves is not given by the scenario and not "
        "in it.",
    ).fill(n=len(missing), m=len(used), b=regime_name(comparison.regimes[-1]))
