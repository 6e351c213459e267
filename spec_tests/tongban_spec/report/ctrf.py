"""CTRF (通用测试报告), the common test report format: one JSON for dashboards of tests.

Its form is that of https://ctrf.io: status passed, failed, skipped, pending or other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import tongban_spec
from tongban_spec.language import Language
from tongban_spec.registry import SPECIFICATION
from tongban_spec.report.contents import Contents, Times
from tongban_spec.report.plain_words import plain_lines
from tongban_spec.verdicts import Judgement, Verdict

_FORMAT_VERSION = "0.0.0"  # what its schema calls the version of the format, not of the tool
_STATUSES = ("passed", "failed", "skipped", "pending", "other")
_STATUS_OF: Mapping[Verdict, str] = MappingProxyType(
    {
        "holds": "passed",
        "not_exercised": "pending",
        "inconclusive": "other",
        "not_applicable": "skipped",
        "waived": "skipped",
    }
)


def ctrf_of(contents: Contents, times: Times, language: Language) -> dict[str, Any]:
    """Return a check as CTRF (CTRF 结果).

    Parameters
    ----------
    contents : Contents
    times : Times
    language : {"zh", "en"}
        Of names and messages.
    """
    tests = [_test(j, times, language) for j in contents.result.judgements]
    counts = Counter(test["status"] for test in tests)
    summary = {
        "tests": len(tests),
        **{status: counts[status] for status in _STATUSES},
        "start": times.start_ms,
        "stop": times.stop_ms,
    }
    return {
        "reportFormat": "CTRF",
        "specVersion": _FORMAT_VERSION,
        "generatedBy": "tongban-spec",
        "results": {
            "tool": {"name": "tongban-spec", "version": tongban_spec.__version__},
            "summary": summary,
            "tests": tests,
            "extra": {
                "specification": SPECIFICATION,
                "package": contents.result.evidence.source,
                "profile": contents.result.profile,
            },
        },
    }


def _test(judgement: Judgement, times: Times, language: Language) -> dict[str, Any]:
    requirement = judgement.requirement
    status = _STATUS_OF.get(judgement.verdict) or ("failed" if judgement.fails else "passed")
    test: dict[str, Any] = {
        "name": f"{requirement.id} {requirement.title.say(language)}",
        "status": status,
        "duration": times.milliseconds.get(requirement.id, 0),
        "suite": [requirement.point.id],
        "rawStatus": judgement.verdict,
        "tags": [requirement.level, *requirement.profiles],
        "filePath": f"requirements/{requirement.point.folder}/{requirement.id}.sql",
    }
    if judgement.reason is not None:
        test["message"] = judgement.reason.say(language)
    elif judgement.examples:
        test["message"] = "\n".join(plain_lines(judgement.examples[0], language))
    return test
