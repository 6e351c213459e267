"""Regimes as people call them (体制名称), with the id that commands take."""

from __future__ import annotations

from tongban.report.words import regime_name
from tongban_spec.language import Text


def named(regime: str) -> Text:
    """Return a regime's name with its id where they differ (体制名称及编号)."""
    name = regime_name(regime)
    return Text(
        *(regime if regime in said else f"{said}（{regime}）" for said in (name.zh, name.en))
    )
