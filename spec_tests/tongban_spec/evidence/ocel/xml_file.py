"""OCEL 2.0 as XML (对象日志的 XML 形式), read and written element by element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tongban_spec.evidence.files import broken, lacking_in, outermost
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
from tongban_spec.evidence.xml_stream import attribute, content, elements, local

_NAME = "OCEL 2.0 XML"
_UNTRUTH = {"true": "1", "false": "0"}


def read_xml(path: Path, log: ObjectLog) -> None:
    """Read a log (读 XML 日志) into an empty one.

    Raises
    ------
    EvidenceError
        If it is no OCEL 2.0 log in XML.
    """
    collector, sections = Collector(log), set[str]()
    for trail, element in elements(path, 3, _NAME):
        if trail[0] != "log":
            raise broken(path, _NAME, outermost(trail[0]))
        if len(trail) == 2:
            sections.add(trail[1])
        if len(trail) != 3:
            continue
        try:
            _take(collector, trail[1], element)
        except (KeyError, ValueError) as trouble:
            why = f"{trail[1]}/{trail[2]}: {type(trouble).__name__} {trouble}"
            raise broken(path, _NAME, why) from trouble
    if lacking := {"event-types", "object-types", "events", "objects"} - sections:
        raise broken(path, _NAME, lacking_in(sorted(lacking)))
    collector.flush()
    _types_of_values(log)


def _take(collector: Collector, section: str, element: Any) -> None:
    if section in ("event-types", "object-types"):
        what: What = "event" if section == "event-types" else "object"
        declared: dict[str, ValueType] = {
            a.attrib["name"]: value_type(a.attrib["type"]) for a in _in(element, "attributes")
        }
        collector.add_type(what, element.attrib["name"], declared)
    elif section in ("events", "objects"):
        what = "event" if section == "events" else "object"
        collector.add_thing(what, _thing(what, element))


def _thing(what: What, element: Any) -> Thing:
    values = [
        # The type stands with the type of the thing, perhaps further down: it is filled in later.
        Value(a.attrib["name"], "string", a.text or "", a.attrib.get("time") or ORIGIN_OF_TIME)
        for a in _in(element, "attributes")
    ]
    relations = [
        # The specification says qualifier, an example of its web page relationship.
        Relation(r.attrib["object-id"], r.attrib.get("qualifier", r.attrib.get("relationship", "")))
        for r in _in(element, "objects")
    ]
    at = element.attrib["time"] if what == "event" else ""
    return Thing(0, element.attrib["id"], element.attrib["type"], at, values, relations)


def _in(element: Any, name: str) -> Iterator[Any]:
    for part in element:
        if local(part.tag) == name:
            yield from part


def _types_of_values(log: ObjectLog) -> None:
    """Give each value the type that is declared, and booleans the words that JSON has for them."""
    for what in WHATS:
        log.connection.execute(
            f"UPDATE ocel.{what}_values AS v SET kind = a.kind, value = CASE"
            " WHEN a.kind = 'boolean' AND v.value = '1' THEN 'true'"
            " WHEN a.kind = 'boolean' AND v.value = '0' THEN 'false' ELSE v.value END"
            f" FROM ocel.{what}s AS t, ocel.{what}_attributes AS a"
            " WHERE t.n = v.n AND a.type = t.type AND a.name = v.name AND a.kind <> 'string'"
        )


def write_xml(path: Path, log: ObjectLog) -> None:
    """Write a log (写 XML 日志).

    Raises
    ------
    EvidenceError
        If a text has a character that XML cannot hold.
    OSError
        If the disk refuses.
    """
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<log>\n')
        for what in WHATS:
            _write_types(stream.write, what, log)
        for what in WHATS:
            _write_things(stream.write, what, log)
        stream.write("</log>\n")


def _write_types(write: Callable[[str], Any], what: What, log: ObjectLog) -> None:
    write(f"<{what}-types>\n")
    for name, attributes in log.types(what).items():
        write(f"<{what}-type name={attribute(name)}><attributes>")
        for one, kind in attributes.items():
            write(f"<attribute name={attribute(one)} type={attribute(kind)}/>")
        write(f"</attributes></{what}-type>\n")
    write(f"</{what}-types>\n")


def _write_things(write: Callable[[str], Any], what: What, log: ObjectLog) -> None:
    types = log.types(what)
    write(f"<{what}s>\n")
    for thing in log.things(what):
        kinds = types[thing.type]
        time = f" time={attribute(thing.time)}" if what == "event" else ""
        write(f"<{what} id={attribute(thing.id)} type={attribute(thing.type)}{time}><attributes>")
        for v in thing.values:
            moment = f" time={attribute(v.time)}" if what == "object" else ""
            text = _UNTRUTH.get(v.value, v.value) if kinds[v.name] == "boolean" else v.value
            write(f"<attribute name={attribute(v.name)}{moment}>{content(text)}</attribute>")
        write("</attributes><objects>")
        for target, qualifier in thing.relations:
            write(f"<relationship object-id={attribute(target)} qualifier={attribute(qualifier)}/>")
        write(f"</objects></{what}>\n")
    write(f"</{what}s>\n")
