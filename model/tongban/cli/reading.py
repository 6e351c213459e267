"""Reading the scenario that a command names (读入场景)."""

from __future__ import annotations

from tongban.catalogue.graph import Problem
from tongban.levers.regime import LEVER_IDS
from tongban.levers.settings import wrong_settings
from tongban.measures.published_pairs import wrong_pairs
from tongban.scenario.load import Loaded, load_with_files
from tongban.scenario.shipped import find_scenario
from tongban.scenario.world import World


def read_scenario(name_or_path: str) -> World:
    """Return the checked scenario of a name or path (读入场景).

    Raises
    ------
    UsageError
        If there is none.
    ScenarioError
        If it is wrong.
    """
    return read_with_files(name_or_path).world


def read_with_files(name_or_path: str) -> Loaded:
    """Return the checked scenario with the files it was made of (读入场景及其文件).

    Exceptions as of :func:`read_scenario`.
    """
    return load_with_files(find_scenario(name_or_path), LEVER_IDS, _wrong)


def _wrong(world: World) -> list[Problem]:
    return [*wrong_settings(world), *wrong_pairs(world)]
