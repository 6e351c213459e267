"""What the gate finds in times (时刻检查): before 1970, going back, clocks apart, the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tongban_spec.evidence.evidence import Finding
from tongban_spec.language import Text, number_of

if TYPE_CHECKING:
    import duckdb

EXAMPLES_MAX = 5
SKEW_PAIRS_MIN = 10
SKEW_SHARE_MIN = 0.1
COARSE_EVENTS_MIN = 20
COARSE_SHARE_MIN = 0.5
_HOUR_US = 3_600_000_000
_BACK = """
SELECT application_id, authority, step, later_us - earlier_us AS lag_us FROM (
    SELECT application_id, authority, 'accepted' AS step,
           submitted_us AS earlier_us, accepted_us AS later_us FROM applications
    UNION ALL
    SELECT application_id, authority, 'decided', accepted_us, decided_us FROM applications
    UNION ALL
    SELECT application_id, authority, 'delivered', decided_us, delivered_us FROM applications
)
WHERE earlier_us IS NOT NULL AND later_us IS NOT NULL
"""


def times(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Yield what is strange about the times of prepared evidence (时刻检查)."""
    yield from _before_1970(connection)
    yield from _going_back(connection)
    yield from _clocks_apart(connection)
    yield from _coarse(connection)
    yield from _window(connection)


def _before_1970(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    found = connection.execute(
        f"SELECT event_id, count(*) OVER () FROM events WHERE at_us < 0 ORDER BY seq"
        f" LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    if found:
        said = Text("{n} 个事件发生在 1970 年之前", "{n} happened before 1970").fill(
            n=number_of(found[0][1], "event", "events")
        )
        ids = tuple(name for name, _ in found)
        yield Finding("before_1970", "warning", said, found[0][1], ids)


def _going_back(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    found = connection.execute(
        f"SELECT application_id, count(*) OVER () FROM ({_BACK}) WHERE lag_us < 0"
        f" GROUP BY application_id ORDER BY 1 LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    if found:
        said = Text(
            "{n} 个申请的时刻倒流：受理早于提交、决定早于受理或送达早于决定",
            "in {n} applications times go back: accepted before submitted, decided before accepted,"
            " or delivered before decided",
        ).fill(n=found[0][1])
        ids = tuple(name for name, _ in found)
        yield Finding("times_go_back", "warning", said, found[0][1], ids)


def _clocks_apart(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Yield departments in whose applications times go back so often that a clock must be wrong."""
    for authority, pairs, back, lag_us in connection.execute(
        "SELECT authority, count(*) AS pairs, count(*) FILTER (lag_us < 0) AS back,"
        " median(lag_us) FILTER (lag_us < 0)"
        f" FROM ({_BACK}) WHERE authority IS NOT NULL AND lag_us <> 0 GROUP BY authority"
        f" HAVING count(*) >= {SKEW_PAIRS_MIN}"
        f" AND count(*) FILTER (lag_us < 0) >= {SKEW_SHARE_MIN} * count(*)"
        f" ORDER BY back DESC, authority LIMIT {EXAMPLES_MAX}"
    ).fetchall():
        said = Text(
            "{a} 的 {p} 个先后关系里有 {b} 个倒流，居中 {s:.0f} 秒：它的时钟可能不准",
            "of {p} successions at {a}, {b} go back, mostly by {s:.0f} s: its clock may be off",
        ).fill(a=authority, p=pairs, b=back, s=-lag_us / 1e6)
        yield Finding("clock_skew", "warning", said, back, (authority,))


def _coarse(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Yield if most events bear a whole hour: then only the day was recorded."""
    row = connection.execute(
        f"SELECT count(*), count(*) FILTER (at_us % {_HOUR_US} = 0) FROM events"
    ).fetchone()
    assert row is not None
    total, whole = row
    if total >= COARSE_EVENTS_MIN and whole >= COARSE_SHARE_MIN * total:
        said = Text(
            "{n} 个事件的时刻是整点（共 {t} 个）：多半只记了日期，一天之内孰先孰后不可知",
            "{n} of {t} events bear a whole hour: mostly only the day was recorded, and the order "
            "within a day is not known",
        ).fill(n=whole, t=total)
        yield Finding("coarse_times", "warning", said, whole)


def _window(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    row = connection.execute(
        "SELECT count(*) FILTER (submitted_us IS NULL AND started_us IS NULL),"
        " count(*) FILTER (accepted_us IS NOT NULL AND decided_us IS NULL AND ended_us IS NULL),"
        " count(*) FROM applications"
    ).fetchone()
    assert row is not None
    before, still, total = row
    if before:
        said = Text(
            "{n} 个申请（共 {t} 个）没有开始或提交的记录：日志的窗口可能切断了它们",
            "{n} of {t} applications have no beginning and no submission on record: the window of "
            "the log may cut them off",
        ).fill(n=before, t=total)
        yield Finding("cut_off_at_start", "note", said, before)
    if still:
        said = Text(
            "{n} 个申请（共 {t} 个）受理后到日志结束还没有决定；这本身不算违反",
            "{n} of {t} applications were accepted and are not decided when the log ends; that "
            "alone is no breach",
        ).fill(n=still, t=total)
        yield Finding("cut_off_at_end", "note", said, still)
