"""The key to the regimes (体制图例): their names in their colours behind their markers."""

from __future__ import annotations

from tongban.levers.regime import Regime
from tongban.report.figures.house import fill_of, mark_of, word_colour
from tongban.report.words import regime_name
from tongban_spec.language import Language

LINE = 0.27  # inches of a line of the key
_LETTER = 0.0125  # of the width, a Latin letter


def key_height(regimes: tuple[Regime, ...], language: Language) -> float:
    """Return the inches that the key takes: long names go on in another line (图例高度)."""
    return LINE * (1 + max(line for _, line in _places(regimes, language)))


def draw_key(axes, regimes: tuple[Regime, ...], language: Language) -> None:
    """Write the regimes' names in their colours behind their markers (体制图例)."""
    axes.axis("off")
    places = _places(regimes, language)
    axes.set_xlim(0, 1)
    axes.set_ylim(0.5 + max(line for _, line in places), -0.5)
    for r, (regime, (at, line)) in enumerate(zip(regimes, places, strict=True)):
        axes.plot(at, line, mark_of(r), color=fill_of(regime, r), markersize=9)
        axes.text(at + 0.018, line, regime_name(regime).say(language), va="center", fontsize=11,
                  color=word_colour(regime, r))  # fmt: skip


def _places(regimes: tuple[Regime, ...], language: Language) -> list[tuple[float, int]]:
    """Return where each name begins, 0–1 of the width, and in which line."""
    places, at, line = [], 0.01, 0
    for regime in regimes:
        words = regime_name(regime).say(language)
        wide = 0.06 + _LETTER * sum(2 if ord(c) > 0x2E7F else 1 for c in words)
        if at + wide > 1 and at > 0.01:
            at, line = 0.01, line + 1
        places.append((at, line))
        at += wide
    return places
