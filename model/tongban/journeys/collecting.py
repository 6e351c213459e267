"""Collecting materials (准备材料): papers hunted down, fetched, or made."""

from __future__ import annotations

from tongban.catalogue.items import Item
from tongban.catalogue.materials import LOCAL_PAPER, Material
from tongban.journeys.journey import HOME, OFFICE, Journey
from tongban.journeys.program import Meaning, Outcome
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label


def obtain(j: Journey, material: str, item: Item, hunted: tuple[str, ...] = ()) -> None:
    """Write how the applicant gets a material into hand, with whatever it needs, and so on down.

    A material that is already being hunted further up closes a circle: no paper way leads out.
    """
    w, what, held = j.writer, j.material(material), Label()
    if j.fresh(material):
        return  # it comes out of this matter: its item is handled before
    w.if_valid(j.hand(material, item), held)
    if material in hunted:
        circle = (*hunted[hunted.index(material) :], material)
        special_handling(j, material, " → ".join(circle))
    elif what.issuer is not None and has_windows(j, what.issuer):
        for prerequisite in what.prerequisites:
            obtain(j, prerequisite, item, (*hunted, material))
        _ask_the_issuer(j, what)
    else:
        for prerequisite in what.prerequisites:
            obtain(j, prerequisite, item, (*hunted, material))
        w.spend(what.obtaining, ("prepare", material, item.id), _about("prepare", material))
        w.spend(what.turnaround, ("third party", material, item.id), _about("wait_for", material))
    w.remember(j.hand(material, item), what.validity_days)
    w.place(held)


def not_gathered(j: Journey, item: Item, material: str) -> bool:
    """Return whether the applicant may come without a material: a link or the library has it."""
    return not j.fresh(material) and (j.needless(item, material) or j.stored(material))


def may_lack(j: Journey, item: Item, material: str) -> bool:
    """Return whether a material may be missing when an application is looked at."""
    return j.world.process.missing_at_first_try > 0 or not_gathered(j, item, material)


def repair_or_obtain(j: Journey, material: str, item: Item) -> None:
    """Write what the applicant does about a material that was told: get it, or put it right."""
    w, wrong, done = j.writer, Label(), Label()
    if not_gathered(j, item, material):
        w.if_valid(j.hand(material, item), wrong)
        obtain(j, material, item)
        w.go(done)
        w.place(wrong)
    w.spend(j.world.process.defect_repair, ("repair", item.id, material),
            j.meaning("repair", item, material=material))  # fmt: skip
    w.place(done)


def has_windows(j: Journey, department: str) -> bool:
    """Return whether the scenario has windows of an issuer; else getting it is just time."""
    return any(department in dict(hall.windows) for hall in j.world.halls.values())


def _ask_the_issuer(j: Journey, what: Material) -> None:
    assert what.issuer is not None
    w = j.writer
    words = {"material": what.id, "department": what.issuer, "site": HOME}
    key = ("proof", what.id, j.matter.id)
    go_to_window(j, what.issuer, HOME, what.obtaining, key, Meaning("at_issuer", **words))
    if what.only_on_refusal:
        w.note(Meaning("proof_refused", basis="not issued on paper", **words))
        leave(j, what.issuer, HOME, outcome="left")
        special_handling(j, what.id, what.id)
        return
    if what.turnaround.mean_seconds > 0:
        leave(j, what.issuer, HOME)
        w.spend(what.turnaround, ("issuing", *key), _about("wait_for", what.id), OFFICE)
        go_to_window(j, what.issuer, HOME, j.world.process.pickup, ("pick up", *key),
                     Meaning("at_issuer", **words))  # fmt: skip
    w.note(Meaning("proof_issued", **words))
    if what.id in j.practice.e_licences:
        w.note(Meaning("proof_registered", **words))
        w.remember(j.in_library(what.id), what.validity_days)
    leave(j, what.issuer, HOME)


def special_handling(j: Journey, material: str, circle: str) -> None:
    """Write the only ways out of a circle: somebody high up decides, or the case is stuck."""
    w, process, solved = j.writer, j.world.process, Label()
    w.chance(process.special_handling, ("special", material, j.matter.id), solved)
    w.note(Meaning("stuck", material=material, stage="application", basis=circle))
    w.end(Outcome.STUCK, Meaning("end", material=material, basis=circle))
    w.place(solved)
    w.spend(process.special_handling_time, ("special time", material, j.matter.id),
            Meaning("special_handling", material=material, basis=circle), OFFICE)  # fmt: skip


def _about(act: str, material: str) -> Meaning:
    return Meaning(act, material=material)


def collect(j: Journey, wanted: list[tuple[str, Item]]) -> None:
    """Write the collecting of all that nobody will fetch, before the application is made.

    Only the window asks for a paper of the county's own: who applies online needs none.
    """
    for material, item in wanted:
        if not j.needless(item, material) and material != LOCAL_PAPER:
            have = Label()
            if j.stored(material):
                j.writer.if_valid(j.in_library(material), have)
            obtain(j, material, item)
            j.writer.place(have)
