"""What is wrong with a scenario file, said to the person who wrote it (出错说明)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from tongban.errors import ScenarioError, Where
from tongban.scenario.numbers import UNIFORM_CV_MAX
from tongban.scenario.schema import schema_for_editors
from tongban.scenario.written import DATE, DIGITS_6, DIGITS_12, HOUR, MOMENT, YEARLY
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.complaints import (
    OTHER,
    QUOTED,
    WORDS_OF_TYPES,
    Several,
    place_of,
    shown,
    without_echoes,
)
from tongban_spec.written.tree import Node, Trail


class ScenarioErrors(Several, ScenarioError):
    """Several errors of one scenario, told in one go (多处错误)."""

    together = Text("场景有 {n} 处错误", "the scenario has {n} errors")


def raise_all(errors: Sequence[ScenarioError]) -> None:
    """Raise what was found (报告错误): nothing, the one error, or all together."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ScenarioErrors(errors)


def complaint(
    root: Node, trail: Trail, what: Text, allowed: Text | None = None, at_key: bool = False
) -> ScenarioError:
    """Return an error at the place that ``trail`` names (带位置的错误).

    Parameters
    ----------
    root : Node
    trail : tuple of str or int
        Keys and indices; as much of it as exists is followed.
    what, allowed : Text
    at_key : bool
        Point at the key instead of the value.
    """
    return ScenarioError(what, allowed, place_of(root, trail, at_key))


def complaints_of_shape(root: Node, trouble: ValidationError) -> list[ScenarioError]:
    """Return what pydantic found as errors with places (形状错误), in order of the file."""
    schema = schema_for_editors()
    found = without_echoes([dict(error) for error in trouble.errors()])
    return in_order(root, [_complaint_of(root, error, schema) for error in found])


def in_order(root: Node, errors: Sequence[ScenarioError]) -> list[ScenarioError]:
    """Return errors in order of the files, the scenario's own file first (按位置排序)."""
    own = root.file.name

    def place(error: ScenarioError) -> tuple[bool, str, int, int]:
        where = error.where or Where(own)
        return where.file != own, where.file, where.line, where.column

    return sorted(errors, key=place)


def _complaint_of(root: Node, error: Mapping[str, Any], schema: dict[str, Any]) -> ScenarioError:
    trail: Trail = tuple(
        step for step in error["loc"] if step != "[key]" and not str(step).startswith("~")
    )
    what, allowed = _words(error, trail, schema)
    _, _, walked = root.follow(trail)
    path = dotted(walked if error["type"] == "missing" else trail)
    at_key = error["type"] == "extra_forbidden" or error["loc"][-1:] == ("[key]",)
    at_key = at_key or error["input"] is None  # an empty value stands where the next thing begins
    # the filled sentence may hold braces that the user wrote, so it is joined, not filled again
    placed = Text(f"{path}：{what.zh}", f"{path}: {what.en}") if path else what
    return complaint(root, trail, placed, allowed, at_key)


def dotted(trail: Trail) -> str:
    """Return a trail as people read it (路径), e.g. ``items.E01.1.materials[0]``."""
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in trail).lstrip(".")


def _words(
    error: Mapping[str, Any], trail: Trail, schema: dict[str, Any]
) -> tuple[Text, Text | None]:
    kind: str = error["type"]
    if kind == "missing":
        return Text("缺少 {k}", "{k} is missing").fill(k=trail[-1]), _example_of(str(trail[-1]))
    if kind == "extra_forbidden":
        known = _keys_at(schema, trail[:-1])
        return Text("不认识的键 {k}", "unknown key {k}").fill(k=trail[-1]), did_you_mean(
            str(trail[-1]), known
        )
    seen = shown(error["input"])
    if kind == "too_short" and not error["input"]:
        kind = "empty"
    what, allowed = _WORDS.get(kind) or WORDS_OF_TYPES.get(kind, OTHER)
    if kind == "literal_error":
        return _literal(error, seen, trail)
    if kind == "string_pattern_mismatch":
        what, allowed = _PATTERNS.get(error["ctx"]["pattern"], (what, allowed))
    if kind == "string_type" and isinstance(error["input"], (int, float)):
        allowed = _AS_DATE if trail[-1] in ("from", "until", "start") else QUOTED
    if kind == "model_type":
        allowed = _how_to_write(_keys_at(schema, trail)) or allowed
    bounds = {name: shown(bound) for name, bound in error.get("ctx", {}).items()}
    values = {"seen": seen, "why": error["msg"], **bounds}
    if allowed in (_AS_TEXT, _AS_NUMBER, _AS_LEVER):
        return what.fill(**values), allowed  # its braces are to be seen
    return what.fill(**values), allowed.fill(**values) if allowed else None


def _literal(error: Mapping[str, Any], seen: str, trail: Trail) -> tuple[Text, Text]:
    expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    names = [name.strip() for name in expected.split(",")]
    if trail[-1] == "unit":
        what = Text("单位 {seen} 不对", "unit {seen} does not fit here").fill(seen=seen)
        if names == ["s", "min", "hour", "working_day"] and error["input"] == "day":
            return what, Text(
                "这里是工作时间，请用 working_day（7 小时）；可用：{all}",
                "this is working time, use working_day (7 hours); allowed: {all}",
            ).fill(all=expected)
        return what, Text("可用：{all}", "allowed: {all}").fill(all=expected)
    if trail[-1] == "schema":
        what = Text("不认识的文件版本 {seen}", "unknown schema version {seen}").fill(seen=seen)
        return what, Text("已知版本：{all}", "known versions: {all}").fill(all=expected)
    what = Text("{seen} 不在允许的取值里", "{seen} is not one of the allowed values")
    return what.fill(seen=seen), did_you_mean(str(error["input"])[:100], names)


_AS_TEXT = Text("文字要有中英两种：{zh: …, en: …}", "a text has both: {zh: …, en: …}")
_AS_NUMBER = Text(
    "数值的写法：{value: 3, unit: min, assumption: {zh: …, en: …}}",
    "a number is written {value: 3, unit: min, assumption: {zh: …, en: …}}",
)
_AS_LEVER = Text("措施的写法：{lever: one_notice}", "a lever is written {lever: one_notice}")


def _how_to_write(keys: Sequence[str]) -> Text | None:
    """Return how to write what has these keys, where something simpler was written."""
    for key, words in (("zh", _AS_TEXT), ("unit", _AS_NUMBER), ("lever", _AS_LEVER)):
        if key in keys:
            return words
    return None


def _example_of(key: str) -> Text | None:
    if key in ("zh", "en"):
        return _AS_TEXT
    if key in ("value", "unit"):
        return _AS_NUMBER
    return Text("请补上", "add it; scenarios/README.md has an example")


def _keys_at(schema: dict[str, Any], trail: Trail) -> list[str]:
    """Return the keys that the schema knows at ``trail``."""
    places = _spread_out(schema, schema)
    for step in trail:
        below: list[dict[str, Any]] = []
        for place in places:
            if isinstance(step, int):
                below += [place["items"]] if "items" in place else []
            elif step in place.get("properties", {}):
                below.append(place["properties"][step])
            elif isinstance(place.get("additionalProperties"), dict):
                below.append(place["additionalProperties"])
            else:
                below += place.get("patternProperties", {}).values()
        places = [one for place in below for one in _spread_out(place, schema)]
    return [key for place in places for key in place.get("properties", {})]


def _spread_out(place: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives that stand behind references and unions."""
    if "$ref" in place:
        return _spread_out(schema["$defs"][place["$ref"].rsplit("/", 1)[1]], schema)
    choices = place.get("anyOf") or place.get("oneOf")
    if choices:
        return [one for choice in choices for one in _spread_out(choice, schema)]
    return [place]


_ILL_FORMED = Text("{seen} 的写法不对", "{seen} is not well formed")
_AS_DATE = Text("写法：2025-03-03", "write it as 2025-03-03")
_AS_MOMENT = Text("写法：2025-03-03T08:00（当地时间）", "write it as 2025-03-03T08:00, local time")
_AS_YEARLY = Text("写法：05-31（月-日）", "write it as 05-31, month and day")
_EMPTY = (Text("文字是空的", "the text is empty"), Text("请写上", "write it"))
_PATTERNS = {
    DATE: (Text("{seen} 不是日期", "{seen} is no date"), _AS_DATE),
    MOMENT: (Text("{seen} 不是时刻", "{seen} is no moment"), _AS_MOMENT),
    YEARLY: (Text("{seen} 不是月和日", "{seen} is no month and day"), _AS_YEARLY),
    DIGITS_6: (_ILL_FORMED, Text('区划代码是 6 位数字，如 "330402"',
                                 'a region code has 6 digits, e.g. "330402"')),
    DIGITS_12: (_ILL_FORMED, Text("事项编码是 12 位数字", "an item code has 12 digits")),
    HOUR: (_ILL_FORMED, Text("小时是 0–23", "an hour is 0–23")),
    r"\S": _EMPTY,
}  # fmt: skip
_BOUND = Text("{seen} 超出范围", "{seen} is out of range")
_ORIGIN = Text(
    "每个数值写 source: 来源名，或 assumption: {{zh: …, en: …}}，两者取一",
    "every number has either source: an id, or assumption: {{zh: …, en: …}}",
)
_WORDS: dict[str, tuple[Text, Text | None]] = {
    "no_origin": (Text("缺少来源", "missing source"), _ORIGIN),
    "two_origins": (
        Text("来源和假设只能有一个", "both a source and an assumption are given"),
        _ORIGIN,
    ),
    "ten_years": (
        Text("时长超过 10 年", "the duration is longer than 10 years"),
        Text("请检查数值和单位", "check the value and its unit"),
    ),
    "cv_of_spread": (
        Text("cv 与分布 {spread} 不配", "cv does not fit the spread {spread}"),
        Text(
            "constant、exponential 不写 cv；lognormal 要 cv > 0；uniform 要 0 < cv ≤ {most}",
            "constant and exponential have no cv; lognormal needs cv > 0; "
            "uniform needs 0 < cv <= {most}",
        ).fill(most=f"{UNIFORM_CV_MAX:.3f}"),
    ),
    "interval": (
        Text("时段 {seen} 不对", "{seen} is no interval of a day"),
        Text('写法："09:00-12:00"，先早后晚', 'write "09:00-12:00", the earlier time first'),
    ),
    "intervals_order": (
        Text("时段重叠或顺序不对", "the intervals overlap or are not in order"),
        Text("请从早到晚排列", "list them from early to late"),
    ),
    "date": (Text("没有 {seen} 这一天", "there is no day {seen}"), _AS_DATE),
    "moment": (Text("没有 {seen} 这一时刻", "there is no moment {seen}"), _AS_MOMENT),
    "yearly": (Text("一年中没有 {seen} 这一天", "no year has a day {seen}"), _AS_YEARLY),
    "finite_number": (
        Text("{seen} 不是有限的数", "{seen} is not a finite number"),
        Text("不允许 .nan 和 .inf", ".nan and .inf are not allowed"),
    ),
    "too_short": (
        Text("列表太短", "the list is too short"),
        Text("至少 {min_length} 项", "at least {min_length} entries"),
    ),
    "empty": (
        Text("列表是空的", "the list is empty"),
        Text(
            "至少写 {min_length} 项；可以省略的键，不需要时请整个删去，空着不等于“全部”",
            "write at least {min_length}; a key that may be left out is left out: empty does not "
            "mean all",
        ),
    ),
    "string_too_short": _EMPTY,
    "string_too_long": (
        Text("文字太长", "the text is too long"),
        Text("至多 {max_length} 字", "at most {max_length} characters"),
    ),
    "string_pattern_mismatch": (
        _ILL_FORMED,
        Text("名称只用字母、数字、下划线、点、连字符", "an id has letters, digits, _ . -"),
    ),
    "greater_than_equal": (_BOUND, Text("应当 ≥ {ge}", "it must be >= {ge}")),
    "greater_than": (_BOUND, Text("应当 > {gt}", "it must be > {gt}")),
    "less_than_equal": (_BOUND, Text("应当 ≤ {le}", "it must be <= {le}")),
}
