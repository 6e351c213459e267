"""The model against published before-and-after pairs (与公布的前后对照比较): ratios, not levels.

Every pair is compared under the regimes that describe its reform, and beside that with every lever
on after it, which is what no reform was: how much hangs on the choice of levers is seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tongban.experiments.comparison import Comparison, compare
from tongban.experiments.intervals import Interval, interval
from tongban.experiments.jobs import Progress, silent
from tongban.experiments.validation.checks import Check, known_number
from tongban.levers.regime import named
from tongban.measures.summary import ALL, NONE
from tongban.scenario.world import LeverSetting, PairUse, PublishedPair, World
from tongban_spec.language import Text

RATIO = Text("改革后/改革前", "after / before")
PREDICTED_ERROR_MAX = 0.4  # of the median absolute log ratio
WHOLE = "integrated"
ORDER: tuple[PairUse, ...] = ("predicted", "related", "fitted", "unlike")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCheck(Check):
    """The row of one published pair in one scenario (一对公布数字在一个场景里的验证项).

    Parameters
    ----------
    scenario : str
    pair : PublishedPair
    before, after : tuple of LeverSetting
        The levers of the pair's two regimes.
    levels : tuple of (Interval, Interval)
        The model's measure under both.
    whole : Interval
        The ratio with every lever on in place of the reform's own.
    """

    scenario: str
    pair: PublishedPair
    before: tuple[LeverSetting, ...]
    after: tuple[LeverSetting, ...]
    levels: tuple[Interval, Interval]
    whole: Interval

    def to_json(self) -> dict[str, Any]:
        """Return the row as JSON types; NaN becomes null (JSON 行)."""
        pair = self.pair
        # a data class with slots is made anew, and super() without arguments knows the old one
        return Check.to_json(self) | {
            "scenario": self.scenario,
            "pair": pair.id,
            "matter": pair.matter or None,
            "measure": pair.measure,
            "remainder": pair.remainder,
            "published": {"before": pair.before, "after": pair.after},
            "model": {
                "before": known_number(self.levels[0].mean),
                "after": known_number(self.levels[1].mean),
            },
            "log_error": known_number(log_error(self)),
            "with_every_lever": {
                "simulated": known_number(self.whole.mean),
                "log_error": known_number(log_error(self, whole=True)),
            },
            "regimes": {
                "before": {"name": pair.before_regime, "levers": levers_json(self.before)},
                "after": {"name": pair.after_regime, "levers": levers_json(self.after)},
            },
        }


def levers_json(settings: Iterable[LeverSetting]) -> list[dict[str, Any]]:
    """Return the levers of a regime with their reasons and sources as JSON types (措施的 JSON)."""
    return [
        {"lever": s.lever, "strength": s.strength, "because": _words(s.because),
         "source": _words(s.source)}
        for s in settings
    ]  # fmt: skip


def _words(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def regimes_of_pairs(world: World) -> list[str]:
    """Return the regimes that the published pairs of a scenario need, each once (所需体制)."""
    wanted = [name for p in world.published for name in (p.before_regime, p.after_regime)]
    return list(dict.fromkeys([*wanted, WHOLE]))


def published_checks(
    worlds: Sequence[World], replications: int, seed: int, executor: Executor,
    progress: Progress = silent,
) -> list[PairCheck]:  # fmt: skip
    """Return every published pair of some scenarios beside the model's ratio (公布对照).

    Predicted pairs come first. The interval is that of the ratio over replications with common
    draws.

    Parameters
    ----------
    worlds : sequence of World
    replications, seed : int
    executor : Executor
    progress : callable
        Called with runs done and runs in all.
    """
    total = sum(len(regimes_of_pairs(w)) for w in worlds) * replications
    begun = 0
    found: list[PairCheck] = []
    for world in worlds:
        regimes = [named(world, name) for name in regimes_of_pairs(world)]
        further = _further(progress, begun, total)
        comparison = compare(world, regimes, seed, replications, executor, further)
        found += [published_check(comparison, pair) for pair in world.published]
        begun += len(regimes) * replications
    return sorted(found, key=lambda c: (ORDER.index(c.pair.use), c.pair.id))


def _further(progress: Progress, begun: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _all: progress(begun + done, total)


def published_check(comparison: Comparison, pair: PublishedPair) -> PairCheck:
    """Return the row of one pair (一对公布数字的验证项).

    Parameters
    ----------
    comparison : Comparison
        Of the pair's two regimes and of the one with every lever, at least.
    pair : PublishedPair
    """
    before, after, whole = (
        means_of_pair(comparison, pair, name)
        for name in (pair.before_regime, pair.after_regime, WHOLE)
    )
    simulated = interval(_ratio(before, after))
    wanted = pair.after / pair.before
    what = Text("{w}：{t}（{n}，{b} → {a}）", "{w}: {t} ({n}, {b} → {a})").fill(
        w=comparison.world.name, t=pair.title, n=pair.unit, b=f"{pair.before:g}",
        a=f"{pair.after:g}",
    )  # fmt: skip
    regimes = comparison.world.regimes
    return PairCheck(
        f"{pair.id}/{comparison.world.name}", "published", what, RATIO, (wanted, wanted),
        simulated, "no_number" if math.isnan(simulated.mean) else "told", pair.source, pair.use,
        scenario=comparison.world.name, pair=pair, before=regimes[pair.before_regime],
        after=regimes[pair.after_regime], levels=(interval(before), interval(after)),
        whole=interval(_ratio(before, whole)),
    )  # fmt: skip


def means_of_pair(comparison: Comparison, pair: PublishedPair, regime: str) -> NDArray[np.float64]:
    """Return what a pair measures, under one regime, replication by replication."""
    group = f"matter:{pair.matter}" if pair.matter else ALL
    means = np.array([
        run.summary.get((pair.measure, group), NONE).mean
        for run in comparison.runs if run.regime == regime
    ])  # fmt: skip
    return 1 - means if pair.remainder else means


def _ratio(before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(after, before, out=np.full(len(before), np.nan), where=before != 0)


def log_error(check: Check, whole: bool = False) -> float:
    """Return the log of the model's ratio over the published one (对数误差); NaN if none.

    Parameters
    ----------
    check : Check
    whole : bool
        With every lever on in place of the reform's own; of a pair's row only.
    """
    low, _ = check.expected
    simulated = check.whole if whole and isinstance(check, PairCheck) else check.simulated
    mean = simulated.mean
    return math.log(mean / low) if mean > 0 and low > 0 else math.nan


def errors_of_pairs(
    checks: Sequence[Check], uses: Sequence[PairUse] = ("predicted",), whole: bool = False
) -> dict[str, float]:
    """Return the absolute log error of each pair of some uses (各对的误差), by its id.

    A pair that stands in several scenarios counts once, by the mean of its rows: to name one of
    them would leave room to choose. A pair without a number anywhere is left out.
    """
    rows: dict[str, list[float]] = {}
    for check in checks:
        error = abs(log_error(check, whole))
        if check.use in uses and not math.isnan(error):
            rows.setdefault(check.id.split("/")[0], []).append(error)
    return {pair: float(np.mean(errors)) for pair, errors in rows.items()}


def median_error(
    checks: Sequence[Check], uses: Sequence[PairUse] = ("predicted",), whole: bool = False
) -> float:
    """Return the median absolute log-ratio error over pairs (误差的中位数); NaN without any."""
    errors = list(errors_of_pairs(checks, uses, whole).values())
    return float(np.median(errors)) if errors else math.nan
