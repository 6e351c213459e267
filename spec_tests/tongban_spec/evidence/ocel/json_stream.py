"""A large JSON object, piece by piece (流式 JSON): its lists are never in memory as a whole."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from tongban_spec.evidence.files import broken

PIECE_CHARS_MAX = 64 << 20
_CHUNK = 1 << 20
_BLANK = " \t\n\r"


class JsonStream:
    """Yields the members of the lists of a JSON object (逐项读出).

    Parameters
    ----------
    stream : BinaryIO
    path : Path
        For errors, as the user knows it.

    Raises
    ------
    EvidenceError
        While reading: if it is no JSON in UTF-8, is cut short, or one piece is larger than 64 Mi
        characters.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self.stream, self.path = stream, path
        self.decoder = json.JSONDecoder(parse_constant=self._no_constant)
        self.text, self.at, self.passed, self.ended = "", 0, 0, False
        self.bytes = codecs.getincrementaldecoder("utf-8-sig")()

    def members(self) -> Iterator[tuple[str, Any]]:
        """Yield each key of the outermost object with its value, a list's members one by one.

        An empty list, or a value that is no list, is yielded as itself.
        """
        self._expect("{")
        if self._peek() == "}":
            self._expect("}")
        else:
            while True:
                key = self._value()
                if not isinstance(key, str):
                    self._wrong("a key that is no text")
                self._expect(":")
                yield from self._member(key)
                if self._peek() != ",":
                    break
                self._expect(",")
            self._expect("}")
        if self._peek():
            self._wrong("something after the end")

    def _member(self, key: str) -> Iterator[tuple[str, Any]]:
        if self._peek() != "[":
            yield key, self._value()
            return
        self._expect("[")
        if self._peek() == "]":
            self._expect("]")
            yield key, []
            return
        while True:
            yield key, self._value()
            if self._peek() != ",":
                break
            self._expect(",")
        self._expect("]")

    def _peek(self) -> str:
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in _BLANK:
                    return self.text[self.at]
                self.at += 1
            if not self._more():
                return ""

    def _expect(self, sign: str) -> None:
        if self._peek() != sign:
            self._wrong(f"{sign!r} expected")
        self.at += 1

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except json.JSONDecodeError as trouble:
                # Perhaps it only goes on in the next chunk.
                if self._more():
                    continue
                raise broken(self.path, "JSON", self._placed(trouble.msg, trouble.pos)) from trouble
            except (ValueError, RecursionError) as trouble:
                raise broken(self.path, "JSON", self._placed(str(trouble), self.at)) from trouble
            # A number that ends with the chunk may have more digits in the next one.
            if end < len(self.text) or not self._more():
                self.at = end
                return value

    def _more(self) -> bool:
        if self.ended:
            return False
        if len(self.text) - self.at > PIECE_CHARS_MAX:
            self._wrong(f"one value is longer than {PIECE_CHARS_MAX} characters")
        self.passed += self.at
        # As much again as is there: a long value is then parsed a few times, not very often.
        data = self.stream.read(max(_CHUNK, len(self.text) - self.at))
        try:
            fresh = self.bytes.decode(data, final=not data)
        except UnicodeDecodeError as trouble:
            raise broken(self.path, "JSON", trouble) from trouble
        self.text, self.at, self.ended = self.text[self.at :] + fresh, 0, not data
        return not self.ended

    def _placed(self, why: str, at: int) -> str:
        return f"{why}, at character {self.passed + at}"

    def _wrong(self, why: str) -> NoReturn:
        raise broken(self.path, "JSON", self._placed(why, self.at))

    def _no_constant(self, name: str) -> NoReturn:
        raise ValueError(f"{name} is no number of JSON")
