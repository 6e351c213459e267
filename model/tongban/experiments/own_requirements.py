"""A lever's own requirements (措施对应的要求): judged with it and without it, all else on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongban.levers.regime import LEVERS
from tongban_spec.verdicts import Judgement

if TYPE_CHECKING:
    from tongban.experiments.ablation import Trial

Judged = Mapping[str, Sequence[Judgement]]  # of a regime, requirement by requirement


@dataclass(frozen=True, slots=True)
class OwnRequirement:
    """What becomes of one of a lever's own requirements when it is taken away (对应要求的对照).

    Parameters
    ----------
    lever : str
    with_it, without : Judgement
        Of the last regime, and of that one without the lever, in the first replication.
    """

    lever: str
    with_it: Judgement
    without: Judgement


def judged_regimes(tried: Iterable[Trial]) -> set[str]:
    """Return the names of the regimes whose logs are judged (要判定的体制)."""
    of_last = [t for t in tried if t.way == "last" and LEVERS[t.lever].requirements]
    return {r.name for t in of_last for r in (t.without, t.with_it)}


def own_requirements(tried: Iterable[Trial], judged: Judged) -> Iterator[OwnRequirement]:
    """Yield each lever's own requirements with and without it (措施对应的要求)."""
    for trial in tried:
        if trial.way != "last":
            continue
        with_it, without = (
            {j.requirement.id: j for j in judged.get(r.name, ())}
            for r in (trial.with_it, trial.without)
        )
        for requirement in LEVERS[trial.lever].requirements:
            yield OwnRequirement(trial.lever, with_it[requirement], without[requirement])
