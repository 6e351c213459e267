"""What a slip writes instead (错写的内容): short, and used by faults of several points."""

from __future__ import annotations

from dataclasses import replace

from tongban.journeys.program import Meaning
from tongban.journeys.writer import Writer
from tongban.known_bad.scribe import Honest, Wrong
from tongban.quantities import DAY, Spread

FOR_EVER = 10_000.0  # days, longer than any run


def never_recorded(_w: Writer, _meaning: Meaning, _honest: Honest) -> None:
    """Write nothing at all: what was done is not on record."""


def asks_as_well(material: str) -> Wrong:
    """Return a wrong that asks for one material more."""

    def write(w: Writer, meaning: Meaning, honest: Honest) -> None:
        honest()
        w.note(replace(meaning, act="ask", material=material, carrier="applicant"))

    return write


def told_as(**words: str) -> Wrong:
    """Return a wrong that is told with other words, e.g. by another carrier."""

    def write(w: Writer, meaning: Meaning, _honest: Honest) -> None:
        w.note(replace(meaning, **words))

    return write


def followed_by(act: str, days: float = 0.0, **words: str) -> Wrong:
    """Return a wrong after which something else happens, at once or days later."""

    def write(w: Writer, meaning: Meaning, honest: Honest) -> None:
        honest()
        _wait(w, days, meaning)
        w.note(replace(meaning, act=act, **words))

    return write


def after_another(act: str, **words: str) -> Wrong:
    """Return a wrong before which something else happens."""

    def write(w: Writer, meaning: Meaning, honest: Honest) -> None:
        w.note(replace(meaning, act=act, **words))
        honest()

    return write


def delayed(days: float) -> Wrong:
    """Return a wrong that happens as ever, but days later."""

    def write(w: Writer, meaning: Meaning, honest: Honest) -> None:
        _wait(w, days, meaning)
        honest()

    return write


def _wait(w: Writer, days: float, meaning: Meaning) -> None:
    w.spend(Spread("constant", days * DAY), ("slip", meaning.act, meaning.item),
            replace(meaning, act="circulation"))  # fmt: skip
