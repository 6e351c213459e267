"""References to nothing (无所指): codes and ids that no context table knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tongban_spec.evidence.evidence import Finding
from tongban_spec.language import Text, number_of

if TYPE_CHECKING:
    import duckdb

EXAMPLES_MAX = 5
# (table, its columns, table that they point to, the columns there)
REFERENCES = (
    ("events", ("item_code",), "items", ("item_code",)),
    ("events", ("item_code", "item_version"), "items", ("item_code", "item_version")),
    ("events", ("licence_id",), "licences", ("licence_id",)),
    ("events", ("link_id",), "links", ("link_id",)),
    ("events", ("place",), "places", ("place",)),
    ("events", ("material_kind",), "material_kinds", ("material_kind",)),
    ("item_materials", ("item_code", "item_version"), "items", ("item_code", "item_version")),
    ("item_materials", ("material_kind",), "material_kinds", ("material_kind",)),
    ("item_steps", ("item_code", "item_version"), "items", ("item_code", "item_version")),
    ("material_needs", ("material_kind",), "material_kinds", ("material_kind",)),
    ("material_needs", ("needed_kind",), "material_kinds", ("material_kind",)),
    ("licences", ("material_kind",), "material_kinds", ("material_kind",)),
    ("links", ("material_kind",), "material_kinds", ("material_kind",)),
)


def references(
    connection: duckdb.DuckDBPyConnection, recorded: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Yield references to nothing (无所指).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        With the prepared tables.
    recorded : mapping of str to frozenset of str
        Columns that each table has. A table that is lacking cannot be pointed to.
    """
    nowhere: set[tuple[str, str]] = set()
    for table, columns, target, there in REFERENCES:
        known = recorded.get(target, frozenset()).issuperset(there)
        if not known or not recorded.get(table, frozenset()).issuperset(columns):
            continue
        if len(columns) > 1 and (table, target) in nowhere:
            continue  # a code that nobody knows has no version that anybody knows
        found = _found(connection, table, columns, target, there)
        if found:
            nowhere.add((table, target))
            rows = int(found[0][1])
            said = Text(
                "{t} 有 {n} 行的 {c} 在 {w} 里查不到（{d} 个不同的值）",
                "{t}: in {n} {c} is none that {w} has ({d})",
            ).fill(
                t=table,
                n=number_of(rows, "row", "rows"),
                c="/".join(columns),
                w=target,
                d=number_of(found[0][2], "value", "different values"),
            )
            examples = tuple(value for value, *_ in found)
            yield Finding("reference_to_nothing", "warning", said, rows, examples)


def _found(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: tuple[str, ...],
    target: str,
    there: tuple[str, ...],
) -> list[tuple[str, int, int]]:
    """Return a few values that are nowhere, each with the number of all rows and all values."""
    listed = ", ".join(columns)
    filled = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    same = " AND ".join(f"o.{a} = t.{b}" for a, b in zip(columns, there, strict=True))
    text = "concat_ws('/', " + ", ".join(f"left(CAST({c} AS VARCHAR), 60)" for c in columns) + ")"
    return connection.execute(
        f"SELECT {text}, sum(n) OVER (), count(*) OVER ()"
        f" FROM (SELECT {listed}, count(*) AS n FROM {table}"
        f" WHERE {filled} GROUP BY ALL) AS o"
        f" WHERE NOT EXISTS (SELECT 1 FROM {target} AS t WHERE {same}) ORDER BY n DESC, 1"
        f" LIMIT {EXAMPLES_MAX}"
    ).fetchall()
