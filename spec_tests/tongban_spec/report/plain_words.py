"""A breach in plain lines (纯文字), for reports without marks."""

from __future__ import annotations

from tongban_spec.language import Language, Text
from tongban_spec.verdicts import Breach

FOUND, EXPECTED = Text("实际", "Found"), Text("应当", "Expected")
_EVENTS = Text("事件", "Events")


def plain_lines(breach: Breach, language: Language) -> list[str]:
    """Return what was found, what was expected, and the events that prove it (纯文字)."""
    pairs = [(FOUND, breach.sentence.say(language)), (EXPECTED, breach.expected.say(language))]
    if breach.events:
        pairs.append((_EVENTS, ", ".join(breach.events)))
    return [f"{name.say(language)}: {said}" for name, said in pairs]
