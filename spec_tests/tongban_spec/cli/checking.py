"""What ``tongban-spec check`` does (检查流程): read, check, compare, write, tell."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tongban_spec.check import CheckResult, check
from tongban_spec.cli.check_progress import CheckProgress, check_progress
from tongban_spec.cli.chosen import further_logs
from tongban_spec.cli.console.talk import Talk
from tongban_spec.cli.program import BREACHED, HOLDS
from tongban_spec.cli.result import lines_of
from tongban_spec.evidence.database import Limits
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.language import Text
from tongban_spec.points import Profile
from tongban_spec.registry import by_id
from tongban_spec.registry_shapes import Requirement
from tongban_spec.report.again import Asked
from tongban_spec.report.changes import changes_of
from tongban_spec.report.changes_section import other_version_of
from tongban_spec.report.contents import Contents, Times, contents_of
from tongban_spec.report.document import document_of
from tongban_spec.report.earlier import REPORT_FILE, read_earlier
from tongban_spec.report.folder import PAGE_FILE, write_report
from tongban_spec.waivers import ANY_SUBJECT, Waiver, read_waivers, refuse_unused
from tongban_spec.whole import whole_folder, writing

_NO_SUBJECT = Text("没有主体与 {s} 相符的违反", "no breach has a subject that fits {s}")


@dataclass(frozen=True, slots=True)
class Order:
    """What a check was asked for (检查的要求).

    Parameters
    ----------
    asked : Asked
    requirements : tuple of Requirement
    profile : str
    waivers : Path or None
        File of waivers.
    subject : str or None
        Pattern of the breaches to show, with the events of their cases.
    out : str or None
        Folder for the report, as the user wrote it.
    since : Path or None
        An earlier report.
    json : bool
    """

    asked: Asked
    requirements: tuple[Requirement, ...]
    profile: Profile
    waivers: Path | None = None
    subject: str | None = None
    out: str | None = None
    since: Path | None = None
    json: bool = False


@dataclass(slots=True)
class _Clock:
    """Measures each requirement (计时)."""

    shown: CheckProgress
    began: float = 0.0
    current: str = ""
    milliseconds: dict[str, int] = field(default_factory=dict)

    def tick(self, place: int, total: int, requirement: Requirement) -> None:
        self.stop()
        self.current, self.began = requirement.id, time.monotonic()
        self.shown.requirement(place, total, requirement)

    def stop(self) -> None:
        if self.current:
            self.milliseconds[self.current] = round((time.monotonic() - self.began) * 1000)
            self.current = ""


def run_check(order: Order, talk: Talk) -> int:
    """Check and tell (检查并告知).

    Returns
    -------
    int
        The exit code.
    """
    today = datetime.date(*time.localtime()[:3])
    # What is small and may be wrong comes first: a large log takes a while.
    given = read_waivers(order.waivers, by_id(), today) if order.waivers is not None else ()
    earlier = read_earlier(order.since) if order.since is not None else None
    start = time.time_ns() // 1_000_000
    with ExitStack() as stack:
        folder = None
        if order.out is not None:
            folder = stack.enter_context(whole_folder(order.out, REPORT_FILE))
        with _checked(order, given, talk) as (result, milliseconds):
            refuse_unused(result.unused)
            changes = None if earlier is None else changes_of(result, earlier)
            lines = folder is not None or order.subject is not None
            contents = contents_of(result, order.asked, changes, lines)
            stop = time.time_ns() // 1_000_000
            if folder is not None and order.out is not None:
                with writing(Path(order.out)):
                    write_report(contents, folder, talk.language, Times(start, stop, milliseconds))
    _tell(order, contents, talk)
    return BREACHED if result.fails else HOLDS


@contextmanager
def _checked(
    order: Order, given: tuple[Waiver, ...], talk: Talk
) -> Iterator[tuple[CheckResult, dict[str, int]]]:
    with check_progress(talk) as shown, _evidence(order, shown) as read:
        clock = _Clock(shown)
        result = check(
            read,
            order.requirements,
            order.profile,
            given,
            progress=clock.tick,
            subject=order.subject or ANY_SUBJECT,
        )
        clock.stop()
        shown.done()
        yield result, clock.milliseconds


def _evidence(order: Order, shown: CheckProgress) -> AbstractContextManager[Evidence]:
    asked = order.asked
    return evidence_of(
        Path(asked.evidence),
        Limits(memory=asked.memory_limit),
        shown.reading,
        mapping=Path(asked.mapping) if asked.mapping is not None else None,
        more=further_logs(asked.also, asked.mapping),
    )


def _tell(order: Order, contents: Contents, talk: Talk) -> None:
    result = contents.result
    if order.json:
        talk.document(document_of(result, contents.changes))
    else:
        talk.text("\n".join(lines_of(contents, talk, order.subject is not None)))
        if contents.changes is not None:
            remark = other_version_of(contents.changes)
            if remark is not None:
                talk.note(Text("旧报告：{s}", "earlier report: {s}"), s=remark)
        for finding in result.evidence.gate:
            talk.note(Text("入口检查：{s}", "gate: {s}"), s=finding.said)
    if order.subject is not None and not any(j.examples for j in result.judgements):
        talk.note(_NO_SUBJECT, s=order.subject)
    if order.out is not None:
        talk.note(Text("报告在 {p}", "the report is {p}"), p=str(Path(order.out) / PAGE_FILE))
