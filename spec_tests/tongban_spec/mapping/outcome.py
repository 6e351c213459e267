"""What came out of logs under a mapping (映射结果): kinds, and rules that matched nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tongban_spec.errors import EvidenceError, MappingError
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.gate import GateError
from tongban_spec.evidence.gate_rows import NO_EVENTS
from tongban_spec.language import Text
from tongban_spec.mapping.load import MappingFile, together
from tongban_spec.mapping.log import EXAMPLES_MAX, LogUnderMapping
from tongban_spec.mapping.shape import EventRule

if TYPE_CHECKING:
    import duckdb


def kinds_that_came_out(
    connection: duckdb.DuckDBPyConnection, logs: Sequence[LogUnderMapping], file: MappingFile
) -> frozenset[str]:
    """Return the kinds of events that logs gave by a mapping (得到的种类).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        With the table ``source.mapped_events``.
    logs : sequence of LogUnderMapping
    file : MappingFile

    Raises
    ------
    EvidenceError
        If there is no event; a MappingError if there are rows but the mapping leaves none.
    MappingError
        If a kind happened that the mapping says never happened.
    """
    counts = dict(
        connection.execute("SELECT kind, count(*) FROM source.mapped_events GROUP BY 1").fetchall()
    )
    if not counts:
        raise _none_left(connection, logs, file)
    contradicted = [
        MappingError(
            Text(
                "never_happened 说 {k} 从未发生，而按映射得到 {n} 个",
                "never_happened says that {k} never happened, and by the mapping it did; "
                "its events: {n}",
            ).fill(k=kind, n=counts[kind]),
            Text(
                "请从 never_happened 里删去它，或改 events 里的规则",
                "remove it from never_happened, or change the rule in events",
            ),
            file.where("never_happened", place),
        )
        for place, kind in enumerate(file.shape.never_happened)
        if kind in counts
    ]
    if contradicted:
        raise together(contradicted)
    return frozenset(counts)


def _none_left(
    connection: duckdb.DuckDBPyConnection, logs: Sequence[LogUnderMapping], file: MappingFile
) -> EvidenceError:
    shown = ", ".join(log.source.name for log in logs)
    rows = sum(_count(connection, log, "true") for log in logs)
    if not rows:
        return GateError((NO_EVENTS,), shown)
    kept = sum(_count(connection, log, log.kept) for log in logs)
    said = Text(
        "{l} 有 {n} 行，keep 留下 {k} 行，按映射没有得到一个事件",
        "{l} has {n} rows, keep leaves {k} of them, and the mapping makes no event of any",
    ).fill(l=shown, n=rows, k=kept)
    allowed = Text(
        "keep 和 events 里的词要与日志里的一字不差，空格也算",
        "the words in keep and events are those of the log to the letter, spaces too",
    )
    return MappingError(said, allowed, file.where("events" if kept else "keep"))


def without_a_match(
    connection: duckdb.DuckDBPyConnection, logs: Sequence[LogUnderMapping], file: MappingFile
) -> Iterator[Finding]:
    """Yield the rules for activities that no row of any log has (无匹配的规则)."""
    seen: set[str] = set()
    for log in logs:
        found = connection.execute(
            f"SELECT DISTINCT {log.activity} FROM {log.place} AS l WHERE {log.kept}"
        ).fetchall()
        seen.update(word for (word,) in found)
    rules = [a for a, rule in file.shape.events.items() if isinstance(rule, EventRule)]
    unused = [activity for activity in rules if activity not in seen]
    if unused:
        shown = ", ".join(repr(activity[:60]) for activity in unused[:EXAMPLES_MAX])
        more = ", …" if len(unused) > EXAMPLES_MAX else ""
        said = Text(
            "events 里没有匹配到任何事件的规则有 {n} 条：{r}；没有得到事件的种类当作没有记录，"
            "除非 never_happened 说它从未发生",
            "rules in events that matched no event, {n}: {r}; a kind of which no event came out "
            "counts as not recorded, unless never_happened says that it never happened",
        ).fill(n=len(unused), r=shown + more)
        yield Finding("rule_without_match", "warning", said, len(unused))


def _count(connection: duckdb.DuckDBPyConnection, log: LogUnderMapping, test: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {log.place} AS l WHERE {test}").fetchone()
    assert row is not None
    return row[0]
