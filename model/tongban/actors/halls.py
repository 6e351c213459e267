"""Halls (政务大厅): windows, opening hours and the places applicants travel to."""

from __future__ import annotations

from dataclasses import dataclass

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When counters or desks work, on working days (办公时间).

    Parameters
    ----------
    intervals : tuple of (int, int)
        Open intervals as seconds of the day, ascending, e.g. 9:00–12:00 and 13:30–17:00.
    arrival_weights : tuple of float
        Relative frequency of arrivals in each hour of the day, 24 values; only open hours count.
    """

    intervals: tuple[tuple[int, int], ...]
    arrival_weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division (行政区划).

    Parameters
    ----------
    code : str
        6 digits, GB/T 2260.
    name : Text
    level : str
        ``county``, ``prefecture`` or ``province``.
    parent : str
        Code of the region above.
    needs_per_working_day : float
        Mean number of matters that arise here on a working day.
    rural_share : float or None
        Share, 0–1, of its people who live in the country; None: as in the scenario's groups.
    travel : float
        How many times as long as the groups' is the way to the hall within this county, above 0.
    """

    code: str
    name: Text
    level: str
    parent: str
    needs_per_working_day: float
    rural_share: float | None = None
    travel: float = 1.0


@dataclass(frozen=True, slots=True)
class Hall:
    """The hall of a region, with the offices of departments that are not in it (大厅).

    Parameters
    ----------
    region : str
    windows : tuple of (str, int)
        Department kind → windows, in the hall if the department is resident, else at its office.
    """

    region: str
    windows: tuple[tuple[str, int], ...]
