"""Giving up (放弃): at which stage and why. It is an outcome with its own words, no lost row."""

from __future__ import annotations

from typing import Literal

from tongban.journeys.journey import Journey
from tongban.journeys.program import Meaning, Outcome
from tongban.journeys.writer import Label

Reason = Literal["trips", "queue", "login", "circle"]
REASONS: dict[str, str] = {
    "trips": "too many trips",
    "queue": "queue too long",
    "login": "no online login",
}  # as the log's ``basis``; a circle is told with the papers that it is made of
STAGES = ("application", "acceptance", "review", "decision", "delivery")


def gives_up(j: Journey, stage: str, reason: Reason) -> Label:
    """Return the place where the matter is given up at a stage for a reason; written once.

    Parameters
    ----------
    j : Journey
    stage : str
        One of ``STAGES``.
    reason : {"trips", "queue", "login"}
    """
    assert stage in STAGES, stage
    known = j.giving_up.get((stage, reason))
    if known is not None:
        return known
    label = j.giving_up[stage, reason] = Label()
    basis = REASONS[reason]

    def write() -> None:
        j.writer.place(label)
        j.writer.note(Meaning("gave_up", stage=stage, outcome="abandoned", basis=basis))
        j.writer.end(Outcome.ABANDONED, Meaning("end", stage=stage, basis=basis))

    j.writer.aside(write)
    return label
