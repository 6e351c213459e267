"""The result of a check as a document (JSON 结果): its form is fixed by ``report.schema.json``.

``check --json`` prints :func:`document_of`; ``report.json`` is the same with more in it.
"""

from __future__ import annotations

from typing import Any

import tongban_spec
from tongban_spec.check import CheckResult
from tongban_spec.evidence.evidence import Finding
from tongban_spec.language import Text
from tongban_spec.registry import SPECIFICATION
from tongban_spec.report.again import command_again
from tongban_spec.report.changes import Change, Changes
from tongban_spec.report.contents import Contents
from tongban_spec.report.moments import CaseLine, Moment
from tongban_spec.report.profiles import ProfileResult
from tongban_spec.verdicts import Breach, Judgement


def document_of(result: CheckResult, changes: Changes | None = None) -> dict[str, Any]:
    """Return the document of ``check --json`` (JSON 结果).

    Parameters
    ----------
    result : CheckResult
    changes : Changes, optional
        Against an earlier report: adds ``since``.
    """
    document: dict[str, Any] = {
        "specification": SPECIFICATION,
        "package": result.evidence.source,
        "gate": [finding_of(f) for f in result.evidence.gate],
        "requirements": [_judgement(j) for j in result.judgements],
    }
    if changes is not None:
        document["since"] = _changes(changes)
    return document


def full_document_of(contents: Contents) -> dict[str, Any]:
    """Return the document of ``report.json`` (报告 JSON)."""
    result = contents.result
    document = document_of(result, contents.changes)
    document["tool"] = {"name": "tongban-spec", "version": tongban_spec.__version__}
    document["profile"] = result.profile
    document["events"] = result.evidence.events
    document["profiles"] = [_profile(p) for p in contents.profiles]
    for written, judgement in zip(document["requirements"], result.judgements, strict=True):
        written |= _more(judgement)
        for example, breach in zip(written["examples"], judgement.examples, strict=True):
            example |= _example(contents, judgement, breach)
    return document


def _judgement(one: Judgement) -> dict[str, Any]:
    return {
        "id": one.requirement.id,
        "level": one.requirement.level,
        "verdict": one.verdict,
        "reason": None if one.reason is None else both(one.reason),
        "opportunities": one.opportunities,
        "breaches": one.breaches,
        "examples": [
            {"subject": b.subject, "events": list(b.events), "sentence": both(b.sentence)}
            for b in one.examples
        ],
    }


def _more(one: Judgement) -> dict[str, Any]:
    requirement = one.requirement
    return {
        "title": both(requirement.title),
        "statement": both(requirement.statement),
        "exercised_by": both(requirement.exercised_by),
        "undecided": one.undecided,
        "waived": one.waived,
    }


def _example(contents: Contents, judgement: Judgement, breach: Breach) -> dict[str, Any]:
    line: CaseLine = contents.lines[judgement.requirement.id, breach.subject]
    return {
        "expected": both(breach.expected),
        "case_id": breach.case_id,
        "again": command_again(contents.asked, judgement.requirement.id, breach.subject),
        "timeline": [_moment(m) for m in line.moments],
        "events_left_out": line.left_out,
    }


def _moment(moment: Moment) -> dict[str, Any]:
    return {
        "event_id": moment.event_id,
        "at": moment.utc,
        "kind": moment.kind,
        "proves": moment.proves,
        "values": dict(moment.values),
    }


def _profile(one: ProfileResult) -> dict[str, Any]:
    return {
        "profile": one.profile.word,
        "verdict": one.verdict,
        "breached": list(one.breached),
        "warned": list(one.warned),
        "holds": list(one.holding),
        "waived": list(one.waived),
        "not_exercised": list(one.not_exercised),
        "inconclusive": list(one.inconclusive),
        "not_checked": list(one.not_checked),
    }


def _changes(changes: Changes) -> dict[str, Any]:
    earlier = changes.earlier
    return {
        "report": earlier.name,
        "package": earlier.package,
        "specification": earlier.specification,
        "profile": earlier.profile,
        **{status: [c.judgement.requirement.id for c in changes.of(status)] for status in _LISTED},
        "requirements": [_change(c) for c in changes.changes],
    }


_LISTED = ("fixed", "new", "still")


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.judgement.requirement.id,
        "status": change.status,
        "verdict_before": change.earlier,
        "verdict": change.judgement.verdict,
        "breaches_before": change.breaches_before,
        "breaches": change.judgement.breaches,
        "subjects": None
        if change.subjects is None
        else {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in change.subjects._asdict().items()
        },
    }


def finding_of(finding: Finding) -> dict[str, Any]:
    """Return a finding as a document (所见)."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "said": both(finding.said),
        "count": finding.count,
        "examples": list(finding.examples),
    }


def both(text: Text) -> dict[str, str]:
    """Return a text as a document (双语文字)."""
    return {"zh": text.zh, "en": text.en}
