"""What the gate finds row by row (逐行检查): ids, kinds, needed columns, words and patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tongban_spec.events import EVENTS, KINDS, SEPARATOR, TABLES, Column, Table
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.prepared import RAW
from tongban_spec.evidence.sql_words import name_in_sql, text_in_sql
from tongban_spec.language import Text, number_of

if TYPE_CHECKING:
    import duckdb

EXAMPLES_MAX = 5
LAST_YEAR = 9000
RawColumns = Mapping[str, frozenset[str]]
_EVENTS = f"{RAW}.events"
_MEND = Text(
    "请在导出时或映射文件里改正（event_id: {row: true} 可由行号得编号）",
    "mend it at the export, or in a mapping (event_id: {row: true} makes ids of row numbers)",
)


_TIMES = Text(
    "请检查这些行的时间：ISO 8601（如 2025-03-03T09:00:00+08:00），或在映射的 columns.at 里写"
    " format 和 zone；tongban-spec map check 指出读不通的行",
    "look at the times of these rows: ISO 8601 (such as 2025-03-03T09:00:00+08:00), or format and"
    " zone of columns.at in a mapping; tongban-spec map check names the lines that cannot be read",
)
_KINDS = Text(
    "请在导出时写上事件种类，或用映射文件给出",
    "give the kind of each event at the export, or by a mapping",
)


class Fault(NamedTuple):
    """Why evidence cannot be judged (不可判之处).

    Parameters
    ----------
    said : Text
        What is wrong, with its count.
    todo : Text
        What to do.
    examples : tuple of str
    """

    said: Text
    todo: Text
    examples: tuple[str, ...] = ()


NO_EVENTS = Fault(
    Text("一个事件也没有，无从判定", "there is no event, so nothing can be judged"),
    Text(
        "请检查导出的范围；若有映射，请检查 keep",
        "check what was exported and, if there is a mapping, its keep",
    ),
)


def faults_of_events(connection: duckdb.DuckDBPyConnection) -> list[Fault]:
    """Return why the events cannot be judged (事件的硬伤), an empty list if they can."""
    row = connection.execute(
        f'SELECT count(*), count(event_id), count("at"), count(kind),'
        f' count(*) FILTER (year("at") >= {LAST_YEAR}) FROM {_EVENTS}'
    ).fetchone()
    assert row is not None
    total, ids, moments, kinds, endless = row
    if not total:
        return [NO_EVENTS]
    faults = []
    needed = (("event_id", ids, _MEND), ("at", moments, _TIMES), ("kind", kinds, _KINDS))
    for name, there, todo in needed:
        if there < total:
            said = Text("没有可用的 {c} 的事件：{n} 个", "events without a usable {c}: {n}").fill(
                n=total - there, c=name
            )
            faults.append(Fault(said, todo, _ids(connection, f"{name_in_sql(name)} IS NULL")))
    if endless:
        said = Text("{n} 个事件发生在 {y} 年之后", "{n} happened after the year {y}").fill(
            n=number_of(endless, "event", "events"), y=LAST_YEAR
        )
        todo = Text(
            "这样的日期多半表示“没有”：请留空，或去掉这些行",
            "such a date mostly means none: leave it empty, or leave these rows out",
        )
        faults.append(Fault(said, todo, _ids(connection, f'year("at") >= {LAST_YEAR}')))
    return faults + _twice(connection, ids)


def _twice(connection: duckdb.DuckDBPyConnection, ids: int) -> list[Fault]:
    # Hashes first: ten million of them are quickly told apart, and as many texts are not.
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT hash(event_id) FROM {_EVENTS}"
        " WHERE event_id IS NOT NULL GROUP BY ALL)"
    ).fetchone()
    assert row is not None
    if row[0] == ids:
        return []
    found = connection.execute(
        f"SELECT event_id, sum(count(*)) OVER () - count(*) OVER () FROM {_EVENTS}"
        " WHERE event_id IS NOT NULL GROUP BY event_id HAVING count(*) > 1"
        f" ORDER BY event_id LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    if not found:
        return []
    said = Text("{n} 个事件的编号与别的事件相同", "{n} the id of another one").fill(
        n=number_of(int(found[0][1]), "event has", "events have")
    )
    return [Fault(said, _MEND, tuple(name for name, _ in found))]


def _ids(connection: duckdb.DuckDBPyConnection, condition: str) -> tuple[str, ...]:
    found = connection.execute(
        f"SELECT left(event_id, 60) FROM {_EVENTS} WHERE ({condition}) AND event_id IS NOT NULL"
        f" LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    return tuple(name for (name,) in found)


def rows(connection: duckdb.DuckDBPyConnection, raw: RawColumns) -> Iterator[Finding]:
    """Yield what is wrong with rows of any table (逐行检查)."""
    yield from _kinds(connection)
    yield from _needs(connection, raw[EVENTS.name])
    yield from _outcomes(connection, raw[EVENTS.name])
    for name, columns in raw.items():
        yield from _values(connection, TABLES[name], columns)
        if name != EVENTS.name:
            yield from _keys(connection, TABLES[name], columns)


def _kinds(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    known = ", ".join(map(text_in_sql, KINDS))
    found = connection.execute(
        f"SELECT left(kind, 60), count(*) AS n, count(*) OVER (), sum(count(*)) OVER ()"
        f" FROM {_EVENTS} WHERE kind NOT IN ({known}) GROUP BY kind ORDER BY n DESC, kind"
        f" LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    if found:
        said = Text(
            "{n} 个事件的种类不在词汇里，共 {k} 种；没有一项要求会看它们",
            "{n} of {k} that the vocabulary lacks; no requirement looks at them",
        ).fill(
            n=number_of(int(found[0][3]), "event is", "events are"),
            k=number_of(found[0][2], "kind", "kinds"),
        )
        examples = tuple(kind for kind, *_ in found)
        yield Finding("unknown_kind", "warning", said, int(found[0][3]), examples)


def _needs(connection: duckdb.DuckDBPyConnection, columns: frozenset[str]) -> Iterator[Finding]:
    """Yield the columns that an event of its kind must fill to mean anything, and does not."""
    needed = sorted({name for kind in KINDS.values() for name in kind.needs} & columns)
    known = ", ".join(map(text_in_sql, KINDS))
    counts = "".join(f", count(*) - count({name_in_sql(name)})" for name in needed)
    for kind, total, *lacking in connection.execute(
        f"SELECT kind, count(*){counts} FROM {_EVENTS} WHERE kind IN ({known})"
        " GROUP BY kind ORDER BY kind"
    ).fetchall():
        by_column = dict(zip(needed, lacking, strict=True))
        absent = [name for name in KINDS[kind].needs if name not in columns]
        if absent:
            said = Text(
                "{k}（{n} 个）没有它需要的列 {c}",
                "{k} ({n}) needs what no column has: {c}",
            ).fill(k=kind, n=number_of(total, "event", "events"), c=", ".join(absent))
            yield Finding("needed_column_absent", "note", said, total)
        for name in KINDS[kind].needs:
            if count := by_column.get(name, 0):
                said = Text("{n} 个 {k} 没有填 {c}", "{k}: {n} without {c}").fill(
                    n=number_of(count, "event", "events"), k=kind, c=name
                )
                where = f"kind = {text_in_sql(kind)} AND {name_in_sql(name)} IS NULL"
                ids = _ids(connection, where)
                yield Finding("needed_column_empty", "warning", said, count, ids)


def _outcomes(connection: duckdb.DuckDBPyConnection, columns: frozenset[str]) -> Iterator[Finding]:
    if "outcome" not in columns:
        return
    allowed = {kind.name: kind.outcomes for kind in KINDS.values() if kind.outcomes}
    tests = " OR ".join(
        f"(kind = {text_in_sql(kind)} AND outcome NOT IN ({', '.join(map(text_in_sql, words))}))"
        for kind, words in allowed.items()
    )
    for kind, outcome, count in connection.execute(
        f"SELECT kind, left(outcome, 60), count(*) FROM {_EVENTS} WHERE {tests}"
        f" GROUP BY ALL ORDER BY 3 DESC, 1, 2 LIMIT {EXAMPLES_MAX}"
    ).fetchall():
        said = Text("{n} 个 {k} 的结果是 {o}，应为 {a}", "{k}: {n} the outcome {o}, not {a}").fill(
            n=number_of(count, "event has", "events have"),
            k=kind,
            o=outcome,
            a=" / ".join(allowed[kind]),
        )
        yield Finding("foreign_outcome", "warning", said, count, (outcome,))


def _values(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: frozenset[str]
) -> Iterator[Finding]:
    """Yield values that a column may not hold; one pass counts, a second looks where any are."""
    tests = {c.name: test for c in table.columns if c.name in columns and (test := _wrong(c))}
    if not tests:
        return
    place = f"{RAW}.{name_in_sql(table.name)}"
    counts = ", ".join(f"count(*) FILTER ({test})" for test in tests.values())
    row = connection.execute(f"SELECT {counts} FROM {place}").fetchone()
    assert row is not None
    for (name, test), count in zip(tests.items(), row, strict=True):
        if not count:
            continue
        text = f"coalesce(left(CAST({name_in_sql(name)} AS VARCHAR), 60), 'null')"
        seen = connection.execute(
            f"SELECT {text} FROM {place} WHERE {test} GROUP BY 1 ORDER BY count(*) DESC, 1"
            f" LIMIT {EXAMPLES_MAX}"
        ).fetchall()
        said = Text(
            "{t}.{c} 有 {n} 个值不合词汇",
            "{t}.{c} has {n} values that are not allowed",
        ).fill(t=table.name, c=name, n=count)
        examples = tuple(value for (value,) in seen)
        yield Finding("foreign_value", "warning", said, count, examples)


def _wrong(column: Column) -> str | None:
    """Return the SQL of what makes a value wrong, None if nothing can."""
    name = name_in_sql(column.name)
    tests = []
    # The events' own required columns are no findings but faults.
    if column.required and column not in EVENTS.columns:
        tests.append(f"{name} IS NULL")
    if column.terms and column.several:
        one = "|".join(column.words)
        full = text_in_sql(f"({one})({SEPARATOR}({one}))*")
        tests.append(f"NOT regexp_full_match({name}, {full})")
    elif column.terms and column is not _NAME_OF_DECLARED:
        words = ", ".join(map(text_in_sql, column.words))
        tests.append(f"{name} NOT IN ({words})")
    if column.pattern:
        tests.append(f"NOT regexp_full_match({name}, {text_in_sql(column.pattern)})")
    if column.minimum is not None:
        tests.append(f"{name} < {column.minimum}")
    return " OR ".join(tests) or None


_NAME_OF_DECLARED = TABLES["declared"].columns[0]  # others may be declared: nobody reads them


def _keys(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: frozenset[str]
) -> Iterator[Finding]:
    if not columns.issuperset(table.key):
        return
    key = ", ".join(map(name_in_sql, table.key))
    text = (
        "concat_ws('/', " + ", ".join(f"CAST({name_in_sql(k)} AS VARCHAR)" for k in table.key) + ")"
    )
    found = connection.execute(
        f"SELECT left({text}, 60), sum(count(*)) OVER () - count(*) OVER ()"
        f" FROM {RAW}.{name_in_sql(table.name)} GROUP BY {key} HAVING count(*) > 1 ORDER BY 1"
        f" LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    if found:
        said = Text(
            "{t} 有 {n} 行与别的行同键（{k}）", "{t} has {n} with the key of another ({k})"
        ).fill(t=table.name, n=number_of(int(found[0][1]), "row", "rows"), k=", ".join(table.key))
        examples = tuple(value for value, _ in found)
        yield Finding("duplicate_key", "warning", said, int(found[0][1]), examples)
