"""What a check of the model says (验证项): expected, simulated, verdict, source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from tongban.experiments.intervals import Interval
from tongban.scenario.world import PairUse
from tongban_spec.language import Text

Verdict = Literal["within", "outside", "told", "no_number"]
VERDICTS: dict[Verdict, Text] = {
    "within": Text("相符", "agrees"),
    "outside": Text("不符", "does not agree"),
    "told": Text("如实列出误差", "the error is told"),
    "no_number": Text("模型没有可比的数", "the model has no number"),
}
THEORY_CONFIDENCE = 0.99
REPLICATIONS_MIN = 30


@dataclass(frozen=True, slots=True)
class Check:
    """One row of a validation (验证项).

    Parameters
    ----------
    id : str
        E.g. ``"m_m_c/5/0.9/wait"``.
    part : {"theory", "published"}
    what : Text
        What is compared.
    unit : Text
    expected : tuple of (float, float)
        The value that theory gives or that was published, twice; or a lower and an upper bound.
    simulated : Interval
    verdict : {"within", "outside", "told", "no_number"}
    source : Text
    use : {"", "fitted", "related", "predicted", "unlike"}
        Of a published pair: whether it is a test of the model, see ``PublishedPair``.
    """

    id: str
    part: Literal["theory", "published"]
    what: Text
    unit: Text
    expected: tuple[float, float]
    simulated: Interval
    verdict: Verdict
    source: Text
    use: PairUse | Literal[""] = ""

    @property
    def error(self) -> float:
        """Simulated over expected, minus 1; NaN for bounds or without a number."""
        low, high = self.expected
        return self.simulated.mean / low - 1 if low == high and low else math.nan

    def to_json(self) -> dict[str, Any]:
        """Return the row as JSON types; NaN becomes null (JSON 行)."""
        low, high = self.expected
        return {
            "id": self.id,
            "part": self.part,
            "what": {"zh": self.what.zh, "en": self.what.en},
            "unit": {"zh": self.unit.zh, "en": self.unit.en},
            "expected": known_number(low) if low == high else [low, high],
            "simulated": known_number(self.simulated.mean),
            "interval": [known_number(self.simulated.low), known_number(self.simulated.high)],
            "replications": self.simulated.n,
            "verdict": self.verdict,
            "source": {"zh": self.source.zh, "en": self.source.en},
            "use": self.use or None,
        }


def judged(expected: tuple[float, float], simulated: Interval) -> Verdict:
    """Return whether an interval holds a value, or lies between two bounds (判定)."""
    if math.isnan(simulated.low):
        return "no_number"
    low, high = expected
    if low == high:
        return "within" if simulated.low <= low <= simulated.high else "outside"
    return "within" if low <= simulated.low and simulated.high <= high else "outside"


def known_number(value: float) -> float | None:
    """Return a number, and null for none (JSON 的数)."""
    return None if math.isnan(value) else value
