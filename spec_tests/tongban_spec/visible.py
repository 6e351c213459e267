"""Foreign text made visible (外来文字): what would act on a terminal or hide on a page is shown.

A vendor's value may hold escape sequences that a terminal obeys, line breaks that forge a line of
ours, or marks that turn the direction of writing round.
"""

from __future__ import annotations

import unicodedata

# Control, format (bidi marks, joiners), private, surrogate, and both separators of lines.
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str, kept: str = "") -> str:
    """Return a text whose every character can be seen (可见文字).

    Parameters
    ----------
    text : str
    kept : str
        Acting characters that may stay, such as the line breaks of our own messages.

    Examples
    --------
    >>> visible("a" + chr(27) + "[2J")
    'a\\\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(c if c in kept or not _acts(c) else _named(c) for c in text)


def _acts(character: str) -> bool:
    # Noncharacters too: XML has no place for them.
    return unicodedata.category(character) in _ACTING or ord(character) & 0xFFFE == 0xFFFE


def _named(character: str) -> str:
    code = ord(character)
    if code < 256:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
