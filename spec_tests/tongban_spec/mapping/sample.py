"""A look at a foreign log (样本观察): what its columns hold, so that a mapping can be guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tongban_spec.events import EVENT_COLUMNS, EVENTS
from tongban_spec.evidence.conversions import cell
from tongban_spec.evidence.files import damage_told
from tongban_spec.evidence.source import Source
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.mapping.guess_words import TIME_FORMS

if TYPE_CHECKING:
    import duckdb

ROWS_MAX = 200_000
COLUMNS_MAX = 300
VALUES_MAX = 200
_TRIED = 2_000
_SOUND = 0.9
_READABLE = 0.7  # of a column of times: `map check` tells the lines of the others
_AT = next(c for c in EVENT_COLUMNS if c.name == "at")


class ColumnLook(NamedTuple):
    """What one column holds (一列).

    Parameters
    ----------
    name : str
    filled : int
        Rows in which it is not null.
    distinct : int
        How many different values, roughly.
    """

    name: str
    filled: int
    distinct: int


class TimeLook(NamedTuple):
    """How the times of a column are written (时间写法).

    Parameters
    ----------
    form : str or None
        As in a mapping; None: ISO 8601.
    others : tuple of str
        Forms that fit as well, such as month and day the other way round.
    with_zone : bool
        Whether they say their zone.
    """

    form: str | None
    others: tuple[str, ...]
    with_zone: bool


class Sample:
    """The first rows of a log (样本).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    source : Source
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, source: Source) -> None:
        self.connection, self.source = connection, source
        found = source.tables[EVENTS.name]
        numbered = source.form == "xes" and found.columns.get("row") == "BIGINT"
        names = [name for name in found.columns if not (numbered and name == "row")]
        self.left_out = len(names) - COLUMNS_MAX
        self.names = names[:COLUMNS_MAX]
        listed = ", ".join(
            f"CAST({name_in_sql(n)} AS VARCHAR) AS {name_in_sql(n)}" for n in self.names
        )
        connection.execute("CREATE SCHEMA IF NOT EXISTS source")
        with damage_told(source.name, EVENTS.name):
            connection.execute(
                f"CREATE OR REPLACE TABLE source.sample AS SELECT {listed} FROM {found.relation}"
                f" LIMIT {ROWS_MAX}"
            )
        self.rows = self._one("SELECT count(*) FROM source.sample")[0]
        self.columns = tuple(self._columns())

    def _one(self, sql: str) -> tuple:
        row = self.connection.execute(sql).fetchone()
        assert row is not None
        return row

    def _columns(self) -> Iterator[ColumnLook]:
        asked = ", ".join(
            f"count({name_in_sql(n)}), approx_count_distinct({name_in_sql(n)})" for n in self.names
        )
        row = self._one(f"SELECT {asked} FROM source.sample")
        for place, name in enumerate(self.names):
            yield ColumnLook(name, row[2 * place], row[2 * place + 1])

    def values(self, name: str, most: int = VALUES_MAX) -> list[tuple[str, int]]:
        """Return the values of a column with their counts, the most frequent first (取值)."""
        column = name_in_sql(name)
        return self.connection.execute(
            f"SELECT {column}, count(*) AS n FROM source.sample WHERE {column} IS NOT NULL"
            f" GROUP BY 1 ORDER BY n DESC, 1 LIMIT {int(most)}"
        ).fetchall()

    def pairs(self, name: str, other: str) -> dict[str, str]:
        """Return a value of another column beside each value of a column (成对取值)."""
        first, second = name_in_sql(name), name_in_sql(other)
        return dict(
            self.connection.execute(
                f"SELECT {first}, min({second}) FROM source.sample WHERE {first} IS NOT NULL AND"
                f" {second} IS NOT NULL GROUP BY 1"
            ).fetchall()
        )

    def unique(self, name: str) -> bool:
        """Return whether every row has a value of its own (是否唯一)."""
        column = name_in_sql(name)
        return self._one(f"SELECT count(DISTINCT {column}) FROM source.sample")[0] == self.rows

    def constant_in(self, name: str, case: str) -> bool:
        """Return whether a column has at most one value in each case (每案是否不变)."""
        column, group = name_in_sql(name), name_in_sql(case)
        most = self._one(
            "SELECT coalesce(max(n), 0) FROM (SELECT count(DISTINCT"
            f" {column}) AS n FROM source.sample GROUP BY {group})"
        )
        return most[0] <= 1

    def names_of(self, name: str, other: str) -> bool:
        """Return whether nearly every value of a column goes with one of another (是否对应)."""
        first, second = name_in_sql(name), name_in_sql(other)
        share = self._one(
            "SELECT avg(CASE WHEN n = 1 THEN 1 ELSE 0 END) FROM (SELECT count(DISTINCT"
            f" {second}) AS n FROM source.sample GROUP BY {first})"
        )[0]
        return (share or 0) >= _SOUND

    def fits(self, name: str, pattern: str, most: float = _SOUND) -> bool:
        """Return whether nearly all values match a regular expression wholly (是否合式)."""
        column = name_in_sql(name)
        share = self.connection.execute(
            f"SELECT avg(CASE WHEN regexp_full_match({column}, ?) THEN 1 ELSE 0 END)"
            f" FROM source.sample WHERE {column} IS NOT NULL",
            [pattern],
        ).fetchone()
        return share is not None and (share[0] or 0) >= most

    def times(self, look: ColumnLook) -> TimeLook | None:
        """Return how the times of a column are written (识别时间), None if it holds no times."""
        column = name_in_sql(look.name)
        if not look.filled or not self.fits(look.name, ".*[0-9].*[0-9].*[0-9].*[0-9].*", _READABLE):
            return None
        origin = (
            f"(SELECT DISTINCT {column} AS x FROM source.sample WHERE {column} IS NOT NULL"
            f" LIMIT {_TRIED})"
        )
        iso = cell(_AT, "x", "VARCHAR")
        share, zoned = self._one(
            f"SELECT avg(CASE WHEN {iso.value} IS NULL THEN 0 ELSE 1 END),"
            f" avg(CASE WHEN {iso.naive} THEN 0 ELSE 1 END) FROM {origin}"
        )
        if share >= _READABLE:
            return TimeLook(None, (), zoned >= _SOUND)
        asked = [
            f"avg(CASE WHEN {cell(_AT, 'x', 'VARCHAR', form=form).value} BETWEEN"
            " TIMESTAMP '1900-01-01' AND TIMESTAMP '2200-01-01' THEN 1 ELSE 0 END)"
            for form in TIME_FORMS
        ]
        shares = self._one(f"SELECT {', '.join(asked)} FROM {origin}")
        sound = [f for f, share in zip(TIME_FORMS, shares, strict=True) if share >= _READABLE]
        # A number of ten digits is a time in seconds, and no column of numbers is one by chance.
        sound = [f for f in sound if not f.startswith("epoch") or self._is_epoch(look.name, f)]
        return TimeLook(sound[0], tuple(sound[1:]), False) if sound else None

    def _is_epoch(self, name: str, form: str) -> bool:
        return self.fits(name, "1[0-9]{9}" if form == "epoch_s" else "1[0-9]{12}")
