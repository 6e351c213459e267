"""From DuckDB's dialect to another (方言转换): sqlglot, and what it does not know.

sqlglot is told to fail where it finds no equal in the other dialect. Three things it would carry
over wrongly are put right here, on the tree: ``TRY_CAST`` and lists by a separator, which
PostgreSQL lacks or names otherwise, and ``epoch_us``.
"""

from __future__ import annotations

from typing import Literal

import sqlglot
from sqlglot import exp

Dialect = Literal["postgres", "spark"]
DIALECTS: tuple[Dialect, ...] = ("postgres", "spark")
# What DuckDB takes for a number, less the exotic: 1_000, inf, nan.
_NUMBER = r"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$"


def in_dialect(sql: str, dialect: Dialect) -> str:
    """Return a query of ours in a dialect (转换查询).

    Parameters
    ----------
    sql : str
        One statement in DuckDB's dialect.
    dialect : {"postgres", "spark"}
        PostgreSQL 12 or later; Spark 4.0 or later, for ``listagg``.

    Raises
    ------
    sqlglot.errors.SqlglotError
        If the dialect has no equal: a requirement of ours is wrong, tests hold that none is.
    """
    tree = sqlglot.parse_one(sql, read="duckdb").transform(_put_right, dialect)
    return tree.sql(dialect, pretty=True, unsupported_level=sqlglot.ErrorLevel.RAISE)


def _put_right(node: exp.Expr, dialect: Dialect) -> exp.Expr:
    if isinstance(node, exp.Anonymous) and node.name.lower() == "epoch_us":
        return _epoch_us(node.expressions[0], dialect)
    if dialect == "postgres" and isinstance(node, exp.TryCast):
        return _number_or_null(node)
    if dialect == "postgres" and isinstance(node, exp.Split):
        return exp.func("string_to_array", node.this, node.expression)
    return node


def _epoch_us(time: exp.Expr, dialect: Dialect) -> exp.Expr:
    if dialect == "spark":
        return exp.func("unix_micros", time)
    seconds = exp.Extract(this=exp.var("EPOCH"), expression=time)
    return exp.cast(exp.Mul(this=seconds, expression=exp.Literal.number(1_000_000)), "BIGINT")


def _number_or_null(node: exp.TryCast) -> exp.Expr:
    assert node.to.is_type("double"), "only TRY_CAST to DOUBLE has an equal here"
    like_a_number = exp.RegexpLike(this=node.this.copy(), expression=exp.Literal.string(_NUMBER))
    return exp.Case().when(like_a_number, exp.cast(node.this.copy(), node.to))
