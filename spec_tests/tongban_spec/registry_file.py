"""From the file of a requirement to the requirement (要求文件), checked to the last word."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from tongban_spec.errors import SpecificationError, Where
from tongban_spec.events import CONTEXT_TABLES, DECLARATIONS, EVENTS, KINDS
from tongban_spec.language import Text
from tongban_spec.norms import norms
from tongban_spec.points import PROFILES, Point
from tongban_spec.registry_shapes import Needs, Requirement

_SHAPE = re.compile(r"/\* ---\n(?P<front>.*?)\n--- \*/\n(?P<query>.+)", re.DOTALL)
_FORM = Text(
    "文件的写法是 /* --- YAML --- */ 后接查询",
    "a requirement's file is /* ---, YAML, --- */ and then the query",
)
_TEXTS = ("title", "statement", "rationale", "exercised_by", "bad_day", "sentence", "expected")
_KEYS = frozenset({"id", "essay", "law", "level", "profiles", "since", "needs", *_TEXTS})
_NEEDS = frozenset({"kinds", "columns", "tables", "declared"})
_BETWEEN_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_RFC_2119 = {
    "MUST": (re.compile(r"\b(MUST|SHALL|REQUIRED)\b"), re.compile("必须|不得|应当")),
    "SHOULD": (re.compile(r"\b(SHOULD|RECOMMENDED)\b"), re.compile("应当|宜|不应")),
}


def requirement_of(path: Path, point: Point) -> Requirement:
    """Return the requirement of a file (读要求文件).

    Parameters
    ----------
    path : Path
    point : Point
        Whose folder it is in.

    Raises
    ------
    SpecificationError
        If it does not have the form of a requirement; says file and line.
    """
    return _File(path).requirement(point)


@cache
def _yaml() -> YAML:
    return YAML(typ="safe")


class _File:
    """One file while it is read; keeps its text to say where something is wrong."""

    def __init__(self, path: Path):
        self.path = path
        # Not yet known to be right, so a missing or foreign ending is an error and not a crash.
        text = path.read_text(encoding="utf-8")
        parts = _SHAPE.fullmatch(text)
        if parts is None:
            raise SpecificationError(_FORM, where=Where(str(path), 1, 1))
        self.front, self.query = parts["front"], parts["query"].strip()
        try:
            self.values = _yaml().load(self.front)
        except MarkedYAMLError as error:
            mark = error.problem_mark
            where = Where(str(path), mark.line + 2 if mark else 0, mark.column + 1 if mark else 0)
            said = Text("YAML 写错：{e}", "wrong YAML: {e}").fill(e=error.problem)
            raise SpecificationError(said, where=where) from error

    def requirement(self, point: Point) -> Requirement:
        known = self.mapping(self.values, (), _KEYS)
        texts = {name: self.text(name) for name in _TEXTS}
        level = self.one_of("level", ("MUST", "SHOULD"))
        self.right_words(texts["statement"], level)
        if known["id"] != self.path.stem or not known["id"].startswith(f"{point.id}-"):
            self.wrong("id", known["id"], f"{point.id}-N = {self.path.stem}")
        return Requirement(
            id=known["id"],
            point=point,
            essay=tuple(part.strip() for part in str(known["essay"]).split(",")),
            law=tuple(norms()[n] for n in self.names(("law",), norms())),
            level=level,
            profiles=self.names(("profiles",), {t.word for t in PROFILES} - {"province"}),
            since=str(known["since"]),
            needs=self.needs(),
            query=self.query.removesuffix(";").rstrip(),
            file=self.path,
            **texts,
        )

    def needs(self) -> Needs:
        written = self.mapping(self.values["needs"], ("needs",), _NEEDS)
        tables = written["tables"]
        if not isinstance(tables, Mapping):
            self.wrong("needs.tables", tables, "{table: [columns]}")
        self.known(("needs", "tables"), tables, CONTEXT_TABLES)
        return Needs(
            kinds=self.names(("needs", "kinds"), KINDS),
            columns=self.names(("needs", "columns"), EVENTS.column_names),
            tables={  # a plain one: requirements travel between processes
                t: self.names(("needs", "tables", t), CONTEXT_TABLES[t].column_names)
                for t in tables
            },
            declared=self.names(("needs", "declared"), {t.word for t in DECLARATIONS}),
        )

    def mapping(self, value: Any, path: tuple[str, ...], keys: frozenset[str]) -> Any:
        if not isinstance(value, Mapping) or set(value) != keys:
            found = sorted(map(str, value)) if isinstance(value, Mapping) else value
            self.wrong(".".join(path), found, ", ".join(sorted(keys)))
        return value

    def text(self, name: str) -> Text:
        value = self.mapping(self.values[name], (name,), frozenset({"zh", "en"}))
        if not all(isinstance(v, str) and v.strip() for v in value.values()):
            self.wrong(name, value, "{zh: text, en: text}")
        # A folded line ends in a blank, which Chinese does not have between words.
        said = Text(_BETWEEN_CHINESE.sub("", value["zh"].strip()), value["en"].strip())
        places = [
            {f for _, f, _, _ in string.Formatter().parse(t) if f} for t in (said.zh, said.en)
        ]
        if name in ("sentence", "expected") and places[0] != places[1]:
            self.wrong(name, places[0] ^ places[1], "the same {places} in both languages")
        return said

    def names(self, path: tuple[str, ...], known: Iterable[str]) -> tuple[Any, ...]:
        value = self.values
        for key in path:
            value = value[key]
        if not isinstance(value, list):
            self.wrong(".".join(path), value, "[…]")
        self.known(path, value, known)
        return tuple(value)

    def known(self, path: tuple[str, ...], names: Iterable[str], known: Iterable[str]) -> None:
        allowed = set(known)
        for name in names:
            if name not in allowed:
                self.wrong(".".join(path), name, ", ".join(sorted(allowed)))

    def one_of(self, name: str, words: tuple[str, ...]) -> Any:
        if self.values[name] not in words:
            self.wrong(name, self.values[name], ", ".join(words))
        return self.values[name]

    def right_words(self, statement: Text, level: str) -> None:
        english, chinese = _RFC_2119[level]
        if not english.search(statement.en) or not chinese.search(statement.zh):
            self.wrong("statement", statement.en, f"a word of RFC 2119 in both languages: {level}")

    def wrong(self, path: str, seen: object, allowed: str) -> NoReturn:
        key = path.rpartition(".")[2]
        lines = self.front.splitlines()
        at = next((n for n, s in enumerate(lines) if re.match(rf"\s*{re.escape(key)}:", s)), None)
        place = Where(str(self.path), 1 if at is None or not key else at + 2, 1)
        what = Text("“{p}”写错：{s}", "{p!r} is wrong: {s}").fill(p=path or "front matter", s=seen)
        raise SpecificationError(what, Text("应为：{a}", "wanted: {a}").fill(a=allowed), place)
