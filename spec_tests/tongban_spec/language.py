"""Words for people, always in both languages (中文与英文).

The smallest module of the project: everything that a person reads is a :class:`Text`,
so that a sentence without its twin cannot be written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, Language] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and in English (双语文字).

    Parameters
    ----------
    zh, en : str
        The same sentence twice; neither may be empty.

    Raises
    ------
    ValueError
        If a language is missing: a half-translated sentence is a defect of ours.

    Examples
    --------
    >>> Text("大厅", "hall").say("en")
    'hall'
    """

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError(f"a text needs both languages, got zh={self.zh!r}, en={self.en!r}")

    def say(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.zh if language == "zh" else self.en

    def fill(self, **values: object) -> Text:
        """Return the text with ``{name}`` places filled, the same values in both languages.

        A value that is a :class:`Text` is filled in its own language.
        """
        return Text(
            self.zh.format(**{k: _in(v, "zh") for k, v in values.items()}),
            self.en.format(**{k: _in(v, "en") for k, v in values.items()}),
        )


def number_of(count: int, one: str, more: str) -> Text:
    """Return a number with what English calls so many (数目): Chinese has the number alone.

    Parameters
    ----------
    count : int
    one, more : str
        The English words after 1, and after any other number.

    Examples
    --------
    >>> Text("{n} 行", "{n}").fill(n=number_of(1, "row", "rows")).en
    '1 row'
    """
    return Text(str(count), f"{count} {one if count == 1 else more}")


def _in(value: object, language: Language) -> object:
    return value.say(language) if isinstance(value, Text) else value


def language_of_locale() -> Language:
    """Return the user's language as the environment states it: zh if it asks for Chinese, else en.

    The variables are read in the order of POSIX: LC_ALL, LC_MESSAGES, LANG.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
