"""The checked scenario (校验后的场景): frozen, whole, with the source of every number."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tongban.actors.applicants import ApplicantGroup
from tongban.actors.data_links import DataLink
from tongban.actors.departments import Department
from tongban.actors.halls import Hall, OpeningHours, Region
from tongban.catalogue.matters import Catalogue
from tongban.quantities import Spread
from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the scenario and where it comes from (数值及其来源).

    Parameters
    ----------
    path : str
        Where it stands, e.g. ``"process.missing_at_first_try"``.
    value : str
        As written, with its unit.
    kind : {"source", "assumption"}
    words : Text
        The source with its status, or the reason of the assumption.
    where : str
        ``file:line``.
    """

    path: str
    value: str
    kind: Literal["source", "assumption"]
    words: Text
    where: str


@dataclass(frozen=True, slots=True)
class Process:
    """How things go in every regime unless a lever changes it (通用过程参数).

    Parameters
    ----------
    missing_at_first_try : float
        Probability, 0–1, a material, that it is missing or wrong at the first try.
    defect_repair : Spread
        Applicant's time to mend one defect.
    login : Spread
        Time to register or log in once at one portal.
    login_failure : float
        Probability, 0–1, of giving up the online attempt at each separate login.
    fill_in_online : Spread
        Time to fill in one application online.
    pickup : Spread
        Time at the window to collect a result.
    carry : Spread
        Time at a window to hand over a paper that the applicant carries between departments.
    wrong_window : float
        Probability, 0–1, of queueing at a wrong window of a hall with separate windows.
    living_elsewhere : float
        Share, 0–1, of applicants who live in another county than the one that is competent.
    returning_applicant : float
        Share, 0–1, of needs that come from an applicant who had an earlier need.
    special_handling : float
        Probability, 0–1, that a circular certificate is solved by special handling.
    special_handling_time : Spread
        How long that takes, working time.
    session_validity_seconds : int
    precheck : Spread
        Time at a desk to look through an online application before acceptance.
    extra_time_helped : float
        Factor, at least 1, on window time for what a comprehensive window must look up more.
    """

    missing_at_first_try: float
    defect_repair: Spread
    login: Spread
    login_failure: float
    fill_in_online: Spread
    pickup: Spread
    carry: Spread
    wrong_window: float
    living_elsewhere: float
    returning_applicant: float
    special_handling: float
    special_handling_time: Spread
    session_validity_seconds: int
    precheck: Spread
    extra_time_helped: float


@dataclass(frozen=True, slots=True)
class LeverSetting:
    """One lever as a regime sets it (措施的设置).

    Parameters
    ----------
    lever : str
        Id of the lever, e.g. ``"data_sharing"``.
    strength : float
        0 (off) to 1 (full).
    matters, items, regions, materials : tuple of str
        Scope; an empty tuple means all.
    """

    lever: str
    strength: float = 1.0
    matters: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedPair:
    """A published before-and-after pair that the report compares with (已公布的前后对照).

    ``before``/``after`` in ``unit``; ``measure`` is an id of ``tongban.measures``; ``title`` says
    what was measured where.
    """

    matter: str
    measure: str
    before: float
    after: float
    unit: Text
    title: Text
    source: Text
    use: Literal["fitted", "predicted"]


@dataclass(frozen=True, slots=True)
class World:
    """A checked scenario (场景).

    Parameters
    ----------
    name : str
    title, purpose : Text
    digest : str
        SHA-256 of the scenario's files as read, hexadecimal.
    start : datetime.date
        First day; second 0 of the run is its local midnight.
    arrival_days, horizon_days : int
        Calendar days during which needs arise, and during which the run is observed.
    warm_up_days : int
        Needs that arise in the first days are simulated and not measured.
    hall_hours, office_hours : OpeningHours
    dispersion : float
        Variance/mean of the needs of a day, at least 1 (1: Poisson).
    holidays : bool
        Whether public holidays and moved working days of China are observed.
    catalogue : Catalogue
    departments, regions, halls, groups, links
        The actors by id.
    process : Process
    regimes : mapping of str to tuple of LeverSetting
        Regimes of this scenario; ``siloed`` and ``integrated`` are always among them.
    published : tuple of PublishedPair
    figures : tuple of Figure
        Every number with its source or its reason.
    """

    name: str
    title: Text
    purpose: Text
    digest: str
    start: datetime.date
    arrival_days: int
    warm_up_days: int
    horizon_days: int
    hall_hours: OpeningHours
    office_hours: OpeningHours
    dispersion: float
    holidays: bool
    catalogue: Catalogue
    departments: Mapping[str, Department]
    regions: Mapping[str, Region]
    halls: Mapping[str, Hall]
    groups: Mapping[str, ApplicantGroup]
    links: Mapping[str, DataLink]
    process: Process
    regimes: Mapping[str, tuple[LeverSetting, ...]]
    published: tuple[PublishedPair, ...]
    figures: tuple[Figure, ...]
