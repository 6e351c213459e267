"""The verdicts (判定): what a check says of one requirement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tongban_spec.language import Text
from tongban_spec.registry_shapes import Requirement

Verdict = Literal["holds", "breached", "not_exercised", "inconclusive", "not_applicable", "waived"]
VERDICTS: Mapping[Verdict, Text] = MappingProxyType(
    {
        "holds": Text("符合", "holds"),
        "breached": Text("违反", "breached"),
        "not_exercised": Text("未发生", "not exercised"),
        "inconclusive": Text("无法判断", "inconclusive"),
        "not_applicable": Text("不适用", "not applicable"),
        "waived": Text("已豁免", "waived"),
    }
)


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach, shown as an example (违反实例).

    Parameters
    ----------
    subject : str
        What it is about, unique within the requirement.
    case_id : str or None
        The case it belongs to.
    case_events : int
        How many events the case has; 0 without a case.
    events : tuple of str
        Ids of the events that prove it, in order of time.
    sentence, expected : Text
        What happened, and what would have been right.
    """

    subject: str
    case_id: str | None
    case_events: int
    events: tuple[str, ...]
    sentence: Text
    expected: Text


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the check says of one requirement (对一条要求的判定).

    Parameters
    ----------
    requirement : Requirement
    verdict : str
        One of ``VERDICTS``.
    reason : Text or None
        Why it is not just holds or breached.
    opportunities : int
        How often it could have been breached, those undecided included.
    breaches : int
        How often it was, those waived not included.
    undecided : int
        How often the evidence could not tell: cut off by its end, or a value is lacking.
    waived : int
        Breaches that a waiver covers.
    examples : tuple of Breach
        Some of the breaches, those in the smallest cases first.
    """

    requirement: Requirement
    verdict: Verdict
    reason: Text | None = None
    opportunities: int = 0
    breaches: int = 0
    undecided: int = 0
    waived: int = 0
    examples: tuple[Breach, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether it is a breach of a MUST; the breach of a SHOULD only warns."""
        return self.verdict == "breached" and self.requirement.level == "MUST"

    @property
    def warns(self) -> bool:
        """Whether it is a breach of a SHOULD."""
        return self.verdict == "breached" and self.requirement.level == "SHOULD"
