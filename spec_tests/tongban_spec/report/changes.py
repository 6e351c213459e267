"""What has changed since an earlier report (前后比较): fixed, new, still."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from tongban_spec.check import CheckResult, rows_of, with_waivers
from tongban_spec.evidence.sql_words import file_in_sql
from tongban_spec.language import Text
from tongban_spec.report.earlier import Earlier, wrong_breaches
from tongban_spec.verdicts import Judgement, Verdict

SHOWN_MAX = 5
Status = Literal["fixed", "new", "still", "waived", "unjudged", "other", "same"]
STATUSES: Mapping[Status, Text] = MappingProxyType(
    {
        "fixed": Text("已改正", "fixed"),
        "new": Text("新出现", "new"),
        "still": Text("仍违反", "still"),
        "waived": Text("已豁免", "waived"),
        "unjudged": Text("不再能判定", "judged no more"),
        "other": Text("判定有变", "changed"),
        "same": Text("无变化", "the same"),
    }
)


class Subjects(NamedTuple):
    """What became of the single breaches (逐项变化).

    Parameters
    ----------
    fixed, new, still : int
        Breached before and held now; not before and now; both. What a waiver covered before was a
        breach too.
    waived : int
        A waiver covers it now.
    undecided, gone : int
        Breached before, and now undecided, or no longer in the log at all.
    shown_fixed, shown_new : tuple of str
        Some of the subjects.
    """

    fixed: int
    new: int
    still: int
    waived: int
    undecided: int
    gone: int
    shown_fixed: tuple[str, ...]
    shown_new: tuple[str, ...]


class Change(NamedTuple):
    """What became of one requirement (一条要求的变化).

    Parameters
    ----------
    judgement : Judgement
        As of now.
    earlier : str or None
        The verdict before; None if it was not checked.
    breaches_before : int
    status : str
        One of ``STATUSES``.
    subjects : Subjects or None
        None if there is nothing to compare, or the list of all breaches is lacking.
    """

    judgement: Judgement
    earlier: Verdict | None
    breaches_before: int
    status: Status
    subjects: Subjects | None


class Changes(NamedTuple):
    """What has changed since an earlier report (变化).

    Parameters
    ----------
    earlier : Earlier
    changes : tuple of Change
        One for each requirement checked now, in their order.
    """

    earlier: Earlier
    changes: tuple[Change, ...]

    def of(self, status: Status) -> tuple[Change, ...]:
        """Return the changes of one status."""
        return tuple(c for c in self.changes if c.status == status)


def changes_of(result: CheckResult, earlier: Earlier) -> Changes:
    """Compare a check with an earlier report (比较).

    Parameters
    ----------
    result : CheckResult
        Its evidence is still open.
    earlier : Earlier

    Raises
    ------
    UsageError
        If the earlier list of breaches cannot be read.
    """
    return Changes(earlier, tuple(_change(result, j, earlier) for j in result.judgements))


def _change(result: CheckResult, judgement: Judgement, earlier: Earlier) -> Change:
    before = earlier.verdicts.get(judgement.requirement.id)
    count = earlier.breaches.get(judgement.requirement.id, 0)
    status = _status(before, judgement.verdict)
    judged = judgement.verdict in ("holds", "breached", "waived")
    touched = count or judgement.breaches or judgement.waived
    known = earlier.breaches_file is not None and before is not None
    subjects = _subjects(result, judgement, earlier) if judged and touched and known else None
    return Change(judgement, before, count, status, subjects)


def _status(before: Verdict | None, now: Verdict) -> Status:
    if now == "breached":
        return "still" if before in ("breached", "waived") else "new"
    if now == before:
        return "same"
    if before in ("breached", "waived"):  # what was waived was a breach
        if now in ("holds", "waived"):
            return "fixed" if now == "holds" else "waived"
        return "unjudged"
    return "same" if before is None else "other"


def _subjects(result: CheckResult, judgement: Judgement, earlier: Earlier) -> Subjects:
    import duckdb

    requirement = judgement.requirement
    assert earlier.breaches_file is not None
    listed = (
        f"SELECT DISTINCT subject FROM read_parquet({file_in_sql(earlier.breaches_file)})"
        f" WHERE requirement = '{requirement.id}'"
    )
    waivers = [w for w in result.waivers if w.requirement == requirement.id]
    now = with_waivers(requirement.query, waivers)
    both = (
        "SELECT coalesce(b.subject, n.subject) AS subject, n.breach, n.waived,"
        " b.subject IS NOT NULL AS before, n.subject IS NOT NULL AS there"
        f" FROM ({listed}) AS b"
        f" FULL JOIN (SELECT subject, breach, waived FROM ({now})) AS n"
        " ON n.subject = b.subject"
    )
    fates = (
        "CASE WHEN before AND NOT there THEN 'gone' WHEN breach AND waived THEN 'waived'"
        " WHEN before AND breach THEN 'still'"
        " WHEN before AND breach IS NULL THEN 'undecided' WHEN before THEN 'fixed'"
        " WHEN breach THEN 'new' END"
    )
    sql = (
        f"SELECT fate, count(*), list(subject ORDER BY subject)[1:{SHOWN_MAX}] FROM"
        f" (SELECT subject, {fates} AS fate FROM ({both})) WHERE fate IS NOT NULL GROUP BY fate"
    )
    try:
        # What is wrong with the file is told apart from what is wrong with our query.
        result.evidence.connection.execute(f"SELECT count(*) FROM ({listed})").fetchone()
    except (duckdb.Error, UnicodeError) as trouble:
        raise wrong_breaches(earlier, trouble) from trouble
    found: dict[str, tuple[int, Any]] = {
        fate: (count, tuple(shown))
        for fate, count, shown in rows_of(
            result.evidence.connection, requirement, sql, [w.subject for w in waivers]
        )
    }
    counts = {name: found.get(name, (0, ()))[0] for name in ("fixed", "new", "still")}
    rest = {name: found.get(name, (0, ()))[0] for name in ("waived", "undecided", "gone")}
    return Subjects(
        **counts,
        **rest,
        shown_fixed=found.get("fixed", (0, ()))[1],
        shown_new=found.get("new", (0, ()))[1],
    )
