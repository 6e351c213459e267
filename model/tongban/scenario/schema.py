"""The shape of a scenario file (场景文件的形状), and its JSON Schema for editors.

``python -m tongban.scenario.schema FILE`` writes the schema; ``yaml-language-server`` and other
editors complete and check scenario files with it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from tongban.scenario.links import DisturbedShape, LinkShape, OutageShape, PlatformShape
from tongban.scenario.numbers import (
    CalendarDays,
    Duration,
    Elasticity,
    Factor,
    Fee,
    Heads,
    Limit,
    Line,
    Needs,
    Origin,
    PublishedNumber,
    Shape,
    Share,
    SourceRef,
    SourceShape,
    TrainingHours,
    Validity,
    Weight,
    Words,
    WorkingTime,
    YearlyCost,
)
from tongban.scenario.overtime import OvertimeShape
from tongban.scenario.people import (
    ContactCostsShape,
    CostsShape,
    DemandShape,
    GroupShape,
    SeasonShape,
    SurgeShape,
)
from tongban.scenario.process import ProcessShape
from tongban.scenario.world import PairUse
from tongban.scenario.written import (
    Date,
    HourOfDay,
    HourWeight,
    Id,
    Intervals,
    ItemCode,
    Kind,
    RegionCode,
    Scope,
    Stage,
)

SCHEMA_VERSIONS = (1,)


class HoursShape(Origin):
    """Opening hours with the daily curve of arrivals (办公时间)."""

    open: Intervals
    arrivals: dict[HourOfDay, HourWeight] | None = None


class TimeShape(Shape):
    """When the run takes place (时间)."""

    start: Date
    arrival: CalendarDays
    warm_up: CalendarDays
    horizon: CalendarDays
    holidays: bool
    hall_hours: HoursShape
    office_hours: HoursShape
    dispersion: Factor
    seasons: tuple[SeasonShape, ...] = ()
    after_spring_festival: SurgeShape | None = None


class DepartmentShape(Shape):
    """A kind of department (部门)."""

    name: Words
    government: bool
    level: Literal["county", "prefecture", "province", "national"]
    resident: bool
    reviewers: dict[Id, Heads] = Field(default_factory=dict)
    cross_trained: tuple[Annotated[tuple[Id, ...], Field(min_length=2)], ...] = ()
    dedicated: bool = False
    overtime: OvertimeShape | None = None


class MaterialShape(Shape):
    """A kind of material (材料)."""

    name: Words
    maker: Literal["government", "applicant", "third_party"]
    issuer: Id | None = None
    validity: Validity | None = None
    electronic: bool = False
    trust: Literal["A", "B", "C", "D"] | None = None
    prerequisites: tuple[Id, ...] = ()
    obtaining: Duration | None = None
    turnaround: WorkingTime | None = None
    held: Share
    only_on_refusal: bool = False
    single_use: bool = False


class ItemMaterialShape(Shape):
    """A material of an item that may follow later (容缺)."""

    material: Id
    secondary: bool = False


def _kind_of_listing(value: Any) -> str:
    return "~id" if isinstance(value, str) else "~listed"


ListedMaterial = Annotated[
    Annotated[Id, Tag("~id")] | Annotated[ItemMaterialShape, Tag("~listed")],
    Discriminator(_kind_of_listing),
]


class StepShape(Shape):
    """A step inside the administration (环节)."""

    name: Words
    department: Id | None = None
    review_class: Id = Field(alias="class")
    work: WorkingTime
    circulation: WorkingTime | None = None
    circulation_electronic: Share | None = None
    wait_by_law: bool = False
    after: tuple[Id, ...] = ()


class ItemShape(Shape):
    """An item (事项)."""

    code: ItemCode
    version: Annotated[int, Field(ge=1, le=9999)]
    name: Words
    department: Id
    category: Line
    applicant: Kind
    limit: Limit | None = None
    fee: Fee | None = None
    online_stages: tuple[Stage, ...]
    online_exception: Words | None = None
    intake: Duration
    materials: tuple[ListedMaterial, ...] = ()
    produces: tuple[Id, ...] = ()
    steps: dict[Id, StepShape]


class MatterShape(Shape):
    """A matter (一件事)."""

    name: Words
    category: Line
    applicant: Kind
    items: tuple[Id, ...]
    weight: Weight
    elasticity: Elasticity | None = None
    simplified: Words | None = None
    joint_limit: Limit | None = None


class RegionShape(Shape):
    """An administrative division (行政区划)."""

    name: Words
    level: Literal["county", "prefecture", "province"]
    parent: RegionCode | None = None
    needs: Needs | None = None
    rural: Share | None = None
    travel: Weight | None = None


class HallShape(Shape):
    """The hall of a region (大厅)."""

    windows: dict[Id, Heads]


class LeverShape(Shape):
    """A lever as a regime sets it (措施)."""

    lever: Id
    strength: Annotated[float, Field(ge=0, le=1)] = 1.0
    # a scope left out is everything, so one that is written must name something
    matters: Scope = ()
    items: Scope = ()
    regions: Annotated[tuple[RegionCode, ...], Field(min_length=1)] = ()
    materials: Scope = ()
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = None
    level: Literal["county", "prefecture", "province"] | None = None
    groups: Scope = ()
    because: Words | None = None
    source: SourceRef | None = None


class LeverCostShape(Shape):
    """What a lever costs the administration (措施成本)."""

    build: Fee
    run_per_year: YearlyCost
    training_hours: TrainingHours


class PublishedShape(Shape):
    """A published before-and-after pair (前后对照); without a matter it is of all together."""

    id: Id
    title: Words
    matter: Id | None = None
    measure: Id
    remainder: bool = False
    before: PublishedNumber
    after: PublishedNumber
    use: PairUse
    before_regime: Id = "siloed"
    after_regime: Id = "integrated"


class SelectShape(Shape):
    """What to keep of the included catalogue (选取).

    ``needs``: ``by_weight`` if the regions' needs are those of the whole catalogue, of which the
    kept matters have their share by weight; ``all`` if they are those of the kept matters alone.
    """

    matters: Scope | None = None
    regions: Annotated[tuple[RegionCode, ...], Field(min_length=1)] | None = None
    needs: Literal["by_weight", "all"] = "by_weight"


class ScenarioShape(Shape):
    """A whole scenario file after its includes are merged (场景文件)."""

    schema_version: Literal[1] = Field(alias="schema")
    name: Id
    title: Words
    purpose: Words
    include: tuple[str, ...] = ()
    select: SelectShape | None = None
    time: TimeShape
    sources: dict[Id, SourceShape] = Field(default_factory=dict)
    departments: dict[Id, DepartmentShape]
    materials: dict[Id, MaterialShape]
    items: dict[Id, ItemShape]
    matters: dict[Id, MatterShape]
    regions: dict[RegionCode, RegionShape]
    halls: dict[RegionCode, HallShape]
    groups: dict[Id, GroupShape]
    links: dict[Id, LinkShape] = Field(default_factory=dict)
    platforms: dict[Id, PlatformShape] = Field(default_factory=dict)
    outages: tuple[OutageShape, ...] = ()
    process: ProcessShape
    demand: DemandShape | None = None
    costs: CostsShape | None = None
    contact_costs: ContactCostsShape | None = None
    regimes: dict[Id, tuple[LeverShape, ...]] = Field(default_factory=dict)
    regime_titles: dict[Id, Words] = Field(default_factory=dict)
    lever_costs: dict[Id, LeverCostShape] = Field(default_factory=dict)
    disturbed: dict[Id, DisturbedShape] = Field(default_factory=dict)
    published: tuple[PublishedShape, ...] = ()


def schema_for_editors() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file (编辑器用的 JSON Schema), draft 2020-12.

    Sections that an include may bring are not required, since an editor sees one file at a time.
    """
    schema = ScenarioShape.model_json_schema(by_alias=True)
    own = {"schema", "name", "title", "purpose", "time"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "tongban scenario",
        "required": [key for key in schema["required"] if key in own],
    }


def schema_text() -> str:
    """Return :func:`schema_for_editors` as it is written to ``scenario.schema.json``."""
    return json.dumps(schema_for_editors(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
