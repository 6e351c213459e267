"""How limits are watched, where they are (限时办结): in the file, and in the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tongban.scenario.numbers import Limit, Period, Shape, Share


class WorkingSpan(Period):
    """One length of working time without a spread (固定工作时长)."""

    unit: Literal["s", "min", "hour", "working_day"]  # pyright: ignore[reportIncompatibleVariableOverride]


class SupervisionShape(Shape):
    """How limits are watched where the lever is on (限时督办)."""

    warning: Share
    hurried_circulation: WorkingSpan
    silence: Limit


@dataclass(frozen=True, slots=True)
class Supervision:
    """How limits are watched where they are (限时督办参数).

    Parameters
    ----------
    warning_share : float
        Share, 0–1, of a limit, in whole working days rounded down, after which a file is warned of.
    hurried_seconds : int
        Working time that a warned file still spends between two desks, at most.
    silence_days : int
        Working days after the day of receipt, at least 1, after which silence is acceptance.
    """

    warning_share: float
    hurried_seconds: int
    silence_days: int

    def warned_after(self, limit: int) -> int:
        """Return after how many of a limit's working days a file is warned of (预警日)."""
        return int(limit * self.warning_share + 1e-9)


def supervision_of(shape: SupervisionShape | None) -> Supervision | None:
    """Return how limits are watched as the model takes it (限时督办参数)."""
    if shape is None:
        return None
    return Supervision(
        float(shape.warning.value), round(shape.hurried_circulation.seconds()), shape.silence.value
    )
