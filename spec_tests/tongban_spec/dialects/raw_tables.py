"""The tables that a vendor fills (待填的表), as DDL in the schema ``tongban_raw``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tongban_spec.dialects.translation import Dialect
from tongban_spec.events import TABLES, Column, ColumnType, Table
from tongban_spec.language import Text

RAW = "tongban_raw"
# Texts are compared byte by byte, as everywhere else: a database's own collation would order the
# ids of one microsecond otherwise.
TYPES: Mapping[Dialect, Mapping[ColumnType, str]] = MappingProxyType(
    {
        "postgres": {
            "text": 'TEXT COLLATE "C"',
            "integer": "BIGINT",
            "double": "DOUBLE PRECISION",
            "boolean": "BOOLEAN",
            "date": "DATE",
            "timestamp": "TIMESTAMP WITH TIME ZONE",
        },
        "spark": {
            "text": "STRING",
            "integer": "BIGINT",
            "double": "DOUBLE",
            "boolean": "BOOLEAN",
            "date": "DATE",
            "timestamp": "TIMESTAMP",
        },
    }
)
CODE_CHECKS = Table(
    "code_checks",
    Text(
        "编码校验：由 tongban-spec codes 得出，原样载入",
        "checks of codes: made by tongban-spec codes, loaded as they are",
    ),
    (
        Column("code", "text", Text("编码", "code"), required=True),
        Column("kind", "text", Text("种类", "kind"), required=True),
        Column("valid", "boolean", Text("是否正确", "whether it is right"), required=True),
    ),
    ("code",),
)
RECORDED = Table(
    "recorded",
    Text(
        "记录说明：只写与内容看上去不同的。空表、全空的列视为没有记录，除非在此写 true；"
        "没有记录的事件种类写 kind:名称、false",
        "what is recorded, where it differs from what the content shows: an empty table or column"
        " counts as not recorded unless it stands here with true; a kind of event that is not"
        " recorded stands here as kind:NAME with false",
    ),
    (
        Column(
            "name",
            "text",
            Text("表、表.列或 kind:种类", "table, table.column or kind:KIND"),
            required=True,
        ),
        Column("is_recorded", "boolean", Text("是否有记录", "whether it is"), required=True),
    ),
    ("name",),
)
RAW_TABLES: tuple[Table, ...] = (*TABLES.values(), CODE_CHECKS, RECORDED)


def ddl(table: Table, dialect: Dialect) -> str:
    """Return the statement that makes a table, where there is none yet (建表语句)."""
    end = " USING parquet" if dialect == "spark" else ""
    columns = "\n".join(_columns(table, dialect))
    return f"CREATE TABLE IF NOT EXISTS {RAW}.{table.name} (\n{columns}\n){end}"


def _columns(table: Table, dialect: Dialect) -> Iterator[str]:
    quote = '"' if dialect == "postgres" else "`"
    for place, column in enumerate(table.columns, 1):
        # Parquet keeps no such promise, so Spark is not asked to.
        must = " NOT NULL" if column.required and dialect == "postgres" else ""
        comma = "," if place < len(table.columns) else ""
        written = f"  {quote}{column.name}{quote} {TYPES[dialect][column.type]}{must}{comma}"
        yield f"{written}  -- {column.meaning.zh} · {column.meaning.en}"
