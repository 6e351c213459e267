"""From DuckDB's dialect to another (方言转换): sqlglot, and what it does not know.

sqlglot is told to fail where it finds no equal in the other dialect. What it would carry over
wrongly is put right here, on the tree: ``epoch_us``; ``TRY_CAST`` and the splitting of lists, which
PostgreSQL lacks or names otherwise; ``string_agg``, of which Spark has a faulty one or none.
"""

from __future__ import annotations

from collections.abc import Mapping
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
        PostgreSQL 12 or later; Spark 3.4 or later.

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
    assert isinstance(tree, exp.Query)
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
    if dialect == "spark" and isinstance(node, exp.GroupConcat):
        return _list_in_spark(node)
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


def _list_in_spark(node: exp.GroupConcat) -> exp.Expr:
    """Return a list without ``listagg``: Spark 3 has none, and Spark 4.3 stumbles over its own
    where the same SELECT counts distinct values of two columns.
    """
    order, distinct = node.find(exp.Order), node.find(exp.Distinct)
    assert order is not None, "a list is in an order"
    value = distinct.expressions[0] if distinct is not None else order.this
    keys = [key.this for key in order.expressions if not key.args.get("desc")]
    assert len(keys) == len(order.expressions), "a list is in ascending order"
    if distinct is not None:
        assert keys == [value], "distinct values are in their own order"
        values = "array_sort(collect_set(__value))"
    else:
        sorts = ", ".join(f"__key{n} IS NULL, __key{n}" for n in range(len(keys)))
        each = f"CASE WHEN NOT __value IS NULL THEN struct({sorts}, __value AS told) END"
        values = f"transform(array_sort(collect_list({each})), one -> one.told)"
    listed = sqlglot.parse_one(
        f"CASE WHEN count(__value) > 0 THEN array_join({values}, __separator) END", read="spark"
    )
    parts = {"__value": value, "__separator": node.args["separator"]}
    parts |= {f"__key{n}": key for n, key in enumerate(keys)}
    return listed.transform(lambda n: parts[n.name].copy() if _stands_for(n, parts) else n)


def _stands_for(node: exp.Expr, parts: Mapping[str, exp.Expr]) -> bool:
    return isinstance(node, exp.Column) and node.name in parts
