"""The 24 constraints of OCEL 2.0 on its relational form (24 条约束), each asked of a database.

The numbers are those of the standard's own validation. 1 to 11 say what must be there to be read
at all; 12 and 13 what type times have; 14 to 24 which keys are declared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tongban_spec.evidence.ocel.object_log import WHATS
from tongban_spec.evidence.ocel.relational import Described
from tongban_spec.language import Text

NEEDED_TO_READ = range(1, 12)
_GENERAL = {
    "event_map_type",
    "object_map_type",
    "event",
    "object",
    "event_object",
    "object_object",
}


class Constraint(NamedTuple):
    """One constraint (约束).

    Parameters
    ----------
    number : int
        1 to 24.
    says : Text
    holds : callable
        Whether it holds in a database.
    """

    number: int
    says: Text
    holds: Callable[[Described], bool]


def broken_constraints(found: Described) -> tuple[Constraint, ...]:
    """Return the constraints that a database does not meet (未满足的约束), in their order."""
    return tuple(c for c in CONSTRAINTS if not c.holds(found))


def _type_tables_match(what: str) -> Callable[[Described], bool]:
    """There is a table for each type, and no table for none."""

    def holds(found: Described) -> bool:
        mapped = {table for (w, _), table in found.type_tables.items() if w == what}
        there = {name for name in found.columns if name.startswith(f"{what}_")} - _GENERAL
        return mapped == there

    return holds


def _columns(names: tuple[str, ...], *tables: str) -> Callable[[Described], bool]:
    return lambda found: all(found.has(table, *names) for table in tables)


def _of_types(what: str, names: tuple[str, ...]) -> Callable[[Described], bool]:
    return lambda found: all(
        found.has(table, *names) for (w, _), table in found.type_tables.items() if w == what
    )


def _times(what: str) -> Callable[[Described], bool]:
    return lambda found: all(
        any(c.name == "ocel_time" and c.type == "TIMESTAMP" for c in found.columns.get(table, ()))
        for (w, _), table in found.type_tables.items()
        if w == what
    )


def _keys(names: tuple[str, ...], *tables: str) -> Callable[[Described], bool]:
    return lambda found: all(
        {c.name for c in found.columns.get(table, ()) if c.key} == set(names) for table in tables
    )


def _keys_of_event_types(found: Described) -> bool:
    return all(
        {c.name for c in found.columns.get(table, ()) if c.key} == {"ocel_id"}
        for (what, _), table in found.type_tables.items()
        if what == "event"
    )


def _refers(table: str, *keys: tuple[str, str, str]) -> Callable[[Described], bool]:
    return lambda found: found.references.get(table, frozenset()).issuperset(keys)


def _types_refer(what: str) -> Callable[[Described], bool]:
    key = ("ocel_id", what, "ocel_id")
    return lambda found: all(
        key in found.references.get(table, frozenset())
        for (w, _), table in found.type_tables.items()
        if w == what
    )


_MAPS = tuple(f"{what}_map_type" for what in WHATS)
_RELATION = ("ocel_event_id", "ocel_object_id", "ocel_qualifier")
_LINK = ("ocel_source_id", "ocel_target_id", "ocel_qualifier")
_RULES: tuple[tuple[Text, Callable[[Described], bool]], ...] = (
    (Text("有六张通用表", "the six general tables exist"), lambda f: f.columns.keys() >= _GENERAL),
    (
        Text("对象类型与其表一一对应", "object types and their tables match"),
        _type_tables_match("object"),
    ),
    (
        Text("事件类型与其表一一对应", "event types and their tables match"),
        _type_tables_match("event"),
    ),
    (
        Text("四张表有 ocel_type", "ocel_type is in four tables"),
        _columns(("ocel_type",), *_MAPS, *WHATS),
    ),
    (
        Text("两张映射表有 ocel_type_map", "ocel_type_map is in both maps"),
        _columns(("ocel_type_map",), *_MAPS),
    ),
    (
        Text("event、object 有 ocel_id", "event and object have ocel_id"),
        _columns(("ocel_id",), *WHATS),
    ),
    (
        Text("两张关系表有 ocel_qualifier", "both relations have ocel_qualifier"),
        _columns(("ocel_qualifier",), "event_object", "object_object"),
    ),
    (
        Text("event_object 有两端", "event_object has both ends"),
        _columns(_RELATION[:2], "event_object"),
    ),
    (
        Text("object_object 有两端", "object_object has both ends"),
        _columns(_LINK[:2], "object_object"),
    ),
    (
        Text("对象各表有 ocel_id", "tables of object types have ocel_id"),
        _of_types("object", ("ocel_id",)),
    ),
    (
        Text("事件各表有 ocel_id", "tables of event types have ocel_id"),
        _of_types("event", ("ocel_id",)),
    ),
    (
        Text("对象各表的 ocel_time 是时刻", "ocel_time of object types is a timestamp"),
        _times("object"),
    ),
    (
        Text("事件各表的 ocel_time 是时刻", "ocel_time of event types is a timestamp"),
        _times("event"),
    ),
    (Text("映射表以类型为主键", "the maps are keyed by type"), _keys(("ocel_type",), *_MAPS)),
    (
        Text("event、object 以编号为主键", "event and object are keyed by id"),
        _keys(("ocel_id",), *WHATS),
    ),
    (
        Text("event_object 的主键有三列", "event_object is keyed by three"),
        _keys(_RELATION, "event_object"),
    ),
    (
        Text("object_object 的主键有三列", "object_object is keyed by three"),
        _keys(_LINK, "object_object"),
    ),
    (Text("事件各表以编号为主键", "tables of event types are keyed by id"), _keys_of_event_types),
    (
        Text("event 引用事件类型", "event refers to its type"),
        _refers("event", ("ocel_type", "event_map_type", "ocel_type")),
    ),
    (
        Text("object 引用对象类型", "object refers to its type"),
        _refers("object", ("ocel_type", "object_map_type", "ocel_type")),
    ),
    (
        Text("event_object 引用两端", "event_object refers to both ends"),
        _refers(
            "event_object",
            ("ocel_event_id", "event", "ocel_id"),
            ("ocel_object_id", "object", "ocel_id"),
        ),
    ),
    (
        Text("object_object 引用两端", "object_object refers to both ends"),
        _refers(
            "object_object",
            ("ocel_source_id", "object", "ocel_id"),
            ("ocel_target_id", "object", "ocel_id"),
        ),
    ),
    (Text("事件各表引用 event", "tables of event types refer to event"), _types_refer("event")),
    (Text("对象各表引用 object", "tables of object types refer to object"), _types_refer("object")),
)
CONSTRAINTS: tuple[Constraint, ...] = tuple(
    Constraint(number, says, holds) for number, (says, holds) in enumerate(_RULES, 1)
)
