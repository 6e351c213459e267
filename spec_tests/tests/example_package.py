"""An example of the specification as a package of CSV files, and the command that checks it."""

from __future__ import annotations

from pathlib import Path

from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.examples import Side, example

_EMPTY = {
    "licences": "licence_id,material_kind,holder,issued_at,electronic",
    "links": "link_id,asker,provider,material_kind,from",
}


def package(folder: Path, side: Side) -> str:
    """Write an example of DAT-2 as a package of CSV tables."""
    folder.mkdir(exist_ok=True)
    for name, rows in example("DAT-2", side).tables.items():
        columns = list(dict.fromkeys(k for row in rows for k in row))
        cells = [[_cell(row.get(c)) for c in columns] for row in rows]
        if columns:
            lines = [",".join(line) for line in [columns, *cells]]
            (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, header in _EMPTY.items():
        if not (folder / f"{name}.csv").exists():
            (folder / f"{name}.csv").write_text(header + "\n", encoding="utf-8")
    return str(folder)


def _cell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def check(*words: str, only: str | None = "DAT-2") -> int:
    """Run ``tongban-spec check`` in English and return its exit code."""
    chosen = ["--only", only] if only else []
    return run(PROGRAM, ["check", *words, *chosen, "--lang", "en"])
