"""The example logs (示例日志): for each requirement a small one that holds and one that breaches.

``<ID>.conforming.json`` and ``<ID>.breaching.json``, for a program in any language: the rows of the
tables as ``events.schema.json`` has them, and the verdict that they must get.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from tongban_spec.verdicts import Verdict

Side = Literal["conforming", "breaching"]
SIDES: tuple[Side, Side] = ("conforming", "breaching")
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Example:
    """One example log (示例).

    Parameters
    ----------
    requirement : str
        Id of the requirement that it is about.
    verdict : str
        What the check must say of it.
    opportunities : int
    breaches : mapping of str to tuple of str
        The subject of each breach, with the events that prove it.
    tables : mapping of str to sequence of mapping
        Rows of each table.
    """

    requirement: str
    verdict: Verdict
    opportunities: int
    breaches: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Sequence[Mapping[str, Any]]]


def path_of(requirement: str, side: Side) -> Path:
    """Return where the example of a requirement stands (示例文件)."""
    return FOLDER / f"{requirement}.{side}.json"


def example(requirement: str, side: Side) -> Example:
    """Return an example of a requirement (示例).

    Raises
    ------
    FileNotFoundError
        If the requirement has none.
    """
    written = json.loads(path_of(requirement, side).read_text(encoding="utf-8"))
    breaches = {b["subject"]: tuple(b["events"]) for b in written["breaches"]}
    return Example(
        written["requirement"],
        written["verdict"],
        written["opportunities"],
        MappingProxyType(breaches),
        written["tables"],
    )
