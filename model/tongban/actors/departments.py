"""Departments (部门): who issues, receives, reviews and decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Department:
    """One kind of department or other issuing body (部门类别).

    Parameters
    ----------
    kind : str
        E.g. ``"SAMR"``.
    name : Text
    government : bool
        False for banks, hospitals, notaries, employers.
    level : {"county", "prefecture", "province", "national"}
        Where its reviewers sit: one pool for each region of that level in the scenario.
    resident : bool
        Whether it has windows in the hall (进驻大厅); if not, applicants go to its own office.
    reviewers : tuple of (str, int)
        Review class → heads in each region of its level.
    """

    kind: str
    name: Text
    government: bool
    level: Literal["county", "prefecture", "province", "national"]
    resident: bool
    reviewers: tuple[tuple[str, int], ...]
