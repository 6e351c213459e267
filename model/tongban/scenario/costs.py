"""What the administration's means cost (行政成本), for the Standard Cost Model."""

from __future__ import annotations

from dataclasses import dataclass

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Costs:
    """Tariffs of the administration (行政成本单价).

    Parameters
    ----------
    head_hour : float
        CNY an hour of work at a window or desk, with everything that a head costs.
    link_year : float
        CNY a year for one data link in use.
    lever_life_years : float
        Over how many years what is built, and taught, is written off.
    """

    head_hour: float
    link_year: float
    lever_life_years: float


@dataclass(frozen=True, slots=True)
class ContactCosts:
    """A cost a contact, published elsewhere (每次接触成本): shown apart, never added.

    Parameters
    ----------
    face_to_face, online : float
        In ``unit``.
    unit : Text
    critique : Text
        Why it must not be taken for a price.
    """

    face_to_face: float
    online: float
    unit: Text
    critique: Text
