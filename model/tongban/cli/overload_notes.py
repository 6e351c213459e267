"""What a run shows to be too few heads (超负荷提醒): said once for each regime."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.cli.load_estimate import region_name
from tongban.cli.regime_words import called
from tongban.experiments.comparison import Comparison
from tongban.journeys.pools import COMPREHENSIVE
from tongban.levers.regime import Regime
from tongban.measures.overload import Overload, overloads
from tongban.report.figures.utilisation import COMPREHENSIVE_NAME
from tongban.scenario.world import World
from tongban_spec.language import Text

_WARNING = Text(
    "提醒：“{g}”下{r}{d}的{k}跟不上：最后一项需求出现时还有 {n} 件在等。等待时间会随观察期变长",
    "warning: under “{g}” the {k} of {d} in {r} cannot keep up: {n} waited when the last need "
    "arose. The longer the needs go on, the longer the waits",
)
# comprehensive windows belong to all departments
_WARNING_SHARED = Text(
    _WARNING.zh.replace("{d}的", ""),
    _WARNING.en.replace(" of {d}", ""),
)
_KINDS = {
    "window": Text("窗口", "windows"),
    "reviewers": Text("审批人员", "reviewers"),
}


def overload_notes(comparison: Comparison) -> Iterator[Text]:
    """Yield a warning for each regime whose sample had a pool that fell behind (超负荷提醒)."""
    for regime in comparison.regimes:
        sample = comparison.samples[regime.name]
        found = overloads(sample.compiled, sample.trace, sample.spans)
        if found:
            yield _note(comparison.world, regime, found[0])


def _note(world: World, regime: Regime, worst: Overload) -> Text:
    pool = worst.pool
    words = {
        "g": called(regime),
        "r": region_name(world, pool.region),
        "n": worst.waiting,
    }
    if pool.department == COMPREHENSIVE:
        return _WARNING_SHARED.fill(k=COMPREHENSIVE_NAME, **words)
    return _WARNING.fill(k=_KINDS[pool.kind], d=world.departments[pool.department].name, **words)
