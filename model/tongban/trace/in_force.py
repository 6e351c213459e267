"""What was in force when (生效期间): the eras of all regions, as one time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tongban.levers.practice import History, Practice, practice_at

Spell = tuple[int, int | None]


def spells(histories: Mapping[str, History], holds: Callable[[Practice], bool]) -> list[Spell]:
    """Return the times during which something holds in some region (生效期间).

    Parameters
    ----------
    histories : mapping of str to History
    holds : callable

    Returns
    -------
    list of (int, int or None)
        Half-open, in seconds of the run, ascending; None: to its end.
    """
    moments = sorted({era.since for history in histories.values() for era in history})
    result: list[Spell] = []
    begun: int | None = None
    for moment in moments:
        now = any(holds(practice_at(history, moment)) for history in histories.values())
        if now and begun is None:
            begun = moment
        if not now and begun is not None:
            result.append((begun, moment))
            begun = None
    return result if begun is None else [*result, (begun, None)]


def at_any_time(histories: Mapping[str, History], holds: Callable[[Practice], bool]) -> bool:
    """Return whether something holds in some region at some time (曾否生效)."""
    return any(holds(era.practice) for history in histories.values() for era in history)
