"""Numbers of a scenario file with unit, range and origin (数值、单位与来源).

Each dimension is a type of its own, so that the wrong unit is refused where it stands and an
editor knows the units from the JSON Schema.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from tongban.quantities import DAY, HOUR, MINUTE, Family, Spread
from tongban_spec.language import Text

WORKING_DAY = 7 * HOUR
SECONDS = {"s": 1, "min": MINUTE, "hour": HOUR, "day": DAY, "working_day": WORKING_DAY}
DURATION_MAX = 10 * 365 * DAY
UNIFORM_CV_MAX = 1 / math.sqrt(3)

UNIT_WORDS = {
    "s": Text("秒", "s"),
    "min": Text("分钟", "min"),
    "hour": Text("小时", "h"),
    "day": Text("天", "days"),
    "working_day": Text("工作日", "working days"),
    "year": Text("年", "years"),
    "share": Text("占比", "share"),
    "ratio": Text("倍数", "ratio"),
    "count": Text("次（件）", "count"),
    "person": Text("人", "persons"),
    "CNY": Text("元", "CNY"),
    "CNY_per_hour": Text("元/小时", "CNY/h"),
    "CNY_per_year": Text("元/年", "CNY/year"),
    "GBP": Text("英镑", "GBP"),
    "per_working_day": Text("件/工作日", "per working day"),
    "per_hour": Text("次/小时", "per hour"),
}
STATUS_WORDS = {
    "found": Text("已查到", "found"),
    "weak": Text("来源较弱", "weak"),
    "unverified": Text("未核实", "unverified"),
    "derived": Text("推算", "derived"),
}


class Shape(BaseModel):
    """What every part of a scenario file has in common (文件部分)."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


Line = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


class Words(Shape):
    """A text in both languages (双语文字)."""

    zh: Line
    en: Line

    def text(self) -> Text:
        """Return it as a Text."""
        return Text(self.zh.strip(), self.en.strip())


class SourceShape(Shape):
    """Where a number comes from, and how sure that is (来源)."""

    title: Words
    status: Literal["found", "weak", "unverified", "derived"]
    where: Line | None = None

    def text(self) -> Text:
        """Return title, status and place in one line."""
        status = STATUS_WORDS[self.status]
        place = (f"；{self.where}", f"; {self.where}") if self.where else ("", "")
        return Text(
            f"{self.title.zh}（{status.zh}{place[0]}）", f"{self.title.en} ({status.en}{place[1]})"
        )


def _kind_of_source(value: Any) -> str:
    return "~id" if isinstance(value, str) else "~inline"


SourceRef = Annotated[
    Annotated[str, Tag("~id")] | Annotated[SourceShape, Tag("~inline")],
    Discriminator(_kind_of_source),
]


class Origin(Shape):
    """Exactly one of a source and an assumption (来源或假设)."""

    source: SourceRef | None = None
    assumption: Words | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Any:
        if self.source is None and self.assumption is None:
            raise PydanticCustomError("no_origin", "missing source")
        if self.source is not None and self.assumption is not None:
            raise PydanticCustomError("two_origins", "both a source and an assumption")
        return self


class Number(Origin):
    """A number with its origin (数值); each dimension says its range and units."""


class Share(Number):
    """A share or probability (占比), 0 to 1."""

    value: Annotated[float, Field(ge=0, le=1)]
    unit: Literal["share"]


class Factor(Number):
    """A factor that only ever makes more (倍数), 1 to 1000."""

    value: Annotated[float, Field(ge=1, le=1000)]
    unit: Literal["ratio"]


class Weight(Number):
    """A relative frequency (权重), above 0."""

    value: Annotated[float, Field(gt=0, le=1e6)]
    unit: Literal["ratio"]


class Multiple(Number):
    """A factor that makes more or less (倍数), 0 to 1000."""

    value: Annotated[float, Field(ge=0, le=1000)]
    unit: Literal["ratio"]


class Elasticity(Number):
    """By how many percent demand rises when the burden falls by one percent (弹性), 0 to 5."""

    value: Annotated[float, Field(ge=0, le=5)]
    unit: Literal["ratio"]


class Heads(Number):
    """Reviewers or windows (人数、窗口数)."""

    value: Annotated[int, Field(ge=0, le=100_000)]
    unit: Literal["person", "count"]


class Count(Number):
    """How many times (次数), at least 1."""

    value: Annotated[int, Field(ge=1, le=1_000_000)]
    unit: Literal["count"]


class Needs(Number):
    """Needs that arise in a region (每工作日需要数)."""

    value: Annotated[float, Field(ge=0, le=1e6)]
    unit: Literal["per_working_day"]


class HourlyRate(Number):
    """How many in an hour (每小时次数)."""

    value: Annotated[float, Field(gt=0, le=1e9)]
    unit: Literal["per_hour"]


class Fee(Number):
    """A fee (费用)."""

    value: Annotated[float, Field(ge=0, le=1e9)]
    unit: Literal["CNY"]


class TimeValue(Number):
    """What an hour is worth (时间价值)."""

    value: Annotated[float, Field(ge=0, le=1e6)]
    unit: Literal["CNY_per_hour"]


class YearlyCost(Number):
    """What something costs a year (年成本)."""

    value: Annotated[float, Field(ge=0, le=1e12)]
    unit: Literal["CNY_per_year"]


class Lifetime(Number):
    """Over how many years what is built is written off (摊销年限)."""

    value: Annotated[float, Field(gt=0, le=100)]
    unit: Literal["year"]


class ContactCost(Number):
    """What one contact costs by a published table (每次接触成本)."""

    value: Annotated[float, Field(ge=0, le=1e6)]
    unit: Literal["CNY", "GBP"]


class TrainingHours(Number):
    """Hours of training for each head that a lever concerns (人均培训学时)."""

    value: Annotated[float, Field(ge=0, le=10_000)]
    unit: Literal["hour"]


class CalendarDays(Number):
    """A span of the run in calendar days (自然日)."""

    value: Annotated[int, Field(ge=0, le=3650)]
    unit: Literal["day"]


class Limit(Number):
    """A legal limit (法定时限), working days."""

    value: Annotated[int, Field(ge=1, le=2500)]
    unit: Literal["working_day"]


class Validity(Number):
    """How long a material stays valid (有效期)."""

    value: Annotated[int, Field(ge=1, le=36_500)]
    unit: Literal["day", "year"]

    def days(self) -> int:
        """Return calendar days; a year has 365."""
        return self.value * (365 if self.unit == "year" else 1)


class Period(Number):
    """One length of time without a spread (固定时长)."""

    value: Annotated[float, Field(ge=0)]
    unit: Literal["s", "min", "hour", "day", "working_day"]
    factors: ClassVar[dict[str, int]] = SECONDS

    @model_validator(mode="after")
    def _not_too_long(self) -> Any:
        if self.seconds() > DURATION_MAX:
            raise PydanticCustomError("ten_years", "longer than 10 years")
        return self

    def seconds(self) -> float:
        """Return the value in seconds; a working day is 7 hours."""
        return self.value * self.factors[self.unit]


class Duration(Period):
    """A length of time with its spread (时长及其分布)."""

    spread: Family = "constant"
    cv: Annotated[float, Field(ge=0, le=20)] | None = None

    @model_validator(mode="after")
    def _cv_fits_spread(self) -> Any:
        cv = self.cv
        fits = {
            "constant": cv in (None, 0),
            "exponential": cv in (None, 1),
            "lognormal": cv is not None and cv > 0,
            "uniform": cv is not None and 0 < cv <= UNIFORM_CV_MAX,
        }
        if not fits[self.spread]:
            raise PydanticCustomError("cv_of_spread", "cv does not fit", {"spread": self.spread})
        return self

    def as_spread(self) -> Spread:
        """Return the duration as the model takes it."""
        cv = 1.0 if self.spread == "exponential" else float(self.cv or 0.0)
        return Spread(self.spread, float(self.seconds()), cv)


class WorkingTime(Duration):
    """A length of working time (工作时长): a calendar ``day`` has no meaning here."""

    unit: Literal["s", "min", "hour", "working_day"]  # pyright: ignore[reportIncompatibleVariableOverride]


class PublishedNumber(Shape):
    """One side of a published pair (已公布数值): always with a source."""

    value: Annotated[float, Field(ge=0, le=1e12)]
    unit: Literal[
        "s", "min", "hour", "day", "working_day", "share", "ratio", "count", "person", "CNY"
    ]
    source: SourceRef


def number_of(number: Number | None) -> float:
    """Return the value of a number that may be left out (可省略的数值): 0 if it is."""
    return float(number.value) if number is not None else 0.0  # type: ignore[attr-defined]
