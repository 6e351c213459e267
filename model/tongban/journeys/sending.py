"""Sending instead of bringing (不跑腿送达): on the net or by post, where the practice has it."""

from __future__ import annotations

from collections.abc import Callable

from tongban.catalogue.items import Item
from tongban.journeys.journey import Journey
from tongban.journeys.program import Trait
from tongban.journeys.writer import Label


def continues_online(j: Journey, items: list[Item]) -> bool:
    """Return whether what was begun at a window is continued online (线上线下互补)."""
    return j.all_in(j.practice.channel_switch, items) and j.all_in(
        j.practice.online_coverage, items
    )


def went_online(j: Journey, items: list[Item]) -> int:
    """Return the cell that says that what was begun at a window has been continued online."""
    return j.writer.case_cell("went online", *(i.id for i in items))


def send(
    j: Journey, items: list[Item], key: tuple[str, ...], hand_over: Callable[[str], None],
    sent: Label, changes_channel: bool,
) -> bool:  # fmt: skip
    """Write the ways in which papers get to the office without a visit.

    Parameters
    ----------
    items : list of Item
        Of the application that the papers belong to.
    key : tuple of str
        Name of the draws.
    hand_over : callable
        Writes what arrives, given the channel in which it does.
    sent : Label
        Where it goes on then.
    changes_channel : bool
        Whether the application was made at a window.

    Returns
    -------
    bool
        Whether there is a way for everybody, so that nobody has to come.
    """
    w = j.writer
    if continues_online(j, items):
        not_online, works = Label(), Label()
        w.unless_trait(Trait.DIGITAL, not_online)
        w.unless_trait(Trait.ONLINE_FAILS, works)
        w.go(not_online)
        w.place(works)
        if changes_channel:
            words = {"stage": "acceptance", "channel": "online"}
            w.note(j.meaning("channel_changed", items[0], **words))
            w.remember(went_online(j, items))
        hand_over("online")
        w.go(sent)
        w.place(not_online)
    if j.all_in(j.practice.post, items):
        w.spend(j.world.process.post_transit, ("post", *key), j.meaning("posted", items[0]))
        hand_over("post")
        w.go(sent)
        return True
    return False
