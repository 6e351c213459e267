"""Visits to counters (跑腿): go, queue, be served, go home — or leave and come again."""

from __future__ import annotations

from tongban.journeys.giving_up import gives_up
from tongban.journeys.journey import HALL, TRAVEL_TO, Journey, window_role
from tongban.journeys.program import Meaning, Trait
from tongban.journeys.writer import Label
from tongban.quantities import Spread


def go_to_window(
    j: Journey, department: str, site: int, service: Spread, key: tuple[str, ...], meaning: Meaning
) -> None:
    """Write a visit up to the end of the service; the applicant then stands at the window.

    Whoever leaves the queue goes home and comes again another day, until the trips are too many;
    some give up the matter at once. Before there is an application it counts as its first stage.
    """
    w = j.writer
    again, left = w.here(), Label()
    words = {"department": department, "site": site}
    stage = meaning.stage or "application"
    w.tired(gives_up(j, stage, "trips"))
    w.trip(TRAVEL_TO[site], HALL, ("travel", j.matter.id), Meaning("trip", **words))
    _maybe_wrong_window(j, department, site, key, left)
    w.queue(window_role(department), site, service, key, meaning, left)

    def come_again() -> None:
        w.place(left)
        leave(j, department, site, outcome="left")
        if any(group.leaves_for_good > 0 for group in j.world.groups.values()):
            w.unless_trait(Trait.LEAVES_FOR_GOOD, again)
            w.go(gives_up(j, stage, "queue"))
        else:
            w.go(again)

    w.aside(come_again)


def leave(j: Journey, department: str, site: int, outcome: str = "served") -> None:
    """Write the end of a visit and the way home; ``left``: what it was for did not get done."""
    words = {"department": department, "site": site}
    if outcome == "served" and j.practice.post:
        j.writer.remember(has_come(j))
    j.writer.note(Meaning("leave", outcome=outcome, **words))
    j.writer.way_home(TRAVEL_TO[site], ("way home", j.matter.id), Meaning("way_home", **words))


def has_come(j: Journey) -> int:
    """Return the cell that says that the applicant has been at a counter for the matter."""
    return j.writer.case_cell("has come")


def _maybe_wrong_window(j: Journey, department: str, site: int, key, left: Label) -> None:
    """Some queue at a wrong window first, where windows are separate."""
    others = _windows_beside(j, department)
    if j.window_is_pooled(department) or not others:
        return
    w, wrong, back = j.writer, Label(), Label()
    w.chance(j.world.process.wrong_window, ("wrong window", *key), wrong)
    w.place(back)

    def be_redirected() -> None:
        w.place(wrong)
        words = {"department": others[0], "site": site}
        w.queue(window_role(others[0]), site, j.world.process.carry, ("wrong window served", *key),
                Meaning("wrong_window", **words), left)  # fmt: skip
        w.note(Meaning("redirected", **words))
        w.go(back)

    if j.world.process.wrong_window > 0:
        w.aside(be_redirected)


def _windows_beside(j: Journey, department: str) -> list[str]:
    """Return the other departments in the same hall, nearest in the order of the file first."""
    kinds = list(j.world.departments)
    if not j.world.departments[department].resident:
        return []
    turn = kinds.index(department) + 1
    everywhere = [{d for d, _ in h.windows} for h in j.world.halls.values()]
    return [
        d
        for d in kinds[turn:] + kinds[: turn - 1]
        if j.world.departments[d].resident and all(d in windows for windows in everywhere)
    ]
