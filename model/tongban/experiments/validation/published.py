"""The model against published before-and-after pairs (与公布的前后对照比较): ratios, not levels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from tongban.experiments.comparison import Comparison, compare
from tongban.experiments.intervals import Interval
from tongban.experiments.jobs import Progress, silent
from tongban.experiments.validation.checks import Check
from tongban.levers.regime import named
from tongban.scenario.world import PublishedPair, World
from tongban_spec.language import Text

RATIO = Text("改革后/改革前", "after / before")
PREDICTED_ERROR_MAX = 0.4  # of the median absolute log ratio


def pairs_of_regimes(world: World) -> list[tuple[str, str]]:
    """Return the pairs of regimes that the published pairs of a scenario need, each once."""
    return list(dict.fromkeys((p.before_regime, p.after_regime) for p in world.published))


def published_checks(
    worlds: Sequence[World], replications: int, seed: int, executor: Executor,
    progress: Progress = silent,
) -> list[Check]:  # fmt: skip
    """Return every published pair of some scenarios beside the model's ratio (公布对照).

    The interval is that of the ratio over replications with common draws.

    Parameters
    ----------
    worlds : sequence of World
    replications, seed : int
    executor : Executor
    progress : callable
        Called with runs done and runs in all.
    """
    orders = [(world, pair) for world in worlds for pair in pairs_of_regimes(world)]
    total = len(orders) * replications * 2
    found: list[Check] = []
    for number, (world, names) in enumerate(orders):
        begun = number * replications * 2
        regimes = [named(world, name) for name in names]

        def further(done: int, _total: int, begun: int = begun) -> None:
            progress(begun + done, total)

        comparison = compare(world, regimes, seed, replications, executor, further)
        wanted = [p for p in world.published if (p.before_regime, p.after_regime) == names]
        found += [published_check(comparison, pair, n) for n, pair in enumerate(wanted)]
    return found


def published_check(comparison: Comparison, pair: PublishedPair, number: int) -> Check:
    """Return the row of one pair, named by its scenario (一对公布数字的验证项).

    Parameters
    ----------
    comparison : Comparison
        Of the pair's two regimes, in their order.
    pair : PublishedPair
    number : int
        Which of the pairs of these regimes it is; makes the id unique.
    """
    simulated = _ratio(comparison, pair)
    wanted = pair.after / pair.before
    what = Text("{w}：{t}（{n}，{b} → {a}）", "{w}: {t} ({n}, {b} → {a})").fill(
        w=comparison.world.name, t=pair.title, n=pair.unit, b=f"{pair.before:g}",
        a=f"{pair.after:g}",
    )  # fmt: skip
    id = f"{comparison.world.name}/{pair.matter}/{pair.measure}/{number}"
    verdict = "no_number" if math.isnan(simulated.mean) else "told"
    return Check(id, "published", what, RATIO, (wanted, wanted), simulated, verdict, pair.source,
                 pair.use)  # fmt: skip


def _ratio(comparison: Comparison, pair: PublishedPair) -> Interval:
    try:
        return comparison.row(pair.measure, f"matter:{pair.matter}").ratio
    except KeyError:
        return Interval(math.nan, math.nan, math.nan, 0)


def log_error(check: Check) -> float:
    """Return the log of the model's ratio over the published one (对数误差); NaN if none."""
    low, _ = check.expected
    mean = check.simulated.mean
    return math.log(mean / low) if mean > 0 and low > 0 else math.nan


def median_error(checks: Sequence[Check]) -> float:
    """Return the median absolute log-ratio error of the predicted pairs; NaN without any (误差).

    Fitted pairs are left out, and related ones: they are no independent test of the model.
    """
    errors = [abs(log_error(c)) for c in checks if c.use == "predicted"]
    known = [e for e in errors if not math.isnan(e)]
    return float(np.median(known)) if known else math.nan
