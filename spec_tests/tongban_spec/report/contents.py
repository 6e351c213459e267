"""What a report says (报告内容), gathered while the evidence is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tongban_spec.check import CheckResult
from tongban_spec.registry import all_requirements
from tongban_spec.report.again import Asked
from tongban_spec.report.changes import Changes
from tongban_spec.report.moments import CaseLine, case_lines
from tongban_spec.report.profiles import ProfileResult, profile_results


@dataclass(frozen=True, slots=True)
class Times:
    """How long the check took (用时), as the command line measured it.

    Parameters
    ----------
    start_ms, stop_ms : int
        Milliseconds since 1970.
    milliseconds : mapping of str to int
        Of each requirement, by id.
    """

    start_ms: int = 0
    stop_ms: int = 0
    milliseconds: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report says (报告内容).

    Parameters
    ----------
    result : CheckResult
    asked : Asked
    profiles : tuple of ProfileResult
    lines : mapping of (str, str) to CaseLine
        By requirement and subject, for each breach that is shown; empty if none was wanted.
    changes : Changes or None
        Against an earlier report.
    """

    result: CheckResult
    asked: Asked
    profiles: tuple[ProfileResult, ...]
    lines: Mapping[tuple[str, str], CaseLine]
    changes: Changes | None = None


def contents_of(
    result: CheckResult, asked: Asked, changes: Changes | None = None, with_lines: bool = True
) -> Contents:
    """Return what the report of a check says (汇集内容).

    Parameters
    ----------
    result : CheckResult
        Its evidence is still open.
    asked : Asked
    changes : Changes, optional
    with_lines : bool
        Whether time lines are wanted; they take a pass over the events.
    """
    shown = [(j.requirement.id, b) for j in result.judgements for b in j.examples if with_lines]
    found = case_lines(result.evidence.connection, [b for _, b in shown]) if shown else ()
    lines = {(name, b.subject): line for (name, b), line in zip(shown, found, strict=True)}
    profiles = profile_results(result, all_requirements())
    return Contents(result, asked, profiles, MappingProxyType(lines), changes)
