"""A scribe who slips (写错的人): journeys are written as ever, but for one thing that goes wrong.

The fault is in the process: the engine follows what is written, people wait and come again for it,
and the log tells what happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tongban.journeys.program import Meaning
from tongban.journeys.writer import Label, Writer

Honest = Callable[[], None]
Wrong = Callable[[Writer, Meaning, Honest], None]


def _anywhere(_meaning: Meaning) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Slip:
    """What goes wrong when a journey is written (笔误).

    Parameters
    ----------
    acts : tuple of str
        The acts that it concerns.
    wrong : callable
        Writes what happens instead; given the writer, the meaning, and what would write it right.
    share : float
        In how many of the times, 0–1, by the luck of the case.
    where : callable
        Which of the acts, by their meaning.
    """

    acts: tuple[str, ...]
    wrong: Wrong
    share: float = 1.0
    where: Callable[[Meaning], bool] = field(default=_anywhere)


class Scribe(Writer):
    """A writer of journeys who slips (会写错的编写器); parameters after the slips as of Writer."""

    def __init__(self, slips: tuple[Slip, ...], registers, roles, own_cells: int):
        super().__init__(registers, roles, own_cells)
        self.slips = slips
        self.slipping = False

    def note(self, meaning: Meaning) -> None:
        """Note something, or what goes wrong instead."""
        self._write_or_slip(meaning, lambda: super(Scribe, self).note(meaning))

    def queue(self, role, site, spread, key, meaning: Meaning, *others, **more) -> None:
        """Write a queue, or what goes wrong instead; all parameters as of Writer."""
        honest = super().queue
        self._write_or_slip(
            meaning, lambda: honest(role, site, spread, key, meaning, *others, **more)
        )

    def _write_or_slip(self, meaning: Meaning, honest: Honest) -> None:
        slip = next((s for s in self.slips if meaning.act in s.acts and s.where(meaning)), None)
        if slip is None or self.slipping:
            honest()
            return
        self.slipping = True
        if slip.share >= 1:
            slip.wrong(self, meaning, honest)
        else:
            wrong, after = Label(), Label()
            self.chance(slip.share, ("slip", meaning.act, meaning.item, meaning.material), wrong)
            honest()
            self.go(after)
            self.place(wrong)
            slip.wrong(self, meaning, honest)
            self.place(after)
        self.slipping = False
