"""Matters (一件事): what the applicant wants, made of one or more items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.actors.applicants import ApplicantKind
from tongban.catalogue.items import Item
from tongban.catalogue.materials import Material
from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as the applicant sees it (一件事).

    Parameters
    ----------
    id : str
        E.g. ``"E01"``.
    name : Text
    category : str
        Category of the essay, in Chinese.
    applicant_kind : {"resident", "enterprise"}
    items : tuple of str
        Item ids in the order in which an applicant without help takes them; an item comes after
        those whose products it needs.
    weight : float
        Relative frequency of the need, above 0.
    simplified : Text or None
        What is simplified against reality, in one sentence.
    elasticity : float
        By how many percent demand rises when the burden falls by one percent, at least 0.
    joint_limit_working_days : int or None
        Limit of the whole matter where it is accepted as one, working days; None if there is none.
    """

    id: str
    name: Text
    category: str
    applicant_kind: ApplicantKind
    items: tuple[str, ...]
    weight: float
    simplified: Text | None
    elasticity: float = 0.0
    joint_limit_working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The legal graph (事项目录): matters → items → steps and materials, by id."""

    matters: Mapping[str, Matter]
    items: Mapping[str, Item]
    materials: Mapping[str, Material]
