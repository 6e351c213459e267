"""One log under a mapping (映射下的日志): what its rows become, and what the mapping leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongban_spec.errors import MappingError
from tongban_spec.events import EVENTS
from tongban_spec.evidence.evidence import Finding
from tongban_spec.evidence.files import damage_told
from tongban_spec.evidence.source import Source, SourceTable
from tongban_spec.evidence.sql_words import name_in_sql, text_in_sql
from tongban_spec.language import Text, number_of
from tongban_spec.mapping.load import MappingFile, together
from tongban_spec.mapping.shape import ACTIVITY, CaseEvent, EventRule, Made
from tongban_spec.suggestions import did_you_mean
from tongban_spec.written.tree import Trail

if TYPE_CHECKING:
    import duckdb

EXAMPLES_MAX = 8
ROW = '"?row"'  # number of the row; no column of a log is called so
_ID_COLUMNS = ("event_id", "case_id", "application_id")
_OF_CASES = (
    "case_id",
    "application_id",
    "applicant_id",
    "item_code",
    "item_version",
    "region",
    "channel",
)


class Part(str):
    """A SELECT that knows the columns which it gives."""

    columns: tuple[str, ...]

    def __new__(cls, cells: Mapping[str, str], tail: str) -> Part:
        listed = ", ".join(f"{value} AS {name_in_sql(name)}" for name, value in cells.items())
        part = super().__new__(cls, f"SELECT {listed} FROM {tail}")
        part.columns = tuple(cells)
        return part


class LogUnderMapping:
    """One log under the mapping (映射下的日志).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        With the table ``source.rules``.
    source : Source
    file : MappingFile
    number : int
        Of the log, from 0.
    one_of_several : bool
        Whether ids get the name of the log in front.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        source: Source,
        file: MappingFile,
        number: int,
        one_of_several: bool,
    ) -> None:
        self.connection, self.source = connection, source
        self.file, self.mapping = file, file.shape
        self.table: SourceTable = source.tables[EVENTS.name]
        self.name = Path(source.name).name.split(".")[0]
        self.prefix = f"{self.name}/" if one_of_several else ""
        # The rows are numbered once, for a view might number them differently each time. A reader
        # that numbers them itself is known by its form; another log may have a column named row.
        self.place = f"source.log_{number}"
        numbered = source.form == "xes" and self.table.columns.get("row") == "BIGINT"
        own = [c for c in self.table.columns if not (numbered and c == "row") and c != ROW[1:-1]]
        cells = ", ".join(f"CAST({name_in_sql(c)} AS VARCHAR) AS {name_in_sql(c)}" for c in own)
        first = f"{'row' if numbered else 'row_number() OVER ()'} AS {ROW}, "
        with damage_told(source.name, EVENTS.name):
            connection.execute(
                f"CREATE TABLE {self.place} AS SELECT {first}{cells} FROM {self.table.relation}"
            )
        self.activity = f"l.{name_in_sql(self.mapping.activity)}"

    def check_columns(self) -> None:
        """Refuse a mapping that names columns which the log lacks (查列), all of them at once."""
        lacking = [
            MappingError(
                Text(
                    "{l} 没有映射所用的列 {c}", "{l} has no column {c}, which the mapping names"
                ).fill(l=self.source.name, c=repr(name[:60])),
                did_you_mean(name[:100], self.table.columns),
                self.file.where(*trail),
            )
            for name, trail in self._named()
            if name not in self.table.columns
        ]
        if lacking:
            raise together(lacking)

    def _named(self) -> Iterator[tuple[str, Trail]]:
        """Yield every column of the log that the mapping names, and where it names it."""
        mapping = self.mapping
        yield mapping.activity, ("activity",)
        yield from ((name, ("keep", name)) for name in mapping.keep)
        for name, made in mapping.columns.items():
            if made.column:
                yield made.column, ("columns", name, "column")
        for number, event in enumerate(mapping.once_a_case):
            if event.at.column:
                yield event.at.column, ("once_a_case", number, "at", "column")

    @property
    def kept(self) -> str:
        """SQL: which rows the filters of the mapping leave."""
        tests = [
            f"l.{name_in_sql(column)} IN ({', '.join(map(text_in_sql, words))})"
            for column, words in self.mapping.keep.items()
        ]
        return " AND ".join(tests) or "true"

    def unmapped(self) -> Iterator[Finding]:
        """Yield what the mapping leaves out, and words of the log that it does not know."""
        found = self.connection.execute(
            f"SELECT left({self.activity}, 60), count(*) AS n, count(*) OVER (),"
            f" sum(count(*)) OVER () FROM {self.place} AS l WHERE {self.kept} AND"
            f' coalesce({self.activity} NOT IN (SELECT "?activity" FROM source.rules), true)'
            f" GROUP BY {self.activity} ORDER BY n DESC, 1 LIMIT {EXAMPLES_MAX}"
        ).fetchall()
        if found:
            yield from self._activities(found)
        for name, made in self.mapping.columns.items():
            if made.values is not None and made.otherwise == "null":
                yield from self._words(name, made)

    def _activities(self, found: list[Any]) -> Iterator[Finding]:
        rows, words = int(found[0][3]), found[0][2]
        examples = tuple("null" if name is None else name for name, *_ in found)
        said = Text(
            "{l}：映射没有说到 {k} 种活动，共 {n} 个事件",
            "{l}: the mapping does not speak of {k}, {n}",
        ).fill(
            l=self.source.name,
            k=number_of(words, "activity", "activities"),
            n=number_of(rows, "event", "events"),
        )
        if self.mapping.strict:
            raise MappingError(
                said,
                Text("请写进 events：{e}", "write them into events: {e}").fill(
                    e=", ".join(examples)
                ),
                self.file.where("events"),
            )
        left_out = self.mapping.otherwise == "report"
        yield Finding("unmapped_activity", "warning" if left_out else "note", said, rows, examples)

    def _words(self, name: str, made: Made) -> Iterator[Finding]:
        assert made.column is not None and made.values is not None
        origin = f"l.{name_in_sql(made.column)}"
        known = ", ".join(map(text_in_sql, made.values)) or "NULL"
        found = self.connection.execute(
            f"SELECT left({origin}, 60), sum(count(*)) OVER () FROM {self.place} AS l WHERE"
            f" {self.kept} AND {origin} IS NOT NULL AND coalesce({origin} NOT IN ({known}), true)"
            f" GROUP BY {origin} ORDER BY count(*) DESC, 1 LIMIT {EXAMPLES_MAX}"
        ).fetchall()
        if found:
            said = Text(
                "{l}：{c} 有 {n} 个值不在映射的 values 里，当作没有记录",
                "{l}: {c} has {n} values that the mapping lacks; they count as not recorded",
            ).fill(l=self.source.name, c=name, n=int(found[0][1]))
            examples = tuple(word for word, _ in found)
            yield Finding("unmapped_value", "warning", said, int(found[0][1]), examples)

    def selects(self) -> Iterator[Part]:
        """Yield what makes the events of this log: its rows, and what happens once a case."""
        rules = {
            name for r in self.mapping.events.values() if isinstance(r, EventRule) for name in r.set
        }
        rest = self.mapping.otherwise
        others = rest.set if isinstance(rest, EventRule) else {}
        cells: dict[str, str] = {}
        for name in EVENTS.column_names:
            if name == "kind":
                known = 'r."?activity" IS NOT NULL'
                kind = text_in_sql(rest.kind) if isinstance(rest, EventRule) else "NULL"
                cells[name] = f'CASE WHEN {known} THEN r."?kind" ELSE {kind} END'
                continue
            options = [f"r.{name_in_sql(name)}"] if name in rules else []
            if name in others:
                word = f"replace({text_in_sql(others[name])}, '{ACTIVITY}', {self.activity})"
                options.append(f'CASE WHEN r."?activity" IS NULL THEN {word} END')
            options += self._own(name)
            if options:
                cells[name] = f"coalesce({', '.join(options)})"
        tail = (
            f'{self.place} AS l LEFT JOIN source.rules AS r ON r."?activity" = {self.activity}'
            f" WHERE {self.kept} AND {cells['kind']} IS NOT NULL"
        )
        yield Part(cells, tail)
        for number, event in enumerate(self.mapping.once_a_case):
            yield self._once(number, event)

    def _once(self, number: int, event: CaseEvent) -> Part:
        """Return the event that each case has once, at the time that its first row says."""
        moment = self.value(event.at)
        case = self._own("case_id") or self._own("application_id")
        if not case:
            raise MappingError(
                Text("once_a_case 要有 case_id", "once_a_case needs case_id"),
                Text("请在 columns 里写 case_id", "write case_id into columns"),
                self.file.where("once_a_case"),
            )
        cells = {"kind": text_in_sql(event.kind), "at": f"arg_min({moment}, l.{ROW})"}
        cells["event_id"] = f"{text_in_sql(f'once-{number + 1}/')} || {case[0]}"
        for name in _OF_CASES:
            if own := self._own(name):
                cells[name] = f"arg_min({own[0]}, l.{ROW})"
        cells |= {name: text_in_sql(word) for name, word in event.set.items()}
        tail = (
            f"{self.place} AS l WHERE {moment} IS NOT NULL AND {case[0]} IS NOT NULL"
            f" GROUP BY {case[0]}"
        )
        return Part(cells, tail)

    def _own(self, name: str) -> list[str]:
        """Return how a column is made by itself: a constant of this log, or what columns says."""
        for start, constants in self.mapping.logs.items():
            if self.name == start and name in constants:
                return [text_in_sql(constants[name])]
        made = self.mapping.columns.get(name)
        if made is None:
            return []
        value = self.value(made)
        return [
            f"{text_in_sql(self.prefix)} || {value}"
            if name in _ID_COLUMNS and self.prefix
            else value
        ]

    def value(self, made: Made) -> str:
        """SQL: what stands in a row for a column of the vocabulary (取值)."""
        if made.constant is not None:
            return text_in_sql(made.constant)
        if made.row:
            return f"'row-' || l.{ROW}"
        assert made.column is not None
        origin = f"l.{name_in_sql(made.column)}"
        if made.values is None:
            return origin
        tests = " ".join(
            f"WHEN {text_in_sql(seen)} THEN {'NULL' if word is None else text_in_sql(word)}"
            for seen, word in made.values.items()
        )
        rest = origin if made.otherwise == "same" else "NULL"
        return f"CASE {origin} {tests} ELSE {rest} END" if tests else rest
