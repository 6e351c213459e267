"""The check (检查): every requirement's query put to the evidence, and what comes of it.

A requirement whose needs are not recorded is inconclusive before its query is run. Of the others
one aggregate counts the opportunities; the breaches themselves are only fetched where there are
any, and not more than are shown. A query that fails is an error of ours and ends the check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban_spec.check_needs import lacking
from tongban_spec.errors import SpecificationError
from tongban_spec.evidence.database import is_of_resources
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.language import Text
from tongban_spec.points import Profile
from tongban_spec.registry_shapes import Requirement
from tongban_spec.verdicts import Breach, Judgement
from tongban_spec.waivers import ANY_SUBJECT, Waiver

if TYPE_CHECKING:
    import duckdb

EXAMPLES_SHOWN = 5
Progress = Callable[[int, int, Requirement], None]
_UNWAIVED = "breach AND NOT waived"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check of an evidence says (检查结果).

    Parameters
    ----------
    evidence : Evidence
    profile : str
    judgements : tuple of Judgement
        In the order of the document.
    unused : tuple of Waiver
        Waivers that matched no breach of a requirement that was checked.
    waivers : tuple of Waiver
        All that were given.
    """

    evidence: Evidence
    profile: Profile
    judgements: tuple[Judgement, ...]
    unused: tuple[Waiver, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether a MUST is breached."""
        return any(j.fails for j in self.judgements)


def check(
    evidence: Evidence,
    requirements: Sequence[Requirement],
    profile: Profile = "province",
    waivers: Iterable[Waiver] = (),
    examples: int = EXAMPLES_SHOWN,
    progress: Progress | None = None,
    subject: str = ANY_SUBJECT,
) -> CheckResult:
    """Check an evidence (检查证据).

    Parameters
    ----------
    evidence : Evidence
    requirements : sequence of Requirement
    profile : str
        Requirements that it does not hold are not applicable.
    waivers : iterable of Waiver
        Known breaches that are not to count; those that have expired must have been refused.
    examples : int
        How many breaches of a requirement are shown at most.
    progress : callable, optional
        Called before each requirement with its place from 0, their number, and itself.
    subject : str
        Pattern of the subjects whose breaches are shown; all are counted.

    Raises
    ------
    SpecificationError
        If a query fails: a fault of ours.
    """
    given, judgements = tuple(waivers), []
    for place, requirement in enumerate(requirements):
        if progress is not None:
            progress(place, len(requirements), requirement)
        own = tuple(w for w in given if w.requirement == requirement.id)
        judgements.append(judge(evidence, requirement, profile, own, examples, subject))
    checked = {j.requirement.id: j for j in judgements}
    unused = tuple(
        w
        for w in given
        if w.requirement in checked and not _matches(evidence, checked[w.requirement], w)
    )
    return CheckResult(evidence, profile, tuple(judgements), unused, given)


def judge(
    evidence: Evidence,
    requirement: Requirement,
    profile: Profile = "province",
    waivers: Sequence[Waiver] = (),
    examples: int = EXAMPLES_SHOWN,
    subject: str = ANY_SUBJECT,
) -> Judgement:
    """Judge one requirement by an evidence (判定一条要求); parameters as of :func:`check`."""
    if not requirement.applies_to(profile):
        reason = Text("不属于类别 {p}", "not in the profile {p}").fill(p=profile)
        return Judgement(requirement, "not_applicable", reason)
    if reason := lacking(evidence, requirement.needs):
        return Judgement(requirement, "inconclusive", reason)
    query = with_waivers(requirement.query, waivers)
    ((total, breaches, waived, undecided),) = rows_of(
        evidence.connection,
        requirement,
        f"SELECT count(*), count(*) FILTER ({_UNWAIVED}), count(*) FILTER (breach AND waived),"
        f" count(*) FILTER (breach IS NULL) FROM ({query})",
        [w.subject for w in waivers],
    )
    counts = {
        "opportunities": total,
        "breaches": breaches,
        "undecided": undecided,
        "waived": waived,
    }
    if breaches:
        shown = _examples(evidence.connection, requirement, query, waivers, examples, subject)
        return Judgement(requirement, "breached", examples=shown, **counts)
    if waived:
        reasons = "; ".join(dict.fromkeys(f"{w.reason} ({w.expires})" for w in waivers))
        return Judgement(requirement, "waived", Text(reasons, reasons), **counts)
    if total == 0:
        return Judgement(requirement, "not_exercised", _unexercised(requirement), **counts)
    if undecided == total:
        return Judgement(requirement, "inconclusive", _undecided(total), **counts)
    return Judgement(requirement, "holds", **counts)


def _unexercised(requirement: Requirement) -> Text:
    said = Text("日志中没有发生过：{x}", "this never happened in the log: {x}")
    return said.fill(x=requirement.exercised_by)


def _undecided(total: int) -> Text:
    return Text(
        "{n} 次机会都定不下来：被日志末尾截断，或缺少取值",
        "none of {n} opportunities can be decided: cut off by the end of the log, or a value is"
        " lacking",
    ).fill(n=total)


def with_waivers(query: str, waivers: Sequence[Waiver]) -> str:
    """Return the query with a column that says whether a waiver covers the row (加豁免列).

    The patterns of the waivers are its parameters.
    """
    covers = " OR ".join(["subject GLOB ?"] * len(waivers)) or "false"
    return f"SELECT *, {covers} AS waived FROM ({query}\n)"


def _matches(evidence: Evidence, judgement: Judgement, waiver: Waiver) -> bool:
    if not judgement.waived:
        return False
    ((count,),) = rows_of(
        evidence.connection,
        judgement.requirement,
        f"SELECT count(*) FROM ({judgement.requirement.query}\n) WHERE breach AND subject GLOB ?",
        [waiver.subject],
    )
    return count > 0


def _examples(
    connection: duckdb.DuckDBPyConnection,
    requirement: Requirement,
    query: str,
    waivers: Sequence[Waiver],
    most: int,
    subject: str,
) -> tuple[Breach, ...]:
    sql = (
        f"SELECT r.*, coalesce(c.events, 0) AS case_events FROM ({query}) AS r"
        f" LEFT JOIN case_sizes AS c ON c.case_id = r.case_id WHERE {_UNWAIVED}"
        f" AND subject GLOB ? ORDER BY case_events, subject LIMIT {int(most)}"
    )
    rows = rows_of(connection, requirement, sql, [*(w.subject for w in waivers), subject])
    names = [column[0] for column in connection.description or ()]
    return tuple(_breach(requirement, dict(zip(names, row, strict=True))) for row in rows)


def _breach(requirement: Requirement, row: dict[str, Any]) -> Breach:
    values = values_of(row)
    try:
        sentence, expected = (
            t.fill(**values) for t in (requirement.sentence, requirement.expected)
        )
    except KeyError as lost:
        said = Text("查询没有给出 {k}", "the query does not give {k}").fill(k=lost)
        raise SpecificationError(_named(requirement, said)) from lost
    events = tuple(filter(None, (row["events"] or "").split(";")))
    return Breach(row["subject"], row["case_id"], row["case_events"], events, sentence, expected)


def values_of(row: dict[str, Any]) -> dict[str, Text | str]:
    """Return the values for the sentences of a row (句中取值).

    Columns ``<name>_zh`` and ``<name>_en`` together fill the place ``{name}``, each in its
    language; null is told as not recorded.
    """
    values: dict[str, Text | str] = {
        k: str(v) if v is not None else Text("（未记录）", "(not recorded)") for k, v in row.items()
    }
    for name in [k.removesuffix("_zh") for k in row if k.endswith("_zh")]:
        zh, en = row[f"{name}_zh"], row.get(f"{name}_en")
        values[name] = Text(zh or "（未记录）", en or "(not recorded)")
    return values


def rows_of(
    connection: duckdb.DuckDBPyConnection,
    requirement: Requirement,
    sql: str,
    parameters: Sequence[str],
) -> list[tuple[Any, ...]]:
    """Return what SQL over a requirement's query gives (查询).

    Raises
    ------
    SpecificationError
        If it fails: a fault of ours.
    """
    import duckdb

    try:
        return connection.execute(sql, list(parameters)).fetchall()
    except duckdb.Error as error:
        if is_of_resources(error):
            raise  # the machine's or the user's limit, not the query's fault
        said = Text("查询出错：{e}", "the query failed: {e}").fill(e=error)
        raise SpecificationError(_named(requirement, said)) from error


def _named(requirement: Requirement, said: Text) -> Text:
    return Text("{id}：{s}", "{id}: {s}").fill(id=requirement.id, s=said)
