"""What a mapping file may hold (映射文件的形状)."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from tongban_spec.events import CONTEXT_TABLES, EVENT_COLUMNS, KINDS

ACTIVITY = "$activity"
IGNORE = "ignore"
VERSIONS = (1,)
MADE_FROM_RULES = ("event_id", "at", "kind")
FREE_COLUMNS = tuple(c.name for c in EVENT_COLUMNS if c.name not in MADE_FROM_RULES)
CALENDAR_DAYS_MAX = 40_000


class Shape(BaseModel):
    """What every part of a mapping file has in common (文件部分)."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


Line = Annotated[str, Field(min_length=1, max_length=2000)]


def _zone(value: Any) -> Any:
    if isinstance(value, str) and value not in zoneinfo.available_timezones():
        raise PydanticCustomError("zone", "no such time zone")
    return value


Zone = Annotated[Line, BeforeValidator(_zone)]


class Made(Shape):
    """How one column is made (列的来历): of another, of a constant, or of the row's number."""

    column: Line | None = None
    constant: Line | None = None
    row: Literal[True] | None = None
    values: dict[Line, Line | None] | None = None
    otherwise: Literal["null", "same"] = "null"
    format: Line | None = None
    zone: Zone | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Any:
        if sum(one is not None for one in (self.column, self.constant, self.row)) != 1:
            raise PydanticCustomError("one_origin", "exactly one of column, constant, row")
        if self.column is None and (self.values or self.format or self.zone):
            raise PydanticCustomError("only_of_column", "values, format, zone are of a column")
        return self


def _short(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


Origin = Annotated[Made, BeforeValidator(_short)]


def _one_of(names: Iterable[str], fault: str) -> BeforeValidator:
    """Return the check that a word is one of these names."""
    known = frozenset(names)

    def check(value: Any) -> Any:
        if isinstance(value, str) and value not in known:
            raise PydanticCustomError(fault, "no such name")  # pyright: ignore[reportArgumentType]
        return value

    return BeforeValidator(check)


KindName = Annotated[Line, _one_of(KINDS, "kind")]
FreeColumn = Annotated[Line, _one_of(FREE_COLUMNS, "unknown_key")]
MadeColumn = Annotated[Line, _one_of(("event_id", "at", *FREE_COLUMNS), "unknown_key")]
Constants = dict[FreeColumn, Line]


class EventRule(Shape):
    """What an activity means (一种活动的含义): a kind, and words for other columns."""

    kind: KindName
    set: Constants = {}


class CaseEvent(EventRule):
    """An event that a case has once, with a time of its own column (每案一次的事件)."""

    at: Origin


class Days(Shape):
    """A calendar by rule (日历规则): weekends and holidays do not work, other days do."""

    first: Line
    last: Line
    weekend: tuple[Annotated[int, Field(ge=1, le=7)], ...] = (6, 7)
    holidays: tuple[Line, ...] = ()

    @field_validator("first", "last")
    @classmethod
    def _a_date(cls, value: str) -> str:
        return _checked_date(value)

    @field_validator("holidays")
    @classmethod
    def _dates(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(_checked_date, value))

    @model_validator(mode="after")
    def _in_order(self) -> Any:
        span = datetime.date.fromisoformat(self.last) - datetime.date.fromisoformat(self.first)
        if not 0 <= span.days < CALENDAR_DAYS_MAX:
            raise PydanticCustomError("days_order", "last is before first, or far away")
        return self


def _checked_date(value: str) -> str:
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise PydanticCustomError("date", "no such day") from None


Cell = Annotated[str | int | float | bool | None, Field(union_mode="left_to_right")]


class MappingShape(Shape):
    """A mapping file (映射文件)."""

    mapping: Literal[1]
    note: Line | None = None
    time_zone: Zone | None = None
    activity: Line
    keep: dict[Line, tuple[Line, ...]] = {}
    columns: dict[MadeColumn, Origin]
    events: dict[Line, EventRule | Literal["ignore"]]
    otherwise: EventRule | Literal["ignore", "report"] = "report"
    strict: bool = False
    once_a_case: tuple[CaseEvent, ...] = ()
    never_happened: tuple[KindName, ...] = ()
    logs: dict[Line, Constants] = {}
    calendar: Days | None = None
    tables: dict[Line, tuple[dict[Line, Cell], ...]] = {}

    @field_validator("columns")
    @classmethod
    def _with_times(cls, value: dict[str, Made]) -> dict[str, Made]:
        for name in ("event_id", "at"):
            if name not in value:
                raise PydanticCustomError("lacks", "a column is lacking", {"name": name})
        return value

    @field_validator("tables")
    @classmethod
    def _known_tables(cls, value: dict[str, Any]) -> dict[str, Any]:
        for table, rows in value.items():
            if table not in CONTEXT_TABLES:
                raise PydanticCustomError("table", "no such table", {"name": table})
            known = set(CONTEXT_TABLES[table].column_names)
            for row in rows:
                if unknown := sorted(set(row) - known):
                    raise PydanticCustomError("column", "no such column", {"name": unknown[0]})
                days = [c.name for c in CONTEXT_TABLES[table].columns if c.type == "date"]
                for name in days:
                    _checked_date(str(row.get(name)))
        return value
