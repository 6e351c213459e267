"""The specification as a folder (规范文件夹): documents, JSON Schemas, example logs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tongban_spec.document.pages import DOCUMENTS, document
from tongban_spec.events import TABLES, json_schema, schema_text
from tongban_spec.examples import SIDES, path_of
from tongban_spec.registry import all_requirements
from tongban_spec.whole import whole_folder, writing


def write_documents(target: str | Path) -> None:
    """Write everything that a reader without this package needs (写出规范).

    ``SPEC.md`` and ``SPEC.zh.md``; under ``tongban_spec/``, where they point to, the schema of a
    package, the schema of a row of each table, and the example logs.

    Parameters
    ----------
    target : str or Path
        A new or an empty folder.

    Raises
    ------
    UsageError
        If the folder cannot be used.
    OutputError
        If it cannot be written.
    """
    with whole_folder(target) as folder, writing(Path(target)):
        for language, name in DOCUMENTS.items():
            _write(folder / name, document(language))
        data = folder / "tongban_spec"
        _write(data / "events.schema.json", schema_text())
        for table in TABLES:
            _write(data / "schema" / f"{table}.row.schema.json", _row_schema(table))
        (data / "examples").mkdir()
        for requirement in all_requirements():
            for side in SIDES:
                shutil.copy(path_of(requirement.id, side), data / "examples")


def _row_schema(table: str) -> str:
    whole = json_schema()
    schema = {"$schema": whole["$schema"], **whole["$defs"][table]}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
