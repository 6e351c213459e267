"""Departments (部门): who issues, receives, reviews and decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Overtime:
    """How a department's reviewers work after closing (加班).

    Parameters
    ----------
    most_seconds : int
        At most so long a day, > 0.
    above : int
        While more files wait for each head, at least 0, or one waits that is due that day.
    rate : float
        What an hour of it costs in hours of ordinary work, at least 1.
    """

    most_seconds: int
    above: int
    rate: float


@dataclass(frozen=True, slots=True)
class Department:
    """One kind of department or other issuing body (部门类别).

    Parameters
    ----------
    kind : str
        E.g. ``"SAMR"``.
    name : Text
    government : bool
        False for banks, hospitals, notaries, employers.
    level : {"county", "prefecture", "province", "national"}
        Where its reviewers sit: one pool for each region of that level in the scenario.
    resident : bool
        Whether it has windows in the hall (进驻大厅); if not, applicants go to its own office.
    reviewers : tuple of (str, int)
        Review class → heads in each region of its level.
    cross_trained : tuple of tuple of str
        Classes whose heads can all do the work of each other (一专多能): they share one queue. An
        approximation: whole classes are trained, and nobody prefers the own class's files.
    dedicated : bool
        Whether its windows stay its own beside comprehensive ones (专业窗口).
    overtime : Overtime or None
        None: its reviewers go home when the office closes.
    """

    kind: str
    name: Text
    government: bool
    level: Literal["county", "prefecture", "province", "national"]
    resident: bool
    reviewers: tuple[tuple[str, int], ...]
    cross_trained: tuple[tuple[str, ...], ...] = ()
    dedicated: bool = False
    overtime: Overtime | None = None

    @property
    def joins_comprehensive(self) -> bool:
        """Whether its windows become comprehensive ones where a hall has them."""
        return self.government and not self.dedicated

    def teams(self) -> list[tuple[tuple[str, int], ...]]:
        """Return the classes with their heads, team by team: cross-trained ones are one team."""
        heads = dict(self.reviewers)
        team_of = {name: team for team in self.cross_trained for name in team}
        teams = dict.fromkeys(team_of.get(name, (name,)) for name in heads)
        return [tuple((name, heads[name]) for name in team) for team in teams]
