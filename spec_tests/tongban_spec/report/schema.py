"""The JSON Schema of the result of a check (结果模式): of ``check --json`` and of ``report.json``.

``python -m tongban_spec.report.schema`` writes it as ``report.schema.json``. What ``check --json``
prints has the required properties, and ``since`` if it was asked for; ``report.json`` has all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tongban_spec.language import Text
from tongban_spec.points import POINTS, PROFILES
from tongban_spec.report.changes import STATUSES
from tongban_spec.report.profiles import PROFILE_VERDICTS
from tongban_spec.verdicts import VERDICTS

SCHEMA_FILE = Path(__file__).parents[1] / "report.schema.json"
_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
_NAMES: dict[str, Any] = {"type": "array", "items": _TEXT}
_BOTH: dict[str, Any] = {"$ref": "#/$defs/both"}
_ID: dict[str, Any] = {"$ref": "#/$defs/id"}
_IDS: dict[str, Any] = {"type": "array", "items": _ID, "uniqueItems": True}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the result of a check (结果模式), draft 2020-12."""
    top = {
        "specification": _said(_TEXT, Text("规范版本", "version of the specification")),
        "package": _said(_TEXT, Text("证据的名称", "name of the evidence, as it was given")),
        "gate": _list("finding"),
        "requirements": _list("requirement"),
    }
    more = {
        "since": {"$ref": "#/$defs/since"},
        "tool": _object({"name": _TEXT, "version": _TEXT}),
        "profile": _word(t.word for t in PROFILES),
        "events": _said(_NUMBER, Text("事件数", "number of events")),
        "profiles": _list("profile"),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "检查结果 · Result of a check",
        **_object(top, more),
        "$defs": {
            "both": _object({"zh": _TEXT, "en": _TEXT}),
            "id": {"type": "string", "pattern": f"^({'|'.join(POINTS)})-[0-9]+$"},
            "verdict": {"enum": list(VERDICTS)},
            "finding": _finding(),
            "requirement": _requirement(),
            "example": _example(),
            "moment": _moment(),
            "profile": _profile(),
            "since": _since(),
            "change": _change(),
        },
    }


def schema_text() -> str:
    """Return the JSON Schema as the text that stands in ``report.schema.json`` (模式文本)."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _object(required: dict[str, Any], more: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(more or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _word(words: Iterable[str]) -> dict[str, Any]:
    return {"enum": list(words)}


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _said(schema: dict[str, Any], meaning: Text) -> dict[str, Any]:
    return {"description": f"{meaning.zh} · {meaning.en}", **schema}


def _finding() -> dict[str, Any]:
    severity = _word(("note", "warning"))
    return _object(
        {"rule": _TEXT, "severity": severity, "said": _BOTH, "count": _NUMBER, "examples": _NAMES}
    )


def _requirement() -> dict[str, Any]:
    reason = Text("为何不是符合或违反", "why it neither holds nor is breached")
    return _object(
        {
            "id": _ID,
            "level": _word(("MUST", "SHOULD")),
            "verdict": {"$ref": "#/$defs/verdict"},
            "reason": _said(_maybe(_BOTH), reason),
            "opportunities": _said(_NUMBER, Text("机会数", "how often it could be breached")),
            "breaches": _said(_NUMBER, Text("违反数，不含豁免", "without those waived")),
            "examples": _list("example"),
        },
        {
            "title": _BOTH,
            "statement": _BOTH,
            "exercised_by": _BOTH,
            "undecided": _said(_NUMBER, Text("定不下来的机会", "opportunities not decided")),
            "waived": _said(_NUMBER, Text("已豁免的违反", "breaches that a waiver covers")),
        },
    )


def _example() -> dict[str, Any]:
    again = Text("再看一次的命令", "the command that shows it again")
    return _object(
        {"subject": _TEXT, "events": _NAMES, "sentence": _BOTH},
        {
            "expected": _BOTH,
            "case_id": _maybe(_TEXT),
            "again": _said(_TEXT, again),
            "timeline": _list("moment"),
            "events_left_out": _NUMBER,
        },
    )


def _moment() -> dict[str, Any]:
    values = {"type": "object", "additionalProperties": _TEXT}
    return _object(
        {
            "event_id": _TEXT,
            "at": _said(_TEXT, Text("世界协调时", "UTC")),
            "kind": _TEXT,
            "proves": _said({"type": "boolean"}, Text("证明违反", "it proves the breach")),
            "values": values,
        }
    )


def _profile() -> dict[str, Any]:
    lists = ("breached", "warned", "holds", "waived", "not_exercised", "inconclusive")
    return _object(
        {
            "profile": _word(t.word for t in PROFILES),
            "verdict": _word(PROFILE_VERDICTS),
            **dict.fromkeys((*lists, "not_checked"), _IDS),
        }
    )


def _since() -> dict[str, Any]:
    return _object(
        {
            "report": _TEXT,
            "package": _TEXT,
            "specification": _TEXT,
            "profile": _TEXT,
            **dict.fromkeys(("fixed", "new", "still"), _IDS),
            "requirements": _list("change"),
        }
    )


def _change() -> dict[str, Any]:
    counts = dict.fromkeys(("fixed", "new", "still", "waived", "undecided", "gone"), _NUMBER)
    subjects = _object({**counts, "shown_fixed": _NAMES, "shown_new": _NAMES})
    unknown = Text(
        "null：没有可比的，或旧报告旁没有全部违反的表",
        "null: nothing to compare, or no list of all breaches beside the earlier report",
    )
    return _object(
        {
            "id": _ID,
            "status": _word(STATUSES),
            "verdict_before": _maybe({"$ref": "#/$defs/verdict"}),
            "verdict": {"$ref": "#/$defs/verdict"},
            "breaches_before": _NUMBER,
            "breaches": _NUMBER,
            "subjects": _said(_maybe(subjects), unknown),
        }
    )


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
    print(SCHEMA_FILE)
