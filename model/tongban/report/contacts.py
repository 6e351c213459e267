"""Published costs a contact (每次接触成本): a cost scenario, shown apart and never added."""

from __future__ import annotations

import numpy as np

from tongban.experiments.comparison import Comparison
from tongban.experiments.intervals import Interval, interval
from tongban.measures.figures import ALL
from tongban.report.markup import NOTHING, Html, element, join, paragraph, table
from tongban.report.words import MINUS, NONE, SURE, number, regime_name
from tongban_spec.language import Text

KINDS = {"counter_contacts": "face_to_face", "online_contacts": "online"}


def contacts_part(comparison: Comparison) -> Html:
    """Return contacts priced by a published table, if the scenario switches that on (接触成本)."""
    costs = comparison.world.contact_costs
    if costs is None:
        return NOTHING
    caption = Text(
        "按公布的每次接触成本：窗口 {f}、网上 {o}（{u}/次），每件事合计",
        "By published costs a contact: {f} at a counter, {o} online ({u} each), of a matter",
    ).fill(f=f"{costs.face_to_face:g}", o=f"{costs.online:g}", u=costs.unit)
    columns = [Text("体制", "regime"), Text("窗口接触", "contacts at counters"),
               Text("网上接触", "contacts online"),
               Text("合计，{u}", "in all, {u}").fill(u=costs.unit),
               Text("与第一种体制之差", "against the first regime"),
               Text("{s} 区间", "{s} interval").fill(s=SURE)]  # fmt: skip
    first, _ = contact_cost(comparison, 0)
    rows = []
    for place, regime in enumerate(comparison.regimes):
        means = [comparison.estimate(m, regime.name) or 0.0 for m in KINDS]
        level, change = contact_cost(comparison, place)
        step = round(level.mean, 2) - round(first.mean, 2)  # as shown: to the penny
        far = place > 0
        rows.append([
            regime_name(regime), *(number(m, "count") for m in means), f"{level.mean:,.2f}",
            _change(step) if far else NONE, _between(change) if far else NONE,
        ])  # fmt: skip
    words = Text(
        "这是一个成本情景，只在这里显示，没有计入任何别的成本：{c}",
        "This is a cost scenario. It is shown here only and is part of no other cost: {c}",
    ).fill(c=costs.critique)
    title = element("h3", Text("成本情景：每次接触", "A cost scenario: by contact"))
    return join([title, table(caption, columns, rows, frozenset(range(1, 6))), paragraph(words)])


def contact_cost(comparison: Comparison, place: int) -> tuple[Interval, Interval]:
    """Return what the contacts of a matter cost under a regime, and its paired difference.

    Parameters
    ----------
    place : int
        Of the regime among those compared; the difference is against the first.
    """
    costs = comparison.world.contact_costs
    assert costs is not None
    names = [r.name for r in comparison.regimes]
    found = {name: np.full(comparison.replications, np.nan) for name in names}
    for run in comparison.runs:
        counted = {kind: run.summary[measure, ALL].mean for measure, kind in KINDS.items()}
        found[run.regime][run.number] = sum(getattr(costs, kind) * n for kind, n in counted.items())
    mine = found[names[place]]
    return interval(mine), interval(mine - found[names[0]])


def _between(found: Interval) -> str:
    if np.isnan(found.low):
        return NONE
    return f"{_change(found.low)}…{_change(found.high)}"


def _change(value: float) -> str:
    """Return a difference of money with its sign, to the penny like the costs themselves."""
    return f"{value:+,.2f}".replace("-", MINUS)
