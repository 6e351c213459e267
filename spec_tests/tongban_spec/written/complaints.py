"""What is wrong with a written file (出错说明): places, several errors at once, words for types.

Each kind of file has its own complaints besides, with its own words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from tongban_spec.errors import TongbanError, Where
from tongban_spec.language import Language, Text
from tongban_spec.suggestions import nearest
from tongban_spec.written.tree import Node, Trail

SHOWN_MAX = 20
_IT_IS = Text("写的是 {seen}", "{seen} does not fit here")
_PAIRS = Text("应当是 键: 值", "key: value pairs are expected")
OTHER: tuple[Text, Text | None] = (
    Text("{seen} 不对（{why}）", "{seen} does not fit ({why})"),
    None,
)
# Faults of types as pydantic names them; ``{seen}`` is filled.
WORDS_OF_TYPES: Mapping[str, tuple[Text, Text | None]] = MappingProxyType(
    {
        "float_type": (
            _IT_IS,
            Text("应当是数字，如 3 或 0.5", "a number is expected, such as 3 or 0.5"),
        ),
        "int_type": (_IT_IS, Text("应当是整数", "a whole number is expected")),
        "int_from_float": (_IT_IS, Text("应当是整数", "a whole number is expected")),
        "bool_type": (_IT_IS, Text("应当是 true 或 false", "true or false is expected")),
        "string_type": (_IT_IS, Text("应当是文字", "a text is expected")),
        "tuple_type": (
            _IT_IS,
            Text("应当是列表，如 [a, b]", "a list is expected, such as [a, b]"),
        ),
        "dict_type": (_IT_IS, _PAIRS),
        "model_type": (_IT_IS, _PAIRS),
        "model_attributes_type": (_IT_IS, _PAIRS),
        "too_long": (Text("列表太长", "the list is too long"), None),
    }
)
QUOTED = Text("编码、名称要加引号", "put codes and names in quotes")


class Several(TongbanError):
    """Several errors of one file, told in one go (多处错误): a part of an error's class.

    Parameters
    ----------
    errors : sequence of TongbanError
        At least two; the first :data:`SHOWN_MAX` are told, the rest counted.
    """

    together: ClassVar[Text]

    def __init__(self, errors: Sequence[TongbanError]) -> None:
        super().__init__(self.together.fill(n=len(errors)), None, errors[0].where)
        self.errors = tuple(errors)

    # worker processes hand errors back by pickle
    def __reduce__(self):  # pyright: ignore[reportIncompatibleMethodOverride]
        return (type(self), (self.errors,))

    def say(self, language: Language) -> str:
        """Return all messages, one below the other."""
        said = [error.say(language) for error in self.errors[:SHOWN_MAX]]
        left = len(self.errors) - len(said)
        if left:
            more = Text("还有 {n} 处错误未列出", "{n} more errors are not listed").fill(n=left)
            said.append(more.say(language))
        return "\n\n".join([*said, self.what.say(language)])


def place_of(root: Node, trail: Trail, at_key: bool = False) -> Where:
    """Return the place that a trail names (位置), as much of it as exists.

    Parameters
    ----------
    root : Node
    trail : tuple of str or int
        Keys and indices.
    at_key : bool
        Point at the key instead of the value; what holds other keys is always told by its own.
    """
    node, entry, _ = root.follow(trail)
    if entry is not None and (at_key or isinstance(node.value, dict)):
        return entry.file.where(entry.line, entry.column)
    return node.where()


def without_echoes(errors: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Drop what only echoes another error (去重): one slip is one error.

    "k is missing" where an unknown key is k mistyped, and "too short" of a list with wrong entries,
    which are not counted.
    """
    every = list(errors)
    listed = [e for e in every if e["type"] != "too_short" or not _has_wrong_entries(e, every)]
    unknown = [error["loc"] for error in listed if error["type"] == "extra_forbidden"]
    missing = [error["loc"] for error in listed if error["type"] == "missing"]
    echoes = set()
    for loc in unknown:
        beside = [str(lack[-1]) for lack in missing if lack[:-1] == loc[:-1]]
        echoes.add((*loc[:-1], nearest(str(loc[-1]), beside)))
    return [e for e in listed if e["type"] != "missing" or e["loc"] not in echoes]


def _has_wrong_entries(error: Mapping[str, Any], every: Iterable[Mapping[str, Any]]) -> bool:
    loc = error["loc"]
    return any(e["loc"][: len(loc)] == loc and len(e["loc"]) > len(loc) for e in every)


def shown(value: Any) -> str:
    """Return a value as an error shows it (所见), cut short."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(itertools.islice(map(str, value), 4)) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(shown(one) for one in value[:4]) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    said = str(int(value) if whole else value)
    return said if len(said) <= 60 else said[:57] + "…"
