"""What a measure is (指标)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure (指标).

    Parameters
    ----------
    id : str
    title, definition : Text
    unit : str
        ``day``, ``working_day``, ``hour``, ``minute``, ``count``, ``share`` or ``CNY``.
    better : {-1, 1, 0}
        Whether less (-1) or more (1) is better for those concerned; 0: neither.
    headline : bool
        Whether it belongs to the family of intervals that hold together.
    """

    id: str
    title: Text
    definition: Text
    unit: str
    better: int
    headline: bool = False


def measure(id, zh, en, define_zh, define_en, unit, better, headline=False) -> Measure:
    """Return a measure from its words in both languages (写指标)."""
    return Measure(id, Text(zh, en), Text(define_zh, define_en), unit, better, headline)
