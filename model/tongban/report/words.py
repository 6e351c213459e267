"""Numbers and names as people say them (说法): units, signs, intervals, regimes."""

from __future__ import annotations

import math

from tongban.experiments.intervals import CONFIDENCE, Interval
from tongban.journeys.pools import COMPREHENSIVE
from tongban.levers.regime import Regime
from tongban.measures.names import Measure
from tongban.scenario.world import World
from tongban_spec.language import Text

NONE = "—"
MINUS = "−"
SURE = f"{CONFIDENCE:.0%}".replace("%", " %")

REGIMES = {  # those that every scenario has, where it does not call them otherwise
    "siloed": Text("各自为政", "siloed"),
    "integrated": Text("一体化", "integrated"),
}

# What a measure's number counts, for one matter.
_COUNTED = {
    "visits": Text("次", "visits"),
    "materials": Text("份", "materials"),
    "duplicates": Text("份", "materials"),
    "government_materials": Text("份", "materials"),
    "authorities": Text("个", "authorities"),
    "procedures": Text("项", "procedures"),
    "returns": Text("次", "returns"),
    "needs": Text("项", "needs"),
    "queue_length": Text("人", "persons"),
    "counter_contacts": Text("次", "contacts"),
    "online_contacts": Text("次", "contacts"),
}
_UNITS = {
    "day": Text("天", "days"),
    "working_day": Text("个工作日", "working days"),
    "hour": Text("小时", "hours"),
    "minute": Text("分钟", "minutes"),
    "count": Text("件次", "times"),
    "share": Text("%", "%"),
    "CNY": Text("元", "CNY"),
}
_PLURAL = {*_COUNTED}

# Of a replication, and not of a matter: one number each, without percentiles.
TOTALS = ("window_hours", "reviewer_hours", "overtime_hours", "rekeying_hours", "needs",
          "queue_length", "staff_cost", "more_staff_cost", "link_cost", "lever_cost",
          "administration_cost", "society_cost")  # fmt: skip
FEW = 5  # replications; with fewer, Student's t makes an interval wide
MOST_DECIMALS = 3  # what a sentence shows at most, to tell two numbers apart


def regime_name(regime: Regime) -> Text:
    """Return a regime as people call it (体制名称); one without a title by its id, in quotes."""
    titled = regime.title or REGIMES.get(regime.name)
    return titled or Text(f"「{regime.name}」", f'"{regime.name}"')


def same(word: str) -> Text:
    """Return what is written alike in both languages (两语同形): a number, a name."""
    return Text(word, word)


def unit_of(measure: Measure) -> Text:
    """Return what follows a measure's number (量词)."""
    return _COUNTED.get(measure.id, _UNITS[measure.unit])


def is_plural(measure: Measure) -> bool:
    """Return whether English says "fall" and not "falls" of it."""
    return measure.id in _PLURAL


def number(value: float, unit: str) -> str:
    """Return a number for people (数字).

    Shares in percent; money in whole CNY; everything else with one decimal, small values with
    one significant digit, so that what is not zero is not called zero.

    Parameters
    ----------
    value : float
        NaN gives a dash.
    unit : str
        A unit of ``tongban.measures.names``.

    Examples
    --------
    >>> number(0.873, "share"), number(1412.87, "CNY"), number(-0.004, "hour")
    ('87.3', '1,413', '−0.004')
    """
    if math.isnan(value):
        return NONE
    value = value * 100 if unit == "share" else value
    size = abs(value)
    if size >= 1000 or (unit == "CNY" and size >= 10):
        text = f"{size:,.0f}"
    elif size >= 0.095 or size < 1e-9:
        text = f"{size:.1f}"
    else:
        text = f"{size:.{1 - math.ceil(math.log10(size) + 1e-12)}f}"
    return MINUS + text if value < 0 and text.strip("0.,") else text


def apart(first: float, last: float, unit: str) -> tuple[str, str]:
    """Return two numbers with as many decimals as tell them apart (可区分的两个数).

    Equal if they are the same even with ``MOST_DECIMALS``.

    Examples
    --------
    >>> apart(3.01, 3.04, "count"), apart(0.8731, 0.8733, "share"), apart(0.49, 0.53, "count")
    (('3.01', '3.04'), ('87.31', '87.33'), ('0.49', '0.53'))
    """
    shown = number(first, unit), number(last, unit)
    scale = 100 if unit == "share" else 1
    shown_already = max(len(s.partition(".")[2]) for s in shown)  # fewer would only round apart
    for decimals in range(shown_already + 1, MOST_DECIMALS + 1):
        if shown[0] != shown[1] or math.isnan(first) or math.isnan(last):
            return shown
        a, b = (f"{x * scale:,.{decimals}f}".replace("-", MINUS) for x in (first, last))
        shown = (a, b) if a != b else shown
    return shown


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign (差值), also when it is a rise."""
    text = number(value, unit)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def within(found: Interval, unit: str, difference: bool) -> tuple[float, float]:
    """Return an interval's ends, cut at what is possible (可能范围).

    A share lies between 0 and 1, unless its mean does not (a load may be above 1); all else is
    not below 0; a difference of shares lies between −1 and 1. For showing only: what is clear is
    decided by the whole interval.
    """
    high = 1.0 if unit == "share" and not found.mean > 1 else math.inf
    low = -high if difference else 0.0
    return max(found.low, low), min(found.high, high)


def between(found: Interval, unit: str, sign: bool = True, beside: str = "") -> str:
    """Return an interval as ``−12.6…−12.1`` (区间), or a dash if there is none.

    ``sign`` is for differences; without it the interval is of a mean. ``beside`` is how the number
    in it is shown: the ends have as many decimals at least, so that it does not seem outside.
    """
    if math.isnan(found.low):
        return NONE
    low, high = within(found, unit, difference=sign)
    return f"{_end(low, unit, sign, beside)}…{_end(high, unit, sign, beside)}"


def _end(value: float, unit: str, sign: bool, beside: str) -> str:
    """Return the end of an interval with the decimals of the number that it stands beside."""
    own = signed(value, unit) if sign else number(value, unit)
    decimals = len(beside.partition(".")[2])
    if decimals <= len(own.partition(".")[2]) or math.isinf(value):
        return own
    scale = 100 if unit == "share" else 1
    shown = f"{value * scale:{'+' if sign else ''},.{decimals}f}"
    return shown.replace("-", MINUS) if shown.strip("+-0.,") else own


def quantity(value: float, measure: Measure) -> Text:
    """Return a number with its unit (带单位的数)."""
    shown, unit = number(value, measure.unit), unit_of(measure)
    if math.isnan(value):
        return same(shown)
    return Text(f"{shown} {unit.zh}", f"{shown} {unit.en}")


def percent(value: float) -> str:
    """Return a ratio minus one as a signed percentage (百分比差)."""
    return NONE if math.isnan(value) else f"{signed(value, 'share')} %"


def relative(first: float, last: float) -> float:
    """Return the last shown mean over the first, minus 1 (相对变化); NaN where the first is 0."""
    return last / first - 1 if first else math.nan


def percentiles(p50: float, p90: float, measure: Measure) -> str:
    """Return ``3.0 / 7.0`` (中位数与九成位), or a dash where they say nothing.

    A share is 0 or 1 of each matter, and a total is one number a replication.
    """
    if measure.unit == "share" or measure.id in TOTALS:
        return NONE
    return f"{number(p50, measure.unit)} / {number(p90, measure.unit)}"


PARTS = {
    "trait:offline": Text("不上网办事的人", "people without digital means"),
    "trait:online": Text("会用且愿用网络的人", "people with digital means"),
    "demand:ordinary": Text("本来就有的需求", "needs that arise anyway"),
    "demand:induced": Text("因更方便而新增的需求", "needs that arise because it is easier"),
}


def _desk_name(world: World, department: str, review_class: str) -> Text:
    if department == COMPREHENSIVE:
        return Text("综合窗口", "comprehensive windows")
    name = world.departments[department].name
    if review_class in ("", "any"):
        return name
    return Text(f"{name.zh}（{review_class}）", f"{name.en} ({review_class})")


def group_name(world: World, group: str) -> Text:
    """Return whom a row is about (对象): everybody, a group, a matter or a county."""
    kind, _, id = group.partition(":")
    if kind == "group":
        return world.groups[id].name
    if kind == "matter":
        return world.catalogue.matters[id].name
    if kind == "region":
        return world.regions[id].name
    if group in PARTS:
        return PARTS[group]
    if kind in ("month", "day"):
        return same(id)
    if kind == "hour":
        return Text("{h} 时", "{h}:00").fill(h=id)
    if kind in ("desk", "class"):
        department, _, review_class = id.partition("/")
        return _desk_name(world, department, review_class)
    return Text("全部", "everybody")


def clear(found: Interval) -> bool | None:
    """Return whether an interval leaves 0 out; None if there is no interval (是否显著).

    A few replications that happen to be alike say nothing of the spread: their interval of no
    width is no certainty.
    """
    if math.isnan(found.low):
        return None
    if found.low == found.high and (found.low == 0 or found.n < FEW):
        return False
    return found.low > 0 or found.high < 0


def by_regime(regimes: tuple[Regime, ...], said: list[Text]) -> Text:
    """Return what is said of the first and the last regime, side by side (两种体制并列)."""
    ends = sorted({0, len(regimes) - 1})
    parts = [(regime_name(regimes[i]), said[i]) for i in ends]
    return Text(
        "；".join(f"{name.zh}：{words.zh}" for name, words in parts),
        "; ".join(f"{name.en}: {words.en}" for name, words in parts),
    )
