"""Regimes as people call them (体制名称), with the id that commands take."""

from __future__ import annotations

from tongban.levers.regime import Regime
from tongban.report.words import regime_name
from tongban_spec.language import Text


def called(regime: Regime, between: str = "") -> Text:
    """Return a regime's name with its id where they differ (体制名称及编号).

    Parameters
    ----------
    regime : Regime
    between : str
        What stands between name and id: a line end in a narrow table.
    """
    said = regime_name(regime)
    if regime.title is None and regime.name in said.zh:
        return said
    id_in_chinese = f"{between}({regime.name})" if between else f"（{regime.name}）"
    id_in_english = "" if said.en == regime.name else f"{between or ' '}({regime.name})"
    return Text(said.zh + id_in_chinese, said.en + id_in_english)
