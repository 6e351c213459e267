"""What a scenario says of overtime (加班的形状)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tongban.actors.departments import Overtime
from tongban.scenario.numbers import Factor, Number, Period, Shape


class OvertimeSpan(Period):
    """How long somebody stays after closing (加班时长)."""

    value: Annotated[float, Field(gt=0)]
    unit: Literal["min", "hour"]  # pyright: ignore[reportIncompatibleVariableOverride]


class FilesPerHead(Number):
    """How many files may wait for each head (人均积压件数)."""

    value: Annotated[int, Field(ge=0, le=100_000)]
    unit: Literal["count"]


class OvertimeShape(Shape):
    """How a department's reviewers work after closing (加班)."""

    most: OvertimeSpan
    above: FilesPerHead
    rate: Factor


def overtime_of(shape: OvertimeShape | None) -> Overtime | None:
    """Return the overtime of a department as the model takes it (加班)."""
    if shape is None:
        return None
    return Overtime(round(shape.most.seconds()), shape.above.value, float(shape.rate.value))
