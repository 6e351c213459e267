"""The registry (要求登记簿): every requirement of the specification, loaded from its file.

One requirement is one file, ``requirements/<point>/<ID>.sql``: front matter in YAML within a
comment, then the query. Nothing about a requirement is written anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tongban_spec.points import POINTS
from tongban_spec.registry_file import requirement_of
from tongban_spec.registry_shapes import Needs, Requirement

__all__ = ["FOLDER", "SPECIFICATION", "Needs", "Requirement", "all_requirements", "by_id", "load"]

FOLDER = Path(__file__).with_name("requirements")
SPECIFICATION = "1.0"  # version of the specification that this package carries


@cache
def all_requirements() -> tuple[Requirement, ...]:
    """Return every requirement in the order of the document (全部要求): CAT, PRO, DAT, HAL, SRV.

    Raises
    ------
    SpecificationError
        If a file is wrong; it says file and line.
    """
    return load(FOLDER)


def by_id() -> Mapping[str, Requirement]:
    """Return every requirement by its id (按编号)."""
    return MappingProxyType({r.id: r for r in all_requirements()})


def load(folder: Path) -> tuple[Requirement, ...]:
    """Return the requirements of a folder (载入要求).

    Parameters
    ----------
    folder : Path
        With a folder for each point, named as the point in small letters.
    """
    return tuple(
        requirement_of(path, point)
        for point in POINTS.values()
        for path in sorted((folder / point.folder).glob("*.sql"), key=_number)
    )


def _number(path: Path) -> tuple[int, str]:
    last = path.stem.rpartition("-")[2]
    return (int(last) if last.isdecimal() else 0, path.stem)
