"""Materials (材料): what applicants hand in and departments issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tongban.quantities import Spread
from tongban_spec.language import Text

Maker = Literal["government", "applicant", "third_party"]


@dataclass(frozen=True, slots=True)
class Material:
    """One kind of material (材料种类).

    Parameters
    ----------
    id : str
        Short name, e.g. ``"BL"``.
    name : Text
    maker : {"government", "applicant", "third_party"}
        Who makes it. A government material has one authoritative source, its issuer (一数一源).
    issuer : str or None
        Kind of the department or third party that issues it; None if the applicant makes it.
    validity_days : int or None
        Calendar days that it stays valid once obtained; None: as long as the run lasts.
    electronic : bool
        Whether an electronic form exists in law (电子证照).
    trust : {"A", "B", "C", "D"} or None
        Trust level of the electronic form (国办函〔2016〕108号).
    prerequisites : tuple of str
        Materials that must be brought to obtain this one on paper.
    obtaining : Spread
        For a government material: time at the issuer's window. For others: time that the applicant
        spends to make or fetch it.
    turnaround : Spread
        Working time (7-hour days) until it is ready, after it was asked for.
    held_share : float
        Share of applicants, 0–1, who have it in hand when the need arises.
    only_on_refusal : bool
        True for the absurd certificates whose issuer refuses to issue them on paper (奇葩证明).
    single_use : bool
        True for what is made anew for every application, such as its form.
    """

    id: str
    name: Text
    maker: Maker
    issuer: str | None
    validity_days: int | None
    electronic: bool
    trust: Literal["A", "B", "C", "D"] | None
    prerequisites: tuple[str, ...]
    obtaining: Spread
    turnaround: Spread
    held_share: float
    only_on_refusal: bool = False
    single_use: bool = False


OFF_LIST = "off-list"
LOCAL_PAPER = "local-paper"
OWN_MATERIALS = (OFF_LIST, LOCAL_PAPER)
_NAMES = {
    OFF_LIST: Text("清单以外的材料", "something that no list names"),
    LOCAL_PAPER: Text("当地自设的材料", "a paper of the county's own"),
}


def own_material(id: str, obtaining: Spread) -> Material:
    """Return a material of the model's own (清单外与地方自设材料): no catalogue has it.

    Parameters
    ----------
    id : str
        One of ``OWN_MATERIALS``.
    obtaining : Spread
        Time that the applicant spends on it, for every application anew.
    """
    return Material(id, _NAMES[id], "applicant", None, None, False, None, (), obtaining,
                    Spread("constant", 0.0), 0.0, single_use=True)  # fmt: skip
