"""Who gains and who pays (谁受益、谁承担): applicant groups, and the administration's own hours."""

from __future__ import annotations

from tongban.experiments.comparison import Comparison, Row
from tongban.journeys.program import Outcome
from tongban.measures.figures import ALL
from tongban.measures.names import BY_ID
from tongban.report.adding_up import means_of
from tongban.report.digital_divide import digital_divide
from tongban.report.findings import told
from tongban.report.markup import Html, bullets, join, paragraph, section, table
from tongban.report.people import people_parts
from tongban.report.words import between, group_name, regime_name, unit_of
from tongban.report.worse import who_is_worse, worse_aside, worse_off
from tongban_spec.language import Text

SHOWN = ("elapsed_working_days", "applicant_hours", "visits", "applicant_cost")
TRAITS = ("trait:offline", "trait:online")  # across the groups: nobody is left out unseen
WORK = ("window_hours", "reviewer_hours", "overtime_hours", "staff_utilisation",
        "staff_serving", "staff_reviewing")  # fmt: skip
WORK_OF_ALL = Text(
    "行政一方的工作量，每次重复合计；人数不随体制改变",
    "Work of the administration, totals of a replication; no regime changes the number of staff",
)


def gains_section(comparison: Comparison) -> Html:
    """Return the second section: groups, workload, and what became of the cases (第二节)."""
    parts = [paragraph(who_is_worse(comparison), "quiet"), _warnings(comparison)]
    parts += [paragraph(words) for words in digital_divide(comparison)]
    parts += [_groups_table(comparison), _work_said(comparison)]
    if len(comparison.regimes) > 2:  # of two the sentences say all
        parts.append(_work_table(comparison))
    parts += [_outcomes_table(comparison), people_parts(comparison)]
    return section("gains", Text("谁受益，谁承担", "Who gains and who pays"), *parts)


def _warnings(comparison: Comparison) -> Html:
    """Return the sentences of :func:`worse_off`, and how far they can be trusted."""
    found = bullets(worse_off(comparison))
    marked = Html(found.source.replace("<ul>", '<ul class="warning">', 1))
    return join([marked, *(paragraph(t, "quiet") for t in worse_aside(comparison))])


def _groups_table(comparison: Comparison) -> Html:
    rows = {(r.measure.id, r.group): r for r in comparison.rows}
    body = []
    world = comparison.world
    for part in (*(f"group:{id}" for id in world.groups), *TRAITS):
        found = [rows.get((m, part)) for m in SHOWN]
        if any(found):
            body.append([group_name(world, part), *(_change(row) for row in found)])
    if not body:
        return paragraph(Text("没有任何群体的办件。", "No group has a case."))
    columns = [Text("群体", "group")]
    for m in SHOWN:
        title = Text("{m}，{u}", "{m}, {u}").fill(m=BY_ID[m].title, u=unit_of(BY_ID[m]))
        columns.append(title if BY_ID[m].unit not in ("count", "working_day") else BY_ID[m].title)
    caption = Text(
        "各群体每件事的平均，括号内为差值", "Means a matter by group, differences in brackets"
    )
    return table(caption, columns, body, frozenset(range(1, 5)))


def _change(row: Row | None) -> str:
    """Return ``13.7 → 1.4 (−12.4)``, or one number where there is one regime."""
    if row is None:
        return "—"
    percent = " %" if row.measure.unit == "share" else ""
    shown, step = means_of(row)
    values = " → ".join(f"{s}{percent}" for s in shown)
    return values if len(shown) == 1 else f"{values} ({step})"


def _work_said(comparison: Comparison) -> Html:
    """Say in words what the administration's staff have more or less of."""
    found = bullets(text for text, _way in told(_work_rows(comparison), comparison.replications))
    return join([paragraph(WORK_OF_ALL), found])


def _work_rows(comparison: Comparison) -> list[Row]:
    """Return what is told of the administration's work; of overtime only where there is any."""
    rows = {r.measure.id: r for r in comparison.rows if r.group == ALL}
    return [
        rows[m]
        for m in WORK
        if m in rows and (m != "overtime_hours" or any(e.mean.mean for e in rows[m].estimates))
    ]


def _work_table(comparison: Comparison) -> Html:
    body = [
        [row.measure.title, _change(row), unit_of(row.measure), _interval(row)]
        for row in _work_rows(comparison)
    ]
    names = [regime_name(r) for r in comparison.regimes]
    order = Text(" → ".join(n.zh for n in names), " → ".join(n.en for n in names))
    columns = [
        Text("行政一方", "the administration"),
        order,
        Text("单位", "unit"),
        Text("差值区间", "interval of the difference"),
    ]
    return table(WORK_OF_ALL, columns, body, frozenset({1, 3}))


def _interval(row: Row) -> str:
    return (
        between(row.difference, row.measure.unit, beside=means_of(row)[1])
        if len(row.estimates) > 1
        else "—"
    )


def _outcomes_table(comparison: Comparison) -> Html:
    """Every case is somewhere: also the open ones."""
    names = {
        Outcome.DELIVERED: Text("已办结", "delivered"),
        Outcome.OPEN: Text("期末未办结", "open at the end"),
        Outcome.ABANDONED: Text("放弃", "given up"),
        Outcome.STUCK: Text("卡死", "stuck in a circle"),
    }
    body = [
        [
            regime_name(regime),
            f"{len(s.cases.number):,}",
            *(f"{int((s.cases.outcome == outcome).sum()):,}" for outcome in names),
        ]
        for regime in comparison.regimes
        for s in (comparison.samples[regime.name],)
    ]
    columns = [Text("体制", "regime"), Text("办件", "cases"), *names.values()]
    caption = Text("第 0 次重复的办件去向", "What became of the cases of replication 0")
    return join([table(caption, columns, body, frozenset(range(1, 6)))])
