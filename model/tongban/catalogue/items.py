"""Items (事项) and their steps (环节): what one department decides, once."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.actors.applicants import ApplicantKind
from tongban.quantities import Spread
from tongban_spec.language import Text

STAGES = ("application", "acceptance", "review", "decision", "delivery")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of handling an item inside the administration (办理环节).

    Parameters
    ----------
    id : str
        Unique within the item.
    name : Text
    department : str
        Kind of the department whose reviewers do it.
    review_class : str
        Class of reviewer that the catalogue routes it to (分类审批).
    work : Spread
        Touch time of one reviewer, in working time.
    circulation : Spread
        Working time that the paper file spends between desks before the reviewer has it.
    circulation_electronic : float
        Factor, 0–1, on ``circulation`` when the platform carries the file.
    after : tuple of str
        Steps of the same item that must be completed before.
    wait_by_law : bool
        Whether the law sets how long ``circulation`` lasts (a public notice 公示、公告): one fixed
        length, which nobody hurries.
    """

    id: str
    name: Text
    department: str
    review_class: str
    work: Spread
    circulation: Spread
    circulation_electronic: float
    after: tuple[str, ...]
    wait_by_law: bool = False


@dataclass(frozen=True, slots=True)
class ItemMaterial:
    """A material that an item lists (所需材料). ``secondary``: may follow later (容缺)."""

    material: str
    secondary: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One government service item (政务服务事项).

    Parameters
    ----------
    id : str
        E.g. ``"E01.1"``.
    code : str
        12-digit base code (基本编码).
    version : int
        At least 1.
    name : Text
    department : str
        Kind of the department that accepts and decides it.
    category : str
        Category of the essay (point 1), in Chinese as listed there.
    applicant_kind : {"resident", "enterprise"}
    limit_working_days : int or None
        Limit from acceptance to decision, working days; None if the law gives none.
    fee : float
        CNY, at least 0.
    online_stages : tuple of str
        Stages (of ``STAGES``) that the law and technique allow online.
    online_exception : str
        Lawful reason why a stage may not be online; empty if none.
    intake : Spread
        Time at the window to hand in and be checked.
    materials : tuple of ItemMaterial
    produces : tuple of str
        Materials that a granted application yields.
    steps : tuple of Step
    """

    id: str
    code: str
    version: int
    name: Text
    department: str
    category: str
    applicant_kind: ApplicantKind
    limit_working_days: int | None
    fee: float
    online_stages: tuple[str, ...]
    online_exception: str
    intake: Spread
    materials: tuple[ItemMaterial, ...]
    produces: tuple[str, ...]
    steps: tuple[Step, ...]

    def needs_product_of(self, other: Item) -> bool:
        """Return whether the item lists a material that another item produces."""
        return any(m.material in other.produces for m in self.materials)
