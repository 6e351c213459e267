"""Numbers that stand together (数字相符): a difference is that of the numbers shown beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tongban.experiments.comparison import Row
from tongban.report.words import MINUS, MOST_DECIMALS, number, signed

WHOLE = 10.0  # so large at least are numbers that need no decimals beside one of thousands
SMALL = 0.095  # below it a number has one significant digit


def means_of(row: Row) -> tuple[list[str], str]:
    """Return a row's mean under each regime and their difference, as they are shown (相符的数)."""
    unit = row.measure.unit
    return steps([e.mean.mean for e in row.estimates], row.difference.mean, unit)


def change(first: float, last: float, difference: float, unit: str) -> tuple[str, str, str]:
    """Return two numbers and their difference with the decimals by which they add up (差值相符).

    Examples
    --------
    >>> change(0.34, 0.46, 0.12, "count"), change(3.0, 1.0, -2.0, "count")
    (('0.34', '0.46', '+0.12'), ('3.0', '1.0', '−2.0'))
    """
    (a, b), step = steps((first, last), difference, unit)
    return a, b, step


def steps(values: Sequence[float], difference: float, unit: str) -> tuple[list[str], str]:
    """Return numbers and the difference of the last from the first, so that they match (差值相符).

    All have the same decimals: as few as tell the first from the last and make the rounded
    difference that of the rounded numbers. Where no ``MOST_DECIMALS`` do, the difference is taken
    from the numbers shown.

    Parameters
    ----------
    values : sequence of float
        One or more.
    difference : float
        Of the last from the first. Where it is another one, because some pairs lack a number, or
        NaN, everything is shown by itself.

    Examples
    --------
    >>> steps((399.6, 1821.3), 1421.7, "CNY"), steps((2531.64, 733.89), -1797.75, "hour")
    ((['399.6', '1,821.3'], '+1,421.7'), (['2,532', '734'], '−1,798'))
    """
    first, last = values[0], values[-1]
    size = max(abs(first), abs(last), 1.0)
    difference = 0.0 if abs(difference) <= 1e-9 * size else difference
    if len(values) == 1 or not abs(last - first - difference) <= 1e-9 * size:  # also NaN
        return [number(v, unit) for v in values], signed(difference, unit)

    def match(shown: Sequence[str]) -> bool:
        a, b, d = (_value(shown[n]) for n in (0, -2, -1))
        told_apart = shown[0] != shown[-2] or first == last
        return told_apart and abs(b - a - d) < 1e-9

    *shown, step = _matching([*values, difference], match, unit)
    if shown[0] == shown[-1] and first != last:  # no number of decimals that people read tells
        short = [number(v, unit) for v in values]
        return short if short[0] == short[-1] else shown, signed(difference, unit)
    if not match([*shown, step]):
        decimals = _shown_decimals(shown)
        derived = _value(shown[-1]) - _value(shown[0])
        step = _plus(f"{derived:,.{decimals}f}") if derived else signed(difference, unit)
    return shown, _plus(step)


def sums(
    first: float, last: float, parts: Sequence[float], unit: str
) -> tuple[str, str, str, list[str]]:
    """Return two numbers, their difference and the parts it is made of, all matching (分项相符).

    Parameters
    ----------
    parts : sequence of float
        Together the difference.

    Examples
    --------
    >>> sums(399.6, 1821.3, (-214.3, 1636.0), "CNY")
    ('399.6', '1,821.3', '+1,421.7', ['−214.3', '+1,636.0'])
    """

    def match(shown: Sequence[str]) -> bool:
        a, b, d, *of = (_value(s) for s in shown)
        return abs(b - a - d) < 1e-9 and abs(sum(of) - d) < 1e-9

    a, b, d, *of = _matching([first, last, last - first, *parts], match, unit)
    if not match([a, b, d, *of]):
        decimals = _shown_decimals([a, b])
        step = _value(b) - _value(a)
        d = f"{step:,.{decimals}f}"
        of[-1] = f"{step - sum(_value(s) for s in of[:-1]):,.{decimals}f}"
    return a, b, _plus(d), [_plus(s) for s in of]


def _matching(
    values: Sequence[float], match: Callable[[Sequence[str]], bool], unit: str
) -> list[str]:
    """Return the values with the fewest decimals that match; with the most if none do."""
    scale = 100 if unit == "share" else 1
    start = _decimals(values, unit)
    shown: list[str] = []
    for decimals in range(start, max(MOST_DECIMALS, start) + 1):
        shown = [f"{v * scale:,.{decimals}f}" if v else number(v, unit) for v in values]
        if match(shown):
            break
    return [_marked(s) for s in shown]


def _decimals(values: Sequence[float], unit: str) -> int:
    """Return how many decimals the values have at least, so that none that is not 0 looks so."""
    scale = 100 if unit == "share" else 1
    sizes = [abs(v) * scale for v in values if abs(v) * scale > 1e-9]
    own = [len(number(v, unit).partition(".")[2]) for v in values if abs(v) * scale > 1e-9]
    if not own:
        return 1
    if min(own) == 0 and min(sizes) >= WHOLE:
        return 0
    return max(own) if max(sizes) < SMALL else min(max(own), MOST_DECIMALS)


def _shown_decimals(shown: Sequence[str]) -> int:
    """Return the most decimals that are shown: a zero among the numbers has one."""
    return max(len(s.partition(".")[2]) for s in shown)


def _value(shown: str) -> float:
    return float(shown.replace(MINUS, "-").replace("+", "").replace(",", ""))


def _marked(shown: str) -> str:
    """Return a number with the sign of print; none before a zero."""
    return shown.replace("-", MINUS) if shown.strip("-0.,") else shown.lstrip("-")


def _plus(shown: str) -> str:
    """Return a difference with its sign, also when it is a rise."""
    marked = _marked(shown)
    rises = marked.strip("0.,") and marked[0] not in (MINUS, "+")
    return f"+{marked}" if rises else marked
