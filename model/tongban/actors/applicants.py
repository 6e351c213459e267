"""Applicants (申请人): residents and enterprises, by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tongban.quantities import Spread
from tongban_spec.language import Text

ApplicantKind = Literal["resident", "enterprise"]


@dataclass(frozen=True, slots=True)
class ApplicantGroup:
    """A group of applicants who are alike for the model (申请人群体).

    Parameters
    ----------
    id : str
        E.g. ``"rural_older"``.
    name : Text
    kind : {"resident", "enterprise"}
    share : float
        Share of the needs of its kind, 0–1; the shares of a kind add up to 1.
    digital : float
        Probability, 0–1, that a member can and wants to act online.
    online_success : float
        Probability, 0–1, that an online attempt succeeds; who fails goes to the hall.
    travel : Spread
        One way to the hall of the own county.
    travel_far : Spread
        One way to the hall of another county, for those who live elsewhere.
    hall_patience : Spread
        Longest wait in a hall before leaving.
    trips_patience : int
        Trips for one matter after which the matter is given up, at least 1.
    time_value : float
        CNY an hour.
    lives : {"urban", "rural"} or None
        Where its members live, so that its share follows the rural share of each county; None:
        its share is the same everywhere.
    arrival_weights : tuple of float or None
        Its own daily profile: relative frequency in each hour of the day, 24 values; None: the
        profile of the hall.
    helped_online : float
        Probability, 0–1, that a member who does not act online accepts help at the hall to do so.
    leaves_for_good : float
        Probability, 0–1, that a member who loses patience in a queue gives up the matter.
    fare : float
        CNY for a trip, there and back.
    """

    id: str
    name: Text
    kind: ApplicantKind
    share: float
    digital: float
    online_success: float
    travel: Spread
    travel_far: Spread
    hall_patience: Spread
    trips_patience: int
    time_value: float
    lives: Literal["urban", "rural"] | None = None
    arrival_weights: tuple[float, ...] | None = None
    helped_online: float = 0.0
    leaves_for_good: float = 0.0
    fare: float = 0.0
