"""Supervision of limits (限时办结): due dates, warnings, and silence that counts as acceptance.

It is the platform that watches: what it does not carry, nobody sees lie about. The limit runs by
whole working days after the day of acceptance. A file that is warned of does not lie between desks
any longer than the scenario's hurried time, unless the law sets that wait; the queues of reviewers
go by due date. What the staff cannot do in time is late all the same. Nor can a local platform
hurry an office of the national level.
"""

from __future__ import annotations

from collections.abc import Callable

from tongban.catalogue.items import Item, Step
from tongban.journeys.bundle import Bundle
from tongban.journeys.journey import OFFICE, Journey
from tongban.journeys.program import Meaning
from tongban.journeys.writer import Label
from tongban.quantities import Spread

SILENCE = "silence after receipt counts as acceptance: Administrative Licensing Law §32(4)"


def supervised(j: Journey, item: Item) -> bool:
    """Return whether the platform watches the limit of an item."""
    on_platform = item.id in j.practice.platform_handover and not _national(j, item.department)
    return on_platform and item.id in j.practice.limit_supervision


def _national(j: Journey, department: str) -> bool:
    return j.world.departments[department].level == "national"


def due(j: Journey, item: Item) -> int:
    """Return the cell with the item's due date; -1 if nothing limits it or nobody watches."""
    limited = item.limit_working_days or j.joint_limit(item)
    return j.writer.case_cell("due", item.id) if limited and supervised(j, item) else -1


def start_clock(j: Journey, item: Item) -> None:
    """Write that the item is accepted and its own limit runs: from tomorrow."""
    if item.limit_working_days:
        _set(j, item, item.limit_working_days)


def resume_clock(j: Journey, item: Item) -> None:
    """Write that the item's own limit, of which nothing is used yet, runs on: today counts."""
    if item.limit_working_days:
        _set(j, item, item.limit_working_days, used=1)


def start_joint_clock(j: Journey, items: list[Item]) -> None:
    """Write that the limit of a matter that is accepted as one runs for all its items."""
    for item in items:
        limit = j.joint_limit(item)
        if limit:
            _set(j, item, limit)


def warn_with_clock_stopped(j: Journey, item: Item) -> None:
    """Write that a file is warned of as if its clock ran, which stands still for a pledge.

    It is handled meanwhile, and nobody knows how soon what was pledged will be there.
    """
    if item.limit_working_days:
        _warn(j, item, item.limit_working_days)


def _set(j: Journey, item: Item, days: int, used: int = 0) -> None:
    if due(j, item) >= 0:
        j.writer.limit(due(j, item), days - used, OFFICE)
    _warn(j, item, days, used)


def _warn(j: Journey, item: Item, days: int, used: int = 0) -> None:
    watch = j.world.process.supervision
    if due(j, item) >= 0 and watch is not None:
        j.writer.limit(_warning(j, item), max(watch.warned_after(days) - used, 0), OFFICE)


def _warning(j: Journey, item: Item) -> int:
    return j.writer.case_cell("warning", item.id)


def circulate(j: Journey, item: Item, step: Step, time: Spread, meaning: Meaning) -> None:
    """Write how the file gets to the desk of a step, and that a warned one is hurried."""
    key, watch = ("circulation", item.id, step.id), j.world.process.supervision
    held = step.wait_by_law or _national(j, step.department)
    if due(j, item) < 0 or watch is None or held:
        j.writer.spend(time, key, meaning, OFFICE)
        return
    j.writer.spend(time, key, meaning, OFFICE, _warning(j, item), watch.hurried_seconds)


def wait_until_silence_ends(
    j: Journey,
    bundle: Bundle,
    wait: Callable[[Label | None, int], None],
    accept: Callable[[], None],
) -> None:
    """Write a wait for an officer's look at what is handed in, and what silence does.

    Parameters
    ----------
    wait : callable
        Writes the wait, given where it goes on when silence has lasted too long, and the cell with
        that moment; (None, -1) if silence counts for nothing.
    accept : callable
        Writes the acceptance by silence, and what comes after it.
    """
    w, watch = j.writer, j.world.process.supervision
    if watch is None or not all(supervised(j, item) for item in bundle.items):
        wait(None, -1)
        return
    over, cell = Label(), w.case_cell("silence", *bundle.application)
    w.forget(cell)
    w.limit(cell, watch.silence_days, OFFICE)
    wait(over, cell)

    def count_as_accepted() -> None:
        w.place(over)
        accept()

    w.aside(count_as_accepted)
