"""What the vocabulary of ``events`` is made of (词汇的构件): words, columns, kinds, tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tongban_spec.language import Text

ColumnType = Literal["text", "integer", "double", "boolean", "date", "timestamp"]
COLUMN_TYPES: tuple[ColumnType, ...] = ("text", "integer", "double", "boolean", "date", "timestamp")
SEPARATOR = ";"

Group = Literal[
    "catalogue",
    "identity",
    "visit",
    "application",
    "materials",
    "handling",
    "delivery",
    "systems",
]
GROUPS: Mapping[Group, Text] = MappingProxyType(
    {
        "catalogue": Text("目录", "catalogue"),
        "identity": Text("身份", "identity"),
        "visit": Text("跑动", "visits"),
        "application": Text("申请", "applications"),
        "materials": Text("材料", "materials"),
        "handling": Text("办理", "handling"),
        "delivery": Text("送达", "delivery"),
        "systems": Text("系统", "systems"),
    }
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word that a column may hold (取值).

    Parameters
    ----------
    word : str
        As it stands in the data.
    title : Text
        What it means.
    """

    word: str
    title: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table (列).

    Parameters
    ----------
    name : str
    type : {"text", "integer", "double", "boolean", "date", "timestamp"}
        Timestamps are UTC with microseconds; integers have 64 bits.
    meaning : Text
    required : bool
        Whether every row has a value. Other columns may be null, or lacking altogether where the
        package does not record them.
    terms : tuple of Term
        The only words allowed; empty if the column is free.
    pattern : str
        Regular expression that the whole text matches; empty if free.
    several : bool
        Whether the text holds several values with ``;`` between them.
    minimum : int or None
        Smallest number allowed.
    """

    name: str
    type: ColumnType
    meaning: Text
    required: bool = False
    terms: tuple[Term, ...] = ()
    pattern: str = ""
    several: bool = False
    minimum: int | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the column may hold; empty if it is free."""
        return tuple(term.word for term in self.terms)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event (事件种类).

    Parameters
    ----------
    name : str
        As it stands in the column ``kind``.
    group : str
        What it is about: ``catalogue`` … ``systems``.
    title : Text
        What happened.
    needs : tuple of str
        Columns that an event of this kind must fill to mean anything, besides those that every
        event fills. What a requirement needs on top of it, the requirement says.
    outcomes : tuple of str
        The words allowed in ``outcome``; empty if any of them.
    """

    name: str
    group: Group
    title: Text
    needs: tuple[str, ...]
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an evidence package (表).

    Parameters
    ----------
    name : str
        Also the name of its file, without the ending.
    title : Text
    columns : tuple of Column
    key : tuple of str
        Columns whose values together name one row.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


def terms(**titles: tuple[str, str]) -> tuple[Term, ...]:
    """Return terms from ``word=(zh, en)``, in the order written."""
    return tuple(Term(word, Text(zh, en)) for word, (zh, en) in titles.items())
