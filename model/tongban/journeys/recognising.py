"""Recognising (互认): whether a paper from another county is taken as it is."""

from __future__ import annotations

from typing import Any

from tongban.catalogue.materials import Material
from tongban.journeys.bundle import Bundle
from tongban.journeys.collecting import has_windows
from tongban.journeys.journey import HERE, OFFICE, Journey
from tongban.journeys.mending import Write
from tongban.journeys.program import Meaning, Trait
from tongban.journeys.visits import go_to_window, leave
from tongban.journeys.writer import Label
from tongban.scenario.world import World


def recognisable(world: World) -> list[Material]:
    """Return what an authority issues and people have in hand: what may come from elsewhere."""
    materials = world.catalogue.materials.values()
    return [m for m in materials if m.maker == "government" and not m.single_use]


def have_certified(j: Journey, bundle: Bundle, go_home: Write, come: Write) -> None:
    """Write that papers from the county where the applicant lives must be certified anew there.

    One trip to each issuer, and the application is made again. Whoever lives where the case is
    decided has no such papers.
    """
    w, asked, on = j.writer, Label(), Label()
    foreign = [(m, i) for m, i in bundle.wanted if _may_be_refused(j, m)]
    if not foreign or j.world.process.living_elsewhere == 0:
        return
    w.unless_trait(Trait.ELSEWHERE, on)
    for material, _ in foreign:
        w.if_valid(_from_elsewhere(j, material), asked)
    w.place(on)

    def be_sent() -> None:
        w.place(asked)
        words: dict[str, Any] = {"stage": "application", "channel": bundle.channel}
        for material, item in foreign:
            _if_from_elsewhere(j, material, lambda m, i=item: w.note(
                j.meaning("recertify", i, material=m, site=bundle.site, **words)))  # fmt: skip
        w.note(j.meaning("sent_back", bundle.lead, channel=bundle.channel))
        go_home()
        for material, _ in foreign:
            _if_from_elsewhere(j, material, lambda m: _certify(j, m))
        come()
        w.go(on)

    w.aside(be_sent)


def _may_be_refused(j: Journey, material: str) -> bool:
    what = j.material(material)
    inside = what.maker == "government" and not what.single_use and not j.fresh(material)
    return inside and material not in j.practice.mutual_recognition


def _from_elsewhere(j: Journey, material: str) -> int:
    return j.writer.registers.cells["from elsewhere", material]


def _if_from_elsewhere(j: Journey, material: str, write) -> None:
    after = Label()
    j.writer.unless_valid(_from_elsewhere(j, material), after)
    write(material)
    j.writer.place(after)


def _certify(j: Journey, material: str) -> None:
    """Go to the issuer at home for a certificate on its own paper."""
    w, what = j.writer, j.material(material)
    assert what.issuer is not None
    key = ("certify", material, j.matter.id)
    words: dict[str, Any] = {"material": material, "department": what.issuer, "site": HERE}
    if has_windows(j, what.issuer):
        go_to_window(j, what.issuer, HERE, what.obtaining, key, Meaning("at_issuer", **words))
        leave(j, what.issuer, HERE)
    else:
        w.spend(what.obtaining, key, Meaning("prepare", material=material))
        w.spend(what.turnaround, ("wait", *key), Meaning("wait_for", material=material), OFFICE)
    w.forget(_from_elsewhere(j, material))
