"""The event vocabulary (事件词汇): what a platform, or a simulation, says happened.

One vocabulary for simulated runs, live tests and vendors' exported logs. It is defined in four
small files and used from here: ``events_shapes`` says what a column, a kind and a table are,
``events_columns`` has the table ``events``, ``events_kinds`` the kinds of events, and
``events_context`` the tables that say what was in force.

``python -m tongban_spec.events`` writes the JSON Schema of all of it, ``events.schema.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tongban_spec.events_columns import (
    ALWAYS_NEEDED,
    CARRIERS,
    CHANNELS,
    EVENT_COLUMNS,
    EVENTS,
    OUTCOMES,
    STAGES,
)
from tongban_spec.events_context import (
    APPLICANT_KINDS,
    CONTEXT_TABLES,
    DECLARATIONS,
    LISTED_CATEGORIES,
    PLACE_KINDS,
)
from tongban_spec.events_kinds import KINDS
from tongban_spec.events_shapes import (
    COLUMN_TYPES,
    GROUPS,
    SEPARATOR,
    Column,
    ColumnType,
    Group,
    Kind,
    Table,
    Term,
)
from tongban_spec.language import Text

__all__ = [
    "ALWAYS_NEEDED",
    "APPLICANT_KINDS",
    "CARRIERS",
    "CHANNELS",
    "COLUMN_TYPES",
    "CONTEXT_TABLES",
    "DECLARATIONS",
    "EVENTS",
    "EVENT_COLUMNS",
    "GROUPS",
    "KINDS",
    "LISTED_CATEGORIES",
    "OUTCOMES",
    "PLACE_KINDS",
    "SCHEMA_FILE",
    "SEPARATOR",
    "STAGES",
    "TABLES",
    "Column",
    "ColumnType",
    "Group",
    "Kind",
    "Table",
    "Term",
    "json_schema",
    "schema_text",
]

SCHEMA_FILE = Path(__file__).with_name("events.schema.json")
TABLES: Mapping[str, Table] = MappingProxyType({EVENTS.name: EVENTS, **CONTEXT_TABLES})

_TIMESTAMP = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$"
_JSON_TYPES: Mapping[ColumnType, dict[str, Any]] = MappingProxyType(
    {
        "text": {"type": "string", "minLength": 1},
        "integer": {"type": "integer"},
        "double": {"type": "number"},
        "boolean": {"type": "boolean"},
        "date": {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        # The pattern and not the format alone: a time of another zone is not the same text, and
        # many validators leave formats unchecked.
        "timestamp": {"type": "string", "format": "date-time", "pattern": _TIMESTAMP},
    }
)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a package, with a definition for a row of each table (模式).

    Returns
    -------
    dict
        Draft 2020-12. The whole describes an object with an array of rows for each table;
        ``$defs/<table>`` describes one row. Null and lacking mean the same: not recorded.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _bilingual(Text("证据包", "Evidence package")),
        "type": "object",
        "properties": {
            name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in TABLES
        },
        "required": [EVENTS.name],
        "additionalProperties": False,
        "$defs": {name: _row(table) for name, table in TABLES.items()},
    }


def schema_text() -> str:
    """Return the JSON Schema as the text that stands in ``events.schema.json`` (模式文本)."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _row(table: Table) -> dict[str, Any]:
    row: dict[str, Any] = {
        "title": _bilingual(table.title),
        "type": "object",
        "properties": {column.name: _cell(column) for column in table.columns},
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
    }
    if table is EVENTS:
        row["properties"]["kind"]["oneOf"] = [
            {"const": kind.name, "title": _bilingual(kind.title)} for kind in KINDS.values()
        ]
        row["allOf"] = [_rule(kind) for kind in KINDS.values()]
    return row


def _cell(column: Column) -> dict[str, Any]:
    value = dict(_JSON_TYPES[column.type])
    if column.several:
        word = "|".join(column.words) or f"[^{SEPARATOR}]+"
        value["pattern"] = f"^({word})({SEPARATOR}({word}))*$"
    elif column.terms:
        value["oneOf"] = [
            {"const": term.word, "title": _bilingual(term.title)} for term in column.terms
        ]
    if column.pattern:
        value["pattern"] = f"^{column.pattern}$"
    if column.minimum is not None:
        value["minimum"] = column.minimum
    if not column.required:
        value = {"anyOf": [value, {"type": "null"}]}
    return {"description": _bilingual(column.meaning), **value}


def _rule(kind: Kind) -> dict[str, Any]:
    """Return what a row of this kind must have on top of what every row has."""
    cells: dict[str, Any] = {name: {"not": {"type": "null"}} for name in kind.needs}
    if kind.outcomes:
        nothing = [] if "outcome" in kind.needs else [None]
        cells["outcome"] = {"enum": [*kind.outcomes, *nothing]}
    return {
        "if": {"properties": {"kind": {"const": kind.name}}},
        "then": {"required": list(kind.needs), "properties": cells},
    }


def _bilingual(text: Text) -> str:
    return f"{text.zh} · {text.en}"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
    print(SCHEMA_FILE)
