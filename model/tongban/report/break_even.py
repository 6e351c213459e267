"""On what the verdict rests (判断靠什么): assumed prices, the break-even, hours called money."""

from __future__ import annotations

import math

from tongban.experiments.comparison import Comparison
from tongban.measures.figures import ALL
from tongban.report.words import number, signed
from tongban_spec.language import Text

BUILT = ("link_cost", "lever_cost")
PRICED = ("costs.", "lever_costs.")
VALUED = (".time_value", ".fare")


def rests_on(comparison: Comparison) -> Text | None:
    """Return what a reader must know of the verdict's prices (判断的依据).

    Returns
    -------
    Text or None
        None where there is no verdict by cost, or nothing to say of it.
    """
    rows = {row.measure.id: row for row in comparison.rows if row.group == ALL}
    if len(comparison.regimes) < 2 or "society_cost" not in rows:
        return None
    step = {m: row.difference.mean for m, row in rows.items()}
    if math.isnan(step["society_cost"]):
        return None
    found = [
        _assumed(comparison),
        break_even(step["society_cost"], sum(step[m] for m in BUILT)),
        _hours(step["staff_cost"]),
    ]
    said = [t for t in found if t is not None]
    return Text("".join(t.zh for t in said), " ".join(t.en for t in said)) if said else None


def _assumed(comparison: Comparison) -> Text | None:
    prices = [
        f for f in comparison.world.inputs
        if f.path.startswith(PRICED) or f.path.endswith(VALUED)
    ]  # fmt: skip
    assumed = sum(f.kind == "assumption" for f in prices)
    if not assumed:
        return None
    return Text(
        "所用的 {m} 个单价中有 {n} 个是假设，区间不含它们的对错。",
        "Of the {m} prices used here {n} are assumptions, which the interval does not cover.",
    ).fill(m=len(prices), n=assumed)


def break_even(society: float, built: float) -> Text | None:
    """Return at which cost of links and levers the step would neither pay nor cost (盈亏平衡).

    Parameters
    ----------
    society, built : float
        What a matter costs more under the last regime: to society, and of it for links and levers.
    """
    if not built > 0:
        return None
    factor = 1 - society / built
    if factor <= 0:
        return Text(
            "即使链路与措施分文不花，也不划算。",
            "Even if links and levers cost nothing, it would not pay.",
        )
    if factor < 1:
        return Text(
            "链路与措施的成本降到这里所取的 {x} % 时不赚不亏。",
            "It would break even if links and levers cost {x} % of what is taken here.",
        ).fill(x=number(factor, "share"))
    return Text(
        "链路与措施的成本升到这里所取的 {x} 倍时不赚不亏。",
        "It would break even if links and levers cost {x} times what is taken here.",
    ).fill(x=number(factor, "count"))


def _hours(staff: float) -> Text | None:
    if not staff < 0:
        return None
    return Text(
        "成本差里每件 {x} 元是工作人员少干的工时按单价折算的：没有体制减人，有别的事可做才算省下。",
        "Of the difference {x} CNY a matter are hours that staff no longer work, by the tariff: no "
        "regime dismisses anybody, so they are saved only where there is other work.",
    ).fill(x=signed(staff, "CNY"))
