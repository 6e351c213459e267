"""The result of a check as a document and as lines (检查结果)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tongban_spec.check import CheckResult
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text
from tongban_spec.registry import SPECIFICATION
from tongban_spec.verdicts import VERDICTS

_COUNTS = Text("机会 {o}，违反 {b}，无法判断 {u}", "opportunities {o}, breaches {b}, undecided {u}")


def document_of(result: CheckResult) -> dict[str, Any]:
    """Return the document of ``check --json`` (JSON 结果); its form is fixed."""
    return {
        "specification": SPECIFICATION,
        "package": result.evidence.source,
        "gate": [
            {
                "rule": f.rule,
                "severity": f.severity,
                "said": _both(f.said),
                "count": f.count,
                "examples": list(f.examples),
            }
            for f in result.evidence.gate
        ],
        "requirements": [
            {
                "id": j.requirement.id,
                "level": j.requirement.level,
                "verdict": j.verdict,
                "reason": None if j.reason is None else _both(j.reason),
                "opportunities": j.opportunities,
                "breaches": j.breaches,
                "examples": [
                    {"subject": b.subject, "events": list(b.events), "sentence": _both(b.sentence)}
                    for b in j.examples
                ],
            }
            for j in result.judgements
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def lines_of(result: CheckResult, talk: Talk) -> Iterator[str]:
    """Yield the result in lines for a person (逐行结果)."""
    for one in result.judgements:
        said = talk.say(VERDICTS[one.verdict])
        head = f"{one.requirement.id:7} {one.requirement.level:7} {said}"
        counts = talk.say(_COUNTS, o=one.opportunities, b=one.breaches, u=one.undecided)
        yield f"{head} · {counts} · {talk.say(one.requirement.title)}"
        if one.reason is not None:
            yield f"        {talk.say(one.reason)}"
        for breach in one.examples:
            yield f"        {talk.say(breach.sentence)} [{', '.join(breach.events)}]"
