"""Identifiers, clock times and dates as scenario files write them (标识、时刻与日期)."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

ID = r"^[A-Za-z0-9_][A-Za-z0-9_.\-]*$"
DIGITS_6, DIGITS_12 = r"^[0-9]{6}$", r"^[0-9]{12}$"
HOUR = r"^([0-9]|1[0-9]|2[0-3])$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"
YEARLY = r"^[0-9]{2}-[0-9]{2}$"

Id = Annotated[str, Field(min_length=1, max_length=100, pattern=ID)]
RegionCode = Annotated[str, Field(pattern=DIGITS_6)]
ItemCode = Annotated[str, Field(pattern=DIGITS_12)]
Scope = Annotated[tuple[Id, ...], Field(min_length=1)]  # left out: all
Kind = Literal["resident", "enterprise"]
Settlement = Literal["urban", "rural"]
Stage = Literal["application", "acceptance", "review", "decision", "delivery"]
HourOfDay = Annotated[str, Field(pattern=HOUR)]
HourWeight = Annotated[float, Field(ge=0, le=1e6)]
_INTERVAL = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])\Z")


def interval_seconds(written: str) -> tuple[int, int]:
    """Return ``"09:00-12:00"`` as seconds of the day; the text must be a checked interval."""
    first, last = written.split("-")
    return _seconds(first), _seconds(last)


def _seconds(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60


def _checked_interval(written: str) -> str:
    if not _INTERVAL.match(written):
        raise PydanticCustomError("interval", "not an interval")
    first, last = interval_seconds(written)
    if not first < last <= 86_400:
        raise PydanticCustomError("interval", "not an interval")
    return written


def _ascending(intervals: tuple[str, ...]) -> tuple[str, ...]:
    ends = [second for written in intervals for second in interval_seconds(written)]
    if ends != sorted(ends):
        raise PydanticCustomError("intervals_order", "intervals overlap")
    return intervals


def _checked_date(written: str) -> str:
    try:
        datetime.date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("date", "not a date") from None
    return written


Interval = Annotated[str, AfterValidator(_checked_interval)]
Intervals = Annotated[
    tuple[Interval, ...], Field(min_length=1, max_length=24), AfterValidator(_ascending)
]
Date = Annotated[str, Field(pattern=DATE), AfterValidator(_checked_date)]


def _checked_moment(written: str) -> str:
    try:
        datetime.datetime.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("moment", "not a moment") from None
    return written


Moment = Annotated[
    str,
    Field(pattern=MOMENT),
    AfterValidator(_checked_moment),
]


def month_and_day(written: str) -> tuple[int, int]:
    """Return ``"05-31"`` as (5, 31); the text must be a checked day of the year."""
    month, day = written.split("-")
    return int(month), int(day)


def _checked_yearly(written: str) -> str:
    try:
        datetime.date(2000, *month_and_day(written))  # a leap year: 29 February may be written
    except ValueError:
        raise PydanticCustomError("yearly", "not a day of the year") from None
    return written


Yearly = Annotated[str, Field(pattern=YEARLY), AfterValidator(_checked_yearly)]
