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


_READ_MAX = 100  # tables that one CTE reads, all CTEs below it written out


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


def tables_in(query: str) -> frozenset[str]:
    """Return the tables without a schema that a query reads (所读的表), its own CTEs included."""
    tree = sqlglot.parse_one(query, read="duckdb")
    return frozenset(table.name for table in tree.find_all(exp.Table) if not table.db)


def in_steps(query: str, name: str) -> tuple[list[tuple[str, str]], str]:
    """Return a query in steps, if written out it would read too many tables (分步).

    Spark puts a CTE in wherever it is read; of a chain in which each reads the one before three
    times little is left to plan with after five.

    Parameters
    ----------
    query : str
        In DuckDB's dialect.
    name : str
        What the names of the steps begin with.

    Returns
    -------
    tuple
        Name and query of each step, and the query that reads them.
    """
    tree = sqlglot.parse_one(query, read="duckdb")
    read: dict[str, int] = {}
    for cte in tree.ctes:
        read[cte.alias] = sum(read.get(t.name, 1) for t in cte.this.find_all(exp.Table))
    if max(read.values(), default=0) <= _READ_MAX:
        return [], query
    steps = {alias: f"{name}_{alias}" for alias in read}
    for table in list(tree.find_all(exp.Table)):
        if table.name in steps:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.alias or table.name)))
            table.set("this", exp.to_identifier(steps[table.name]))
    made = [(steps[cte.alias], cte.this.sql("duckdb")) for cte in tree.ctes]
    tree.set("with_", None)
    return made, tree.sql("duckdb")


def _put_right(node: exp.Expr, dialect: Dialect) -> exp.Expr:
    if isinstance(node, exp.Anonymous) and node.name.lower() == "epoch_us":
        return _epoch_us(node.expressions[0], dialect)
    if dialect == "spark" and isinstance(node, exp.GroupConcat) and _distinct_of(node):
        return _distinct_list(node)
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


def _distinct_of(node: exp.GroupConcat) -> exp.Expr | None:
    """Return what a list has each value of once, None if it has each as often as it occurs."""
    distinct = node.find(exp.Distinct)
    return distinct.expressions[0] if distinct is not None else None


def _distinct_list(node: exp.GroupConcat) -> exp.Expr:
    """Return a list of distinct values without ``listagg``, of which Spark 4 can have but one."""
    value, order = _distinct_of(node), node.find(exp.Order)
    assert value is not None and order is not None and len(order.expressions) == 1
    key = order.expressions[0]
    assert key.this == value and not key.args.get("desc"), "distinct values are in their own order"
    values = exp.func("array_sort", exp.func("collect_set", value.copy()))
    listed = exp.func("array_join", values, node.args["separator"].copy())
    there = exp.GT(this=exp.Count(this=value.copy()), expression=exp.Literal.number(0))
    return exp.Case().when(there, listed)
