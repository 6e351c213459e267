"""A verdict by profile (按类别的判定): in words, never a percentage.

A share of requirements that hold would say that the others do not matter, and would rise when
something is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast

from tongban_spec.check import CheckResult
from tongban_spec.events_shapes import Term
from tongban_spec.language import Text
from tongban_spec.points import PROFILES, Profile
from tongban_spec.registry_shapes import Requirement
from tongban_spec.verdicts import Judgement

ProfileVerdict = Literal["holds", "breached", "open"]
PROFILE_VERDICTS: Mapping[ProfileVerdict, Text] = MappingProxyType(
    {
        "holds": Text("符合", "holds"),
        "breached": Text("违反", "breached"),
        "open": Text("尚未定", "not settled"),
    }
)


@dataclass(frozen=True, slots=True)
class ProfileResult:
    """What a check says of one profile (一个类别的判定).

    Parameters
    ----------
    profile : Term
    verdict : {"holds", "breached", "open"}
        Breached if a MUST is; else open if a MUST was not exercised, could not be judged or was
        not checked; else it holds.
    breached, warned : tuple of str
        Ids of the MUST and of the SHOULD requirements that are breached.
    holding, waived, not_exercised, inconclusive, not_checked : tuple of str
        Ids of the others, of either level.
    """

    profile: Term
    verdict: ProfileVerdict
    breached: tuple[str, ...]
    warned: tuple[str, ...]
    holding: tuple[str, ...]
    waived: tuple[str, ...]
    not_exercised: tuple[str, ...]
    inconclusive: tuple[str, ...]
    not_checked: tuple[str, ...]


def profile_results(
    result: CheckResult, requirements: Sequence[Requirement]
) -> tuple[ProfileResult, ...]:
    """Return the verdict of each profile that was asked for (各类别判定).

    Parameters
    ----------
    result : CheckResult
    requirements : sequence of Requirement
        All of the specification: what a profile holds and was not checked is said.
    """
    asked = [t for t in PROFILES if result.profile in ("province", t.word)]
    # The whole province last: its verdict is that of all the others together.
    return tuple(_one(term, result, requirements) for term in asked)


def _one(term: Term, result: CheckResult, requirements: Sequence[Requirement]) -> ProfileResult:
    profile = cast(Profile, term.word)
    judged = {j.requirement.id: j for j in result.judgements}
    held = [r for r in requirements if r.applies_to(profile)]

    def ids(verdict: str, level: str | None = None) -> Iterator[str]:
        for r in held:
            found: Judgement | None = judged.get(r.id)
            if found is not None and found.verdict == verdict and level in (None, r.level):
                yield r.id

    not_checked = tuple(r.id for r in held if r.id not in judged)
    breached = tuple(ids("breached", "MUST"))
    unsettled = [*ids("not_exercised", "MUST"), *ids("inconclusive", "MUST")]
    unsettled += [r.id for r in held if r.id in not_checked and r.level == "MUST"]
    verdict: ProfileVerdict = "breached" if breached else "open" if unsettled else "holds"
    return ProfileResult(
        term,
        verdict,
        breached,
        tuple(ids("breached", "SHOULD")),
        tuple(ids("holds")),
        tuple(ids("waived")),
        tuple(ids("not_exercised")),
        tuple(ids("inconclusive")),
        not_checked,
    )
