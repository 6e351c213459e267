"""A practice (办事方式): how one region works under a regime, as plain sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Covered = frozenset[str]
NONE: Covered = frozenset()


@dataclass(frozen=True, slots=True)
class Practice:
    """What the levers of a regime cover in one region (各措施的覆盖面).

    Every field bears the id of the lever that fills it and holds the ids of what it covers
    (``accept_in_prefecture`` is filled by ``accept_anywhere`` at that level); the empty practice
    is the siloed baseline. The journeys ask these sets and nothing else, so no code knows the name
    of a regime.

    Parameters
    ----------
    online_coverage, clear_guide, one_standard, accept_anywhere, accept_in_prefecture,
    platform_handover, no_visit, pledge, limit_supervision, one_notice, post, channel_switch
    : frozenset
        Item ids.
    one_acceptance, parallel_review, one_outlet : frozenset
        Matter ids.
    single_sign_on, reception_apart : frozenset
        Department kinds.
    data_sharing : frozenset
        ``link/material`` and ``reuse/material``.
    e_licences, mutual_recognition : frozenset
        Material ids.
    comprehensive_windows : frozenset
        Region codes.
    """

    online_coverage: Covered = NONE
    clear_guide: Covered = NONE
    one_standard: Covered = NONE
    single_sign_on: Covered = NONE
    accept_anywhere: Covered = NONE
    accept_in_prefecture: Covered = NONE
    platform_handover: Covered = NONE
    mutual_recognition: Covered = NONE
    data_sharing: Covered = NONE
    e_licences: Covered = NONE
    one_acceptance: Covered = NONE
    parallel_review: Covered = NONE
    no_visit: Covered = NONE
    pledge: Covered = NONE
    limit_supervision: Covered = NONE
    comprehensive_windows: Covered = NONE
    reception_apart: Covered = NONE
    one_notice: Covered = NONE
    one_outlet: Covered = NONE
    post: Covered = NONE
    channel_switch: Covered = NONE


@dataclass(frozen=True, slots=True)
class Era:
    """A time during which a region works in one way (时期).

    Parameters
    ----------
    since : int
        Second of the run at which it begins; it lasts until the next one of the region does.
    practice : Practice
    """

    since: int
    practice: Practice


History = tuple[Era, ...]


def merged(eras: Iterable[Era]) -> History:
    """Return eras with those that change nothing left out (合并相同的时期)."""
    result: list[Era] = []
    for era in eras:
        if not result or era.practice != result[-1].practice:
            result.append(era)
    return tuple(result)


def practice_at(history: History, second: int) -> Practice:
    """Return how a region works at a second of the run (某一时刻的办事方式)."""
    return next(era.practice for era in reversed(history) if era.since <= second)
