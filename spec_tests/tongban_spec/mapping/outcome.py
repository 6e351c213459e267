"""What came out of logs under a mapping (映射结果): kinds, and rules that matched nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tongban_spec.errors import EvidenceError, MappingError
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.gate import GateError
from tongban_spec.evidence.gate_rows import NO_EVENTS
from tongban_spec.language import Text
from tongban_spec.mapping.load import MappingFile, together
from tongban_spec.mapping.log import EXAMPLES_MAX, LogUnderMapping
from tongban_spec.mapping.shape import EventRule
from tongban_spec.suggestions import nearest, same_but_for_spelling

if TYPE_CHECKING:
    import duckdb

COMPARED_MAX = 1_000  # activities that no rule names, the most frequent ones


class DeadRule(NamedTuple):
    """A rule for an activity that no row of any log has (无匹配的规则).

    Parameters
    ----------
    activity, kind : str
    near : str or None
        An activity of the logs that no rule names and that the rule may have been meant for: while
        that is open, the kind is not recorded, whatever other rules give.
    """

    activity: str
    kind: str
    near: str | None


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


def dead_rules(
    connection: duckdb.DuckDBPyConnection, logs: Sequence[LogUnderMapping], file: MappingFile
) -> tuple[DeadRule, ...]:
    """Return the rules that matched no row of any log (无匹配的规则)."""
    seen: Counter[str] = Counter()
    for log in logs:
        found = connection.execute(
            f"SELECT {log.activity}, count(*) FROM {log.place} AS l WHERE {log.kept} GROUP BY 1"
        ).fetchall()
        seen.update({word: count for word, count in found if word is not None})
    rules, rest = file.shape.events, file.shape.otherwise
    unnamed = [word for word, _ in seen.most_common() if word not in rules]
    spelt = {same_but_for_spelling(word): word for word in reversed(unnamed)}
    dead = []
    for activity, rule in rules.items():
        if not isinstance(rule, EventRule) or activity in seen:
            continue
        near = spelt.get(same_but_for_spelling(activity))
        if near is None:  # codes that differ in a digit are two codes
            alike = (w for w in unnamed[:COMPARED_MAX] if _digits(w) == _digits(activity))
            near = nearest(activity, alike)
        if isinstance(rest, EventRule) and rest.kind == rule.kind:
            near = None  # what no rule names gives this kind, too
        dead.append(DeadRule(activity, rule.kind, near))
    return tuple(dead)


def _digits(word: str) -> str:
    return "".join(filter(str.isdecimal, word))


def told_of(dead: Iterable[DeadRule], file: MappingFile) -> Iterator[Finding]:
    """Yield what is to be said of rules that matched nothing (提示)."""
    dead = tuple(dead)
    meant = [rule for rule in dead if rule.near is not None]
    for rule in meant:
        said = Text(
            "{w}：规则 {a} 没有匹配到任何事件，而日志里有规则没有说到的 {n}，可能是写错了；"
            "在改正之前，{k} 当作没有记录。两个词都对的，请另写一条：{n}: ignore",
            "{w}: the rule {a} matched no event, and the log has {n}, which no rule names: is it "
            "misspelt? Until that is settled {k} counts as not recorded. If both words are right, "
            "add a rule: {n}: ignore",
        ).fill(
            w=str(file.where("events", rule.activity)),
            a=repr(rule.activity[:60]),
            n=repr((rule.near or "")[:60]),
            k=rule.kind,
        )
        yield Finding("rule_without_match", "warning", said, 1)
    unused = [rule.activity for rule in dead if rule not in meant]
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
