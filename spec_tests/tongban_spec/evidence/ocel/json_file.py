"""OCEL 2.0 as JSON (对象日志的 JSON 形式), read and written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tongban_spec.evidence.files import broken, lacking_in, opened
from tongban_spec.evidence.ocel.json_stream import JsonStream
from tongban_spec.evidence.ocel.object_log import (
    ORIGIN_OF_TIME,
    WHATS,
    Collector,
    ObjectLog,
    Relation,
    Thing,
    Value,
    ValueType,
    What,
    value_type,
)

_KINDS: Mapping[type, ValueType] = {
    str: "string",
    int: "integer",
    float: "float",
    bool: "boolean",
}
_WRITTEN_NUMBERS: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "float": float,
    "boolean": lambda text: text == "true",
}
_LISTS = ("objectTypes", "eventTypes", "objects", "events")


def read_json(path: Path, log: ObjectLog) -> None:
    """Read a log (读 JSON 日志) into an empty one.

    Parameters
    ----------
    path : Path
        Plain, or packed by gzip.
    log : ObjectLog

    Raises
    ------
    EvidenceError
        If it is no OCEL 2.0 log in JSON.
    """
    collector, seen = Collector(log), set[str]()
    with opened(path) as stream:
        for key, member in JsonStream(stream, path).members():
            seen.add(key)
            if key in _LISTS and member != []:
                try:
                    _take(collector, key, member)
                except (KeyError, TypeError, ValueError, AttributeError) as trouble:
                    shown = json.dumps(member, ensure_ascii=False)[:120]
                    why = f"{key}: {type(trouble).__name__} {trouble} in {shown}"
                    raise broken(path, "OCEL 2.0 JSON", why) from trouble
    if lacking := [key for key in _LISTS if key not in seen]:
        raise broken(path, "OCEL 2.0 JSON", lacking_in(lacking))
    collector.flush()


def _take(collector: Collector, key: str, member: Mapping[str, Any]) -> None:
    if key in ("objectTypes", "eventTypes"):
        attributes: dict[str, ValueType] = {
            a["name"]: value_type(a["type"]) for a in member.get("attributes") or ()
        }
        what: What = "object" if key == "objectTypes" else "event"
        collector.add_type(what, _text(member["name"]), attributes)
        return
    what = "object" if key == "objects" else "event"
    timed = what == "object"
    values = [value for a in member.get("attributes") or () for value in _values(a, timed)]
    relations = [
        Relation(_text(r["objectId"]), _text(r.get("qualifier") or ""))
        for r in member.get("relationships") or ()
    ]
    at = "" if timed else _text(member["time"])
    collector.add_thing(
        what, Thing(0, _text(member["id"]), _text(member["type"]), at, values, relations)
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _values(attribute: Mapping[str, Any], timed: bool) -> Iterator[Value]:
    value = attribute["value"]
    if value is None:
        return
    kind = _KINDS[type(value)]
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    time = _text(attribute.get("time") or ORIGIN_OF_TIME) if timed else ORIGIN_OF_TIME
    yield Value(_text(attribute["name"]), kind, text, time)


def write_json(path: Path, log: ObjectLog) -> None:
    """Write a log (写 JSON 日志); raises OSError if the disk refuses."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("{\n")
        for what in WHATS:
            declared = log.types(what)
            lines = (
                {"name": name, "attributes": [{"name": a, "type": k} for a, k in of.items()]}
                for name, of in declared.items()
            )
            _write_list(stream.write, f"{what}Types", lines)
            stream.write(",\n")
        for what in WHATS:
            declared = log.types(what)
            _write_list(
                stream.write, f"{what}s", (_written(t, what, declared) for t in log.things(what))
            )
            stream.write(",\n" if what == "object" else "\n}\n")


def _write_list(write: Callable[[str], Any], key: str, members: Iterator[Any]) -> None:
    write(f'"{key}": [')
    for number, member in enumerate(members):
        write(",\n" if number else "\n")
        write(json.dumps(member, ensure_ascii=False, allow_nan=False))
    write("\n]")


def _written(
    thing: Thing, what: What, types: Mapping[str, Mapping[str, ValueType]]
) -> dict[str, Any]:
    kinds = types[thing.type]
    member: dict[str, Any] = {"id": thing.id, "type": thing.type}
    if what == "event":
        member["time"] = thing.time
    member["attributes"] = [
        {"name": v.name}
        | ({"time": v.time} if what == "object" else {})
        | {"value": _asvalue_type(v, kinds[v.name])}
        for v in thing.values
    ]
    member["relationships"] = [{"objectId": t, "qualifier": q} for t, q in thing.relations]
    return member


def _asvalue_type(value: Value, kind: ValueType) -> Any:
    """Return a value as its declared type has it; as text if it is not of that type."""
    try:
        return _WRITTEN_NUMBERS[kind](value.value) if kind in _WRITTEN_NUMBERS else value.value
    except ValueError:
        return value.value
