"""The checked scenario (校验后的场景): frozen, whole, with the source of every number."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tongban.actors.applicants import ApplicantGroup
from tongban.actors.data_links import DataLink, Platform, ScheduledOutage
from tongban.actors.departments import Department
from tongban.actors.halls import Hall, OpeningHours, Region
from tongban.catalogue.items import Item
from tongban.catalogue.matters import Catalogue
from tongban.scenario.costs import ContactCosts, Costs
from tongban.scenario.demand import Demand, Season, Surge
from tongban.scenario.more_staff import MoreStaff
from tongban.scenario.process import Process
from tongban_spec.language import Text

PairUse = Literal["fitted", "related", "predicted", "unlike"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the scenario and where it comes from (数值及其来源).

    Parameters
    ----------
    path : str
        Where it stands, e.g. ``"process.missing_at_first_try"``.
    value : str
        As written, with its unit.
    kind : {"source", "assumption", "published"}
        A published figure is not put into the model: results are held against it.
    words : Text
        The source with its status, or the reason of the assumption.
    where : str
        ``file:line``.
    """

    path: str
    value: str
    kind: Literal["source", "assumption", "published"]
    words: Text
    where: str


@dataclass(frozen=True, slots=True)
class LeverSetting:
    """One lever as a regime sets it (措施的设置).

    Parameters
    ----------
    lever : str
        Id of the lever, e.g. ``"data_sharing"``.
    strength : float
        0 (off) to 1 (full).
    matters, items, regions, materials, groups : tuple of str
        Scope; an empty tuple means all. ``groups`` are those of applicants.
    level : {"", "county", "prefecture", "province"}
        How far a lever that has levels holds; empty: as far as it can.
    since, until : date or None
        In force from local midnight of ``since`` to local midnight of ``until``; None: from the
        start, to the end of the run.
    because, source : Text or None
        Why it is part of the regime, and which text says so; a reason alone is an assumption.
    """

    lever: str
    strength: float = 1.0
    matters: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    level: str = ""
    groups: tuple[str, ...] = ()
    because: Text | None = None
    source: Text | None = None

    def holds(self, day: datetime.date) -> bool:
        """Return whether the setting is in force on a day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class LeverCost:
    """What a lever costs the administration, beside the work that it changes (措施成本).

    Parameters
    ----------
    build : float
        CNY, once.
    run_per_year : float
        CNY a year.
    training_hours : float
        Hours for each head.
    """

    build: float
    run_per_year: float
    training_hours: float


@dataclass(frozen=True, slots=True)
class PublishedPair:
    """A published before-and-after pair that the report compares with (已公布的前后对照).

    Parameters
    ----------
    id : str
        The same in every scenario where the pair stands.
    matter : str
        Empty: the mean over all matters, weighted by needs.
    measure : str
        Id of a measure in ``tongban.measures``.
    before, after : float
        In ``unit``.
    title, source : Text
        What was measured where, and who published it.
    use : {"fitted", "related", "predicted", "unlike"}
        ``fitted``: a parameter was taken from it; ``related``: from another figure of the same
        place or reform; ``unlike``: its sides are not one quantity, or of no matter of the model.
    before_regime, after_regime : str
        Those that describe the reform, by its own words.
    remainder : bool
        Whether what is left of the measure, a share, is compared: 1 minus it.
    """

    id: str
    matter: str
    measure: str
    before: float
    after: float
    unit: Text
    title: Text
    source: Text
    use: PairUse
    before_regime: str = "siloed"
    after_regime: str = "integrated"
    remainder: bool = False


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
    seasons : tuple of Season
    after_spring_festival : Surge or None
    demand : Demand or None
        None: demand does not answer to burden, whatever the matters' elasticities.
    costs : Costs or None
        None: the administration's work is not priced.
    contact_costs : ContactCosts or None
    lever_costs : mapping of str to LeverCost
        By lever; a lever that is not in it has no known cost.
    platforms : mapping of str to Platform
    outages : tuple of ScheduledOutage
    outages_of_regime : mapping of str to tuple of ScheduledOutage
        What is scheduled instead in the regimes that say so.
    more_staff : mapping of str to MoreStaff
        Heads that regimes have beyond the scenario's.
    regime_titles : mapping of str to Text
        As people call the regimes; one that is not in it goes by its name.
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
    seasons: tuple[Season, ...] = ()
    after_spring_festival: Surge | None = None
    demand: Demand | None = None
    costs: Costs | None = None
    contact_costs: ContactCosts | None = None
    lever_costs: Mapping[str, LeverCost] = field(default_factory=dict)
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    outages: tuple[ScheduledOutage, ...] = ()
    outages_of_regime: Mapping[str, tuple[ScheduledOutage, ...]] = field(default_factory=dict)
    more_staff: Mapping[str, MoreStaff] = field(default_factory=dict)
    regime_titles: Mapping[str, Text] = field(default_factory=dict)

    @property
    def inputs(self) -> tuple[Figure, ...]:
        """Return the numbers that the model is fed with (输入): published pairs are not."""
        return tuple(figure for figure in self.figures if figure.kind != "published")

    def is_of_government(self, item: Item) -> bool:
        """Return whether a government department offers an item, not a bank or hospital (政务)."""
        return self.departments[item.department].government
